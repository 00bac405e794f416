"""Guesses which word was meant: first from a list of synonyms, then by edit distance."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from mclint.data import read_yaml, rules_dir

#: One mistake for every three letters, at most three: "niveu" finds "niveau", "abc" does not find "xyz".
_LETTERS_PER_MISTAKE = 3
_MOST_MISTAKES = 3


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Words people use for keys and codes: `everywhere`, and by the place (a key or "key.code") where they mean that."""

    everywhere: Mapping[str, tuple[str, ...]]
    places: Mapping[str, Mapping[str, tuple[str, ...]]]

    def meant(self, word: str, candidates: Iterable[str], place: str = "") -> str | None:
        """Return the candidate that a word is a synonym of at a place, or None."""
        allowed = set(candidates)
        key = folded(word)
        for table in (self.places.get(place, {}), self.everywhere):
            for target in table.get(key, ()):
                if target in allowed:
                    return target
        return None


def did_you_mean(word: str, candidates: Iterable[str], place: str = "") -> str | None:
    """Return the candidate that was probably meant, or None where none is near."""
    known = list(candidates)
    return synonyms().meant(word, known, place) or closest(word, known)


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate with the smallest edit distance to a word, or None where all are too far.

    Case, accents, blanks, hyphens and underscores do not count as mistakes; an exchange of neighbours counts as one
    (Damerau-Levenshtein, restricted). Words of one or two signs have to be equal, or "9" would be taken for "1". Of
    equal ones the first candidate wins.
    """
    wanted = folded(word)
    if not wanted:
        return None
    best, fewest = None, min(_MOST_MISTAKES, len(wanted) // _LETTERS_PER_MISTAKE) + 1
    letters = set(wanted)
    for candidate in candidates:
        other = _folded_once(candidate)
        if abs(len(other) - len(wanted)) >= fewest or len(letters.difference(other)) >= fewest:
            continue  # each letter that the other word lacks is a mistake of its own
        if (mistakes := _distance(wanted, other)) < fewest:
            best, fewest = candidate, mistakes
    return best


@lru_cache(maxsize=1024)
def _folded_once(word: str) -> str:
    """Fold a candidate: they are few and come back for every word."""
    return folded(word)


def folded(word: str) -> str:
    """Return a word in lower case without accents, blanks, hyphens and underscores."""
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(sign for sign in plain if sign.isalnum() or sign == "+")[:64]


@cache
def synonyms() -> Synonyms:
    """Return the package's list of synonyms, read once."""
    data = read_yaml(rules_dir() / "words" / "synonyms.yaml")
    return Synonyms(_turned(data["everywhere"]), {place: _turned(table) for place, table in data["places"].items()})


def _turned(table: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Turn word lists by target into targets by folded word."""
    found: dict[str, tuple[str, ...]] = {}
    for target, words in table.items():
        for word in words:
            key = folded(str(word))
            found[key] = (*found.get(key, ()), str(target))
    return found


def _distance(first: str, second: str) -> int:
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, sign in enumerate(first, 1):
        before, previous, row = row, before, [i]
        for j, other in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (sign != other))
            if i > 1 and j > 1 and sign == second[j - 2] and first[i - 2] == other:
                cost = min(cost, previous[j - 2] + 1)
            row.append(cost)
    return row[-1]
