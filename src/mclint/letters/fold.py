"""Reads a text as one sees it: each word in the letters it is taken for, with the way back to the signs it is written in.

Ordinary texts come back as they are. A word written with signs that do not show, with full-width or mathematical letters,
ligatures, letters of another script or accents for stress is given in plain letters, so that word lists know it.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from mclint.letters.glyphs import BEST, Table
from mclint.letters.known import NOTHING_KNOWN, Known
from mclint.letters.signs import CONTROL, GAPS, HIDDEN, is_exact, is_latin, is_mark
from mclint.letters.words import read_word

#: Signs beyond ASCII that stand in ordinary texts and mean what they are: no letters, and nothing looks like them.
_ORDINARY = "¡-©«¬®-´¶-¹»-¿×÷‘’“”„‚‹›–—…•€™°′″←-⇿"
#: Blanks of other widths, line ends of other kinds, and marks that look like one of ASCII.
_STAND_FOR = {
    **dict.fromkeys("\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x1f", " "),
    **dict.fromkeys("\x85\u2028\u2029", "\n"),
    **dict.fromkeys("\u2010\u2011\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2024\ufe52\uff0e", "."),
    **dict.fromkeys("\u037e\uff1b", ";"),
    **dict.fromkeys("\u02d0\ua789\uff1a", ":"),
    **dict.fromkeys("\u2044\u2215\uff0f", "/"),
    **dict.fromkeys("\u02b9\u02bb\u02bc\u02bd\u02c8\uff07", "'"),
    "\uff0c": ",",
    "\uff01": "!",
    "\uff1f": "?",
    "\uff08": "(",
    "\uff09": ")",
}
_STANDS = re.escape("".join(_STAND_FOR))
#: A stretch that is read as one word: letters and digits, marks on them, signs that do not show, "|" beside a letter.
_RUN = re.compile(
    rf"[{_STANDS}]|(?:(?![{_STANDS}])[^\W_]|(?<=[^\W\d_])\||\|(?=[^\W\d_])|[{CONTROL}]|(?![{_ORDINARY}{_STANDS}\s])[^\x00-\x7f])+"
)
_UNSEEN = re.compile(f"[{HIDDEN}{CONTROL}\u2800]")
_GAPS = re.compile(f"[{GAPS}]")
_ODD = re.compile(rf"[^\t\n\r\x20-\x7e{_ORDINARY}]")
#: What in a word of ASCII letters can be another letter: digits and capitals among small letters, "rn" for "m", "ls" for "Is".
_DISGUISED = re.compile(r"[A-Za-z][01|]|[01|][A-Za-z]|[a-z]I|rn|(?<![^\W_])l(?=[^\W\d_aeiouyl])")
_UNMARKED = Table(lambda sign: "" if is_mark(sign) else sign)
#: From this share on the letters of a text pass for Latin ones, and whole words in another script are read as Latin.
_LATIN_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is read, with the way back to the text as it is written.

    Attributes:
        written, text: the text as written and as read.
        starts, ends: for each sign of `text` where what it stands for starts and ends in `written`; empty where both
            texts are the same.
    """

    written: str
    text: str
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()

    @property
    def same(self) -> bool:
        """Say whether the text is read as it is written."""
        return self.text == self.written

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the written text for a range of the text as read."""
        if self.same:
            return start, end
        low = self.starts[start] if start < len(self.starts) else len(self.written)
        return low, self.ends[end - 1] if end > start else low

    def into(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the text as read for a range of the written text."""
        if self.same:
            return start, end
        low = bisect_left(self.starts, start)
        return low, max(low, bisect_right(self.ends, end))


def fold(text: str, known: Known = NOTHING_KNOWN) -> Folded:
    """Return a text as it is read; `known` says which words a language has, so that doubtful letters can be told.

    Offsets count code points. The time taken grows linearly with the length.
    """
    if is_usual(text, asked=known is not NOTHING_KNOWN):
        return Folded(text, text)
    parts: list[str] = []
    starts, ends = array("I"), array("I")
    done = 0

    def copy(start: int, end: int) -> None:
        parts.append(text[start:end])
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))

    latin = cache(lambda: passes_for_latin(text))
    for match in _suspects(text, asked=known is not NOTHING_KNOWN):
        start, end = match.span()
        copy(done, start)
        done = end
        stands = _STAND_FOR.get(match[0])
        for shown, low, high in read_word(match[0], start, known, latin) if stands is None else [(stands, start, end)]:
            parts.append(shown)
            apart = len(shown) == high - low
            starts.extend(range(low, high) if apart else [low] * len(shown))
            ends.extend(range(low + 1, high + 1) if apart else [high] * len(shown))
    copy(done, len(text))
    read = "".join(parts)
    return Folded(text, text) if read == text else Folded(text, read, starts, ends)


def is_usual(text: str, *, asked: bool = True) -> bool:
    """Say whether a text holds nothing that could be read as another letter; `asked` whether a list of words can tell."""
    return not _ODD.search(text) and not (asked and _DISGUISED.search(text))


@lru_cache(maxsize=4096)
def skeleton(text: str) -> str:
    """Return what a name or code looks like, for comparing: as it is read, without case, accents and blanks around it."""
    return fold(text).text.strip().casefold()


def word_by_word(text: str) -> list[str]:
    """Return a text for looking up its words as they are written, without their places: the ways to read it.

    Signs that do not show are left out, and full-width, mathematical and joined letters are plain; what else a letter can
    be taken for, `plain_word` says of each word. Where signs can pass for a blank, the second way has blanks for them.
    """
    if is_usual(text, asked=False):
        return [text]
    ways = [text, _GAPS.sub(" ", text)] if _GAPS.search(text) else [text]
    return [unicodedata.normalize("NFKC", _UNSEEN.sub("", way)).translate(_UNMARKED) for way in ways]


def plain_word(word: str) -> str:
    """Return a word in the ASCII letters that it is taken for most often."""
    return word.translate(BEST)


def passes_for_latin(text: str) -> bool:
    """Say whether most letters of a text are Latin or look exactly so, as they do not in a text of another script."""
    letters = [sign for sign in text if sign.isalpha()]
    latin = sum(is_latin(sign) or is_exact(sign) for sign in letters)
    return latin >= _LATIN_SHARE * len(letters)


def runs(text: str) -> Iterator[re.Match[str]]:
    """Yield the stretches of a text that are read as one word each."""
    yield from (match for match in _RUN.finditer(text) if match[0] not in _STAND_FOR)


def _suspects(text: str, *, asked: bool) -> Iterator[re.Match[str]]:
    """Yield the stretches of a text in which something could be read as another letter."""
    yield from (match for match in _RUN.finditer(text) if not is_usual(match[0], asked=asked))
