"""Our own examples: the good ones are clean, the bad ones print exactly what their golden file holds."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from mclint.cli.main import cli
from tests.checking import check_text
from tests.conftest import ROOT, TODAY

GOOD = sorted((ROOT / "examples" / "good").glob("*.yaml"))
BAD = sorted((ROOT / "examples" / "bad").glob("*.yaml"))
GOLDEN = ROOT / "tests" / "golden"
FORMATS = {"text": "txt", "concise": "concise.txt", "json": "json"}


def run(path: Path, form: str) -> str:
    os.chdir(ROOT)
    arguments = ["check", str(path.relative_to(ROOT)), "--format", form, "--today", TODAY.isoformat()]
    result = CliRunner().invoke(cli, [*arguments, "--isolated", "--no-cache", "--quiet"], standalone_mode=False)
    assert result.exception is None, result.exception
    return result.stdout


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
@pytest.mark.parametrize("today", [TODAY, date(2029, 6, 1)])
def test_good_examples_are_clean(path: Path, today: date) -> None:
    result = check_text(path.read_bytes(), today=today)
    assert [(item.rule, item.location.start.line, item.message) for item in result.findings] == []
    assert result.failures == ()
    assert result.dossiers >= 1


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_examples_print_what_is_golden(path: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    golden = GOLDEN / f"{path.stem}.{FORMATS[form]}"
    printed = run(path, form)
    if os.environ.get("MCLINT_WRITE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(printed, encoding="utf-8")
    assert printed == golden.read_text(encoding="utf-8")
    assert printed.strip()


def test_every_golden_file_belongs_to_an_example() -> None:
    names = {f"{path.stem}.{ending}" for path in BAD for ending in FORMATS.values()}
    assert {path.name for path in GOLDEN.iterdir()} == names
