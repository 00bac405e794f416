"""Checks across the dossiers of a catalogue: one id for each, no unseen overlap, references that lead somewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from mclint.across.catalogue import Catalogue
from mclint.across.overlap import Overlap
from mclint.across.references import circles
from mclint.across.tables import load_code, load_ratio
from mclint.entries import AcrossHit, AcrossRelated, Entry
from mclint.model import Fields
from mclint.suggest import closest

__all__ = [
    "Acyclic",
    "Answered",
    "Comparable",
    "Separate",
    "Unique",
    "acyclic",
    "answered",
    "comparable",
    "separate",
    "unique",
]

ID, OUTCOMES = "/id", "/learning_outcomes"

#: The term of a card for a school that is not named.
UNNAMED = "unnamed"

#: The first dot of the host is the one that counts, so that no sign is ever read twice.
_ADDRESS = re.compile(r"https?://[^\s/][^\s/.]*\.[^\s]+|https?://localhost[^\s]*", re.IGNORECASE)
#: Codes of Dutch national units: a keuzedeel, an mbo certificate, a qualification (crebo).
_NATIONAL_UNIT = re.compile(r"[KC][0-9]{4}|[0-9]{5}")


@dataclass(frozen=True, slots=True)
class Unique:
    """No parameters."""


def unique(catalogue: Catalogue, params: Unique) -> Iterator[AcrossHit]:  # noqa: ARG001 - one signature for all checks
    """Report an id that an earlier dossier has already, at the id of the later one.

    Messages: `same` (id, other: title of the earlier one).
    """
    for name, (first, *others) in catalogue.by_id.items():
        for entry in others:
            fields: Fields = {"id": name, "other": _title(first)}
            related = (AcrossRelated(first, ID, first.id_spot, fields),)
            yield AcrossHit(entry, ID, entry.id_spot, "same", fields, related, apart=name)


@dataclass(frozen=True, slots=True)
class Separate:
    """`most`: how many overlaps of one dossier are reported, the strongest first."""

    most: int = 3


def separate(catalogue: Catalogue, params: Separate) -> Iterator[AcrossHit]:
    """Report that outcomes are so alike as those of an earlier dossier that the schools should talk.

    Messages: `overlap`, `own` (the same school), `more` (there are further ones): title and provider of the other, pairs
    (which outcomes match), more (how many overlaps are not listed).
    """
    reported: Counter[tuple[str, int]] = Counter()
    left = Counter(overlap.later.place for overlap in catalogue.overlaps)
    for overlap in sorted(catalogue.overlaps, key=lambda item: (item.later.place, -item.likeness, item.earlier.place)):
        place = overlap.later.place
        reported[place] += 1
        if reported[place] > params.most:
            continue
        last = reported[place] == params.most and left[place] > params.most
        own = bool(overlap.later.provider) and overlap.later.provider == overlap.earlier.provider
        message = "more" if last else "own" if own else "overlap"
        yield _overlap_hit(overlap, message, {"more": left[place] - params.most})


@dataclass(frozen=True, slots=True)
class Comparable:
    """`levels`: from how many levels apart overlapping dossiers are not comparable; `load_ratio`: the same for the load."""

    levels: int = 2
    load_ratio: float = 2.0


def comparable(catalogue: Catalogue, params: Comparable) -> Iterator[AcrossHit]:
    """Report overlapping dossiers whose level or study load differ strongly, at the outcomes of the later one.

    Messages: `level`, `load`, `both` (title, provider, level, other_level, load, other_load).
    """
    for overlap in catalogue.overlaps:
        one, other = overlap.later, overlap.earlier
        level, load = _levels_apart(one, other) >= params.levels, load_ratio(one, other) >= params.load_ratio
        if level or load:
            fields: Fields = {
                "level": one.level or "?",
                "other_level": other.level or "?",
                "load": load_code(one) or "?",
                "other_load": load_code(other) or "?",
            }
            yield _overlap_hit(overlap, "both" if level and load else "level" if level else "load", fields)


@dataclass(frozen=True, slots=True)
class Answered:
    """No parameters."""


def answered(catalogue: Catalogue, params: Answered) -> Iterator[AcrossHit]:  # noqa: ARG001 - one signature for all checks
    """Report a reference that is no id of a dossier, no address and no code of a national unit.

    Messages: `similar` (reference, suggestion), `no-address` (reference), `unknown` (reference).
    """
    for entry in catalogue.entries:
        for reference in entry.references:
            text = reference.text.strip()
            if text in catalogue.by_id or _ADDRESS.fullmatch(text) or _NATIONAL_UNIT.fullmatch(text):
                continue
            similar = closest(text, catalogue.near(text)) if "/" in text else None
            fields: Fields = {"reference": text, **({"suggestion": similar} if similar else {})}
            message = "similar" if similar else "no-address" if text.lower().startswith("www.") else "unknown"
            yield AcrossHit(entry, reference.pointer, reference.spot, message, fields, apart=text)


@dataclass(frozen=True, slots=True)
class Acyclic:
    """No parameters."""


def acyclic(catalogue: Catalogue, params: Acyclic) -> Iterator[AcrossHit]:  # noqa: ARG001 - one signature for all checks
    """Report references that run in a circle, once for each circle, at the reference of its latest dossier.

    Messages: `itself` (id), `circle` (chain: the ids in the order of the references).
    """
    for circle in circles(catalogue):
        entry, reference = circle[0]
        if len(circle) == 1:
            yield AcrossHit(entry, reference.pointer, reference.spot, "itself", {"id": entry.id}, apart=entry.id)
            continue
        chain = " → ".join([*(item.id for item, _ in circle), entry.id])
        related = tuple(AcrossRelated(item, other.pointer, other.spot, {"id": other.text.strip()}) for item, other in circle[1:])
        yield AcrossHit(entry, reference.pointer, reference.spot, "circle", {"chain": chain}, related, apart=chain)


def _overlap_hit(overlap: Overlap, message: str, extra: Fields) -> AcrossHit:
    later, earlier = overlap.later, overlap.earlier
    pairs = tuple(f"{later.outcomes[match.first].id}–{earlier.outcomes[match.second].id}" for match in overlap.matches)
    fields: Fields = {
        "title": _title(earlier),
        "provider": earlier.provider or UNNAMED,
        "pairs": pairs,
        **extra,
    }
    related = tuple(
        AcrossRelated(
            earlier,
            earlier.outcomes[match.second].pointer,
            earlier.outcomes[match.second].spot,
            {
                "id": earlier.outcomes[match.second].id,
                "own": later.outcomes[match.first].id,
                "shared": tuple(match.shared),
                "likeness": round(100 * match.likeness),
            },
        )
        for match in overlap.matches
    )
    apart = earlier.id or earlier.path
    return AcrossHit(later, OUTCOMES, later.outcomes_spot, message, fields, related, at_key=True, apart=apart)


def _levels_apart(one: Entry, other: Entry) -> int:
    levels = [_level(entry) for entry in (one, other)]
    return abs(levels[0] - levels[1]) if levels[0] is not None and levels[1] is not None else 0


def _level(entry: Entry) -> int | None:
    text = "0" if entry.level == "entry" else entry.level.rstrip("+") or entry.eqf
    return int(text) if text.isdigit() else None


def _title(entry: Entry) -> str:
    return entry.title or entry.id or entry.path
