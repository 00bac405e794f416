"""Reads a learning outcome in the language it is written in."""

from __future__ import annotations

from pathlib import Path

from mclint.nlp.analysis import Analysis
from mclint.nlp.fold import as_written, folded
from mclint.nlp.pipeline import main_verbs, tokenise


def analyse(text: str, lang: str, pipeline: Path | None = None) -> Analysis:
    """Return how a text is read as a learning outcome.

    Args:
        lang: a language tag of which the primary subtag counts; one that has no reader gives no predicates.
        pipeline: the folder of an installed pipeline, asked where lexicon and grammar see or know no verb.
    """
    primary = lang.lower().partition("-")[0]
    look = folded(text, primary)
    analysis = _read(look.text, primary)
    if pipeline is not None:
        from mclint.nlp.opinion import is_open, settle

        analysis = settle(analysis, main_verbs(look.text, primary, pipeline)) if is_open(analysis) else analysis
    return as_written(analysis, look)


def _read(text: str, primary: str) -> Analysis:
    if primary == "nl":
        from mclint.nlp.dutch.reading import read as read_dutch

        return read_dutch(text, tokenise(text, primary))
    if primary == "en":
        from mclint.nlp.english.reading import read as read_english

        return read_english(text, tokenise(text, primary))
    return Analysis(text, primary)
