"""The words of a text that carry its meaning, for comparing texts with each other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mclint.letters.fold import skeleton
from mclint.nlp.analysis import Analysis, PredicateKind, Range
from mclint.nlp.fold import as_meant
from mclint.nlp.spelling import small_words

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")

#: What stands in front of a finite verb is its subject, if it is no more than this.
_SUBJECT = re.compile(r"\s*(?:de|het|een|the|an?)\s+[^\W_]+\s+", re.IGNORECASE)

#: Subjects and frames that every outcome may start with; they say nothing of what it is about.
_FRAME_WORDS = {
    "nl": frozenset({"lerende", "student", "deelnemer", "kandidaat", "cursist", "staat"}),
    "en": frozenset({"learner", "student", "learners", "students", "participant", "candidate", "able"}),
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an outcome is about: infinitives of its main verbs, the words for what they act on, its other words.

    Words are in lower case, as they stand in the text.
    """

    tasks: tuple[str, ...]
    objects: tuple[str, ...]
    others: tuple[str, ...]
    bloom: int


class Stretches:
    """Stretches of a text that may overlap; whether an offset is in one of them is looked up, however many there are."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        """Take the ranges in any order."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(ranges):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, offset: int) -> bool:
        """Say whether an offset is in a stretch; its end is not."""
        place = bisect_right(self._starts, offset) - 1
        return place >= 0 and offset < self._ends[place]


def content_lemmas(analysis: Analysis) -> frozenset[str]:
    """Return the lemmas of the main predicates and the other content words, plural endings taken off."""
    analysis = as_meant(analysis)
    small = small_words(analysis.language)  # with an accent for stress they say no more
    words = (word for word, _ in _content(analysis) if word.isascii() or skeleton(word) not in small)
    return frozenset(_tasks(analysis)) | {_singular(word, analysis.language) for word in words}


def meaning_of(analysis: Analysis) -> Meaning:
    """Return what an outcome is about, each word once in the order of the text; `bloom` is its highest level, 0 for none.

    A subject says nothing of the task, so its words are left out.
    """
    spans = Stretches((item.object.start, item.object.end) for item in analysis.predicates if item.object is not None)
    subjects = Stretches(_subjects(analysis))
    objects: dict[str, None] = {}
    others: dict[str, None] = {}
    for word, start in _content(analysis):
        if start in subjects:
            continue
        (objects if start in spans else others)[word] = None
    levels = [level for item in analysis.predicates for level in item.bloom]
    rest = tuple(word for word in others if word not in objects)
    return Meaning(tuple(dict.fromkeys(_tasks(analysis))), tuple(objects), rest, max(levels, default=0))


def _subjects(analysis: Analysis) -> Iterator[Range]:
    """Yield where the subjects stand: as the reading gives them, else "De monteur" or the like in front of the verb."""
    for item in analysis.predicates:
        if item.subject_phrase is not None:
            yield item.subject_phrase.start, item.subject_phrase.end
        elif item.form == "finite" and item.sentence < len(analysis.sentences):
            start = analysis.sentences[item.sentence][0]
            if _SUBJECT.fullmatch(analysis.text[start : item.start]):
                yield start, item.start


def _tasks(analysis: Analysis) -> list[str]:
    return [item.lemma for item in analysis.predicates if item.lemma is not None and item.kind is not PredicateKind.TOPIC]


def _content(analysis: Analysis) -> Iterator[tuple[str, int]]:
    """Yield each word that carries meaning and is no main verb, with its start."""
    lang = analysis.language
    verbs = [item for item in analysis.predicates if item.lemma is not None]
    small = small_words(lang) | _FRAME_WORDS.get(lang, frozenset())
    verb_ends = {item.start for item in verbs} | {item.end for item in verbs}
    for match in _WORD.finditer(analysis.text):
        word = match[0].lower()
        if word not in small and len(word) > 1 and match.start() not in verb_ends and match.end() not in verb_ends:
            yield word, match.start()


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
