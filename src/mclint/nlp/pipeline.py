"""Cuts a text into tokens with spaCy; the only module that imports it, and only when first used."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from mclint.nlp.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Doc

#: A stretch without blanks that is longer than this is no word; it is cut, since the tokenizer's time on it grows fast.
_LONGEST = 200
_LONG_STRETCH = re.compile(rf"\S{{{_LONGEST + 1},}}")


def tokenise(text: str, lang: str) -> list[Token]:
    """Return the tokens of a text in order; `lang` is a primary language subtag that spaCy knows.

    Offsets fit the text as given, whatever its length. The time taken grows linearly with the length.
    """
    tokenizer = _tokenizer(lang)
    tokens: list[Token] = []
    for start, piece in _pieces(text):
        tokens.extend(_token(start + item.idx, item.text) for item in tokenizer(piece))
    return tokens


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield the text whole, or in parts where a stretch without blanks is too long to be a word."""
    done = 0
    for match in _LONG_STRETCH.finditer(text):
        if match.start() > done:
            yield done, text[done : match.start()]
        for start in range(match.start(), match.end(), _LONGEST):
            yield start, text[start : min(start + _LONGEST, match.end())]
        done = match.end()
    if done < len(text):
        yield done, text[done:]


def _token(start: int, text: str) -> Token:
    is_space = text.isspace()
    is_word = not is_space and any(sign.isalnum() for sign in text)
    lower = text.lower().replace("’", "'").replace("‘", "'")
    return Token(text, lower, start, start + len(text), is_word, not is_word and not is_space, is_space)


@cache
def _tokenizer(lang: str) -> Callable[[str], Doc]:
    import spacy

    return spacy.blank(lang).tokenizer
