from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mclint.catalog.cards import CardError, rule_from_card
from mclint.catalog.messages import field_names, fill, join_words, say, show
from mclint.model import Coded, Rule


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


CARD = {
    "id": "X1", "name": "x", "since": "0.1", "status": "stable", "severity": "error", "confidence": "high", "check": "engine",
    "messages": {"a": {"nl": "Er {stands} {count} {item} open.", "en": "{count} {item} {stands} open."}},
    "counted": {
        "item": {"by": "count", "nl": ["punt", "punten"], "en": ["point", "points"]},
        "stands": {"by": "count", "nl": ["staat", "staan"], "en": ["is", "are"]},
    },
    "codes": {"roles": "employer_roles"},
}  # fmt: skip


def rule(**changed: object) -> Rule:
    return rule_from_card({**CARD, **changed})


@pytest.mark.parametrize(
    ("count", "nl", "en"),
    [
        (0, "Er staan 0 punten open.", "0 points are open."),
        (1, "Er staat 1 punt open.", "1 point is open."),
        (1.0, "Er staat 1 punt open.", "1 point is open."),
        ("1", "Er staat 1 punt open.", "1 point is open."),
        (1.5, "Er staan 1,5 punten open.", "1.5 points are open."),
        (2, "Er staan 2 punten open.", "2 points are open."),
        ("80-160", "Er staan 80-160 punten open.", "80-160 points are open."),
    ],
)
def test_words_agree_with_their_number(count: int | float | str, nl: str, en: str) -> None:
    texts = CARD["messages"]["a"]
    assert (say(texts, rule(), {"count": count}, "nl"), say(texts, rule(), {"count": count}, "en")) == (nl, en)


def test_without_its_number_a_word_stays_open() -> None:
    assert say({"nl": "{item}"}, rule(), {}, "nl") == "{item}"


def test_codes_are_shown_with_what_they_are_called() -> None:
    texts = {"nl": "{roles}", "en": "{roles}"}
    assert say(texts, rule(), {"roles": "requester"}, "nl") == "requester (aanvrager)"
    assert say(texts, rule(), {"roles": ("requester", "other")}, "nl") == "requester (aanvrager) en other (anders)"
    assert say(texts, rule(), {"roles": ("requester", "other")}, "en") == "requester (asked for it) and other"
    assert say(texts, rule(), {}, "nl").startswith("co-creator (medeontwikkelaar), requester (aanvrager), ")
    assert show(Coded("status", ("offered",)), "nl", {}) == "offered (wordt aangeboden)"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"codes": {"roles": "no_such_list"}}, "no_such_list"),
        ({"counted": {"item": {"by": "count", "nl": ["punt"], "en": ["point", "points"]}}}, "two forms"),
        ({"counted": {"item": {"by": "count", "nl": ["punt", "punten"]}}}, "two forms"),
        ({"counted": {"item": {"nl": ["punt", "punten"], "en": ["point", "points"]}}}, "by"),
    ],
)
def test_a_card_that_names_no_list_or_half_a_word_is_refused(changed: dict[str, object], why: str) -> None:
    with pytest.raises(CardError, match=why):
        rule(**changed)
