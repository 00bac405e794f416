"""A summary in Markdown for a pull request, a merge request or the page of a job: counts, then the findings by dossier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mclint.findings import Finding, Report
from mclint.model import Severity
from mclint.report.escape import markdown, markdown_code
from mclint.report.formats import Context
from mclint.report.paths import relative_path
from mclint.report.text import counts
from mclint.report.words import count_of, count_severity, fix_line, item_line, word

#: A comment on GitHub holds 65,536 characters and is refused whole above that.
MOST_COMMENT_BYTES = 65_000
#: What title, counts and the line about what is left out take, with room to spare.
LEAST_BYTES = 2_000

#: Dossiers are folded where there are more findings than people read at a glance.
_MOST_OPEN = 20
#: What the run says about itself may take this part of the room.
_REMARK_PART = 4
#: Characters of one untrusted text; each may take many bytes once it is escaped.
_MOST_CHARACTERS = 500
_MOST_RELATED = 3

_SIGNS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.NOTE: "ℹ️"}
_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "one-note"}


@dataclass(slots=True)
class _Dossier:
    """The findings of one dossier by their place in the report, and the lines around their rows."""

    findings: list[int] = field(default_factory=list)
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ("", "</details>", "")


def render(report: Report, context: Context) -> Iterator[str]:
    """Yield a summary that fits into one comment."""
    yield from summarise(report, context, MOST_COMMENT_BYTES)


def summarise(report: Report, context: Context, room: int) -> Iterator[str]:
    """Yield a summary of at most so many bytes of UTF-8, at least LEAST_BYTES.

    What does not fit is counted: notes go first, then warnings; what stays is in the order of the report.
    """
    room -= LEAST_BYTES
    yield from _head(report, context)
    said = list(_said(report, report.lang, room // _REMARK_PART))
    yield from said
    rows = [_row(finding, context, report.lang) for finding in report.findings]
    dossiers = _dossiers(report, context)
    kept = _fitting(report, dossiers, rows, room - _size(said))
    for dossier in dossiers:
        shown = [place for place in dossier.findings if place in kept]
        if shown:
            yield from dossier.before
            yield from (rows[place] for place in shown)
            yield from dossier.after
    left_out = [finding for place, finding in enumerate(report.findings) if place not in kept]
    if left_out:
        found = count_of(len(left_out), "finding", "findings", report.lang)
        yield f"**{word('left-out', report.lang, findings=found, severities=_severities(left_out, report.lang))}**"


def _head(report: Report, context: Context) -> Iterator[str]:
    """Yield the title and the counts."""
    sign, title = _outcome(report, context)
    yield f"## {sign} mclint: {word(title, report.lang)}"
    yield ""
    yield f"{markdown(', '.join(counts(report, report.lang)))}."
    yield ""


def _said(report: Report, lang: str, room: int) -> Iterator[str]:
    """Yield what the run has to say about itself, what could not be checked first; what does not fit is counted."""
    said = [("❌", text) for text in report.failures] + [("⚠️", text) for text in report.remarks]
    said += [("⚠️", word("skipped", lang, languages=language)) for language in report.skipped_languages]
    for number, (mark, text) in enumerate(said):
        line = f"> {mark} {markdown(_short(text))}"
        room -= _size((line, ""))
        if room < 0:
            yield f"> {word('and-more', lang, count=count_of(len(said) - number, 'remark', 'remarks', lang))}"
            yield ""
            return
        yield line
        yield ""


def _outcome(report: Report, context: Context) -> tuple[str, str]:
    if report.incomplete:
        return "❌", "title-incomplete"
    if any(context.fails(finding) for finding in report.findings):
        return "❌", "title-bad"
    if report.findings:
        return "⚠️", "title-fine"
    return ("✅", "title-good") if report.files else ("⚠️", "title-none")


def _dossiers(report: Report, context: Context) -> list[_Dossier]:
    """Return the dossiers with findings in the order of the report."""
    found: dict[tuple[str, int, str | None], _Dossier] = {}
    for place, finding in enumerate(report.findings):
        key = (finding.location.path, finding.document, finding.dossier)
        found.setdefault(key, _Dossier()).findings.append(place)
    opened = " open" if len(report.findings) <= _MOST_OPEN else ""
    columns = " | ".join(word(key, report.lang) for key in ("column-place", "column-finding", "column-help"))
    for (path, _, name), dossier in found.items():
        title = markdown_code(_short(relative_path(path, context.root)))
        if name is not None:
            title += f", {word('dossier', report.lang)} {markdown_code(_short(name))}"
        severities = _severities((report.findings[place] for place in dossier.findings), report.lang)
        summary = f"<summary>{title}: {severities}</summary>"
        dossier.before = (f"<details{opened}>", summary, "", f"| {columns} |", "|---|---|---|")
    return list(found.values())


def _fitting(report: Report, dossiers: Iterable[_Dossier], rows: list[str], room: int) -> set[int]:
    """Return the places of the findings that fit, the most severe first."""
    owners = {place: dossier for dossier in dossiers for place in dossier.findings}
    opened: set[int] = set()
    kept: set[int] = set()
    for place in sorted(owners, key=lambda place: (report.findings[place].severity.rank, place)):
        dossier = owners[place]
        room -= _size((rows[place],))
        if id(dossier) not in opened:
            opened.add(id(dossier))
            room -= _size((*dossier.before, *dossier.after))
        if room < 0:
            break
        kept.add(place)
    return kept


def _row(finding: Finding, context: Context, lang: str) -> str:
    at = finding.location.start
    place = [f"{at.line}:{at.column}", markdown(_short(item_line(finding, lang)))]
    kind = f"{_SIGNS[finding.severity]} {word(_NAMES[finding.severity], lang)}"
    text = [f"{kind} **{markdown(finding.rule)}** {markdown(finding.name)}", markdown(_short(finding.message))]
    for related in finding.related[:_MOST_RELATED]:
        there = related.location
        where = "" if there.path == finding.location.path else f"{relative_path(there.path, context.root)}:"
        text.append(markdown(_short(f"{word('see', lang)} {where}{there.start.line}:{there.start.column}: {related.message}")))
    advice = [markdown(_short(finding.help))]
    if finding.fix is not None:
        advice.append(markdown(_short(fix_line(finding.fix, lang))))
    return f"| {' | '.join('<br>'.join(part for part in cell if part) for cell in (place, text, advice))} |"


def _severities(findings: Iterable[Finding], lang: str) -> str:
    found = Counter(finding.severity for finding in findings)
    return ", ".join(count_severity(found[severity], severity, lang) for severity in Severity if found[severity])


def _short(text: str) -> str:
    return text if len(text) <= _MOST_CHARACTERS else f"{text[: _MOST_CHARACTERS - 1]}…"


def _size(lines: Iterable[str]) -> int:
    return sum(len(line.encode("utf-8")) + 1 for line in lines)
