"""The words that the lists of a language know, to tell what a word with unusual letters stands for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from mclint.letters.glyphs import Table
from mclint.letters.known import shape_of
from mclint.nlp.lexicon import load, texts
from mclint.nlp.spelling import small_words

_WORD = re.compile(r"[^\W\d_]+")
#: Lists of words that occur in outcomes; those left out hold numbers, or nouns in their thousands that no reading asks for.
_LISTS = (
    "abbreviations", "accented", "brands", "frames", "grammar", "hedges", "irregular", "nonlearners", "qualities",
    "schooling", "states", "teaching", "verbs",
)  # fmt: skip
_HEADER = frozenset({"about", "sources", "date"})
_VOWELS = frozenset("aeiou")
#: A listed word that is shorter is not looked for inside other words.
_SHORTEST_PART = 4
_BARE = Table(lambda letter: unicodedata.normalize("NFD", letter)[0])
#: How many letters before an accent tell listed words apart.
_BEFORE = 2


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The words of one language, in lower case.

    Attributes:
        words: all of them, with their forms.
        parted: letters with a mark that parts them from a vowel before them ("cliënt"), in any word.
        shapes: all of them by what they look like; filled when it is first asked for.
        accented: those with accents, each with one accent only and its place, by that letter and the two before it.
    """

    words: frozenset[str]
    parted: frozenset[str]
    accented: dict[str, tuple[tuple[str, int], ...]]
    shapes: dict[str, list[str]] = field(default_factory=dict)

    def has(self, word: str) -> bool:
        """Say whether a list has a word, or a form of it."""
        return word in self.words

    def alike(self, shape: str) -> Sequence[str]:
        """Return the words that have this shape, as `mclint.letters.known.shape_of` gives it."""
        if not self.shapes:
            for word in sorted(self.words):
                self.shapes.setdefault(shape_of(word), []).append(word)
        return self.shapes.get(shape, ())

    def accents(self, word: str) -> frozenset[int]:
        """Return the places of letters whose accent belongs to the word.

        That is where a listed word, or one inside a compound, has it too; and where it parts two vowels, unless the word
        is known without it.
        """
        bare = word.translate(_BARE)
        kept = frozenset(place for place, sign in enumerate(word) if not sign.isascii() and self._is_listed(bare, place, sign))
        parted = frozenset(
            place
            for place, sign in enumerate(word)
            if place and place not in kept and sign in self.parted and bare[place - 1] in _VOWELS
        )
        return kept if not parted or bare in self.words else kept | parted

    def _is_listed(self, bare: str, place: int, sign: str) -> bool:
        """Say whether a list has a letter with its accent at a place of a word, which is given without any."""
        word = f"{bare[:place]}{sign}{bare[place + 1 :]}"
        for size in range(min(place, _BEFORE) + 1):
            for listed, at in self.accented.get(word[place - size : place + 1], ()):
                start = place - at
                if word == listed or (start >= 0 and len(listed) >= _SHORTEST_PART and word.startswith(listed, start)):
                    return True
        return False


@cache
def vocabulary(lang: str) -> Vocabulary:
    """Return the words of a language that has lists; raises FileNotFoundError for any other."""
    words = frozenset(_listed(lang)) | small_words(lang) | _forms(lang)
    lines = (line for text in texts(lang) for line in text.splitlines() if not line.isascii())
    accented = (word.lower() for line in lines for word in _WORD.findall(line) if not word.isascii())
    parted = frozenset(load(lang, "accented")["parted"])
    return Vocabulary(words, parted, _by_accent((*accented, *(word for word in words if not word.isascii()))))


def _by_accent(words: Iterable[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return words with accents by one of these with the two letters before it, so that few share a key."""
    found: dict[str, dict[tuple[str, int], None]] = {}
    for word in words:
        bare = word.translate(_BARE)
        for place, sign in enumerate(word):
            if not sign.isascii():
                one = f"{bare[:place]}{sign}{bare[place + 1 :]}"
                found.setdefault(one[max(0, place - _BEFORE) : place + 1], {})[one, place] = None
    return {key: tuple(items) for key, items in found.items()}


def _listed(lang: str) -> Iterator[str]:
    for name in _LISTS:
        for key, value in load(lang, name).items():
            if key not in _HEADER:
                for text in _strings(value):
                    yield from (match[0] for match in _WORD.finditer(text.lower()))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, child in value.items():
            yield from _strings(name)
            yield from _strings(child)
    elif isinstance(value, list):
        for child in value:
            yield from _strings(child)


def _forms(lang: str) -> frozenset[str]:
    if lang == "nl":
        from mclint.nlp.dutch.lexicon import lexicon as dutch

        lex = dutch()
        return frozenset((*lex.forms, *lex.joined, *lex.participles, *lex.verbs))
    from mclint.nlp.english.lexicon import lexicon as english

    return frozenset((*english().shapes, *english().others, *english().learners))
