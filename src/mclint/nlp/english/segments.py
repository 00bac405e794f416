"""Cuts a text into sentences, and a stem with its list into items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mclint.nlp.english.words import Word
from mclint.nlp.tokens import Token

_MARKER = re.compile(r"(?:[-*•·▪◦‣–—+o]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])(?=\s)")
_INLINE = re.compile(r"(?:[•·▪◦‣]|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})\))\s*(?=\w)")
_ABBREVIATIONS = frozenset(
    [
        "e.g",
        "i.e",
        "dr",
        "mr",
        "mrs",
        "ms",
        "vs",
        "no",
        "fig",
        "approx",
        "incl",
        "cf",
        "al",
        "prof",
        "st",
        "etc",
        "eg",
        "ie",
    ]
)
#: No sentence has more words; a longer one is cut, so that the time to read a text grows with its length only.
_LONGEST = 300
_JOINED = frozenset(["and", "or", "his", "her", "he", "she", "him", "a", "an", "s", "him"])


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, stem or list item: its words, the index of its sentence and of its item, and whether it is a stem."""

    words: tuple[Word, ...]
    sentence: int
    item: int | None = None
    stem: bool = False


def _word(text: str, start: int, end: int) -> Word:
    shown = text[start:end]
    return Word(shown, shown.lower().replace("’", "'"), start, end)


def words_of(text: str, tokens: Iterable[Token]) -> Iterator[Word]:
    """Yield the words: blanks dropped, and tokens glued by a hyphen or by the slash of "and/or" joined again."""
    held: tuple[int, int] | None = None
    glue = False
    for token in tokens:
        if token.is_space:
            continue
        if held and token.start == held[1]:
            if token.text in ("-", "‐", "‑") and text[held[1] - 1].isalnum():
                held, glue = (held[0], token.end), True
                continue
            if token.text == "/" and text[held[0] : held[1]].lower() in _JOINED:
                held, glue = (held[0], token.end), True
                continue
            if glue and token.text[0].isalnum():
                held, glue = (held[0], token.end), False
                continue
        if held:
            yield _word(text, *held)
        held, glue = (token.start, token.end), False
    if held:
        yield _word(text, *held)


def _ends_sentence(text: str, words: Sequence[Word], index: int) -> bool:
    """Say whether the full stop, question or exclamation mark at `index` closes a sentence."""
    if index + 1 >= len(words):
        return False
    before = words[index - 1].low.rstrip(".") if index else ""
    after = words[index + 1]
    gap = text[words[index].end : after.start]
    return bool(gap) and before not in _ABBREVIATIONS and len(before) > 1 and (not after.text[0].islower() or "\n" in gap)


def _lines(text: str, words: Sequence[Word]) -> Iterator[tuple[list[Word], bool, bool]]:
    """Yield the stretches of text between hard breaks: words, whether a list marker opens it, whether a line break does."""
    held: list[Word] = []
    marked = broken = False
    skip_to = 0
    previous_end = 0
    for index, word in enumerate(words):
        gap = text[previous_end : word.start]
        opens = "\n" in gap or index == 0
        marker = _MARKER.match(text, word.start) if opens else None
        beside = None if opens or word.start < skip_to or not gap else _INLINE.match(text, word.start)
        inline = beside is not None
        marker = marker or beside
        hard = opens and (marker is not None or gap.count("\n") > 1 or (held and held[-1].text in ".:;!?•" or not held))
        if ((hard or inline) and word.start >= skip_to) or len(held) >= _LONGEST:
            if held:
                yield held, marked, broken
            held, marked, broken = [], marker is not None, "\n" in gap
        if marker:
            skip_to = marker.end()
        if word.start >= skip_to:
            held.append(word)
        previous_end = word.end
        if word.text in (".", "!", "?", "…") and _ends_sentence(text, words, index):
            if held:
                yield held, marked, broken
            held, marked, broken = [], False, False
    if held:
        yield held, marked, broken


def segments(text: str, words: Sequence[Word]) -> Iterator[Segment]:
    """Yield the segments in the order of the text; a stem comes right before its items."""
    sentence, item = -1, 0
    under_stem = False
    bullets = False
    for held, marked, broken in _lines(text, words):
        if under_stem and (marked or (broken and not bullets)):
            bullets = bullets or marked
            yield Segment(tuple(held), sentence, item)
            item += 1
            continue
        sentence += 1
        under_stem = held[-1].text in (":", "…", "...") and not marked
        item, bullets = 0, False
        if under_stem:
            yield Segment(tuple(held), sentence, None, True)
        else:
            yield from _inline_list(held, sentence)


def _inline_list(held: Sequence[Word], sentence: int) -> Iterator[Segment]:
    """Yield a sentence, cut into stem and items if a colon is followed by parts between semicolons."""
    colon = next((index for index, word in enumerate(held) if word.text == ":"), -1)
    marks = [index for index, word in enumerate(held) if word.text == ";" and index > colon]
    if colon < 1 or not marks or colon > 25:
        yield Segment(tuple(held), sentence)
        return
    yield Segment(tuple(held[: colon + 1]), sentence, None, True)
    for item, (start, end) in enumerate(zip([colon, *marks], [*marks, len(held)], strict=True)):
        if part := tuple(held[start + 1 : end]):
            yield Segment(part, sentence, item)
