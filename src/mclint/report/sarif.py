"""SARIF 2.1.0 as GitHub code scanning takes it, and as other viewers and the standard want it.

GitHub reads neither suppressions nor the state against a baseline. What is ignored with a reason is therefore written at
the level of a note, its own severity beside it, and what was known before is left out and counted, so that neither makes
an alert that fails a gate.

Limits of GitHub: a file of 10 MB after compression, of which 5,000 results are shown, the most severe first. What is
beyond is cut, and a notification says how much.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import mclint
from mclint.findings import Finding, LocatedFix, Location, Report
from mclint.model import Position, Severity
from mclint.report.escape import json_text, sarif_text
from mclint.report.fingerprints import line_hashes
from mclint.report.formats import Context
from mclint.report.paths import uri
from mclint.report.sarif_rules import PROJECT, describe_rules
from mclint.report.words import count_severity, word

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 5_000
#: Bytes before compression, so that 10 MB after it are never reached.
MOST_BYTES = 10_000_000
MOST_RELATED = 99

Json = dict[str, Any]


def render(report: Report, context: Context) -> Iterator[str]:
    """Yield the log as one JSON document with a single run."""
    rules = describe_rules(context.rule_packs, report.lang)
    writer = _Writer(context, {rule["id"]: place for place, rule in enumerate(rules)})
    results, cut = _within_limits(writer.results(report))
    run = {
        "tool": {
            "driver": {
                "name": "mclint",
                "semanticVersion": mclint.__version__,
                "informationUri": PROJECT,
                "language": report.lang,
                "rules": rules,
            }
        },
        "invocations": [
            {
                "executionSuccessful": not report.incomplete,
                "toolExecutionNotifications": list(_notifications(report, cut)),
            }
        ],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    yield json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, 1, whole=True)


def _within_limits(results: Iterable[tuple[Finding, Json]]) -> tuple[list[Json], Counter[Severity]]:
    """Return the results that fit, in the order of the report, and how many of each severity do not."""
    size, cut = 0, Counter[Severity]()
    kept: list[tuple[int, Json]] = []
    ranked = sorted(enumerate(results), key=lambda item: ("suppressions" in item[1][1], item[1][0].severity.rank))
    for place, (finding, result) in ranked:
        size += len(json.dumps(result))
        if len(kept) == MOST_RESULTS or size > MOST_BYTES:
            cut[finding.severity] += 1
        else:
            kept.append((place, result))
    return [result for _, result in sorted(kept, key=lambda item: item[0])], cut


def _notifications(report: Report, cut: Counter[Severity]) -> Iterator[Json]:
    for failure in report.failures:
        yield {"level": "error", "message": {"text": sarif_text(failure)}}
    for language in report.skipped_languages:
        yield {"level": "warning", "message": {"text": sarif_text(word("skipped", report.lang, languages=language))}}
    for remark in report.remarks:
        yield {"level": "note", "message": {"text": sarif_text(remark)}}
    if report.known:
        yield {"level": "note", "message": {"text": word("known", report.lang, count=len(report.known))}}
    if cut:
        counted = ", ".join(count_severity(cut[severity], severity, report.lang) for severity in Severity if cut[severity])
        yield {"level": "warning", "message": {"text": word("cut", report.lang, counted=counted)}}


@dataclass(slots=True)
class _Writer:
    """Writes findings as results.

    Attributes:
        places: the place of each rule in the list of rules.
    """

    context: Context
    places: dict[str, int]
    _hashes: dict[str, dict[int, str]] = field(default_factory=dict)

    def results(self, report: Report) -> Iterator[tuple[Finding, Json]]:
        """Yield each finding with its result; what does not count is written as suppressed."""
        self._hash_lines(report)
        for finding in report.findings:
            yield finding, self._result(finding)
        for finding in report.suppressed:
            suppression = {"kind": "inSource", "status": "accepted", "justification": finding.justification or ""}
            yield (
                finding,
                {
                    **self._result(finding),
                    "level": "note",
                    "suppressions": [suppression],
                    "properties": {"severity": finding.severity.value},
                },
            )

    def _hash_lines(self, report: Report) -> None:
        wanted: dict[str, set[int]] = {}
        other_bytes = set()
        for finding in (*report.findings, *report.suppressed):
            wanted.setdefault(finding.location.path, set()).add(finding.location.start.line)
            if finding.rule == "MC006":
                other_bytes.add(finding.location.path)  # GitHub reads these bytes as other characters than we do
        for path, numbers in wanted.items():
            lines = self.context.lines(path) if path not in other_bytes else None
            self._hashes[path] = line_hashes(lines, numbers) if lines is not None else {}

    def _result(self, finding: Finding) -> Json:
        at = finding.location
        text = f"{finding.message}\n{finding.help}" if finding.help else finding.message
        result: Json = {
            "ruleId": finding.rule,
            **({"ruleIndex": self.places[finding.rule]} if finding.rule in self.places else {}),
            "level": finding.severity.value,
            "message": {"text": sarif_text(text)},
            "locations": [{"physicalLocation": self._place(at), **_logical(finding)}],
            "partialFingerprints": {"mclint/v1": finding.fingerprint},
        }
        known = self._hashes.get(at.path, {}).get(at.start.line)
        if known is not None:
            result["partialFingerprints"]["primaryLocationLineHash"] = known
        if finding.related:
            result["relatedLocations"] = [
                {"id": number, "physicalLocation": self._place(item.location), "message": {"text": sarif_text(item.message)}}
                for number, item in enumerate(finding.related[:MOST_RELATED], start=1)
            ]
        if finding.fix is not None and finding.fix.edits:
            result["fixes"] = [self._fix(finding.fix, at.path)]
        return result

    def _place(self, at: Location) -> Json:
        return {"artifactLocation": {"uri": uri(at.path, self.context.root)}, "region": _region(at.start, at.end)}

    def _fix(self, fix: LocatedFix, path: str) -> Json:
        replacements = [
            {"deletedRegion": _region(edit.start, edit.end), "insertedContent": {"text": edit.text}} for edit in fix.edits
        ]
        change = {"artifactLocation": {"uri": uri(path, self.context.root)}, "replacements": replacements}
        return {"description": {"text": sarif_text(fix.title)}, "artifactChanges": [change]}


def _region(start: Position, end: Position) -> Json:
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _logical(finding: Finding) -> Json:
    if finding.dossier is None:
        return {}
    place: Json = {"fullyQualifiedName": f"{finding.dossier}#{finding.pointer}", "kind": "object"}
    if finding.item is not None:
        place["name"] = finding.item
    return {"logicalLocations": [place]}
