from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mclint.dossier.digest import canonical, digest, signed_content
from tests.conftest import ROOT
from tests.dossier.reading import document

BLOCK = """
mclint: 1
title: Valpreventie thuis
language: nl
level:
  nlqf: 4
  x-eigen: anders
workload:
  sbu: 80
  breakdown:
    contact: 40.0
    assessment: 40
learning_outcomes:
  - id: LO1
    text: >-
      De lerende stelt
      een profiel op.
  - {id: LO2, text: "De lerende meet."}
assessments:
  - id: A1
    outcomes: [LO2, LO1]
    identity_verified: true
    weight: 100
"""
SAME = {
    "comments and layout": BLOCK.replace("level:\n  nlqf: 4\n", "level: {nlqf: 4} # niveau\n").replace("  x-eigen: anders\n", ""),
    "key order": BLOCK.replace("title: Valpreventie thuis\n", "") + "title: Valpreventie thuis\n",
    "quoting": BLOCK.replace("Valpreventie thuis", "'Valpreventie thuis'").replace("nlqf: 4", 'nlqf: "4"'),
    "style of a text": BLOCK.replace("      De lerende stelt\n      een profiel op.", "      De lerende stelt een profiel op."),
    "order of covered outcomes": BLOCK.replace("[LO2, LO1]", "[LO1, LO2]"),
    "own keys": BLOCK.replace("sbu: 80", "sbu: 80\n  x-rekenblad: [1, 2]"),
    "blanks at the ends": BLOCK.replace("Valpreventie thuis", '"  Valpreventie thuis  "'),
    "an anchor": BLOCK.replace("contact: 40.0", "contact: &uren 40").replace("assessment: 40", "assessment: *uren"),
    "what is not signed": BLOCK + "status: offered\nsummary: Nieuw\n",
    "an anchor of a whole part": BLOCK.replace("level:\n", "x-a: &niveau\n").replace("workload:", "level: *niveau\nworkload:"),
    "quoting and blanks of the language": BLOCK.replace("language: nl", 'language: "nl "'),
    "line ends": BLOCK.replace("\n", "\r\n"),
    "way of writing numbers": BLOCK.replace("sbu: 80", "sbu: 80.00"),
}
OTHER = {
    "a word": BLOCK.replace("meet", "weegt"),
    "hours": BLOCK.replace("sbu: 80", "sbu: 81"),
    "order of outcomes": BLOCK.replace("id: LO1", "id: LOX").replace("id: LO2", "id: LO1").replace("id: LOX", "id: LO2"),
    "capitals": BLOCK.replace("Valpreventie", "valpreventie"),
    "a key more": BLOCK.replace("nlqf: 4", "nlqf: 4\n  eqf: 4"),
    "true or false": BLOCK.replace("true", "false"),
    "the language": BLOCK.replace("language: nl", "language: en"),
    "no language": BLOCK.replace("language: nl\n", ""),
}


@pytest.mark.parametrize("name", SAME)
def test_the_layout_does_not_change_the_digest(name: str) -> None:
    assert digest(document(SAME[name])) == digest(document(BLOCK))


@pytest.mark.parametrize("name", OTHER)
def test_the_content_changes_the_digest(name: str) -> None:
    assert digest(document(OTHER[name])) != digest(document(BLOCK))


def test_the_digest_is_that_of_the_canonical_json() -> None:
    text = (
        '{"assessments":[{"id":"A1","identity_verified":true,"outcomes":["LO1","LO2"],"weight":100}],'
        '"language":"nl",'
        '"learning_outcomes":[{"id":"LO1","text":"De lerende stelt een profiel op."},{"id":"LO2","text":"De lerende meet."}],'
        '"level":{"nlqf":4},"title":"Valpreventie thuis","workload":{"breakdown":{"assessment":40,"contact":40},"sbu":80}}'
    )
    assert canonical(signed_content(document(BLOCK))) == text
    assert digest(document(BLOCK)) == "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def test_unicode_is_composed() -> None:
    composed = "title: oudere\u00ebn\n"
    assert digest(document(composed)) == digest(document(unicodedata.normalize("NFD", composed)))
    assert signed_content(document(composed)) == {"title": "oudere\u00ebn"}


def test_dates_and_texts_that_look_like_numbers_stay_texts() -> None:
    assert signed_content(document("title: 2026\nlearning_outcomes: [{id: 1, text: 2026-01-01}]\n")) == {
        "title": "2026",
        "learning_outcomes": [{"id": "1", "text": "2026-01-01"}],
    }


def test_the_annotated_dossier_has_a_digest() -> None:
    found = digest(document((ROOT / "tests" / "data" / "annotated.yaml").read_text("utf-8")))
    assert found == "sha256:6cb8335e06fc6b69c7598b805b58c42281db5f4434afa10aed0f587e763dfab0"


@pytest.mark.parametrize(
    ("number", "text"),
    [  # the numbers of RFC 8785, appendix B, and its example
        (0.0, "0"), (-0.0, "0"), (5e-324, "5e-324"), (-5e-324, "-5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"),
        (9007199254740992.0, "9007199254740992"), (-9007199254740992.0, "-9007199254740992"),
        (295147905179352830000.0, "295147905179352830000"), (9.999999999999997e22, "9.999999999999997e+22"), (1e23, "1e+23"),
        (1.0000000000000001e23, "1.0000000000000001e+23"), (999999999999999700000.0, "999999999999999700000"),
        (999999999999999900000.0, "999999999999999900000"), (1e21, "1e+21"), (9.999999999999997e-7, "9.999999999999997e-7"),
        (0.000001, "0.000001"), (333333333.3333332, "333333333.3333332"), (333333333.33333325, "333333333.33333325"),
        (333333333.3333333, "333333333.3333333"), (333333333.3333334, "333333333.3333334"),
        (333333333.33333343, "333333333.33333343"), (-0.0000033333333333333333, "-0.0000033333333333333333"),
        (1424953923781206.2, "1424953923781206.2"), (1e30, "1e+30"), (4.50, "4.5"),
        (2e-3, "0.002"), (1e-27, "1e-27"), (80, "80"), (1.5, "1.5"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_ecmascript_does(number: float, text: str) -> None:
    assert canonical(number) == text


def test_keys_are_in_utf16_order_and_texts_are_escaped_as_little_as_possible() -> None:
    value = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "\u00f6": 7}
    assert canonical(value) == '{"\\r":2,"1":4,"\x80":6,"\u00f6":7,"\u20ac":1,"\U0001f600":5,"\ufb33":3}'
    assert canonical('\u20ac$\x0f\nA\'B"\\\\"/') == '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'
    assert canonical([None, True, False]) == "[null,true,false]"


VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False), st.text()
    ),
    lambda below: st.one_of(st.lists(below, max_size=3), st.dictionaries(st.text(), below, max_size=3)),
    max_leaves=8,
)


@given(VALUES)
def test_canonical_json_reads_back_as_the_same_value(value: Any) -> None:
    assert json.loads(canonical(value), parse_int=float) == value
