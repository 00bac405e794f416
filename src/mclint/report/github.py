"""Annotations for GitHub Actions: workflow commands that put findings at their lines, and a line that counts.

A step shows at most ten annotations of each kind and drops the rest without a word, so the most useful are written and
the rest is counted. The whole report goes to the summary of the job (see `markdown`).
"""

from __future__ import annotations

from collections.abc import Iterator

from mclint.findings import Finding, Report
from mclint.model import Confidence, Severity
from mclint.report.escape import command_data, command_property
from mclint.report.formats import Context
from mclint.report.paths import relative_path
from mclint.report.text import summary
from mclint.report.words import word

#: So many annotations of each kind are shown for a step.
MOST_ANNOTATIONS = 10

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_SURE = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}


def render(report: Report, context: Context) -> Iterator[str]:
    """Yield a workflow command for each finding that will be shown, then what is left out and the line that counts."""
    left_out = 0
    for severity in Severity:
        found = [finding for finding in report.findings if finding.severity is severity]
        chosen = most_useful(found, MOST_ANNOTATIONS)
        left_out += len(found) - len(chosen)
        for finding in chosen:
            yield _command(finding, context)
    if left_out:
        yield word("not-annotated", report.lang, count=left_out)
    if not context.quiet:
        yield from summary(report, report.lang, color=False)


def most_useful(findings: list[Finding], most: int) -> list[Finding]:
    """Return at most so many findings in their own order.

    Sure ones come before doubtful ones; among those each file gets one before any file gets a second, so that no file
    with many findings hides the others.
    """
    turns: dict[tuple[str, int], int] = {}
    ranked = []
    for place, finding in enumerate(findings):
        key = (finding.location.path, _SURE[finding.confidence])
        turns[key] = turns.get(key, 0) + 1
        ranked.append((_SURE[finding.confidence], turns[key], place))
    return [findings[place] for place in sorted(place for _, _, place in sorted(ranked)[:most])]


def _command(finding: Finding, context: Context) -> str:
    at = finding.location
    properties = {"file": relative_path(at.path, context.root), "line": str(at.start.line), "endLine": str(at.end.line)}
    if at.start.line == at.end.line and at.end.column > at.start.column:
        # GitHub counts an annotation's last column as part of it; ours is exclusive.
        properties |= {"col": str(at.start.column), "endColumn": str(at.end.column - 1)}
    properties["title"] = f"{finding.rule} {finding.name}"
    shown = ",".join(f"{name}={command_property(value)}" for name, value in properties.items())
    text = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    return f"::{_KINDS[finding.severity]} {shown}::{command_data(text)}"
