"""Which dossiers of a catalogue overlap, without comparing every pair.

Outcomes that say the same in the same words are one form. A sparse matrix of forms and their features (stems, groups of
words, parts of compounds, professional tasks) gives the pairs of forms that have enough in common to be compared in full;
of a feature that very many forms have, only the first forms count. So the work grows with the number of dossiers, not with
its square.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mclint.across.matching import MATCH, Match, Profile, compare, has_words, pair_up, profile_of, shared_vocabulary
from mclint.entries import Entry, OutcomeEntry

if TYPE_CHECKING:
    from scipy.sparse import csr_array

#: From which likeness two dossiers overlap.
OVERLAP = 0.45

#: How much the likeness of outcomes and the shared vocabulary count, and where the count starts; fitted on the development
#: sets of `bench/overlap` (logistic regression).
_OUTCOMES, _VOCABULARY, _START = 3.15, 9.65, -3.53

#: Two forms are compared in full if the weights of what they share add up to this (2 % of the matches of the development
#: sets lie below), and each form with so many earlier ones at most, those that share most.
_WORTHWHILE, _MOST_COMPARED = 4.5, 16
#: So many forms of one feature, and so many dossiers of one form, are compared with later ones.
_MOST_FORMS, _MOST_DOSSIERS = 128, 32
#: So many earlier dossiers are looked at for each, those with the most outcomes that match.
_MOST_CANDIDATES = 8
#: Forms whose candidates are worked out at a time: bounds the memory that the products of matrices take.
_BLOCK = 512


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two dossiers whose outcomes are alike.

    Attributes:
        later, earlier: in the order of the catalogue.
        matches: which outcomes match; `first` is a place in the outcomes of the later one, `second` of the earlier one.
        smaller: the number of outcomes of the smaller dossier.
        likeness: how likely it is that half of the smaller dossier is in the other, 0 to 1.
    """

    later: Entry
    earlier: Entry
    matches: tuple[Match, ...]
    smaller: int
    likeness: float


def overlap_of(later: Entry, earlier: Entry, matches: Sequence[Match]) -> Overlap:
    """Return two dossiers with the outcomes of theirs that match, and how much they overlap."""
    smaller = min(count_outcomes(later), count_outcomes(earlier))
    half = (smaller + 1) // 2
    best = sorted((match.likeness for match in matches), reverse=True)[:half]
    outcomes = sum(best) / half if half else 0.0
    vocabulary = shared_vocabulary(later.outcomes, earlier.outcomes)
    likeness = 1 / (1 + math.exp(-(_OUTCOMES * outcomes + _VOCABULARY * vocabulary + _START)))
    return Overlap(later, earlier, tuple(matches), smaller, likeness)


def is_overlap(overlap: Overlap) -> bool:
    """Say whether two dossiers overlap: likely enough, and at least two outcomes match (one where there is only one)."""
    return overlap.likeness >= OVERLAP and len(overlap.matches) >= min(2, overlap.smaller) > 0


def count_outcomes(entry: Entry) -> int:
    """Return how many outcomes a dossier has, whatever the number of languages."""
    return len({outcome.number for outcome in entry.outcomes})


def find_overlaps(entries: Sequence[Entry]) -> list[Overlap]:
    """Return the pairs of dossiers that overlap, in the order of the later one, then the strongest first.

    Two dossiers with one id are one dossier twice, which is another rule's business.
    """
    forms = _Forms(entries)
    found = []
    for later, entry in enumerate(entries):
        for earlier, scores in forms.candidates(later):
            other = entries[earlier]
            if entry.id and entry.id == other.id:
                continue
            overlap = overlap_of(entry, other, pair_up(entry.outcomes, other.outcomes, scores))
            if is_overlap(overlap):
                found.append(overlap)
    return sorted(found, key=lambda item: (item.later.place, -item.likeness, item.earlier.place))


