"""Findings in the XML of Checkstyle, which many build servers and review tools read."""

from __future__ import annotations

import xml.etree.ElementTree as ET  # only writes
from collections.abc import Iterator

import mclint
from mclint.findings import Finding, Report
from mclint.model import Severity
from mclint.report.escape import xml_lines, xml_text
from mclint.report.formats import Context
from mclint.report.paths import relative_path

_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}


def render(report: Report, context: Context) -> Iterator[str]:
    """Yield the document: a `file` for every file that was checked, with an `error` for each of its findings.

    What could not be checked is an error of a file called mclint, since the format knows no other place for it.
    """
    top = ET.Element("checkstyle", version=mclint.__version__)
    if report.failures:
        file = ET.SubElement(top, "file", name="mclint")
        for failure in report.failures:
            _add(file, 1, 1, "error", failure, "mclint.incomplete")
    files: dict[str, list[Finding]] = {path: [] for path in report.files}
    for finding in report.findings:
        files.setdefault(finding.location.path, []).append(finding)
    for path, findings in files.items():
        file = ET.SubElement(top, "file", name=xml_text(relative_path(path, context.root)))
        for finding in findings:
            at = finding.location.start
            text = f"{finding.message} - {finding.help}" if finding.help else finding.message
            _add(file, at.line, at.column, _SEVERITIES[finding.severity], text, f"mclint.{finding.rule}")
    yield from xml_lines(top)


def _add(file: ET.Element, line: int, column: int, severity: str, text: str, source: str) -> None:
    place = {"line": str(line), "column": str(column)}
    ET.SubElement(file, "error", place, severity=severity, message=xml_text(text), source=xml_text(source))
