"""Cuts a text into sentences and lists under a stem."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from mclint.nlp.dutch.words import ABBREVIATIONS
from mclint.nlp.tokens import Token

_BULLET = re.compile(r"[ \t]*(?:[-*•–—·▪o]|\(?\d{1,2}[.)]|[a-z][.)])[ \t]+")

#: No sentence has more words; a longer one is cut, so that the time to read a text grows with its length only.
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, stem or list item: its tokens without bullets, which sentence it is and which item of a list."""

    tokens: tuple[Token, ...]
    sentence: int
    item: int | None = None
    stem: bool = False


def segments(text: str, tokens: Sequence[Token]) -> list[tuple[Segment, list[Segment]]]:
    """Return the sentences of a text in order, each with the list items below it."""
    found: list[tuple[Segment, list[Segment]]] = []
    sentence = 0
    starts = [token.start for token in tokens]
    for start, end in _lines(text):
        bullet = _BULLET.match(text, start, end)
        low, high = (bisect_left(starts, place) for place in (bullet.end() if bullet else start, end))
        inside = [token for token in tokens[low:high] if not token.is_space]
        if not inside:
            continue
        below_stem = bool(found) and (found[-1][0].stem or found[-1][1])
        if found and (bullet or (found[-1][0].stem and below_stem)) and (bullet is None or below_stem or found[-1][0].stem):
            items = found[-1][1]
            items.append(Segment(tuple(inside), found[-1][0].sentence, len(items)))
            continue
        for part in _sentences(inside):
            stem, items = _inline(part, sentence)
            found.append((stem, items))
            sentence += 1
    return found


def _lines(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for match in re.finditer(r"\r\n|\r|\n", text):
        found.append((start, match.start()))
        start = match.end()
    found.append((start, len(text)))
    return found


def _sentences(tokens: list[Token]) -> list[list[Token]]:
    found: list[list[Token]] = []
    current: list[Token] = []
    for index, token in enumerate(tokens):
        current.append(token)
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        ends = token.text[-1] in ".!?" and token.lower not in ABBREVIATIONS and (token.is_punct or len(token.text) > 4)
        closes = ends and following is not None and following.text[:1].isupper() and following.start > token.end
        if closes or len(current) >= _LONGEST:
            found.append(current)
            current = []
    if current:
        found.append(current)
    return found


def _inline(tokens: list[Token], sentence: int) -> tuple[Segment, list[Segment]]:
    """Split "De lerende kan: a; b; c" into its stem and its items."""
    colon = next((index for index, token in enumerate(tokens) if token.text == ":"), None)
    if colon is None:
        return Segment(tuple(tokens), sentence), []
    rest = tokens[colon + 1 :]
    cuts = [index for index, token in enumerate(rest) if token.text == ";" or token.text in "-•*–" and index]
    if not rest:
        return Segment(tuple(tokens), sentence, stem=True), []
    if not cuts:
        return Segment(tuple(tokens), sentence), []
    start = 0
    items: list[Segment] = []
    for cut in (*cuts, len(rest)):
        part = tuple(token for token in rest[start:cut] if token.text not in "-•*–;")
        if part:
            items.append(Segment(part, sentence, len(items)))
        start = cut + 1
    return Segment(tuple(tokens[: colon + 1]), sentence, stem=True), items
