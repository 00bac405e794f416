"""Reads texts through the cache, so that a text is analysed once and not at every run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mclint.config.settings import ConfigError, Settings
from mclint.engine.cache import Cache, hash_of, program_stamp
from mclint.nlp.analysis import Analysis
from mclint.nlp.language import Signs, read_signs
from mclint.texts.sentences import sentence

if TYPE_CHECKING:
    from mclint.nlp.installed import Installed

#: So many texts are kept in memory between files; a catalogue repeats many of its texts.
_MOST_TEXTS = 10_000


class CachedReader:
    """Reads texts, and remembers each answer in memory and, where there is a cache, on disk.

    On disk the answers about the texts of one file lie together, under its name, so that a run opens one file for each
    dossier. Nothing of the language packages is imported as long as every answer is remembered.
    """

    def __init__(self, cache: Cache | None, pipelines: Mapping[str, Installed] | None = None) -> None:
        """Make a reader; `cache` None remembers in memory only, `pipelines` are asked by language."""
        self._cache = cache
        self._pipelines = pipelines or {}
        self._facts: dict[tuple[str, str], dict[str, Any]] = {}
        self._used: set[tuple[str, str]] = set()
        self._stored: set[tuple[str, str]] = set()
        self._changed = False
        self._name = ""
        self._analyses: dict[tuple[str, str], Analysis] = {}

    def languages(self) -> frozenset[str]:
        """Return the languages that have a lexicon."""
        from mclint.nlp.lexicon import languages

        return languages()

    def analyse(self, text: str, lang: str) -> Analysis:
        """Return how a text is read as a learning outcome."""
        known = self._analyses.get((lang, text))
        self._used.add((lang, text))
        if known is None:
            pipeline = self._pipeline(lang)
            folder = pipeline.folder if pipeline is not None else None
            data = self._fact(lang, text, "analysis", lambda: _analyse(text, lang, folder))
            try:
                known = Analysis.from_json(data)
            except (KeyError, TypeError, ValueError):
                known = Analysis.from_json(_analyse(text, lang, folder))
            self._analyses[(lang, text)] = known
        return known

    def counts(self, text: str, lang: str) -> dict[str, float]:
        """Return what can be counted in one sentence, by name."""
        from mclint.nlp.readability import counts

        return counts(text, lang)

    def difficulty(self, text: str, lang: str) -> dict[str, float]:
        """Return how hard the words of one sentence are, by the formula for its language."""
        return self._numbers(lang, text, "difficulty", lambda: _difficulty(text, lang))

    def signs(self, text: str) -> Signs:
        """Return what in a text says which language it stands in."""
        data = self._fact("", text, "signs", lambda: read_signs(text).to_json())
        try:
            return Signs.from_json(data)
        except (KeyError, TypeError, ValueError, AttributeError):
            return read_signs(text)

    def marks(self, text: str, lang: str) -> dict[str, list[list[int]]]:
        """Return the ranges of words that lists know, by kind."""
        data = self._fact(lang, text, "marks", lambda: _marks(text, lang))
        return data if isinstance(data, dict) else _marks(text, lang)

    def content(self, text: str, lang: str) -> list[str]:
        """Return the lemmas of the words that carry meaning, sorted, each once."""
        analysis = self.analyse(text, lang)
        data = self._fact(lang, text, "content", lambda: _content(analysis))
        return data if isinstance(data, list) else _content(analysis)

    def meaning(self, text: str, lang: str) -> dict[str, Any]:
        """Return what an outcome is about: tasks, objects and others as lists of lemmas, and its highest Bloom level."""
        analysis = self.analyse(text, lang)
        data = self._fact(lang, text, "meaning", lambda: _meaning(analysis))
        return data if isinstance(data, dict) else _meaning(analysis)

    def suggest(self, text: str, lang: str, index: int, level: int) -> list[str]:
        """Return observable verbs for a predicate of the text, in the form in which the sentence needs them."""
        analysis = self.analyse(text, lang)
        data = self._fact(lang, text, f"suggest-{index}-{level}", lambda: _suggest(analysis, index, level))
        return data if isinstance(data, list) else _suggest(analysis, index, level)

    def open(self, name: str) -> None:
        """Start with a file: take what is remembered of its texts; those that have changed since are read anew."""
        self._name, self._changed = name, False
        self._used.clear()
        self._stored.clear()
        stored = self._cache.get("texts", self._key(name)) if self._cache is not None else None
        texts = stored.get("texts") if stored is not None else None
        for item in texts if isinstance(texts, list) else ():
            if isinstance(item, list) and len(item) == 3 and isinstance(item[2], dict):
                key = (str(item[0]), str(item[1]))
                self._stored.add(key)
                self._facts.setdefault(key, item[2])

    def flush(self) -> None:
        """Write what is new of the file to the cache, and let go of all texts once there are many."""
        if self._cache is not None and self._name and (self._changed or self._used != self._stored):
            texts = [[lang, text, self._facts[lang, text]] for lang, text in sorted(self._used)]
            self._cache.put("texts", self._key(self._name), {"texts": texts})
        self._name = ""
        if len(self._facts) > _MOST_TEXTS:
            self._facts.clear()
            self._analyses.clear()

    def _pipeline(self, lang: str) -> Installed | None:
        return self._pipelines.get(lang.lower().partition("-")[0])

    def _key(self, name: str) -> str:
        return hash_of(program_stamp(), *(pipeline.stamp for pipeline in self._pipelines.values()), name)

    def _numbers(self, lang: str, text: str, name: str, make: Callable[[], dict[str, float]]) -> dict[str, float]:
        data = self._fact(lang, text, name, make)
        if isinstance(data, dict) and all(isinstance(value, int | float) for value in data.values()):
            return data
        return make()

    def _fact(self, lang: str, text: str, name: str, make: Callable[[], Any]) -> Any:
        key = (lang, text)
        self._used.add(key)
        facts = self._facts.setdefault(key, {})
        if name not in facts:
            facts[name] = make()
            self._changed = True
        return facts[name]


def find_pipelines(settings: Settings) -> dict[str, Installed]:
    """Return the pipelines that the settings choose, by language; raises ConfigError for one that is gone by now."""
    if not settings.pipelines:
        return {}
    from mclint.nlp.installed import PipelineError, find_pipeline

    try:
        return {lang: find_pipeline(name, lang) for lang, name in sorted(settings.pipelines.items())}
    except PipelineError as error:
        raise ConfigError(sentence("policy.pipelines", why=error.said)) from error


def _analyse(text: str, lang: str, pipeline: Path | None) -> dict[str, Any]:
    from mclint.nlp.read import analyse

    return analyse(text, lang, pipeline).to_json()


def _difficulty(text: str, lang: str) -> dict[str, float]:
    from mclint.nlp.readability import difficulty

    return difficulty(text, lang)


def _marks(text: str, lang: str) -> dict[str, list[list[int]]]:
    from mclint.nlp.marks import find_marks

    return {kind: [list(found) for found in ranges] for kind, ranges in find_marks(text, lang).items()}


def _content(analysis: Analysis) -> list[str]:
    from mclint.nlp.words import content_lemmas

    return sorted(content_lemmas(analysis))


def _meaning(analysis: Analysis) -> dict[str, Any]:
    from dataclasses import asdict

    from mclint.nlp.words import meaning_of

    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(meaning_of(analysis)).items()}


def _suggest(analysis: Analysis, index: int, level: int) -> list[str]:
    from mclint.nlp.suggestions import suggest

    return list(suggest(analysis, index, level))
