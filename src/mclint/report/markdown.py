"""A summary in Markdown for a pull request, a merge request or the page of a job: counts, then the findings by dossier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from mclint.findings import Finding, Report
from mclint.model import Severity
from mclint.report.escape import markdown, markdown_code
from mclint.report.formats import Context
from mclint.report.paths import relative_path
from mclint.report.text import counts
from mclint.report.words import item_line, word

#: A job's summary is dropped whole above 1 MiB; this leaves room for what other steps write.
MOST_BYTES = 900_000

#: Files with findings beyond these are folded, so that a page stays one page.
_OPEN_FILES = 10

_SIGNS = {Severity.ERROR: "🔴", Severity.WARNING: "🟡", Severity.NOTE: "🔵"}


def render(report: Report, context: Context) -> Iterator[str]:
    """Yield the summary; what would make it too large is counted instead of shown."""
    lang = report.lang
    outcome = "title-incomplete" if report.incomplete else "title-bad" if report.findings else "title-good"
    yield f"## mclint: {word(outcome, lang)}"
    yield ""
    yield f"{markdown(', '.join(counts(report, lang)))}."
    for text in (*report.remarks, *report.failures):
        yield ""
        yield f"> {markdown(text)}"
    size, left_out = 0, 0
    for number, (path, found) in enumerate(groupby(report.findings, key=lambda finding: finding.location.path)):
        findings = list(found)
        block = list(_file(relative_path(path, context.root), findings, number < _OPEN_FILES, lang))
        size += sum(len(line.encode("utf-8")) + 1 for line in block)
        if size > MOST_BYTES:
            left_out += len(findings)
            continue
        yield from block
    if left_out:
        yield ""
        yield f"**{word('left-out', lang, count=left_out)}**"
    yield ""


def _file(path: str, findings: list[Finding], is_open: bool, lang: str) -> Iterator[str]:
    worst = min((finding.severity for finding in findings), key=lambda severity: severity.rank)
    yield ""
    yield f"<details{' open' if is_open else ''}>"
    yield f"<summary>{_SIGNS[worst]} {markdown_code(path)} ({len(findings)})</summary>"
    yield ""
    yield f"| {' | '.join(word(key, lang) for key in ('column-place', 'column-rule', 'column-finding'))} |"
    yield "|---|---|---|"
    yield from _rows(findings, lang)
    yield ""
    yield "</details>"


def _rows(findings: Iterable[Finding], lang: str) -> Iterator[str]:
    for finding in findings:
        at = finding.location.start
        about = item_line(finding, lang)
        text = markdown(finding.message)
        if finding.help:
            text += f"<br><sub>{markdown(finding.help)}</sub>"
        place = f"{at.line}:{at.column}" + (f"<br>{markdown(about)}" if about else "")
        yield f"| {place} | {_SIGNS[finding.severity]} {finding.rule}<br>{markdown(finding.name)} | {text} |"
