from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mclint.across.tables import (
    DIVISIONS,
    NONE,
    UNKNOWN,
    Figures,
    LeftOut,
    code_lists,
    find_left_out,
    label,
    load_code,
    statistics,
    title,
)
from mclint.catalog.messages import LANGUAGES
from mclint.data import schemas_dir
from mclint.entries import Entry, Standing, Verdict, standing_of
from mclint.findings import Finding
from mclint.model import Severity, Status
from tests.across.making import dossier, read
from tests.checking import check_text

BLANK = replace(dossier("x"), status="", path="x.yaml")
#: Where the schema of the dossier lists the codes of a table.
ENUMS = {
    "status": ("status",),
    "level": ("level", "properties", "nlqf"),
    "sector": ("sector",),
    "provenance": ("provenance",),
    "employer_roles": ("employers", "items", "properties", "roles", "items"),
    "demand_origin": ("demand", "properties", "origin", "items"),
    "quality_processes": ("quality", "properties", "processes", "items"),
    "committee_kind": ("exam_committee", "properties", "kind"),
}
#: Tables whose codes are numbers that dossiers give.
FREE = {"workload", "bloom", "findings"}


def numbered(*entries: Entry) -> list[Entry]:
    return [replace(entry, path=f"{number}.yaml", id=f"roc/{number}") for number, entry in enumerate(entries, 1)]


def count(*entries: Entry) -> Figures:
    return statistics(len(entries), numbered(*entries), [], []).all


def some(table: dict[str, int]) -> dict[str, int]:
    return {code: number for code, number in table.items() if number}


@pytest.mark.parametrize("table", ENUMS)
def test_the_codes_of_a_table_are_those_of_the_schema(table: str) -> None:
    part: Any = json.loads((schemas_dir() / "dossier.schema.json").read_text("utf-8"))["properties"]
    for name in ENUMS[table]:
        part = part[name]
    known = {str(code) for code in part["enum"] if code is not None}
    assert set(code_lists()["tables"][table]["codes"]) == known
    assert not known & {UNKNOWN, NONE}


def test_every_table_has_codes_of_the_schema_or_numbers() -> None:
    assert set(code_lists()["tables"]) == {*ENUMS, *FREE}
    assert set(count(BLANK).tables) == {*ENUMS, *FREE}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_that_is_counted_has_a_name(lang: str) -> None:
    for table, about in code_lists()["tables"].items():
        names = [label(table, code, lang) for code in (*map(str, about["codes"]), UNKNOWN, NONE)]
        assert title(table, lang)
        assert len(set(names)) == len(names)
        assert about.get("unit", "dossier") in ("dossier", "outcome", "finding")
    assert label("workload", "37.5", lang) == "37.5"
    assert label("no-table", "x", lang) == "x"


@pytest.mark.parametrize(
    ("table", "changes", "expected"),
    [
        ("status", {"status": "awarded"}, {"awarded": 1}),
        ("status", {}, {UNKNOWN: 1}),
        ("level", {"level": "4+"}, {"4+": 1}),
        ("level", {"eqf": "4"}, {UNKNOWN: 1}),
        ("workload", {"low": 80.0, "high": 160.0}, {"80-160": 1}),
        ("workload", {"low": 37.5, "high": 37.5}, {"37.5": 1}),
        ("workload", {}, {UNKNOWN: 1}),
        ("employer_roles", {"roles": ("requester", "other")}, {"requester": 1, "other": 1}),
        ("employer_roles", {}, {NONE: 1}),
        ("demand_origin", {"origins": ("learners",)}, {"learners": 1}),
        ("quality_processes", {}, {NONE: 1}),
        ("committee_kind", {"committee": "regular"}, {"regular": 1}),
        ("sector", {"sector": "no-such-sector"}, {"no-such-sector": 1}),
    ],
)
def test_a_dossier_counts_under_its_codes(table: str, changes: dict[str, Any], expected: dict[str, int]) -> None:
    counts = count(replace(BLANK, **changes)).tables[table]
    assert some(counts) == expected
    about = code_lists()["tables"][table]
    assert set(map(str, about["codes"])) <= set(counts)
    assert list(counts)[-1] == (NONE if about.get("multiple") else UNKNOWN)


