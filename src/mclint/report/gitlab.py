"""Findings for GitLab's code quality widget: one JSON array in the shape that its report takes.

See https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from mclint.findings import Report
from mclint.model import Severity
from mclint.report.escape import json_text, visible
from mclint.report.formats import Context
from mclint.report.paths import relative_path
from mclint.report.places import line_finder

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(report: Report, context: Context) -> Iterator[str]:
    """Yield the array; what could not be checked comes first, as an entry of the severity that is never overlooked.

    GitLab does not show the name of a check, so a description starts with it. Descriptions are read by people: what
    would steer a screen is shown as an escape there.
    """
    seen: dict[str, int] = {}
    find_lines = line_finder(context.lines)
    entries = []
    for failure in report.failures:
        entries.append(_entry("incomplete", failure, "blocker", ".", (1, 1), _unique(f"incomplete\0{failure}", seen)))
    for finding in report.findings:
        path = relative_path(finding.location.path, context.root)
        text = f"{finding.rule} {finding.name}: {finding.message}"
        mark = _unique(f"{path}\0{finding.fingerprint}", seen)
        entries.append(_entry(finding.rule, text, _SEVERITIES[finding.severity], path, find_lines(finding.location), mark))
    yield json_text(entries, 2, whole=True)


def _entry(rule: str, text: str, severity: str, path: str, lines: tuple[int, int], mark: str) -> dict[str, object]:
    return {
        "description": visible(text),
        "check_name": rule,
        "fingerprint": mark,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": lines[0], "end": lines[1]}},
    }


def _unique(text: str, seen: dict[str, int]) -> str:
    """Return a hash that no other entry has: of entries with one fingerprint GitLab keeps the first.

    The path is part of it from the start, so that one file never changes the fingerprints of another.
    """
    seen[text] = seen.get(text, 0) + 1
    return hashlib.sha256(f"{text}\0{seen[text]}".encode("utf-8", "surrogatepass")).hexdigest()[:40]
