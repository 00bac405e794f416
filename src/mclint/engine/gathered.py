"""Gathers what checking one file gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mclint.config.settings import Settings
from mclint.dossier.document import Document, LoadedFile
from mclint.engine.change.before import Earlier
from mclint.engine.room import Room
from mclint.entries import Entry
from mclint.findings import FileResult, Finding
from mclint.model import Hit, Place, Problem, Span


def no_dossier(loaded: LoadedFile) -> Iterable[Problem]:
    """Yield the problem of a file that holds nothing at all."""
    if not loaded.documents and not loaded.problems:
        yield Problem("MC004", Hit(Place("", Span(0, 0)), "no-dossier"))


@dataclass(slots=True)
class Gathered:
    """Gathers what one file gives."""

    path: str
    settings: Settings
    findings: list[Finding] = field(default_factory=list)
    suppressed: list[Finding] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    skipped: set[str] = field(default_factory=set)
    dossiers: int = 0
    earlier: Mapping[int, Earlier] = field(default_factory=dict)
    fail_level: str = ""
    room: Room = field(default_factory=Room)

    def note_languages(self, document: Document, known: frozenset[str]) -> None:
        """Remember a language for which the language rules were skipped."""
        if document.language and document.language not in known:
            self.skipped.add(document.language)

    def freeze(self, lang: str) -> FileResult:
        """Return the result, findings in order."""
        return FileResult(
            path=self.path,
            findings=tuple(sorted(self.findings, key=lambda finding: finding.sort_key)),
            suppressed=tuple(sorted(self.suppressed, key=lambda finding: finding.sort_key)),
            dossiers=self.dossiers,
            lang=lang,
            skipped_languages=tuple(sorted(self.skipped)),
            failures=tuple(self.failures),
            entries=tuple(self.entries),
            fail_level=self.fail_level,
        )


def unreadable(path: str, reason: str) -> FileResult:
    """Return the result of a file that could not be read: an incomplete run, not a finding."""
    return FileResult(path=path, failures=(f"{path}: could not be read: {reason}",))
