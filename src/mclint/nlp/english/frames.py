"""Says what a verb with its object comes to: an action, a state, a stance or something the course does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mclint.nlp.analysis import PredicateKind
from mclint.nlp.english.inflection import GERUND
from mclint.nlp.english.lexicon import Frame
from mclint.nlp.english.verbs import Verb
from mclint.nlp.english.words import Clause

_LINKS = frozenset(["of", "about", "into", "in", "with", "for", "to", "on", "towards", "toward", "regarding", "around"])
MEASURES = frozenset(
    ["range", "set", "level", "degree", "variety", "body", "depth", "number", "kind", "type", "amount", "combination"]
    + [
        "repertoire",
        "portfolio",
        "array",
        "breadth",
        "series",
        "part",
        "mix",
        "standard",
        "basis",
        "aspects",
        "elements",
    ]
)


# "To introduce students to ..." says what the course does, whoever the subject is.
_OFFERING = frozenset(["introduce", "provide", "equip", "familiarise", "expose", "acquaint", "enable", "encourage"])
_TAUGHT = frozenset(["student", "students", "learner", "learners", "participants", "trainees", "candidates"])


@dataclass(frozen=True, slots=True)
class Sense:
    """What a predicate comes to, and up to which word (exclusive) its frame runs."""

    kind: PredicateKind
    until: int
    key: str | None = None
    bloom: tuple[int, ...] = ()
    confidence: str = "high"


def object_heads(clause: Clause, index: int) -> Iterator[int]:
    """Yield the heads of the object from `index`: its first noun phrase, that behind "a range of", and bare coordinated ones."""
    for _ in range(4):
        head = clause.head(index)
        if head < 0:
            return
        yield head
        if clause.at(head) in MEASURES and clause.at(head + 1) == "of":
            index = head + 2
        elif clause.at(head + 1) in ("and", "or", ",", "/", "&", "and/or"):
            index = head + 2
            while clause.boundary(index):
                index += 1
        else:
            return


def _object_start(clause: Clause, index: int) -> int:
    """Return where the object starts, past a phrase between it and the verb ("shows in a task the knowledge ...")."""
    if not clause.isin(index, "prepositions"):
        return index
    for place in range(index + 3, min(index + 12, len(clause.words))):
        parted = not clause.stop(place - 1) or clause.at(place - 1) == ","
        if clause.at(place) in ("the", "a", "an", "their") and parted and not clause.adjective(place - 1):
            return place
    return index


def _frame_head(clause: Clause, verb: Verb, frame: Frame) -> int:
    """Return the index of the noun that completes a light-verb frame, or -1."""
    for count, head in enumerate(object_heads(clause, _object_start(clause, verb.after))):
        if clause.at(head) in frame.nouns:
            return head
        if count == 0 and clause.at(verb.after) in ("a", "an") and clause.at(head) not in MEASURES:
            return -1
    return -1


def _past_link(clause: Clause, index: int) -> int:
    return index + 1 if clause.at(index) in _LINKS else index


def phrase_at(clause: Clause, index: int, lemma: str, phrase: tuple[str, ...]) -> int:
    """Return the index after a fixed phrase whose first word is the verb at `index`, or -1; "..." skips up to six words."""
    if phrase[0] != lemma:
        return -1
    place = index + 1
    for position, word in enumerate(phrase[1:], 1):
        if word == "...":
            wanted = phrase[position + 1]
            found = next((step for step in range(place + 1, place + 7) if clause.at(step) == wanted), -1)
            if found < 0:
                return -1
            place = found
        elif clause.at(place) == word:
            place += 1
        else:
            return -1
    return place


def _fixed(clause: Clause, verb: Verb) -> Sense | None:
    lemma = verb.lemma.split()[0]
    for phrase, frame in clause.lex.by_phrase.get(lemma, ()):
        if (until := phrase_at(clause, verb.index, lemma, phrase)) > 0:
            return Sense(PredicateKind(frame.kind), until, frame.key, frame.bloom, frame.confidence)
    return None


def shown_by_doing(clause: Clause, index: int) -> int:
    """Return the index of the gerund behind "by" or "through", which makes what is shown visible ("by calculating"), or -1."""
    for place in range(index, min(index + 40, len(clause.words) - 1)):
        if clause.at(place) == ";":
            return -1
        after = clause.past_adverbs(place + 1)
        if clause.at(place) in ("by", "through") and clause.lex.readings(clause.at(after), GERUND):
            plain = clause.at(after) not in clause.lex.lists["noun_gerunds"] or clause.determiner(after + 1)
            return after if plain else -1
    return -1


def _light(clause: Clause, verb: Verb) -> Sense | None:
    lemma = clause.lex.canonical.get(verb.lemma, verb.lemma)
    for frame in clause.lex.by_light.get(lemma, ()):
        if (head := _frame_head(clause, verb, frame)) < 0:
            continue
        until = _past_link(clause, head + 1)
        if clause.at(head) in ("exposure", "experience") and lemma in ("gain", "get", "receive", "acquire", "obtain"):
            return Sense(PredicateKind.TEACHING, until, "undergoes", (), "medium")
        return Sense(PredicateKind(frame.kind), until, frame.key, frame.bloom, frame.confidence)
    return None


def adjective_frame(clause: Clause, index: int) -> Sense | None:
    """Return the frame whose adjective starts at `index`, behind a form of be ("aware of"), or None."""
    best: Sense | None = None
    for words, frame in clause.lex.by_adjective.get(clause.at(index), ()):
        if all(clause.at(index + step) == word for step, word in enumerate(words)):
            until = _past_link(clause, index + len(words))
            if best is None or until > best.until:
                best = Sense(PredicateKind(frame.kind), until, frame.key, frame.bloom, frame.confidence)
    return best


def _teaching(clause: Clause, verb: Verb) -> Sense | None:
    lemma = clause.lex.canonical.get(verb.lemma, verb.lemma)
    drill = lemma == "practise" and GERUND in {form for form, _ in clause.lex.shapes.get(clause.at(verb.after), ())}
    if drill or lemma in clause.lex.lists["teaching_verbs"]:
        return Sense(PredicateKind.TEACHING, verb.after, "learns")
    if lemma in _OFFERING and clause.at(_past_determiner(clause, verb.after)) in _TAUGHT:
        return Sense(PredicateKind.TEACHING, verb.after, "offers", (), "medium")
    nouns = clause.lex.by_object.get(lemma, frozenset())
    if any(clause.at(head) in nouns for head in object_heads(clause, verb.after)):
        return Sense(PredicateKind.TEACHING, verb.after, "undergoes", (), "medium")
    return None


def _past_determiner(clause: Clause, index: int) -> int:
    return index + 1 if clause.determiner(index) else index


def _first_heads(clause: Clause, index: int) -> Iterator[int]:
    """Yield the head of the first noun phrase, and the one it measures ("a range of emotions")."""
    for head in object_heads(clause, index):
        yield head
        if clause.at(head) not in MEASURES:
            return


def _state(clause: Clause, verb: Verb) -> Sense | None:
    lemma = clause.lex.canonical.get(verb.lemma, verb.lemma)
    state = clause.lex.states.get(lemma)
    if state is None:
        return None
    heads = {clause.at(head) for head in _first_heads(clause, verb.after)}
    if heads & state.seen_with or (state.only_with and not heads & state.only_with):
        return None
    return Sense(PredicateKind(state.kind), verb.after, None, state.bloom, state.confidence)


def sense(clause: Clause, verb: Verb) -> Sense:
    """Return what the verb comes to with its object."""
    return (
        _fixed(clause, verb)
        or _light(clause, verb)
        or _teaching(clause, verb)
        or _state(clause, verb)
        or Sense(PredicateKind.ACTION, verb.after)
    )


def resense(clause: Clause, verb: Verb, index: int) -> Sense | None:
    """Return the frame that a bare coordinated verb makes with the object from `index` ("develop and use skills"), or None."""
    found = _light(clause, Verb(verb.index, index, verb.lemma))
    return Sense(found.kind, verb.after, found.key, found.bloom, found.confidence) if found else None


__all__ = ["Sense", "adjective_frame", "object_heads", "phrase_at", "resense", "sense", "shown_by_doing"]
