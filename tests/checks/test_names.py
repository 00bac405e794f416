from __future__ import annotations

import pytest

from mclint.model import Severity
from tests.checking import check_text

SIGNED = """\
mclint: 1
development: {{team: [{{role: teacher, id: {member}}}]}}
exam_committee: {{sign_off: {{decision: approved, date: 2026-01-10, by: {{role: chair, id: {signer}}}}}}}
"""
OUTCOMES = "mclint: 1\nlearning_outcomes:\n  - {{id: LO1, text: a}}\n  - {{id: {other}, text: b}}\n"
RATIONALE = "mclint: 1\nstatus: {status}\nlevel: {{nlqf: 3, rationale: {text}}}\n"

SAME = ["ec-01", "EC-01", "'ec-01 '", "еc-01", "ec-О1", '"ec-\\uFF10\\uFF11"', '"ec-0\\u200b1"', "ec-O1", '"ec-01\\n"', "ec-0l"]
STILL_OPEN = ["n.v.t.", "N.V.T", "n．v．t．", '"n.v\\u200b.t."', "ТODO", "ｘｘｘ", "náder te bepalen"]
NOTHING = ['"\\u200b"', '"\\u3164 \\u2800"', '"---"', '"\\uFE0F!"', "…"]
CODES = ['id: "roc-voorbeeld/x\\n"', 'language: "nl\\n"', "id: |\n  roc-voorbeeld/x", "id: roc-vооrbeeld/x", "language: nӏ"]


def rules(text: str) -> list[str]:
    return [item.rule for item in check_text(text).findings]


@pytest.mark.parametrize("signer", SAME)
def test_nobody_signs_own_work_under_an_id_that_looks_the_same(signer: str) -> None:
    (found,) = [item for item in check_text(SIGNED.format(member="ec-01", signer=signer)).findings if item.rule == "MC405"]
    assert found.severity is Severity.ERROR


@pytest.mark.parametrize("signer", ["ec-02", "ec-10", "ec-011", "kz-01"])
def test_somebody_else_may_sign(signer: str) -> None:
    assert "MC405" not in rules(SIGNED.format(member="ec-01", signer=signer))


@pytest.mark.parametrize("other", ["LO1", "lo1", "'LO1 '", "LО1", "ＬＯ１", '"LO\\u200b1"'])
def test_two_outcomes_with_ids_that_look_the_same(other: str) -> None:
    found = [item for item in check_text(OUTCOMES.format(other=other)).findings if item.rule == "MC307"]
    assert [item.location.start.line for item in found] == [4]


@pytest.mark.parametrize("other", ["LO2", "LO10", "LO-1", "L01"])
def test_two_outcomes_with_other_ids(other: str) -> None:
    assert "MC307" not in rules(OUTCOMES.format(other=other))


@pytest.mark.parametrize("text", STILL_OPEN)
def test_a_placeholder_is_one_whatever_it_is_written_with(text: str) -> None:
    assert "MC504" in rules(RATIONALE.format(status="offered", text=text))


@pytest.mark.parametrize("text", NOTHING)
def test_a_text_without_a_letter_or_digit_is_missing(text: str) -> None:
    assert "MC504" in rules(RATIONALE.format(status="in-development", text=text))


@pytest.mark.parametrize("value", CODES)
def test_a_code_has_no_line_end_behind_it_and_no_letters_of_another_script(value: str) -> None:
    found = [item for item in check_text(f"mclint: 1\n{value}\n").findings if item.rule == "MC004"]
    assert any(item.location.start.line == 2 for item in found)
