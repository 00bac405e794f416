"""What is new against a revision of the repository: both versions of a file are checked here, by the same settings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import groupby

from mclint.engine.baseline import fingerprint_of
from mclint.engine.before import Before
from mclint.engine.worker import Worker
from mclint.entries import Entry
from mclint.findings import Finding, Report

#: Findings about the change itself, which no earlier version of a file can have had.
_OF_THE_CHANGE = ("MC905", "MC906", "MC907", "MC908")


def keep_new(report: Report, before: Before, worker: Worker, read: Callable[[str], bytes | None]) -> None:
    """Move the findings that a file had at a revision already from `findings` to `known`.

    Args:
        before: the files of the revision; a renamed file is followed.
        worker: checks the earlier versions.
        read: gives the bytes of a checked file as they are now.
    """
    kept: list[Finding] = []
    across = {rule for entry in report.entries for rule in entry.across}
    together = (
        _earlier_across(report, before, worker, read) if any(item.rule in across for item in report.findings) else Counter()
    )
    for path, found in groupby(report.findings, key=lambda finding: finding.location.path):
        earlier = _earlier(path, before, worker, read)
        for finding in found:
            key = fingerprint_of(finding)
            if finding.rule in across:
                (report.known if together[key] > 0 else kept).append(finding)
                together[key] -= 1
                continue
            if earlier is None or (earlier[key] > 0 and finding.rule not in _OF_THE_CHANGE):
                report.known.append(finding)
            else:
                kept.append(finding)
            if earlier is not None:
                earlier[key] -= 1
    report.findings = kept
    report.known.sort(key=lambda finding: finding.sort_key)


def _earlier(path: str, before: Before, worker: Worker, read: Callable[[str], bytes | None]) -> Counter[str] | None:
    """Return how often each finding was there; None where the file has not changed at all."""
    now = read(path)
    then = before.of(path, now) if now is not None else None
    if then is None:
        return Counter()
    if then == now:
        return None
    result = worker.check_bytes(then, path)
    return Counter(fingerprint_of(finding) for finding in result.findings) if result is not None else Counter()


def _earlier_across(report: Report, before: Before, worker: Worker, read: Callable[[str], bytes | None]) -> Counter[str]:
    """Return how often each finding across dossiers was there: in the same files as they were, changed or not."""
    from mclint.engine.across import judge_across

    present: dict[str, list[Entry]] = {}
    for entry in report.entries:
        present.setdefault(entry.path, []).append(entry)
    then: dict[str, bytes] = {}
    entries: list[Entry] = []
    for path in report.files:
        now = read(path)
        old = before.of(path, now) if now is not None else None
        if old is None:
            continue
        then[path] = old
        if old == now:
            entries += present.get(path, [])
        elif (result := worker.check_bytes(old, path)) is not None:
            entries += result.entries
    results, _ = judge_across(entries, worker, then.__getitem__)
    return Counter(fingerprint_of(finding) for result in results for finding in result.findings)
