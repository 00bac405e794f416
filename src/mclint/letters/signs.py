"""Facts about single signs: what they look like, to which script they belong, whether they show at all.

The only module that imports `confusable_homoglyphs`, which holds Unicode's table of confusables and its scripts; it is
loaded when a text has a sign beyond ordinary Latin letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from mclint.data import read_yaml, rules_dir

#: Signs that do not show: Unicode's property Default_Ignorable_Code_Point and interlinear annotation. Ranges of a pattern.
HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
#: Of those the ones that leave a gap in many fonts, and the blank pattern of Braille: they can pass for a space.
GAPS = "\u115f\u1160\u180e\u2800\u3164\uffa0"
#: Blanks that are none to YAML: no-break, narrow, wide and of a fixed width. For a class of a pattern, as the three below.
BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
#: What a word processor puts in front of the items of a list: bullets, and hyphens and dashes of other lengths.
BULLETS = "\u00b7\u2010-\u2015\u2022\u2023\u2043\u2212\u2219\u25a0\u25aa\u25cb\u25cf\u25e6\u2981"
#: Typographic quotes, double and single; an apostrophe opens no text.
DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
SINGLE_QUOTES = "\u2018\u201a\u201b\u2039\u203a"
#: Control characters, which YAML lets in as escapes only, and the sign that stands for one in a text that was read.
CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd"

_NAME = re.compile(
    r"LATIN (?:SMALL|CAPITAL) LETTER (?:\w+ ){0,2}([A-Z]|AE|OE)(?: WITH .*)?"
    r"|LATIN LETTER SMALL CAPITAL (?:\w+ )?([A-Z])(?: WITH .*)?"
    r"|(?:NEGATIVE )?(?:CIRCLED|SQUARED) LATIN (?:SMALL|CAPITAL) LETTER ([A-Z])|REGIONAL INDICATOR SYMBOL LETTER ([A-Z])"
)
#: A letter with something through or on it that does not come apart: "ø", "đ", "ƙ".
_PLAIN_NAME = re.compile(r"LATIN (?:SMALL|CAPITAL) LETTER ([A-Z]|AE|OE)(?: WITH .*)?")
#: All letters below this one are Latin.
_BEYOND_LATIN = "\u0250"
#: Unicode's table writes letters that run from right to left between two direction marks.
_MARK = "\u200e"
#: The prefix of units is a sign of its own, and so is its look-alike "u".
_MICRO = "\xb5"
#: Kinds of compatibility signs that stand for the letters they are made of; "№" and "™" are signs of their own.
_LETTERED = ("<font>", "<wide>", "<narrow>", "<small>", "<circle>", "<square>")


@lru_cache(maxsize=8192)
def compatible(sign: str) -> str:
    """Return a letter, digit or mark in its plain form: full width, ligatures and mathematical letters; else the sign.

    Fractions, superscript digits and signs such as "№" or "…" stay, for they say something of their own.
    """
    category = unicodedata.category(sign)
    plain = unicodedata.normalize("NFKC", sign)
    if plain == sign or category in ("No", "Zs") or sign == _MICRO:
        return sign
    if category[0] in "LN" or unicodedata.decomposition(sign).partition(" ")[0] in _LETTERED:
        return plain
    return sign


@lru_cache(maxsize=8192)
def twins(sign: str) -> tuple[str, ...]:
    """Return the ASCII letters that a letter beyond ASCII is taken for, in its case, best first; () for none.

    Our own list comes first, then Unicode's confusables for the sign, for its counterpart in the other case, and last the
    name of the sign. Marks above, below and through a letter do not count.
    """
    found = [*_own().get(sign, ()), *_confusable(sign), *_named(sign)] or _confusable(sign.swapcase())
    upper = sign.isupper()
    if any(name in ("i", "l") for name in map(str.lower, found)):
        found = ["i", "l", *found] if upper else [*found, "i", "l"]
    return tuple(dict.fromkeys(name.upper() if upper else name.lower() for name in found))


@lru_cache(maxsize=8192)
def is_exact(sign: str) -> bool:
    """Say whether Unicode itself gives an ASCII letter that looks like the sign."""
    return any(_base(other) is not None for other in _listed(sign))


@lru_cache(maxsize=8192)
def is_mark(sign: str) -> bool:
    """Say whether a sign is a mark on the letter before it."""
    return unicodedata.category(sign)[0] == "M"


@lru_cache(maxsize=8192)
def latin_letters(letter: str) -> tuple[str, ...]:
    """Return the ways to read a Latin letter in ASCII, best first: without accents, strokes and hooks; () for none."""
    base = _base(letter)
    if base is not None:
        return (base, *_own().get(letter, ()))
    named = _PLAIN_NAME.fullmatch(unicodedata.name(letter, ""))
    if named is not None:
        return (named[1] if letter.isupper() else named[1].lower(),)
    folded = letter.casefold()
    return (folded.upper() if letter.isupper() else folded,) if folded.isascii() else twins(letter)


@lru_cache(maxsize=8192)
def is_latin(sign: str) -> bool:
    """Say whether a letter is Latin, or one that no script has for itself."""
    return sign < _BEYOND_LATIN or script(sign) in ("LATIN", "COMMON")


@lru_cache(maxsize=8192)
def script(sign: str) -> str:
    """Return the Unicode script of a sign by its name in capitals; "COMMON" or "INHERITED" where many share it."""
    from confusable_homoglyphs.categories import alias

    return str(alias(sign))


def is_framed(sign: str) -> bool:
    """Say whether a symbol is one letter in a circle or square."""
    return unicodedata.category(sign)[0] == "S" and (
        len(compatible(sign)) == 1 and compatible(sign).isalpha() or unicodedata.name(sign, "").startswith("NEGATIVE ")
    )


def letter_data() -> Mapping[str, Any]:
    """Return our own list of look-alikes."""
    return _data()


@cache
def _data() -> Mapping[str, Any]:
    return read_yaml(rules_dir() / "words" / "lookalikes.yaml")


@cache
def _own() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for letter, signs in _data()["letters"].items():
        for sign in signs:
            found[sign] = (*found.get(sign, ()), str(letter))
    return found


def _listed(sign: str) -> list[str]:
    """Return the signs with which Unicode says that a sign can be confused."""
    from confusable_homoglyphs.confusables import confusables_data

    found = confusables_data.get(sign) or confusables_data.get(f"{_MARK}{sign}{_MARK}") or ()
    return [str(other["c"]) for other in found]


def _confusable(sign: str) -> list[str]:
    """Return the ASCII letters with which a sign can be confused: those that Unicode gives, then by a variant of a letter."""
    listed = _listed(sign)
    bases = [base for other in listed if (base := _base(other)) is not None]
    named = [name for other in listed if len(other) == 1 for name in _named(other)]
    return [name for name in (*bases, *named) if name.isalpha()]


def _named(sign: str) -> list[str]:
    """Return the letter in the name of a variant of a Latin letter, such as a small capital."""
    match = _NAME.fullmatch(unicodedata.name(sign, ""))
    return [next(name for name in match.groups() if name)] if match else []


def _base(text: str) -> str | None:
    """Return a text without combining marks, None where that is no ASCII text."""
    base = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return base if base and base.isascii() else None
