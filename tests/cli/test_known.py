"""A baseline holds what is known, whatever is moved or rewritten, and only shrinks; `--since` shows what is new."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mclint.cli.main import main
from mclint.engine.baseline import BASELINE_NAME
from tests.checking import check_text
from tests.conftest import ROOT, TODAY
from tests.repository import Scratch, scratch

BAD = ROOT / "examples" / "bad"
VAGUE = (BAD / "vague-outcomes.yaml").read_text("utf-8")
GAPS = (BAD / "assessment-gaps.yaml").read_text("utf-8")
LINE = "    text: De lerende begrijpt het belang van valpreventie.\n"
MENDED = VAGUE.replace(LINE, "    text: De lerende legt uit waarom valpreventie nodig is.\n")
ONE_MORE = VAGUE.replace("\nassessments:", "\n  - id: LO9\n    text: De lerende snapt de protocollen.\n\nassessments:")

ENTRY = {"fingerprint": "x", "rule": "MC201", "path": "a", "dossier": None, "item": None, "count": 1}


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    made = scratch(tmp_path / "catalogus", {"a/een.yaml": VAGUE, "b/twee.yaml": GAPS})
    monkeypatch.chdir(made.root)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")  # what is said of the baseline, else in the language of the dossiers
    return made


class Runner:
    """Runs the command and keeps what it said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys
        self.err = ""

    def __call__(self, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
        with pytest.raises(SystemExit) as stop:
            main(["check", "--format", "json", "--today", TODAY.isoformat(), *arguments])
        out, self.err = self.capsys.readouterr()
        assert isinstance(stop.value.code, int)
        return stop.value.code, json.loads(out)["findings"] if stop.value.code < 2 else []


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys)


def entries(root: Path, name: str = BASELINE_NAME) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((root / name).read_text("utf-8"))["entries"]
    return found


def adopt(catalogue: Scratch, run: Runner) -> None:
    assert run("--write-baseline", ".")[0] == 0
    assert "written" in run.err
    catalogue.write(".mclint.yaml", f"baseline: {BASELINE_NAME}\n")


def test_a_catalogue_is_adopted_in_one_step(catalogue: Scratch, run: Runner) -> None:
    code, before = run(".")
    assert code == 1
    adopt(catalogue, run)
    assert run(".") == (0, [])
    assert run.err == ""
    held = entries(catalogue.root)
    assert sum(entry["count"] for entry in held) == len(before)
    assert {entry["path"] for entry in held} == {"a/een.yaml", "b/twee.yaml"}
    assert run("--jobs", "2", "a", "b") == (0, [])


def test_known_findings_are_counted(catalogue: Scratch, run: Runner, capsys: pytest.CaptureFixture[str]) -> None:
    adopt(catalogue, run)
    with pytest.raises(SystemExit):
        main(["check", "--lang", "en", "."])
    assert "known already" in capsys.readouterr().out


def test_what_is_new_counts(catalogue: Scratch, run: Runner) -> None:
    adopt(catalogue, run)
    catalogue.write("a/een.yaml", ONE_MORE)
    code, found = run(".")
    assert code == 1
    assert ("MC201", "LO9") in {(item["rule"], item["item"]) for item in found}
    assert {item["item"] for item in found} == {"LO9"}


def test_a_second_finding_of_the_same_kind_counts(catalogue: Scratch, run: Runner) -> None:
    text = GAPS.replace("\nassessments:", "\nx-een: 1\nassessments:")
    catalogue.write("b/twee.yaml", text)
    adopt(catalogue, run)
    catalogue.write("b/twee.yaml", text + "---\n" + text)
    code, found = run(".")
    assert code == 1
    assert {item["document"] for item in found} == {2}


