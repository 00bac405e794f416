"""Hostile input comes out of every format as what it is: text. Nothing crashes, nothing hangs, nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mclint.cli.main import main
from mclint.report.formats import FORMATS
from tests.conftest import TODAY
from tests.hostile.cases import CASES, Case
from tests.hostile.readers import CHECKS, check_people


def test_there_is_a_reader_for_every_format() -> None:
    assert set(FORMATS) <= set(CHECKS)


def test_the_suite_is_large_and_names_are_told_apart() -> None:
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hostile_input_is_only_text(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    tree, reports = tmp_path / "boom", tmp_path / "uit"
    tree.mkdir()
    reports.mkdir()
    try:
        case.write(tree)
    except OSError as error:
        pytest.skip(f"this file system takes no such name: {error}")
    (tree / ".git").mkdir(exist_ok=True)
    monkeypatch.chdir(tree)
    options = [part for name in FORMATS for part in ("--format", f"{name}:{reports / name}")]
    with pytest.raises(SystemExit) as stop:
        main(["check", "--today", TODAY.isoformat(), "--lang", "en", *options, *case.arguments])
    out, err = capfd.readouterr()
    assert isinstance(stop.value.code, int)
    assert stop.value.code in case.codes, err
    assert out == ""
    check_people(err)
    assert "Traceback" not in err
    assert "internal error" not in err
    assert bool(err) == (stop.value.code >= 2)
    if stop.value.code == 2:
        return
    for name in FORMATS:
        written = (reports / name).read_bytes().decode("utf-8")
        CHECKS[name](written)
    data = json.loads((reports / "json").read_text("utf-8"))
    assert any(item["rule"].startswith(case.rule) for item in data["findings"])
    assert data["summary"]["incomplete"] is (stop.value.code == 3)
