"""A dossier keeps its identity: by its id, its words or its file, and traces survive the way to another process."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mclint.dossier.digest import digest
from mclint.dossier.load import load_bytes
from mclint.engine.change.decision import Decision
from mclint.engine.change.identity import LIKENESS, Origin, Sighted, Trace, alike, covered_by, origins, pack, sight, unpack
from tests.conftest import ROOT

WORDS = frozenset(range(20))
OTHERS = frozenset(range(100, 120))
FEW = frozenset(range(200, 203))
HALF = frozenset([*range(10), *range(300, 310)])
QUARTER = frozenset([*range(5), *range(300, 315)])
LESS = frozenset([*range(4), *range(300, 316)])


def item(path: str, id_: str | None = None, words: frozenset[int] = WORDS, number: int = 1) -> Sighted:
    return Sighted(path, number, id_, words=words)


def pairs(before: list[Sighted], now: list[Sighted]) -> dict[str, str]:
    found = origins(before, now)
    return {f"{place.path}#{place.number}": f"{was.path}#{was.number}" for place, was in found.items()}


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ([item("a", "x")], [item("b", "x", HALF)], {"b#1": "a#1"}),
        ([item("a", "x")], [item("b", "x", OTHERS)], {"b#1": "a#1"}),
        ([item("a", "x")], [item("b", "y", HALF)], {"b#1": "a#1"}),
        ([item("a", "x")], [item("b", "y", QUARTER)], {}),
        ([item("a", "x")], [item("a", "y", QUARTER)], {"a#1": "a#1"}),
        ([item("a", "x")], [item("a", "y", LESS)], {}),
        ([item("a", "x")], [item("a", "y", OTHERS)], {}),
        ([item("a", "x", FEW)], [item("a", "y", FEW)], {"a#1": "a#1"}),
        ([item("a", "x", FEW)], [item("b", "y", FEW)], {}),
        ([item("a", "x"), item("b", "y", OTHERS)], [item("a", "y"), item("b", "x", OTHERS)], {"a#1": "a#1", "b#1": "b#1"}),
        ([item("a", "x")], [item("b", "x", OTHERS), item("a", "z")], {"b#1": "a#1", "a#1": "a#1"}),
        ([item("a", "x")], [item("a", "x"), item("b", "z")], {"a#1": "a#1"}),
        ([item("a", "x"), item("b", "x")], [item("b", "x"), item("c", "x")], {"b#1": "b#1", "c#1": "a#1"}),
        ([item("a")], [item("a", None, OTHERS, 0)], {}),
        ([item("a", None, FEW)], [item("a", None, frozenset(), 0)], {"a#0": "a#1"}),
        (
            [item("a", None, WORDS, 1), item("a", None, OTHERS, 2)],
            [item("a", None, OTHERS, 1), item("a", None, WORDS, 2)],
            {"a#1": "a#2", "a#2": "a#1"},
        ),
    ],
    ids=[
        "moved", "rewritten", "moved under another id", "too little left elsewhere", "in its own file", "too little left",
        "something else in its place", "few words in place", "few words elsewhere", "ids swapped", "id left to a decoy",
        "a copy of one that is still there", "an id twice", "unreadable with other words", "unreadable", "order of documents",
    ],
)  # fmt: skip
def test_a_dossier_is_known_again(before: list[Sighted], now: list[Sighted], expected: dict[str, str]) -> None:
    assert pairs(before, now) == expected


def test_likeness_is_a_part_of_the_smaller_one() -> None:
    assert alike(item("a"), item("b", words=frozenset(range(5)))) == 1.0
    assert alike(item("a"), item("b", words=HALF)) == LIKENESS
    assert alike(item("a"), item("b", words=frozenset(range(4)))) == 0.0


def test_dossiers_of_a_catalogue_are_not_alike_but_for_those_that_overlap_on_purpose() -> None:
    found = []
    for path in sorted((ROOT / "examples" / "catalogue").rglob("*.yaml")):
        for document in load_bytes(path.read_bytes(), path.name).documents:
            found.append(sight(document, path.name, digest(document)))
    assert len(found) > 40
    close = [
        (one.path, other.path)
        for index, one in enumerate(found)
        for other in found[:index]
        if one.id != other.id and alike(one, other) >= LIKENESS
    ]
    assert close == [("zorgtechnologie-thuis.yaml", "slimme-hulpmiddelen.yaml")]


DECISION = Decision("2025-11-03", "ec-01", "ec-2025-118")


@pytest.mark.parametrize(
    ("now", "was", "signed", "expected"),
    [
        ({}, None, [{"content": "other", "words": OTHERS}], None),
        ({}, None, [{"content": "other"}], "s0"),
        ({}, None, [{"content": "other"}, {"content": "same", "words": OTHERS}], "s1"),
        ({"decision": Decision("2026-11-03", "ec-01", "x")}, None, [{"content": "other"}], None),
        ({"decision": None}, None, [{"content": "same"}], None),
        ({"words": OTHERS}, {"content": "other"}, [], "was"),
        ({}, {"content": "other", "decision": None}, [], None),
        ({"decision": Decision("", "", "")}, None, [{"content": "other", "decision": Decision("", "", "")}], None),
        ({"decision": Decision("", "", "")}, {"content": "other", "decision": Decision("", "", "")}, [], "was"),
    ],
)
def test_a_decision_covers_what_it_covered(
    now: dict[str, object], was: dict[str, object] | None, signed: list[dict[str, object]], expected: str | None
) -> None:
    base = Sighted("now", 1, "x", DECISION, "same", WORDS)
    before = replace(base, path="was", **was) if was is not None else None  # type: ignore[arg-type]
    others = [replace(base, path=f"s{index}", **fields) for index, fields in enumerate(signed)]  # type: ignore[arg-type]
    found = covered_by(replace(base, **now), before, others)  # type: ignore[arg-type]
    assert (found.path if found is not None else None) == expected


PLACES = st.builds(Origin, st.text(max_size=5), st.integers(0, 100))


@given(st.dictionaries(PLACES, st.builds(Trace, st.none() | PLACES, st.none() | PLACES)), st.lists(st.text(max_size=5)))
def test_traces_travel(traces: dict[Origin, Trace], paths: list[str]) -> None:
    found = unpack(pack(traces, [*paths, *(place.path for place in traces)]))
    assert {Origin(path, number): trace for path, items in found.items() for number, trace in items.items()} == traces
    assert set(found) >= set(paths)
    assert unpack(b"") == {}
