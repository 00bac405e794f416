"""Walks from one main predicate to the next, past everything that is subordinate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mclint.nlp.analysis import PredicateKind
from mclint.nlp.english.group import FINITE, Group, ability_to, verb_group
from mclint.nlp.english.inflection import BASE, GERUND, PARTICIPLE, THIRD
from mclint.nlp.english.verbs import is_verb, status
from mclint.nlp.english.words import Clause

_ABLE = frozenset(["ability", "abilities", "capacity", "capability"])
# What is open since the last main predicate.
_NOTHING, _PURPOSE, _GERUND, _CLAUSE, _SAMPLES = "", "to", "ing", "clause", "samples"


@dataclass(slots=True)
class _Open:
    """The subordinate part that is open: its kind, where its first verb ends, and whether a third person stands in it.

    `inner` is the place of the last infinitive inside it.
    """

    kind: str = _NOTHING
    since: int = 0
    third: bool = False
    inner: int = -9


def predicates(clause: Clause, first: Group, *, learner: bool = True) -> Iterator[Group]:
    """Yield the first main predicate and those coordinated with it."""
    yield first
    current, form, chain = first, first.form, first
    place = max(first.verb.after, first.sense.until)
    last_object = False
    opened = _Open()
    while place < len(clause.words):
        if clause.at(place) == "(":
            place = _past_brackets(clause, place)
            continue
        if clause.boundary(place):
            after, strength = _past_boundary(clause, place)
            found = _next(clause, after, form, strength, opened, bare=not last_object, learner=learner, chain=chain)
            if found is not None:
                yield found
                form = found.form
                place = max(found.verb.after, found.sense.until)
                current, opened, last_object = found, _Open(), False
                continue
            place = max(after, place + 1)
            continue
        _follow(clause, place, opened)
        last_object = last_object or (place != current.verb.far and not clause.adverb(place))
        place += 1


def _past_brackets(clause: Clause, place: int) -> int:
    """Return the index after the closing bracket, or after the opening one if none closes it."""
    for index in range(place + 1, min(place + 60, len(clause.words))):
        if clause.at(index) == ")":
            return index + 1
    return place + 1


def _past_boundary(clause: Clause, place: int) -> tuple[int, str]:
    """Return the index after commas and coordinators, and how strong the boundary is: "semi", "comma-and", "comma", "and"."""
    seen: set[str] = set()
    while clause.boundary(place) or (clause.at(place), clause.at(place + 1), clause.at(place + 2)) == (
        "as",
        "well",
        "as",
    ):
        if clause.at(place) == "as":
            seen.add("and")
            place += 3
            continue
        seen.add("semi" if clause.at(place) == ";" else "comma" if clause.at(place) == "," else "and")
        place += 1
    strength = "semi" if "semi" in seen else "comma-and" if {"comma", "and"} <= seen else "comma" if "comma" in seen else "and"
    return place, strength


def _follow(clause: Clause, place: int, opened: _Open) -> None:
    """Note what a word opens or adds to what is open."""
    word = clause.at(place)
    after = clause.past_adverbs(place + 1)
    if (
        word == "to"
        and status(clause, after, BASE)
        and not (clause.determiner(after + 1) is False and clause.stop(after + 1) and status(clause, after, BASE) == 1)
    ):
        opened.inner = after
        if opened.kind != _CLAUSE:
            opened.kind, opened.since, opened.third = _PURPOSE, after, False
    elif clause.isin(place, "sublist_starts"):
        opened.kind, opened.since = _SAMPLES, place
    elif (
        clause.isin(place, "subordinators")
        and word not in ("as", "that")
        or word == "that"
        and not clause.isin(place - 1, "prepositions")
    ):
        opened.kind, opened.since, opened.third = _CLAUSE, place, False
        if clause.at(place + 1) == "to":
            opened.kind = _PURPOSE
    elif opened.kind == _CLAUSE and (
        is_verb(clause, place, THIRD, opening=False) or word in ("is", "has", "was", "does", "are", "were")
    ):
        opened.third = True
    elif clause.isin(place, "prepositions") and clause.lex.readings(clause.at(after), GERUND):
        if opened.kind not in (_CLAUSE, _PURPOSE):
            opened.kind, opened.since = _GERUND, after
    elif word in ("using", "through") and opened.kind not in (_CLAUSE, _PURPOSE):
        opened.kind, opened.since = _GERUND, place


def _next(
    clause: Clause, index: int, form: str, strength: str, opened: _Open, *, bare: bool, learner: bool, chain: Group
) -> Group | None:
    """Return the main predicate that starts behind a boundary, or None."""
    after = clause.past_adverbs(index)
    word = clause.at(after)
    if opened.kind == _SAMPLES and strength != "semi" and form != THIRD:
        return (
            None
            if strength == "and" or not is_verb(clause, after, form, opening=False) or status(clause, after, form) != 2
            else (verb_group(clause, after, form, learner=learner) if strength == "comma-and" else None)
        )
    if found := _restart(clause, after, form, strength, opened, learner=learner, chain=chain):
        return found
    if (word, clause.at(after + 1), clause.at(after + 2)) == ("to", "do", "so"):
        return None
    if word == "to" and form == BASE and strength != "comma" and (opened.kind != _PURPOSE or strength == "semi"):
        return verb_group(clause, after, BASE, learner=learner) if status(clause, clause.past_adverbs(after + 1), BASE) else None
    if is_verb(clause, after, form, opening=strength == "semi", bare=bare) and _attaches(clause, after, form, strength, opened):
        if not _wrong_side(clause, index, after) and _list_closes(clause, after, form, strength, bare=bare):
            return verb_group(clause, after, form, learner=learner)
    if chain.kind is not PredicateKind.ACTION or chain.carried or chain.verb.lemma in ("demonstrate", "show"):
        return _ability(clause, after, opened, strength, carried=chain.carried)
    return None


def _wrong_side(clause: Clause, index: int, after: int) -> bool:
    """Say whether the word before the boundary shows that a noun must follow ("... of X and ...s")."""
    return (
        clause.at(after + 1) == "of"
        and not clause.lex.readings(clause.at(after), GERUND)
        and index == after
        and status(clause, after, BASE) != 2
    )


def _list_closes(clause: Clause, index: int, form: str, strength: str, *, bare: bool) -> bool:
    """Say whether a noun-like verb behind a mere comma is followed by one behind "and" ("design X, test Y and report Z")."""
    if strength != "comma" or bare or status(clause, index, form) == 2 or clause.determiner(clause.past_adverbs(index + 1)):
        return True
    for place in range(index + 1, min(index + 40, len(clause.words))):
        if clause.at(place) in ("and", "or", "&"):
            return is_verb(clause, clause.past_adverbs(place + 1), form, opening=False)
    return False


def _attaches(clause: Clause, index: int, form: str, strength: str, opened: _Open) -> bool:
    """Say whether a verb behind a boundary belongs to the main clause and not to what is open."""
    if strength == "semi" or opened.kind == _NOTHING:
        return True
    if form == BASE and strength != "semi" and index - opened.inner <= 2:
        return False
    far = index - opened.since > 3
    if form == BASE and far and status(clause, index, BASE) == 2 and clause.at(index + 1) in ("how", "why", "whether", "what"):
        return True
    if opened.kind == _PURPOSE:
        return form != BASE or (far and strength == "comma-and")
    if opened.kind == _GERUND:
        return form != GERUND or (far and strength != "and")
    if form == THIRD:
        return not opened.third or strength == "comma-and"
    if form == BASE:
        return opened.third or strength == "comma-and"
    return strength != "and"


def _restart(clause: Clause, index: int, form: str, strength: str, opened: _Open, *, learner: bool, chain: Group) -> Group | None:
    """Return a predicate with its own modal, auxiliary or subject ("and can ...", "and they will ...", "and is aware of")."""
    if opened.kind == _CLAUSE and strength == "and" and not clause.isin(index, "subject_pronouns"):
        return None
    if (
        clause.isin(index, "subject_pronouns")
        or clause.at(index) in clause.lex.learners
        or (clause.at(index) in ("the", "a") and clause.at(index + 1) in clause.lex.learners)
    ):
        start = index + (2 if clause.at(index) in ("the", "a") else 1)
        if opened.kind != _CLAUSE or strength in ("semi", "comma-and"):
            follows = clause.past_adverbs(start)
            if (
                clause.isin(follows, "modals")
                or clause.isin(follows, "be_forms")
                or clause.lex.readings(clause.at(follows), THIRD)
            ):
                return verb_group(clause, start, FINITE, learner=True)
        return None
    if chain.passive and (found := _other_passive(clause, index)):
        return found
    own = clause.isin(index, "modals") or (
        form in (THIRD, FINITE, BASE) and clause.at(index) in ("is", "are", "has", "have", "be", "able", "becomes", "become")
    )
    if not own:
        return None
    enabled = clause.at(index) == "be" and clause.at(clause.past_adverbs(index + 1)) in ("able", "capable")
    if clause.at(index) in ("be", "have", "become") and not enabled and (form != BASE or opened.kind in (_PURPOSE, _CLAUSE)):
        return None
    if clause.at(index) == "able" and clause.at(index + 1) != "to":
        return None
    return verb_group(clause, index, BASE if form == BASE and clause.at(index) in ("able",) else FINITE, learner=learner)


def _other_passive(clause: Clause, index: int) -> Group | None:
    """Return a second passive with a subject of its own ("the paint is removed and the wood is primed"), or None."""
    for place in range(index + 1, min(index + 7, len(clause.words))):
        if clause.at(place) in ("is", "are") and clause.lex.readings(clause.at(clause.past_adverbs(place + 1)), PARTICIPLE):
            return verb_group(clause, place, FINITE, learner=False)
        if clause.stop(place):
            return None
    return None


def _ability(clause: Clause, index: int, opened: _Open, strength: str, *, carried: bool) -> Group | None:
    """Return the action behind a coordinated "the ability to"."""
    if opened.kind == _CLAUSE and strength == "and":
        return None
    named = clause.at(index) in ("the", "a", "an", "their")
    if not named and not carried:
        return None
    nouns = clause.lex.lists["abilities"] if named else _ABLE
    found = ability_to(clause, index, nouns)
    if found < 0:
        return None
    return verb_group(clause, found, GERUND if clause.at(found - 1) == "of" else BASE)
