"""Which dossiers of a catalogue overlap, without comparing every pair.

Outcomes that say the same in the same words are one form. A sparse matrix of forms and their features (stems, groups of
words, parts of compounds) gives the pairs of forms that have enough in common to be compared in full; of a feature that
very many forms have, only the first forms count. So the work grows with the number of dossiers, not with its square.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mclint.across.matching import MATCH, Match, Profile, alike, enough, pair_up, profile_of
from mclint.entries import Entry, OutcomeEntry

if TYPE_CHECKING:
    from scipy.sparse import csr_array

#: Two forms are compared in full if they share this part of the weight of the words of one of them.
_WORTHWHILE = 0.3
#: So many forms of one feature, and so many dossiers of one form, are compared with later ones.
_MOST_FORMS, _MOST_DOSSIERS = 256, 64
#: Forms whose candidates are worked out at a time: bounds the memory that the products of matrices take.
_BLOCK = 512


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two dossiers whose outcomes are alike.

    Attributes:
        later, earlier: in the order of the catalogue.
        matches: which outcomes match; `first` is a place in the outcomes of the later one, `second` of the earlier one.
        smaller: the number of outcomes of the smaller dossier.
    """

    later: Entry
    earlier: Entry
    matches: tuple[Match, ...]
    smaller: int

    @property
    def likeness(self) -> float:
        """Return how much of the smaller dossier the other covers, 0 to 1."""
        return sum(match.likeness for match in self.matches) / self.smaller


def overlap_of(later: Entry, earlier: Entry, matches: Sequence[Match]) -> Overlap:
    """Return two dossiers with the outcomes of theirs that match."""
    return Overlap(later, earlier, tuple(matches), min(count_outcomes(later), count_outcomes(earlier)))


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
        for earlier, scores in forms.candidates(later).items():
            other = entries[earlier]
            if entry.id and entry.id == other.id:
                continue
            smaller = min(forms.counts[later], forms.counts[earlier])
            if not enough(len({entry.outcomes[i].number for _, i, _ in scores}), smaller):
                continue
            matches = pair_up(entry.outcomes, other.outcomes, scores)
            if enough(len(matches), smaller):
                found.append(Overlap(entry, other, tuple(matches), smaller))
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
                if outcome.tasks or outcome.objects or outcome.others:
                    own.append((self._number(outcome, numbers), index))
            self.forms.append(own)
            for form, index in own:
                if len(self.holders[form]) < _MOST_DOSSIERS:
                    self.holders[form].append((place, index))
        self.alike = self._compare()

    def candidates(self, place: int) -> dict[int, list[tuple[float, int, int]]]:
        """Return the earlier dossiers with an outcome like one of this, with (likeness, own outcome, other outcome)."""
        found: dict[int, list[tuple[float, int, int]]] = {}
        for form, index in self.forms[place]:
            for other, score in self.alike[form]:
                for earlier, there in self.holders[other]:
                    if earlier < place:
                        found.setdefault(earlier, []).append((score, index, there))
        return found

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
            [(form, 1.0)] if profile.total else [] for form, profile in enumerate(self._profiles)
        ]
        for first, second in self._worthwhile():
            score = alike(self._profiles[first], self._profiles[second])
            if score >= MATCH:
                found[first].append((second, score))
                found[second].append((first, score))
        return found

    def _worthwhile(self) -> Iterator[tuple[int, int]]:
        """Yield each pair of forms that have enough in common, the later one first, each once."""
        if len(self._profiles) < 2:
            return
        share, has, early_share, early_has = self._matrices()
        for start in range(0, len(self._profiles), _BLOCK):
            rows = slice(start, start + _BLOCK)
            common = ((share[rows] @ early_has.T + has[rows] @ early_share.T) / 2).tocoo()
            first, second = common.row + start, common.col
            keep = (common.data >= _WORTHWHILE) & (second < first)
            yield from zip(first[keep].tolist(), second[keep].tolist(), strict=True)

    def _matrices(self) -> tuple[csr_array, csr_array, csr_array, csr_array]:
        """Return forms by features twice over: all, and only the first forms of each feature.

        Each is given with what share of the weight of the form a feature has, and with whether the form has it (1).
        """
        from scipy.sparse import csr_array

        columns: dict[tuple[str, str], int] = {}
        cells = [
            (row, columns.setdefault((self._langs[row], feature), len(columns)), weight)
            for row, profile in enumerate(self._profiles)
            for feature, weight in profile.features.items()
        ]
        seen = [0] * len(columns)
        early = []
        for cell in cells:
            seen[cell[1]] += 1
            if seen[cell[1]] <= _MOST_FORMS:
                early.append(cell)
        shape = (len(self._profiles), len(columns))

        def matrix(part: list[tuple[int, int, float]], *, share: bool) -> csr_array:
            values = [weight if share else 1.0 for _, _, weight in part]
            return csr_array((values, ([row for row, _, _ in part], [column for _, column, _ in part])), shape=shape)

        return matrix(cells, share=True), matrix(cells, share=False), matrix(early, share=True), matrix(early, share=False)
