"""Finds where the main clause begins: past markers, labels and fronted phrases, and past its subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mclint.nlp.english.group import FINITE
from mclint.nlp.english.inflection import BASE, GERUND, PARTICIPLE, PAST, THIRD
from mclint.nlp.english.subject import FAR, Opening, learner_opening, named_learner, subject_opening, surely_finite
from mclint.nlp.english.verbs import is_verb, status
from mclint.nlp.english.words import PUNCTUATION, Clause

_CODE = re.compile(r"[a-z]{1,3}lo?\d[\d.]*|lo\d[\d.]*|l\.?o\.?")


def skip_markers(clause: Clause, index: int) -> int:
    """Return the index after list numbers, bullets, quotes, labels such as "LO1:" and a leading coordinator."""
    while index < len(clause.words):
        word = clause.at(index)
        digits = word.rstrip(".):")
        numbered = (
            digits[:1].isdigit()
            and digits.replace(".", "").isdigit()
            and (word != digits or clause.at(index + 1) in (".", ")", ":", "-"))
        )
        lettered = len(word) == 1 and word.isalpha() and clause.at(index + 1) in (")", ".")
        numbered = numbered or (index < 2 and word[:1].isdigit() and bool(_verb_starts(clause, index + 1)))
        code = _CODE.fullmatch(word) is not None
        if word in PUNCTUATION or numbered or lettered or code or (word in ("and", "or", "&", "but") and index < 3):
            index += 1
        else:
            return index
    return index


def _verb_starts(clause: Clause, index: int) -> Opening | None:
    """Return the opening if a verb without a subject starts here."""
    start = index
    index = clause.past_adverbs(index)
    if clause.isin(index, "modals") or clause.isin(index, "have_forms") or clause.isin(index, "be_forms"):
        return Opening(start, FINITE)
    if clause.at(index) in ("able", "capable") and clause.at(index + 1) in ("to", "of"):
        return Opening(index, BASE)
    if clause.at(index) == "to" and status(clause, clause.past_adverbs(index + 1), BASE):
        return Opening(index, BASE)
    opening = index == start
    for form in (BASE, THIRD, GERUND):
        if is_verb(clause, index, form, opening=True) and not _is_subject(clause, index, form):
            if form == GERUND and not opening and not clause.determiner(index + 1):
                continue
            return Opening(index, form)
    for form in (PAST, PARTICIPLE):
        after = index + 1
        while clause.boundary(after):
            after = clause.past_adverbs(after + 1)
        more = after > index + 1 and bool(clause.lex.readings(clause.at(after), form))
        if clause.lex.readings(clause.at(index), form) and (clause.determiner(index + 1) or more):
            return Opening(index, form)
    return None


def _is_subject(clause: Clause, index: int, form: str) -> bool:
    """Say whether a word that could be a verb opens a subject ("Work placement students will ...", "Nurses can ...")."""
    if status(clause, index, form) == 2 and form == BASE:
        return False
    for place in range(index, min(index + 5, len(clause.words))):
        if clause.at(place) in clause.lex.learners or clause.at(place) in clause.lex.others:
            return surely_finite(clause, place + 1)
        if clause.stop(place) or place > index and clause.determiner(place):
            return False
    return False


def _after_commas(clause: Clause, start: int) -> Iterator[int]:
    for place in range(start, min(start + FAR, len(clause.words))):
        if clause.at(place) in (",", ":"):
            yield place + 1


def _fronted(clause: Clause, index: int) -> Opening | None:
    """Return the opening behind a fronted phrase ("Using X, design ...", "On completion students will ...")."""
    learner = named_learner(clause, index + 1)
    for place in _after_commas(clause, index + 1):
        if 0 < learner < place - 1:
            break
        here = place + 1 if clause.at(place) in ("and", "then") else place
        if found := (subject_opening(clause, here, sure=True) or _imperative(clause, here)):
            return found
    return learner_opening(clause, learner) if learner > 0 else _unmarked(clause, index + 2)


def _unmarked(clause: Clause, start: int) -> Opening | None:
    """Return the opening behind a fronted phrase without a comma ("Under supervision safely conduct ...")."""
    for place in range(start, min(start + 12, len(clause.words))):
        if clause.at(place) == "be" and clause.at(clause.past_adverbs(place + 1)) == "able":
            return Opening(place, BASE)
        before = clause.at(place - 1)
        if status(clause, place, BASE) == 0 or before in ("to", "and", "or", ",") or clause.determiner(place - 1):
            continue
        if clause.isin(place - 1, "modals") or clause.isin(place - 1, "prepositions"):
            continue
        marked = clause.adverb(place - 1) and before.endswith("ly")
        after = clause.past_adverbs(place + 1)
        if (
            marked
            and not clause.stop(after)
            or status(clause, place, BASE) == 2
            and (clause.isin(after, "determiners") or clause.isin(after, "subordinators"))
        ):
            return Opening(place, BASE)
    return None


def _imperative(clause: Clause, index: int) -> Opening | None:
    index = clause.past_adverbs(index)
    for form in (BASE, THIRD):
        if is_verb(clause, index, form, opening=True):
            return Opening(index, form)
    return None


def opening(clause: Clause) -> Opening | None:
    """Return where the main verb group starts; None if the clause has no verb."""
    index = skip_markers(clause, 0)
    if _fronts(clause, index) and (found := _fronted(clause, index)):
        return found
    if clause.at(index) == "to" and (found := _purpose(clause, index)):
        return found
    if labelled := _labelled(clause, index):
        return labelled
    if clause.at(index) == "being":
        able = clause.at(clause.past_adverbs(index + 1)) == "able"
        return Opening(clause.past_adverbs(index + 1) if able else index, BASE)
    found = _gerund_noun(clause, index) or _verb_starts(clause, index)
    if found is None and _third_person(clause.at(index)):
        found = _new_verb(clause, index)  # "Reefs a mainsail": no subject goes on with an article
    return found or subject_opening(clause, index) or _new_verb(clause, index)


def _third_person(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in ("towards", "besides", "afterwards")


def _gerund_noun(clause: Clause, index: int) -> Opening | None:
    """Return the opening of a nominalised action ("The measuring of ...", "The drawing up of ..."), or None."""
    place = index + 1 if clause.at(index) in ("the", "a") else index
    word = clause.at(place)
    if word == "learning" and clause.at(place + 1) in ("to", "how", "about"):
        return Opening(place, GERUND, proven=True)
    lemmas = clause.lex.readings(word, GERUND)
    if not lemmas or lemmas[0] in clause.lex.states or lemmas[0] in clause.lex.lists["teaching_verbs"]:
        return None
    of = "of" in (clause.at(place + 1), clause.at(place + 2))
    return Opening(place, GERUND, proven=True) if of and (place == index or not clause.isin(place, "field_gerunds")) else None


_VERB_ENDING = re.compile(r"\w{3,}(?:is|iz|if)(?:e|es|y|ies)$")


def _new_verb(clause: Clause, index: int) -> Opening | None:
    """Return the opening at a word no list knows, if only a verb can be followed by what follows ("Zorbs the ball")."""
    place = clause.past_adverbs(index)
    word = clause.at(place)
    if not word.isalpha() or len(word) < 3 or clause.stop(place) or clause.determiner(place) or word in clause.lex.shapes:
        return None
    direct = clause.at(place + 1) in ("the", "a", "an", "their", "his", "her", "its", "your", "our", "these", "this")
    named = _VERB_ENDING.fullmatch(word) is not None and not clause.stop(place + 1)
    return Opening(place, FINITE, "learner", None) if direct or named else None


def _fronts(clause: Clause, index: int) -> bool:
    """Say whether a phrase that stands before its clause may start here: a preposition, a gerund, "confronted with"."""
    word = clause.at(index)
    if clause.isin(index, "fronters") or clause.lex.readings(word, GERUND):
        return True
    return word.endswith("ed") and clause.at(index + 1) in ("with", "by", "on") and bool(clause.lex.readings(word, PARTICIPLE))


def _purpose(clause: Clause, index: int) -> Opening | None:
    """Return the opening behind a fronted purpose clause, which only a named subject can follow."""
    for place in _after_commas(clause, index + 1):
        if found := subject_opening(clause, place, sure=True):
            return found
    return None


def _labelled(clause: Clause, index: int) -> Opening | None:
    """Return the opening behind a heading with a colon ("Communication: present ...")."""
    for place in range(index + 1, min(index + 9, len(clause.words))):
        if clause.at(place) != ":":
            continue
        if _is_heading(clause, index, place):
            return _imperative_with_object(clause, skip_markers(clause, place + 1))
        before = Clause(clause.words[index:place], clause.lex)
        if _verb_starts(before, 0) or subject_opening(before, 0):
            return None
        after = skip_markers(clause, place + 1)
        return _verb_starts(clause, after) or subject_opening(clause, after, sure=True)
    return None


def _is_heading(clause: Clause, index: int, colon: int) -> bool:
    """Say whether the words before a colon number a part of a course: "Session 4:", "Week 2:"."""
    return colon == index + 2 and clause.isin(index, "course_parts") and clause.at(index + 1).rstrip(".").isalnum()


def _imperative_with_object(clause: Clause, index: int) -> Opening | None:
    """Return the opening of a verb that a determiner follows; behind a heading a bare word is a subject: "fire doors"."""
    found = _verb_starts(clause, index)
    return found if found is not None and clause.determiner(found.index + 1) else None
