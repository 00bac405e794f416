"""A comparison as Markdown, for a comment or a wiki."""

from __future__ import annotations

from collections.abc import Iterator

from mclint.report.comparison.sheet import Cell, Row, Section, Sheet
from mclint.report.comparison.words import say
from mclint.report.escape import markdown


def render(sheet: Sheet) -> Iterator[str]:
    """Yield the lines of a comparison; what dossiers say stays literal."""
    yield f"# {markdown(sheet.title)}"
    yield ""
    for letter, name in zip("AB", sheet.names, strict=True):
        yield f"- **{letter}**: {markdown(name.text)}"
    for section in sheet.sections:
        yield ""
        yield from _section(section, sheet.lang)


def _section(section: Section, lang: str) -> Iterator[str]:
    yield f"## {markdown(section.title)}"
    for text in section.before:
        yield ""
        yield markdown(text)
    if section.items:
        yield ""
        yield from (f"- {markdown(text)}" for text in section.items)
    if section.rows:
        yield ""
        yield "| | A | B |"
        yield "|---|---|---|"
        yield from (_row(row, lang) for row in section.rows)
    if section.terms:
        yield ""
        yield markdown(section.after)
        yield ""
        yield from (f"- {markdown(name)}: {markdown(text)}" for name, text in section.terms)


def _row(row: Row, lang: str) -> str:
    head = f"**{markdown(row.head)}**"
    if row.differs:
        head += f"<br>({markdown(say('mark', lang))})"
    if row.note:
        head += f"<br>{markdown(row.note)}"
    return f"| {head} | {_cell(row.first)} | {_cell(row.second)} |"


def _cell(cell: Cell) -> str:
    found = ""
    for index, paragraph in enumerate(cell):
        found += ("<br>" if paragraph.minor else "<br><br>") * bool(index)
        found += markdown(paragraph.text)
    return found
