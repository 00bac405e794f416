"""Cuts texts where findings start and end, so that a page can mark the words in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of a text that a finding is about: `number` of the finding on its page, and its severity."""

    start: int
    end: int
    number: int
    severity: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text.

    Attributes:
        severity: that of the most severe finding about it, "" where there is none.
        numbers: the findings that end with this stretch.
    """

    text: str
    severity: str = ""
    numbers: tuple[int, ...] = ()


_WEIGHT = {"error": 0, "warning": 1, "note": 2}


def cut(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """Return a text in pieces; each mark that covers something of it shows, wherever others start or end."""
    kept = [mark for mark in marks if mark.start < mark.end and mark.start < len(text) and mark.end > 0]
    if not kept:
        return [Piece(text)] if text else []
    return list(_pieces(text, kept))


def _pieces(text: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    ends = {0, len(text)}
    for mark in marks:
        ends |= {max(0, mark.start), min(len(text), mark.end)}
    borders = sorted(ends)
    for start, end in pairwise(borders):
        over = [mark for mark in marks if mark.start < end and mark.end > start]
        last = tuple(sorted({mark.number for mark in over if min(len(text), mark.end) == end}))
        severity = min((mark.severity for mark in over), key=_WEIGHT.__getitem__, default="")
        yield Piece(text[start:end], severity, last)
