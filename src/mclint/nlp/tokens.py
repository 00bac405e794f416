"""The words and marks of a text, as every reader of it sees them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One word, mark or stretch of white space of a text.

    Attributes:
        text: as written; `lower` the same in lower case with typographic apostrophes made plain.
        start, end: its range in the text, in code points; the end is exclusive.
        is_word: has a letter or digit.
        is_punct: has neither and is not white space.
        is_space: white space only (line breaks and double blanks; a single blank between words is no token).
    """

    text: str
    lower: str
    start: int
    end: int
    is_word: bool
    is_punct: bool
    is_space: bool
