"""How one outcome is read, as data and for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mclint.nlp.analysis import Analysis, Phrase, Predicate
from mclint.report.escape import terminal

_WORDS = {
    "nl": {
        "measurable": "Meetbaar: ja.",
        "not": "Meetbaar: nee.",
        "action": "handeling die je kunt zien",
        "state": "toestand die je niet kunt zien",
        "teaching": "wat de opleiding doet of de lerende ondergaat",
        "topic": "onderwerp zonder werkwoord",
        "attitude": "houding",
        "object": "onderwerp van de handeling",
        "context": "context",
        "criterion": "criterium",
        "bloom": "Bloom",
        "domain": "domein",
        "unknown": "mclint kent dit werkwoord niet",
    },
    "en": {
        "measurable": "Measurable: yes.",
        "not": "Measurable: no.",
        "action": "an action that can be observed",
        "state": "a state that cannot be observed",
        "teaching": "what the course does or the learner undergoes",
        "topic": "a topic without a verb",
        "attitude": "an attitude",
        "object": "object",
        "context": "context",
        "criterion": "criterion",
        "bloom": "Bloom",
        "domain": "domain",
        "unknown": "mclint does not know this verb",
    },
}


def analysis_data(analysis: Analysis) -> dict[str, Any]:
    """Return the reading as plain data, one object for each main predicate; offsets count code points."""
    return {
        "text": analysis.text,
        "language": analysis.language,
        "measurable": analysis.measurable,
        "predicates": [
            {
                "lemma": item.lemma,
                "kind": item.kind.value,
                "bloom": list(item.bloom),
                "domain": item.domain,
                "start": item.start,
                "end": item.end,
                "object": _phrase(item.object),
                "context": _phrase(item.context),
                "criterion": _phrase(item.criterion),
            }
            for item in analysis.predicates
        ],
    }


def analysis_text(analysis: Analysis, lang: str) -> Iterator[str]:
    """Yield the reading line by line for people."""
    words = _WORDS.get(lang, _WORDS["en"])
    yield terminal(analysis.text)
    yield words["measurable" if analysis.measurable else "not"]
    for item in analysis.predicates:
        yield f"- {_predicate(analysis, item, words)}"
        for name in ("object", "context", "criterion"):
            phrase = getattr(item, name)
            if phrase is not None:
                yield f"    {words[name]}: {terminal(phrase.text)}"
        if item.bloom:
            yield f"    {words['bloom']}: {', '.join(map(str, item.bloom))}"
        if item.domain:
            yield f"    {words['domain']}: {item.domain}"
        if item.lemma is not None and not item.known:
            yield f"    {words['unknown']}"


def _predicate(analysis: Analysis, item: Predicate, words: dict[str, str]) -> str:
    marked = terminal(analysis.text[item.mark[0] : item.mark[1]])
    lemma = f" ({terminal(item.lemma)})" if item.lemma else ""
    return f'"{marked}"{lemma}: {words[item.kind.value]}'


def _phrase(phrase: Phrase | None) -> str | None:
    return phrase.text if phrase is not None else None