class _Forms:
    """The outcomes of a catalogue by what they say, and which of them are alike."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.counts = [count_outcomes(entry) for entry in entries]
        self.forms: list[list[tuple[int, int]]] = []
        self.holders: list[list[tuple[int, int]]] = []
        self._profiles: list[Profile] = []
        self._langs: list[str] = []
        numbers: dict[tuple[Any, ...], int] = {}
        for place, entry in enumerate(entries):
            own: list[tuple[int, int]] = []
            for index, outcome in enumerate(entry.outcomes):
                if has_words(outcome):
                    own.append((self._number(outcome, numbers), index))
            self.forms.append(own)
            for form, index in own:
                if len(self.holders[form]) < _MOST_DOSSIERS:
                    self.holders[form].append((place, index))
        self.alike = self._compare()

    def candidates(self, place: int) -> list[tuple[int, list[tuple[float, int, int]]]]:
        """Return the earlier dossiers with enough outcomes like those of this one, with (likeness, own, other) of each."""
        found: dict[int, list[tuple[float, int, int]]] = {}
        for form, index in self.forms[place]:
            for other, score in self.alike[form]:
                for earlier, there in self.holders[other]:
                    if earlier < place:
                        found.setdefault(earlier, []).append((score, index, there))
        counted = {earlier: len({index for _, index, _ in scores}) for earlier, scores in found.items()}
        enough = (item for item in counted if counted[item] >= min(2, self.counts[place], self.counts[item]))
        best = sorted(enough, key=lambda earlier: (-counted[earlier], earlier))[:_MOST_CANDIDATES]
        return [(earlier, found[earlier]) for earlier in best]

    def _number(self, outcome: OutcomeEntry, numbers: dict[tuple[Any, ...], int]) -> int:
        key = (outcome.lang, outcome.tasks, outcome.objects, outcome.others)
        if key not in numbers:
            numbers[key] = len(numbers)
            self.holders.append([])
            self._profiles.append(profile_of(outcome))
            self._langs.append(outcome.lang)
        return numbers[key]

    def _compare(self) -> list[list[tuple[int, float]]]:
        """Return for each form the forms that match it, itself among them."""
        found: list[list[tuple[int, float]]] = [
            [(form, compare(profile, profile).likeness)] for form, profile in enumerate(self._profiles)
        ]
        for first, second in self._worthwhile():
            score = compare(self._profiles[first], self._profiles[second]).likeness
            if score >= MATCH:
                found[first].append((second, score))
                found[second].append((first, score))
        return found

    def _worthwhile(self) -> Iterator[tuple[int, int]]:
        """Yield each pair of forms that have enough in common, the later one first, each once."""
        if len(self._profiles) < 2:
            return
        import numpy

        share, has, early_share, early_has = self._matrices()
        for start in range(0, len(self._profiles), _BLOCK):
            rows = slice(start, start + _BLOCK)
            common = ((share[rows] @ early_has.T + has[rows] @ early_share.T) / 2).tocsr()
            for row in range(common.shape[0]):
                part = slice(common.indptr[row], common.indptr[row + 1])
                others, weights = common.indices[part], common.data[part]
                keep = (weights >= _WORTHWHILE) & (others < start + row)
                others, weights = others[keep], weights[keep]
                if len(others) > _MOST_COMPARED:
                    others = others[numpy.argsort(-weights, kind="stable")[:_MOST_COMPARED]]
                for other in others.tolist():
                    yield start + row, other

    def _matrices(self) -> tuple[csr_array, csr_array, csr_array, csr_array]:
        """Return forms by features twice over: all, and only the first forms of each feature.

        Each is given with what share of the weight of the form a feature has, and with whether the form has it (1).
        """
        import numpy
        from scipy.sparse import csr_array

        columns: dict[tuple[str, str], int] = {}
        seen: list[int] = []
        rows, places, weights, early = array("i"), array("i"), array("d"), array("b")
        for row, profile in enumerate(self._profiles):
            for feature, weight in profile.features.items():
                place = columns.setdefault((self._langs[row], feature), len(columns))
                if place == len(seen):
                    seen.append(0)
                seen[place] += 1
                rows.append(row)
                places.append(place)
                weights.append(weight)
                early.append(seen[place] <= _MOST_FORMS)
        cells = [numpy.asarray(part) for part in (weights, rows, places)]
        shape, first = (len(self._profiles), len(columns)), numpy.asarray(early, bool)

        def matrix(chosen: Any, *, share: bool) -> csr_array:
            values = cells[0][chosen] if share else numpy.ones(int(chosen.sum()))
            return csr_array((values, (cells[1][chosen], cells[2][chosen])), shape=shape)

        everything = numpy.ones(len(rows), bool)
        return (
            matrix(everything, share=True),
            matrix(everything, share=False),
            matrix(first, share=True),
            matrix(first, share=False),
        )
