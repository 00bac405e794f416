"""Findings for GitLab's code quality widget: one JSON array in the shape that its report takes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from mclint.findings import Finding, Report
from mclint.model import Severity
from mclint.report.escape import json_text
from mclint.report.formats import Context
from mclint.report.paths import relative_path

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(report: Report, context: Context) -> Iterator[str]:
    """Yield the array; GitLab does not show the name of a check, so the description starts with it."""
    seen: dict[str, int] = {}
    entries = [_entry(finding, relative_path(finding.location.path, context.root), seen) for finding in report.findings]
    yield json_text(entries, 2)


def _entry(finding: Finding, path: str, seen: dict[str, int]) -> dict[str, object]:
    at = finding.location
    return {
        "description": f"{finding.rule} {finding.name}: {finding.message}",
        "check_name": finding.rule,
        "fingerprint": _fingerprint(finding, path, seen),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": at.start.line, "end": max(at.start.line, at.end.line)}},
    }


def _fingerprint(finding: Finding, path: str, seen: dict[str, int]) -> str:
    """Return a hash that no other entry has: entries with one fingerprint vanish in GitLab but for the first."""
    base = f"{path}\0{finding.fingerprint}"
    seen[base] = seen.get(base, 0) + 1
    return hashlib.sha256(f"{base}\0{seen[base]}".encode("utf-8", "surrogatepass")).hexdigest()[:40]
