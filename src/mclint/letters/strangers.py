"""Finds words that are not what they look like: letters of several scripts in one word, or a word all in another script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mclint.letters.fold import passes_for_latin, runs
from mclint.letters.glyphs import is_symbol
from mclint.letters.signs import HIDDEN, compatible, is_exact, script

#: A letter of another script than Latin, roughly: what is none is told by its script.
_FOREIGN = re.compile("[\u0370-\u1dbf\u1f00-\u1fff\u2c60-\ud7ff\uf900-\ufdff\ufe70-\ufefc\uff66-\uffdc\U00010000-\U0001efff]")
_UNSEEN = re.compile(f"[{HIDDEN}]")
#: Letters and digits with the marks on them and what does not show among them.
_WORD = re.compile(rf"[^\W_](?:[{HIDDEN}\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]*[^\W_])*")
#: Scripts that are written beside Latin letters in one word, or whose particles are: alike letters only deceive there.
_BESIDE_LATIN = frozenset(
    ["HAN", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "ARABIC", "HEBREW", "SYRIAC", "THAANA", "DEVANAGARI", "BENGALI",
     "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "THAI", "LAO", "TIBETAN",
     "MYANMAR", "KHMER", "MONGOLIAN", "ETHIOPIC"]
)  # fmt: skip
_NO_SCRIPT = frozenset({"COMMON", "INHERITED", "Unknown"})
#: A shorter word all in another script is a letter or two that somebody names, such as a symbol.
_SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class Stranger:
    """A word with letters that are not what they look like.

    Attributes:
        start, end: its range in the text.
        word: the word in composed form, signs that do not show left out.
        sign: the first letter that is not Latin.
        mixed: whether letters of several scripts stand in it; else all are of another script.
    """

    start: int
    end: int
    word: str
    sign: str
    mixed: bool


def strangers(text: str) -> Iterator[Stranger]:
    """Yield the words of a text that mix scripts, and those of another script that pass for words of a Latin text."""
    if not _FOREIGN.search(text):
        return
    latin = cache(lambda: passes_for_latin(text))
    for match in runs(text):
        for part in _WORD.finditer(match[0]) if _FOREIGN.search(match[0]) else ():
            letters = [letter for sign in part[0] if (letter := _letter(sign))]
            foreign = [letter for letter in letters if script(letter) != "LATIN"]
            mixed = len({script(letter) for letter in letters}) > 1
            if not foreign or not (_deceives(letters, foreign) if mixed else _passes(letters) and latin()):
                continue
            start = match.start() + part.start()
            shown = unicodedata.normalize("NFC", _UNSEEN.sub("", part[0]))
            yield Stranger(start, start + len(part[0]), shown, foreign[0], mixed)


def _letter(sign: str) -> str:
    """Return the letter that a sign is, in plain form; "" for what is none or belongs to no script."""
    plain = compatible(sign)[0]
    return plain if plain.isalpha() and not _UNSEEN.match(plain) and script(plain) not in _NO_SCRIPT else ""


def _deceives(letters: list[str], foreign: list[str]) -> bool:
    """Say whether a word of several scripts is none that anybody writes on purpose: a symbol, or scripts that go together."""
    scripts = {script(letter) for letter in letters}
    if len(scripts - _BESIDE_LATIN) > 1:
        return not is_symbol("".join(letters))
    return "LATIN" in scripts and all(is_exact(letter) for letter in foreign)


def _passes(letters: list[str]) -> bool:
    """Say whether a word all in another script looks exactly like one of Latin letters."""
    return len(letters) >= _SHORTEST_WORD and all(is_exact(letter) for letter in letters)