def test_loads_stand_in_order_of_size_whether_listed_or_not() -> None:
    loads = [(1000, 1000), (90, 90), (80, 100), (9, 9)]
    counts = count(*(replace(BLANK, low=float(low), high=float(high)) for low, high in loads)).tables["workload"]
    listed = [code for code in counts if code != UNKNOWN]
    assert listed == sorted(listed, key=lambda code: [float(part) for part in (code.split("-") * 2)[:2]])
    assert {"9", "80-100", "90", "1000"} <= set(listed)


@pytest.mark.parametrize(
    ("low", "high", "code"),
    [(80, 80, "80"), (80, 160, "80-160"), (37.5, 37.5, "37.5"), (1e6, 1e6, "1000000"), (1 / 3, 1 / 3, "0.33"), (None, 80, "")],
)
def test_a_load_is_a_code(low: float | None, high: float | None, code: str) -> None:
    assert load_code(replace(BLANK, low=low, high=high)) == code


@given(st.floats(0.01, 1e6), st.floats(0.01, 1e6))
def test_the_code_of_a_load_says_its_hours(one: float, other: float) -> None:
    low, high = sorted((one, other))
    parts = load_code(replace(BLANK, low=low, high=high)).split("-")
    assert float(parts[0]) == pytest.approx(low, abs=0.006)
    assert float(parts[-1]) == pytest.approx(high, abs=0.006)


def test_an_outcome_counts_once_whatever_its_languages() -> None:
    translated = "{en: The learner makes a plan., nl: De lerende maakt een plan.}"
    entry = dossier("a", [translated, "De lerende legt de regels uit.", "Regels en afspraken"])
    assert [(item.lang, item.bloom) for item in entry.outcomes] == [("en", 5), ("nl", 6), ("nl", 2), ("nl", 0)]
    assert some(count(entry).tables["bloom"]) == {"6": 1, "2": 1, UNKNOWN: 1}
    assert some(count(replace(entry, lang="")).tables["bloom"]) == {"5": 1, "2": 1, UNKNOWN: 1}
    assert some(count(BLANK).tables["bloom"]) == {}


def test_a_school_has_the_furthest_status_of_its_dossiers_and_all_their_answers() -> None:
    made = [
        replace(BLANK, provider="A", status="developed", origins=("employers",)),
        replace(BLANK, provider="A", status="offered", origins=("employers", "learners"), processes=("other",)),
        replace(BLANK, provider="A", status="retired"),
        replace(BLANK, provider="B", status="retired"),
        replace(BLANK, provider="C"),
        replace(BLANK, status="awarded", origins=("management",)),
    ]
    figures = statistics(6, numbered(*made), [], [])
    assert figures.providers == 3
    assert some(figures.provider_tables["status"]) == {"offered": 1, "retired": 1, UNKNOWN: 1}
    assert some(figures.provider_tables["demand_origin"]) == {"employers": 1, "learners": 1, NONE: 2}
    assert some(figures.provider_tables["quality_processes"]) == {"other": 1, NONE: 2}
    assert figures.all.tables["status"]["awarded"] == 1


def test_readiness_counts_passes_and_what_holds_up_the_others() -> None:
    verdicts = [
        (Verdict("one"), Verdict("two", ("MC201", "MC401"))),
        (Verdict("one", ("MC401",)), Verdict("two", ("MC401",))),
        (Verdict("one"), Verdict("two")),
    ]
    ready = count(*(replace(BLANK, verdicts=found) for found in verdicts)).readiness
    assert (ready["one"].passed, ready["one"].failed, ready["one"].because) == (2, 1, {"MC401": 1})
    assert (ready["two"].passed, ready["two"].failed) == (1, 2)
    assert list(ready["two"].because.items()) == [("MC401", 2), ("MC201", 1)]
    assert count().readiness == {}


