"""Cuts what follows a verb into object, context and criterion."""

from __future__ import annotations

from dataclasses import dataclass

from mclint.nlp.analysis import Phrase
from mclint.nlp.english.words import COMMAS, Clause

_CRITERIA = (
    ("according", "to"), ("in", "accordance", "with"), ("in", "line", "with"), ("in", "compliance", "with"),
    ("in", "conformity", "with"), ("in", "keeping", "with"), ("within",), ("conforming", "to"), ("complying", "with"),
    ("to", "a", "tolerance"), ("to", "the", "standard"), ("to", "specification"), ("to", "industry", "standards"),
    ("without", "errors"), ("without", "error"), ("at", "least"), ("at", "most"), ("no", "more", "than"), ("so", "that"),
    ("such", "that"), ("under", "the", "terms", "of"), ("following", "the"), ("as", "laid", "down"), ("as", "prescribed"),
    ("as", "described", "in"), ("to", "professional", "standards"), ("to", "within"), ("per", "the"), ("with", "a", "maximum"),
)  # fmt: skip
_BY_FIRST = {first: tuple(words for words in _CRITERIA if words[0] == first) for first, *_ in _CRITERIA}
# Words before the next predicate that belong to none ("... and will then be able to ...").
_LOOSE_ENDS = frozenset([".", "!", "?", "and", "or", "but", "then", "also", "&", "to", "be", "able", "is", "they", "he", "she"])
_NO_CONTEXT = frozenset(["of"])
_TIME_UNITS = frozenset(
    [
        "minute",
        "minutes",
        "hour",
        "hours",
        "second",
        "seconds",
        "day",
        "days",
        "mm",
        "cm",
        "percent",
        "%",
        "tolerance",
        "limits",
        "deadline",
        "budget",
        "tolerances",
        "norms",
        "guidelines",
        "standards",
    ]
)


@dataclass(frozen=True, slots=True)
class Complements:
    """What a predicate is done to, where or with what, and by what norm."""

    object: Phrase | None = None
    context: Phrase | None = None
    criterion: Phrase | None = None


def phrase(clause: Clause, text: str, start: int, end: int) -> Phrase | None:
    """Return the words from `start` to `end` without marks at either side; None if nothing is left."""
    while start < end and (clause.at(start) in COMMAS or clause.at(start) in (".", "and", "or")):
        start += 1
    while end > start and (clause.at(end - 1) in COMMAS or clause.at(end - 1) in _LOOSE_ENDS or clause.isin(end - 1, "modals")):
        end -= 1
    if start >= end:
        return None
    first, last = clause.words[start], clause.words[end - 1]
    return Phrase(text[first.start : last.end], first.start, last.end)


def _criterion(clause: Clause, index: int) -> bool:
    for words in _BY_FIRST.get(clause.at(index), ()):
        if all(clause.at(index + step) == word for step, word in enumerate(words)):
            if words == ("within",):
                return any(
                    clause.at(place) in _TIME_UNITS or clause.at(place)[:1].isdigit() for place in range(index + 1, index + 5)
                )
            return True
    return False


def complements(clause: Clause, text: str, start: int, end: int, far: int = -1) -> Complements:
    """Return object, context and criterion in the words from `start` (after the verb or its frame) to `end`.

    `far` is the index of a particle behind the object, which belongs to none of them.
    """
    context = criterion = -1
    while start < end and clause.at(start).endswith("ly") and clause.adverb(start):
        start += 1
    start += clause.at(start) == "of" and start < end
    for place in range(start, end):
        if criterion < 0 and _criterion(clause, place):
            criterion = place
        elif context < 0 and place != far and _opens_context(clause, place, start):
            context = place
    marks = sorted(place for place in (context, criterion, far, end) if place >= start)
    object_end = marks[0] if marks else end
    context_end = criterion if criterion > context else end
    criterion_end = context if context > criterion >= 0 else end
    return Complements(
        phrase(clause, text, start, object_end),
        phrase(clause, text, context, context_end) if context >= 0 else None,
        phrase(clause, text, criterion, criterion_end) if criterion >= 0 else None,
    )


def _opens_context(clause: Clause, place: int, start: int) -> bool:
    if not clause.isin(place, "context_starts") or clause.at(place) in _NO_CONTEXT:
        return False
    if clause.at(place) in ("where", "when", "as") and place == start:
        return False
    after_question = clause.at(place - 1) in ("how", "what", "where", "when", "which", "whether")
    return not (clause.at(place) == "to" and (place == start or after_question))