@pytest.mark.parametrize("flow", [True, False])
def test_moving_renaming_and_rewriting_change_nothing(catalogue: Scratch, run: Runner, flow: bool) -> None:
    adopt(catalogue, run)
    data = yaml.safe_load(VAGUE)
    data["learning_outcomes"].reverse()
    data["assessments"][0]["outcomes"].reverse()
    text = yaml.safe_dump(dict(reversed(data.items())), allow_unicode=True, default_flow_style=flow, width=40, sort_keys=False)
    (catalogue.root / "a" / "een.yaml").unlink()
    catalogue.write("c/anders.yaml", text)
    assert run(".") == (0, [])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(6)), st.sampled_from([None, "'", "|", ">"]), st.integers(30, 200))
def test_fingerprints_stay_in_any_order_and_style(order: list[int], style: str | None, width: int) -> None:
    data = yaml.load(VAGUE, yaml.BaseLoader)
    data["learning_outcomes"] = [data["learning_outcomes"][place] for place in order]
    outcomes = yaml.dump(
        {"learning_outcomes": data["learning_outcomes"]}, allow_unicode=True, default_style=style, width=width, sort_keys=False
    )
    start, end = VAGUE.index("learning_outcomes:"), VAGUE.index("assessments:")
    rewritten = f"{VAGUE[:start]}{outcomes}\n{VAGUE[end:]}"
    assert sorted(item.fingerprint for item in check_text(rewritten).findings) == sorted(
        item.fingerprint for item in check_text(VAGUE).findings
    )


def test_what_is_solved_is_reported_and_then_taken_out(catalogue: Scratch, run: Runner) -> None:
    adopt(catalogue, run)
    before = entries(catalogue.root)
    catalogue.write("a/een.yaml", MENDED)
    assert run(".") == (0, [])
    assert "no longer there" in run.err
    assert "MC201 in a/een.yaml" in run.err
    assert run("--write-baseline", ".")[0] == 0
    after = entries(catalogue.root)
    assert [entry for entry in before if entry not in after] == [
        entry for entry in before if (entry["rule"], entry["item"]) == ("MC201", "LO2")
    ]
    assert run(".")[0] == 0
    assert run.err == ""


def test_counts_only_shrink(catalogue: Scratch, run: Runner) -> None:
    adopt(catalogue, run)
    before = entries(catalogue.root)
    catalogue.write("a/een.yaml", ONE_MORE)
    assert run("--write-baseline", ".")[0] == 1
    assert "new ones are not in it" in run.err
    assert entries(catalogue.root) == before


def test_a_run_on_part_of_a_catalogue_takes_nothing_else_out(catalogue: Scratch, run: Runner) -> None:
    adopt(catalogue, run)
    before = entries(catalogue.root)
    catalogue.write("a/een.yaml", MENDED)
    catalogue.write("b/twee.yaml", (ROOT / "examples" / "good" / "podcast-maken.yaml").read_text("utf-8"))
    assert run("b") == (0, [])
    run("--write-baseline", "b")
    after = entries(catalogue.root)
    assert {entry["path"] for entry in before if entry not in after} == {"b/twee.yaml"}


@pytest.mark.parametrize("option", [("--select", "MC2"), ("--ignore", "MC2"), ("--framework", "eu-2022"), ("--since", "main")])
def test_a_baseline_is_not_written_from_part_of_the_findings(catalogue: Scratch, run: Runner, option: tuple[str, str]) -> None:
    assert run("--write-baseline", *option, ".")[0] == 2
    assert option[0] in run.err
    assert not (catalogue.root / BASELINE_NAME).exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "damaged"),
        ("{", "damaged"),
        ("[" * 100_000, "damaged"),
        ("[]", "no baseline of version 1"),
        ('{"version": 2, "entries": []}', "no baseline of version 1"),
        ('{"version": 1, "entries": [1]}', "entry 1 is damaged"),
        (json.dumps({"version": 1, "entries": [{**ENTRY, "dossier": 1}]}), "entry 1"),
        (json.dumps({"version": 1, "entries": [{**ENTRY, "count": True}]}), "entry 1"),
        (json.dumps({"version": 1, "entries": [{**ENTRY, "count": -1}]}), "entry 1"),
        (json.dumps({"version": 1, "entries": [{**ENTRY, "more": 1}]}), "entry 1"),
    ],
)
def test_a_damaged_baseline_is_never_half_believed(catalogue: Scratch, run: Runner, content: str, words: str) -> None:
    catalogue.write("bekend.json", content)
    assert run("--baseline", "bekend.json", ".")[0] == 2
    assert words in run.err
    assert run("--baseline", "bekend.json", "--write-baseline", ".")[0] == 2
    assert (catalogue.root / "bekend.json").read_text("utf-8") == content


