"""Words as concepts: what two words have in common by stem, by meaning, by the parts of a compound, by a professional task.

The lists are data (`rules/lexicons/<language>/same.yaml`, `jobs.yaml` and `counts.yaml`); stems come from Snowball.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from mclint.across.compounds import split_compound
from mclint.nlp import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

#: How much two words have in common: one stem; one group of words with the same meaning; one part of a compound.
SAME, ALIKE, HEAD, PART = 1.0, 0.9, 0.6, 0.5

_SNOWBALL = {"nl": "dutch", "en": "english"}
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

#: What a word weighs that says little by itself, and the least that any word weighs.
_WEAK, _LEAST = 0.2, 0.1


@dataclass(frozen=True, slots=True)
class Term:
    """One word of an outcome as something to compare.

    Attributes:
        word: the word in lower case; `stem` its stem.
        keys: its stem, that of the verb of a noun, and the groups of words with its meaning.
        head, parts: keys of the last part of a compound and of the others; empty for a simple word.
        jobs: the professional tasks whose lists hold it or a part of it.
        weight: how much it says about what an outcome is about, above 0; a rare word says more.
        features: everything by which another word can be found to be like this one; kept, as it is asked for very often.
    """

    word: str
    stem: str
    keys: frozenset[str]
    head: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    jobs: frozenset[int] = frozenset()
    weight: float = 1.0
    features: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Work out the features."""
        object.__setattr__(self, "features", self.keys | self.head | self.parts)


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
    """What is known about the words of one language.

    Attributes:
        stem: gives the stem of a word.
        groups: by stem the groups of words with the same meaning.
        phrases: by the stem of one of its words what else an expression needs, and its group.
        verbs_of: by a noun or its stem the verb of the same task.
        weak: words and stems that say little.
        jobs: by stem the professional tasks whose lists hold it.
        shares: by stem the greatest share of texts of one of the collections that hold it.
        least_share: the share of a stem that no collection holds.
    """

    lang: str
    stem: Callable[[str], str]
    groups: dict[str, frozenset[str]]
    phrases: dict[str, tuple[tuple[frozenset[str], str], ...]]
    verbs_of: dict[str, str]
    weak: frozenset[str]
    jobs: dict[str, frozenset[int]]
    shares: dict[str, float]
    least_share: float
    _terms: dict[str, Term] = field(default_factory=dict)

    def term(self, word: str) -> Term:
        """Return a word as something to compare."""
        known = self._terms.get(word)
        if known is None:
            known = self._terms[word] = self._make(word)
        return known

    def terms(self, words: Iterable[str], present: frozenset[str]) -> Iterator[Term]:
        """Yield each word as something to compare; an expression of several words that the text holds is one.

        `present` are the stems of all words of the text.
        """
        for word in words:
            term = self.term(word)
            found = [group for rest, group in self.phrases.get(term.stem, ()) if rest <= present]
            yield term if not found else Term(word, f"{term.stem}+", term.keys.union(found) - {term.stem}, jobs=term.jobs)

    def stems(self, text: str) -> frozenset[str]:
        """Return the stems of all words of a text."""
        return frozenset(self.stem(match[0]) for match in _WORD.finditer(text.lower()))

    def knows(self, word: str) -> bool:
        """Say whether a word stands in one of the lists."""
        stem = self.stem(word)
        return stem in self.shares or stem in self.groups or stem in self.jobs or word in self.verbs_of

    def _make(self, word: str) -> Term:
        stem, keys = self.stem(word), self._keys(word)
        whole = self.knows(word) and "-" not in word
        split = (word,) if whole and (len(keys) > 1 or stem in self.shares) else split_compound(word, self.lang, self.knows)
        stems = [stem, *(self.stem(part) for part in split if len(split) > 1)]
        jobs = frozenset(job for one in stems for job in self.jobs.get(one, ()))
        if len(split) < 2:
            return Term(word, stem, keys, jobs=jobs, weight=self._weight(word))
        parts = frozenset(key for part in split[:-1] for key in self._keys(part))
        return Term(word, stem, keys, self._keys(split[-1]), parts, jobs, self._weight(word))

    def _keys(self, word: str) -> frozenset[str]:
        verb = self.verbs_of.get(word) or self.verbs_of.get(self.stem(word))
        stems = {self.stem(word), self.stem(verb or word)}
        return frozenset(stems).union(*(self.groups.get(stem, ()) for stem in stems))

    def _weight(self, word: str) -> float:
        """Return the share of information in a word: 1 for one that was never seen, less for a frequent one."""
        stem = self.stem(word)
        if word in self.weak or stem in self.weak:
            return _WEAK
        return max(_LEAST, math.log(self.shares.get(stem, self.least_share)) / math.log(self.least_share))


@cache
def concepts_of(lang: str) -> Concepts:
    """Return what is known about the words of a language that has a lexicon; read once."""
    from Stemmer import Stemmer

    one = lru_cache(maxsize=100_000)(Stemmer(_SNOWBALL[lang]).stemWord)

    def stem(word: str) -> str:
        return one(word) if " " not in word else " ".join(map(one, word.split()))

    same = lexicon.load(lang, "same")
    groups: dict[str, set[str]] = {}
    phrases: dict[str, list[tuple[frozenset[str], str]]] = {}
    for kind in ("verbs", "words"):
        for number, members in enumerate(same[kind]):
            for member in members:
                _enter(str(member), f"{kind} {number}", stem, groups, phrases)
    jobs: dict[str, set[int]] = {}
    for number, words in enumerate(job_lists(lang)):
        for word in words:
            jobs.setdefault(stem(word), set()).add(number)
    shares, least = _shares(lexicon.load(lang, "counts")["collections"])
    return Concepts(
        lang,
        stem,
        {word: frozenset(names) for word, names in groups.items()},
        {word: tuple(found) for word, found in phrases.items()},
        {str(noun): str(verb) for noun, verb in _nouns(same, stem)},
        frozenset(str(word) for word in same["weak"]) | frozenset(stem(str(word)) for word in same["weak"]),
        {word: frozenset(numbers) for word, numbers in jobs.items()},
        shares,
        least,
    )


def job_lists(lang: str) -> list[list[str]]:
    """Return the words of each professional task; the file holds one task on a line, which is read faster than YAML lists."""
    lines = str(lexicon.load(lang, "jobs")["jobs"]).splitlines()
    return [[word.strip() for word in line.split(",")] for line in lines if line and not line.startswith("#")]


def _shares(collections: list[dict[str, Any]]) -> tuple[dict[str, float], float]:
    """Return for each stem its greatest share in a collection, as if seen once more, and that of a stem never seen.

    A share is put on the scale of the largest collection: equally rare words of two collections weigh the same.
    """
    least = min(1 / (1 + item["texts"]) for item in collections)
    shares: dict[str, float] = {}
    for item in collections:
        own = 1 / (1 + item["texts"])
        for count, words in item["counts"].items():
            share = least ** (math.log((1 + count) * own) / math.log(own))
            for word in words:
                shares[str(word)] = max(share, shares.get(str(word), 0.0))
    return shares, least


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
    """Enter one member of a group: a word by its stem, an expression by its first and its last word."""
    words = [stem(word) for word in member.split()]
    if len(words) == 1:
        groups.setdefault(words[0], set()).add(group)
        return
    groups.setdefault(" ".join(words), set()).add(group)
    for index in (0, len(words) - 1):
        rest = frozenset(words[:index] + words[index + 1 :])
        phrases.setdefault(words[index], []).append((rest, group))
