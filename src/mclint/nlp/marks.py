"""Finds the words of a text that lists know: of schooling, of a year or brand, of quality, abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from mclint.nlp.analysis import Range
from mclint.nlp.fold import folded
from mclint.nlp.lexicon import load

#: Between a preposition and a word of schooling: at most an article and two other words ("na de eerste twee lessen").
_BETWEEN = r"\s+(?:[\w'’-]+\s+){0,3}?"
_YEAR = re.compile(r"(?<![\w:.,/-])(?:19[5-9]\d|20[0-4]\d)(?![\w:/-]|[.,]\d)")
_VERSION = re.compile(r"(?<!\w)(?:versie|version|release|v\.?)\s?\d{1,4}(?:\.\d{1,4}){0,3}(?!\w)", re.IGNORECASE)
_ABBREVIATION = re.compile(r"(?<![\w.@/&-])[A-Z][A-Z&]{0,4}[A-Z](?![\w@&])")
_IN_BRACKETS = re.compile(r"\(\s*([A-Z][A-Z&]{0,4}[A-Z])\s*\)")
_BEFORE_BRACKETS = re.compile(r"(?<!\w)([A-Z][A-Z&]{0,4}[A-Z])\s*\(\s*[^\W\d_][^()]{4,}\)")
_ROMAN = re.compile(r"[IVXLC]+")
#: From this share of capital letters on a text is shouting, and its words are no abbreviations.
_SHOUTING = 0.6


def find_marks(text: str, lang: str) -> dict[str, list[Range]]:
    """Return the ranges of the words that lists know, sorted, by kind.

    Kinds: `schooling` (after a preposition only), `dated` (years, versions, brands; norms and laws are none),
    `quality`, `criterion`, `abbreviation` (none that needs no expansion) and `expanded` (written out in this text).
    """
    look = folded(text, lang)
    text = look.text
    found = {
        "schooling": _matches(_schooling(lang), text, "word"),
        "dated": list(_dated(text, lang)),
        "quality": _matches(_words(lang, "qualities", "qualities"), text),
        "criterion": _matches(_words(lang, "qualities", "criterion_markers"), text),
        "abbreviation": list(_abbreviations(text, lang)),
        "expanded": sorted({*_groups(_IN_BRACKETS, text), *_groups(_BEFORE_BRACKETS, text)}),
    }
    return {kind: [look.back(*place) for place in ranges] for kind, ranges in found.items() if ranges}


def _dated(text: str, lang: str) -> Iterator[Range]:
    norms = _matches(_norms(lang), text)
    brands = _matches(_words(lang, "brands", "brands", exact=True), text)
    years = [match.span() for pattern in (_YEAR, _VERSION) for match in pattern.finditer(text)]
    found: list[Range] = []
    for start, end in sorted([*brands, *years]):
        if any(low <= start < high for low, high in norms) or (found and start < found[-1][1]):
            continue
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    yield from found


def _abbreviations(text: str, lang: str) -> Iterator[Range]:
    letters = [sign for sign in text if sign.isalpha()]
    if not letters or sum(sign.isupper() for sign in letters) / len(letters) > _SHOUTING:
        return
    accepted = _accepted(lang)
    for match in _ABBREVIATION.finditer(text):
        if match[0] not in accepted and not _ROMAN.fullmatch(match[0]):
            yield match.span()


def _groups(pattern: re.Pattern[str], text: str) -> Iterator[Range]:
    yield from (match.span(1) for match in pattern.finditer(text))


def _matches(pattern: re.Pattern[str], text: str, group: str | int = 0) -> list[Range]:
    return [match.span(group) for match in pattern.finditer(text)]


@cache
def _accepted(lang: str) -> frozenset[str]:
    return frozenset(str(item) for item in load(lang, "abbreviations")["abbreviations"])


@cache
def _words(lang: str, name: str, key: str, *, exact: bool = False) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_any(load(lang, name)[key])})(?![\w-])", 0 if exact else re.IGNORECASE)


@cache
def _schooling(lang: str) -> re.Pattern[str]:
    data = load(lang, "schooling")
    return re.compile(
        rf"(?<!\w)(?:{_any(data['prepositions'])}){_BETWEEN}(?P<word>(?:{_any(data['words'])})s?)(?!\w)", re.IGNORECASE
    )


@cache
def _norms(lang: str) -> re.Pattern[str]:
    """Match a norm or law with the numbers behind it ("NEN-EN 50110-1:2013"), or a year after "wet" or "act"."""
    names = _any(load(lang, "brands")["norms"])
    return re.compile(
        rf"(?<!\w)(?:{names})(?:[\s:/-]*(?:EN|ISO|IEC|NEN|\d[\d.:-]*))*"
        r"|(?<!\w)(?:\w*wet|\w*besluit|\w*regeling|act|directive|regulation|richtlijn|verordening)\s+(?:\w+\s+){0,2}\d{4}",
        re.IGNORECASE,
    )


def _any(words: Iterable[object]) -> str:
    """Return an alternation of words, the longest first, with any white space where they have a blank."""
    ordered = sorted({str(word) for word in words}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
