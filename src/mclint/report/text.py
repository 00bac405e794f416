"""The report for people in a terminal: a frame of the file with the words underlined, and a line that counts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from mclint.findings import Finding, Location, Report
from mclint.model import Severity
from mclint.report.escape import terminal
from mclint.report.formats import Context, Lines
from mclint.report.words import count_of, count_severity, item_line, word

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_WIDTH = 120


def render(report: Report, context: Context) -> Iterator[str]:
    """Yield the findings with their lines, then the line that counts."""
    lines = lru_cache(maxsize=1)(context.lines)  # findings come file by file: one file is enough to keep
    for finding in report.findings:
        yield from _finding(finding, lines, context.color, finding.lang)
        yield ""
    yield from closing_lines(report, context)


def closing_lines(report: Report, context: Context) -> Iterator[str]:
    """Yield what comes after the findings: how often each rule spoke, where asked for, and the line that counts."""
    if context.statistics:
        yield from statistics(report)
    if not context.quiet:
        yield from summary(report, report.lang, color=context.color)


def summary(report: Report, lang: str, *, color: bool) -> Iterator[str]:
    """Yield the line that counts, and one for each language that could not be judged."""
    text = f"{', '.join(counts(report, lang))} ({word('seconds', lang, seconds=_seconds(report.seconds, lang))})"
    yield _paint(text, "1", color)
    for language in report.skipped_languages:
        yield word("skipped", lang, languages=terminal(language))


def counts(report: Report, lang: str) -> list[str]:
    """Return in words how many files, dossiers and findings there are, and what does not count among them."""
    parts = [count_of(len(report.files), "file", "files", lang)]
    if report.dossiers != len(report.files):
        parts.append(count_of(report.dossiers, "dossier", "dossiers", lang))
    if report.findings:
        found = [(severity, report.count(severity)) for severity in Severity]
        parts += [count_severity(number, severity, lang) for severity, number in found if number]
        if report.fixable:
            parts.append(word("fixable", lang, count=report.fixable))
    elif report.files:
        parts.append(word("clean", lang))
    else:
        parts = [word("no-dossiers", lang)]
    if report.fixed:
        parts.append(word("fixed", lang, count=report.fixed))
    if report.known:
        parts.append(word("known", lang, count=len(report.known)))
    if report.suppressed:
        parts.append(word("suppressed", lang, count=len(report.suppressed)))
    if report.incomplete:
        parts.append(word("incomplete", lang))
    return parts


def statistics(report: Report) -> Iterator[str]:
    """Yield how often each rule spoke, most first."""
    found: dict[tuple[str, str], int] = {}
    for finding in report.findings:
        key = (finding.rule, finding.name)
        found[key] = found.get(key, 0) + 1
    for (rule, name), number in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        yield f"{number:>6}  {rule}  {terminal(name)}"


def _finding(finding: Finding, lines: Lines, color: bool, lang: str) -> Iterator[str]:
    yield headline(finding, color=color)
    source = lines(finding.location.path)
    gutter = " " * len(str(finding.location.end.line))
    if source is not None:
        yield from _frame(finding.location, source, gutter, _COLORS[finding.severity], color)
    about = item_line(finding, lang)
    if about:
        yield f"{gutter} = {terminal(about)}"
    for related in finding.related:
        at = related.location
        where = "" if at.path == finding.location.path else f"{terminal(at.path)}:"
        text = f" {terminal(related.message)}" if related.message else ""
        yield f"{gutter} = {word('see', lang)} {where}{at.start.line}:{at.start.column}:{text}"
    if finding.help:
        yield f"{gutter} = {word('help', lang)}: {terminal(finding.help)}"
    if finding.fix is not None and finding.fix.title:
        yield f"{gutter} = {word('fix', lang)}: {terminal(finding.fix.title)}"


def headline(finding: Finding, *, color: bool) -> str:
    """Return `path:line:column: severity[ID] name: message`."""
    at = finding.location
    severity = _paint(f"{finding.severity.value}[{finding.rule}]", f"1;{_COLORS[finding.severity]}", color)
    where = f"{terminal(at.path)}:{at.start.line}:{at.start.column}"
    return f"{where}: {severity} {terminal(finding.name)}: {terminal(finding.message)}"


def _frame(at: Location, source: list[str], gutter: str, tint: str, color: bool) -> Iterator[str]:
    """Yield the first line of the place with its words underlined; a long line is shown in part."""
    if at.start.line > len(source):
        return
    line = source[at.start.line - 1]
    start = at.start.column - 1
    end = at.end.column - 1 if at.end.line == at.start.line else len(line.rstrip())
    cut = max(0, start - _WIDTH // 2) if len(line) > _WIDTH else 0
    shown = line[cut : cut + _WIDTH]
    before, marked = line[cut:start], line[start : min(end, cut + _WIDTH)]
    lead, tail = "…" if cut else "", "…" if cut + _WIDTH < len(line) else ""
    number = str(at.start.line).rjust(len(gutter))
    yield f"{gutter} |"
    yield f"{number} | {lead}{_inside(shown)}{tail}"
    under = "^" * max(1, _columns(_inside(marked)))
    yield f"{gutter} | {' ' * (len(lead) + _columns(_inside(before)))}{_paint(under, f'1;{tint}', color)}"


def _inside(text: str) -> str:
    """Escape text that does not start its line, where `::` commands nothing."""
    return terminal(f"x{text}")[1:]


def _columns(text: str) -> int:
    """Return how many columns a terminal needs: two for wide characters, none for combining marks."""
    wide = sum(1 for sign in text if unicodedata.east_asian_width(sign) in "WF")
    return len(text) + wide - sum(1 for sign in text if unicodedata.combining(sign) or sign == "\u200d")


def _seconds(seconds: float, lang: str) -> str:
    text = f"{seconds:.2f}"
    return text.replace(".", ",") if lang == "nl" else text


def _paint(text: str, code: str, color: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if color else text
