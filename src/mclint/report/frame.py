"""A line of a file with some of its words marked, in so many columns: the part of it that can be seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from mclint.report.columns import clusters
from mclint.report.escape import terminal_signs

_CUT = "…"
#: No more of a line is looked at on either side of where the mark starts, for each column of the frame.
_REACH = 8


@dataclass(frozen=True, slots=True)
class Frame:
    """A line as it is shown.

    Attributes:
        text: the line, or the part of it around the mark between ellipses; safe for a terminal behind a first column.
        start: the column of `text`, from 0, at which the marked part starts.
        length: how many columns are marked, at least 1: a place without a width has the column it stands before.
    """

    text: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line in signs as people see them.

    Attributes:
        signs: what is shown; `edges` the column at which each starts, and at last the one behind them all.
        first, last: the range of signs that is marked; `end` the column behind the mark, which has one column at least.
        before, after: whether the line goes on to the left or to the right of these signs.
    """

    signs: Sequence[str]
    edges: Sequence[int]
    first: int
    last: int
    before: bool
    after: bool

    @property
    def start(self) -> int:
        return self.edges[self.first]

    @property
    def end(self) -> int:
        return max(self.edges[self.last], self.start + 1)

    @property
    def width(self) -> int:
        return max(self.edges[-1], self.end)


def frame(line: str, start: int, end: int, room: int) -> Frame:
    """Return a line with its characters from `start` to `end` marked, in at most `room` columns.

    The mark is in view: whole where it fits, else from its start. Where there is room for the line up to the mark, the
    line is shown from its beginning.

    Args:
        line: one line of a file, any text.
        start, end: what is marked, in characters from 0; beyond the line it is the line's end.
        room: columns, at least 8.
    """
    read = _read(line, min(start, len(line)), min(end, len(line)), room * _REACH)
    low, high = _view(read, room)
    lead = _CUT if low or read.before else ""
    tail = _CUT if high < len(read.signs) or read.after else ""
    left = read.edges[low] - len(lead)
    length = min(read.end, max(read.edges[high], read.start + 1)) - read.start
    return Frame(f"{lead}{''.join(read.signs[low:high])}{tail}", read.start - left, length)


def _read(line: str, start: int, end: int, reach: int) -> _Line:
    low, high = max(0, start - reach), min(len(line), start + reach)
    shown = terminal_signs(line[low:high])
    owners = [low + number for number, text in enumerate(shown) for _ in text]
    signs: list[str] = []
    widths: list[int] = []
    marked: list[int] = []
    place = first = 0
    for number, (sign, width) in enumerate(clusters("".join(shown))):
        own = owners[place : place + len(sign)]
        if own[-1] < start:
            first = number + 1
        elif own[0] < end:
            marked.append(number)
        signs.append(sign)
        widths.append(width)
        place += len(sign)
    last = marked[-1] + 1 if marked else first
    return _Line(signs, list(accumulate(widths, initial=0)), first, last, low > 0, high < len(line))


def _view(line: _Line, room: int) -> tuple[int, int]:
    """Return the range of signs to show, so that they and the ellipses for the rest fit."""
    if not line.before:
        if not line.after and line.width <= room:
            return 0, len(line.signs)
        if line.end < room or (line.end - line.start > room - 2 and line.start <= room // 2):
            return 0, _up_to(line, room - 1)
    if not line.after:
        low = _from(line, line.width - room + 1)
        if low <= line.first:
            return low, len(line.signs)
    beside = room - 2 - (line.end - line.start)
    low = _from(line, line.start - (beside // 2 if beside >= 0 else room // 4))
    return low, _up_to(line, line.edges[low] + room - 2)


def _from(line: _Line, column: int) -> int:
    """Return the first sign that starts at a column or behind it."""
    return next((number for number, edge in enumerate(line.edges) if edge >= column), len(line.signs))


def _up_to(line: _Line, column: int) -> int:
    """Return the number behind the last sign that ends before a column or at it."""
    return max((number for number, edge in enumerate(line.edges) if edge <= column), default=0)
