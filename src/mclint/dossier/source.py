"""The text of one file and the way from offsets to lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from mclint.findings import Location
from mclint.model import Position, Span

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(slots=True, eq=False)
class Source:
    """The decoded text of a file.

    Attributes:
        path: how the file is shown: relative where it was given so, with forward slashes.
        text: the decoded text, its byte-order mark left out.
        raw: the bytes as read.
        has_bom: whether the bytes start with a UTF-8 byte-order mark.
    """

    path: str
    text: str
    raw: bytes = b""
    has_bom: bool = False
    _starts: list[int] = field(default_factory=list)

    @property
    def line_starts(self) -> list[int]:
        """Return the offset at which each line starts; lines end at LF, CRLF and CR only."""
        if not self._starts:
            self._starts = line_starts(self.text)
        return self._starts

    def position(self, offset: int) -> Position:
        """Return line and column, both from 1, of an offset in code points."""
        starts = self.line_starts
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def location(self, span: Span) -> Location:
        """Return a span as a location with this file's path."""
        return Location(self.path, self.position(span.start), self.position(span.end))

    def offset(self, position: Position) -> int:
        """Return the offset of a line and column; past the end of a line it is the line's end."""
        starts = self.line_starts
        line = min(position.line, len(starts))
        following = starts[line] if line < len(starts) else len(self.text)
        return min(starts[line - 1] + position.column - 1, following)

    def line(self, number: int) -> str:
        """Return one line, counted from 1, without its line end."""
        starts = self.line_starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    @property
    def line_count(self) -> int:
        """Return the number of lines; a line end at the very end does not start another."""
        starts = self.line_starts
        return len(starts) - 1 if starts[-1] == len(self.text) and len(starts) > 1 else len(starts)


def line_starts(text: str) -> list[int]:
    """Return the offset at which each line starts; only LF, CRLF and CR end a line."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def split_lines(text: str) -> list[str]:
    """Split a text into lines without their ends; only LF, CRLF and CR end a line."""
    return _LINE_END.split(text)
