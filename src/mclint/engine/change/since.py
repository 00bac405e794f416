"""What is new against a revision of the repository: both versions of a file are checked here, by the same settings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from mclint.catalog.registry import load_registry
from mclint.engine.baseline import fingerprint_of
from mclint.engine.change.before import Before, earlier_dossiers
from mclint.engine.worker import Worker
from mclint.entries import Entry
from mclint.findings import Finding, Report

#: The tag of rules about the change itself: no earlier version of a file can have had what they find.
_OF_THE_CHANGE = "gate"
#: An ignore that ignores nothing: told of one file, or of the catalogue where it names rules across dossiers.
_IDLE = "MC902"

_Read = Callable[[str], bytes | None]


def keep_new(report: Report, before: Before, worker: Worker, read: _Read, paths: Iterable[str] = ()) -> None:
    """Move the findings that a file had at a revision already from `findings` to `known`.

    Args:
        report: what was found.
        before: the files of the revision; a renamed file is followed.
        worker: checks the earlier versions.
        read: gives the bytes of a checked file as they are now.
        paths: what the user named: there may have been dossiers that are gone.
    """
    of_the_change = {rule.id for rule in load_registry() if _OF_THE_CHANGE in rule.tags}
    across = {rule for entry in report.entries for rule in entry.across} if report.together else set()
    earlier = _Earlier(before, worker, read)
    together: Counter[str] = Counter()
    if across.union([_IDLE]).intersection(item.rule for item in report.findings) and report.together:
        together = earlier.across(report, list(paths))
    kept: list[Finding] = []
    for path, found in groupby(report.findings, key=lambda finding: finding.location.path):
        alone, idle = earlier.findings(path), None
        for finding in found:
            if finding.rule in of_the_change:
                known = False
            elif finding.rule in across:
                known = _take(together, finding)
            elif finding.rule == _IDLE and report.together:
                idle = earlier.findings(path, unchanged=True) or Counter() if idle is None else idle
                known = _take(idle, finding) or _take(together, finding)
            else:
                known = alone is None or _take(alone, finding)
            (report.known if known else kept).append(finding)
    report.findings = kept
    report.known.sort(key=lambda finding: finding.sort_key)


def _take(counts: Counter[str], finding: Finding) -> bool:
    """Say whether a finding was there once more than it was taken before."""
    key = fingerprint_of(finding)
    counts[key] -= 1
    return counts[key] >= 0


@dataclass(frozen=True, slots=True)
class _Earlier:
    """What was found in the files as they were."""

    before: Before
    worker: Worker
    read: _Read

    def findings(self, path: str, *, unchanged: bool = False) -> Counter[str] | None:
        """Return how often each finding was there; None where the file has not changed, unless that is asked for as well."""
        now = self.read(path)
        then = self.before.of(path, now) if now is not None else None
        if then is None:
            return Counter()
        if then == now and not unchanged:
            return None
        result = self.worker.check_bytes(then, path)
        return Counter(fingerprint_of(finding) for finding in result.findings) if result is not None else Counter()

    def across(self, report: Report, paths: list[str]) -> Counter[str]:
        """Return how often each finding across dossiers was there: in the files as they were, changed or not, gone or not."""
        from mclint.engine.across import judge_across

        present: dict[str, list[Entry]] = {}
        for entry in report.entries:
            present.setdefault(entry.path, []).append(entry)
        then: dict[str, bytes] = {}
        entries: list[Entry] = []
        for path, old, same in (*self._checked(report.files), *self._gone(report.files, paths)):
            then[path] = old
            if same:
                entries += present.get(path, [])
            elif (result := self.worker.check_bytes(old, path)) is not None:
                entries += result.entries
        results, _ = judge_across(entries, self.worker, then.__getitem__)
        return Counter(fingerprint_of(finding) for result in results for finding in result.findings)

    def _checked(self, files: Iterable[str]) -> Iterator[tuple[str, bytes, bool]]:
        """Yield each file that was there under its path of now, with what it was and whether that is what it is."""
        for path in files:
            now = self.read(path)
            old = self.before.of(path, now) if now is not None else None
            if old is not None:
                yield path, old, old == now

    def _gone(self, files: Iterable[str], paths: list[str]) -> Iterator[tuple[str, bytes, bool]]:
        """Yield each dossier that the run would have checked at the revision and that is no longer there."""
        seen = {place for path in files if (place := self.before.repository.relative(path)) is not None}
        seen |= {old for new, old in self.before.renames.items() if new in seen}
        for place, path in earlier_dossiers(self.before, paths, self.worker.finder, seen):
            yield path, self.before.bytes_of(self.before.files[place]), False
