from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mclint.checks.workload import (
    AddedUp,
    AtLeast,
    AtMost,
    Known,
    MultipleOf,
    OneNumber,
    SameLoad,
    Substantiated,
    added_up,
    at_least,
    at_most,
    known,
    multiple_of,
    one_number,
    same_load,
    substantiated,
    tidy,
)
from tests.checks.running import hits

PILOT = MultipleOf(80, 240, ask_sbu=True)


def messages(check: Any, params: object, workload: str, at: str = "", hidden: tuple[str, ...] = ()) -> list[str]:
    return [hit.message for hit in hits(check, params, f"workload: {workload}\n", at, hidden=hidden)]


@pytest.mark.parametrize(
    ("workload", "expected"),
    [
        ("", ["missing"]),
        ("{sbu: unknown}", ["unknown"]),
        ("{sbu: unknown, ects: 3}", []),
        ("{breakdown: {contact: 40, assessment: 0.5}}", ["only-breakdown"]),
        ("{ects: 3}", []),
        ("{sbu: 80}", []),
        ("{sbu: 80-160}", []),
        ("{sbu: {min: 80, max: 160}}", []),
    ],
)
def test_a_study_load_is_known(workload: str, expected: list[str]) -> None:
    assert messages(known, Known(), workload) == expected


def test_only_a_breakdown_gives_its_sum() -> None:
    found = hits(known, Known(), "workload: {breakdown: {contact: 40, assessment: 0.5, x-own: 900}}\n")
    assert [hit.fields["sum"] for hit in found] == [40.5]


def test_a_hidden_load_is_not_missing() -> None:
    assert messages(known, Known(), "{sbu: veel}", hidden=("/workload/sbu",)) == []
    assert messages(at_least, AtLeast(80), "{sbu: veel, ects: 1}", hidden=("/workload/sbu",)) == []


@pytest.mark.parametrize(
    ("workload", "expected"),
    [
        ("{sbu: 79}", ["too-small"]),
        ("{sbu: 80.0}", []),
        ("{ects: 2}", ["too-small-ects"]),
        ("{ects: 3}", []),
        ("{sbu: 40-60}", ["too-small"]),
        ("{sbu: {min: 40, max: 80}}", []),
        ("{sbu: unknown}", []),
    ],
)
def test_at_least(workload: str, expected: list[str]) -> None:
    assert messages(at_least, AtLeast(80), workload) == expected
    assert messages(at_least, AtLeast(), workload) == []


@pytest.mark.parametrize(
    ("workload", "expected"),
    [
        ("{sbu: 80}", []),
        ("{sbu: 160.0}", []),
        ("{sbu: 120}", ["not-a-multiple"]),
        ("{sbu: 80.5}", ["not-a-multiple"]),
        ("{sbu: 240}", []),
        ("{sbu: 250}", ["satisfies-minimum"]),
        ("{sbu: 360}", ["satisfies-minimum"]),
        ("{ects: 3}", ["ask-sbu"]),
        ("{ects: 3, sbu: 80}", []),
        ("{sbu: 80-150}", []),
        ("{sbu: unknown}", []),
    ],
)
def test_multiples(workload: str, expected: list[str]) -> None:
    assert messages(multiple_of, PILOT, workload) == expected


def test_the_nearest_multiples_are_named() -> None:
    (hit,) = hits(multiple_of, PILOT, "workload: {sbu: 120}\n")
    assert (hit.fields["lower"], hit.fields["upper"], hit.fields["hours"]) == (80, 160, 120)
    assert messages(multiple_of, MultipleOf(), "{sbu: 120}") == []


@pytest.mark.parametrize(
    ("workload", "expected"),
    [
        ("{sbu: 80, breakdown: {contact: 50, self_study: 30}}", []),
        ("{sbu: 80, breakdown: {contact: 79.99}}", []),
        ("{sbu: 80, breakdown: {contact: 79.98}}", ["does-not-add-up"]),
        ("{sbu: 0.3, breakdown: {contact: 0.1, self_study: 0.2}}", []),
        ("{sbu: 80}", ["no-breakdown"]),
        ("{sbu: 80, breakdown: {}}", ["no-breakdown"]),
        ("{ects: 3}", []),
        ("{sbu: 80-160, breakdown: {contact: 5}}", []),
        ("{breakdown: {contact: 5}}", []),
    ],
)
def test_the_breakdown_adds_up(workload: str, expected: list[str]) -> None:
    assert messages(added_up, AddedUp(), workload) == expected


