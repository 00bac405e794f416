"""Decodes a scalar a second time from the text of its file, so that each of its characters has a place."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from mclint.dossier.tree import Node, Style
from mclint.model import Span

_LINE = re.compile(r"\r\n|\r|\n")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|\Z)")
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEX = {"x": 2, "u": 4, "U": 8}
#: What does not stand for itself in a flow scalar.
_SPECIAL = {
    Style.PLAIN: re.compile(r"[\r\n]"),
    Style.SINGLE: re.compile(r"[\r\n']"),
    Style.DOUBLE: re.compile(r"[\r\n\\]"),
}


@dataclass(slots=True)
class Decoded:
    """A decoded scalar as stretches of the file: a few for a long text, four numbers for each of many lines or escapes.

    A stretch gives some characters; they stand in the file as they read, or each of them comes from the whole stretch.
    """

    length: int = 0
    _parts: list[str] = field(default_factory=list)
    _places: array[int] = field(default_factory=lambda: array("L"))
    _starts: array[int] = field(default_factory=lambda: array("L"))
    _ends: array[int] = field(default_factory=lambda: array("L"))
    _copied: bytearray = field(default_factory=bytearray)

    def add(self, text: str, start: int, end: int) -> None:
        """Add characters that all come from one stretch of the file."""
        self._put(text, start, end, copied=False)

    def copy(self, source: str, start: int, end: int) -> None:
        """Add a stretch of the file as it stands."""
        if start < end:
            self._put(source[start:end], start, end, copied=True)

    def trim(self, end: int) -> None:
        """Take off the blanks that stand in the file right before an offset."""
        while self._parts and self._copied[-1] and self._ends[-1] == end:
            kept = self._parts[-1].rstrip(" \t")
            end = self._starts[-1] + len(kept)
            if end == self._ends[-1]:
                return
            start = self._pop()
            if kept:
                self._put(kept, start, end, copied=True)

    def span(self, start: int, end: int) -> Span:
        """Return where a range of the text stands in the file; raises IndexError where the text has no such range."""
        return Span(self._place(start)[0], self._place(end - 1)[1])

    @property
    def starts(self) -> list[int]:
        """Return for each character where it starts in the file."""
        return [self._place(index)[0] for index in range(self.length)]

    @property
    def ends(self) -> list[int]:
        """Return for each character where it ends in the file."""
        return [self._place(index)[1] for index in range(self.length)]

    @property
    def text(self) -> str:
        """Return the decoded text."""
        return "".join(self._parts)

    def _put(self, text: str, start: int, end: int, *, copied: bool) -> None:
        self._parts.append(text)
        self._places.append(self.length)
        self._starts.append(start)
        self._ends.append(end)
        self._copied.append(copied)
        self.length += len(text)

    def _pop(self) -> int:
        """Take off the last stretch and return where it starts."""
        self._parts.pop()
        self._ends.pop()
        self._copied.pop()
        self.length = self._places.pop()
        return self._starts.pop()

    def _place(self, index: int) -> tuple[int, int]:
        number = bisect_right(self._places, index) - 1
        if not self._copied[number]:
            return self._starts[number], self._ends[number]
        inside = self._starts[number] + index - self._places[number]
        return inside, inside + 1


def decode(node: Node) -> Decoded | None:
    """Decode a scalar a second time from the text of its file, with the place of each character; None if that fails.

    It is done once for each node, since many findings may stand in one text.
    """
    if node.way_back is None:
        node.way_back = (_decode(node),)
    found: Decoded | None = node.way_back[0]
    return found


def _decode(node: Node) -> Decoded | None:
    source, span = node.source_text, node.span
    if node.style in (Style.LITERAL, Style.FOLDED):
        return _block(source, span, node)
    if node.style is Style.PLAIN:
        return _flow(source, span.start, span.end, Style.PLAIN)
    if span.end - span.start < 2:
        return None
    return _flow(source, span.start + 1, span.end - 1, node.style or Style.PLAIN)


def _flow(source: str, start: int, end: int, style: Style) -> Decoded | None:
    """Decode a plain or quoted scalar between two offsets: quotes and escapes undone, line ends folded."""
    out = Decoded()
    place = start
    while place < end:
        special = _SPECIAL[style].search(source, place, end)
        stop = special.start() if special else end
        out.copy(source, place, stop)
        place = stop
        if special is None:
            break
        sign = source[place]
        if sign in "\r\n":
            place = _fold(out, source, place, end)
        elif style is Style.SINGLE and source.startswith("''", place):
            out.add("'", place, place + 2)
            place += 2
        elif style is Style.DOUBLE and sign == "\\":
            following = _escape(out, source, place, end)
            if following is None:
                return None
            place = following
        else:  # a quote that stands alone: the parser would have stopped there
            out.copy(source, place, place + 1)
            place += 1
    return out


def _fold(out: Decoded, source: str, place: int, end: int) -> int:
    """Fold line ends into a blank, or into one fewer line ends; return where the next line's text starts."""
    out.trim(place)
    breaks: list[tuple[int, int]] = []
    while place < end and (match := _LINE.match(source, place, end)):
        breaks.append(match.span())
        place = match.end()
        while place < end and source[place] in " \t":
            place += 1
    if len(breaks) == 1:
        out.add(" ", *breaks[0])
    for span in breaks[1:]:
        out.add("\n", *span)
    return place


