"""Overlaps between dossiers: those of one dossier, and the map of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mclint.across.overlap import Overlap
from mclint.across.tables import UNKNOWN, code_lists, label
from mclint.entries import Entry, OutcomeEntry
from mclint.report.site.catalogue import Catalogue
from mclint.report.site.charts import Map, draw_map
from mclint.report.site.listing import load_text

#: Overlaps of one dossier that are shown outcome by outcome, and those that are only named.
_MOST_IN_FULL, _MOST_NAMED = 5, 20
#: Overlaps that the map draws, and that its table names.
_MOST_DRAWN, _MOST_IN_TABLE = 40, 250


@dataclass(frozen=True, slots=True)
class PairView:
    """Two outcomes that match: that of this dossier, that of the other one, and how alike they are."""

    own: OutcomeEntry
    other: OutcomeEntry
    likeness: float


@dataclass(frozen=True, slots=True)
class SimilarView:
    """Another dossier that overlaps, seen from one dossier; `pairs` is empty where it is only named."""

    entry: Entry
    file: str
    count: int
    of: int
    likeness: float
    pairs: tuple[PairView, ...]


@dataclass(frozen=True, slots=True)
class Similar:
    """The dossiers that overlap with one, the strongest first: in full, by name, and how many more there are."""

    full: tuple[SimilarView, ...]
    named: tuple[SimilarView, ...]
    more: int


def other_dossiers(catalogue: Catalogue, entry: Entry) -> Similar:
    """Return the dossiers that overlap with one."""
    found = catalogue.overlaps_of.get(entry.place, ())
    full = tuple(_seen_from(catalogue, entry, item, in_full=True) for item in found[:_MOST_IN_FULL])
    rest = found[_MOST_IN_FULL : _MOST_IN_FULL + _MOST_NAMED]
    named = tuple(_seen_from(catalogue, entry, item, in_full=False) for item in rest)
    return Similar(full, named, len(found) - len(full) - len(named))


def _seen_from(catalogue: Catalogue, entry: Entry, item: Overlap, *, in_full: bool) -> SimilarView:
    later = item.later.place == entry.place
    own, other = (item.later, item.earlier) if later else (item.earlier, item.later)
    pairs = [
        PairView(
            own.outcomes[match.first if later else match.second],
            other.outcomes[match.second if later else match.first],
            match.likeness,
        )
        for match in (item.matches if in_full else ())
    ]
    pairs.sort(key=lambda pair: own.outcomes.index(pair.own))
    return SimilarView(other, catalogue.files[other.place], len(item.matches), item.smaller, item.likeness, tuple(pairs))


def overlaps_page(catalogue: Catalogue) -> dict[str, Any]:
    """Return what the page of overlaps shows: the strongest as a map and as a table, and how many more there are."""
    total = len(catalogue.overlaps)
    drawn, listed = catalogue.overlaps[:_MOST_DRAWN], catalogue.overlaps[:_MOST_IN_TABLE]
    return {
        "total": total,
        "map": _map(catalogue, drawn) if drawn else None,
        "drawn": len(drawn),
        "listed": len(listed),
        "rows": [_row(catalogue, item) for item in listed],
    }


def _row(catalogue: Catalogue, item: Overlap) -> dict[str, Any]:
    sides = [
        {
            "entry": entry,
            "file": f"dossiers/{catalogue.files[entry.place]}",
            "level": entry.level,
            "load": load_text(entry),
        }
        for entry in (item.earlier, item.later)
    ]
    return {"sides": sides, "count": len(item.matches), "of": item.smaller, "likeness": item.likeness}


def _map(catalogue: Catalogue, drawn: Sequence[Overlap]) -> Map:
    words = catalogue.words
    shown = {entry.place: entry for item in drawn for entry in (item.earlier, item.later)}
    numbers = {place: number for number, place in enumerate(sorted(shown))}
    links = [
        (
            numbers[item.earlier.place],
            numbers[item.later.place],
            item.likeness,
            words.text(
                "map-line",
                one=item.earlier.title or item.earlier.id,
                other=item.later.title or item.later.id,
                count=len(item.matches),
                of=item.smaller,
            ),
        )
        for item in drawn
    ]
    return draw_map(_by_sector(catalogue, shown, numbers), links)


def _by_sector(
    catalogue: Catalogue, shown: Mapping[tuple[str, int], Entry], numbers: Mapping[tuple[str, int], int]
) -> dict[str, list[tuple[int, tuple[str, ...]]]]:
    groups: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for code in (*code_lists()["tables"]["sector"]["codes"], ""):
        members = [place for place in sorted(shown) if shown[place].sector == code]
        names = [_name(shown[place]) for place in members]
        if members:
            heading = label("sector", code or UNKNOWN, catalogue.words.lang)
            groups[heading] = [(numbers[place], name) for place, name in zip(members, names, strict=True)]
    return groups


def _name(entry: Entry) -> tuple[str, ...]:
    return tuple(part for part in (entry.title or entry.id or "?", entry.provider) if part)
