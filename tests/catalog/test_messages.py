from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mclint.catalog.messages import field_names, fill, join_words, show


def test_fills_names_only() -> None:
    template = "{id} {id.__class__} {0} {missing} {{id}}"
    assert fill(template, {"id": "LO1"}, "nl", {}) == "LO1 {id.__class__} {0} {missing} {LO1}"


@given(st.text())
def test_a_value_is_never_read_as_a_template(value: str) -> None:
    assert fill("<{a}>", {"a": value, "b": "secret"}, "en", {}) == f"<{value}>"


def test_values_are_written_for_the_language() -> None:
    assert show(1.5, "nl", {}) == "1,5"
    assert show(1.5, "en", {}) == "1.5"
    assert show(date(2026, 1, 31), "nl", {}) == "2026-01-31"
    assert show("level", "nl", {"level": {"nl": "niveau", "en": "level"}}) == "niveau"
    assert show(("a", "b", "c"), "nl", {}) == "a, b en c"


def test_lists_read_as_a_sentence() -> None:
    assert join_words([], "en") == ""
    assert join_words(["a"], "en") == "a"
    assert join_words(["a", "b"], "en") == "a and b"


def test_field_names() -> None:
    assert field_names("{a} en {b_c}, {A}") == {"a", "b_c"}
