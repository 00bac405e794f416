"""Guesses which word was meant: first from a list of synonyms, then by edit distance."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from mclint.data import read_yaml, rules_dir

#: One mistake for every three letters, at most three: "niveu" finds "niveau", "abc" does not find "xyz".
_LETTERS_PER_MISTAKE = 3
_MOST_MISTAKES = 3
#: Nobody means a longer word; only its start would be compared.
_LONGEST = 200
#: What a table of edit distances costs next to a look at the letters of two words.
_TABLE = 32


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


@dataclass(slots=True)
class Guesses:
    """The guesses for one file: a file of wrong words only gets as many as people can use, and then none.

    `left` is how many candidates may still be compared with a word by their letters; a table of edit distances counts
    for `_TABLE` of them.
    """

    left: int = 50_000

    def did_you_mean(self, word: str, candidates: Sequence[str], place: str = "") -> str | None:
        """Return what `did_you_mean` does, None where there have been too many guesses before."""
        if self.left <= 0:
            return None
        return synonyms().meant(word, candidates, place) or self.closest(word, candidates)

    def closest(self, word: str, candidates: Sequence[str]) -> str | None:
        """Return what `closest` does, None where there have been too many guesses before."""
        if self.left <= 0:
            return None
        found, cost = _search(word, candidates)
        self.left -= cost
        return found


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
    return _search(word, candidates)[0]


def _search(word: str, candidates: Iterable[str]) -> tuple[str | None, int]:
    """Return the closest candidate and what finding it cost, as `Guesses` counts."""
    wanted = folded(word)
    if not wanted:
        return None, 1
    best, fewest, cost = None, min(_MOST_MISTAKES, len(wanted) // _LETTERS_PER_MISTAKE) + 1, _TABLE
    letters = set(wanted)
    for candidate in candidates:
        cost += 1
        other = _folded_once(candidate) if len(candidate) <= _LONGEST else ""
        if abs(len(other) - len(wanted)) >= fewest or len(letters.difference(other)) >= fewest:
            continue  # each letter that the other word lacks is a mistake of its own
        cost += _TABLE
        if (mistakes := _distance(wanted, other, fewest)) < fewest:
            best, fewest = candidate, mistakes
    return best, cost


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


def _distance(first: str, second: str, limit: int) -> int:
    """Return the distance of two words; from the limit on only that it is at least that much.

    A way that strays from the diagonal has as many mistakes as it is away from it, so only what is nearer is worked out.
    """
    far = len(first) + len(second)
    before: list[int] = []
    row = [j if j < limit else far for j in range(len(second) + 1)]
    for i, sign in enumerate(first, 1):
        before, previous = row, before
        row = [far] * (len(second) + 1)
        row[0] = i if i < limit else far
        for j in range(max(1, i - limit + 1), min(len(second), i + limit - 1) + 1):
            other = second[j - 1]
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (sign != other))
            if i > 1 and j > 1 and sign == second[j - 2] and first[i - 2] == other:
                cost = min(cost, previous[j - 2] + 1)
            row[j] = cost
        if i > 1 and min(row) >= limit and min(before) >= limit:
            return limit
    return row[-1]
