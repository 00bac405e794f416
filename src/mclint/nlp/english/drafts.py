"""Reads one clause: its main predicates, their subject and what they come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mclint.nlp.analysis import Phrase, Predicate, PredicateKind, Subject
from mclint.nlp.english.bloom import Basis, basis
from mclint.nlp.english.frames import Sense, resense
from mclint.nlp.english.group import FINITE, Group, verb_group
from mclint.nlp.english.inflection import BASE, GERUND, PARTICIPLE
from mclint.nlp.english.nominal import Nominal, ability, nominal
from mclint.nlp.english.phrases import complements, phrase
from mclint.nlp.english.scan import predicates
from mclint.nlp.english.segments import Segment
from mclint.nlp.english.start import opening
from mclint.nlp.english.subject import Opening
from mclint.nlp.english.verbs import Verb, shown
from mclint.nlp.english.words import Clause

# Verbs that say nothing to be seen of the skills or knowledge they share with the next verb.
_GROWING = frozenset(["develop", "gain", "acquire", "improve", "enhance", "broaden", "deepen", "increase"])
_FORMS = {BASE: "imperative", GERUND: "gerund", PARTICIPLE: "participle"}


@dataclass(frozen=True, slots=True)
class _Found:
    """The main predicates of one clause with the opening they share."""

    groups: tuple[Group, ...]
    opening: Opening


@dataclass(frozen=True, slots=True)
class Draft:
    """A predicate that lacks its Bloom levels, with what they depend on; None where none apply."""

    predicate: Predicate
    basis: Basis | None = None


def groups_of(clause: Clause) -> _Found | None:
    """Return the main predicates of a clause with a verb, or None."""
    start = opening(clause)
    if start is None:
        group = ability(clause)
        return _Found(tuple(predicates(clause, replace(group, carried=True))), Opening(-1, BASE)) if group else None
    learner = start.who == "learner" or start.subject is None
    first = verb_group(clause, start.index, start.form, learner=learner, opening=start.subject is None and not start.proven)
    if first is None and (start.subject is not None or clause.at(start.index) not in clause.lex.shapes):
        first = _unknown_verb(clause, start)
    if first is None:
        return None
    return _Found(tuple(_resensed(clause, list(predicates(clause, first, learner=learner)))), start)


def _resensed(clause: Clause, groups: list[Group]) -> Iterator[Group]:
    """Yield the groups, each bare verb with the frame it makes with the object it shares with the next."""
    for place, group in enumerate(groups):
        following = groups[place + 1] if place + 1 < len(groups) else None
        shares = following is not None and group.verb.lemma in _GROWING and clause.boundary(group.verb.after)
        if following is not None and shares and group.kind is PredicateKind.ACTION:
            sense = resense(clause, group.verb, following.verb.after)
            group = replace(group, sense=sense) if sense else group
        yield group


def _unknown_verb(clause: Clause, start: Opening) -> Group | None:
    """Return an action for a word that no list knows in the place of the verb."""
    index = clause.past_adverbs(start.index)
    while clause.isin(index, "modals") or clause.adverb(index) or clause.at(index) in ("not", "be", "able", "to"):
        index += 1
    word = clause.at(index)
    if not word.isalpha() or clause.stop(index) or clause.determiner(index):
        return None
    lemma = word if index > start.index or word.endswith("ss") else word.removesuffix("s")
    verb = Verb(index, index + 1, lemma, known=False)
    return Group(verb, Sense(PredicateKind.ACTION, index + 1, None, (), "low"), BASE)


def _agent(clause: Clause, found: _Found) -> str | None:
    """Return who a passive's "by" names: "learner", a kind of non-learner, "unknown", or None without one."""
    first = found.groups[0].verb.after
    for place in range(first, min(first + 30, len(clause.words) - 1)):
        if clause.at(place) != "by":
            continue
        head = clause.at(clause.head(place + 1))
        if head in clause.lex.learners:
            return "learner"
        return clause.lex.others.get(head, "unknown")
    return None


