"""Readability measures of a sentence, by textstat and offline; the only module that imports it."""

from __future__ import annotations

import re

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


def difficulty(text: str, lang: str) -> dict[str, float]:
    """Return readability measures of one sentence; for each, higher is harder.

    `words` (their number), `clauses` (signs and words that open another clause), and how hard the words are: `ease`
    in Dutch (100 minus Flesch reading ease with Douma's weights, by textstat), `coleman_liau` in English (by textstat;
    it counts letters, since textstat would download a list to count English syllables). Long Dutch compounds raise
    `ease` only, so they never make a sentence hard by themselves. Empty without words or for another language.
    """
    words = _WORD.findall(text)
    if not words or lang not in _CLAUSES:
        return {}
    import textstat

    plain = f"{' '.join(words)}."
    found = {"words": float(len(words)), "clauses": float(len(_CLAUSES[lang].findall(text)))}
    textstat.set_lang(lang)
    if lang == "nl":
        found["ease"] = round(100.0 - float(textstat.flesch_reading_ease(plain)), 2)
    else:
        found["coleman_liau"] = round(float(textstat.coleman_liau_index(plain)), 2)
    return found
