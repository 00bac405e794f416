from __future__ import annotations

import pytest

from mclint.dossier.scalars import resolve


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_null(text: str) -> None:
    assert resolve(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False)]
)
def test_true_and_false_are_booleans(text: str, value: bool) -> None:
    assert resolve(text) is value


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("80", 80), ("-3", -3), ("+5", 5), ("80.0", 80.0), ("1.200", 1.2), ("-0.5", -0.5), ("+1.5", 1.5)],
)
def test_numbers_are_decimal(text: str, value: float) -> None:
    found = resolve(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        "yes", "no", "on", "off", "Yes", "y", "n", "017", "00", "1:30", "0x1F", "0o17", "1e3", "1.5e3", ".inf", "-.inf",
        ".nan", "1_000", ".5", "5.", "1.2.3", "2026-01-31", "2026-13-45", "+", "-", "tRUE", "nULL", "٤", "4+", "0.", "<<", "=",
    ],
)  # fmt: skip
def test_all_else_is_text(text: str) -> None:
    assert resolve(text) == text


def test_an_absurdly_long_number_stays_text() -> None:
    assert resolve("9" * 5000) == "9" * 5000
