"""How a sign with its marks can be read, worked out once for each."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from mclint.letters.known import shape_of
from mclint.letters.signs import compatible, is_framed, is_latin, is_mark, latin_letters, letter_data, twins

#: So many letters can stand beside any Greek one for a quantity or unit.
_SHORT_INDEX = 2


class Glyph(NamedTuple):
    """What a sign with its marks is.

    Attributes:
        written: in composed form.
        ways: how it can be read in ASCII, best first; empty for a sign that looks like no letter.
        strange: whether it is no Latin letter or digit but only looks like one.
    """

    written: str
    ways: tuple[str, ...]
    strange: bool

    @property
    def best(self) -> str:
        """Return what it is read as most often."""
        return self.ways[0] if self.ways else self.written


@lru_cache(maxsize=8192)
def glyph(base: str, marks: str = "") -> Glyph:
    """Return what a sign is that shows, with the combining marks on it."""
    if base.isascii() and not marks:
        return Glyph(base, (base,), False)
    plain = unicodedata.normalize("NFD", compatible(base)) + marks
    written = unicodedata.normalize("NFC", plain)
    bare = "".join(sign for sign in plain if not is_mark(sign))
    if unicodedata.category(base)[0] == "S" or not bare.isalnum():
        found, lettered = twins(base), base.isalpha() or is_framed(base)
        return Glyph(base + marks, found if lettered else (base + marks, *found), lettered)
    if bare.isdecimal():
        return Glyph(written, ("".join(str(unicodedata.decimal(sign)) for sign in bare),), False)
    if bare == "\xb5":
        return Glyph(written, (written, "u"), False)
    if all(map(is_latin, bare)):
        one = written if len(written) == 1 else bare
        ways = latin_letters(one) or latin_letters(bare) if len(bare) == len(one) == 1 else ()
        return Glyph(written, ways or (bare,), False)
    return Glyph(written, twins(base) or (twins(bare) if len(bare) == 1 else ()), True)


class Table(dict[int, str]):
    """A table for `str.translate` that is filled as signs turn up."""

    def __init__(self, make: Callable[[str], str]) -> None:
        """Make an empty table; `make` gives what stands for a sign."""
        super().__init__()
        self._make = make

    def __missing__(self, code: int) -> str:
        self[code] = found = self._make(chr(code))
        return found


def _kind(sign: str) -> str:
    found = glyph(sign)
    shapes = {shape_of(way.lower()) for way in found.ways}
    if len(shapes) != 1 or len(found.best) != 1 or sign in letter_data()["symbols"]:
        return "x"
    return "s" if found.strange else "a" if found.written.isascii() else "l" if found.written == sign else "x"


#: Gives for each sign "a" for ASCII, "l" for a Latin letter, "s" for a sign that looks like one letter, "x" for all else.
KINDS = Table(_kind)
#: Gives for each sign what it is read as most often.
BEST = Table(lambda sign: glyph(sign).best)


def is_symbol(word: str) -> bool:
    """Say whether a word of Greek and Latin letters is a quantity or a unit: "kΩ", "ΔT", "σmax", "μmol", "TNFα"."""
    data = letter_data()
    letters = "".join(sign for sign in word if sign.isalpha())
    greek = "".join(sign for sign in letters if sign in data["symbols"])
    rest = "".join(sign for sign in letters if sign not in data["symbols"])
    if not greek or not rest.isascii():
        return False
    if rest.isupper() and greek.islower():
        return True
    if not letters.startswith(greek) and not letters.endswith(greek):
        return False
    free = all(not twins(letter) for letter in greek) or (greek in data["prefixes"] and letters.startswith(greek))
    return free or len(rest) <= _SHORT_INDEX or rest.lower() in data["indexes"]
