"""Tells in which language a text is, by the small words that every sentence of a language is full of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from mclint.data import read_yaml, rules_dir

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|['’]n\b")

#: With fewer small words than this nothing is said: a list of names or loan words has no language of its own.
_LEAST = 2


def guess_language(text: str) -> dict[str, float]:
    """Return for each language known the share of words of the text that are its small words, 0 to 1.

    A word that several languages share counts for each of them, weighed by how few share it; so "in" says little and
    "wordt" much. Empty where the text has too few small words to tell. The lists are our own choice of closed-class
    words (articles, pronouns, prepositions, auxiliaries, conjunctions).
    """
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    table = _weights()
    hits = [table[word] for word in words if word in table]
    if len(hits) < _LEAST:
        return {}
    scores: dict[str, float] = {}
    for weights in hits:
        for language, weight in weights.items():
            scores[language] = scores.get(language, 0.0) + weight
    return {language: round(score / len(words), 4) for language, score in scores.items()}


def small_words(lang: str) -> frozenset[str]:
    """Return the small words of a language; empty for one that has no list."""
    return frozenset(str(word) for word in _lists().get(lang, ()))


@cache
def _lists() -> Mapping[str, list[str]]:
    lists: Mapping[str, list[str]] = read_yaml(rules_dir() / "words" / "small-words.yaml")["languages"]
    return lists


@cache
def _weights() -> dict[str, dict[str, float]]:
    owners: dict[str, list[str]] = {}
    for language, words in _lists().items():
        for word in words:
            owners.setdefault(str(word), []).append(language)
    return {word: dict.fromkeys(languages, 1 / len(languages)) for word, languages in owners.items()}
