"""Reads one word that is written with unusual signs: which letters a reader takes them for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

from mclint.letters.glyphs import BEST, KINDS, Glyph, glyph, is_symbol
from mclint.letters.known import NOTHING_KNOWN, Known, shape_of
from mclint.letters.signs import CONTROL, GAPS, HIDDEN, is_mark

#: A stretch of the text as read, and the range of the written text that it stands for.
Piece = tuple[str, int, int]
#: Asks something of the whole text that costs time.
Question = Callable[[], bool]

_UNSEEN = re.compile(f"[{HIDDEN}{CONTROL}\u2800]")
_GAP = re.compile(f"[{GAPS}]")
#: So many ways to read a word are tried where a sign can be several letters that do not look alike.
_MOST_WAYS = 8
#: A longer run of signs is no word: its doubtful letters and its accents are what they are most often.
_LONGEST = 60
#: Shorter words are not looked for behind digits and capitals: "1e" is no article.
_SHORTEST = 4
#: From this length on a known word before or behind a sign that can pass for a blank says that it does.
_SHORTEST_PART = 3
#: Of more marks on one letter only these count.
_MOST_MARKS = 4


class _Unit(NamedTuple):
    """One sign of a word and where it stands, marks included."""

    glyph: Glyph
    start: int
    end: int


def read_word(run: str, start: int, known: Known, latin: Question) -> list[Piece]:
    """Return a word as it is read; signs of no letter stay.

    Args:
        run: the word as written; `start` is where it starts in its text.
        known: the words of the language of the text.
        latin: says whether the text passes for Latin, so that a word all in another script is meant to be read as Latin.
    """
    whole = _whole(run, start, known, latin)
    parts = _apart(run, start, known, latin) if _GAP.search(run) and not known.has(_joined(whole)) else []
    if not any(len(_joined(part)) >= _SHORTEST_PART and known.has(_joined(part)) for part, _ in parts):
        return whole
    return [piece for part, gap in parts for piece in (*part, *gap)]


def _whole(run: str, start: int, known: Known, latin: Question) -> list[Piece]:
    """Return a word as it is read if signs that can pass for a blank do not."""
    quick = _quick(run, start, known)
    return _read(list(_units(run, start)), known, latin) if quick is None else quick


def _quick(run: str, start: int, known: Known) -> list[Piece] | None:
    """Return a word of Latin letters and signs that look like one each, read in few steps; None where it takes more.

    A piece as long as its range stands for it sign by sign.
    """
    shown = _UNSEEN.sub("", run)
    if not shown.isalnum() or len(shown) > _LONGEST:
        return None
    kinds = shown.translate(KINDS)
    if "x" in kinds or ("s" in kinds and kinds.strip("s") == ""):
        return None
    read = shown.translate(BEST)
    if "l" in kinds and (kept := known.accents("".join(map(_kept, shown, kinds, read)).lower())):
        read = "".join(sign if place in kept else best for place, (sign, best) in enumerate(zip(shown, read, strict=True)))
    low = read.lower()
    if not known.has(low) and known.alike(shape_of(low)):
        return None
    if len(shown) == len(run):
        return [(read, start, start + len(run))]
    places = (place for place, sign in enumerate(run, start) if not _UNSEEN.match(sign))
    return [(sign, place, place + 1) for sign, place in zip(read, places, strict=True)]


def _kept(sign: str, kind: str, best: str) -> str:
    return sign if kind == "l" else best


def _apart(run: str, start: int, known: Known, latin: Question) -> list[tuple[list[Piece], list[Piece]]]:
    """Return the words between signs that can pass for a blank, each with the blank behind it."""
    found, done = [], 0
    for match in (*_GAP.finditer(run), None):
        end, following = match.span() if match is not None else (len(run), len(run))
        gap = [(" ", start + end, start + following)] if match is not None else []
        found.append((_whole(run[done:end], start + done, known, latin), gap))
        done = following
    return found


def _units(run: str, start: int) -> Iterator[_Unit]:
    """Yield the signs of a word that show, each with the marks on it."""
    base, marks, first, end = "", "", 0, 0
    for place, sign in enumerate(run, start):
        if _UNSEEN.match(sign):
            continue
        if base and not sign.isascii() and is_mark(sign):
            marks, end = (marks + sign if len(marks) < _MOST_MARKS else marks), place + 1
            continue
        if base:
            yield _Unit(glyph(base, marks), first, end)
        base, marks, first, end = sign, "", place, place + 1
    if base:
        yield _Unit(glyph(base, marks), first, end)


def _read(units: list[_Unit], known: Known, latin: Question) -> list[Piece]:
    """Return the units of one word as they are read."""
    signs = [unit.glyph for unit in units]
    strange = [sign for sign in signs if sign.strange]
    symbol = False
    if strange:
        letters = any(not sign.strange and sign.best.isalpha() for sign in signs)
        if not letters and not (len(strange) > 1 and all(sign.ways for sign in strange) and latin()):
            return [(unit.glyph.written, unit.start, unit.end) for unit in units]
        symbol = is_symbol("".join(sign.written for sign in signs))
    best = [sign.written for sign in signs] if symbol else _with_accents(signs, known)
    if known is not NOTHING_KNOWN and len(units) <= _LONGEST and not known.has("".join(best).lower()):
        opens = bool(units) and units[0].start == 0 and signs[0].written == "l"
        best = _known_way(signs, best, known, opens=opens) or best
    pieces: list[Piece] = []
    for text, unit in zip(best, units, strict=True):
        if text:
            pieces.append((text, unit.start, unit.end))
        else:  # the second half of a letter that is written as two
            pieces[-1] = (*pieces[-1][:2], unit.end)
    return pieces


def _with_accents(signs: Sequence[Glyph], known: Known) -> list[str]:
    """Return each sign without marks, but for those that belong to the word."""
    best = [sign.best for sign in signs]
    texts = [sign.best if sign.strange else sign.written for sign in signs]
    if texts == best or len(signs) > _LONGEST:
        return best
    kept = known.accents("".join(texts).lower())
    place = 0
    for index, text in enumerate(texts):
        if kept and not kept.isdisjoint(range(place, place + len(text))):
            best[index] = text
        place += len(text)
    return best


def _known_way(signs: Sequence[Glyph], best: Sequence[str], known: Known, *, opens: bool) -> list[str] | None:
    """Return a way to read a word that is known, None where there is none.

    Letters are exchanged for those that look the same; a word of plain letters and digits needs some length for that,
    unless it opens the text with "l", which is a capital "I" more often.
    """
    plain = all(sign.written.isascii() for sign in signs)
    least = _SHORTEST if plain and not opens else 0
    choices = [tuple(dict.fromkeys((text, *sign.ways))) for sign, text in zip(signs, best, strict=True)]
    for way in islice(product(*choices), _MOST_WAYS):
        for word in known.alike(shape_of("".join(way).lower())):
            if len(word) >= least and (found := _spelled(signs, way, word)) is not None:
                return found
    return None


def _spelled(signs: Sequence[Glyph], texts: Sequence[str], word: str) -> list[str] | None:
    """Return the letters of a word for the signs that stand for them; None where they do not fit.

    "m" that is written as "rn" is given for the first of the two, and nothing for the second.
    """
    found: list[str] = []
    place = 0
    for index, text in enumerate(texts):
        if index and found[-1].lower() == "m" and texts[index - 1].lower() == "r":
            if text.lower() != "n":
                return None
            found.append("")
            continue
        letters = word[place : place + len(text)]
        if text.lower() == "r" and letters == "m":
            found.append("M" if text.isupper() else "m")
        elif letters == text.lower() or (shape_of(letters) == shape_of(text.lower()) and _is_doubtful(signs, index)):
            found.append(letters.upper() if text.isupper() else letters)
        else:
            return None
        place += len(letters)
    return found if place == len(word) else None


def _is_doubtful(signs: Sequence[Glyph], index: int) -> bool:
    """Say whether a sign can be another letter: no plain one but a capital among small letters, or "l" in front."""
    written = signs[index].written
    if written == "I":
        return index > 0 and signs[index - 1].written.islower()
    return not written.isascii() or not written.isalpha() or (written == "l" and index == 0)


def _joined(pieces: Sequence[Piece]) -> str:
    return "".join(piece[0] for piece in pieces).lower()
