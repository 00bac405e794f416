"""No output takes the place of what a run reads, and a run that found nothing says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mclint.cli.main import main
from tests.conftest import ROOT, TODAY

GOOD = (ROOT / "examples" / "good" / "valpreventie-ouderenzorg.yaml").read_text("utf-8")


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(["check", "--today", TODAY.isoformat(), *arguments])
    assert isinstance(stop.value.code, int)
    return stop.value.code


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "examples" / "pack", tmp_path / "x" / "regels")
    (tmp_path / "x" / "a.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "x" / ".mclint.yaml").write_text("baseline: bekend.json\nrule_packs: [regels]\n", "utf-8")
    (tmp_path / "x" / "bekend.json").write_text('{"version": 1, "entries": []}', "utf-8")
    (tmp_path / "los.json").write_text('{"mclint": 1}', "utf-8")
    (tmp_path / "naar").symlink_to("x")
    (tmp_path / "link.txt").symlink_to("x/a.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("x/a.yaml", "x/a.yaml"),
        ("x/a.yaml", "x"),
        ("./x/../x/a.yaml", "x"),
        ("naar/a.yaml", "x"),
        ("link.txt", "x"),
        ("x/.mclint.yaml", "x"),
        ("x/bekend.json", "x"),
        ("x/regels/nieuw.yaml", "x"),
        ("pyproject.toml", "x"),
        ("los.json", "x"),
    ],
)
@pytest.mark.parametrize("form", ["text", "sarif"])
def test_no_output_takes_the_place_of_what_is_read(
    school: Path, capsys: pytest.CaptureFixture[str], target: str, path: str, form: str
) -> None:
    before = {item: item.read_bytes() for item in school.rglob("*") if item.is_file()}
    assert run("--format", f"{form}:{target}", path) == 2
    assert target in capsys.readouterr().err
    assert {item: item.read_bytes() for item in school.rglob("*") if item.is_file()} == before


def test_two_outputs_do_not_share_a_file(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--format", "json:uit.json", "--format", "sarif:./uit.json", "x") == 2
    assert "both go to" in capsys.readouterr().err
    assert not (school / "uit.json").exists()


def test_an_earlier_report_is_written_over(school: Path) -> None:
    assert run("--format", "json:uit.json", "x") == 0
    assert run("--format", "json:uit.json", "--format", "text:uit.txt", "x") == 0
    assert (school / "uit.txt").exists()


@pytest.mark.parametrize(("lang", "words"), [("nl", "geen dossier gevonden"), ("en", "no dossier was found")])
def test_an_empty_run_is_wrong_use_where_that_is_asked(
    school: Path, capsys: pytest.CaptureFixture[str], lang: str, words: str
) -> None:
    (school / "leeg").mkdir()
    assert run("leeg") == 0
    assert run("--fail-on-empty", "x") == 0
    capsys.readouterr()
    assert run("--fail-on-empty", "--lang", lang, "leeg") == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("second", ["roc-voorbeeld/valpreventie-ouderenzorg", "roc-voorbeeld/anders"])
def test_dossiers_of_one_file_are_compared(school: Path, capsys: pytest.CaptureFixture[str], second: str) -> None:
    text = GOOD.replace("id: roc-voorbeeld/valpreventie-ouderenzorg", f"id: {second}")
    unknown = text.replace("stackable_into: [", "stackable_into: [roc-voorbeeld/elders, ")
    assert unknown != text
    (school / "x" / "a.yaml").write_text(f"{GOOD}\n---\n{unknown}", "utf-8")
    run("--format", "concise", "x/a.yaml")
    alone = capsys.readouterr().out
    run("--format", "concise", "x")
    together = capsys.readouterr().out
    assert ("MC801" in alone) is ("MC801" in together) is (second.endswith("ouderenzorg"))
    assert "MC804" not in alone
    assert "MC804" in together
