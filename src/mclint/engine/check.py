"""Checks one file: loads it, runs the plan on each of its dossiers, and returns findings."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from mclint.catalog.frameworks import DEFAULT_FRAMEWORK, framework_names, load_framework
from mclint.catalog.messages import LANGUAGES
from mclint.catalog.registry import Registry, load_registry, read_own_cards
from mclint.checks.env import Env
from mclint.config.rules import check_rules
from mclint.config.settings import Exemption, Settings
from mclint.dossier.document import Document, LoadedFile
from mclint.dossier.load import load_bytes
from mclint.engine.before import Before, approved, earlier_document, loosened
from mclint.engine.cache import Cache, program_stamp
from mclint.engine.discover import holds_dossier, matches, may_hold_dossier
from mclint.engine.enter import read_entry
from mclint.engine.examine import Examination
from mclint.engine.plan import Plan, make_plan
from mclint.engine.reader import CachedReader, find_pipelines
from mclint.engine.schema import validate
from mclint.engine.stamp import Raw, finish, weigh
from mclint.engine.suppress import (
    Suppressions,
    exemptions,
    guard_of,
    read_suppressions,
    split_exempt,
    split_suppressed,
    unused,
)
from mclint.entries import Entry, Verdict
from mclint.findings import FileResult, Finding
from mclint.model import Hit, Place, Problem, Severity, Span


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
        result = _Result(path, settings)
        result.earlier = self._earlier(loaded)
        reader = self._reader(settings)
        reader.open(os.path.abspath(path))
        self._check_loaded(loaded, settings, result)
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
        """Return all rules, with those of an institution's own packs."""
        if packs not in self._registries:
            self._registries[packs] = load_registry(packs, self._own_cards())
        return self._registries[packs]

    def _own_cards(self) -> dict[str, Mapping[str, Any]]:
        """Return the package's cards as plain data: parsed once for each version, then from the cache."""
        key = program_stamp()
        known = self.cache.get("cards", key) if self.cache is not None else None
        if known is not None and isinstance(known.get("cards"), dict):
            return known["cards"]  # type: ignore[no-any-return]
        cards = read_own_cards()
        if self.cache is not None:
            self.cache.put("cards", key, {"cards": cards})
        return cards

    def _check_loaded(self, loaded: LoadedFile, settings: Settings, result: _Result) -> None:
        lang = self.language(settings, loaded.documents[0].language if loaded.documents else "")
        by_number = {document.number: document for document in loaded.documents}
        plan = self.plan(fallback_framework(settings), settings, result.path)
        orphans = [
            raw
            for problem in [*loaded.problems, *no_dossier(loaded)]
            if problem.document not in by_number
            if (raw := weigh(plan, problem.rule, problem.hit, problem.document, None)) is not None
        ]
        result.findings += finish(orphans, plan, loaded.source, lang)
        for document in loaded.documents:
            own = [problem for problem in loaded.problems if problem.document == document.number]
            self._check_document(document, own, settings, result)

    def _check_document(self, document: Document, problems: list[Problem], settings: Settings, result: _Result) -> None:
        allowed = frozenset(framework_names() if settings.framework else settings.frameworks or framework_names())
        problems += validate(document, allowed)
        plan = self.plan(choose_framework(document, settings), settings, result.path)
        found = Examination(document, problems, Env(document, self.today, self._reader(settings)))
        raws = found.raws(plan)
        if found.readable:
            result.note_languages(document, self.reader.languages())
        guard = guard_of(settings)
        suppressions = read_suppressions(document, self.today, guard)
        if self.before is not None:
            suppressions = self._approved(suppressions, document, settings, result, self.before.label)
        kept, ignored = split_suppressed(raws, suppressions, guard)
        kept, exempt = split_exempt(kept, exempted(settings, result.path))
        ignored += exempt
        kept += self._about_ignores(plan, suppressions, document, settings)
        lang = self.language(settings, document.language)
        source = document.source
        result.findings += finish(kept, plan, source, lang)
        for (_, reason), finding in zip(ignored, finish([raw for raw, _ in ignored], plan, source, lang), strict=True):
            result.suppressed.append(replace(finding, justification=reason))
        result.dossiers += 1
        if found.readable:
            verdicts = tuple(self._verdict(name, found, settings, result.path) for name in self.frameworks)
            result.entries.append(read_entry(document, self._reader(settings), plan, verdicts))
        result.failures += [f"{result.path}: {text}" for text in found.failures]

    def _verdict(self, framework: str, found: Examination, settings: Settings, path: str) -> Verdict:
        """Return which rules have an error where the dossier is judged by a framework, as it stands and with its ignores."""
        plan, guard = self.plan(framework, settings, path), guard_of(settings)
        suppressions = read_suppressions(found.document, self.today, guard)
        kept, _ = split_suppressed(found.raws(plan), suppressions, guard)
        kept += self._about_ignores(plan, suppressions, found.document, settings)
        return Verdict(framework, tuple(sorted({raw.rule.id for raw in kept if raw.severity is Severity.ERROR})))

    def _earlier(self, loaded: LoadedFile) -> LoadedFile | None:
        """Return the file as it was at the revision whose policy counts; None where it is new or no revision counts."""
        if self.before is None:
            return None
        path, raw = loaded.source.path, loaded.source.raw
        then = self.before.of(path, raw)
        return None if then is None else loaded if then == raw else load_bytes(then, path)

    def _approved(
        self, suppressions: Suppressions, document: Document, settings: Settings, result: _Result, revision: str
    ) -> Suppressions:
        """Return the ignores that count by the revision, with the problems of those that do not and of the change itself."""
        earlier = earlier_document(document, result.earlier)
        if earlier is None:
            return approved(suppressions, document, Suppressions((), ()), None, revision)
        known = read_suppressions(earlier, self.today, guard_of(settings))
        suppressions = approved(suppressions, document, known, earlier, revision)
        frameworks = choose_framework(document, settings), choose_framework(earlier, settings)
        problems = loosened(document, earlier, frameworks, revision)
        return replace(suppressions, problems=(*suppressions.problems, *problems))

    def _about_ignores(self, plan: Plan, suppressions: Suppressions, document: Document, settings: Settings) -> Iterator[Raw]:
        registry = self.registry(settings.rule_packs)
        ran = set(plan.rules) - {step.rule.id for step in plan.across}
        late = unused(suppressions, registry, ran, document)
        for problem in (*suppressions.problems, *late):
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


