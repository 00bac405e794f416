"""A step of GitHub Actions: the format is chosen, the summary and the outputs are left behind, errors are not hidden."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mclint.cli.github import MOST_SUMMARY_BYTES
from mclint.cli.main import main
from mclint.report.markdown import MOST_COMMENT_BYTES
from tests.conftest import ROOT, TODAY
from tests.runner import read_commands

BAD = ("examples/bad/vague-outcomes.yaml", "examples/bad/suppressions.yaml")


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    summary, outputs = tmp_path / "summary.md", tmp_path / "outputs"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    monkeypatch.setenv("GITHUB_OUTPUT", str(outputs))
    return summary, outputs


def call(*arguments: object) -> int:
    with pytest.raises(SystemExit) as stop:
        main(["check", "--isolated", "--no-cache", "--today", TODAY.isoformat(), *map(str, arguments)])
    assert isinstance(stop.value.code, int)
    return stop.value.code


def read_outputs(path: Path) -> dict[str, str]:
    """Read as the runner does: a name, a delimiter, lines up to the delimiter."""
    found = {}
    lines = iter(path.read_text("utf-8").split("\n"))
    for line in lines:
        if line:
            name, mark = line.split("<<")
            values: list[str] = []
            while (value := next(lines)) != mark:
                values.append(value)
            found[name] = "\n".join(values)
    return found


def test_annotations_are_the_choice_of_a_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(*BAD) == 1
    assert len(read_commands(capsys.readouterr().out)) == 9


@pytest.mark.parametrize("value", ["", "false", "1"])
def test_only_a_step_of_github_chooses(value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", value)
    assert call(*BAD) == 1
    assert read_commands(capsys.readouterr().out) == []


def test_an_explicit_format_wins_and_leaves_nothing_behind(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert call(*BAD, "--format", "json") == 1
    assert json.loads(capsys.readouterr().out)["summary"]["error"] == 6
    assert [path.exists() for path in files] == [False, False]


def test_counts_are_outputs_of_the_step(files: tuple[Path, Path]) -> None:
    assert call(*BAD) == 1
    assert read_outputs(files[1]) == {
        "files": "2",
        "dossiers": "2",
        "errors": "6",
        "warnings": "1",
        "notes": "2",
        "suppressed": "1",
        "known": "0",
        "incomplete": "false",
    }
    marks = re.findall(r"<<(.*)", files[1].read_text("utf-8"))
    assert call(*BAD) == 1
    assert len(set(marks)) == 1
    assert len(set(re.findall(r"<<(.*)", files[1].read_text("utf-8")))) == 2
    assert len(marks[0]) > 30


def test_the_summary_goes_behind_what_other_programs_wrote(files: tuple[Path, Path]) -> None:
    files[0].write_text("# Een ander\n", "utf-8")
    assert call(*BAD) == 1
    text = files[0].read_text("utf-8")
    assert text.startswith("# Een ander\n## ❌ mclint: nog niet in orde\n")
    assert text.count("| MC") == 0
    assert text.count("**MC201**") == 3


def test_a_summary_may_be_longer_than_a_comment_and_never_too_long(files: tuple[Path, Path], tmp_path: Path) -> None:
    outcomes = "".join(f"  - {{id: LO{n}, text: De lerende begrijpt zaak {n}.}}\n" for n in range(480))
    head = "mclint: 1\nid: a/b{}\ntitle: t\nlanguage: nl\nstatus: developed\nlearning_outcomes:\n"
    path = tmp_path / "a.yaml"
    path.write_text("---\n".join(head.format(number) + outcomes for number in range(5)), "utf-8")
    assert call(path, "--select", "MC201") == 1
    size = files[0].stat().st_size
    assert MOST_COMMENT_BYTES < size <= MOST_SUMMARY_BYTES
    for _ in range(4):
        assert call(path, "--select", "MC201") == 1
        assert files[0].stat().st_size <= MOST_SUMMARY_BYTES
    assert "geen plaats voor nog" in files[0].read_text("utf-8")


def test_a_full_summary_is_said_in_the_log(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    files[0].write_text("x" * (MOST_SUMMARY_BYTES - 100), "utf-8")
    assert call("examples/good/less-food-waste.yaml", "--lang", "nl") == 0
    printed = capsys.readouterr()
    assert "De samenvatting van de taak is vol" in printed.out
    assert printed.err == ""
    assert files[0].stat().st_size == MOST_SUMMARY_BYTES - 100


@pytest.mark.parametrize("name", ["GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"])
@pytest.mark.parametrize("path", ["examples/good/less-food-waste.yaml", BAD[0]])
def test_a_file_that_cannot_be_written_is_an_error_after_the_findings(
    name: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv(name, str(tmp_path / "no" / "such" / "folder"))
    assert call(path, "--exit-zero") == 3
    printed = capsys.readouterr()
    assert f"{name} names, cannot be written: No such file or directory" in printed.err
    assert bool(read_commands(printed.out)) == (path == BAD[0])


def test_a_clean_run_leaves_a_summary_too(files: tuple[Path, Path]) -> None:
    assert call("examples/good/less-food-waste.yaml", "--lang", "en") == 0
    assert files[0].read_text("utf-8").startswith("## ✅ mclint: all is well\n")
