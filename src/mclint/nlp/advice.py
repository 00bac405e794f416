"""What the words around a state say about what could stand there instead: a question, the verb of a clause, a trait."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from mclint.nlp.analysis import Analysis, Predicate
from mclint.nlp.lexicon import load

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*|[,;:]")
_BREAKS = frozenset(",;:")
#: How many words may stand between a verb and its question word: "weet heel goed hoe".
_BETWEEN = 2


def is_trait(analysis: Analysis, predicate: Predicate) -> bool:
    """Say whether a predicate says what somebody is like ("is geduldig", "toont inzet"), which no verb replaces."""
    words = _WORD.findall(analysis.text[predicate.mark[0] : predicate.mark[1]].lower())
    return predicate.frame is not None and not _traits(analysis.language).isdisjoint(words)


def clause_verbs(analysis: Analysis, predicate: Predicate) -> list[str]:
    """Return what can stand in place of a state with a question behind it, as verbs are listed; none where there is none.

    Behind "how" the verb of that clause comes first, if the learner does it: "weet hoe je een plan opstelt" is "op|stellen".
    """
    advice = _advice(analysis.language)
    end = next((high for low, high in analysis.sentences if low <= predicate.start < high), len(analysis.text))
    inside = _WORD.findall(analysis.text[predicate.mark[0] : predicate.mark[1]].lower())
    behind = _WORD.findall(analysis.text[predicate.mark[1] : end].lower())
    words = [*inside, *behind]
    place = _question(words, len(inside) + _BETWEEN + 1, advice)
    if place is None:
        return []
    own = _own_verb(words[place + 1 :], analysis.language, advice) if words[place] in advice["how"] else None
    return [*([own] if own is not None else []), *advice["explains"]]


def _question(words: Sequence[str], most: int, advice: Mapping[str, Any]) -> int | None:
    """Return the place of the question word behind the verb, before anything else that it could take."""
    for place, word in enumerate(words[:most]):
        if place and (word in advice["asks"] or word in advice["how"]):
            return None if words[place - 1] in advice["not_behind"] else place
        if word in advice["not_behind"] or word in _BREAKS:
            return None
    return None


def _own_verb(words: Sequence[str], lang: str, advice: Mapping[str, Any]) -> str | None:
    """Return the verb of a clause behind "how", as it is listed, where the learner or nobody is said to do it."""
    clause = list(words[: next((place for place, word in enumerate(words) if word in _BREAKS), len(words))])
    if lang == "nl":
        from mclint.nlp.dutch.clauses import clause_verb

        return clause_verb(clause, advice)
    from mclint.nlp.english.clauses import clause_verb as clause_verb_en

    return clause_verb_en(clause, advice)


@cache
def _advice(lang: str) -> Mapping[str, Any]:
    return load(lang, "advice")


@cache
def _traits(lang: str) -> frozenset[str]:
    return frozenset(map(str, _advice(lang)["traits"]))
