"""What a catalogue keeps of a dossier; what rules cannot see, it does not keep."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mclint.catalog.frameworks import framework_names, load_framework
from mclint.dossier.load import load_bytes
from mclint.engine.enter import read_entry
from mclint.engine.worker import RunOptions, make_worker
from mclint.entries import AssessmentEntry, Entry, ReferenceEntry, Verdict
from tests.across.making import CATALOGUE, dossier, read
from tests.checking import READER, plan_for
from tests.conftest import TODAY

HEAD = "mclint: 1\nid: roc/x\nlanguage: nl\nstatus: offered\ntitle: Zorg\n"


def field(name: str, more: str, head: str = HEAD) -> Any:
    return getattr(read(head + more), name)


def test_everything_is_kept_as_it_stands() -> None:
    entry = read(
        HEAD
        + """provider: {name: ' ROC X '}
sector: zorg-welzijn-sport
level: {nlqf: 4+, eqf: 4}
workload: {sbu: 240}
provenance: adapted
employers:
  - {name: Een, roles: [requester, other]}
  - {name: Twee, roles: [requester]}
demand: {origin: [employers, learners]}
quality: {processes: [quality-system]}
learning_outcomes: [{id: LO1, text: Een zorgplan opstellen.}]
assessments: [{id: A1, type: portfolio, title: Een map, outcomes: [LO1, LO1]}]
exam_committee: {kind: regular, sign_off: {decision: approved, scope: [level, workload], date: 2026-01-31}}
credential: {stackable_into: [roc/y, 'https://www.example.org']}
""",
        "map/x.yaml",
        (Verdict("eu-2022"),),
    )
    plain = {name: getattr(entry, name) for name in Entry.__slots__ if name not in ("outcomes", "across")}
    assert plain == {
        "path": "map/x.yaml",
        "number": 1,
        "id": "roc/x",
        "title": "Zorg",
        "lang": "nl",
        "provider": "ROC X",
        "status": "offered",
        "sector": "zorg-welzijn-sport",
        "level": "4+",
        "eqf": "4",
        "low": 240,
        "high": 240,
        "provenance": "adapted",
        "employers": 2,
        "roles": ("requester", "other"),
        "origins": ("employers", "learners"),
        "processes": ("quality-system",),
        "committee": "regular",
        "decision": "approved",
        "scope": ("level", "workload"),
        "signed": "2026-01-31",
        "assessments": (AssessmentEntry("A1", "portfolio", "Een map", ("LO1",)),),
        "references": (
            ReferenceEntry("/credential/stackable_into/0", "roc/y", (19, 31, 19, 36)),
            ReferenceEntry("/credential/stackable_into/1", "https://www.example.org", (19, 38, 19, 63)),
        ),
        "framework": "npuls-mbo-pilot",
        "verdicts": (Verdict("eu-2022"),),
        "ignores": False,
        "id_spot": (2, 5, 2, 10),
        "outcomes_spot": (16, 1, 16, 18),
    }
    (outcome,) = entry.outcomes
    assert (outcome.pointer, outcome.id, outcome.lang, outcome.text) == (
        "/learning_outcomes/0/text",
        "LO1",
        "nl",
        "Een zorgplan opstellen.",
    )
    assert outcome.spot == (16, 37, 16, 60)
    assert (outcome.bloom, outcome.tasks, outcome.objects, outcome.others) == (6, ("opstellen",), ("zorgplan",), ())
    assert set(entry.across) == {step.rule.id for step in plan_for().across} != set()


def test_what_is_not_there_is_empty() -> None:
    entry = read("mclint: 1\n")
    known = ("path", "number", "framework", "across", "id_spot", "outcomes_spot")
    assert {getattr(entry, name) for name in Entry.__slots__ if name not in known} == {"", None, 0, ()}


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("title", "title: TODO\n"),
        ("provider", "provider: {name: n.t.b.}\n"),
        ("provider", "provider: {name: '  '}\n"),
        ("signed", "exam_committee: {sign_off: {date: n.t.b.}}\n"),
        ("assessments", "assessments: [TODO]\n"),
        ("outcomes", "learning_outcomes: [{id: LO1, text: n.t.b.}]\n"),
        ("references", "credential: {stackable_into: [TODO]}\n"),
        ("roles", "employers: [{name: x, roles: [TODO]}]\n"),
    ],
)
def test_a_placeholder_is_nothing(name: str, more: str) -> None:
    head = HEAD.replace("title: Zorg\n", "") if name == "title" else HEAD
    assert not field(name, more, head)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("level", "level: {nlqf: 9}\n"),
        ("level", "level: {nlqf: [4]}\n"),
        ("eqf", "level: {eqf: hoog}\n"),
        ("sector", "sector: zorg\n"),
        ("provider", "provider: [x]\n"),
        ("provenance", "provenance: {x: 1}\n"),
        ("committee", "exam_committee: {kind: gewoon}\n"),
        ("origins", "demand: {origin: [iemand]}\n"),
        ("low", "workload: {sbu: -5}\n"),
        ("low", "workload: {sbu: veel}\n"),
        ("low", "workload: {sbu: unknown}\n"),
        ("low", "workload: {sbu: {min: 80}}\n"),
        ("signed", "exam_committee: {sign_off: {date: 2026-13-45}}\n"),
        ("outcomes", "learning_outcomes: Een plan maken\n"),
        ("outcomes", "learning_outcomes: [{id: LO1, text: [a]}]\n"),
        ("employers", "employers: geen\n"),
    ],
)
def test_a_wrong_value_is_nothing(name: str, more: str) -> None:
    assert not field(name, more)


@pytest.mark.parametrize(
    ("workload", "low", "high"),
    [
        ("{sbu: 80}", 80, 80),
        ("{sbu: 37.5}", 37.5, 37.5),
        ("{sbu: {min: 80, max: 160}}", 80, 160),
        ("{sbu: {min: 160, max: 80}}", None, None),
        ("{sbu: 160-80}", 80, 160),
        ("{sbu: 80-160}", 80, 160),
        ("{sbu: 80 – 160}", 80, 160),
        ("{ects: 3}", 84, 84),
        ("{ects: 2.5}", 70, 70),
        ("{sbu: 80, ects: 9}", 80, 80),
        ("{sbu: unknown, ects: 3}", 84, 84),
        ("{sbu: veel, ects: 3}", None, None),
        ("{ects: null}", None, None),
    ],
)
def test_the_load_is_in_hours_from_low_to_high(workload: str, low: float | None, high: float | None) -> None:
    entry = read(f"{HEAD}workload: {workload}\n")
    assert (entry.low, entry.high) == (low, high)


@pytest.mark.parametrize("title", ["2026", "1.50", "yes", "0x1F", "2026-01-01"])
def test_a_title_that_yaml_reads_as_something_else_is_kept_as_written_or_not_at_all(title: str) -> None:
    entry = read(HEAD.replace("Zorg", title))
    assert entry.title in (title, "")
    quoted = read(HEAD.replace("Zorg", f'"{title}"'))
    assert quoted.title == title


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("{nl: Zorg, en: Care}", "Zorg"),
        ("{en: Care, nl: Zorg}", "Zorg"),
        ("{en: Care}", ""),
        ("{nl-NL: Zorg}", "Zorg"),
        ("{x-kort: Z, nl: Zorg}", "Zorg"),
        (">\n  Zorg\n  thuis\n", "Zorg thuis"),
        ("'  Zorg   thuis '", "Zorg thuis"),
    ],
)
def test_a_title_is_that_in_the_language_of_the_dossier(title: str, expected: str) -> None:
    assert field("title", "", HEAD.replace("title: Zorg\n", f"title: {title}\n")) == expected


def test_an_outcome_is_kept_in_each_of_its_languages() -> None:
    texts = "{nl: Een plan maken., en: Make a plan., fr: Établir un plan., x-eigen: y}"
    outcomes = dossier("a", [texts], more="").outcomes
    assert [(item.pointer.rpartition("/")[2], item.lang, item.number, item.id) for item in outcomes] == [
        ("nl", "nl", 0, "a1"),
        ("en", "en", 0, "a1"),
        ("fr", "fr", 0, "a1"),
    ]
    assert [item.bloom for item in outcomes] == [6, 5, 0]
    assert outcomes[2].tasks == outcomes[2].objects == outcomes[2].others == ()


def test_an_outcome_without_an_id_has_a_question_mark() -> None:
    (outcome,) = field("outcomes", "learning_outcomes: [{text: Een plan maken.}]\n")
    assert outcome.id == "?"


def test_an_alias_stands_for_its_value() -> None:
    entry = read(
        HEAD.replace("title: Zorg", "title: &naam Zorg")
        + "provider: {name: *naam}\n"
        + "learning_outcomes:\n  - &een {id: LO1, text: Een plan maken.}\n  - *een\n"
        + "assessments: [{id: A1, type: portfolio, title: *naam, outcomes: [LO1]}]\n"
    )
    assert entry.title == entry.provider == entry.assessments[0].title == "Zorg"
    assert [(item.number, item.text) for item in entry.outcomes] == [(0, "Een plan maken."), (1, "Een plan maken.")]


@pytest.mark.parametrize(
    ("comment", "expected"),
    [("# mclint: ignore[MC802] reason=x", True), ("# mclint", True), ("# lint", False), ("", False)],
)
def test_a_comment_that_may_ask_to_ignore_something_is_noted(comment: str, expected: bool) -> None:
    assert field("ignores", f"{comment}\n") is expected


def test_each_document_of_a_file_has_its_number() -> None:
    documents = load_bytes(f"{HEAD}---\n{HEAD}".encode(), "x.yaml").documents
    assert [read_entry(document, READER, plan_for()).place for document in documents] == [("x.yaml", 1), ("x.yaml", 2)]


def test_the_framework_is_the_one_it_is_checked_by() -> None:
    (document,) = load_bytes(HEAD.encode(), "x.yaml").documents
    for name in framework_names():
        assert read_entry(document, READER, plan_for(name)).framework == load_framework(name).id == name


def test_a_run_keeps_what_reading_alone_keeps() -> None:
    path = min(CATALOGUE.rglob("*.yaml"))
    worker = make_worker(RunOptions(TODAY, use_cache=False, isolated=True))
    result = worker.checker.check(Path(path).read_bytes(), "x.yaml", worker.finder.for_path(path))
    assert result is not None
    assert result.entries == (read(path.read_bytes(), "x.yaml"),)
