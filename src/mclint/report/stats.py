"""The figures of a catalogue as text, Markdown, CSV and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mclint.across.tables import Figures, Readiness, Statistics, Table, code_lists, find_left_out, label, statistics, title
from mclint.catalog.registry import load_registry
from mclint.findings import Report
from mclint.report.escape import json_text, markdown, terminal
from mclint.report.words import count_of, word

#: A row of a table: what is counted, and how often.
_Row = tuple[str, int]
#: With what a cell starts that a spreadsheet takes for a formula; some read the wide signs too.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def statistics_of(report: Report, by: str | None = None) -> Statistics:
    """Return the figures of a run whose dossiers have verdicts."""
    unread = [text.partition(": could not be read")[0] for text in report.failures if ": could not be read" in text]
    left_out = find_left_out(report.entries, report.findings, unread)
    return statistics(len(report.files), report.entries, report.findings, left_out, by)


def render(form: str, figures: Statistics, lang: str) -> Iterator[str]:
    """Yield the figures line by line: `form` is text, markdown, csv or json."""
    if form == "json":
        yield json_text(as_data(figures), 2)
    elif form == "csv":
        yield from _csv(figures, lang)
    else:
        yield from _markdown(figures, lang) if form == "markdown" else _text(figures, lang)


def as_data(figures: Statistics) -> dict[str, Any]:
    """Return the figures as plain data, in the shape of `schemas/stats.schema.json`."""
    return {
        "version": 1,
        "files": figures.files,
        "left_out": [{"path": item.path, "why": item.why} for item in figures.left_out],
        **_figures_data(figures.all),
        "providers": {"count": figures.providers, "tables": figures.provider_tables},
        **_groups_data(figures),
    }


def _groups_data(figures: Statistics) -> dict[str, Any]:
    if figures.by is None:
        return {}
    return {"by": figures.by, "groups": {name: _figures_data(item) for name, item in figures.groups.items()}}


def _figures_data(figures: Figures) -> dict[str, Any]:
    readiness = {
        name: {"pass": item.passed, "fail": item.failed, "not_yet": item.not_yet, "because": item.because}
        for name, item in figures.readiness.items()
    }
    return {
        "dossiers": figures.dossiers,
        "tables": figures.tables,
        "severities": figures.severities,
        "readiness": readiness,
    }


def rule_names() -> dict[str, str]:
    """Return for each rule its id with its name, as tables of findings show it."""
    return {rule.id: f"{rule.id} {rule.name}" for rule in load_registry()}


def rows_of(table: str, counts: Mapping[str, int], lang: str, names: Mapping[str, str]) -> list[_Row]:
    """Return the rows of a table with their labels; findings from most to least, other tables in their own order.

    What nobody has is left out; CSV and JSON hold every code.
    """
    if table == "findings":
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return [(names.get(code, code), count) for code, count in ordered]
    return [(label(table, code, lang), count) for code, count in counts.items() if count]


def headline(figures: Statistics, lang: str) -> str:
    """Return the sentence that says how much was counted."""
    parts = [
        count_of(figures.all.dossiers, "dossier", "dossiers", lang),
        count_of(figures.providers, "school", "schools", lang),
        count_of(figures.files, "file", "files", lang),
    ]
    return word("stats-headline", lang, dossiers=parts[0], schools=parts[1], files=parts[2])


def left_out_lines(figures: Statistics, lang: str) -> Iterator[str]:
    """Yield what was left out, and why."""
    if figures.left_out:
        count = count_of(len(figures.left_out), "file", "files", lang)
        yield word("stats-left-out" if len(figures.left_out) > 1 else "stats-one-left-out", lang, files=count)
        for item in figures.left_out:
            yield f"  {terminal(item.path)}: {item.why}"


def _text(figures: Statistics, lang: str) -> Iterator[str]:
    if not figures.all.dossiers and not figures.left_out:
        yield word("no-dossiers", lang)
        return
    yield headline(figures, lang)
    yield from left_out_lines(figures, lang)
    names = rule_names()
    for table, counts in figures.all.tables.items():
        yield from _text_table(heading(table, lang), rows_of(table, counts, lang, names), _of(table, figures.all, counts))
    for table, counts in figures.provider_tables.items():
        rows = rows_of(table, counts, lang, names)
        yield from _text_table(word("stats-by-school", lang, table=title(table, lang)), rows, figures.providers)
    for framework, ready in figures.all.readiness.items():
        yield ""
        yield from _ready_lines(framework, ready, lang)
        for rule, count in ready.because.items():
            yield f"  {names.get(rule, rule):<44} {count:>6}"
    if figures.groups:
        yield from _text_groups(figures, lang)


def _text_table(head: str, rows: list[_Row], of: int) -> Iterator[str]:
    """Yield a table below its heading, or nothing where it has no rows."""
    if not rows:
        return
    yield ""
    yield head
    width = max((len(terminal(name)) for name, _ in rows), default=0)
    for name, count in rows:
        share = f"{round(100 * count / of):>4}%" if of else ""
        yield f"  {terminal(name):<{max(width, 44)}} {count:>6}{share}"


def _text_groups(figures: Statistics, lang: str) -> Iterator[str]:
    columns = group_columns(figures, lang)
    rows = [[terminal(name), *map(str, cells)] for name, cells in group_rows(figures, lang)]
    widths = [max(len(row[index]) for row in [columns, *rows]) for index in range(len(columns))]
    yield ""
    for row in [columns, *rows]:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        yield "  ".join(cells).rstrip()


def group_columns(figures: Statistics, lang: str) -> list[str]:
    """Return the heads of the table of groups."""
    severities = [word(name, lang) for name in ("errors", "warnings", "notes")]
    waiting = [word("stats-not-yet", lang)] if figures.all.readiness else []
    return ["", word("dossiers", lang), *severities, *figures.all.readiness, *waiting]


def group_rows(figures: Statistics, lang: str) -> Iterator[tuple[str, list[int]]]:
    """Yield for each group its name and cells: dossiers, findings by severity, passes of each framework, not yet judged."""
    for name, item in figures.groups.items():
        passed = [ready.passed for ready in item.readiness.values()]
        waiting = [ready.not_yet for ready in item.readiness.values()][:1]  # no framework judges what is in development
        yield label(figures.by or "", name, lang), [item.dossiers, *item.severities.values(), *passed, *waiting]


def heading(table: str, lang: str) -> str:
    """Return the heading of a table, and whether a dossier can count in more than one of its rows."""
    several = code_lists()["tables"][table].get("multiple")
    return f"{title(table, lang)} {word('stats-multiple', lang)}" if several else title(table, lang)


def _of(table: str, figures: Figures, counts: Table) -> int:
    """Return what a share of a table is a share of."""
    return sum(counts.values()) if table in ("bloom", "findings") else figures.dossiers


def _ready_lines(framework: str, ready: Readiness, lang: str) -> Iterator[str]:
    """Yield how many dossiers are ready of those that can be, how many cannot be yet, and what is said before a list of rules."""
    if ready.judged:
        of = count_of(ready.judged, "dossier", "dossiers", lang)
        yield word("stats-ready", lang, framework=framework, passed=ready.passed, of=of)
    else:
        yield word("stats-none-judged", lang, framework=framework)
    if ready.not_yet:
        dossiers = count_of(ready.not_yet, "dossier", "dossiers", lang)
        yield word("stats-not-yet-count", lang, dossiers=dossiers)
    if ready.because:
        yield word("stats-because", lang)


def _markdown(figures: Statistics, lang: str) -> Iterator[str]:
    yield f"# {word('stats-title', lang)}"
    yield ""
    yield markdown(headline(figures, lang))
    for line in left_out_lines(figures, lang):
        yield f"- {markdown(line)}"
    names = rule_names()
    for table, counts in figures.all.tables.items():
        yield from _markdown_table(heading(table, lang), rows_of(table, counts, lang, names), lang)
    for table, counts in figures.provider_tables.items():
        head = word("stats-by-school", lang, table=title(table, lang))
        yield from _markdown_table(head, rows_of(table, counts, lang, names), lang)
    for framework, ready in figures.all.readiness.items():
        head, *more = _ready_lines(framework, ready, lang)
        rows = [(names.get(rule, rule), count) for rule, count in ready.because.items()]
        yield from _markdown_table(head, rows, lang, more)
    if figures.groups:
        yield ""
        columns = group_columns(figures, lang)
        yield "| " + " | ".join(markdown(cell) for cell in columns) + " |"
        yield "|" + "---|" + "---:|" * (len(columns) - 1)
        for name, cells in group_rows(figures, lang):
            yield f"| {markdown(name)} | " + " | ".join(map(str, cells)) + " |"


def _markdown_table(head: str, rows: list[_Row], lang: str, about: Iterable[str] = ()) -> Iterator[str]:
    """Yield a table below its heading, with what is to be said about it; a heading with nothing below it is left out."""
    if not rows and not about:
        return
    yield ""
    yield f"## {markdown(head)}"
    for line in about:
        yield ""
        yield markdown(line)
    if rows:
        yield ""
        yield f"| | {word('stats-count', lang)} |"
        yield "|---|---:|"
        for name, count in rows:
            yield f"| {markdown(name)} | {count} |"


def _csv(figures: Statistics, lang: str) -> Iterator[str]:
    """Yield one row for each count, for spreadsheets; a cell that a spreadsheet would take for a formula starts with '."""
    names = rule_names()
    yield _csv_row("group", "table", "code", "label", "count")
    for group, part in [("", figures.all), *figures.groups.items()]:
        for table, counts in part.tables.items():
            for code, count in counts.items():
                shown = names.get(code, code) if table == "findings" else label(table, code, lang)
                yield _csv_row(group, table, code, shown, count)
        for framework, ready in part.readiness.items():
            yield _csv_row(group, f"readiness {framework}", "pass", word("stats-pass", lang), ready.passed)
            yield _csv_row(group, f"readiness {framework}", "fail", word("stats-fail", lang), ready.failed)
            yield _csv_row(group, f"readiness {framework}", "not_yet", word("stats-not-yet", lang), ready.not_yet)
            for rule, count in ready.because.items():
                yield _csv_row(group, f"readiness {framework}", rule, names.get(rule, rule), count)
    for table, counts in figures.provider_tables.items():
        for code, count in counts.items():
            yield _csv_row("", f"providers {table}", code, label(table, code, lang), count)


def _csv_row(*cells: str | int) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow([_csv_cell(cell) if isinstance(cell, str) else cell for cell in cells])
    return buffer.getvalue()


def _csv_cell(text: str) -> str:
    return terminal(f"'{text}" if text.lstrip().startswith(_FORMULA) else text)
