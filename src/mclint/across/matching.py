"""Which outcomes of two dossiers mean the same: by their main verbs, what they act on, and their other words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mclint.across.concepts import Term, concepts_of, likeness
from mclint.entries import OutcomeEntry

#: From which likeness two outcomes match; set on the development half of `bench/overlap`.
MATCH = 0.5

#: How much of the likeness the tasks decide; the rest is for what they act on and the other words.
_TASKS = 0.3
#: What an object weighs against another word.
_OBJECT = 1.5


@dataclass(frozen=True, slots=True)
class Profile:
    """An outcome as something to compare: its tasks and its words, each word with what it weighs."""

    tasks: tuple[Term, ...]
    words: tuple[tuple[Term, float], ...]
    total: float

    @property
    def features(self) -> dict[str, float]:
        """Return everything by which another outcome can be found to be like this one, with its share of the weight."""
        found: dict[str, float] = {}
        for term, weight in self.words:
            for feature in term.features:
                found[feature] = found.get(feature, 0.0) + weight / self.total
        return found


@dataclass(frozen=True, slots=True)
class Match:
    """Two outcomes that mean the same, by their place in their lists; `shared` are the words of the first that show it."""

    first: int
    second: int
    likeness: float
    shared: tuple[str, ...]


@lru_cache(maxsize=200_000)
def profile_of(outcome: OutcomeEntry) -> Profile:
    """Return an outcome as something to compare."""
    concepts = concepts_of(outcome.lang)
    tasks = tuple(concepts.terms(outcome.tasks, outcome.text))
    objects = [(term, term.weight * _OBJECT) for term in concepts.terms(outcome.objects, outcome.text)]
    others = [(term, term.weight) for term in concepts.terms(outcome.others, outcome.text)]
    words = (*objects, *others)
    return Profile(tasks, words, sum(weight for _, weight in words))


def alike(first: Profile, second: Profile) -> float:
    """Return how much two outcomes mean the same, 0 to 1.

    A task can stand in the one as verb and in the other as noun ("analyseert het risico", "maakt een risicoanalyse").
    """
    if not first.total or not second.total:
        return 0.0
    words = (_covered(first, second) + _covered(second, first)) / 2
    tasks = max((likeness(one, other) for one in first.tasks for other in second.tasks), default=0.0)
    if tasks < 1:
        nouns = [likeness(one, other) for one in first.tasks for other, _ in second.words]
        nouns += [likeness(one, other) for one in second.tasks for other, _ in first.words]
        tasks = max(tasks, max(nouns, default=0.0))
    return (1 - _TASKS) * words + _TASKS * tasks * min(1.0, 2 * words)


def _covered(first: Profile, second: Profile) -> float:
    """Return the share of the words of one outcome, by weight, that the other has as well."""
    others = [term for term, _ in second.words] + list(second.tasks)
    found = sum(weight * max(likeness(term, other) for other in others) for term, weight in first.words)
    return found / first.total


def match_outcomes(first: Sequence[OutcomeEntry], second: Sequence[OutcomeEntry]) -> list[Match]:
    """Return which outcomes of two dossiers mean the same; only texts in the same language are compared."""
    return pair_up(
        first,
        second,
        (
            (alike(profile_of(one), profile_of(other)), i, j)
            for i, one in enumerate(first)
            for j, other in enumerate(second)
            if one.lang == other.lang
        ),
    )


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


def enough(matches: int, smaller: int) -> bool:
    """Say whether so many matches make two dossiers overlap; `smaller` is the number of outcomes of the smaller one.

    At least half of them, and at least two where there are two (the definition of `bench/overlap/guidelines.md`).
    """
    return matches >= min(2, smaller) and 2 * matches >= smaller > 0


def _shared(first: Profile, second: Profile) -> tuple[str, ...]:
    others = [term for term, _ in second.words] + list(second.tasks)
    own = [*first.tasks, *(term for term, _ in first.words)]
    return tuple(dict.fromkeys(term.word for term in own if any(likeness(term, other) > 0 for other in others)))
