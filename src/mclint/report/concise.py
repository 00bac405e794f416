"""One line for each finding, for people who scan and for editors that jump to places."""

from __future__ import annotations

from collections.abc import Iterator

from mclint.findings import Report
from mclint.report.formats import Context
from mclint.report.text import closing_lines, headline


def render(report: Report, context: Context) -> Iterator[str]:
    """Yield `path:line:column: severity[ID] name: message` for each finding, then the line that counts."""
    for finding in report.findings:
        yield headline(finding, color=False)
    yield from closing_lines(report, context)
