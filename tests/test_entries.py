"""What a catalogue keeps of a dossier comes back from JSON as it was, and nothing else comes back at all."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mclint.entries import AssessmentEntry, Entry, OutcomeEntry, ReferenceEntry, Verdict, entry_from

TEXT = st.text(max_size=8)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
SPOT = st.tuples(*[st.integers(1, 99)] * 4)
HOURS = st.none() | st.floats(0, 1e12, allow_nan=False)
POINTER = st.integers(0, 99).map("/learning_outcomes/{}/text".format)
OUTCOMES = st.builds(OutcomeEntry, POINTER, TEXT, TEXT, TEXT, st.integers(0, 6), TEXTS, TEXTS, TEXTS, SPOT)
ENTRIES = st.builds(
    Entry,
    **{
        item.name: {"str": TEXT, "int": st.integers(0, 99), "bool": st.booleans(), "Spot": SPOT}.get(str(item.type), TEXTS)
        for item in fields(Entry)
    }
    | {
        "low": HOURS,
        "high": HOURS,
        "outcomes": st.lists(OUTCOMES, max_size=3).map(tuple),
        "assessments": st.lists(st.builds(AssessmentEntry, TEXT, TEXT, TEXT, TEXTS), max_size=2).map(tuple),
        "references": st.lists(st.builds(ReferenceEntry, TEXT, TEXT, SPOT), max_size=2).map(tuple),
        "verdicts": st.lists(st.builds(Verdict, TEXT, TEXTS), max_size=2).map(tuple),
    },
)
FULL = Entry(
    **{
        item.name: {"str": "x", "int": 1, "bool": True, "Spot": (1, 2, 3, 4)}.get(str(item.type), ("x",))
        for item in fields(Entry)
    }
    | {
        "low": 80.0,
        "high": 160.0,
        "outcomes": (OutcomeEntry("/learning_outcomes/3/text", "LO1", "nl", "Een plan maken.", 6, ("maken",), ("plan",)),),
        "assessments": (AssessmentEntry("A1", "portfolio", "Map", ("LO1",)),),
        "references": (ReferenceEntry("/credential/stackable_into/0", "roc/y"),),
        "verdicts": (Verdict("eu-2022", ("MC201",)),),
    }
)
JSON = st.recursive(st.none() | st.booleans() | st.integers() | TEXT, lambda part: st.lists(part) | st.dictionaries(TEXT, part))


def stored(entry: Entry) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(asdict(entry)))
    return data


@given(ENTRIES)
def test_an_entry_comes_back_from_json_as_it_was(entry: Entry) -> None:
    assert entry_from(stored(entry), entry.path) == entry
    assert hash(entry_from(stored(entry), entry.path)) == hash(entry)


def test_the_path_is_that_of_the_file_that_is_read_now() -> None:
    assert entry_from(stored(FULL), "elders.yaml") == replace(FULL, path="elders.yaml")
    assert FULL.place == ("x", 1)


def test_whole_hours_come_back_as_hours() -> None:
    assert entry_from({**stored(FULL), "low": 80, "high": 160}, "x") == FULL


@pytest.mark.parametrize("name", [item.name for item in fields(Entry)])
@pytest.mark.parametrize("wrong", [{"a": 1}, [1], [None], 1.5j, [["x"]], [0, 1, 1, 1], [{"id": "x"}]], ids=str)
def test_a_field_of_another_type_raises(name: str, wrong: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        entry_from({**stored(FULL), name: wrong}, "x")


@pytest.mark.parametrize("name", [item.name for item in fields(Entry)])
def test_a_missing_field_raises(name: str) -> None:
    data = stored(FULL)
    del data[name]
    with pytest.raises(ValueError, match="not the fields"):
        entry_from(data, "x")


@pytest.mark.parametrize("name", ["outcomes", "assessments", "references", "verdicts"])
def test_a_part_with_other_fields_raises(name: str) -> None:
    for change in ({"onbekend": "x"}, {"id": None, "framework": None, "pointer": None}):
        data = stored(FULL)
        data[name][0] |= change
        with pytest.raises((TypeError, ValueError)):
            entry_from(data, "x")
    data = stored(FULL)
    data[name][0].popitem()
    with pytest.raises(ValueError, match="not the fields"):
        entry_from(data, "x")


@given(JSON)
def test_anything_else_raises(data: Any) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        entry_from(data, "x")


@given(st.sampled_from([item.name for item in fields(Entry)]), JSON)
def test_a_damaged_field_raises_or_fits(name: str, value: Any) -> None:
    try:
        entry = entry_from({**stored(FULL), name: value}, "x")
    except (KeyError, TypeError, ValueError):
        return
    assert asdict(entry) == asdict(entry_from(stored(entry), "x"))


def test_the_languages_of_one_outcome_share_its_number() -> None:
    numbers = [
        OutcomeEntry(pointer, "?", "nl", "x").number
        for pointer in ("/learning_outcomes/12/text/nl", "/learning_outcomes/12/text")
    ]
    assert numbers == [12, 12]
