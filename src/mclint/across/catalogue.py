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
#: So many ids are looked at for a wrong reference.
MOST_NEAR = 200


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

    def near(self, name: str) -> list[str]:
        """Return the ids that share a half with a wrong one, provider or slug: among those is what was meant.

        At most `MOST_NEAR`, so that a large catalogue with many wrong references is judged in linear time.
        """
        return [found for half in name.lower().split("/") for found in self._halves.get(half, ())][:MOST_NEAR]

    @cached_property
    def _halves(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.by_id:
            for half in name.lower().split("/"):
                found.setdefault(half, []).append(name)
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
