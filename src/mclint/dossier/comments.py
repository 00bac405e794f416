"""Finds the comments of a file, never inside a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mclint.dossier.source import line_starts
from mclint.model import Span

_COMMENT = re.compile(r"(?:(?<=[ \t\r\n])|\A)#[^\r\n]*")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its span from the `#` to the end of the line, its text, and whether it has a line of its own."""

    span: Span
    text: str
    own_line: bool


def find_comments(text: str, scalars: Iterable[tuple[Span, bool]], end: int | None = None) -> Iterator[Comment]:
    """Yield the comments of a text in order.

    Args:
        text: the text of the file.
        scalars: the span of every scalar, keys too, and whether it is a block scalar; a comment may stand behind the
            header of a block scalar, nowhere else inside one.
        end: how far to look; behind it the scalars are not known.
    """
    if "#" not in text:
        return
    end = len(text) if end is None else end
    spans = sorted(scalars, key=lambda item: item[0])
    lines = line_starts(text)
    starts = [span.start for span, _ in spans]
    for match in _COMMENT.finditer(text, 0, end):
        start = match.start()
        line = lines[bisect_right(lines, start) - 1]
        index = bisect_right(starts, start) - 1
        if index >= 0 and spans[index][0].start <= start < spans[index][0].end:
            span, block = spans[index]
            if not block or line > span.start:
                continue
        yield Comment(Span(start, match.end()), match[0], not text[line:start].strip(" \t"))
