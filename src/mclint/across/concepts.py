"""Words as concepts: what two words have in common by stem, by meaning, and by the parts of a compound.

The lists are data (`rules/lexicons/<language>/same.yaml` and `counts.yaml`); stems come from Snowball.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from mclint.nlp import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

#: How much two words have in common: one stem; one group of words with the same meaning; one part of a compound.
SAME, ALIKE, HEAD, PART = 1.0, 0.9, 0.6, 0.5

#: A part of a compound has so many letters at least.
_SHORTEST_PART = 3
_SHORTEST_UNKNOWN = 5
_LINKS = ("", "s", "e", "en", "n")
_SNOWBALL = {"nl": "dutch", "en": "english"}
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

#: What a word weighs that says little by itself.
_WEAK = 0.25


@dataclass(frozen=True, slots=True)
class Term:
    """One word of an outcome as something to compare.

    Attributes:
        word: the lemma.
        keys: its stem and the groups of words with its meaning.
        head, parts: keys of the last part of a compound and of the others; empty for a simple word.
        weight: how much it says about what an outcome is about, above 0; a rare word says more.
    """

    word: str
    stem: str
    keys: frozenset[str]
    head: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    weight: float = 1.0

    @property
    def features(self) -> frozenset[str]:
        """Return everything by which another word can be found to be like this one."""
        return self.keys | self.head | self.parts


def likeness(first: Term, second: Term) -> float:
    """Return how much two words have in common, 0 to 1."""
    if first.stem == second.stem:
        return SAME
    if first.keys & second.keys:
        return ALIKE
    if first.head and second.head:
        shared = HEAD * bool(first.head & second.head) + PART * bool(first.parts & second.parts)
        return min(shared, ALIKE) or PART * bool((first.head & second.parts) or (second.head & first.parts))
    if first.head & second.keys or second.head & first.keys:
        return HEAD
    return PART if first.parts & second.keys or second.parts & first.keys else 0.0


@dataclass(frozen=True, eq=False)
class Concepts:
    """What is known about the words of one language."""

    lang: str
    stem: Callable[[str], str]
    groups: dict[str, frozenset[str]]
    phrases: dict[str, tuple[tuple[frozenset[str], str], ...]]
    verbs_of: dict[str, str]
    weak: frozenset[str]
    counts: dict[str, int]
    counted: int
    _terms: dict[str, Term] = field(default_factory=dict)

    def term(self, word: str) -> Term:
        """Return a word as something to compare."""
        known = self._terms.get(word)
        if known is None:
            known = self._terms[word] = self._make(word)
        return known

    def terms(self, words: Iterable[str], text: str) -> Iterator[Term]:
        """Yield each word as something to compare; an expression of several words that the text holds is one."""
        words = list(words)
        present = {self.stem(match[0]) for match in _WORD.finditer(text.lower())}
        for word in words:
            term = self.term(word)
            found = [group for rest, group in self.phrases.get(term.stem, ()) if rest <= present]
            yield term if not found else Term(word, f"{term.stem}+", term.keys.union(found) - {term.stem}, weight=1.0)

    def _make(self, word: str) -> Term:
        stem = self.stem(word)
        keys = self._keys(word)
        weight = self._weight(stem, word)
        split = self._split(word) if len(keys) == 1 and stem not in self.counts else ()
        if len(split) < 2:
            return Term(word, stem, keys, weight=weight)
        parts = frozenset(key for part in split[:-1] for key in self._keys(part))
        return Term(word, stem, keys, self._keys(split[-1]), parts, weight)

    def _keys(self, word: str) -> frozenset[str]:
        verb = self.verbs_of.get(word) or self.verbs_of.get(self.stem(word))
        stem = self.stem(verb or word)
        return (
            frozenset({stem, self.stem(word)})
            | self.groups.get(stem, frozenset())
            | self.groups.get(self.stem(word), frozenset())
        )

    def _weight(self, stem: str, word: str) -> float:
        if word in self.weak or stem in self.weak:
            return _WEAK
        share = (1 + self.counts.get(stem, 0)) / (1 + self.counted)
        return max(_WEAK, min(1.0, -math.log(share) / math.log(1 + self.counted)))

    def _split(self, word: str) -> tuple[str, ...]:
        """Return the known words that a compound is made of, or the word itself."""
        if "-" in word:
            return tuple(part for part in word.split("-") if part)
        if self.lang != "nl" or len(word) < 2 * _SHORTEST_PART:
            return (word,)
        return _split_known(word, self) or (word,)

    def knows(self, word: str) -> bool:
        """Say whether a word stands in one of the lists."""
        stem = self.stem(word)
        return stem in self.counts or stem in self.groups or word in self.verbs_of


def _split_known(word: str, concepts: Concepts) -> tuple[str, ...]:
    """Return the split of a compound at its last part: the longest word that is known.

    What stands in front of it need not be known ("hoogvolt|kabel"), but then it is long enough to be a word of its own.
    """
    unknown: tuple[str, ...] = ()
    for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        last, rest = word[place:], word[:place]
        if not concepts.knows(last):
            continue
        for link in _LINKS:
            first = rest.removesuffix(link) if link else rest
            if len(first) < _SHORTEST_PART or (link and first == rest):
                continue
            if concepts.knows(first):
                return first, last
            if len(first) >= 2 * _SHORTEST_PART and (split := _split_known(first, concepts)):
                return *split, last
        if not unknown and len(rest) >= _SHORTEST_UNKNOWN:
            unknown = (rest, last)
    return unknown


@cache
def concepts_of(lang: str) -> Concepts:
    """Return what is known about the words of a language that has a lexicon; read once."""
    import snowballstemmer

    stem = lru_cache(maxsize=100_000)(snowballstemmer.stemmer(_SNOWBALL[lang]).stemWord)
    same, counted = lexicon.load(lang, "same"), lexicon.load(lang, "counts")
    groups: dict[str, set[str]] = {}
    phrases: dict[str, list[tuple[frozenset[str], str]]] = {}
    for kind in ("verbs", "words"):
        for number, members in enumerate(same[kind]):
            for member in members:
                _enter(str(member), f"{kind} {number}", stem, groups, phrases)
    counts = {str(word): int(count) for count, words in counted["counts"].items() for word in words}
    return Concepts(
        lang,
        stem,
        {word: frozenset(names) for word, names in groups.items()},
        {word: tuple(found) for word, found in phrases.items()},
        {str(noun): str(verb) for noun, verb in _nouns(same, stem)},
        frozenset(str(word) for word in same["weak"]) | frozenset(stem(str(word)) for word in same["weak"]),
        counts,
        int(counted["outcomes"]),
    )


def _nouns(same: Any, stem: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    for noun, verb in same["nouns_of_verbs"].items():
        yield noun, verb
        yield stem(str(noun)), verb


def _enter(
    member: str,
    group: str,
    stem: Callable[[str], str],
    groups: dict[str, set[str]],
    phrases: dict[str, list[tuple[frozenset[str], str]]],
) -> None:
    """Enter one member of a group: a word by its stem, an expression by each of its words that has one."""
    words = [stem(word) for word in member.split()]
    if len(words) == 1:
        groups.setdefault(words[0], set()).add(group)
        return
    for index in (0, len(words) - 1):
        rest = frozenset(words[:index] + words[index + 1 :])
        phrases.setdefault(words[index], []).append((rest, group))
