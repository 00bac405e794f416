"""The dossiers of a run together, and what several rules ask of them, worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from mclint.across.overlap import Overlap, find_overlaps
from mclint.entries import Entry

#: Dossiers of a larger catalogue are not compared with each other: that takes minutes, and the words of them all take
#: gigabytes.
MOST_COMPARED = 20_000


@dataclass(eq=False)
class Catalogue:
    """All dossiers of a run, in the order of their files.

    A dossier without an id or outcomes takes part as far as it can; a retired one is not compared with others.
    """

    entries: Sequence[Entry]

    @cached_property
    def by_id(self) -> dict[str, list[Entry]]:
        """Return the dossiers by their id, in order."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry.id:
                found.setdefault(entry.id, []).append(entry)
        return found

    @cached_property
    def overlaps(self) -> list[Overlap]:
        """Return the pairs of dossiers whose outcomes are alike, the later one first in each, in order.

        None in a catalogue of more than `MOST_COMPARED` dossiers, which the run says.
        """
        if len(self.entries) > MOST_COMPARED:
            return []
        return find_overlaps([entry for entry in self.entries if entry.status != "retired"])


def catalogue_of(entries: Iterable[Entry]) -> Catalogue:
    """Return dossiers as a catalogue, in the order of their files."""
    return Catalogue(sorted(entries, key=lambda entry: entry.place))
