"""What all pages of a report share: the dossiers with their names, findings and overlaps, and the rules."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from mclint.across.catalogue import catalogue_of
from mclint.across.overlap import Overlap
from mclint.across.tables import Statistics
from mclint.catalog.frameworks import DEFAULT_FRAMEWORK, load_framework
from mclint.catalog.messages import in_language
from mclint.catalog.registry import load_registry, rule_page
from mclint.entries import Entry
from mclint.findings import Finding, Report
from mclint.model import Rule, Severity
from mclint.report.site.names import unique_names
from mclint.report.site.words import Words
from mclint.report.stats import statistics_of

#: Where a dossier stands: its file, and the document in it.
Place = tuple[str, int]

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule that has a page: what it says in one sentence, and the file of its page, without folder."""

    rule: Rule
    summary: str
    file: str


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """A run, ready to be shown.

    Attributes:
        report: what was found; `figures` what it adds up to.
        words: the texts of the language that the pages are in.
        day: the day that rules about dates counted from.
        entries: the dossiers in the order of the catalogue; `at_path` the same by file.
        files: the file of the page of each dossier, without folder.
        findings, ignored: what was found and what was ignored at each place, the most severe first.
        overlaps: the pairs of dossiers that overlap, the strongest first; `overlaps_of` the same for each dossier.
        rules: those that have a page: they found something, hold a dossier up, or left a file out.
        frameworks: those that gave verdicts, with their titles; the one that most dossiers follow first.
        folder: what holds the whole catalogue; it is left out of the paths that pages show.
    """

    report: Report
    words: Words
    day: date
    figures: Statistics
    entries: Sequence[Entry]
    at_path: Mapping[str, Sequence[Entry]]
    files: Mapping[Place, str]
    findings: Mapping[Place, Sequence[Finding]]
    ignored: Mapping[Place, Sequence[Finding]]
    overlaps: Sequence[Overlap]
    overlaps_of: Mapping[Place, Sequence[Overlap]]
    rules: Mapping[str, RuleInfo]
    frameworks: Mapping[str, str]
    folder: str

    @property
    def main_framework(self) -> str:
        """Return the framework that most dossiers follow."""
        return next(iter(self.frameworks), DEFAULT_FRAMEWORK)

    def shown(self, path: str) -> str:
        """Return a path from the folder that holds the catalogue: what is above it is nobody's business."""
        inside = path.removeprefix(f"{self.folder}/") if self.folder else path
        return Path(inside).name if Path(inside).is_absolute() else inside

    def shown_in(self, text: str) -> str:
        """Return a sentence of the run with the paths in it shown the same way."""
        return text.replace(f"{self.folder}/", "") if self.folder else text

    def severities(self, findings: Iterable[Finding]) -> str:
        """Return how many findings of which severity there are, in words: "1 fout en 2 opmerkingen"; "" for none."""
        counts = Counter(finding.severity for finding in findings)
        return self.words.joined(self.words.count(counts[item], item.value) for item in Severity if counts[item])


def gather(report: Report, lang: str, day: date, packs: Sequence[Path] = ()) -> Catalogue:
    """Return a run with all that its pages need.

    Args:
        report: a run in which every framework gave verdicts.
        lang: "nl" or "en".
        day: the day that the run counted from.
        packs: folders with rule cards of an institution.
    """
    entries = sorted(report.entries, key=lambda entry: entry.place)
    figures = statistics_of(report)
    names = unique_names((entry.id for entry in entries), "dossier")
    overlaps = sorted((report.catalogue or catalogue_of(entries)).overlaps, key=_strongest_first)
    return Catalogue(
        report=report,
        words=Words(lang),
        day=day,
        figures=figures,
        entries=entries,
        at_path=_grouped((entry.path, entry) for entry in entries),
        files={entry.place: f"{name}.html" for entry, name in zip(entries, names, strict=True)},
        findings=_by_place(report.findings),
        ignored=_by_place(report.suppressed),
        overlaps=overlaps,
        overlaps_of=_grouped((entry.place, item) for item in overlaps for entry in (item.later, item.earlier)),
        rules=_rules(report, [item.why for item in figures.left_out], lang, packs),
        frameworks=_frameworks(entries, lang),
        folder=_common_folder([*report.files, *(entry.path for entry in entries)]),
    )


def _strongest_first(item: Overlap) -> tuple[float, int, Place, Place]:
    return -item.likeness, -len(item.matches), item.later.place, item.earlier.place


def _by_place(findings: Iterable[Finding]) -> dict[Place, list[Finding]]:
    ordered = sorted(findings, key=lambda finding: (finding.severity.rank, finding.sort_key))
    return _grouped(((finding.location.path, finding.document), finding) for finding in ordered)


def _grouped(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, list[_Value]]:
    found: dict[_Key, list[_Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _rules(report: Report, reasons: Iterable[str], lang: str, packs: Sequence[Path]) -> dict[str, RuleInfo]:
    asked = {finding.rule for finding in (*report.findings, *report.suppressed)}
    asked |= {rule for entry in report.entries for verdict in entry.verdicts for rule in verdict.errors}
    asked.update(reasons)
    known = [rule for rule in load_registry(packs) if rule.id in asked]
    return {rule.id: RuleInfo(rule, _summary(rule, lang), f"{rule.id}.html") for rule in known}


def _summary(rule: Rule, lang: str) -> str:
    """Return what a rule is about in one sentence; its name where its card has none."""
    summary = rule_page(rule).get("summary")
    return in_language(summary, lang) if isinstance(summary, dict) else rule.name


def _frameworks(entries: Sequence[Entry], lang: str) -> dict[str, str]:
    used = Counter(entry.framework for entry in entries)
    names = {verdict.framework for entry in entries for verdict in entry.verdicts}
    ordered = sorted(names, key=lambda name: (-used[name], name))
    return {name: in_language(load_framework(name).title, lang) for name in ordered}


def _common_folder(paths: Iterable[str]) -> str:
    folders = {str(Path(path).parent) for path in paths}
    try:
        return os.path.commonpath(folders).replace(os.sep, "/").rstrip("/") if folders else ""
    except ValueError:  # some from the root and some not, or two drives
        return ""