def test_a_breakdown_with_a_hidden_part_is_not_added_up() -> None:
    workload = "{sbu: 80, breakdown: {contact: veel, self_study: 30}}"
    assert messages(added_up, AddedUp(), workload, hidden=("/workload/breakdown/contact",)) == []
    assert messages(added_up, AddedUp(), workload, hidden=("/workload/breakdown",)) == []


@pytest.mark.parametrize(
    ("sbu", "expected"),
    [
        ("80", []),
        ("unknown", []),
        ("{min: 80, max: 160}", ["range"]),
        ("80-160", ["range"]),
        ("80 – 160", ["range"]),
        ("160-80", ["reversed"]),
        ("{min: 80}", []),
    ],
)
def test_one_number(sbu: str, expected: list[str]) -> None:
    assert messages(one_number, OneNumber(), f"{{sbu: {sbu}}}", "/workload/sbu") == expected


@pytest.mark.parametrize(
    ("workload", "expected"),
    [
        ("{sbu: 720}", []),
        ("{sbu: 721}", ["national-unit"]),
        ("{ects: 26}", ["national-unit"]),
        ("{sbu: 1001}", ["too-large"]),
        ("{sbu: 700-800}", []),
    ],
)
def test_at_most(workload: str, expected: list[str]) -> None:
    assert messages(at_most, AtMost(1000, 720), workload) == expected
    assert messages(at_most, AtMost(), workload) == []


@pytest.mark.parametrize(
    ("workload", "dutch", "european"),
    [
        ("{sbu: 84, ects: 3}", [], []),
        ("{sbu: 70, ects: 3}", [], []),
        ("{sbu: 98, ects: 3}", [], []),
        ("{sbu: 69.9, ects: 3}", ["contradict"], []),
        ("{sbu: 99, ects: 3}", ["contradict"], []),
        ("{sbu: 106, ects: 3}", ["contradict"], ["contradict-range"]),
        ("{sbu: 80-160, ects: 3}", [], []),
        ("{ects: 3}", [], []),
    ],
)
def test_hours_and_credits_agree_to_half_a_credit(workload: str, dutch: list[str], european: list[str]) -> None:
    assert messages(same_load, SameLoad(), workload, "/workload/ects") == dutch
    assert messages(same_load, SameLoad((25, 30)), workload, "/workload/ects") == european


@pytest.mark.parametrize(
    ("workload", "expected"),
    [
        ("{sbu: 80}", ["no-rationale"]),
        ("{sbu: 80, rationale: Naast het werk}", []),
        ("{sbu: 240}", []),
        ("{ects: 8}", ["no-rationale"]),
        ("{ects: 9}", []),
        ("{sbu: unknown}", []),
    ],
)
def test_a_small_load_needs_a_reason(workload: str, expected: list[str]) -> None:
    assert messages(substantiated, Substantiated(240), workload) == expected
    assert messages(substantiated, Substantiated(), workload) == []


@given(st.integers(0, 10**400))
def test_no_number_is_too_large_to_judge(number: int) -> None:
    workload = f"{{sbu: {number}, ects: {number}, breakdown: {{contact: {number}}}}}"
    for check, params in (
        (at_least, AtLeast(80)),
        (multiple_of, PILOT),
        (added_up, AddedUp()),
        (at_most, AtMost(0, 720)),
        (substantiated, Substantiated(240)),
    ):
        assert len(messages(check, params, workload)) <= 1


@pytest.mark.parametrize(("number", "shown"), [(80.0, 80), (80.5, 80.5), (0.1 + 0.2, 0.3), (28 * 2.5, 70)])
def test_numbers_in_messages_are_short(number: float, shown: float) -> None:
    assert tidy(number) == shown
    assert isinstance(tidy(number), type(shown))
