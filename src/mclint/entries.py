"""What a catalogue keeps of each dossier: small, plain values that stay when the dossier itself is let go.

Missing, placeholder and wrong values are "" or None here, as they are invisible to the rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cache
from typing import Any

from mclint.model import NO_FIELDS, Fields, Status

#: Where something stands in its file: line and column of its start, line and column of its end (from 1, end exclusive).
Spot = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class OutcomeEntry:
    """One learning outcome in one language, and what it is about.

    Attributes:
        pointer: JSON Pointer of its text.
        id: its id, "?" where it has none.
        lang: primary subtag of the text's language.
        text: the text, white space folded.
        bloom: the highest Bloom level of its main predicates, 1 to 6; 0 where none is known.
        tasks: infinitives of its main verbs, in order.
        objects: the words that say what they act on, in lower case and in order, each once.
        others: its other words that carry meaning.
        spot: where its text stands.
    """

    pointer: str
    id: str
    lang: str
    text: str
    bloom: int = 0
    tasks: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    spot: Spot = (1, 1, 1, 1)

    @property
    def number(self) -> int:
        """Return its place in the list of outcomes, from 0; the languages of one outcome share it."""
        return int(self.pointer.split("/")[2])


@dataclass(frozen=True, slots=True)
class AssessmentEntry:
    """One assessment: its code, its title in the dossier's language, and the ids of the outcomes it covers."""

    id: str
    type: str
    title: str
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """One entry of `credential.stackable_into` with its pointer and its place."""

    pointer: str
    text: str
    spot: Spot = (1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one framework says of a dossier as it stands: the ids of the rules with an error, sorted; none is a pass."""

    framework: str
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One dossier of a catalogue.

    Attributes:
        path: its file; `number` the document in it, from 1.
        level: NLQF as text ("4", "4+", "entry"); `eqf` the same for the EQF.
        low, high: study load in hours: SBU, or credits at the hours that the framework gives them, which can be a range as the
            dossier's own can; equal but for a range; None where it is not known.
        employers: how many employers are named; `roles` the codes of their roles, each once.
        decision: the exam committee's decision; `scope` what it covers; `signed` its date as written.
        references: what the credential can be stacked into.
        framework: the framework that it is checked by.
        across: ids of the rules across dossiers that are in force for it.
        verdicts: one for each framework that was asked for.
        id_spot, outcomes_spot: where its id and the key of its outcomes stand, or where they should.
        ignores: whether a comment asks to ignore something, so that findings across dossiers have to look at it.
    """

    path: str
    number: int
    id: str
    title: str
    lang: str
    provider: str
    status: str
    sector: str
    level: str
    eqf: str
    low: float | None
    high: float | None
    provenance: str
    employers: int
    roles: tuple[str, ...]
    origins: tuple[str, ...]
    processes: tuple[str, ...]
    committee: str
    decision: str
    scope: tuple[str, ...]
    signed: str
    outcomes: tuple[OutcomeEntry, ...]
    assessments: tuple[AssessmentEntry, ...]
    references: tuple[ReferenceEntry, ...]
    framework: str = ""
    across: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    ignores: bool = False
    id_spot: Spot = (1, 1, 1, 1)
    outcomes_spot: Spot = (1, 1, 1, 1)

    @property
    def at_gate(self) -> bool:
        """Say whether it can be ready at all: in development most rules ask nothing yet, so their silence says nothing."""
        return Status.judged_as(self.status) is not Status.IN_DEVELOPMENT

    @property
    def place(self) -> tuple[str, int]:
        """Return path and document: the order of a catalogue, in which one dossier is earlier than another."""
        return self.path, self.number


class Standing(StrEnum):
    """How a dossier stands by a framework: at its own gate without an error, with one, or not judged at a gate yet."""

    PASS = "pass"
    FAIL = "fail"
    NOT_YET = "not-yet"


def standing_of(entry: Entry, framework: str) -> Standing:
    """Return how a dossier stands by a framework that it was asked about (`Entry.verdicts`); KeyError for another."""
    verdict = {verdict.framework: verdict for verdict in entry.verdicts}[framework]
    if not entry.at_gate:
        return Standing.NOT_YET
    return Standing.FAIL if verdict.errors else Standing.PASS


_LISTS = {"outcomes": OutcomeEntry, "assessments": AssessmentEntry, "references": ReferenceEntry, "verdicts": Verdict}
#: What the fields of an entry are as plain data, by their type.
_PLAIN: Mapping[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "bool": (bool,),
    "float | None": (int, float, type(None)),
}


def entry_from(data: Mapping[str, Any], path: str) -> Entry:
    """Build an entry from its fields as plain data; raises KeyError, TypeError or ValueError on anything else."""
    return Entry(**{**_values(Entry, data), "path": path})


@cache
def _types(kind: type) -> Mapping[str, str]:
    return {item.name: str(item.type) for item in fields(kind)}


def _values(kind: type, data: Any) -> dict[str, Any]:
    """Return plain data as what a class is made of, every field there and of its type."""
    types = _types(kind)
    if not isinstance(data, Mapping) or set(data) != set(types):
        raise ValueError(f"not the fields of {kind.__name__}")
    return {name: _value(name, types[name], value) for name, value in data.items()}


def _value(name: str, kind: str, value: Any) -> Any:
    if kind in _PLAIN:
        if not isinstance(value, _PLAIN[kind]):
            raise TypeError(f"{name}: {value!r} is no {kind}")
        return value
    if not isinstance(value, list | tuple):
        raise TypeError(f"{name}: {value!r} is no list")
    if kind == "Spot":
        return _spot(name, value)
    if name in _LISTS and kind != "tuple[str, ...]":
        return tuple(_LISTS[name](**_values(_LISTS[name], item)) for item in value)
    return tuple(_value(name, "str", item) for item in value)


def _spot(name: str, value: Sequence[Any]) -> Spot:
    if len(value) != 4 or not all(type(item) is int and item > 0 for item in value):
        raise TypeError(f"{name}: {value!r} is no place")
    return value[0], value[1], value[2], value[3]


@dataclass(frozen=True, slots=True)
class AcrossRelated:
    """Another place that belongs to an `AcrossHit`, with what fills `related:` of its message."""

    entry: Entry
    pointer: str
    spot: Spot
    fields: Fields = field(default_factory=lambda: NO_FIELDS)


@dataclass(frozen=True, slots=True)
class AcrossHit:
    """What a check found across dossiers: in which one, at which value, and which of the card's messages holds.

    `spot` is where that stands, `at_key` whether it is the key of the value. `apart` tells it from others of the same rule in
    the same place, whatever moves in the files: the id of the other dossier, the reference.
    """

    entry: Entry
    pointer: str
    spot: Spot
    message: str
    fields: Fields = field(default_factory=lambda: NO_FIELDS)
    related: tuple[AcrossRelated, ...] = ()
    at_key: bool = False
    apart: str = ""
