"""Checks on how a learning outcome is said: all read the one analysis of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mclint.checks.env import Env
from mclint.dossier.prose import Prose
from mclint.dossier.tree import Node
from mclint.model import Fields, Hit, Related
from mclint.nlp.analysis import Analysis, Predicate, PredicateKind, Subject

__all__ = [
    "ActsOn",
    "HasVerb",
    "Learner",
    "NotTeaching",
    "Observable",
    "ReachesLevel",
    "Single",
    "acts_on",
    "has_verb",
    "learner",
    "not_teaching",
    "observable",
    "reaches_level",
    "single",
]

#: Signs after which another clause or an item of a list starts.
_CLAUSE_END = re.compile(r"[.:;,\n•]")
_UNSEEN = (PredicateKind.STATE, PredicateKind.ATTITUDE)


@dataclass(frozen=True, slots=True)
class Observable:
    """`most`: how many verbs to suggest; `knowing`: verbs (infinitives) and frames of knowing, which an action shows as well."""

    most: int = 3
    knowing: tuple[str, ...] = ()


def observable(node: Node, env: Env, params: Observable) -> Iterator[Hit]:
    """Report each main predicate that nobody can observe; the node is the text of an outcome.

    Messages: `state`, `frame`, `frame-trait` (what somebody is like), `beside-action`, `beside-action-knowing`,
    `beside-action-trait`, `unclear`, `unclear-trait`; all with words, those not of a trait with suggestions.
    """
    for prose, analysis in _readings(node, env):
        acts = any(item.observable for item in analysis.predicates)
        for index, item in enumerate(analysis.predicates):
            if item.kind not in _UNSEEN:
                continue
            verbs = env.reader.suggest(prose.text, prose.lang, index, _level(env))[: params.most]
            fields: Fields = {"words": verb_shown(prose.text, item), "suggestions": tuple(f'"{verb}"' for verb in verbs)}
            knowing = item.lemma in params.knowing or item.frame in params.knowing
            yield Hit(prose.place(*item.mark), _unseen_message(item, acts, trait=not verbs, knowing=knowing), fields)


def _unseen_message(item: Predicate, acts: bool, *, trait: bool, knowing: bool) -> str:
    if acts:
        return "beside-action-trait" if trait else "beside-action-knowing" if knowing else "beside-action"
    if item.confidence == "low":
        return "unclear-trait" if trait else "unclear"
    if trait:
        return "frame-trait"
    return "frame" if item.frame is not None or item.form == "nominal" else "state"


def verb_shown(text: str, item: Predicate) -> str:
    """Return the words that a message names: a verb whose particle stands apart without what is between, "denkt ... na"."""
    words = text[item.mark[0] : item.mark[1]].split()
    if item.frame is not None or item.lemma is None:
        return " ".join(words)
    apart = [place for place, word in enumerate(words) if place > 1 and _is_particle(word.lower(), item.lemma)]
    return " ".join([words[0], "...", *words[apart[-1] :]] if apart else words)


def _is_particle(word: str, lemma: str) -> bool:
    return len(word) > 1 and (lemma.startswith(word) or f" {word}" in lemma)


@dataclass(frozen=True, slots=True)
class HasVerb:
    """No parameters."""


def has_verb(node: Node, env: Env, params: HasVerb) -> Iterator[Hit]:  # noqa: ARG001 - one signature for all checks
    """Report an outcome without an action; the node is the text of an outcome.

    Messages: `topic`, `nominal` (words), `nominal-ability` (words: what stands before the verb; verb: what the learner does).
    """
    for prose, analysis in _readings(node, env):
        for item in analysis.predicates:
            words = " ".join(prose.text[item.mark[0] : item.mark[1]].split())
            if item.kind is PredicateKind.TOPIC:
                yield Hit(prose.place(*item.mark), "topic", {"words": words})
                break
            if item.observable and item.form == "nominal":
                yield _nominal(prose, item, words)
                break


def _nominal(prose: Prose, item: Predicate, words: str) -> Hit:
    """Return the hit for an action that is named as a noun, or that stands behind one that adds nothing ("ability to")."""
    before = " ".join(_CLAUSE_END.split(prose.text[: item.mark[0]])[-1].split())
    if before and item.lemma is not None and item.frame is None and item.mark == (item.start, item.end):
        from mclint.nlp.suggestions import third_person

        return Hit(prose.place(*item.mark), "nominal-ability", {"words": before, "verb": third_person(item.lemma, prose.lang)})
    return Hit(prose.place(*item.mark), "nominal", {"words": words})


@dataclass(frozen=True, slots=True)
class NotTeaching:
    """No parameters."""


def not_teaching(node: Node, env: Env, params: NotTeaching) -> Iterator[Hit]:  # noqa: ARG001 - one signature for all checks
    """Report what the course does or the learner undergoes; the node is the text of an outcome.

    Messages: `teaching` (words).
    """
    for prose, analysis in _readings(node, env):
        for item in analysis.predicates:
            if item.kind is PredicateKind.TEACHING:
                words = " ".join(prose.text[item.mark[0] : item.mark[1]].split())
                yield Hit(prose.place(*item.mark), "teaching", {"words": words})
                break


@dataclass(frozen=True, slots=True)
class Learner:
    """No parameters."""


def learner(node: Node, env: Env, params: Learner) -> Iterator[Hit]:  # noqa: ARG001 - one signature for all checks
    """Report a subject that is not the learner; the node is the text of an outcome.

    Messages: `other` (subject).
    """
    for prose, analysis in _readings(node, env):
        for item in analysis.predicates:
            if item.subject is Subject.OTHER:
                phrase = item.subject_phrase
                start, end = (phrase.start, phrase.end) if phrase is not None else item.mark
                yield Hit(prose.place(start, end), "other", {"subject": " ".join(prose.text[start:end].split())})
                break


@dataclass(frozen=True, slots=True)
class Single:
    """`many`: from how many coordinated main predicates an outcome is several outcomes."""

    many: int = 3


def single(node: Node, env: Env, params: Single) -> Iterator[Hit]:
    """Report several independent actions in one outcome; each item of a list under one stem counts by itself.

    Messages: `many` (count), `two-objects` (first, second).
    """
    for prose, analysis in _readings(node, env):
        for group in _groups(analysis):
            if len(group) >= params.many:
                yield Hit(prose.place(*group[params.many - 1].mark), "many", {"count": len(group)})
            elif len(group) == 2 and _different_objects(*group):
                first, second = (verb_shown(prose.text, item) for item in group)
                yield Hit(prose.place(*group[1].mark), "two-objects", {"first": first, "second": second})


def _different_objects(first: Predicate, second: Predicate) -> bool:
    if first.object is None or second.object is None:
        return False
    return first.object.text.lower() != second.object.text.lower()


@dataclass(frozen=True, slots=True)
class ActsOn:
    """`enough`: verbs (infinitives) that say enough by themselves."""

    enough: tuple[str, ...] = ()


def acts_on(node: Node, env: Env, params: ActsOn) -> Iterator[Hit]:
    """Report an action without an object or a context; what coordinated verbs share counts for each.

    Messages: `bare` (words).
    """
    for prose, analysis in _readings(node, env):
        for group in _groups(analysis):
            if any(item.object or item.context or item.criterion for item in group):
                continue
            for item in group:
                if item.observable and item.known and item.form != "nominal" and item.lemma not in params.enough:
                    yield Hit(prose.place(*item.mark), "bare", {"words": verb_shown(prose.text, item)})
                    break


@dataclass(frozen=True, slots=True)
class ReachesLevel:
    """`floors`: for a level the least Bloom level that one outcome should reach, as pairs of level and Bloom level.

    `or_conditioned`: levels for which one Bloom level less is enough with a stated condition or criterion.
    `least_outcomes`: below this number of outcomes nothing is said.
    """

    floors: tuple[tuple[str, int], ...] = ()
    or_conditioned: tuple[str, ...] = ()
    least_outcomes: int = 3


def reaches_level(node: Node, env: Env, params: ReachesLevel) -> Iterator[Hit]:
    """Report a set of outcomes none of which reaches the floor of the claimed level; the node is the level.

    A verb of which no Bloom level is known counts as reaching it. Messages: `below` (level, floor, highest).
    """
    floor = dict(params.floors).get(node.text)
    readings = [
        (prose, analysis)
        for outcome in env.document.find("/learning_outcomes/*/text")
        for prose, analysis in _readings(outcome, env)
        if prose.said == env.document.language and not prose.is_part
    ]
    predicates = [item for _, analysis in readings for item in analysis.predicates]
    if floor is None or len(readings) < params.least_outcomes or any(not item.bloom for item in predicates):
        return
    eased = node.text in params.or_conditioned
    if any(_reaches(item, floor, eased) for item in predicates):
        return
    highest = max(max(item.bloom) for item in predicates)
    related = tuple(
        Related(prose.place(*item.mark), {"words": prose.text[item.mark[0] : item.mark[1]]})
        for prose, analysis in readings
        for item in analysis.predicates[:1]
    )
    yield Hit(node.place, "below", {"level": node.text, "floor": f"bloom-{floor}", "highest": f"bloom-{highest}"}, related)


def _reaches(item: Predicate, floor: int, eased: bool) -> bool:
    stated = item.context is not None or item.criterion is not None
    return max(item.bloom) >= floor or (eased and stated and max(item.bloom) >= floor - 1)


def _readings(node: Node, env: Env) -> Iterator[tuple[Prose, Analysis]]:
    for prose in env.texts(node.pointer):
        yield prose, env.reader.analyse(prose.text, prose.lang)


def _groups(analysis: Analysis) -> list[list[Predicate]]:
    """Return the predicates of each list item, or of the whole text where there is no list."""
    groups: dict[int | None, list[Predicate]] = {}
    for item in analysis.predicates:
        groups.setdefault(item.item, []).append(item)
    return list(groups.values())


def _level(env: Env) -> int:
    node = env.document.get("/level/nlqf") or env.document.get("/level/eqf")
    digits = node.text.rstrip("+") if node is not None else ""
    return int(digits) if digits in {str(level) for level in range(1, 9)} else 0
