"""The rules across dossiers: what they find, where it stands, and what a dossier that is wrong takes no part in."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mclint.engine.across import judge_across
from mclint.engine.run import run
from mclint.engine.worker import make_worker
from mclint.model import Severity
from tests.catalogues import EARLIER, FALLS, LATER, TILL, TILL_AGAIN, covered, dossier, options, put, run_on, shown


def references(folder: Path, *texts: str) -> list[tuple[str, str]]:
    """Return message and text of what MC804 says of references in a catalogue that also holds roc/thuis and school/b."""
    files = {"a.yaml": dossier("roc/a", into=texts), "b.yaml": dossier("school/b"), "c.yaml": dossier("roc/thuis")}
    return [(message, json.loads(text)) for rule, message, _, text in shown(run_on(folder, files, "MC804"), folder)]


def test_one_id_in_two_files_stands_at_the_later_one(tmp_path: Path) -> None:
    report = run_on(tmp_path, {"a.yaml": dossier("roc/a", title="Eerste"), "b/b.yaml": dossier("roc/a")})
    assert shown(report, tmp_path) == [("MC801", "same", "b/b.yaml", '"roc/a"')]
    finding = report.findings[0]
    assert "Eerste" in finding.message
    assert finding.pointer == "/id"
    related = finding.related[0].location
    assert (related.path, related.start.line, related.start.column) == (str(tmp_path / "a.yaml"), 2, 5)


def test_three_with_one_id_give_two_findings(tmp_path: Path) -> None:
    report = run_on(tmp_path, {f"{name}.yaml": dossier("roc/a") for name in "abc"}, "MC801")
    assert [path for _, _, path, _ in shown(report, tmp_path)] == ["b.yaml", "c.yaml"]
    assert {item.related[0].location.path for item in report.findings} == {str(tmp_path / "a.yaml")}


def test_dossiers_with_one_id_do_not_overlap(tmp_path: Path) -> None:
    report = run_on(tmp_path, {"a.yaml": dossier("roc/a", TILL), "b.yaml": dossier("roc/a", TILL_AGAIN)})
    assert [rule for rule, *_ in shown(report, tmp_path)] == ["MC801"]


def test_an_id_in_other_case_is_no_id_and_never_taken_for_the_one_that_is(tmp_path: Path) -> None:
    files = {"a.yaml": dossier("roc/a"), "b.yaml": dossier("ROC/A"), "c.yaml": dossier("x/c", into=["Roc/a", "ROC/A", "roc/a"])}
    report = run_on(tmp_path, files, "MC801", "MC804")
    assert shown(report, tmp_path) == [("MC804", "similar", "c.yaml", '"Roc/a"'), ("MC804", "similar", "c.yaml", '"ROC/A"')]
    assert all("Bedoel je roc/a?" in item.message for item in report.findings if item.rule == "MC804")
    assert [item.location.path for item in report.findings if item.rule == "MC004"] == [str(tmp_path / "b.yaml")]


def test_overlap_and_twins_stand_at_the_key_of_the_later_outcomes(tmp_path: Path) -> None:
    report = run_on(tmp_path, {"a.yaml": EARLIER, "b.yaml": LATER})
    assert shown(report, tmp_path) == [
        ("MC802", "overlap", "b.yaml", "learning_outcomes"),
        ("MC803", "both", "b.yaml", "learning_outcomes"),
    ]
    for finding in report.findings:
        assert finding.pointer == "/learning_outcomes"
        assert "Afrekenen" in finding.message
        assert [Path(item.location.path).name for item in finding.related] == ["a.yaml", "a.yaml"]
        assert [covered(replace(finding, location=item.location)) for item in finding.related] == list(TILL)
    assert "kassa" in report.findings[0].related[0].message


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"level": 3}, []),
        ({"level": 4}, ["level"]),
        ({"load": 300}, []),
        ({"load": 320}, ["load"]),
        ({"level": 4, "load": 80}, ["both"]),
    ],
)
def test_twins_differ_from_two_levels_or_twice_the_load(tmp_path: Path, changes: dict[str, int], found: list[str]) -> None:
    files = {"a.yaml": dossier("roc/a", TILL), "b.yaml": dossier("roc/b", TILL_AGAIN, **changes)}  # type: ignore[arg-type]
    assert [message for _, message, *_ in shown(run_on(tmp_path, files, "MC803"), tmp_path)] == found


def test_the_same_school_and_more_overlaps_than_are_listed_have_words_of_their_own(tmp_path: Path) -> None:
    files = {f"{name}.yaml": dossier(f"roc/{name}", TILL) for name in "abcde"}
    report = run_on(tmp_path, files, "MC802")
    by_file: dict[str, list[str]] = {}
    for _, message, path, _ in shown(report, tmp_path):
        by_file.setdefault(path, []).append(message)
    assert {path: sorted(messages) for path, messages in by_file.items()} == {
        "b.yaml": ["own"],
        "c.yaml": ["own", "own"],
        "d.yaml": ["own", "own", "own"],
        "e.yaml": ["more", "own", "own"],
    }


def test_a_retired_dossier_is_compared_with_none(tmp_path: Path) -> None:
    files = {"a.yaml": EARLIER.replace("status: developed", "status: retired"), "b.yaml": LATER}
    assert shown(run_on(tmp_path, files), tmp_path) == []


@pytest.mark.parametrize(
    "reference",
    [
        "roc/thuis", "  roc/thuis  ", "https://www.example.org/opleiding", "HTTP://example.org", "http://localhost:8000/x",
        "https://[2001:db8::1.2]/x", "https://example.org/a?b=c#d", "K0000", "C0123", "25480",
    ],
)  # fmt: skip
def test_a_reference_that_leads_somewhere_is_fine(tmp_path: Path, reference: str) -> None:
    assert references(tmp_path, reference) == []


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("roc/thuiss", "similar"),
        ("school/B", "similar"),
        ("www.example.org/opleiding", "no-address"),
        ("WWW.example.org", "no-address"),
        ("https://", "unknown"),
        ("https://example", "unknown"),
        ("https:///pad.html", "unknown"),
        ("https://example.org/met een spatie", "unknown"),
        ("ftp://example.org/x", "unknown"),
        ("javascript:alert(1)", "unknown"),
        ("K000", "unknown"),
        ("K00000", "unknown"),
        ("k0000", "unknown"),
        ("D0000", "unknown"),
        ("2548", "unknown"),
        ("254800", "unknown"),
        ("٢٥٤٨٠", "unknown"),
        ("diploma verzorgende", "unknown"),
    ],
)
def test_a_reference_that_leads_nowhere_stands_at_the_reference(tmp_path: Path, reference: str, message: str) -> None:
    assert references(tmp_path, "roc/thuis", reference) == [(message, reference)]


def test_a_crebo_number_may_be_written_as_a_number(tmp_path: Path) -> None:
    files = {"a.yaml": dossier("roc/a", into=["X"]).replace('"X"', "25480"), "b.yaml": dossier("roc/b")}
    assert shown(run_on(tmp_path, files, "MC804"), tmp_path) == []


@pytest.mark.parametrize("reference", ["https://" + "a." * 45_000 + " x", "https://" + "a" * 90_000 + " x", "a/" + "b" * 90_000])
def test_a_reference_as_long_as_can_be_is_judged_at_once(tmp_path: Path, reference: str) -> None:
    report = run_on(tmp_path, {"a.yaml": dossier("roc/a", into=[reference]), "b.yaml": dossier("roc/b")}, "MC804")
    assert [message for _, message, *_ in shown(report, tmp_path)] == ["unknown"]


def test_one_reference_may_be_wrong_twice(tmp_path: Path) -> None:
    files = {"a.yaml": dossier("roc/a", into=["weg", "weg"]), "b.yaml": dossier("roc/b")}
    report = run_on(tmp_path, files, "MC804")
    assert [(item.rule, item.pointer) for item in report.findings] == [
        ("MC804", "/credential/stackable_into/0"),
        ("MC804", "/credential/stackable_into/1"),
    ]


def test_a_circle_is_told_once_with_every_step(tmp_path: Path) -> None:
    chain = {"a": "b", "b": "c", "c": "a"}
    files = {f"{name}.yaml": dossier(f"roc/{name}", into=["K0000", f"roc/{target}"]) for name, target in chain.items()}
    report = run_on(tmp_path, files, "MC804", "MC805")
    assert shown(report, tmp_path) == [("MC805", "circle", "c.yaml", '"roc/a"')]
    finding = report.findings[0]
    assert "roc/c → roc/a → roc/b → roc/c" in finding.message
    assert finding.pointer == "/credential/stackable_into/1"
    assert [Path(item.location.path).name for item in finding.related] == ["a.yaml", "b.yaml"]
    assert [covered(replace(finding, location=item.location)) for item in finding.related] == ['"roc/b"', '"roc/c"']


def test_a_dossier_that_leads_to_itself_is_a_circle_of_one(tmp_path: Path) -> None:
    files = {"a.yaml": dossier("roc/a", into=["roc/a"]), "b.yaml": dossier("roc/b")}
    assert shown(run_on(tmp_path, files, "MC804", "MC805"), tmp_path) == [("MC805", "itself", "a.yaml", '"roc/a"')]


def test_a_circle_of_500_dossiers_is_found(tmp_path: Path) -> None:
    files = {
        f"{part:02}.yaml": "---\n".join(
            dossier(f"roc/{number}", ["Iets."], into=[f"roc/{(number + 1) % 500}"]) for number in range(part * 50, part * 50 + 50)
        )
        for part in range(10)
    }
    report = run_on(tmp_path, files, "MC805")
    assert shown(report, tmp_path) == [("MC805", "circle", "09.yaml", '"roc/0"')]
    assert report.findings[0].document == 50
    assert len(report.findings[0].related) == 499
    assert report.findings[0].message.count("→") == 500


def test_several_dossiers_in_one_file_of_a_run_are_each_judged(tmp_path: Path) -> None:
    both = f"{EARLIER}---\n{LATER}"
    report = run_on(tmp_path, {"a.yaml": both, "b.yaml": dossier("roc/b", into=["vakschool/kassa"])})
    assert shown(report, tmp_path) == [
        ("MC802", "overlap", "a.yaml", "learning_outcomes"),
        ("MC803", "both", "a.yaml", "learning_outcomes"),
    ]
    assert {item.document for item in report.findings} == {2}
    first = both.split("\n").index("learning_outcomes:")
    assert {item.location.start.line for item in report.findings} == {both.split("\n").index("learning_outcomes:", first + 1) + 1}
    assert {related.location.start.line <= first + 5 for item in report.findings for related in item.related} == {True}


@pytest.mark.parametrize("wrong", ["[a, b]", "{a: b}", "''", "~", "X", "roc/a/b", "::error::x"])
def test_a_hidden_id_is_nobodys_id(tmp_path: Path, wrong: str) -> None:
    text = dossier("X").replace('id: "X"', f"id: {wrong}")
    report = run_on(tmp_path, {"a.yaml": text, "b.yaml": text, "c.yaml": dossier("roc/c", into=["X"])}, "MC801", "MC804")
    assert shown(report, tmp_path) == [("MC804", "unknown", "c.yaml", '"X"')]


@pytest.mark.parametrize("wrong", ["tekst", "{a: b}", "[[1]]", "[1, 2]", "~", "[]"])
def test_hidden_outcomes_overlap_with_none(tmp_path: Path, wrong: str) -> None:
    head = LATER.partition("learning_outcomes:")[0]
    report = run_on(tmp_path, {"a.yaml": EARLIER, "b.yaml": f"{head}learning_outcomes: {wrong}\n", "c.yaml": LATER}, "MC802")
    assert [path for _, _, path, _ in shown(report, tmp_path)] == ["c.yaml"]
    assert report.failures == ()


def test_a_hidden_outcome_leaves_the_others_comparable(tmp_path: Path) -> None:
    wrong = LATER.replace("learning_outcomes:\n", "learning_outcomes:\n  - nonsense\n  - {id: [x], text: {nl: [1]}}\n")
    report = run_on(tmp_path, {"a.yaml": EARLIER, "b.yaml": wrong}, "MC802")
    assert shown(report, tmp_path) == [("MC802", "overlap", "b.yaml", "learning_outcomes")]


def test_broken_files_stand_beside_what_good_ones_share(tmp_path: Path) -> None:
    files = {"a.yaml": EARLIER, "b.yaml": "mclint: 1\ntitle: [open\n", "c.yaml": LATER, "d.yaml": f"{LATER}---\nmclint: [\n"}
    report = run_on(tmp_path, files)
    assert {path for _, _, path, _ in shown(report, tmp_path)} == {"c.yaml", "d.yaml"}
    assert {Path(item.location.path).name for item in report.findings if item.rule == "MC001"} == {"b.yaml", "d.yaml"}
    assert report.failures == ()


def test_the_gate_of_the_later_dossier_holds(tmp_path: Path) -> None:
    report = run_on(tmp_path, {"a.yaml": EARLIER, "b.yaml": LATER.replace("developed", "in-development")})
    assert {item.rule: item.severity for item in report.findings} == {"MC802": Severity.NOTE, "MC803": Severity.WARNING}


def fingerprints(folder: Path, files: dict[str, str]) -> list[str]:
    return sorted(item.fingerprint for item in run_on(folder, files).findings)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.booleans(), st.booleans(), st.integers(0, 3), st.sampled_from(["a.yaml", "m/b.yaml", "z.yml"]))
def test_fingerprints_stay_where_lines_files_and_styles_move(
    tmp_path_factory: pytest.TempPathFactory, turned: bool, quoted: bool, lines: int, name: str
) -> None:
    folder = tmp_path_factory.mktemp("catalogus")
    stacked = dossier("roc/c", into=["weg", "roc/c", "vakschool/kassa"])
    known = fingerprints(folder / "een", {"1.yaml": EARLIER, "2.yaml": LATER, "3.yaml": stacked, "4.yaml": stacked})
    text = LATER.replace("learning_outcomes", '"learning_outcomes"') if quoted else LATER
    into = stacked.replace('    - "weg"\n    - "roc/c"\n', "    - 'roc/c'\n    - >-\n      weg\n") if turned else stacked
    moved = {"0.yaml": EARLIER, name: "# regel\n" * lines + text, "zz.yaml": into, "zzz.yaml": into}
    assert fingerprints(folder / "twee", moved) == known
    assert len(set(known)) == 5


def test_findings_of_one_rule_in_one_place_are_told_apart(tmp_path: Path) -> None:
    report = run_on(tmp_path, {f"{name}.yaml": dossier(f"roc/{name}", TILL) for name in "abcd"}, "MC802")
    assert len({item.fingerprint for item in report.findings}) == len(report.findings) == 6


def test_only_rules_in_force_for_the_later_dossier_speak_of_it(tmp_path: Path) -> None:
    config = "per_file:\n  b.yaml: {ignore: [MC802]}\n  c.yaml: {ignore: [MC803]}\n"
    third = LATER.replace("vakschool/", "school/")
    put(tmp_path, {".git/x": "", ".mclint.yaml": config, "a.yaml": EARLIER, "b.yaml": LATER, "c.yaml": third})
    report = run([str(tmp_path)], replace(options(), isolated=False))
    found = {(rule, path) for rule, _, path, _ in shown(report, tmp_path)}
    assert found == {("MC803", "b.yaml"), ("MC802", "c.yaml")}


def test_what_is_judged_is_what_was_read(tmp_path: Path) -> None:
    folder = put(tmp_path, {"a.yaml": EARLIER, "b.yaml": LATER})
    report = run([str(folder)], options())
    texts = {str(folder / "a.yaml"): EARLIER.encode(), str(folder / "b.yaml"): LATER.encode()}
    for name in ("a.yaml", "b.yaml"):
        (folder / name).unlink()
    results, failures = judge_across(report.entries, make_worker(options()), texts.__getitem__)
    assert failures == []
    assert [item for result in results for item in result.findings] == report.findings


def test_the_order_of_the_entries_changes_nothing(tmp_path: Path) -> None:
    files = {"a.yaml": EARLIER, "b.yaml": LATER, "c.yaml": dossier("roc/c", FALLS, into=["weg"])}
    report = run_on(tmp_path, files)
    worker = make_worker(options())
    assert judge_across(report.entries[::-1], worker) == judge_across(report.entries, worker)
