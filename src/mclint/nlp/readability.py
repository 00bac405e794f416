"""Readability measures of a sentence, offline; the only module that imports textstat, which takes a while to load."""

from __future__ import annotations

import re

from mclint.nlp.fold import folded

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

#: Signs and words that open another clause or insertion; a sentence with many of them is hard to hold in the head.
_CLAUSES = {
    "nl": re.compile(
        r"[,;:()]|\b(?:waarbij|waarin|waarmee|waarvan|waardoor|waarvoor|zodat|omdat|doordat|indien|teneinde|alsmede"
        r"|alsook|terwijl|hetgeen|welke|die|dat)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"[,;:()]|\b(?:which|that|whereby|wherein|whose|because|although|whereas|while|in order to|as well as|so that)\b",
        re.IGNORECASE,
    ),
}


def counts(text: str, lang: str) -> dict[str, float]:
    """Return what can be counted in one sentence; for each, higher is harder.

    `words` (their number) and `clauses` (signs and words that open another clause). Empty without words or for another
    language.
    """
    text = folded(text, lang).text
    words = _WORD.findall(text)
    if not words or lang not in _CLAUSES:
        return {}
    return {"words": float(len(words)), "clauses": float(len(_CLAUSES[lang].findall(text)))}


def difficulty(text: str, lang: str) -> dict[str, float]:
    """Return how hard the words of one sentence are, by a formula of textstat; higher is harder.

    `ease` in Dutch (100 minus Flesch reading ease with Douma's weights), `coleman_liau` in English (it counts letters,
    since textstat would download a list to count English syllables). Long Dutch compounds raise `ease` only, so they
    never make a sentence hard by themselves. Empty without words or for another language.
    """
    words = _WORD.findall(folded(text, lang).text)
    if not words or lang not in _CLAUSES:
        return {}
    import textstat

    plain = f"{' '.join(words)}."
    textstat.set_lang(lang)
    if lang == "nl":
        return {"ease": round(100.0 - float(textstat.flesch_reading_ease(plain)), 2)}
    return {"coleman_liau": round(float(textstat.coleman_liau_index(plain)), 2)}
