"""Annotations for GitHub Actions: workflow commands that put findings at their lines, and a line that counts.

A step shows at most ten annotations of each kind and drops the rest without a word, so the most useful are written and
the rest is counted. The whole report goes to the summary of the job (see `markdown`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from mclint.findings import Finding, Location, Report
from mclint.model import Confidence, Severity
from mclint.report.escape import command_data, command_property
from mclint.report.formats import Context
from mclint.report.paths import relative_path
from mclint.report.places import line_finder
from mclint.report.text import summary
from mclint.report.words import count_of, word

#: So many annotations of each kind are shown for a step.
MOST_ANNOTATIONS = 10
#: So many of them may say that the check is not complete; standard error says it all.
_MOST_FAILURES = 3

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_SURE = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}


def render(report: Report, context: Context) -> Iterator[str]:
    """Yield a workflow command for each finding that will be shown, then what is left out and the line that counts."""
    failures = report.failures[:_MOST_FAILURES]
    for failure in failures:
        yield _command("error", {"title": "mclint"}, failure)
    chosen = set(_chosen(report, len(failures)))
    find_lines = line_finder(context.lines)
    for place, finding in enumerate(report.findings):
        if place in chosen:
            yield _annotation(finding, context, find_lines)
    left_out = len(report.findings) - len(chosen)
    if left_out:
        yield word("not-annotated", report.lang, findings=count_of(left_out, "finding", "findings", report.lang))
    if not context.quiet:
        yield from summary(report, report.lang, color=False)


def most_useful(findings: list[Finding], most: int) -> list[int]:
    """Return the places in a list of at most so many findings that help most.

    Sure ones come before doubtful ones; among those each file gets one before any file gets a second, so that no file
    with many findings hides the others.
    """
    turns: dict[tuple[str, int], int] = {}
    ranked = []
    for place, finding in enumerate(findings):
        key = (finding.location.path, _SURE[finding.confidence])
        turns[key] = turns.get(key, 0) + 1
        ranked.append((_SURE[finding.confidence], turns[key], place))
    return [place for _, _, place in sorted(ranked)[:most]]


def _chosen(report: Report, taken: int) -> Iterator[int]:
    """Yield the places of the findings to show, so many of each severity as fit; errors share with what was taken."""
    for severity in Severity:
        places = [place for place, finding in enumerate(report.findings) if finding.severity is severity]
        room = MOST_ANNOTATIONS - (taken if severity is Severity.ERROR else 0)
        yield from (places[index] for index in most_useful([report.findings[place] for place in places], room))


def _annotation(finding: Finding, context: Context, find_lines: Callable[[Location], tuple[int, int]]) -> str:
    at = finding.location
    first, last = find_lines(at)
    properties = {"file": relative_path(at.path, context.root), "line": str(first), "endLine": str(last)}
    if at.start.line == first == last == at.end.line:
        # Columns hold within one line only. As with lines, GitHub's end is part of the range and ours is not.
        properties |= {"col": str(at.start.column), "endColumn": str(max(at.start.column, at.end.column - 1))}
    properties["title"] = f"{finding.rule} {finding.name}"
    text = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    return _command(_KINDS[finding.severity], properties, text)


def _command(kind: str, properties: Mapping[str, str], text: str) -> str:
    shown = ",".join(f"{name}={command_property(value)}" for name, value in properties.items())
    return f"::{kind} {shown}::{command_data(text)}"