def test_a_baseline_that_is_not_there_is_wrong_use(catalogue: Scratch, run: Runner) -> None:
    assert run("--baseline", "nergens.json", ".")[0] == 2
    assert "no such baseline" in run.err


def test_with_another_policy_the_baseline_is_that_of_the_revision(catalogue: Scratch, run: Runner) -> None:
    adopt(catalogue, run)
    catalogue.commit()
    catalogue.git("switch", "--quiet", "--create", "wijziging")
    catalogue.write("a/een.yaml", ONE_MORE)
    (catalogue.root / BASELINE_NAME).unlink()
    run("--write-baseline", ".")
    code, found = run("--config-from", "main", ".")
    assert code == 1
    assert {"LO9", None} >= {item["item"] for item in found}
    assert "MC905" in {item["rule"] for item in found}


def test_taking_solved_findings_out_of_the_baseline_is_no_change_of_policy(catalogue: Scratch, run: Runner) -> None:
    adopt(catalogue, run)
    catalogue.commit()
    catalogue.git("switch", "--quiet", "--create", "wijziging")
    catalogue.write("a/een.yaml", MENDED.replace("    date: 2026-09-28\n", "    date: 2026-11-02\n"))
    run("--write-baseline", ".")
    assert run("--config-from", "main", ".") == (0, [])


def test_since_shows_only_what_is_new(catalogue: Scratch, run: Runner) -> None:
    assert run("--since", "main", ".") == (0, [])
    catalogue.write("a/een.yaml", "# een regel erbij\n" + ONE_MORE)
    code, found = run("--since", "main", ".")
    assert code == 1
    assert {item["item"] for item in found} == {"LO9"}


def test_since_follows_a_renamed_file(catalogue: Scratch, run: Runner) -> None:
    (catalogue.root / "c").mkdir()
    catalogue.git("mv", "a/een.yaml", "c/nieuw.yaml")
    catalogue.write("c/nieuw.yaml", ONE_MORE)
    catalogue.git("add", "--all")
    assert {item["item"] for item in run("--since", "main", ".")[1]} == {"LO9"}


def test_a_new_file_is_all_new(catalogue: Scratch, run: Runner) -> None:
    catalogue.write("c/nieuw.yaml", GAPS.replace("id: bouwcollege-voorbeeld/", "id: bouwcollege-voorbeeld/nieuw-"))
    found = run("--since", "main", ".")[1]
    assert {item["path"] for item in found} == {"c/nieuw.yaml"}
    assert [item["rule"] for item in found if item["rule"] != "MC802"] == [item["rule"] for item in run("c")[1]]
    assert "MC802" in {item["rule"] for item in found}  # it is like the dossier that it was copied from


def test_since_and_a_baseline_go_together(catalogue: Scratch, run: Runner) -> None:
    adopt(catalogue, run)
    catalogue.commit()
    catalogue.write("a/een.yaml", ONE_MORE)
    assert {item["item"] for item in run("--since", "main", ".")[1]} == {"LO9"}


@pytest.mark.parametrize("ref", ["nergens", "--output=x"])
def test_since_needs_a_revision(catalogue: Scratch, run: Runner, ref: str) -> None:
    assert run(f"--since={ref}", ".")[0] == 2
    assert "revision" in run.err
