from __future__ import annotations

import pytest

from mclint.checks.structure import (
    Accompanied,
    Mapped,
    Referenced,
    Required,
    Some,
    Unique,
    accompanied,
    mapped,
    reach,
    referenced,
    required,
    some,
    unique,
)
from mclint.dossier.document import State
from tests.checks.running import document_of, hits, shown

TOP = "mclint: 1\n"


@pytest.mark.parametrize(
    ("text", "at", "covers"),
    [
        (TOP, "/level/nlqf", "mclint"),
        (TOP + "level:\n  eqf: 4\n", "/level/nlqf", "level"),
        (TOP + "level:\n", "/level/nlqf", "level"),
        (TOP + "level: {nlqf: ''}\n", "/level/nlqf", "level"),
        (TOP + "level: {nlqf: n.t.b.}\n", "/level/nlqf", "level"),
    ],
)
def test_a_missing_field_stands_at_the_block_that_should_hold_it(text: str, at: str, covers: str) -> None:
    found = hits(required, Required({"nlqf": "/level/nlqf"}), text)
    assert shown(found, text) == [(at, covers, "missing")]
    assert found[0].fields["missing"] == "nlqf"


def test_a_hidden_field_is_neither_there_nor_missing() -> None:
    text = TOP + "level: {nlqf: hoog}\n"
    params = Required({"nlqf": "/level/nlqf"})
    assert hits(required, params, text, hidden=("/level/nlqf",)) == []
    assert hits(required, params, text, hidden=("/level",)) == []


def test_one_of_several_pointers_is_enough() -> None:
    params = Required({"load": ["/workload/sbu", "/workload/ects"]})
    assert hits(required, params, TOP + "workload: {ects: 3}\n") == []
    text = TOP + "workload: {rationale: Klein}\n"
    assert shown(hits(required, params, text), text) == [("/workload/sbu", "workload", "missing")]
    assert hits(required, params, text, hidden=("/workload/ects",)) == []


def test_together_is_one_finding_that_names_all() -> None:
    params = Required({"origin": "/demand/origin", "evidence": "/demand/evidence"}, together=True)
    both = hits(required, params, TOP)
    assert [hit.fields["missing"] for hit in both] == [("origin", "evidence")]
    one = hits(required, params, TOP + "demand: {origin: [employers]}\n")
    assert [(hit.place.pointer, hit.fields["missing"]) for hit in one] == [("/demand/evidence", ("evidence",))]


def test_each_item_of_a_list_is_asked_and_names_its_id() -> None:
    text = "assessments:\n  - {id: A1, type: portfolio}\n  - {id: A2}\n  - type:\n"
    found = hits(required, Required({"type": "/assessments/*/type"}), text)
    assert shown(found, text) == [("/assessments/1/type", "id", "missing"), ("/assessments/2/type", "-", "missing")]
    below = hits(required, Required({"type": "/type"}), text, "/assessments/*")
    assert [hit.fields["id"] for hit in below] == ["A2", ""]


def test_unwanted_values_stand_at_the_value() -> None:
    params = Required(unwanted={"/audience/initial": "true"})
    text = "audience: {initial: True}\n"
    assert shown(hits(required, params, text), text) == [("/audience/initial", "True", "unwanted")]
    assert hits(required, params, "audience: {initial: false}\n") == []
    assert hits(required, params, text, hidden=("/audience/initial",)) == []


def test_one_item_that_will_do_is_enough() -> None:
    params = Some("/employers/*/roles")
    assert hits(some, params, "employers: [{name: X}, {name: Y, roles: [other]}]\n") == []
    assert shown(hits(some, params, TOP), TOP) == [("/employers", "mclint", "none")]
    text = "employers:\n  - name: X\n  - {name: Y, roles: []}\n"
    assert shown(hits(some, params, text), text) == [("/employers/0/roles", "-", "incomplete")]
    assert hits(some, params, text, hidden=("/employers/1/roles",)) == []


