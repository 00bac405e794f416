"""Findings as test results in JUnit's XML, for the dashboards of build servers.

Every file is a suite. What is at or above the fail level is a case that fails, so that a dashboard is red exactly where
the run is. JUnit knows no warnings: the rest stands in the output of a case that passes, which every file without
failures has, so that a clean dossier counts as a test. What could not be checked is an error; where there was nothing to
check, one case says so.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET  # only writes
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from mclint.findings import Finding, Report
from mclint.report.escape import terminal, xml_lines, xml_text
from mclint.report.formats import Context
from mclint.report.paths import relative_path
from mclint.report.text import headline
from mclint.report.words import word


def render(report: Report, context: Context) -> Iterator[str]:
    """Yield the document, without times: it is the same for the same findings."""
    by_file: dict[str, list[Finding]] = {path: [] for path in report.files}
    for finding in report.findings:
        by_file.setdefault(finding.location.path, []).append(finding)
    top = ET.Element("testsuites", name="mclint")
    if report.failures:
        suite = ET.SubElement(top, "testsuite", name="mclint")
        for number, failure in enumerate(report.failures, 1):
            case = ET.SubElement(suite, "testcase", classname="mclint", name=f"incomplete {number}")
            ET.SubElement(case, "error", message=xml_text(failure), type="incomplete").text = xml_text(terminal(failure))
    for path, findings in by_file.items():
        _add_cases(top, relative_path(path, context.root), findings, context)
    if not len(top):  # a dashboard takes no cases at all for a build that broke
        suite = ET.SubElement(top, "testsuite", name="mclint")
        ET.SubElement(suite, "testcase", classname="mclint", name=xml_text(word("no-dossiers", report.lang)))
    for element in (*top, top):
        for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
            element.set(name, str(sum(1 for _ in element.iter(tag))))
        element.set("skipped", "0")
    yield from xml_lines(top)


def _add_cases(top: ET.Element, path: str, findings: list[Finding], context: Context) -> None:
    shown = xml_text(path)
    suite = ET.SubElement(top, "testsuite", name=shown)
    names: Counter[str] = Counter()
    failing = [finding for finding in findings if context.fails(finding)]
    for finding in failing:
        name, line = _name(finding, names), str(finding.location.start.line)
        case = ET.SubElement(suite, "testcase", classname=shown, name=name, file=shown, line=line)
        failure = ET.SubElement(case, "failure", message=xml_text(finding.message), type=finding.severity.value)
        failure.text = _text(finding, path)
    others = [finding for finding in findings if not context.fails(finding)]
    if others or not failing:
        case = ET.SubElement(suite, "testcase", classname=shown, name="mclint", file=shown)
        if others:
            ET.SubElement(case, "system-out").text = "\n".join(_text(finding, path) for finding in others)


def _name(finding: Finding, names: Counter[str]) -> str:
    """Return a name that no other case of the file has and that stays when lines move, so that a dashboard knows it again."""
    about = finding.item or finding.pointer
    name = xml_text(f"{finding.rule} {finding.name}{f' {about}' if about else ''}")
    names[name] += 1
    return name if names[name] == 1 else f"{name} ({names[name]})"


def _text(finding: Finding, path: str) -> str:
    shown = replace(finding, location=replace(finding.location, path=path))
    lines = (headline(shown, color=False), terminal(finding.help))
    return "\n".join(xml_text(line) for line in lines if line)
