"""One JSON object on each line, for programs that read findings as they come: each finding, then the summary."""

from __future__ import annotations

from collections.abc import Iterator

from mclint.findings import Report
from mclint.report.escape import json_text
from mclint.report.formats import Context
from mclint.report.json import as_data, finding_data


def render(report: Report, context: Context) -> Iterator[str]:
    """Yield a line for each finding in the shape that `json` gives it; the last line holds version, tool and summary."""
    for finding in report.findings:
        yield json_text(finding_data(finding))
    closing = as_data(report)
    del closing["findings"]
    yield json_text(closing)
