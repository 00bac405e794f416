from __future__ import annotations

import re
from dataclasses import replace

from mclint.findings import Report
from mclint.report import concise
from mclint.report import text as text_report
from mclint.report.formats import Context
from mclint.report.text import summary
from tests.checking import check_text

TEXT = """mclint: 1
id: roc-voorbeeld/een
title: "x\\e[31m::error::"
language: nl
status: offered
sector: "::warning::kwaad"
learning_outcomes:
  - {id: LO1, text: De lerende stelt een zorgplan op voor een cliënt.}
"""


def report() -> Report:
    result = check_text(TEXT)
    return Report(findings=list(result.findings), files=["dossier.yaml"], dossiers=1, lang="nl")


def lines(text: str) -> list[str]:
    return text.split("\n")


def test_frame_shows_the_line_and_underlines_the_words() -> None:
    printed = list(text_report.render(report(), Context(lambda _: lines(TEXT), quiet=True)))
    start = next(index for index, line in enumerate(printed) if "error[MC004]" in line and ":6:9:" in line)
    assert printed[start + 2].startswith('6 | sector: "::warning::kwaad"')
    assert printed[start + 3] == "  |         ^^^^^^^^^^^^^^^^^^"


def test_hostile_values_stay_text() -> None:
    for line in (
        *text_report.render(report(), Context(lambda _: lines(TEXT), quiet=True)),
        *concise.render(report(), Context(lambda _: None, quiet=True)),
    ):
        assert "\x1b" not in line
        assert not re.match(r"\s*::", line)


def test_a_wide_character_takes_two_columns() -> None:
    text = TEXT.replace('"::warning::kwaad"', '"日本" # x').replace("sector", "provenance")
    result = check_text(text)
    found = Report(findings=[item for item in result.findings if item.location.start.line == 6], files=["d"])
    printed = list(text_report.render(found, Context(lambda _: lines(text), quiet=True)))
    assert printed[3].count("^") == 6


def test_summary_counts_in_words() -> None:
    found = replace_findings(report())
    assert re.match(r"1 bestand, \d+ fouten", next(iter(summary(found, "nl", color=False))))
    assert "all is well" in next(iter(summary(Report(files=["a"], dossiers=1), "en", color=False)))


def replace_findings(found: Report) -> Report:
    found.findings = [replace(item, severity=item.severity) for item in found.findings]
    return found