def exempted(settings: Settings, path: str) -> list[Exemption]:
    """Return what a maintainer lets pass in a file."""
    return [item for item in exemptions(settings) if matches(Path(path), item.path, settings.root)]


def choose_framework(document: Document, settings: Settings) -> str:
    """Return the framework of a dossier: an option or a pinning configuration, else the dossier's choice, else ours."""
    allowed = settings.frameworks
    if settings.framework or len(allowed) == 1:
        return fallback_framework(settings)
    node = document.get("/framework")
    if node is not None and node.text in (allowed or framework_names()):
        return node.text
    return fallback_framework(settings)


def fallback_framework(settings: Settings) -> str:
    """Return the framework that holds where no dossier chooses: of the command line, the configuration, else ours."""
    return settings.framework or next(iter(settings.frameworks), DEFAULT_FRAMEWORK)


def no_dossier(loaded: LoadedFile) -> Iterable[Problem]:
    """Yield the problem of a file that holds nothing at all."""
    if not loaded.documents and not loaded.problems:
        yield Problem("MC004", Hit(Place("", Span(0, 0)), "no-dossier"))


@dataclass(slots=True)
class _Result:
    """Gathers what one file gives."""

    path: str
    settings: Settings
    findings: list[Finding] = field(default_factory=list)
    suppressed: list[Finding] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    skipped: set[str] = field(default_factory=set)
    dossiers: int = 0
    earlier: LoadedFile | None = None

    def note_languages(self, document: Document, known: frozenset[str]) -> None:
        """Remember a language for which the language rules were skipped."""
        if document.language and document.language not in known:
            self.skipped.add(document.language)

    def freeze(self, lang: str) -> FileResult:
        """Return the result, findings in order."""
        return FileResult(
            path=self.path,
            findings=tuple(sorted(self.findings, key=lambda finding: finding.sort_key)),
            suppressed=tuple(sorted(self.suppressed, key=lambda finding: finding.sort_key)),
            dossiers=self.dossiers,
            lang=lang,
            skipped_languages=tuple(sorted(self.skipped)),
            failures=tuple(self.failures),
            entries=tuple(self.entries),
        )


def unreadable(path: str, reason: str) -> FileResult:
    """Return the result of a file that could not be read: an incomplete run, not a finding."""
    return FileResult(path=path, failures=(f"{path}: could not be read: {reason}",))
