"""Findings in the XML of Checkstyle, which many build servers and review tools read."""

from __future__ import annotations

import xml.etree.ElementTree as ET  # only writes
from collections.abc import Iterator
from itertools import groupby

import mclint
from mclint.findings import Report
from mclint.model import Severity
from mclint.report.escape import xml_lines, xml_text
from mclint.report.formats import Context
from mclint.report.paths import relative_path

_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}


def render(report: Report, context: Context) -> Iterator[str]:
    """Yield the document: a `file` for every file with findings, an `error` for each finding."""
    top = ET.Element("checkstyle", version=mclint.__version__)
    for path, found in groupby(report.findings, key=lambda finding: finding.location.path):
        file = ET.SubElement(top, "file", name=xml_text(relative_path(path, context.root)))
        for finding in found:
            ET.SubElement(
                file,
                "error",
                line=str(finding.location.start.line),
                column=str(finding.location.start.column),
                severity=_SEVERITIES[finding.severity],
                message=xml_text(finding.message),
                source=xml_text(f"mclint.{finding.rule}"),
            )
    yield from xml_lines(top)
