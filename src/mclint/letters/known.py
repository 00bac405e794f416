"""What is known of the words of a language when one of them is written with unusual signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

#: Letters and digits that pass for each other, by Unicode's confusables without regard to case.
_LOOKS = str.maketrans({"0": "o", "1": "l", "|": "l", "i": "l"})


class Known(Protocol):
    """The words of a language, all in lower case."""

    def has(self, word: str) -> bool:
        """Say whether a word is one of the language."""

    def accents(self, word: str) -> frozenset[int]:
        """Return the places of the letters in a word that belong there with the marks they have."""

    def alike(self, shape: str) -> Sequence[str]:
        """Return the words that have this shape, as `shape_of` gives it."""


class _Nothing:
    """No language: every mark on a letter is taken off, and doubtful letters are what they are most often."""

    def has(self, word: str) -> bool:
        return False

    def accents(self, word: str) -> frozenset[int]:
        return frozenset()

    def alike(self, shape: str) -> Sequence[str]:
        return ()


NOTHING_KNOWN: Known = _Nothing()


def shape_of(word: str) -> str:
    """Return one form for all words in lower case of ASCII signs that look alike."""
    return word.translate(_LOOKS).replace("rn", "m")
