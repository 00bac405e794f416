"""Texts in the columns of a terminal: how many they take, and in lines that fit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mclint.report.escape import terminal

#: Signs that take one column each and join nothing: nearly every text, which needs no tables of widths.
PLAIN = re.compile("[ -~\xa0-\xac\xae-\u02ff\u2010-\u2015\u2018-\u201f\u2022\u2026\u20ac]*")
#: Signs behind which a long word such as a path can go on in the next line.
_JOINTS = "/-_#"
#: A sign with all that belongs to it takes so many columns at most; what takes more is no single sign to a terminal.
_WIDEST = 2


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Yield a text without controls in the signs that people see, each with the columns that it takes.

    Marks, joiners and variants stay with what they belong to: a family of emoji is one sign of two columns, `e` with an
    accent one of one. No sign takes more than two columns; one that would (a row of Korean letters) is given in parts.
    """
    if PLAIN.fullmatch(text):
        yield from ((sign, 1) for sign in text)
        return
    import wcwidth  # late: most texts need no tables

    for cluster in wcwidth.iter_graphemes(text):
        width = wcwidth.width(cluster)
        if width <= _WIDEST:
            yield cluster, width
        else:
            yield from ((sign, max(0, wcwidth.wcwidth(sign))) for sign in cluster)


def columns(text: str) -> int:
    """Return how many columns a terminal needs for a text without controls."""
    return len(text) if PLAIN.fullmatch(text) else sum(width for _, width in clusters(text))


def wrap(text: str, width: int, later: int | None = None) -> list[str]:
    """Return untrusted text as lines of so many columns at most, each safe for a terminal and the log of a build.

    Args:
        text: any text; a line end in it becomes visible.
        width: columns of the first line, at least 2.
        later: columns of the lines after it, where those differ.
    """
    shown = terminal(text)
    following = width if later is None else later
    lines = [terminal(part) for part in _lines(shown, width, following)]
    if any(columns(part) > (following if number else width) for number, part in enumerate(lines)):
        # What was escaped at the start of a line needs one column more.
        lines = [terminal(part) for part in _lines(shown, width - 1, following - 1)]
    return lines


def hanging(mark: str, text: str, width: int | None) -> Iterator[str]:
    """Yield `mark` and a text in lines of `width` columns, the later ones below the text; one line where it is None."""
    if width is None:
        yield f"{mark}{terminal(text)}"
        return
    room = columns(mark)
    for number, part in enumerate(wrap(text, width - room)):
        yield f"{' ' * room if number else mark}{part}"


def _lines(text: str, width: int, later: int) -> Iterator[str]:
    current, used, room = "", 0, width
    for word in text.split(" "):
        size = columns(word)
        if current and used + 1 + size <= room:
            current, used = f"{current} {word}", used + 1 + size
            continue
        if current:
            yield current
            room = later
        *full, current = _pieces(word, room, later)
        if full:
            yield from full
            room = later
        used = columns(current)
    yield current


def _pieces(word: str, width: int, later: int) -> Iterator[str]:
    """Yield a word in parts that fit, parted behind a sign such as `/` where there is one, and never inside a sign."""
    if columns(word) <= width:
        yield word
        return
    part, used, joint = "", 0, 0
    for sign, room in clusters(word):
        if used + room > width and used:
            end = joint or len(part)
            yield part[:end]
            part, width, joint = part[end:], later, 0
            used = columns(part)
        part, used = part + sign, used + room
        joint = len(part) if sign in _JOINTS else joint
    yield part
