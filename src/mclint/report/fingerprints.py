"""The hash by which GitHub code scanning follows a finding through a file: that of the line and what comes after it.

GitHub warns when a value under its own key differs from what it computes itself. In words: the file as UTF-16 code
units, blanks and tabs left out, every line end one line feed, a unit 65535 at the end; from the start of a line the
first 100 units, zeros past the end, are the digits of a polynomial in 37 modulo 2 to the 64th. The value is that number
in hexadecimal, a colon, and how often it has occurred in the file so far.
"""

from __future__ import annotations

from collections.abc import Iterable

_BLOCK = 100
_BASE = 37
_MASK = (1 << 64) - 1
_END = b"\xff\xff"


def line_hashes(lines: Iterable[str], wanted: Iterable[int]) -> dict[int, str]:
    """Return the value of each wanted line.

    Args:
        lines: all lines of the file, without line ends; the last is empty where the file ends with a line end.
        wanted: numbers of lines, from 1; those beyond the file are left out.
    """
    stripped = [_units(line) for line in lines]
    units = b"\n\0".join(stripped) + _END
    numbers = set(wanted)
    counts: dict[bytes, int] = {}
    found: dict[int, str] = {}
    start = 0
    for number, line in enumerate(stripped, start=1):
        window = units[start : start + 2 * _BLOCK]
        counts[window] = counts.get(window, 0) + 1
        if number in numbers:
            found[number] = f"{_hash(window):x}:{counts[window]}"
        start += len(line) + 2
    return found


def _units(line: str) -> bytes:
    """Return a line as UTF-16 code units, two bytes each, without blanks and tabs."""
    return line.replace(" ", "").replace("\t", "").encode("utf-16-le", "surrogatepass")


def _hash(window: bytes) -> int:
    value = 0
    for place in range(0, 2 * _BLOCK, 2):
        value = (value * _BASE + int.from_bytes(window[place : place + 2], "little")) & _MASK
    return value