def test_a_value_asks_for_its_companion() -> None:
    params = Accompanied(("/related/a", "/related/b"), "/related/difference")
    text = "related: {b: C0000}\n"
    found = hits(accompanied, params, text)
    assert shown(found, text) == [("/related/difference", "related", "missing")]
    assert found[0].fields["of"] == ("C0000",)
    assert hits(accompanied, params, "related: {difference: Anders}\n") == []
    assert hits(accompanied, params, "related: {a: K0000, difference: Anders}\n") == []
    assert hits(accompanied, params, text, hidden=("/related/difference",)) == []


def test_an_empty_list_asks_for_nothing() -> None:
    params = Accompanied(("/audience/prerequisites/*",), "/audience/admission")
    assert hits(accompanied, params, "audience: {prerequisites: []}\n") == []
    assert len(hits(accompanied, params, "audience: {prerequisites: [Diploma, Ervaring]}\n")) == 1


def test_an_id_that_nothing_names_is_unused() -> None:
    params = Referenced("/assessments/*/outcomes/*")
    text = "learning_outcomes: [{id: LO1}, {id: LO2}]\nassessments: [{id: A1, outcomes: [LO1]}]\n"
    found = hits(referenced, params, text, "/learning_outcomes/*/id")
    assert shown(found, text) == [("/learning_outcomes/1/id", "LO2", "unused")]
    hidden = ("/assessments/0/outcomes",)
    assert hits(referenced, params, text, "/learning_outcomes/*/id", hidden=hidden) == []


def test_a_repeated_id_points_to_the_first() -> None:
    text = "list: [{id: A}, {id: B}, {id: A}, {id: A}]\n"
    found = hits(unique, Unique(), text, "/list")
    assert [hit.place.pointer for hit in found] == ["/list/2/id", "/list/3/id"]
    assert [hit.related[0].place.pointer for hit in found] == ["/list/0/id", "/list/0/id"]


@pytest.mark.parametrize(
    ("nlqf", "eqf", "message"),
    [("4", "4", None), ("4+", "4", None), ('"4"', "4", None), ("4", "5", "mismatch"), ("entry", "1", "no-counterpart")],
)
def test_values_that_belong_together(nlqf: str, eqf: str, message: str | None) -> None:
    table = {"entry": "", "4": "4", "4+": "4"}
    found = hits(mapped, Mapped("/level/nlqf", table), f"level: {{nlqf: {nlqf}, eqf: {eqf}}}\n", "/level/eqf")
    assert [hit.message for hit in found] == ([message] if message else [])
    assert all(hit.related[0].place.pointer == "/level/nlqf" for hit in found)


def test_values_outside_the_table_are_left_alone() -> None:
    params = Mapped("/level/nlqf", {"4": "4"})
    assert hits(mapped, params, "level: {nlqf: 9, eqf: 4}\n", "/level/eqf") == []
    assert hits(mapped, params, "level: {eqf: 4}\n", "/level/eqf") == []
    assert hits(mapped, params, "level: {nlqf: 4, eqf: 5}\n", "/level/eqf", hidden=("/level/nlqf",)) == []


def test_reach_stands_still_where_the_collection_is_missing_or_hidden() -> None:
    document = document_of("a:\n  - {b: 1}\n  - {}\n  - x\nx-own: {b: 1}\n")
    assert list(reach(document, "/a/*/b")) == [
        ("/a/0/b", State.PRESENT),
        ("/a/1/b", State.MISSING),
        ("/a/2/b", State.HIDDEN),
    ]
    assert list(reach(document, "/c/*/b")) == [("/c", State.MISSING)]
    document.hidden.add("/a")
    assert list(reach(document, "/a/*/b")) == [("/a", State.HIDDEN)]
    assert [pointer for pointer, _ in reach(document_of("m: {k: {b: 1}, x-own: {b: 2}}\n"), "/m/*/b")] == ["/m/k/b"]
