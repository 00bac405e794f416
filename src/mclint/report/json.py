"""The report as JSON, version 1: the same bytes for the same findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import mclint
from mclint.findings import Finding, Location, Report
from mclint.model import Position, Severity
from mclint.report.escape import json_text
from mclint.report.formats import Context


def render(report: Report, context: Context) -> Iterator[str]:
    """Yield the report as one JSON document; texts keep their true characters, controls are escaped by JSON."""
    yield json_text(as_data(report), 2)


def as_data(report: Report) -> dict[str, Any]:
    """Return the report as plain data in the shape of `schemas/output.schema.json`."""
    return {
        "version": 1,
        "tool": {"name": "mclint", "version": mclint.__version__},
        "summary": {
            "files": len(report.files),
            "dossiers": report.dossiers,
            **{severity.value: report.count(severity) for severity in Severity},
            "suppressed": len(report.suppressed),
            "incomplete": report.incomplete,
        },
        "findings": [finding_data(finding) for finding in report.findings],
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """Return one finding as plain data."""
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "message": finding.message,
        "help": finding.help,
        "framework": finding.framework,
        "path": finding.location.path,
        "document": finding.document,
        "dossier": finding.dossier,
        "pointer": finding.pointer,
        "item": finding.item,
        **_range(finding.location),
        "related": [{"path": item.location.path, **_range(item.location), "message": item.message} for item in finding.related],
        "fix": None
        if finding.fix is None
        else {
            "safe": finding.fix.safe,
            "title": finding.fix.title,
            "edits": [
                {"start": _position(edit.start), "end": _position(edit.end), "text": edit.text} for edit in finding.fix.edits
            ],
        },
        "fingerprint": finding.fingerprint,
    }


def _range(location: Location) -> dict[str, dict[str, int]]:
    return {"start": _position(location.start), "end": _position(location.end)}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}
