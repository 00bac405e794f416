"""Follows a chain of modals and carrying frames to the verb that counts ("will be able to", "shows the ability to")."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mclint.nlp.analysis import PredicateKind
from mclint.nlp.english.frames import Sense, adjective_frame, object_heads, sense, shown_by_doing
from mclint.nlp.english.inflection import BASE, GERUND, PARTICIPLE, PAST, THIRD
from mclint.nlp.english.verbs import Verb, is_verb, verb_at
from mclint.nlp.english.words import Clause

FINITE = "finite"
_SHOWING = frozenset(["demonstrate", "show", "have", "possess", "exhibit", "display", "prove", "hold", "evidence"])
_ABLE = frozenset(["ability", "abilities", "capacity", "capability", "capacities", "capabilities"])


@dataclass(frozen=True, slots=True)
class Group:
    """A main predicate in place: its verb, its sense, the form that coordinated verbs must share, and whether it is passive."""

    verb: Verb
    sense: Sense
    form: str
    passive: bool = False
    carried: bool = False

    @property
    def kind(self) -> PredicateKind:
        """Return the kind of its sense."""
        return self.sense.kind


@dataclass(frozen=True, slots=True)
class _Step:
    """Where the chain goes on, and in which form the next verb must stand."""

    index: int
    form: str
    to: bool = False


def _be(clause: Clause, index: int, form: str, learner: bool) -> _Step | Group:
    after = clause.past_adverbs(index + 1)
    word = clause.at(after)
    own = Verb(index, index + 1, "become" if clause.at(index).startswith("becom") else "be")
    if clause.at(index).startswith(("becom", "remain", "get", "got", "feel")):
        own = verb_at(clause, index, form if form != FINITE else THIRD) or own
    if (word, clause.at(after + 1), clause.at(after + 2), clause.at(after + 3)) == ("in", "a", "position", "to"):
        return _Step(after + 4, BASE, True)
    if word == "to" and clause.lex.readings(clause.at(clause.past_adverbs(after + 1)), BASE):
        return _Step(after + 1, BASE, True)
    if clause.isin(after, "position_adjectives"):
        if (
            clause.at(after + 1) == "of"
            and word == "capable"
            and clause.lex.readings(clause.at(clause.past_adverbs(after + 2)), GERUND)
        ):
            return _Step(after + 2, GERUND)
        if clause.at(after + 1) == "to":
            return _Step(after + 2, BASE, True)
    found = adjective_frame(clause, after)
    participle = clause.lex.readings(word, PARTICIPLE)
    plain = {"is": THIRD, "has": THIRD}.get(clause.at(index), BASE) if form == FINITE else form
    if found and not (participle and not learner):
        return Group(own, found, plain)
    if participle and own.lemma in ("be", "get"):
        return _passive(clause, index, after, learner)
    if clause.lex.readings(word, GERUND) and own.lemma == "be" and not clause.isin(after, "noun_gerunds"):
        return _Step(after, GERUND)
    confidence = "low" if own.lemma == "be" else "medium"
    return Group(own, Sense(PredicateKind.STATE, own.after, None, (2,), confidence), plain)


def _passive(clause: Clause, index: int, participle: int, learner: bool) -> Group:
    verb = verb_at(clause, participle, PARTICIPLE) or Verb(participle, participle + 1, clause.at(participle))
    verb = replace(verb, index=index)
    word = clause.at(participle)
    if learner and word in clause.lex.lists["teaching_passive"]:
        until = verb.after + (clause.at(verb.after) in ("to", "in", "about"))
        return Group(verb, Sense(PredicateKind.TEACHING, until, "undergoes"), PARTICIPLE, True)
    if learner:
        return Group(verb, Sense(PredicateKind.STATE, verb.after, None, (2,), "low"), PARTICIPLE, True)
    return Group(verb, Sense(PredicateKind.ACTION, verb.after, None, (), "medium"), PARTICIPLE, True)


def _have(clause: Clause, index: int, form: str) -> _Step | None:
    after = clause.past_adverbs(index + 1)
    word = clause.at(after)
    if word == "to" and clause.lex.readings(clause.at(clause.past_adverbs(after + 1)), BASE):
        return _Step(after + 1, BASE, True)
    follows = clause.past_adverbs(after + 1)
    if word == "been" or (
        clause.lex.readings(word, PARTICIPLE)
        and (clause.determiner(follows) or clause.stop(follows) or not clause.isin(clause.head(follows), "mental"))
    ):
        return _Step(after, PARTICIPLE)
    del form
    return None


def ability_to(clause: Clause, index: int, nouns: frozenset[str]) -> int:
    """Return the index of the verb behind "(the) ability to", starting at the noun phrase; -1 if there is none."""
    for place in range(index, min(index + 12, len(clause.words))):
        if clause.at(place) in ("knowledge", "understanding", "awareness", "insight"):
            return -1
        if clause.at(place) in nouns:
            verb = clause.past_adverbs(place + 2)
            if clause.at(place + 1) == "to" and (clause.lex.readings(clause.at(verb), BASE) or clause.at(verb) == "be"):
                return place + 2
            if clause.at(place + 1) == "of" and clause.lex.readings(clause.at(place + 2), GERUND):
                return place + 2
        if clause.stop(place) and clause.at(place) not in ("and", "or", ",", "&", "and/or", "of"):
            return -1
    return -1


def _that_can(clause: Clause, index: int) -> int:
    """Return the index behind "that he or she can" or "that they are able to", or -1."""
    if clause.at(index) != "that":
        return -1
    for place in range(index + 1, min(index + 7, len(clause.words))):
        if clause.isin(place, "modals") or (clause.isin(place, "be_forms") and clause.at(place + 1) in ("able", "capable")):
            return place
        if not (clause.isin(place, "subject_pronouns") or clause.determiner(place) or clause.at(place) in clause.lex.learners):
            if clause.at(place) != "or":
                return -1
    return -1


def _carried(clause: Clause, verb: Verb) -> _Step | None:
    """Return where the verb that counts stands, if this one only carries it."""
    lemma = clause.lex.canonical.get(verb.lemma, verb.lemma)
    if lemma.split()[0] in clause.lex.lists["carriers"]:
        nouns = clause.lex.lists["abilities"] if lemma in _SHOWING else _ABLE
        if (found := ability_to(clause, verb.after, nouns)) > 0:
            return _Step(found, GERUND if clause.at(found - 1) == "of" else BASE, True)
    if lemma in ("demonstrate", "show", "prove") and (found := _that_can(clause, verb.after)) > 0:
        return _Step(found, FINITE)
    if lemma in ("demonstrate", "show", "exhibit", "display", "evidence"):
        heads = {clause.at(head) for head in object_heads(clause, verb.after)}
        inner = clause.lex.lists["mental"] | clause.lex.lists["skills"]
        if heads & inner and (found := shown_by_doing(clause, verb.after)) > 0:
            return _Step(found, GERUND)
    if lemma in clause.lex.lists["pass_through"]:
        after = clause.past_adverbs(verb.after)
        if clause.at(after) == "to" and clause.lex.readings(clause.at(clause.past_adverbs(after + 1)), BASE):
            return _Step(after + 1, BASE, True)
        if lemma in ("begin", "start", "continue", "commence") and clause.lex.readings(clause.at(after), GERUND):
            return None if clause.isin(after, "noun_gerunds") else _Step(after, GERUND)
    return None


def _finite_form(clause: Clause, index: int) -> str:
    """Return the form in which a finite verb stands: third person, else base (a plural subject), else past."""
    word = clause.at(index)
    return next((form for form in (THIRD, BASE, PAST) if clause.lex.readings(word, form)), THIRD)


def verb_group(clause: Clause, index: int, form: str, *, learner: bool = True, opening: bool = False) -> Group | None:
    """Return the predicate whose chain of verbs starts at `index`; None if no verb stands there.

    Args:
        form: the form the first word must have, FINITE for any form a subject allows.
        learner: the subject is a learner or not named (decides passives and adjectives).
        opening: nothing stands before it, so that a word that is a noun too has to prove itself a verb.
    """
    carried = False
    for _ in range(8):
        index = clause.past_adverbs(index)
        word = clause.at(index)
        if clause.isin(index, "modals"):
            index, form, opening = index + (2 if clause.at(index + 1) in ("not", "n't") else 1), BASE, False
            continue
        if word == "to" and clause.lex.readings(clause.at(clause.past_adverbs(index + 1)), BASE):
            index, form, opening = index + 1, BASE, False
            continue
        step = _auxiliary(clause, index, form, learner)
        if isinstance(step, Group):
            return replace(step, carried=carried)
        if step is None:
            step = _main(clause, index, form, opening)
        if isinstance(step, Group):
            return replace(step, carried=carried)
        if step is None:
            return None
        index, form, opening, carried = step.index, step.form, False, carried or step.to
    return None


def _auxiliary(clause: Clause, index: int, form: str, learner: bool) -> _Step | Group | None:
    word = clause.at(index)
    if word in ("able", "capable") and form in (BASE, FINITE):
        after = clause.at(index + 1)
        return _Step(index + 2, BASE if after == "to" else GERUND, True) if after in ("to", "of") else None
    if clause.isin(index, "be_forms") and word not in ("gets", "get") or word in ("get", "gets") and _gets(clause, index):
        return _be(clause, index, form, learner)
    if clause.isin(index, "have_forms"):
        return _have(clause, index, form)
    if word in ("need", "needs", "ought") and clause.at(index + 1) == "to":
        return _Step(index + 2, BASE, True)
    return None


def _gets(clause: Clause, index: int) -> bool:
    after = clause.past_adverbs(index + 1)
    return bool(clause.lex.readings(clause.at(after), PARTICIPLE)) or adjective_frame(clause, after) is not None


def _main(clause: Clause, index: int, form: str, opening: bool) -> _Step | Group | None:
    form = _finite_form(clause, index) if form == FINITE else form
    if opening and not is_verb(clause, index, form, opening=True):
        return None
    verb = verb_at(clause, index, form)
    if verb is None:
        return None
    return _carried(clause, verb) or Group(verb, sense(clause, verb), form)
