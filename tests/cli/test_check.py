from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from mclint.cli.main import EXIT_FINDINGS, cli, main
from mclint.data import schemas_dir
from tests.conftest import ROOT

BAD = ROOT / "examples" / "bad"
GOOD = ROOT / "examples" / "good"
SMALL = """mclint: 1
id: roc-voorbeeld/valpreventie
title: Valpreventie
language: nl
status: in-development
learning_outcomes:
  - {{id: LO1, text: De lerende stelt een valrisicoprofiel op voor een oudere.}}
workload: {workload}
"""


def call(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, [str(item) for item in arguments], input=stdin, standalone_mode=False)


def found(tmp_path: Path, workload: str, *options: str) -> list[tuple[str, str, str]]:
    path = tmp_path / "dossier.yaml"
    path.write_text(SMALL.format(workload=workload), "utf-8")
    result = call("check", path, "--format", "json", "--isolated", "--select", "MC1", *options)
    lines = path.read_text("utf-8").split("\n")
    return [
        (
            item["rule"],
            item["severity"],
            lines[item["start"]["line"] - 1][item["start"]["column"] - 1 : item["end"]["column"] - 1],
        )
        for item in json.loads(result.stdout)["findings"]
    ]


def exit_code(*arguments: object) -> int:
    with pytest.raises(SystemExit) as stop:
        main([str(item) for item in arguments])
    assert isinstance(stop.value.code, int)
    return stop.value.code


def test_120_is_no_multiple(tmp_path: Path) -> None:
    assert ("MC103", "error", "120") in found(tmp_path, "{sbu: 120}")


def test_360_is_a_note_only(tmp_path: Path) -> None:
    hits = found(tmp_path, "{sbu: 360, rationale: Twee blokken., breakdown: {contact: 360}}")
    assert hits == [("MC103", "note", "360")]


def test_a_range_is_no_number(tmp_path: Path) -> None:
    assert [rule for rule, _, _ in found(tmp_path, "{sbu: {min: 80, max: 160}}")] == ["MC105"]


def test_no_load_is_missing(tmp_path: Path) -> None:
    assert [rule for rule, _, _ in found(tmp_path, "{sbu: }")] == ["MC101"]


def test_80_is_too_small_without_the_room_of_the_pilot(tmp_path: Path) -> None:
    assert ("MC102", "error", "80") in found(tmp_path, "{sbu: 80}", "--framework", "npuls-mbo")
    assert "MC102" not in [rule for rule, _, _ in found(tmp_path, "{sbu: 80}")]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((GOOD,), 0),
        ((BAD,), 1),
        ((BAD / "vague-outcomes.yaml", "--exit-zero"), 0),
        ((BAD / "vague-outcomes.yaml", "--fail-level", "never"), 0),
        ((BAD / "tied-to-the-course.yaml",), 0),
        ((BAD / "tied-to-the-course.yaml", "--fail-level", "warning"), 1),
        ((BAD / "does-not-exist.yaml",), 2),
        ((), 2),
        ((GOOD, "--framework", "npuls-mob"), 2),
        ((GOOD, "--format", "jsn"), 2),
        ((GOOD, "--jobs", "0"), 2),
        ((GOOD, "--select", "MC999"), 2),
        ((GOOD, "--today", "24-11-2026"), 2),
    ],
)
def test_exit_codes(arguments: tuple[object, ...], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("check", "--isolated", *arguments) == code
    errors = capsys.readouterr().err
    assert bool(errors.strip()) == (code > EXIT_FINDINGS)
    assert "Traceback" not in errors


def test_check_is_the_default_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("--isolated", GOOD / "less-food-waste.yaml") == 0
    assert "all is well" in capsys.readouterr().out


def test_json_fits_its_schema_and_is_the_same_for_any_number_of_jobs() -> None:
    schema = json.loads((schemas_dir() / "output.schema.json").read_text("utf-8"))
    printed = [call("check", BAD, "--format", "json", "--isolated", "--jobs", jobs).stdout for jobs in (1, 1, 4)]
    assert printed[0] == printed[1] == printed[2]
    data = json.loads(printed[0])
    jsonschema.Draft202012Validator(schema).validate(data)
    assert data["summary"]["error"] == sum(item["severity"] == "error" for item in data["findings"])


def test_cache_changes_nothing(tmp_path: Path) -> None:
    first = call("check", BAD, "--format", "json", "--isolated").stdout
    again = call("check", BAD, "--format", "json", "--isolated").stdout
    without = call("check", BAD, "--format", "json", "--isolated", "--no-cache").stdout
    assert first == again == without


def test_a_damaged_cache_is_ignored(tmp_path: Path) -> None:
    first = call("check", BAD, "--format", "json", "--isolated").stdout
    for path in (tmp_path / "cache").rglob("*.json"):
        path.write_text('{"key": 1', "utf-8")
    assert call("check", BAD, "--format", "json", "--isolated").stdout == first


def test_standard_input_has_a_name() -> None:
    text = (BAD / "study-load-120.yaml").read_text("utf-8")
    result = call("check", "-", "--stdin-filename", "mijn.yaml", "--format", "concise", "--isolated", stdin=text)
    assert result.stdout.startswith("mijn.yaml:")
    assert "MC103" in result.stdout


def test_several_formats_in_one_run(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    result = call("check", BAD / "study-load-120.yaml", "--format", "text", "--format", f"json:{target}", "--isolated")
    assert "MC103" in result.stdout
    assert json.loads(target.read_text("utf-8"))["findings"][0]["rule"] == "MC103"


def test_messages_follow_option_configuration_and_dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "dossier.yaml"
    path.write_text(SMALL.format(workload="{sbu: 120}"), "utf-8")
    assert "uur" in call("check", path, "--select", "MC103").stdout
    assert "hours" in call("check", path, "--select", "MC103", "--lang", "en").stdout
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "hours" in call("check", path, "--select", "MC103").stdout
    (tmp_path / ".mclint.yaml").write_text("lang: nl\n", "utf-8")
    assert "uur" in call("check", path, "--select", "MC103").stdout


def test_a_file_that_reads_as_an_option_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "--config=x.yaml").write_text("select: [MC9]\n", "utf-8")
    assert exit_code("--config=x.yaml", GOOD) == 2
    assert "./--config=x.yaml" in capsys.readouterr().err


def test_a_folder_without_dossiers_is_fine_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other.yaml").write_text("key: value\n", "utf-8")
    assert exit_code("check", tmp_path) == 0
    assert "no dossiers found" in capsys.readouterr().out


def test_statistics_count_rules() -> None:
    result = call("check", BAD / "study-load-120.yaml", "--statistics", "--isolated")
    assert "     1  MC103" in result.stdout


def test_completion_offers_commands_and_options(monkeypatch: pytest.MonkeyPatch) -> None:
    from click.shell_completion import BashComplete

    complete = BashComplete(cli, {}, "mclint", "_MCLINT_COMPLETE")
    assert "explain" in [item.value for item in complete.get_completions([], "ex")]
    assert "--format" in [item.value for item in complete.get_completions(["dossier.yaml"], "--fo")]
