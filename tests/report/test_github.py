"""Annotations reach the runner as they were meant, and no other output holds a command that the runner would obey."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mclint.dossier.source import split_lines
from mclint.findings import Finding, Location, RelatedLocation, Report
from mclint.model import Confidence, Position, Severity
from mclint.report.escape import terminal
from mclint.report.formats import FORMATS, Context, render
from tests.runner import Command, read_commands

TEXT = "mclint: 1\ntitle: een\nworkload:\n  sbu: 120\n"
PARTS = ("::error::", "##[error]", "##[group]", "\n", "\r", "#", "\u200b", "\u00ad", "\u0300", " ", "::", "[", "]", "%0A")
HOSTILE = (
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
    | st.text("#[]:,=%;0ADaerogtup \n\r\t\u200b\u00ad\ufeff\u2060\x00\x1b", max_size=40)
    | st.lists(st.sampled_from(PARTS)).map("".join)
)


def finding(
    message: str = "bericht", *, start: tuple[int, int] = (2, 8), end: tuple[int, int] = (2, 11), **other: str
) -> Finding:
    return Finding(
        rule="MC101",
        name=other.get("name", "workload-missing"),
        message_key="x",
        severity=Severity(other.get("severity", "error")),
        confidence=Confidence(other.get("confidence", "high")),
        message=message,
        help=other.get("help", ""),
        framework="npuls-mbo-pilot",
        location=Location(other.get("path", "dossier.yaml"), Position(*start), Position(*end)),
        document=1,
        dossier=other.get("dossier", "roc-voorbeeld/een"),
        pointer="/title",
        item=other.get("item"),
        related=(RelatedLocation(Location("b.yaml", Position(1, 1), Position(1, 2)), message),),
        fingerprint="0" * 24,
    )


def output(name: str, *findings: Finding, **other: object) -> str:
    report = Report(findings=list(findings), files=["dossier.yaml"], dossiers=1, **other)  # type: ignore[arg-type]
    context = Context(lambda _: split_lines(TEXT), root=Path.cwd())
    return "".join(f"{line}\n" for line in render(name, report, context))


@pytest.mark.parametrize(
    ("start", "end", "properties"),
    [
        ((2, 8), (2, 11), {"line": "2", "endLine": "2", "col": "8", "endColumn": "10"}),
        ((2, 8), (2, 8), {"line": "2", "endLine": "2", "col": "8", "endColumn": "8"}),
        ((3, 1), (4, 11), {"line": "3", "endLine": "4"}),
        ((2, 1), (3, 1), {"line": "2", "endLine": "2"}),
        ((4, 3), (5, 1), {"line": "4", "endLine": "4"}),
        ((5, 1), (5, 1), {"line": "4", "endLine": "4"}),
    ],
)
def test_an_annotation_stands_at_lines_that_exist(
    start: tuple[int, int], end: tuple[int, int], properties: dict[str, str]
) -> None:
    given = {"file": "dossier.yaml", **properties, "title": "MC101 workload-missing"}
    assert read_commands(output("github", finding(start=start, end=end))) == [Command("error", "bericht", given)]


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=["Cc", "Cf"])), st.text("%0ADa:,\n= é"))
def test_what_was_written_is_read_back_exactly(message: str, advice: str) -> None:
    found = read_commands(output("github", finding(message, help=advice, path="map, a/100%:é.yaml")))
    wanted = f"{message}\n{advice}" if advice else message
    assert [item.data for item in found] == [re.sub(r"##(?=(?:vso|teamcity)?\[)", "# #", wanted)]
    assert found[0].properties["file"] == "map, a/100%:é.yaml"
    assert set(found[0].properties) == {"file", "line", "endLine", "col", "endColumn", "title"}


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=30)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_output_holds_a_command_of_somebody_else(name: str, message: str, label: str, path: str) -> None:
    hostile = finding(message, help=message, name=label, path=path.replace("\0", "") or "a", item=label, dossier=label)
    failures, remarks = (message,), [label]
    found = read_commands(output(name, hostile, failures=failures, remarks=remarks, skipped_languages=(label,)))
    if name == "github":
        assert [(item.name, "line" in item.properties) for item in found] == [("error", False), ("error", True)]
    else:
        assert found == []


@given(HOSTILE)
def test_nothing_on_a_terminal_is_a_command(text: str) -> None:
    assert read_commands(terminal(text)) == []
    assert read_commands(f"mclint: {terminal(text)}") == []


SEEN = (
    "::error::x",
    " \t::error::x",
    "a\r::error::x",
    "##[error]x",
    "a #\u200b#[error]x",
    "\ufeff::warning::x",
    ":\u00ad:error::x",
)


@pytest.mark.parametrize("line", SEEN)
def test_the_reader_sees_what_a_runner_sees(line: str) -> None:
    assert len(read_commands(line)) == 1
    assert read_commands(terminal(line)) == []
