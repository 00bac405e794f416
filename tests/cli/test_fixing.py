"""`--fix` writes files in place, `--diff` shows a patch that git applies, and neither ever loses anything."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mclint.cli.main import main
from tests.conftest import ROOT

HEAD = "mclint: 1\nid: roc-voorbeeld/x\ntitle: t\nlanguage: nl\nstatus: in-development\n"
WRONG = HEAD + "level: {verified: ja, nlqf: 3}  # zo\n"
RIGHT = HEAD + "level: {verified: true, nlqf: 3}  # zo\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)


def mclint(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main([str(argument) for argument in arguments])
    assert isinstance(stop.value.code, int)
    return stop.value.code


def test_fix_writes_and_reports_what_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "een dossier.yaml"
    path.write_text(WRONG, "utf-8")
    path.chmod(0o640)
    assert mclint("--fix", "--lang", "en", "--exit-zero", ".") == 0
    assert path.read_text("utf-8") == RIGHT
    assert path.stat().st_mode & 0o777 == 0o640
    assert "1 fixed" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == [path, tmp_path / "cache"] or {item.name for item in tmp_path.iterdir()} <= {
        path.name,
        "cache",
    }


@pytest.mark.parametrize("name", ["a.yaml", "met spatie.yaml", "é'\".yaml"])
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_the_difference_is_a_patch_that_applies(tmp_path: Path, name: str, end: str) -> None:
    text = (WRONG.rstrip("\n") + end).replace("\n", end or "\n").encode()
    (tmp_path / name).write_bytes(text)
    command = ["mclint", "--diff", name]
    done = subprocess.run(
        [sys.executable, "-m", *command], env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert (tmp_path / name).read_bytes() == text
    assert done.stderr == b""
    if "'" not in name:
        subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], input=done.stdout, check=True, cwd=tmp_path)
        assert b"verified: true" in (tmp_path / name).read_bytes()


def test_nothing_to_mend_is_no_difference(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.yaml").write_text(RIGHT, "utf-8")
    assert mclint("--diff", "a.yaml") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "arguments",
    [("--unsafe-fixes", "a.yaml"), ("--fix", "-"), ("--diff", "-"), ("--fix", "--config-from", "main", "a.yaml")],
)
def test_what_is_unclear_is_wrong_use_and_changes_nothing(arguments: tuple[str, ...]) -> None:
    Path("a.yaml").write_text(WRONG, "utf-8")
    assert mclint(*arguments) == 2
    assert Path("a.yaml").read_text("utf-8") == WRONG


def test_a_link_out_of_the_repository_is_not_written_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    outside = tmp_path / "buiten.yaml"
    outside.write_text(WRONG, "utf-8")
    link = tmp_path / "repo" / "a.yaml"
    link.symlink_to(outside)
    assert mclint("--fix", str(link)) == 2
    assert outside.read_text("utf-8") == WRONG
    assert "naar een bestand buiten repo, dat niet wordt geschreven" in capsys.readouterr().err


def test_a_link_inside_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "echt.yaml").write_text(WRONG, "utf-8")
    (tmp_path / "link.yaml").symlink_to("echt.yaml")
    mclint("--fix", "link.yaml")
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "echt.yaml").read_text("utf-8") == RIGHT


def test_a_patch_steers_no_terminal_and_no_runner(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.yaml").write_text(WRONG + "  ::error::x\n".lstrip() + "# \u202e ##[error]x\n", "utf-8")
    monkeypatch.setenv("CI", "true")
    Path("b.yaml").write_text(WRONG + "# ##[error]x \u202e\n", "utf-8")
    mclint("--diff", "b.yaml")
    out = capsys.readouterr().out
    assert "##[" not in out
    assert "\u202e" not in out


def test_a_digest_is_only_written_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    stale = (ROOT / "examples" / "bad" / "sign-off-stale.yaml").read_text("utf-8")
    Path("a.yaml").write_text(stale, "utf-8")
    mclint("--fix", "--unsafe-fixes", "a.yaml")
    assert Path("a.yaml").read_text("utf-8") == stale
    assert mclint("digest", "--write", "a.yaml") == 0
    digest = capsys.readouterr().out.strip().split("\n")[-1]
    after = Path("a.yaml").read_text("utf-8")
    changed = [(one, two) for one, two in zip(stale.split("\n"), after.split("\n"), strict=True) if one != two]
    assert len(changed) == 1
    assert changed[0][1].strip() == f"digest: {digest}"
    mclint("--select", "MC404", "a.yaml")
    assert "MC404" not in capsys.readouterr().out


BAD_EXAMPLES = sorted((ROOT / "examples" / "bad").glob("*.yaml"))


@pytest.mark.parametrize("path", BAD_EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("options", [["--fix"], ["--fix", "--unsafe-fixes"]], ids=len)
def test_as_many_are_mended_as_the_summary_says(
    path: Path, options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    said, lines = _mendable(copy, capsys)
    assert lines == said  # each finding that can be mended names the options that do so
    mclint(*options, "--lang", "en", "--exit-zero", str(copy))
    fixed = re.search(r"(\d+) fixed", capsys.readouterr().out)
    assert int(fixed[1] if fixed else 0) == said[0] + (said[1] if len(options) > 1 else 0)
    after, _ = _mendable(copy, capsys)
    assert after == (0, said[1] if len(options) == 1 else 0)


def _mendable(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return how many fixes of each kind the summary counts, and how many findings name the options of that kind."""
    capsys.readouterr()
    mclint("--lang", "en", "--exit-zero", str(path))
    out = capsys.readouterr().out
    *body, last = out.splitlines()
    safe = re.search(r"(\d+) fixable with --fix\b(?! --unsafe)", last)
    unsafe = re.search(r"(\d+) (?:more|fixable) with --fix --unsafe-fixes", last)
    count = tuple(int(found[1]) if found else 0 for found in (safe, unsafe))
    named = tuple(sum(f"= fix ({option})" in line for line in body) for option in ("--fix", "--fix --unsafe-fixes"))
    assert len(count) == len(named) == 2
    return (count[0], count[1]), (named[0], named[1])
