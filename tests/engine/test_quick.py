from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from mclint.dossier.load import load_bytes
from mclint.engine.quick import fits
from mclint.engine.schema import schema_of_dossier
from tests.conftest import ROOT

EXAMPLES = sorted((ROOT / "examples").glob("*/*.yaml"))
SCHEMA = schema_of_dossier()
PEER = Draft202012Validator(SCHEMA, format_checker=FormatChecker(formats=["date"]))
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 400),
    st.floats(allow_nan=False, allow_infinity=False, width=16),
    st.sampled_from(["", "nl", "4", "4+", "entry", "unknown", "80-160", "2026-02-30", "2026-01-31", "P3Y", "portfolio"]),
    st.lists(st.sampled_from(["LO1", 1, None, {}]), max_size=2),
    st.dictionaries(st.sampled_from(["id", "nl", "min", "max", "x-own", "text"]), st.integers(0, 9), max_size=2),
)


def whole(path: Path) -> list[Any]:
    return [document.root.plain() for document in load_bytes(path.read_bytes(), str(path)).documents]


def places(value: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    for key, child in value.items() if isinstance(value, dict) else enumerate(value):
        found.append((value, key))
        if isinstance(child, dict | list):
            found += places(child)
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_agrees_with_jsonschema_on_examples(path: Path) -> None:
    for value in whole(path):
        assert fits(value, SCHEMA) == PEER.is_valid(value)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_agrees_with_jsonschema_after_any_change(data: st.DataObject) -> None:
    value = copy.deepcopy(data.draw(st.sampled_from([item for path in EXAMPLES[-12:] for item in whole(path)])))
    if not isinstance(value, dict):
        return
    holder, key = data.draw(st.sampled_from(places(value)))
    holder[key] = data.draw(VALUES)
    assert fits(value, SCHEMA) == PEER.is_valid(value)


def test_an_unknown_keyword_is_never_a_yes() -> None:
    assert not fits(3, {"type": "number", "multipleOf": 2})
