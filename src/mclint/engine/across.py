"""Judges the dossiers of a run together: runs the rules across dossiers and turns what they find into findings.

The checks see only what a run keeps of each dossier. The files in which something was found are read once more, for the
places, the ignores and the words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mclint.across.catalogue import Catalogue
from mclint.catalog.frameworks import framework_names
from mclint.catalog.messages import LANGUAGES, fill, in_language
from mclint.dossier.document import Document
from mclint.dossier.load import load_bytes, read_bytes
from mclint.engine.before import approved, earlier_document
from mclint.engine.check import Checker, exempted
from mclint.engine.plan import Plan, Step
from mclint.engine.schema import validate
from mclint.engine.stamp import Raw, finish, settle, weigh
from mclint.engine.suppress import Suppressions, guard_of, read_suppressions, split_exempt, split_suppressed, unused
from mclint.engine.worker import Worker
from mclint.entries import AcrossHit, AcrossRelated, Entry
from mclint.findings import FileResult, Finding, Location, RelatedLocation
from mclint.model import Hit, Place

#: A place across files: path, document, pointer.
_Where = tuple[str, int, str]

#: Gives the bytes of a file by its path; raises OSError where it can no longer be read.
Read = Callable[[str], bytes]


def judge_across(entries: Sequence[Entry], worker: Worker, read: Read = read_bytes) -> tuple[list[FileResult], list[str]]:
    """Return what the rules across dossiers find, as results of the files in which it stands, and what could not be done.

    Args:
        entries: the dossiers of the run.
        worker: knows settings, plans and today.
        read: gives the bytes that the entries were read from.
    """
    judge = _Judge(worker, read)
    catalogue = Catalogue(sorted(entries, key=lambda entry: entry.place))
    hits: dict[str, list[tuple[str, AcrossHit]]] = {}
    wanted: dict[str, set[_Where]] = {}
    for step in judge.steps(entries):
        for hit in judge.run(step, catalogue):
            if step.rule.id in hit.entry.across:
                hits.setdefault(hit.entry.path, []).append((step.rule.id, hit))
                for related in hit.related:
                    wanted.setdefault(related.entry.path, set()).add(_where(related))
    by_path: dict[str, list[Entry]] = {}
    for entry in entries:
        by_path.setdefault(entry.path, []).append(entry)
    asked = {entry.path for entry in entries if entry.ignores and entry.across}
    for path in sorted({*hits, *wanted, *asked}):
        judge.read_file(path, hits.get(path, []), wanted.get(path, set()), by_path.get(path, []))
    return [judge.result(path) for path in sorted(judge.found)], judge.failures


def _where(related: AcrossRelated) -> _Where:
    return related.entry.path, related.entry.number, related.pointer


@dataclass(slots=True)
class _Found:
    """What was found in one file; related places are filled in when all files were read."""

    lang: str
    kept: list[tuple[Finding, AcrossHit | None, str]] = field(default_factory=list)
    ignored: list[tuple[Finding, AcrossHit | None, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Judge:
    worker: Worker
    read: Read
    found: dict[str, _Found] = field(default_factory=dict)
    places: dict[_Where, Location] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    @property
    def checker(self) -> Checker:
        return self.worker.checker

    def steps(self, entries: Iterable[Entry]) -> list[Step]:
        """Return the rules to run: each that is in force for some dossier, with the parameters that hold for the first."""
        found: dict[str, Step] = {}
        for entry in entries:
            if not found.keys() >= set(entry.across):
                for step in self._plan(entry).across:
                    found.setdefault(step.rule.id, step)
        return [found[rule_id] for rule_id in sorted(found)]

    def run(self, step: Step, catalogue: Catalogue) -> list[AcrossHit]:
        """Return what one rule finds; a rule that breaks must not hide what the others find."""
        try:
            return list(step.check(catalogue, step.params))
        except Exception as error:
            self.failures.append(f"{step.rule.id} could not be judged: {error!r}")
            return []

    def read_file(self, path: str, hits: list[tuple[str, AcrossHit]], wanted: set[_Where], entries: Sequence[Entry]) -> None:
        """Read a file once more: where related places stand, and the findings in it."""
        try:
            loaded = load_bytes(self.read(path), path)
        except OSError as error:
            self.failures.append(f"{path}: could not be read again: {error.strerror or error}")
            return
        for document in loaded.documents:
            list(validate(document, frozenset(framework_names())))  # hides what the schema finds wrong
            for where in wanted:
                if where[1] == document.number:
                    node = document.node(where[2])
                    place = node.place if node is not None else document.missing_place(where[2])
                    self.places[where] = loaded.source.location(place.span)
            entry = next((item for item in entries if item.number == document.number), None)
            own = [(rule, hit) for rule, hit in hits if hit.entry.number == document.number]
            if entry is not None and (own or entry.ignores):
                self._judge_document(document, entry, own)

    def _judge_document(self, document: Document, entry: Entry, hits: list[tuple[str, AcrossHit]]) -> None:
        settings, plan = self.worker.finder.for_path(Path(entry.path)), self._plan(entry)
        wanted = settings.lang or self.checker.lang or document.language
        lang = wanted if wanted in LANGUAGES else "en"
        origin: dict[int, AcrossHit] = {}
        raws: list[Raw] = []
        for rule_id, hit in hits:
            local = Hit(place_of(document, hit), hit.message, hit.fields)
            raw = weigh(plan, rule_id, local, document.number, document)
            if raw is not None:
                origin[id(local)] = hit
                raws.append(raw)
        guard = guard_of(settings)
        suppressions = self._suppressions(document, entry)
        kept, ignored = split_suppressed(settle(raws), suppressions, guard)
        kept, exempt = split_exempt(kept, exempted(settings, entry.path))
        ignored += exempt
        registry = self.checker.registry(settings.rule_packs)
        for problem in unused(suppressions, registry, set(entry.across), document):
            if problem.rule == "MC902" and problem.hit.message == "unused":
                idle = weigh(plan, problem.rule, problem.hit, document.number, document)
                kept += [idle] if idle is not None else []
        found = self.found.setdefault(entry.path, _Found(lang))
        for raw, finding in zip(kept, finish(kept, plan, document.source, lang), strict=True):
            found.kept.append(self._signed(finding, raw, origin))
        shown = finish([raw for raw, _ in ignored], plan, document.source, lang)
        for (raw, reason), finding in zip(ignored, shown, strict=True):
            found.ignored.append(self._signed(replace(finding, justification=reason), raw, origin))

    def _suppressions(self, document: Document, entry: Entry) -> Suppressions:
        """Return the ignores that count: under the policy of a revision only those that stood in it."""
        guard, today = guard_of(self.worker.finder.for_path(Path(entry.path))), self.checker.today
        suppressions, before = read_suppressions(document, today, guard), self.checker.before
        if before is None or not suppressions.ignores:
            return suppressions
        then = before.of(entry.path, document.source.raw)
        earlier = earlier_document(document, load_bytes(then, entry.path) if then is not None else None)
        known = read_suppressions(earlier, today, guard) if earlier is not None else Suppressions((), ())
        return approved(suppressions, document, known, earlier, before.label)

    def _signed(self, finding: Finding, raw: Raw, origin: dict[int, AcrossHit]) -> tuple[Finding, AcrossHit | None, str]:
        """Return a finding with a fingerprint that tells it from others in the same place, and the words of related places."""
        hit = origin.get(id(raw.hit))
        if hit is None:
            return finding, None, ""
        text = "\x1f".join((finding.rule, finding.message_key, finding.dossier or "", hit.apart))
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
        template = in_language(raw.rule.messages[raw.hit.message].related, finding.lang)
        return replace(finding, fingerprint=digest), hit, template

    def result(self, path: str) -> FileResult:
        """Return what was found in a file, with the places in other files."""
        found = self.found[path]
        return FileResult(
            path,
            findings=tuple(self._related(*item) for item in found.kept),
            suppressed=tuple(self._related(*item) for item in found.ignored),
            lang=found.lang,
        )

    def _related(self, finding: Finding, hit: AcrossHit | None, template: str) -> Finding:
        if hit is None:
            return finding
        related = tuple(
            RelatedLocation(self.places[where], fill(template, {**hit.fields, **item.fields}, finding.lang, {}))
            for item in hit.related
            if (where := _where(item)) in self.places
        )
        return replace(finding, related=related)

    def _plan(self, entry: Entry) -> Plan:
        return self.checker.plan(entry.framework, self.worker.finder.for_path(Path(entry.path)), entry.path)


def place_of(document: Document, hit: AcrossHit) -> Place:
    """Return where a hit stands in its dossier."""
    node = document.node(hit.pointer)
    if node is None:
        return document.missing_place(hit.pointer)
    return node.key_place if hit.at_key else node.place
