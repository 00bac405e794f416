"""Checks one file: loads it, runs the plan on each of its dossiers, and returns findings."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from mclint.catalog.frameworks import framework_names, load_framework
from mclint.catalog.messages import LANGUAGES
from mclint.catalog.registry import Registry, read_own_cards
from mclint.checks.env import Env
from mclint.config.discovery import SettingsFinder
from mclint.config.rules import check_rules
from mclint.config.settings import Settings
from mclint.dossier.document import Document, LoadedFile
from mclint.dossier.guard import LIMITS
from mclint.dossier.load import load_bytes
from mclint.dossier.measure import too_many_outcomes
from mclint.dossier.recognise import holds_dossier, may_hold_dossier
from mclint.engine.cache import Cache, program_stamp
from mclint.engine.change.before import Before, Earlier
from mclint.engine.change.decision import reused
from mclint.engine.change.ignores import approved, widened
from mclint.engine.change.loosened import Judge, loosened, stricter_level
from mclint.engine.choice import choose_framework, exempted, fallback_framework, split_exempt
from mclint.engine.discover import matches
from mclint.engine.enter import read_entry
from mclint.engine.examine import Examination
from mclint.engine.gathered import Gathered, no_dossier
from mclint.engine.kinds import without_strangers
from mclint.engine.pack.read import registry_of
from mclint.engine.plan import Plan, make_plan
from mclint.engine.raws import Raw, weigh
from mclint.engine.reader import CachedReader, find_pipelines
from mclint.engine.schema import schema_of_dossier, validate
from mclint.engine.stamp import finish, once, strictest
from mclint.engine.suppress import (
    NOTHING_IGNORED,
    Suppressions,
    guard_of,
    read_suppressions,
    split_suppressed,
    unused,
)
from mclint.entries import Verdict
from mclint.findings import FileResult
from mclint.model import Problem, Severity


@dataclass(slots=True)
class Checker:
    """Checks files with the same day, reader and registry; plans are made once for each framework and settings.

    `frameworks` are those of which every dossier gets a verdict besides the one that it is checked by.
    """

    today: date
    reader: CachedReader
    lang: str | None = None
    cache: Cache | None = None
    before: Before | None = None
    finder: SettingsFinder | None = None
    frameworks: tuple[str, ...] = ()
    _registries: dict[tuple[Path, ...], Registry] = field(default_factory=dict)
    _plans: dict[tuple[str, int, str], Plan] = field(default_factory=dict)
    _settings: list[Settings] = field(default_factory=list)
    _readers: dict[tuple[tuple[str, str], ...], CachedReader] = field(default_factory=dict)

    def check(self, raw: bytes, path: str, settings: Settings, *, named: bool = True) -> FileResult | None:
        """Check the bytes of one file.

        Args:
            raw: the bytes of the file.
            path: how the file is shown in findings.
            named: whether the user named the file itself; a scanned file that holds no dossier gives None.
        """
        if not named and not may_hold_dossier(raw):
            return None
        loaded = load_bytes(raw, path)
        if not named and not holds_dossier(loaded):
            return None
        result = Gathered(path, settings)
        result.earlier = self.before.earlier(loaded) if self.before is not None else {}
        reader = self._reader(settings)
        reader.open(os.path.abspath(path))
        self._check_loaded(without_strangers(loaded, schema_of_dossier()["properties"]), settings, result)
        reader.flush()
        return result.freeze(self.language(settings, loaded.documents[0].language if loaded.documents else ""))

    def plan(self, framework: str, settings: Settings, path: str) -> Plan:
        """Return the plan for a framework under the settings of a file; raises CardError on wrong parameters."""
        local = [item for item in settings.per_file if matches(Path(path), item.pattern, settings.root)]
        if not any(settings is known for known in self._settings):
            check_rules(settings, self.registry(settings.rule_packs))
            self._settings.append(settings)
        key = (framework, id(settings), "\n".join(item.pattern for item in local))
        if key not in self._plans:
            severity = dict(settings.severity)
            for item in local:
                severity.update(item.severity)
            self._plans[key] = make_plan(
                self.registry(settings.rule_packs),
                load_framework(framework),
                select=next((item.select for item in reversed(local) if item.select), settings.select),
                ignore=(*settings.ignore, *(pattern for item in local for pattern in item.ignore)),
                severity=severity,
                params=settings.params,
            )
        return self._plans[key]

    def registry(self, packs: tuple[Path, ...]) -> Registry:
        """Return all rules, with those of an institution's own packs; raises ConfigError where one has a mistake."""
        if packs not in self._registries:
            self._registries[packs] = registry_of(packs, self._own_cards())
        return self._registries[packs]

    def _own_cards(self) -> dict[str, Mapping[str, Any]]:
        """Return the package's cards as plain data: parsed once for each version, then from the user's own cache."""
        key, cache = program_stamp(), self.cache if self.cache is not None and self.cache.own else None
        known = cache.get("cards", key) if cache is not None else None
        if known is not None and isinstance(known.get("cards"), dict):
            return known["cards"]  # type: ignore[no-any-return]
        cards = read_own_cards()
        if cache is not None:
            cache.put("cards", key, {"cards": cards})
        return cards

    def _check_loaded(self, loaded: LoadedFile, settings: Settings, result: Gathered) -> None:
        lang = self.language(settings, loaded.documents[0].language if loaded.documents else "")
        by_number = {document.number: document for document in loaded.documents}
        plan = self.plan(fallback_framework(settings), settings, result.path)
        orphans = [
            raw
            for problem in [*loaded.problems, *no_dossier(loaded)]
            if problem.document not in by_number
            if (raw := weigh(plan, problem.rule, problem.hit, problem.document, None)) is not None
        ]
        result.findings += finish(result.room.keep(orphans), plan, loaded.source, lang)
        for document in loaded.documents:
            own = [problem for problem in loaded.problems if problem.document == document.number]
            self._check_document(document, own, settings, result)
        beyond = (weigh(plan, problem.rule, problem.hit, problem.document, None) for problem in result.room.problems())
        result.findings += finish([raw for raw in beyond if raw is not None], plan, loaded.source, lang)

    def _check_document(self, document: Document, problems: list[Problem], settings: Settings, result: Gathered) -> None:
        allowed = frozenset(framework_names() if settings.framework else settings.frameworks or framework_names())
        problems += validate(document, allowed)
        plan = self.plan(choose_framework(document, settings), settings, result.path)
        judge = partial(_told, frameworks=allowed)
        found = Examination(document, problems, Env(document, self.today, self._reader(settings)), judge)
        earlier = result.earlier.get(document.number)
        suppressions = self._suppressions(document, settings, earlier)
        kept, ignored = self._split(found.raws(plan), suppressions, settings, result.path)
        if found.readable:
            result.note_languages(document, self.reader.languages())
        kept += self._about_ignores(plan, suppressions, document, settings)
        more, then = self._where_it_was(found, earlier, settings, result)
        if then is not None:
            kept, more, ignored = strictest(kept, more, ignored)
        kept += self._about_change(plan, document, earlier, settings, result.path)
        lang = self.language(settings, document.language)
        source = document.source
        result.findings += finish(result.room.keep(kept), plan, source, lang)
        result.findings += finish(result.room.keep(more), then or plan, source, lang)
        ignored = result.room.keep_reasoned(ignored)
        for (_, reason), finding in zip(ignored, finish([raw for raw, _ in ignored], plan, source, lang), strict=True):
            result.suppressed.append(replace(finding, justification=reason))
        result.dossiers += 1
        if found.readable:
            verdicts = tuple(self._verdict(name, found, settings, result.path) for name in self.frameworks)
            result.entries.append(read_entry(document, self._reader(settings), plan, verdicts))
        result.failures += [f"{result.path}: {said.text(lang)}" for said in found.failures]

    def _verdict(self, framework: str, found: Examination, settings: Settings, path: str) -> Verdict:
        """Return which rules have an error where the dossier is judged by a framework, as it stands and with its ignores."""
        plan, guard = self.plan(framework, settings, path), guard_of(settings)
        suppressions = read_suppressions(found.document, self.today, guard)
        kept, _ = split_suppressed(found.raws(plan), suppressions, guard)
        kept += self._about_ignores(plan, suppressions, found.document, settings)
        return Verdict(framework, tuple(sorted({raw.rule.id for raw in kept if raw.severity is Severity.ERROR})))

    def elsewhere(self, path: str) -> str:
        """Return what stands for the policies of the places where the dossiers of a file stood, to tell results apart."""
        if self.before is None:
            return ""
        return " ".join(f"{place} {self._settings_then(place)!r}" for place in sorted(self.before.places(path)))

    def _settings_then(self, place: str) -> Settings:
        """Return the settings that hold for a file of the revision, whether or not it is still there."""
        if self.finder is None or self.before is None:
            return Settings()
        return self.finder.at(place)

    def _full(self, place: str) -> str:
        """Return the whole path of a file of the revision, for patterns of paths."""
        return str(self.before.repository.root / place) if self.before is not None else place

    def _suppressions(self, document: Document, settings: Settings, earlier: Earlier | None) -> Suppressions:
        """Return the ignores of a document; under the policy of a revision those that count by it."""
        guard = guard_of(settings)
        found = read_suppressions(document, self.today, guard)
        if self.before is None or not found.ignores:
            return found
        was = earlier.document if earlier is not None else None
        if earlier is not None and earlier.same:
            return found
        known = self._ignored_before(was, settings, earlier.path) if was is not None and earlier is not None else NOTHING_IGNORED
        return approved(found, document, known, was, self.before.label)

    def _ignored_before(self, was: Document, settings: Settings, place: str) -> Suppressions:
        """Return the ignores of a dossier of the revision, asked what they ignore there."""
        then, problems = self._settings_then(place), list(validate(was, frozenset(framework_names())))
        plan = self.plan(choose_framework(was, then), then, self._full(place))
        known = read_suppressions(was, self.today, guard_of(settings))
        if known.ignores:
            judge = partial(_told, frameworks=frozenset(framework_names()))
            examined = Examination(was, problems, Env(was, self.today, self._reader(settings)), judge)
            split_suppressed(examined.raws(plan), known, guard_of(settings))
        return known

    def _split(
        self, raws: list[Raw], suppressions: Suppressions, settings: Settings, path: str
    ) -> tuple[list[Raw], list[tuple[Raw, str]]]:
        """Return the hits that count, and those that are ignored or let pass with the reason for each."""
        kept, ignored = split_suppressed(raws, suppressions, guard_of(settings))
        kept, exempt = split_exempt(kept, exempted(settings, path))
        reasons = {id(raw): reason for raw, reason in ignored + exempt}
        return once(kept), [(raw, reasons[id(raw)]) for raw in once(raw for raw, _ in ignored + exempt)]

    def _where_it_was(
        self, found: Examination, earlier: Earlier | None, settings: Settings, result: Gathered
    ) -> tuple[list[Raw], Plan | None]:
        """Return the hits that count by the policy of the place where a dossier stood, and its plan; None where it stood here.

        A move must not choose a milder policy, so the file fails at the stricter of both fail levels as well.
        """
        if earlier is None or earlier.document is None or self.before is None:
            return [], None
        if earlier.path in ("", self.before.repository.relative(result.path)):
            return [], None
        then, path = self._settings_then(earlier.path), self._full(earlier.path)
        plan = self.plan(choose_framework(found.document, then), then, path)
        kept, _ = self._split(found.raws(plan), self._suppressions(found.document, then, earlier), then, path)
        level = stricter_level(result.fail_level or settings.fail_level, then.fail_level)
        result.fail_level = level if level != settings.fail_level else ""
        return kept, plan

    def _about_change(self, plan: Plan, document: Document, earlier: Earlier | None, settings: Settings, path: str) -> list[Raw]:
        """Return what a change does to the judgement of a dossier, but for what a maintainer lets pass."""
        if earlier is None or earlier.same or self.before is None:
            return []
        label, was = self.before.label, earlier.document
        problems: list[Problem] = []
        if was is not None:
            then, place = self._settings_then(earlier.path), self._full(earlier.path)
            judges = self._judge(document, settings, path), self._judge(was, then, place)
            problems += loosened(document, was, *judges, label)
        if earlier.signed is not None:
            problems += reused(document, earlier.signed, was, label)
        raws = [weigh(plan, item.rule, item.hit, document.number, document) for item in problems]
        return split_exempt([raw for raw in raws if raw is not None], exempted(settings, path))[0]

    def _judge(self, document: Document, settings: Settings, path: str) -> Judge:
        plan = self.plan(choose_framework(document, settings), settings, path)
        return Judge(plan, guard_of(settings), settings.fail_level, frozenset(item.rule for item in exempted(settings, path)))

    def _about_ignores(self, plan: Plan, suppressions: Suppressions, document: Document, settings: Settings) -> Iterator[Raw]:
        registry = self.registry(settings.rule_packs)
        ran = set(plan.rules) - {step.rule.id for step in plan.across}
        late = unused(suppressions, registry, ran, document)
        wider = widened(suppressions, document, self.before.label) if self.before is not None else ()
        for problem in (*suppressions.problems, *wider, *late):
            raw = weigh(plan, problem.rule, problem.hit, document.number, document)
            if raw is not None:
                yield raw

    def _reader(self, settings: Settings) -> CachedReader:
        """Return the reader of texts for the pipelines that the settings choose; without any, the one they all share."""
        if not settings.pipelines:
            return self.reader
        key = tuple(sorted(settings.pipelines.items()))
        if key not in self._readers:
            self._readers[key] = CachedReader(self.cache, find_pipelines(settings))
        return self._readers[key]

    def language(self, settings: Settings, own: str) -> str:
        """Return the language of the messages about a dossier; `own` is its own language, "" where it has none."""
        wanted = settings.lang or self.lang or own
        return wanted if wanted in LANGUAGES else "en"


def _told(document: Document, frameworks: frozenset[str]) -> Iterator[Problem]:
    """Yield what would be said of a dossier before any rule is asked."""
    yield from too_many_outcomes([document], LIMITS)
    yield from validate(document, frameworks)
