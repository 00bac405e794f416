"""What one rule reports is not repeated by another that lists what is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mclint.catalog.registry import load_registry
from mclint.config.settings import Settings
from mclint.engine.raws import weigh
from mclint.findings import Finding
from mclint.model import Hit, Place, Severity, Span
from tests.checking import check_text, plan_for
from tests.conftest import ROOT

FULL = (ROOT / "tests" / "data" / "annotated.yaml").read_text("utf-8")


def badge(text: str, **settings: str) -> list[Finding]:
    found = check_text(text, settings=Settings(**settings) if settings else None).findings
    return [finding for finding in found if finding.rule == "MC704"]


def without(*starts: str) -> str:
    """Return the annotated dossier without some lines, each with the lines indented below it."""
    kept, skipped = [], -1
    for line in FULL.split("\n"):
        indent = len(line) - len(line.lstrip())
        if skipped >= 0 and line.strip() and indent > skipped:
            continue
        skipped = indent if any(line.strip().startswith(start) for start in starts) else -1
        if skipped < 0:
            kept.append(line)
    return "\n".join(kept)


def test_a_whole_dossier_can_become_a_badge() -> None:
    assert badge(FULL) == []


@pytest.mark.parametrize(
    ("gone", "reported_by"),
    [("criteria:", "MC304"), ("sign_off:", "MC401"), ("level:", "MC501"), ("workload:", "MC101"), ("assessments:", "MC301")],
)
def test_what_another_rule_reports_is_not_repeated(gone: str, reported_by: str) -> None:
    text = without(gone)
    assert reported_by in {finding.rule for finding in check_text(text).findings}
    assert badge(text) == []


def test_what_nobody_else_reports_is_listed_and_nothing_else() -> None:
    (finding,) = badge(without("summary:", "criteria:", "sign_off:"))
    assert "summary" in finding.message
    assert "criteria" not in finding.message
    assert "sign_off" not in finding.message
    assert finding.severity is Severity.ERROR


def test_a_rule_that_is_not_in_force_reports_nothing() -> None:
    """The European framework asks for no sign-off (MC401), so the badge says that it needs one."""
    (finding,) = badge(without("sign_off:"), framework="eu-2022")
    assert "exam_committee.sign_off" in finding.message
    (finding,) = [
        item for item in check_text(without("criteria:"), settings=Settings(ignore=("MC304",))).findings if item.rule == "MC704"
    ]
    assert "criteria" in finding.message


@pytest.mark.parametrize("framework", ["npuls-mbo-pilot", "npuls-mbo", "eu-2022"])
@pytest.mark.parametrize(
    ("load", "message"),
    [
        ("sbu: 1680", None), ("sbu: 1681", "implausible"), ("sbu: 80000", "implausible"), ("ects: 60", None),
        ("ects: 68", "implausible"), ("sbu: {min: 1700, max: 1900}", "implausible"),
    ],
)  # fmt: skip
def test_more_than_a_full_time_year_is_an_error_in_every_framework(framework: str, load: str, message: str | None) -> None:
    found = check_text(f"mclint: 1\nworkload: {{{load}}}\n", settings=Settings(framework=framework)).findings
    errors = [item.message_key for item in found if item.rule == "MC106" and item.severity is Severity.ERROR]
    assert errors == ([message] if message else [])


def test_a_card_without_a_closer_message_uses_the_wider_one() -> None:
    """An own card that was written before a check told two cases apart goes on with what it says."""
    registry = load_registry()
    rule = registry.rules["MC201"]
    older = replace(rule, messages={key: rule.messages[key] for key in ("state", "frame", "beside-action", "unclear")})
    plan = replace(plan_for(), rules={"MC201": older}, steps=())
    for message, expected in (("frame-trait", "frame"), ("beside-action-knowing", "beside-action"), ("state", "state")):
        raw = weigh(plan, "MC201", Hit(Place("", Span(0, 1)), message), 1, None)
        assert raw is not None
        assert raw.hit.message == expected
