"""The nouns of mclint: plain, frozen values that every layer shares.

Nothing here imports another module of the package, touches a file or knows a format. Offsets count Unicode code
points in the decoded text of a file; lines and columns count from 1; every end is exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Coded:
    """Codes of one of the lists in `rules/words/codes.yaml`, which messages show with what they are called."""

    list: str
    codes: tuple[str, ...]


#: What may fill a `{name}` in a message: a text, a number (written with the decimal sign of the language), a day, or
#: several texts (joined as a list). A text that the card lists under `terms` is shown in the language of the messages, and
#: codes of the format with what they are called.
FieldValue = str | int | float | date | tuple[str, ...] | Coded
Fields = Mapping[str, FieldValue]

NO_FIELDS: Fields = MappingProxyType({})


class Severity(StrEnum):
    """How much a finding weighs, from most to least."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """Return 0 for an error, 1 for a warning and 2 for a note."""
        return _SEVERITY_RANK[self]


_SEVERITY_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


class Confidence(StrEnum):
    """How sure a heuristic is; apart from severity."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Status(StrEnum):
    """The life of a dossier, in order; `offered` and `awarded` weigh the same for gates."""

    IN_DEVELOPMENT = "in-development"
    DEVELOPED = "developed"
    OFFERED = "offered"
    AWARDED = "awarded"
    RETIRED = "retired"

    @classmethod
    def judged_as(cls, text: str) -> Status:
        """Return the status that gates look at; a missing or wrong one counts as offered."""
        return cls(text) if text in cls._value2member_map_ else cls.OFFERED

    @property
    def step(self) -> int:
        """Return the place in the order: in-development 0, developed 1, offered and awarded 2, retired 3."""
        return _STATUS_STEP[self]


_STATUS_STEP = {
    Status.IN_DEVELOPMENT: 0,
    Status.DEVELOPED: 1,
    Status.OFFERED: 2,
    Status.AWARDED: 2,
    Status.RETIRED: 3,
}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range of code points in the decoded text of a file; `end` is exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a JSON Pointer into the document and a span in the file.

    The pointer is the path of the value, or the absent path for a field that is missing; the span is then that of
    the key of the block that should hold it.
    """

    pointer: str
    span: Span


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A line and a column, both from 1; columns count code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text of `span` by `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that would mend a finding; `safe` when the meaning of the dossier cannot change.

    `fields` fill the card's title of the fix (`fix:` of the message).
    """

    edits: tuple[Edit, ...]
    safe: bool = True
    fields: Fields = field(default_factory=lambda: NO_FIELDS)


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a hit; its text is `related:` of the card's message, filled with `fields`."""

    place: Place
    fields: Fields = field(default_factory=lambda: NO_FIELDS)
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check found: a place and which of the card's messages holds there.

    A check knows no rule, severity or language; the engine stamps those. `fields` fill the `{name}` parts of the
    message, of its help and of the title of its fix. A hit that lists what is missing (codes, in the field `missing`) can
    say in `parts` at which pointers each part is missing: what other rules report at all of those is left out. A hit about a
    misspelt key says in `means` which field is meant, by its pointer: what is said of that field is a consequence.
    """

    place: Place
    message: str
    fields: Fields = field(default_factory=lambda: NO_FIELDS)
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    means: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A hit that names its rule: what the loader, the schema and the suppressions report.

    `document` counts the documents of a file from 1; a problem of the whole file stands at 1.
    """

    rule: str
    hit: Hit
    document: int = 1


@dataclass(frozen=True, slots=True)
class Gate:
    """When a finding counts: `full` is the status from which the set severity holds (one step before it is at most
    a warning, earlier a note); before `since` there is no finding at all.
    """

    full: Status | None = None
    since: Status | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a card, in every language: `text["nl"]`, and the like for help, related and fix titles."""

    text: Mapping[str, str]
    help: Mapping[str, str]
    related: Mapping[str, str]
    fix: Mapping[str, str]
    severity: Severity | None = None
    confidence: Confidence | None = None
    gate: Gate | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A word that agrees with a number: the field that holds it, and by language the form for 1 and that for the rest."""

    by: str
    forms: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its card gives it (the first YAML document); the second document is read only to explain.

    `yields_to` names rules that silence this one for the same item (or the whole dossier, where they speak of no
    item); with `yields_to_pointer` only where they report the very same path. `counted` gives its messages words that
    agree with a number, `codes` names the list that the codes in a field are of.
    """

    id: str
    name: str
    since: str
    status: str
    severity: Severity
    confidence: Confidence
    gate: Gate
    yields_to: tuple[str, ...]
    yields_to_pointer: bool
    tags: tuple[str, ...]
    check: str
    at: tuple[str, ...]
    params: Mapping[str, Any]
    messages: Mapping[str, Message]
    terms: Mapping[str, Mapping[str, str]]
    counted: Mapping[str, Counted] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    path: str = ""


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """What a framework or a configuration sets for one rule (or one message, `MC104/no-breakdown`)."""

    severity: Severity | None = None
    gate: Gate | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Framework:
    """A quality framework: which rules it selects and what it sets for each."""

    id: str
    version: str
    title: Mapping[str, str]
    source: Mapping[str, str]
    valid: Mapping[str, str]
    extends: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    rules: Mapping[str, RuleSetting]
    clauses: Mapping[str, Mapping[str, str]]

    @property
    def hours_per_ects(self) -> tuple[float, ...]:
        """Return the fewest and the most hours of a credit, as the framework tells its rules; () where it does not."""
        return next((tuple(item.params["hours_per_ects"]) for item in self.rules.values() if "hours_per_ects" in item.params), ())
