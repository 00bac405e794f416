"""What words say of the language that they are in: small words by a list, other words by groups of three letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from mclint.data import read_yaml, rules_dir

#: What one small word of a language that the other has not weighs, against the most that letters of a word can say.
_MOST = 2.0
#: In the list of letters the unit is a tenth.
_UNIT = 10.0


def small_words(lang: str) -> frozenset[str]:
    """Return the small words of a language; empty for one that has no list."""
    return lists_of_small_words().get(lang, frozenset())


@dataclass(frozen=True, slots=True)
class Letters:
    """For each group of three letters how likely it is in each language, against the mean of these languages."""

    languages: tuple[str, ...]
    groups: Mapping[str, tuple[int, ...]]


@lru_cache(maxsize=20_000)
def word_scores(word: str) -> tuple[float, ...]:
    """Return for each language that is read what a word says for it."""
    known, having = letter_groups(), owners_of_words().get(word, ())
    owners = [lang in having for lang in known.languages]
    if any(owners):
        return tuple(0.0 if all(owners) else _MOST if owned else -_MOST for owned in owners)
    sums = [0] * len(known.languages)
    for group in groups_of(word):
        for place, value in enumerate(known.groups.get(group, ())):
            sums[place] += value
    return tuple(max(-_MOST, min(_MOST, value / _UNIT)) for value in sums)


def groups_of(word: str) -> Iterable[str]:
    """Yield the groups of three letters of a word in lower case, with `^` for its start and `$` for its end."""
    framed = f"^{word}$"
    return (framed[place : place + 3] for place in range(len(framed) - 2))


@cache
def lists_of_small_words() -> Mapping[str, frozenset[str]]:
    """Return by language the words that every sentence in it is full of."""
    data = read_yaml(rules_dir() / "words" / "small-words.yaml")["languages"]
    return {str(lang): frozenset(map(str, words)) for lang, words in data.items()}


@cache
def owners_of_words() -> Mapping[str, tuple[str, ...]]:
    """Return for each small word the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for lang, words in lists_of_small_words().items():
        for word in words:
            found[word] = (*found.get(word, ()), lang)
    return found


@cache
def letter_groups() -> Letters:
    """Return what groups of letters say of the languages that are read."""
    data = read_yaml(rules_dir() / "words" / "letters.yaml")
    lines = (line.split() for line in str(data["letters"]).splitlines())
    return Letters(tuple(map(str, data["languages"])), {group: tuple(map(int, values)) for group, *values in lines})
