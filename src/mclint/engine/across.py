"""Judges the dossiers of a run together: runs the rules across dossiers and turns what they find into findings.

The checks see only what a run keeps of each dossier, places included. A file is read once more only where a comment in it
asks to ignore something.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mclint.across.catalogue import Catalogue, catalogue_of
from mclint.catalog.messages import say
from mclint.config.settings import Settings
from mclint.dossier.document import Document, LoadedFile
from mclint.dossier.load import load_bytes
from mclint.engine.change.ignores import approved
from mclint.engine.check import Checker
from mclint.engine.choice import exempted
from mclint.engine.plan import Plan, Step
from mclint.engine.raws import Raw, weigh
from mclint.engine.stamp import finish
from mclint.engine.suppress import NOTHING_IGNORED, Suppressions, guard_of, read_suppressions, split_suppressed, unused
from mclint.engine.worker import Worker
from mclint.entries import AcrossHit, Entry, Spot
from mclint.findings import FileResult, Finding, Location, RelatedLocation
from mclint.model import Hit, Place, Position, Rule, Severity, Status
from mclint.texts.sentences import Said, sentence

#: Gives the bytes of a file by its path; raises OSError where it can no longer be read.
Read = Callable[[str], bytes]

#: The tag of rules that say what is not there, so that they have to see the whole catalogue.
_NEEDS_ALL = "whole-catalogue"

#: What a rule found in a dossier, with the rule and how severe it is there.
_Weighed = tuple[Rule, Severity, AcrossHit]


def judge_across(
    entries: Sequence[Entry],
    worker: Worker,
    read: Read | None = None,
    catalogue: Catalogue | None = None,
    *,
    part: bool = False,
) -> tuple[list[FileResult], list[Said]]:
    """Return what the rules across dossiers find, as results of the files in which it stands, and what could not be done.

    Args:
        entries: the dossiers of the run.
        worker: knows settings, plans and today.
        read: gives the bytes that the entries were read from; None reads the files of the run.
        catalogue: the entries together, where somebody else asks it things as well.
        part: whether the entries are only some of a catalogue, so that nothing is said of what is not among them.
    """
    judge = _Judge(worker, read or worker.files.read)
    catalogue = catalogue or catalogue_of(entries)
    hits: dict[tuple[str, int], list[tuple[Rule, AcrossHit]]] = {}
    for step in judge.steps(entries):
        if part and _NEEDS_ALL in step.rule.tags:
            judge.broken.add(step.rule.id)
            continue
        for hit in judge.run(step, catalogue):
            if step.rule.id in hit.entry.across:
                hits.setdefault(hit.entry.place, []).append((step.rule, hit))
    results: dict[str, FileResult] = {}
    for entry in catalogue.entries:
        found = hits.get(entry.place, [])
        if found or (entry.ignores and entry.across):
            kept, ignored = judge.findings(entry, found)
            known = results.get(entry.path, FileResult(entry.path, lang=judge.lang(entry)))
            results[entry.path] = replace(known, findings=(*known.findings, *kept), suppressed=(*known.suppressed, *ignored))
    return list(results.values()), judge.failures


@dataclass(slots=True)
class _Judge:
    worker: Worker
    read: Read
    failures: list[Said] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)  # and those that were not asked

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
            self.failures.append(sentence("run.rule-not-judged", rule=step.rule.id, why=repr(error)))
            self.broken.add(step.rule.id)
            return []

    def lang(self, entry: Entry) -> str:
        """Return the language of the messages about a dossier."""
        return self.checker.language(self._settings(entry), entry.lang)

    def findings(self, entry: Entry, hits: list[tuple[Rule, AcrossHit]]) -> tuple[list[Finding], list[Finding]]:
        """Return the findings in one dossier: those that count, and those that are ignored with the reason."""
        plan, lang = self._plan(entry), self.lang(entry)
        weighed = [
            (rule, severity, hit)
            for rule, hit in hits
            if (severity := plan.severity(rule, hit.message, Status.judged_as(entry.status))) is not None
        ]
        reasons, idle = self._ignored(entry, plan, weighed) if entry.ignores else ({}, [])
        granted = exempted(self._settings(entry), entry.path)
        kept, ignored = list(idle), []
        for number, (rule, severity, hit) in enumerate(weighed):
            finding = _finding(entry, plan, rule, severity, hit, lang)
            reason = reasons.get(number) or next((item.reason for item in granted if rule.id.startswith(item.rule)), None)
            if reason is None:
                kept.append(finding)
            else:
                ignored.append(replace(finding, justification=reason))
        return kept, ignored

    def _ignored(self, entry: Entry, plan: Plan, weighed: list[_Weighed]) -> tuple[dict[int, str], list[Finding]]:
        """Return the reason for each hit that a comment ignores, by its number, and a finding for each idle ignore."""
        try:
            loaded = load_bytes(self.read(entry.path), entry.path)
        except OSError as error:
            self.failures.append(f"{entry.path}: could not be read again: {error.strerror or error}")
            return {}, []
        document = next((item for item in loaded.documents if item.number == entry.number), None)
        if document is None:
            return {}, []
        guard = guard_of(self._settings(entry))
        raws = [
            Raw(rule, Hit(place_of(document, hit), hit.message), severity, document.number, document)
            for rule, severity, hit in weighed
        ]
        suppressions = self._suppressions(document, loaded, entry)
        _, ignored = split_suppressed(raws, suppressions, guard)
        by_raw = {id(raw): reason for raw, reason in ignored}
        reasons = {number: by_raw[id(raw)] for number, raw in enumerate(raws) if id(raw) in by_raw}
        return reasons, list(self._idle(document, entry, plan, suppressions))

    def _idle(self, document: Document, entry: Entry, plan: Plan, suppressions: Suppressions) -> Iterator[Finding]:
        """Yield a finding for each ignore of rules across dossiers that has ignored nothing, or that one may not ignore.

        What a look at the dossier alone tells is left out: an ignore of rules that do not exist or are protected by name.
        """
        settings = self._settings(entry)
        registry, guard = self.checker.registry(settings.rule_packs), guard_of(settings)
        for problem in unused(suppressions, registry, set(entry.across) - self.broken, document):
            if problem.hit.message == "unused" or (
                problem.hit.message == "protected" and not guard.holds(str(problem.hit.fields["rule"]))
            ):
                raw = weigh(plan, problem.rule, problem.hit, document.number, document)
                yield from finish([raw] if raw is not None else [], plan, document.source, self.lang(entry))

    def _suppressions(self, document: Document, loaded: LoadedFile, entry: Entry) -> Suppressions:
        """Return the ignores that count: under the policy of a revision only those that stood in it."""
        guard, today = guard_of(self._settings(entry)), self.checker.today
        suppressions, before = read_suppressions(document, today, guard), self.checker.before
        if before is None or not suppressions.ignores:
            return suppressions
        found = before.earlier(loaded).get(document.number)
        if found is not None and found.same:
            return suppressions
        earlier = found.document if found is not None else None
        known = read_suppressions(earlier, today, guard) if earlier is not None else NOTHING_IGNORED
        counted = approved(suppressions, document, known, earlier, before.label)
        as_wide = (replace(item, allowed=None) for item in counted.ignores if not item.beyond)
        return replace(counted, ignores=tuple(as_wide))

    def _settings(self, entry: Entry) -> Settings:
        return self.worker.finder.for_path(Path(entry.path))

    def _plan(self, entry: Entry) -> Plan:
        return self.checker.plan(entry.framework, self._settings(entry), entry.path)


def _finding(entry: Entry, plan: Plan, rule: Rule, severity: Severity, hit: AcrossHit, lang: str) -> Finding:
    """Return a hit as a finding; its fingerprint tells it from others of the rule, wherever the dossiers move."""
    message = rule.messages[hit.message]
    text = "\x1f".join((rule.id, hit.message, entry.id, hit.apart))
    return Finding(
        rule=rule.id,
        name=rule.name,
        message_key=hit.message,
        severity=severity,
        confidence=plan.confidence(rule, hit.message),
        message=say(message.text, rule, hit.fields, lang),
        help=say(message.help, rule, hit.fields, lang),
        framework=plan.framework.id,
        location=_location(entry.path, hit.spot),
        document=entry.number,
        dossier=entry.id or None,
        pointer=hit.pointer,
        item=None,
        related=tuple(
            RelatedLocation(
                _location(item.entry.path, item.spot), say(message.related, rule, {**hit.fields, **item.fields}, lang)
            )
            for item in hit.related
        ),
        fingerprint=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24],
        lang=lang,
    )


def _location(path: str, spot: Spot) -> Location:
    return Location(path, Position(spot[0], spot[1]), Position(spot[2], spot[3]))


def place_of(document: Document, hit: AcrossHit) -> Place:
    """Return where a hit stands in its dossier."""
    node = document.node(hit.pointer)
    if node is None:
        return document.missing_place(hit.pointer)
    return node.key_place if hit.at_key else node.place