def _escape(out: Decoded, source: str, place: int, end: int) -> int | None:
    """Undo one escape of a double-quoted scalar; return where the text goes on, None for one that is not known."""
    sign = source[place + 1 : place + 2]
    if sign in _HEX:
        width = _HEX[sign]
        try:
            out.add(chr(int(source[place + 2 : place + 2 + width], 16)), place, place + 2 + width)
        except (ValueError, OverflowError):
            return None
        return place + 2 + width
    if sign and sign in "\r\n":
        return _escaped_line_end(out, source, place, end)
    if sign not in _ESCAPES or not sign:
        return None
    out.add(_ESCAPES[sign], place, place + 2)
    return place + 2


def _escaped_line_end(out: Decoded, source: str, place: int, end: int) -> int:
    match = _LINE.match(source, place + 1, end)
    place = match.end() if match else place + 2
    while place < end:
        while place < end and source[place] in " \t":
            place += 1
        following = _LINE.match(source, place, end)
        if following is None:
            break
        out.add("\n", *following.span())
        place = following.end()
    return place


def _block(source: str, span: Span, node: Node) -> Decoded | None:
    """Decode a literal or folded block.

    Its first line that is not blank shows the indentation: there the text has so many blanks less in front.
    """
    header = _BLOCK_HEADER.match(source, span.start)
    if header is None:
        return None
    lines = list(_lines(source, header.end(), node))
    written = next((_indent(source[start:end]) for start, end, _ in lines if source[start:end].strip(" ")), 0)
    kept = next((_indent(line) for line in node.text.split("\n") if line.strip(" ")), 0)
    return _block_with(source, lines, max(0, written - kept), folded=node.style is Style.FOLDED)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _lines(source: str, start: int, node: Node) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and the end past the line end of each line of a block, with the blank lines that belong to it."""
    place, rest = start, len(source)
    behind = len(node.text) - len(node.text.rstrip("\n")) + 1
    while place < rest:
        match = _LINE.search(source, place)
        end, following = (match.start(), match.end()) if match else (rest, rest)
        if place >= node.span.end:
            behind -= 1
            if behind < 0 or source[place:end].strip(" "):
                return
        yield place, end, following
        place = following


def _block_with(source: str, lines: list[tuple[int, int, int]], indent: int, *, folded: bool) -> Decoded:
    """Decode the lines of a block as the YAML specification folds them: more-indented lines keep their line ends."""
    out = Decoded()
    held: tuple[int, int] | None = None
    blank_before = False
    empty: list[tuple[int, int]] = []
    for start, end, following in lines:
        content = start + min(indent, _indent(source[start:end]))
        if content >= end:
            empty.append((end, following))
            continue
        blank = source[content] in " \t"
        if folded and held is not None and not blank and not blank_before:
            if not empty:
                out.add(" ", *held)
        elif held is not None:
            out.add("\n", *held)
        for span in empty:
            out.add("\n", *span)
        empty = []
        out.copy(source, content, end)
        held, blank_before = (end, following), blank
    if held is not None:
        out.add("\n", *held)
    for span in empty:
        out.add("\n", *span)
    return out
