"""Gives predicates their Bloom levels: by votes learned from human ratings, else as the verb lists have them.

The votes are a linear model: each feature of a predicate adds its points to some levels, the level with most points is
the one raters would give. Features are the verb, its object's head noun, the verbs beside it, and the words of the
outcome. `rules/lexicons/en/bloom.yaml` holds the points and says what they were learned from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mclint.nlp.english.frames import object_heads
from mclint.nlp.english.group import Group
from mclint.nlp.english.inflection import singular
from mclint.nlp.english.words import Clause

_WORD = re.compile(r"[a-z]{3,}")
_SMALL = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "their",
        "its",
        "his",
        "her",
        "your",
        "this",
        "that",
        "these",
        "those",
        "are",
        "will",
        "can",
        "both",
        "also",
        "such",
        "more",
        "how",
        "which",
        "what",
        "who",
        "they",
        "our",
    ]
)
# More words than this are not one outcome; the votes of the rest would only cost time.
_MOST_WORDS = 400
_MOST_PREDICATES = 25


@dataclass(frozen=True, slots=True)
class Basis:
    """What the levels of a predicate depend on.

    Attributes:
        keys: the names under which the votes may know it, its verb first.
        listed: the levels on which the word lists place it.
        bound: the votes choose among those only: university raters seldom meet the work of hands.
    """

    keys: tuple[str, ...]
    listed: tuple[int, ...] = ()
    bound: bool = False


def keys(clause: Clause, group: Group) -> tuple[str, ...]:
    """Return the verb's key in the votes (with its frame, if it has one), then that key with the object's head noun."""
    lemma = clause.lex.canonical.get(group.verb.lemma, group.verb.lemma)
    verb = (f"{group.sense.key}:{lemma}" if group.sense.key else lemma).replace(" ", "_")
    head = next(object_heads(clause, group.verb.after), -1)
    return (verb, f"{verb}|{singular(clause.at(head))}") if head >= 0 else (verb,)


def basis(clause: Clause, group: Group) -> Basis:
    """Return what the levels of a predicate depend on."""
    lemma = clause.lex.canonical.get(group.verb.lemma, group.verb.lemma)
    entry = clause.lex.verbs.get(lemma) or clause.lex.verbs.get(lemma.split()[0])
    listed = group.sense.bloom or (entry.bloom if entry else ())
    return Basis(keys(clause, group), listed, entry is not None and entry.domain == "psychomotor")


def content(text: str) -> tuple[str, ...]:
    """Return the different content words of an outcome in singular form, in the order of the text."""
    found = dict.fromkeys(singular(word) for word in _WORD.findall(text.lower()) if word not in _SMALL)
    return tuple(found)[:_MOST_WORDS]


def features(every: Sequence[tuple[str, ...]], index: int, words: Sequence[str]) -> Iterator[str]:
    """Yield the features of one predicate: `every` holds the keys of all predicates of the outcome, `words` its content."""
    verb = every[index][0]
    before = every[index - 1][0] if index else "-"
    after = every[index + 1][0] if index + 1 < len(every) else "-"
    yield f"v={verb}"
    yield from (f"vo={key}" for key in every[index][1:])
    yield f"n={min(len(every), 3)}"
    yield f"vn={verb}|{after}"
    yield f"vp={verb}|{before}"
    yield f"nx={after}"
    yield f"pv={before}"
    for other in sorted({key[0] for place, key in enumerate(every) if place != index}):
        yield f"ot={other}"
        yield f"vot={verb}|{other}"
    for word in words:
        yield f"t={word}"
        yield f"vt={verb}|{word}"


def rate(
    votes: Mapping[str, tuple[tuple[int, int], ...]], every: Sequence[Basis], index: int, words: Sequence[str]
) -> tuple[int, ...]:
    """Return the sorted levels of one predicate; the highest is the one raters give, lower ones are other sources'.

    For a verb the ratings do not know, the votes choose among the levels of the lists.

    Args:
        every: all predicates of the outcome; `index` is the one to rate.
        words: the content of the outcome.
    """
    this = every[index]
    if len(every) > _MOST_PREDICATES:
        return this.listed
    free = f"v={this.keys[0]}" in votes and not this.bound
    if not free and not this.listed:
        return ()
    points = [0] * 6
    for feature in features([item.keys for item in every], index, words):
        for level, value in votes.get(feature, ()):
            points[level - 1] += value
    top = max(range(1, 7) if free else this.listed, key=lambda level: points[level - 1])
    return tuple(sorted({top, *(level for level in this.listed if level < top)}))
