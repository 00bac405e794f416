"""Each machine-readable output is golden, and is read back by a reader that is not ours."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml

from mclint.dossier.source import split_lines
from mclint.engine.run import run
from mclint.engine.worker import RunOptions
from mclint.findings import Finding, Report
from mclint.model import Severity
from mclint.report import github
from mclint.report.escape import command_data, command_property, json_text, xml_text
from mclint.report.formats import FORMATS, Context, render
from mclint.report.paths import relative_path
from tests.conftest import ROOT, TODAY
from tests.hostile.readers import commands

GOLDEN = Path(__file__).parent / "golden"
EXAMPLES = ("vague-outcomes", "suppressions", "yaml-mistake")
OTHERS = [name for name in FORMATS if name not in ("text", "concise", "json", "sarif")]

#: What GitLab asks of an entry (https://docs.gitlab.com/ci/testing/code_quality/), written down as a schema.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32,64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def lines(path: str) -> list[str]:
    return split_lines((ROOT / path).read_text("utf-8", "replace"))


@cache
def checked(*names: str) -> Report:
    made = run([f"examples/{name}" for name in names], RunOptions(TODAY, use_cache=False, isolated=True))
    made.seconds = 0.25
    return made


def written(name: str, report: Report) -> str:
    return "".join(f"{line}\n" for line in render(name, report, Context(lines, root=ROOT)))


def many() -> Report:
    return checked("bad", "good")


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_what_is_written_is_golden(example: str, name: str) -> None:
    text = written(name, checked(f"bad/{example}.yaml"))
    path = GOLDEN / f"{example}.{name}.txt"
    if os.environ.get("MCLINT_WRITE_GOLDEN"):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


def test_every_golden_file_belongs_to_an_output() -> None:
    written_files = {path.name for path in GOLDEN.iterdir() if path.is_file()}
    assert written_files == {f"{example}.{name}.txt" for example in EXAMPLES for name in OTHERS}


def test_annotations_are_read_back_as_they_were_meant() -> None:
    report = many()
    found = commands(written("github", report))
    by_place = {(item.properties["file"], item.properties["line"], item.properties["title"]): item for item in found}
    assert len(by_place) == 30
    for finding in report.findings:
        at = finding.location
        item = by_place.get((at.path, str(at.start.line), f"{finding.rule} {finding.name}"))
        if item is None:
            continue
        assert item.name == {"error": "error", "warning": "warning", "note": "notice"}[finding.severity.value]
        assert ("col" in item.properties) == (at.start.line == at.end.line)
    assert {item.data for item in found} <= {f"{item.message}\n{item.help}".rstrip("\n") for item in report.findings}


def test_annotations_are_spent_on_sure_findings_of_many_files() -> None:
    report = many()
    errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]
    chosen = [errors[place] for place in github.most_useful(errors, 10)]
    files = {finding.location.path for finding in errors if finding.confidence.value == "high"}
    assert len(chosen) == 10
    assert len({finding.location.path for finding in chosen}) == min(10, len(files))


def test_annotations_stand_in_the_order_of_the_report() -> None:
    report = many()
    places = [(item.location.path, str(item.location.start.line)) for item in report.findings]
    shown = [(item.properties["file"], item.properties["line"]) for item in commands(written("github", report))]
    order = [places.index(place) for place in shown]
    assert order == sorted(order)


def test_what_is_not_annotated_is_counted() -> None:
    report = many()
    shown = len(commands(written("github", report)))
    assert f"{len(report.findings) - shown} bevindingen zonder annotatie" in written("github", report)


def test_an_incomplete_check_is_annotated_within_the_limit() -> None:
    report = replace(many(), failures=tuple(f"dossier{number}.yaml: regel MC201 brak af" for number in range(12)))
    found = [item for item in commands(written("github", report)) if item.name == "error"]
    assert [item.data for item in found if item.properties["title"] == "mclint"] == list(report.failures[:3])
    assert len(found) == github.MOST_ANNOTATIONS


def test_gitlab_takes_every_entry() -> None:
    report = many()
    doubled = replace(report, findings=[finding for finding in report.findings for _ in (1, 2)])
    entries = json.loads(written("gitlab", doubled))
    jsonschema.validate(entries, GITLAB)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) == 2 * len(report.findings)
    assert all(entry["description"].startswith(entry["check_name"]) for entry in entries)


def test_fingerprints_in_gitlab_stay_when_lines_move(tmp_path: Path) -> None:
    text = (ROOT / "examples" / "bad" / "vague-outcomes.yaml").read_text("utf-8")
    prints = []
    for content in (text, f"# een regel erbij\n\n{text}"):
        (tmp_path / "a.yaml").write_text(content, "utf-8")
        made = run([str(tmp_path / "a.yaml")], RunOptions(TODAY, use_cache=False, isolated=True))
        prints.append([entry["fingerprint"] for entry in json.loads(written("gitlab", made))])
    assert prints[0] == prints[1] != []


def test_junit_is_read_by_a_parser_of_junit(tmp_path: Path) -> None:
    report = many()
    path = tmp_path / "x.xml"
    path.write_text(written("junit", replace(report, failures=("x: could not be read",))), "utf-8")
    suites = JUnitXml.fromfile(str(path))
    cases = [case for suite in suites for case in suite]
    assert suites.tests == len(cases)
    assert suites.failures == report.count(Severity.ERROR)
    assert suites.errors == 1
    passed = {case.classname for case in cases if case.is_passed}
    assert {path for path in report.files if "/good/" in path} <= passed
    assert {case.classname for case in cases} >= set(report.files)


@pytest.mark.parametrize("least", list(Severity))
def test_junit_is_red_where_the_run_is(least: Severity) -> None:
    report = many()
    context = Context(lines, root=ROOT, fails=lambda finding: finding.severity.rank <= least.rank)
    tree = ET.fromstring("\n".join(render("junit", report, context)).encode())
    failing = [item for item in report.findings if item.severity.rank <= least.rank]
    assert [item.get("message") for item in tree.iter("failure")] == [item.message for item in failing]
    passed = "".join(item.text or "" for item in tree.iter("system-out"))
    assert all(item.message in passed for item in report.findings if item not in failing)
    names = [(case.get("classname"), case.get("name")) for case in tree.iter("testcase")]
    assert len(set(names)) == len(names)


def test_no_report_tells_where_the_checkout_lies(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    path = tmp_path / "a.yaml"
    path.write_bytes((ROOT / "examples" / "bad" / "vague-outcomes.yaml").read_bytes())
    made = run([str(path)], RunOptions(TODAY, use_cache=False, isolated=True))
    for name in ("github", "gitlab", "junit", "checkstyle", "markdown", "sarif"):
        assert str(tmp_path) not in "\n".join(render(name, made, Context(lambda _: None, root=tmp_path)))


@pytest.mark.parametrize("name", ["github", "gitlab", "junit", "checkstyle", "markdown"])
def test_what_is_known_is_no_finding(name: str) -> None:
    report = checked("bad/vague-outcomes.yaml")
    text = written(name, replace(report, findings=[], known=report.findings))
    assert not any(item.rule in text for item in report.findings)
    assert ("al bekend" in text) == (name in ("github", "markdown"))


@pytest.mark.parametrize("name", ["github", "gitlab", "junit", "checkstyle", "markdown"])
def test_what_could_not_be_checked_is_shown(name: str) -> None:
    assert "regel MC201 brak af" in written(name, replace(many(), failures=("regel MC201 brak af",)))


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
def test_xml_is_well_formed_to_xmllint(name: str, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(written(name, many()), "utf-8")
    xmllint = shutil.which("xmllint")
    if xmllint is not None:
        subprocess.run([xmllint, "--noout", "--nonet", str(path)], check=True)
    assert ET.parse(path).getroot().tag in ("testsuites", "checkstyle")


def test_checkstyle_holds_every_file_and_finding() -> None:
    report = many()
    tree = ET.fromstring(written("checkstyle", report).encode())
    found = [(file.get("name"), item.get("line"), item.get("source")) for file in tree for item in file]
    wanted = [(item.location.path, str(item.location.start.line), f"mclint.{item.rule}") for item in report.findings]
    assert [file.get("name") for file in tree] == report.files
    assert found == wanted


def test_json_lines_are_the_findings_of_json_and_then_the_summary() -> None:
    report = many()
    *findings, closing = map(json.loads, written("jsonl", report).splitlines())
    whole = json.loads(written("json", report))
    assert findings == whole["findings"]
    assert closing == {key: whole[key] for key in ("version", "tool", "summary")}


def test_files_outside_the_root_are_shown_by_name_only(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    inside, outside = tmp_path / "map" / "a.yaml", tmp_path / "b.yaml"
    for path in (inside, outside):
        path.write_text("", "utf-8")
    link = tmp_path / "map" / "c.yaml"
    link.symlink_to(inside)
    root = tmp_path / "map"
    assert [relative_path(str(path), root) for path in (inside, outside, link)] == ["a.yaml", "b.yaml", "c.yaml"]
    assert relative_path("<stdin>", root) == "<stdin>"


HOSTILE = st.text(st.characters(), max_size=40) | st.text("@#[](){}<>!|`*_~&$\\:/w.h \t\n\r\x1b%,-=+1a", max_size=40)


@given(HOSTILE, HOSTILE)
def test_any_text_is_literal_in_a_workflow_command(text: str, other: str) -> None:
    found = commands(f"::error file=a,title={command_property(text)}::{command_data(other)}")
    assert [(item.name, sorted(item.properties)) for item in found] == [("error", ["file", "title"])]
    plain = re.compile(r"[ -~\n]*")
    if plain.fullmatch(text) and plain.fullmatch(other) and "##" not in text + other:
        assert found[0].properties["title"] == text
        assert found[0].data == other


@given(HOSTILE)
def test_any_text_comes_back_from_json(text: str) -> None:
    for indent in (None, 2):
        shown = json_text({text: [text]}, indent)
        assert json.loads(shown) == {text: [text]}
        assert commands(shown) == []
        assert re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", shown) is None


@given(HOSTILE)
def test_any_text_fits_into_xml(text: str) -> None:
    element = ET.Element("x", a=xml_text(text))
    element.text = xml_text(text)
    back = ET.fromstring(ET.tostring(element))
    assert (back.text or "") == back.get("a") == xml_text(text) or "\t" in text


def _kinds() -> Iterator[Callable[[Finding], Finding]]:
    yield lambda finding: replace(finding, message="", help="")
    yield lambda finding: replace(finding, item=None, dossier=None)


@pytest.mark.parametrize("change", list(_kinds()))
@pytest.mark.parametrize("name", FORMATS)
def test_a_bare_finding_is_no_trouble(name: str, change: Callable[[Finding], Finding]) -> None:
    report = checked("bad/vague-outcomes.yaml")
    assert written(name, replace(report, findings=[change(finding) for finding in report.findings])).strip()


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_is_a_report_too(name: str) -> None:
    assert written(name, Report()).strip()
