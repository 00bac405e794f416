"""Reads a learning outcome in the language it is written in."""

from __future__ import annotations

from mclint.nlp.analysis import Analysis
from mclint.nlp.pipeline import tokenise


def analyse(text: str, lang: str) -> Analysis:
    """Return how a text is read as a learning outcome; `lang` is a language tag of which the primary subtag counts.

    A language that has no reader gives an analysis without predicates.
    """
    primary = lang.lower().partition("-")[0]
    if primary == "nl":
        from mclint.nlp.dutch.reading import read as read_dutch

        return read_dutch(text, tokenise(text, primary))
    if primary == "en":
        from mclint.nlp.english.reading import read as read_english

        return read_english(text, tokenise(text, primary))
    return Analysis(text, primary)
