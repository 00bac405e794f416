"""A comparison for a terminal: two columns beside each other, or below each other where the terminal is narrow."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from mclint.report.columns import columns, hanging, wrap
from mclint.report.comparison.sheet import Cell, Row, Section, Sheet
from mclint.report.comparison.words import say
from mclint.report.escape import terminal

#: Below this width two columns leave too little room for a sentence.
NARROW = 60
_GAP = 2
_BOLD = "1"
_MARK = "* "


def render(sheet: Sheet, width: int, *, color: bool) -> Iterator[str]:
    """Yield the lines of a comparison, none wider than `width` columns."""
    yield _paint(sheet.title, color)
    yield ""
    for letter, name in zip("AB", sheet.names, strict=True):
        yield from hanging(f"{letter}  ", name.text, width)
    for section in sheet.sections:
        yield ""
        yield from _section(section, sheet.lang, width, color)


def _section(section: Section, lang: str, width: int, color: bool) -> Iterator[str]:
    yield from (_paint(text, color) for text in wrap(section.title, width))
    yield "-" * min(columns(section.title), width)
    for text in section.before:
        yield from wrap(text, width)
    for text in section.items:
        yield from hanging("- ", text, width)
    if section.rows:
        if section.before:
            yield ""
        yield from _rows(section, width, color)
    if any(row.differs for row in section.rows):
        yield from hanging(_MARK, say("legend", lang), width)
    if section.terms:
        yield ""
        yield from wrap(section.after, width)
    for name, text in section.terms:
        yield from hanging(f"{terminal(name)}  ", text, width)


def _rows(section: Section, width: int, color: bool) -> Iterator[str]:
    """Yield rows with their heads in a column of their own or, in a wide section, on a line of their own."""
    heads = [_MARK * row.differs + row.head for row in section.rows]
    room = 0 if section.wide else min(max(columns(terminal(head)) for head in heads), width // 4)
    if width >= NARROW:
        yield from _beside([], ["A"], ["B"], room, width, color)
    apart = section.wide or width < NARROW
    for head, row in zip(heads, section.rows, strict=True):
        if row is not section.rows[0] and (apart or len(row.first) > 1 or len(row.second) > 1):
            yield ""
        if apart:
            yield from (_paint(text, color) for text in wrap(head, width))
        if width < NARROW:
            yield from _below(row, width)
        else:
            half = _half(room, width)
            yield from _beside(
                [] if apart else wrap(head, room), _fold(row.first, half), _fold(row.second, half), room, width, color
            )
        if row.note:
            yield from hanging(" " * _GAP, row.note, width)


def _below(row: Row, width: int) -> Iterator[str]:
    """Yield the two cells of a row below each other."""
    for letter, cell in (("A", row.first), ("B", row.second)):
        for index, text in enumerate(_fold(cell, width - 5)):
            yield f"  {' ' if index else letter}  {text}".rstrip()


def _beside(heads: list[str], first: list[str], second: list[str], room: int, width: int, color: bool) -> Iterator[str]:
    """Yield the lines of a head, which takes `room` columns, and of two cells beside each other."""
    half, gap = _half(room, width), " " * _GAP
    for head, one, other in zip_longest(heads, first, second, fillvalue=""):
        lead = _paint(head, color) + " " * (room - columns(head))
        yield f"{lead}{gap}{one}{' ' * (half - columns(one))}{gap}{other}".rstrip()


def _half(room: int, width: int) -> int:
    return (width - room - 2 * _GAP) // 2


def _fold(cell: Cell, width: int) -> list[str]:
    """Return the lines of a cell, with an empty one between its paragraphs."""
    found: list[str] = []
    for index, paragraph in enumerate(cell):
        if index and not paragraph.minor:
            found.append("")
        found += wrap(paragraph.text, width)
    return found


def _paint(text: str, color: bool) -> str:
    return f"\x1b[{_BOLD}m{text}\x1b[0m" if color and text else text
