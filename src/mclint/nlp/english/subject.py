"""Finds the subject of a clause, and says whether it is the learner."""

from __future__ import annotations

from dataclasses import dataclass

from mclint.nlp.english.group import FINITE
from mclint.nlp.english.inflection import BASE, GERUND, PARTICIPLE, THIRD
from mclint.nlp.english.verbs import is_verb, status
from mclint.nlp.english.words import Clause

# Nothing that opens a clause stands further from its start than this many words.
FAR = 45
# Words behind an unknown word that is a verb then ("the course zooms in on ...").
_AFTER_VERB = frozenset(["to", "on", "with", "at", "in", "how", "that"])


@dataclass(frozen=True, slots=True)
class Opening:
    """Where the verb group starts and in which form; the range of the subject's words, and who it is.

    `proven` says that the word is a verb for sure. `who` is "learner", "unknown" (counts as the learner), "people" or "things".
    """

    index: int
    form: str
    who: str = "learner"
    subject: tuple[int, int] | None = None
    proven: bool = False


def surely_finite(clause: Clause, index: int) -> bool:
    """Say whether a modal or a form of be or have stands here."""
    index = clause.past_adverbs(index)
    return clause.isin(index, "modals") or clause.at(index) in ("is", "are", "was", "were", "has", "have", "had")


def finite(clause: Clause, index: int) -> bool:
    """Say whether a finite verb surely stands here: modal, be, have or a third person."""
    index = clause.past_adverbs(index)
    word = clause.at(index)
    return (
        surely_finite(clause, index)
        or word in ("need", "needs")
        or (word == "'s" and clause.isin(index, "be_forms"))
        or is_verb(clause, index, THIRD, opening=False, bare=True)
    )


def named_learner(clause: Clause, start: int) -> int:
    """Return the index of the first learner or pronoun from `start` that a finite verb follows, or -1."""
    for place in range(start, min(start + FAR, len(clause.words))):
        word = clause.at(place)
        if not (word in clause.lex.learners or clause.isin(place, "subject_pronouns")):
            continue
        if finite(clause, place + 1) or (
            (word.endswith("s") or word in ("you", "we", "they")) and status(clause, clause.past_adverbs(place + 1), BASE) == 2
        ):
            if not _inside_relative(clause, start, place):
                return place
    return -1


def _inside_relative(clause: Clause, start: int, place: int) -> bool:
    before = clause.at(place - 1) if not clause.determiner(place - 1) else clause.at(place - 2)
    return before in ("that", "which", "how", "what", "where", "why", "whether", "who", "if", "when") and place - start > 1


def learner_opening(clause: Clause, place: int) -> Opening:
    """Return the opening behind the learner named at `place`, with the words before it that belong to the subject."""
    start = place
    while start > 0 and not clause.stop(start - 1) and not clause.isin(start, "determiners"):
        start -= 1
    return Opening(place + 1, FINITE, "learner", (start, place + 1))


def _who(clause: Clause, start: int, end: int) -> str:
    """Say who the noun phrase names, by its head and, for two-word roles, the word before it."""
    last = next((place for place in range(start + 1, end) if clause.stop(place) or _reduced(clause, place)), end)
    head = clause.at(last - 1)
    pair = f"{clause.at(last - 2)} {head}" if last - 2 >= start else ""
    if head in clause.lex.learners or clause.isin(last - 1, "subject_pronouns"):
        return "learner"
    return clause.lex.others.get(pair) or clause.lex.others.get(head) or "unknown"


def _plain_head(clause: Clause, index: int) -> int:
    """Return the head of the noun phrase here if no learner or other subject is in it and no second determiner, else -1."""
    head = clause.head(index)
    for place in range(index, head + 1):
        inside = place > index and clause.determiner(place) and clause.isin(place, "determiners")
        if inside or clause.at(place) in clause.lex.learners or clause.at(place) in clause.lex.others:
            return -1
    return head


def _reduced(clause: Clause, place: int) -> bool:
    """Say whether a participle clause starts behind a learner ("students undertaking the unit")."""
    learner = clause.at(place - 1) in clause.lex.learners
    return learner and any(clause.lex.readings(clause.at(place), form) for form in (GERUND, PARTICIPLE))


def subject_opening(clause: Clause, index: int, *, sure: bool = False) -> Opening | None:
    """Return the opening if a subject with a finite verb starts here; `sure` asks for a determiner or a known subject."""
    if clause.isin(index, "subject_pronouns"):
        plain = clause.past_adverbs(index + 1)
        stands = finite(clause, index + 1) or status(clause, plain, BASE) > 0
        return Opening(index + 1, FINITE, "learner", (index, index + 1)) if stands else None
    first = _plain_head(clause, index)
    knowledge = first >= 0 and any(clause.at(first) in frame.nouns for frame in clause.lex.nominal)
    if knowledge and not finite(clause, first + 1):
        return None
    known = clause.at(index) in clause.lex.learners or clause.at(index) in clause.lex.others
    if sure and not (known or clause.isin(index, "determiners")):
        return None
    return _behind_noun_phrase(clause, index)


def _behind_noun_phrase(clause: Clause, index: int) -> Opening | None:
    """Return the opening at the first finite verb that is not one of a relative clause ("a nurse who works ... draws up")."""
    relative = False
    for place in range(index + 1, min(index + 30, len(clause.words))):
        word = clause.at(place)
        if word in ("who", "that", "which", "whose"):
            relative = True
        elif word in (";", ":", ".") or (clause.isin(place, "subordinators") and word != "as"):
            return None
        elif form := _subject_verb(clause, index, place):
            if not relative:
                return Opening(place, form, _who(clause, index, place), (index, place))
            relative = False
    return None


def _parenthesis(clause: Clause, start: int, place: int) -> bool:
    """Say whether the comma before `place` closes one that opened behind the subject ("the nurse, if needed, calls ...")."""
    return any(clause.at(index) == "," for index in range(start + 1, place - 1))


def _subject_verb(clause: Clause, start: int, place: int) -> str | None:
    """Return the form of the finite verb at `place` behind a subject from `start`, or None."""
    before = clause.at(place - 1)
    if before == "," and not (_parenthesis(clause, start, place) and clause.isin(place + 1, "determiners")):
        return None
    if before == "to" or ((clause.determiner(place - 1) or clause.isin(place - 1, "prepositions")) and before[-1:] != "s"):
        return None
    bare = not clause.isin(start, "determiners") and _who(clause, start, place) == "unknown"
    if bare and clause.stop(place + 1) and status(clause, place, THIRD) == 1:
        return None
    if finite(clause, place):
        return FINITE
    learner = clause.at(place - 1) in clause.lex.learners
    named = learner or clause.at(place - 1) in clause.lex.others
    if named and clause.at(place - 1).endswith("s") and status(clause, clause.past_adverbs(place), BASE):
        return BASE
    word = clause.at(clause.past_adverbs(place))
    known = learner or clause.at(place - 1) in clause.lex.others
    if (
        known
        and word.endswith("s")
        and not word.endswith(("ss", "'s", "us"))
        and (clause.determiner(clause.past_adverbs(place) + 1) or clause.at(clause.past_adverbs(place) + 1) in _AFTER_VERB)
    ):
        return FINITE
    return None
