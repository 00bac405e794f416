"""Charts as plain values: bars with their texts, and arcs between dossiers; a template draws them as SVG.

All geometry is numbers that are worked out here, so that nothing a dossier says can become part of a drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mclint.report.columns import wrap


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, how often, and that in words ("13 (25%)").

    Attributes:
        width: the part of the widest possible bar, in percent.
        link: where it leads to, "" for nowhere.
        kind: a class of the style sheet, "" for the ordinary colour.
    """

    label: str
    count: int
    share: int
    width: float
    link: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of bars.

    Attributes:
        name: a word for the ids of the page, never from a dossier.
        title: what it shows; `unit` what is counted.
        of: what a share is a share of; 0 where shares say nothing.
    """

    name: str
    title: str
    unit: str
    bars: tuple[Bar, ...]
    of: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a chart before it is drawn."""

    label: str
    count: int
    link: str = ""
    kind: str = ""


def chart(name: str, title: str, unit: str, rows: Iterable[Row], of: int) -> Chart:
    """Return a chart of bars that are as wide as their part of `of`, or of the highest count where `of` is 0."""
    listed = list(rows)
    widest = of or max((row.count for row in listed), default=0)
    bars = tuple(
        Bar(
            row.label,
            row.count,
            share_of(row.count, of),
            round(100 * row.count / widest, 2) if widest else 0,
            row.link,
            row.kind,
        )
        for row in listed
    )
    return Chart(name, title, unit, bars, of)


def share_of(count: int, of: int) -> int:
    """Return a share in whole percent, 0 where there is nothing to have a share of."""
    return round(100 * count / of) if of else 0


#: Measures of the map, in the units of its drawing: a line of text, the room below a name and above a heading, the middle of
#: the dots, and how far the widest arc reaches. All of it fits a telephone, so that the map never has to be scrolled.
_LINE, _GAP, _HEAD, _DOT, _REACH = 16, 10, 16, 226, 110
WIDTH = _DOT + _REACH + 14
#: Columns of text that fit beside a dot, and above a group.
_NAME_COLUMNS, _HEADING_COLUMNS = 32, 46
#: How much wider a text is that is all capitals, as a part of its width in small letters.
_CAPITAL = 0.7


@dataclass(frozen=True, slots=True)
class Dot:
    """One dossier on the map: its name in lines, each with its height, and the height of its dot; a heading has no dot."""

    lines: tuple[tuple[int, str], ...]
    y: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Arc:
    """One line of the map: its path, how thick it is, and what it says."""

    path: str
    thickness: float
    text: str


@dataclass(frozen=True, slots=True)
class Map:
    """A map of which dossiers belong together: names below each other by group, and arcs between them."""

    dots: tuple[Dot, ...]
    arcs: tuple[Arc, ...]
    height: int
    width: int = WIDTH
    x: int = _DOT


def draw_map(groups: Mapping[str, Sequence[tuple[int, Sequence[str]]]], links: Iterable[tuple[int, int, float, str]]) -> Map:
    """Lay out a map in which every name is whole.

    Args:
        groups: for each heading the numbers and names of its dossiers, in order; each part of a name has its own lines.
        links: number, number, strength from 0 to 1 and text of each line.
    """
    dots: list[Dot] = []
    places: dict[int, int] = {}
    y = 0
    for heading, members in groups.items():
        dots.append(_dot([heading], y + _HEAD, _HEADING_COLUMNS, heading=True))
        y += _HEAD + _LINE * len(dots[-1].lines) + _GAP
        for number, name in members:
            dots.append(_dot(name, y, _NAME_COLUMNS))
            places[number] = dots[-1].y
            y += _LINE * len(dots[-1].lines) + _GAP
    ends = [(places[one], places[other], strength, text) for one, other, strength, text in links]
    longest = max((abs(one - other) for one, other, _, _ in ends), default=0)
    arcs = [
        Arc(_arc(min(one, other), max(one, other), longest), round(1 + 3 * strength, 1), text)
        for one, other, strength, text in ends
    ]
    return Map(tuple(dots), tuple(arcs), y)


def _dot(parts: Sequence[str], top: int, columns: int, *, heading: bool = False) -> Dot:
    """Return texts in as many lines as they take below `top`; their dot is halfway."""
    lines = [line for text in parts for line in _lines(text, columns)]
    heights = tuple((top + _LINE * number - 4, line) for number, line in enumerate(lines, 1))
    return Dot(heights, top + _LINE * len(lines) // 2, heading)


def _lines(text: str, columns: int) -> list[str]:
    capitals = sum(sign.isupper() for sign in text) / max(len(text), 1)
    return wrap(text, int(columns / (1 + capitals * _CAPITAL)))


def _arc(top: int, bottom: int, longest: int) -> str:
    """Return a curve from one dot to another; the further apart they are, the further it reaches to the right."""
    # The middle of such a curve reaches three quarters as far as its two handles.
    reach = round(_DOT + 20 + (_REACH - 20) * 4 / 3 * (bottom - top) / max(longest, 10 * _LINE), 1)
    start = _DOT + 8
    return f"M{start} {top}C{reach} {top} {reach} {bottom} {start} {bottom}"
