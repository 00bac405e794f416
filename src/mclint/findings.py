"""Findings as reports show them: stamped, located, in the language of the reader; and the report that gathers them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mclint.entries import Entry
from mclint.model import Confidence, Position, Severity


@dataclass(frozen=True, slots=True)
class Location:
    """A range in a file for people and for reports."""

    path: str
    start: Position
    end: Position


@dataclass(frozen=True, slots=True)
class RelatedLocation:
    """Another place of a finding, with a filled-in text in the language of the messages."""

    location: Location
    message: str


@dataclass(frozen=True, slots=True)
class LocatedEdit:
    """An edit with line and column instead of offsets."""

    start: Position
    end: Position
    text: str


@dataclass(frozen=True, slots=True)
class LocatedFix:
    """A fix as reports show it."""

    safe: bool
    title: str
    edits: tuple[LocatedEdit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A stamped, located hit, in the language of the messages; what reports print.

    `justification` is the reason for which a comment ignores it; None where it counts.
    `lang` is the language of its texts.
    """

    rule: str
    name: str
    message_key: str
    severity: Severity
    confidence: Confidence
    message: str
    help: str
    framework: str
    location: Location
    document: int
    dossier: str | None
    pointer: str
    item: str | None
    related: tuple[RelatedLocation, ...] = ()
    fix: LocatedFix | None = None
    fingerprint: str = ""
    justification: str | None = None
    lang: str = "en"

    @property
    def sort_key(self) -> tuple[str, int, int, str, int, int, str]:
        """Return path, start, id, end and message: the one order of all reports."""
        at = self.location
        return (at.path, at.start.line, at.start.column, self.rule, at.end.line, at.end.column, self.message)


@dataclass(frozen=True, slots=True)
class FileResult:
    """What checking one file gave.

    `lang` is the language its messages are in; `failures` say in words which part of the check could not be done.
    `digest` stands for all that the result depends on, "" without a cache; `entries` are what a catalogue keeps.
    `fail_level` is the one at which the file fails where that is stricter than in its own settings, else "".
    """

    path: str
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    dossiers: int = 0
    lang: str = "en"
    skipped_languages: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    digest: str = ""
    entries: tuple[Entry, ...] = ()
    fail_level: str = ""


@dataclass(slots=True)
class Report:
    """The outcome of a run: findings in order, what was ignored, and the counts that every format prints.

    `known` are findings that do not count because the baseline holds them or because they stood in the revision that
    the run is compared with. `remarks` are sentences about the run itself, for instance about a stale baseline. `fixed`
    counts what was mended before the findings were gathered. `entries` are what a catalogue keeps of the dossiers;
    `catalogue` is the same as a `Catalogue`, once rules across dossiers were asked, which `together` says. `stamp` stands
    for all results together; it is None where one of them has no digest. `fail_levels` are those of files that fail at a
    stricter level than their own settings say.
    """

    findings: list[Finding] = field(default_factory=list)
    suppressed: list[Finding] = field(default_factory=list)
    known: list[Finding] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    stamp: str | None = ""
    catalogue: Any = None
    together: bool = False
    fail_levels: dict[str, str] = field(default_factory=dict)
    fixed: int = 0
    files: list[str] = field(default_factory=list)
    dossiers: int = 0
    lang: str = "en"
    skipped_languages: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def incomplete(self) -> bool:
        """Say whether some part of the check could not be done."""
        return bool(self.failures)

    def fixable(self, *, safe: bool) -> int:
        """Return how many findings have a fix that is safe, or one that somebody should look at."""
        return sum(1 for finding in self.findings if finding.fix is not None and finding.fix.safe is safe)

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(1 for finding in self.findings if finding.severity is severity)