def _judge(clause: Clause, group: Group, found: _Found) -> tuple[Group, Subject]:
    """Return the group with the kind its subject gives it, and the subject."""
    who = found.opening.who
    if group.passive:
        agent = _agent(clause, found)
        word = clause.at(group.verb.after - 1)
        taught = agent is None and found.opening.subject and word in ("taught", "instructed", "trained", "lectured")
        if (
            taught
            or agent in ("people", "things")
            or (agent is None and who == "unknown" and found.opening.subject and word in clause.lex.lists["course_passives"])
        ):
            return _as(group, PredicateKind.TEACHING), Subject.OTHER
        if agent is not None:
            return (_as(group, PredicateKind.ACTION) if who != "learner" else group), Subject.LEARNER
    if who in ("people", "things"):
        lemma = clause.lex.canonical.get(group.verb.lemma, group.verb.lemma)
        course = lemma in clause.lex.lists["course_verbs"]
        return (_as(group, PredicateKind.TEACHING) if who == "things" or course else group), Subject.OTHER
    if who == "unknown" and group.verb.lemma == "be" and group.sense.key is None and not group.passive:
        # "Marketing is a process of exchange" says what something is.
        return _as(group, PredicateKind.TOPIC), Subject.LEARNER
    return group, Subject.LEARNER


def _as(group: Group, kind: PredicateKind) -> Group:
    return replace(group, sense=replace(group.sense, kind=kind, key=None, confidence="medium", until=group.verb.after))


def _form(group: Group, found: _Found) -> str:
    if found.opening.index < 0:
        return "nominal"
    if found.opening.subject is not None or found.opening.form == FINITE:
        return "finite"
    return _FORMS.get(group.form, "finite")


def _predicates(clause: Clause, text: str, segment: Segment, found: _Found) -> Iterator[Draft]:
    for position, group in enumerate(found.groups):
        following = found.groups[position + 1] if position + 1 < len(found.groups) else None
        group, subject = _judge(clause, group, found)
        verb = group.verb
        subject_is_learner = found.opening.who == "learner"
        end = following.verb.index if following else len(clause.words)
        after = max(verb.after, group.sense.until)
        parts = complements(clause, text, after, end, verb.far)
        first, last = clause.words[verb.index], clause.words[verb.last]
        mark_end = clause.words[min(max(verb.last, group.sense.until - 1), len(clause.words) - 1)]
        entry = clause.lex.verbs.get(clause.lex.canonical.get(verb.lemma, verb.lemma))
        predicate = Predicate(
            _lemma(clause, group),
            group.kind,
            first.start,
            last.end,
            (first.start, mark_end.end),
            (),
            entry.domain if entry else None,
            parts.object if not group.passive or subject_is_learner else _subject_phrase(clause, text, found),
            parts.context,
            parts.criterion,
            _form(group, found),
            group.sense.key,
            subject,
            _subject_phrase(clause, text, found),
            segment.sentence,
            segment.item,
            group.sense.confidence if verb.known else "low",
            verb.known and clause.lex.known(verb.lemma),
        )
        rated = group.kind not in (PredicateKind.TEACHING, PredicateKind.TOPIC)
        yield Draft(predicate, basis(clause, group) if rated else None)


def _lemma(clause: Clause, group: Group) -> str | None:
    if group.kind is PredicateKind.TOPIC:
        return None
    if (
        group.sense.key == "get-to-grips"
        and clause.at(group.verb.index + 1) == "to"
        and clause.at(group.verb.index + 2) == "grips"
    ):
        return f"{group.verb.lemma.split()[0]} to grips"
    return shown(clause, group.verb.lemma)


def _subject_phrase(clause: Clause, text: str, found: _Found) -> Phrase | None:
    bounds = found.opening.subject
    return phrase(clause, text, *bounds) if bounds else None


def _nominal(clause: Clause, segment: Segment, found: Nominal) -> Draft:
    first, last = clause.words[found.start], clause.words[found.end - 1]
    span = (first.start, last.end)
    predicate = Predicate(
        found.lemma,
        found.kind,
        *span,
        span,
        form="nominal",
        frame=found.key,
        sentence=segment.sentence,
        item=segment.item,
        confidence=found.confidence,
    )
    key = found.lemma or found.key
    return Draft(predicate, Basis((key,), found.bloom) if key and found.kind is not PredicateKind.TOPIC else None)


def read_clause(clause: Clause, text: str, segment: Segment) -> list[Draft]:
    """Return the main predicates of one clause; a clause without a verb gives one without a verb, no words none."""
    found = groups_of(clause)
    if found is not None:
        return _shared(list(_predicates(clause, text, segment, found)))
    bare = nominal(clause)
    return [_nominal(clause, segment, bare)] if bare else []


def _shared(found: list[Draft]) -> list[Draft]:
    """Return the predicates, with what "identify, analyse and assess risks" says once given to each bare verb before it."""
    for place in range(len(found) - 2, -1, -1):
        this, following = found[place].predicate, found[place + 1].predicate
        if this.kind is PredicateKind.ACTION and this.object is None and this.context is None:
            criterion = this.criterion or following.criterion
            full = replace(this, object=following.object, context=following.context, criterion=criterion)
            found[place] = replace(found[place], predicate=full)
    return found
