"""Findings as test results in JUnit's XML: a dossier is a case that passes, or a failing case for each error.

JUnit knows no warnings: warnings and notes stand in the output of the case of their file and do not fail it.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET  # only writes
from collections.abc import Iterator

from mclint.findings import Finding, Report
from mclint.model import Severity
from mclint.report.escape import terminal, xml_lines, xml_text
from mclint.report.formats import Context
from mclint.report.paths import relative_path
from mclint.report.text import headline


def render(report: Report, context: Context) -> Iterator[str]:
    """Yield the document: one suite, with at least one case for every file that was checked."""
    by_file: dict[str, list[Finding]] = {path: [] for path in report.files}
    for finding in report.findings:
        by_file.setdefault(finding.location.path, []).append(finding)
    top = ET.Element("testsuites", name="mclint")
    suite = ET.SubElement(top, "testsuite", name="mclint")
    for path, findings in by_file.items():
        _add_cases(suite, relative_path(path, context.root), findings)
    for failure in report.failures:
        case = ET.SubElement(suite, "testcase", classname="mclint", name="incomplete")
        ET.SubElement(case, "error", message=xml_text(failure), type="incomplete").text = xml_text(terminal(failure))
    sums = {
        "tests": len(suite),
        "failures": sum(1 for case in suite if case.find("failure") is not None),
        "errors": len(report.failures),
        "skipped": 0,
    }
    for element in (top, suite):
        for name, number in sums.items():
            element.set(name, str(number))
        element.set("time", f"{report.seconds:.3f}")
    yield from xml_lines(top)


def _add_cases(suite: ET.Element, path: str, findings: list[Finding]) -> None:
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    others = [finding for finding in findings if finding.severity is not Severity.ERROR]
    for finding in errors:
        at = finding.location.start
        name = f"{finding.rule} {finding.name} ({at.line}:{at.column})"
        case = ET.SubElement(suite, "testcase", classname=xml_text(path), name=xml_text(name), file=xml_text(path))
        case.set("line", str(at.line))
        failure = ET.SubElement(case, "failure", message=xml_text(finding.message), type=finding.severity.value)
        failure.text = "\n".join((xml_text(headline(finding, color=False)), xml_text(terminal(finding.help))))
    if others or not errors:
        case = ET.SubElement(suite, "testcase", classname=xml_text(path), name="mclint", file=xml_text(path))
        if others:
            lines = (xml_text(headline(finding, color=False)) for finding in others)
            ET.SubElement(case, "system-out").text = "\n".join(lines)
