"""Which outcomes of two dossiers mean the same: by their main verbs, what they act on, and their other words.

How much each kind of evidence counts was fitted on the development sets of `bench/overlap` (logistic regression); what it
is worth was measured on the test half.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mclint.across.concepts import SAME, Term, concepts_of, likeness
from mclint.entries import OutcomeEntry

#: From which likeness two outcomes match.
MATCH = 0.15

#: What an object weighs against another word.
_OBJECT = 1.5
#: What a list of words of a task says if both outcomes use one and the same word of it.
_SAME_WORD = 0.3


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each piece of evidence counts, and where the count starts (logistic regression)."""

    better: float
    worse: float
    task: float
    kinship: float
    start: float


WEIGHTS = Weights(better=2.42, worse=3.44, task=2.02, kinship=1.71, start=-4.58)


@dataclass(frozen=True, slots=True)
class Profile:
    """An outcome as something to compare.

    Attributes:
        tasks: its main verbs.
        words: its other words, each with what it weighs; `total` is the sum.
        jobs: the professional tasks that its words point to.
        holders: for each feature the verbs and words that have it.
    """

    tasks: tuple[Term, ...]
    words: tuple[tuple[Term, float], ...]
    total: float
    jobs: frozenset[int]
    holders: Mapping[str, tuple[Term, ...]]

    def pointing_to(self, job: int) -> dict[str, float]:
        """Return the words that point to a professional task, and how clearly: less if they point to several."""
        terms = (*self.tasks, *(term for term, _ in self.words))
        return {term.stem: 1 / math.sqrt(len(term.jobs)) for term in terms if job in term.jobs}

    @property
    def features(self) -> dict[str, float]:
        """Return everything by which another outcome can be found to be like this one, with how much it can add.

        The sum over shared features is roughly what `compare` makes of words, tasks and professional tasks together.
        """
        found: dict[str, float] = {}
        for term, weight in self.words:
            for feature in term.features:
                found[feature] = found.get(feature, 0.0) + (WEIGHTS.better + WEIGHTS.worse) * weight / self.total
        for term in self.tasks:
            for feature in term.keys:
                found[feature] = found.get(feature, 0.0) + WEIGHTS.task
        for job in self.jobs:
            found[f"job {job}"] = WEIGHTS.kinship * sum(self.pointing_to(job).values())
        return found


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two outcomes have in common, each 0 to 1 but `kinship`, which grows with the number of words.

    Attributes:
        better, worse: the share of the words of one, by weight, that the other has too: of either, the higher and the lower.
        task: how alike the likest of their main verbs are; a noun can stand for a verb.
        kinship: how clearly words of both point to one professional task.
    """

    better: float
    worse: float
    task: float
    kinship: float

    @property
    def likeness(self) -> float:
        """Return how likely it is that two outcomes mean the same, 0 to 1."""
        given = WEIGHTS
        score = given.better * self.better + given.worse * self.worse + given.task * self.task
        return 1 / (1 + math.exp(-(score + given.kinship * self.kinship + given.start)))


@dataclass(frozen=True, slots=True)
class Match:
    """Two outcomes that mean the same, by their place in their lists; `shared` are the words of the first that show it."""

    first: int
    second: int
    likeness: float
    shared: tuple[str, ...]


@lru_cache(maxsize=50_000)
def profile_of(outcome: OutcomeEntry) -> Profile:
    """Return an outcome as something to compare."""
    concepts = concepts_of(outcome.lang)
    present = concepts.stems(outcome.text)
    tasks = tuple(concepts.terms(outcome.tasks, present))
    objects = [(term, term.weight * _OBJECT) for term in concepts.terms(outcome.objects, present)]
    words = (*objects, *((term, term.weight) for term in concepts.terms(outcome.others, present)))
    terms = (*tasks, *(term for term, _ in words))
    jobs = frozenset(job for term in terms for job in term.jobs)
    return Profile(tasks, words, sum(weight for _, weight in words), jobs, holders_of(terms))


def holders_of(terms: Iterable[Term]) -> Mapping[str, tuple[Term, ...]]:
    """Return for each feature the terms that have it."""
    found: dict[str, tuple[Term, ...]] = {}
    for term in dict.fromkeys(terms):
        for feature in term.features:
            found[feature] = (*found.get(feature, ()), term)
    return found


def likest(term: Term, holders: Mapping[str, tuple[Term, ...]]) -> float:
    """Return how like a term the likest of others is, 0 to 1; only those that share a feature are compared."""
    best = 0.0
    for feature in term.features & holders.keys():
        for other in holders[feature]:
            if other.stem == term.stem:
                return SAME
            best = max(best, likeness(term, other))
    return best


def compare(first: Profile, second: Profile) -> Evidence:
    """Return what two outcomes in the same language have in common."""
    covered = _covered(first, second), _covered(second, first)
    task = max((likest(one, second.holders) for one in first.tasks), default=0.0)
    if task < 1:
        task = max(task, max((likest(other, first.holders) for other in second.tasks), default=0.0))
    return Evidence(max(covered), min(covered), task, _kinship(first, second))


def _covered(first: Profile, second: Profile) -> float:
    """Return the share of the words of one outcome, by weight, that the other has as well."""
    if not first.total:
        return 0.0
    return sum(weight * likest(term, second.holders) for term, weight in first.words) / first.total


def _kinship(first: Profile, second: Profile) -> float:
    best = 0.0
    for job in first.jobs & second.jobs:
        one, other = first.pointing_to(job), second.pointing_to(job)
        clear = min(sum(one.values()), sum(other.values()))
        best = max(best, clear if len(one.keys() | other.keys()) > 1 else clear * _SAME_WORD)
    return best


def match_outcomes(first: Sequence[OutcomeEntry], second: Sequence[OutcomeEntry]) -> list[Match]:
    """Return which outcomes of two dossiers mean the same; only texts in the same language are compared."""
    return pair_up(
        first,
        second,
        (
            (compare(profile_of(one), profile_of(other)).likeness, i, j)
            for i, one in enumerate(first)
            for j, other in enumerate(second)
            if one.lang == other.lang and has_words(one) and has_words(other)
        ),
    )


def has_words(outcome: OutcomeEntry) -> bool:
    """Say whether an outcome holds something to compare; one in a language without word lists never does."""
    return bool(outcome.tasks or outcome.objects or outcome.others)


def pair_up(
    first: Sequence[OutcomeEntry], second: Sequence[OutcomeEntry], scores: Iterable[tuple[float, int, int]]
) -> list[Match]:
    """Pair the outcomes of two dossiers, the likest first, each outcome once; `scores` holds (likeness, place, place)."""
    used_first: set[int] = set()
    used_second: set[int] = set()
    found = []
    for score, i, j in sorted(scores, key=lambda item: (-item[0], item[1], item[2])):
        if score < MATCH:
            break
        if first[i].number in used_first or second[j].number in used_second:
            continue
        used_first.add(first[i].number)
        used_second.add(second[j].number)
        found.append(Match(i, j, score, _shared(profile_of(first[i]), profile_of(second[j]))))
    return sorted(found, key=lambda match: match.first)


def _shared(first: Profile, second: Profile) -> tuple[str, ...]:
    """Return the words of one outcome that the other has too, in some form, or that point to the same task."""
    own = [*first.tasks, *(term for term, _ in first.words)]
    jobs = first.jobs & second.jobs
    return tuple(dict.fromkeys(term.word for term in own if term.jobs & jobs or likest(term, second.holders) > 0))


def shared_vocabulary(first: Sequence[OutcomeEntry], second: Sequence[OutcomeEntry]) -> float:
    """Return the share of the words of one dossier, by weight, that the other has too: the higher of both, 0 to 1.

    Main verbs do not count: dossiers of one trade have things in common, dossiers of any trade have verbs in common.
    """
    best = 0.0
    parts = [[outcome for outcome in part if has_words(outcome)] for part in (first, second)]
    for lang in {outcome.lang for outcome in parts[0]} & {outcome.lang for outcome in parts[1]}:
        bags = [_bag(tuple(outcome for outcome in part if outcome.lang == lang)) for part in parts]
        best = max(best, _part(bags[0], bags[1]), _part(bags[1], bags[0]))
    return best


_Bag = tuple[tuple[Term, ...], Mapping[str, tuple[Term, ...]]]


@lru_cache(maxsize=20_000)
def _bag(outcomes: tuple[OutcomeEntry, ...]) -> _Bag:
    terms = {term.stem: term for outcome in outcomes for term, _ in profile_of(outcome).words}
    return tuple(terms.values()), holders_of(terms.values())


def _part(own: _Bag, others: _Bag) -> float:
    total = sum(term.weight for term in own[0])
    return sum(term.weight * likest(term, others[1]) for term in own[0]) / total if total else 0.0
