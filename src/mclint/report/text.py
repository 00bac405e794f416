"""The report for people in a terminal: a frame of the file with the words underlined, and a line that counts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from mclint.findings import Finding, Report
from mclint.model import Severity
from mclint.report.columns import hanging, wrap
from mclint.report.escape import terminal
from mclint.report.formats import Context, Lines
from mclint.report.frame import frame
from mclint.report.words import count_of, count_severity, fix_line, item_line, word

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
#: What the later lines of a message stand below.
_INDENT = 4


def render(report: Report, context: Context) -> Iterator[str]:
    """Yield the findings with their lines, then the line that counts; no line is wider than `context.width`."""
    lines = lru_cache(maxsize=1)(context.lines)  # findings come file by file: one file is enough to keep
    for finding in report.findings:
        yield from _finding(finding, lines, context)
        yield ""
    yield from closing_lines(report, context)


def closing_lines(report: Report, context: Context) -> Iterator[str]:
    """Yield what comes after the findings: how often each rule spoke, where asked for, and the line that counts."""
    if context.statistics:
        yield from statistics(report, context.width)
    if not context.quiet:
        yield from summary(report, report.lang, color=context.color, width=context.width)


def summary(report: Report, lang: str, *, color: bool, width: int | None = None) -> Iterator[str]:
    """Yield the line that counts, and one for each language that could not be judged."""
    text = f"{', '.join(counts(report, lang))} ({word('seconds', lang, seconds=_seconds(report.seconds, lang))})"
    yield from (_paint(line, "1", color) for line in hanging("", text, width))
    for language in report.skipped_languages:
        yield from hanging("", word("skipped", lang, languages=language), width)


def counts(report: Report, lang: str) -> list[str]:
    """Return in words how many files, dossiers and findings there are, and what does not count among them."""
    parts = [count_of(len(report.files), "file", "files", lang)]
    if report.dossiers != len(report.files):
        parts.append(count_of(report.dossiers, "dossier", "dossiers", lang))
    if report.findings:
        found = [(severity, report.count(severity)) for severity in Severity]
        parts += [count_severity(number, severity, lang) for severity, number in found if number]
        parts += _mendable(report, lang)
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


def _mendable(report: Report, lang: str) -> Iterator[str]:
    """Yield how many findings each of the options that mend can mend."""
    safe, unsafe = report.fixable(safe=True), report.fixable(safe=False)
    if safe:
        yield word("fixable", lang, count=safe)
    if unsafe:
        yield word("fixable-more" if safe else "fixable-unsafe", lang, count=unsafe)


def statistics(report: Report, width: int | None = None) -> Iterator[str]:
    """Yield how often each rule spoke, most first."""
    found: dict[tuple[str, str], int] = {}
    for finding in report.findings:
        key = (finding.rule, finding.name)
        found[key] = found.get(key, 0) + 1
    for (rule, name), number in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        yield from hanging(f"{number:>6}  ", f"{rule}  {name}", width)


def _finding(finding: Finding, lines: Lines, context: Context) -> Iterator[str]:
    yield from _headlines(finding, context)
    source = lines(finding.location.path)
    gutter = " " * len(str(finding.location.end.line))
    if source is not None:
        yield from _frame(finding, source, gutter, context)
    for text in _remarks(finding, finding.lang):
        yield from hanging(f"{gutter} = ", text, context.width)


def _remarks(finding: Finding, lang: str) -> Iterator[str]:
    """Yield what stands below the frame: what it is about, other places, and what to do."""
    about = item_line(finding, lang)
    if about:
        yield about
    for related in finding.related:
        at = related.location
        where = "" if at.path == finding.location.path else f"{at.path}:"
        text = f" {related.message}" if related.message else ""
        yield f"{word('see', lang)} {where}{at.start.line}:{at.start.column}:{text}"
    if finding.help:
        yield f"{word('help', lang)}: {finding.help}"
    if finding.fix is not None:
        yield fix_line(finding.fix, lang)


def headline(finding: Finding, *, color: bool) -> str:
    """Return `path:line:column: severity[ID] name: message`."""
    where, tag, rest = _headline(finding)
    return f"{where}{_paint(tag, f'1;{_COLORS[finding.severity]}', color)}{rest}"


def _headline(finding: Finding) -> tuple[str, str, str]:
    """Return the place, the severity with the rule, and the message, of which the second is painted."""
    at = finding.location
    where = f"{terminal(at.path)}:{at.start.line}:{at.start.column}: "
    return where, f"{finding.severity.value}[{finding.rule}]", f" {terminal(finding.name)}: {terminal(finding.message)}"


def _headlines(finding: Finding, context: Context) -> Iterator[str]:
    if context.width is None:
        yield headline(finding, color=context.color)
        return
    where, tag, rest = _headline(finding)
    lines = wrap(f"{where}{tag}{rest}", context.width, context.width - _INDENT)
    if context.color:
        lines = _paint_signs(lines, len(where.replace(" ", "")), len(tag), f"1;{_COLORS[finding.severity]}")
    yield from (" " * _INDENT * bool(number) + line for number, line in enumerate(lines))


def _paint_signs(lines: list[str], start: int, length: int, code: str) -> list[str]:
    """Paint some signs of a text in lines; both are counted without blanks, which come and go where lines are broken."""
    painted = []
    for line in lines:
        places = [place for place, sign in enumerate(line) if sign != " "]
        inside = places[max(0, start) : max(0, start + length)]
        if inside:
            low, high = inside[0], inside[-1] + 1
            line = f"{line[:low]}{_paint(line[low:high], code, True)}{line[high:]}"
        start -= len(places)
        painted.append(line)
    return painted


def _frame(finding: Finding, source: list[str], gutter: str, context: Context) -> Iterator[str]:
    """Yield the first line of the place with its words underlined; a long line is shown in part."""
    at = finding.location
    if at.start.line > len(source):
        return
    line = source[at.start.line - 1]
    end = at.end.column - 1 if at.end.line == at.start.line else len(line.rstrip())
    lead = len(gutter) + len(" | ")
    shown = frame(line, at.start.column - 1, end, (context.width or context.frame) - lead)
    under = _paint("^" * shown.length, f"1;{_COLORS[finding.severity]}", context.color)
    yield f"{gutter} |"
    yield f"{str(at.start.line).rjust(len(gutter))} | {shown.text}"
    yield f"{gutter} | {' ' * shown.start}{under}"


def _seconds(seconds: float, lang: str) -> str:
    text = f"{seconds:.2f}"
    return text.replace(".", ",") if lang == "nl" else text


def _paint(text: str, code: str, color: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if color else text
