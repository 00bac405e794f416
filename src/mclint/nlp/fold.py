"""Reads a text of a language as one sees it; every look-up of words starts from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from mclint.letters.fold import Folded, fold, is_usual
from mclint.letters.known import NOTHING_KNOWN
from mclint.nlp.analysis import Analysis, Phrase, Predicate, Range
from mclint.nlp.lexicon import languages
from mclint.nlp.vocabulary import vocabulary


@lru_cache(maxsize=4096)
def folded(text: str, lang: str) -> Folded:
    """Return a text in the letters it is taken for; `lang` is a primary subtag, of which words are known if it has lists."""
    if is_usual(text):
        return Folded(text, text)
    return fold(text, vocabulary(lang) if lang in languages() else NOTHING_KNOWN)


def as_written(analysis: Analysis, look: Folded) -> Analysis:
    """Return the reading of a folded text with the places and words of the text as it is written."""
    return analysis if look.same else _moved(analysis, look.written, look.back)


def as_meant(analysis: Analysis) -> Analysis:
    """Return a reading with the words that are meant instead of the signs they are written with."""
    look = folded(analysis.text, analysis.language)
    return analysis if look.same else _moved(analysis, look.text, look.into)


def _moved(analysis: Analysis, text: str, move: Callable[[int, int], Range]) -> Analysis:
    """Return a reading of another form of its text; `move` gives for a range the one in `text`."""

    def phrase(item: Phrase | None) -> Phrase | None:
        if item is None:
            return None
        start, end = move(item.start, item.end)
        return Phrase(text[start:end], start, end)

    def predicate(item: Predicate) -> Predicate:
        start, end = move(item.start, item.end)
        return replace(
            item,
            start=start,
            end=end,
            mark=move(*item.mark),
            object=phrase(item.object),
            context=phrase(item.context),
            criterion=phrase(item.criterion),
            subject_phrase=phrase(item.subject_phrase),
        )

    sentences = tuple(move(*sentence) for sentence in analysis.sentences)
    return replace(analysis, text=text, sentences=sentences, predicates=tuple(map(predicate, analysis.predicates)))
