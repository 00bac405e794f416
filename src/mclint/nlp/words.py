"""The words of a text that carry its meaning, for comparing texts with each other."""

from __future__ import annotations

import re

from mclint.nlp.analysis import PredicateKind
from mclint.nlp.language import small_words
from mclint.nlp.read import analyse

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")

#: Subjects and frames that every outcome may start with; they say nothing of what it is about.
_FRAME_WORDS = {
    "nl": frozenset({"lerende", "student", "deelnemer", "kandidaat", "cursist", "staat"}),
    "en": frozenset({"learner", "student", "learners", "students", "participant", "candidate", "able"}),
}


def content_lemmas(text: str, lang: str) -> frozenset[str]:
    """Return the lemmas of the main predicates and the other content words, plural endings taken off."""
    analysis = analyse(text, lang)
    verbs = [item for item in analysis.predicates if item.lemma is not None]
    spans = [(item.start, item.end) for item in verbs]
    small = small_words(lang) | _FRAME_WORDS.get(lang, frozenset())
    lemmas = {item.lemma for item in verbs if item.lemma is not None and item.kind is not PredicateKind.TOPIC}
    verb_ends = {start for start, _ in spans} | {end for _, end in spans}
    for match in _WORD.finditer(text):
        word = match[0].lower()
        if word not in small and len(word) > 1 and match.start() not in verb_ends and match.end() not in verb_ends:
            lemmas.add(_singular(word, lang))
    return frozenset(lemmas)


def _singular(word: str, lang: str) -> str:
    """Take off a regular plural ending; crude on purpose, since both texts are treated alike."""
    if lang == "en":
        if word.endswith("ies") and len(word) > 4:
            return f"{word[:-3]}y"
        return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
    for ending in ("'s", "’s", "en", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            stem = word[: -len(ending)]
            return stem[:-1] if ending == "en" and stem[-1] == stem[-2] and stem[-1] not in "aeiou" else stem
    return word
