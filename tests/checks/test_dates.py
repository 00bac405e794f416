from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mclint.checks.dates import Compared, Due, compared, day_of, due, months_after
from tests.checks.running import document_of, hits, shown

REVIEW = Due("/review/next", "/review/last", "/review/months", ("retired",))
YESTERDAY, TODAY, TOMORROW = "2026-11-23", "2026-11-24", "2026-11-25"


@pytest.mark.parametrize(
    ("relation", "wrong"),
    [("before", {TODAY, TOMORROW}), ("not-before", {YESTERDAY}), ("not-after", {TOMORROW})],
)
def test_each_relation_to_today(relation: str, wrong: set[str]) -> None:
    params = Compared(order=(("/day", relation, "today", "out"),))
    for day in (YESTERDAY, TODAY, TOMORROW):
        found = hits(compared, params, f"day: {day}\n")
        assert [hit.message for hit in found] == (["out"] if day in wrong else []), day
        assert all(hit.related == () for hit in found)


def test_two_days_are_compared_at_the_first_with_the_other_related() -> None:
    params = Compared(order=(("/signed", "not-before", "/started", "early"),))
    text = "started: 2026-03-01\nsigned: 2026-02-28\n"
    found = hits(compared, params, text)
    assert shown(found, text) == [("/signed", "2026-02-28", "early")]
    assert found[0].related[0].place.pointer == "/started"
    assert found[0].fields == {
        "date": date(2026, 2, 28),
        "other": date(2026, 3, 1),
        "what": "/signed",
        "which": "/started",
    }


@pytest.mark.parametrize("text", ["signed: 2026-02-28\n", "started: n.t.b.\nsigned: 2026-02-28\n", "started: [x]\n"])
def test_a_day_that_is_not_there_is_not_compared(text: str) -> None:
    assert hits(compared, Compared(order=(("/signed", "not-before", "/started", "early"),)), text) == []


def test_a_hidden_day_is_not_compared() -> None:
    text = "started: 2026-03-01\nsigned: 2026-02-28\n"
    params = Compared(order=(("/signed", "not-before", "/started", "early"),), expires="/signed")
    assert hits(compared, params, text, hidden=("/signed",)) == []


@pytest.mark.parametrize(
    ("day", "message"),
    [(YESTERDAY, "expired"), (TODAY, "expires-soon"), ("2027-02-22", "expires-soon"), ("2027-02-23", None)],
)
def test_what_expires(day: str, message: str | None) -> None:
    found = hits(compared, Compared(expires="/until"), f"until: {day}\n")
    assert [hit.message for hit in found] == ([message] if message else [])


def test_nothing_expires_at_a_silent_status() -> None:
    params = Compared(expires="/until", silent_for=("retired",))
    assert hits(compared, params, "status: retired\nuntil: 2020-01-01\n") == []
    assert len(hits(compared, params, "status: awarded\nuntil: 2020-01-01\n")) == 1


def test_a_day_that_is_wrong_already_does_not_expire_as_well() -> None:
    params = Compared(order=(("/until", "not-before", "/signed", "ends-before"),), expires="/until")
    found = hits(compared, params, "signed: 2026-01-01\nuntil: 2025-01-01\n")
    assert [hit.message for hit in found] == ["ends-before"]


@pytest.mark.parametrize("entry", [("/a", "after", "/b", "m"), ("/a", "before", "/b")])
def test_a_comparison_that_is_none_is_refused(entry: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="order wants"):
        Compared(order=(entry,))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        ("{next: 2026-11-23}", [("/review/next", "2026-11-23", "overdue")]),
        ("{next: 2026-11-24}", []),
        ("{last: 2025-11-23, months: 12}", [("/review/last", "2025-11-23", "interval-passed")]),
        ("{last: 2025-11-24, months: 12}", []),
        ("{last: 2020-01-01, months: 12, next: 2027-01-01}", []),
        ("{last: 2025-11-24}", [("/review/next", "review", "not-planned")]),
        ("{months: 12}", [("/review/next", "review", "not-planned")]),
        ("{}", [("/review/next", "review", "not-planned")]),
    ],
)
def test_the_next_day_else_the_last_and_the_interval(review: str, expected: list[tuple[str, str, str]]) -> None:
    text = f"review: {review}\n"
    assert shown(hits(due, REVIEW, text), text) == expected


def test_a_review_is_silent_when_retired_or_hidden() -> None:
    text = "review: {next: 2020-01-01}\n"
    assert hits(due, REVIEW, f"status: retired\n{text}") == []
    assert hits(due, REVIEW, text, hidden=("/review/next",)) == []
    assert hits(due, REVIEW, "review: {last: 2020-01-01, months: 12}\n", hidden=("/review/months",)) == []


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 1), 10**30, date.max),
    ],
)
def test_months_after(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


@given(st.dates(), st.integers(0, 10**6), st.integers(0, 10**6))
def test_more_months_are_never_earlier(day: date, few: int, more: int) -> None:
    assert months_after(day, few) <= months_after(day, few + more)


@pytest.mark.parametrize("text", ["2026-13-45", "24-11-2026", "2026-11-24T10:00", "morgen", "20261124"])
def test_what_is_no_day(text: str) -> None:
    assert day_of(document_of(f"day: '{text}'\n").node("/day")) is None


def test_quoted_and_plain_days_are_the_same() -> None:
    document = document_of("a: 2026-11-24\nb: '2026-11-24'\n")
    assert day_of(document.node("/a")) == day_of(document.node("/b")) == date(2026, 11, 24)