@pytest.mark.parametrize("status", [*Status, "", "zomaar"])
@pytest.mark.parametrize("errors", [(), ("MC004",)])
def test_a_dossier_in_development_is_neither_ready_nor_not(status: str, errors: tuple[str, ...]) -> None:
    entry = replace(BLANK, status=status, verdicts=(Verdict("one", errors),))
    waiting = status == "in-development"
    expected = Standing.NOT_YET if waiting else Standing.FAIL if errors else Standing.PASS
    assert standing_of(entry, "one") is expected
    with pytest.raises(KeyError):
        standing_of(entry, "two")
    ready = count(entry).readiness["one"]
    assert {"pass": ready.passed, "fail": ready.failed, "not_yet": ready.not_yet} == {
        item.value.replace("-", "_"): int(item is expected) for item in Standing
    }
    assert ready.judged == int(not waiting)
    assert ready.because == ({"MC004": 1} if expected is Standing.FAIL else {})


def found_in(path: str, raw: str) -> list[Finding]:
    return [replace(item, location=replace(item.location, path=path)) for item in check_text(raw).findings]


@pytest.mark.parametrize("by", DIVISIONS)
def test_groups_add_up_to_the_whole_and_each_has_its_own_findings(by: str) -> None:
    raw = (
        "mclint: 1\nid: roc/x\ntitle: x\nlanguage: nl\nstatus: offered\nprovider: {{name: {}}}\nsector: {}\nlevel: {{nlqf: {}}}\n"
    )
    wanted = [("B", "zorg-welzijn-sport", 4), ("A", "geen-sector", 1), ("A", "geen-sector", "entry"), ('""', "null", "null")]
    texts = {f"{number}.yaml": raw.format(*values) for number, values in enumerate(wanted)}
    findings = [item for path, text in texts.items() for item in found_in(path, text)]
    entries = [read(text, path) for path, text in texts.items()]
    figures = statistics(4, entries, findings, [], by)
    names = {
        "provider": ["A", "B", UNKNOWN],
        "sector": ["zorg-welzijn-sport", "geen-sector", UNKNOWN],
        "level": ["entry", "1", "4", UNKNOWN],
    }
    assert (figures.by, list(figures.groups)) == (by, names[by])
    assert sum(group.dossiers for group in figures.groups.values()) == 4
    for severity, number in figures.all.severities.items():
        assert sum(group.severities[severity] for group in figures.groups.values()) == number
    assert all(group.tables["findings"] for group in figures.groups.values())
    assert statistics(4, entries, findings, []).groups == {}


def test_findings_are_counted_by_rule_and_severity() -> None:
    findings = found_in("1.yaml", "mclint: 1\nid: roc/x\ntitle: x\nlanguage: nl\nstatus: offered\n")
    figures = statistics(1, numbered(BLANK), findings, []).all
    assert sum(figures.tables["findings"].values()) == sum(figures.severities.values()) == len(findings) > 0
    assert list(figures.tables["findings"]) == sorted(figures.tables["findings"])
    assert list(figures.severities) == [item.value for item in Severity]


def test_a_file_that_is_no_dossier_is_left_out_with_the_rule_that_says_why() -> None:
    broken, later = found_in("a.yaml", "mclint: [\n"), found_in("b.yaml", "mclint: 2\nid: roc/x\n")
    counted = found_in("c.yaml", "mclint: 1\nid: roc/x\ntitle: x\nlanguage: nl\nstatus: offered\nonbekend: 1\n")
    known = replace(BLANK, path="c.yaml", number=1)
    assert find_left_out([known], [*later, *counted, *broken], ["d.yaml"]) == [
        LeftOut("a.yaml", "MC001"),
        LeftOut("b.yaml", "MC004"),
        LeftOut("d.yaml", "unreadable"),
    ]
    assert find_left_out([], [], []) == []
