"""The page of one dossier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mclint.across.tables import label
from mclint.entries import Entry, Verdict, standing_of
from mclint.findings import Finding
from mclint.report.site.catalogue import Catalogue
from mclint.report.site.facts import committee_facts, facts_of
from mclint.report.site.marks import Piece
from mclint.report.site.overlapping import other_dossiers
from mclint.report.site.sheets import Sheet, Wording
from mclint.report.words import item_line


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as its page shows it; `line` is 0 where the page does not show the line."""

    number: int
    finding: Finding
    rule_file: str
    item: str
    line: int
    related: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """An outcome: its text in pieces, the assessments that cover it by number, and the findings about it."""

    id: str
    lang: str
    pieces: tuple[Piece, ...]
    bloom: str
    covered: tuple[tuple[int, str], ...]
    findings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """An assessment: its facts, and the outcomes that it covers by number (0 for an id that no outcome has)."""

    id: str
    title: str
    type: str
    outcomes: tuple[tuple[int, str], ...]
    criteria: Wording
    pass_mark: Wording
    weight: str
    supervision: str


def dossier_page(catalogue: Catalogue, entry: Entry, sheet: Sheet) -> dict[str, Any]:
    """Return what the page of a dossier shows."""
    findings = catalogue.findings.get(entry.place, ())
    numbered = list(enumerate(findings, 1))
    verdicts = [_verdict(catalogue, entry, verdict, findings) for verdict in entry.verdicts]
    return {
        "entry": entry,
        "facts": facts_of(entry, sheet, catalogue.words),
        "own_verdicts": [verdict for verdict in verdicts if verdict["framework"] == entry.framework],
        "other_verdicts": [verdict for verdict in verdicts if verdict["framework"] != entry.framework],
        "counted": catalogue.severities(findings),
        "findings": [_finding(catalogue, entry, sheet, number, finding) for number, finding in numbered],
        "outcomes": list(_outcomes(catalogue, entry, sheet, numbered)),
        "assessments": list(_assessments(catalogue, entry, sheet)),
        "committee": committee_facts(entry, sheet, catalogue.words),
        "decided": bool(entry.decision),
        "similar": other_dossiers(catalogue, entry),
        "ignored": [_finding(catalogue, entry, sheet, 0, finding) for finding in catalogue.ignored.get(entry.place, ())],
        "sheet": sheet,
        "lines": sheet.lines(findings),
        "path": catalogue.shown(entry.path),
    }


def _verdict(catalogue: Catalogue, entry: Entry, verdict: Verdict, findings: Sequence[Finding]) -> dict[str, Any]:
    """Return what a framework says, with for each rule in the way the findings about it, if this page has them."""
    reasons = []
    for rule in verdict.errors:
        info = catalogue.rules.get(rule)
        numbers = [number for number, finding in enumerate(findings, 1) if finding.rule == rule]
        reasons.append({"rule": rule, "info": info, "numbers": numbers})
    name = verdict.framework
    standing = standing_of(entry, name).value
    return {"framework": name, "title": catalogue.frameworks[name], "standing": standing, "reasons": reasons}


def _finding(catalogue: Catalogue, entry: Entry, sheet: Sheet, number: int, finding: Finding) -> FindingView:
    info = catalogue.rules.get(finding.rule)
    related = tuple(
        (item.message, _link_to(catalogue, entry, sheet, item.location.path, item.location.start.line))
        for item in finding.related
    )
    item = item_line(finding, catalogue.words.lang)
    return FindingView(number, finding, info.file if info is not None else "", item, sheet.line_of(finding), related)


def _link_to(catalogue: Catalogue, entry: Entry, sheet: Sheet, path: str, line: int) -> str:
    """Return a link to a line on this page or to the page of another dossier, "" where no single page has it."""
    if path == entry.path:
        return f"#L{line}" if sheet.first <= line <= sheet.last else ""
    others = catalogue.at_path.get(path, ())
    return catalogue.files[others[0].place] if len(others) == 1 else ""


def _outcomes(catalogue: Catalogue, entry: Entry, sheet: Sheet, numbered: Sequence[tuple[int, Finding]]) -> Iterator[OutcomeView]:
    for outcome in entry.outcomes:
        item = f"/learning_outcomes/{outcome.number}"
        about = [
            (number, finding) for number, finding in numbered if finding.pointer == item or finding.pointer.startswith(f"{item}/")
        ]
        own = [(number, finding) for number, finding in about if finding.pointer == outcome.pointer]
        pieces = tuple(sheet.outcome(outcome, own))
        marked = {number for piece in pieces for number in piece.numbers}
        covered = tuple(
            (number, assessment.title or assessment.id)
            for number, assessment in enumerate(entry.assessments, 1)
            if outcome.id in assessment.outcomes
        )
        bloom = label("bloom", str(outcome.bloom), catalogue.words.lang) if outcome.bloom else ""
        rest = tuple(number for number, _ in about if number not in marked)
        yield OutcomeView(outcome.id, outcome.lang, pieces, bloom, covered, rest)


def _assessments(catalogue: Catalogue, entry: Entry, sheet: Sheet) -> Iterator[AssessmentView]:
    words = catalogue.words
    places: dict[str, int] = {}
    for number, outcome in enumerate(entry.outcomes, 1):
        places.setdefault(outcome.id, number)
    pointers = _pointers(sheet, len(entry.assessments))
    for assessment, at in zip(entry.assessments, pointers, strict=True):
        weight = sheet.words(f"{at}/weight").text if at else ""
        supervision = sheet.words(f"{at}/supervision").text if at else ""
        yield AssessmentView(
            assessment.id,
            assessment.title,
            words.code("assessment", assessment.type) if assessment.type else "",
            tuple((places.get(name, 0), name) for name in assessment.outcomes),
            sheet.words(f"{at}/criteria") if at else Wording("", ""),
            sheet.words(f"{at}/pass_mark") if at else Wording("", ""),
            f"{weight}%" if weight else "",
            words.code("supervision", supervision) if supervision else "",
        )


def _pointers(sheet: Sheet, count: int) -> list[str]:
    """Return the pointers of the assessments; "" for each where the file no longer holds as many as when it was checked."""
    found = [node.pointer for node in sheet.document.find("/assessments/*")] if sheet.document is not None else []
    return found if len(found) == count else [""] * count
