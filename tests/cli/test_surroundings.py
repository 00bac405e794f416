"""Where mclint runs: closed folders, endless paths, no home. Each ends in one plain sentence and the right exit code."""

from __future__ import annotations

import io
import json
import os
import pwd
from collections.abc import Iterator
from pathlib import Path

import pytest

from mclint.cli.main import main
from mclint.engine.cache import open_cache
from tests.conftest import ROOT
from tests.program import run_here, usual_rights

GOOD = (ROOT / "examples" / "good" / "valpreventie-ouderenzorg.yaml").read_text("utf-8")
ENDLESS = "x" * 5000
DEEP = "/".join(["x" * 200] * 30)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue with one good dossier."""
    made = tmp_path / "catalogus"
    (made / ".git").mkdir(parents=True)
    (made / "goed.yaml").write_text(GOOD, "utf-8")
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def closed(folder: Path) -> Iterator[Path]:
    """A folder with a dossier, of which a test takes the rights."""
    made = folder / "dicht"
    made.mkdir()
    (made / "a.yaml").write_text(GOOD, "utf-8")
    yield made
    made.chmod(0o700)


@pytest.mark.parametrize("rights", [0o000, 0o100, 0o400, 0o600])
@pytest.mark.parametrize("command", [["check", "."], ["stats", "."], ["report", ".", "--output", "../site"], ["check", "dicht"]])
def test_a_closed_folder_makes_the_run_incomplete_and_the_rest_is_judged(
    folder: Path, closed: Path, capfd: pytest.CaptureFixture[str], rights: int, command: list[str]
) -> None:
    closed.chmod(rights)
    with usual_rights():
        done = run_here(capfd, *command)
    assert done.sentence(3).startswith("mclint: dicht: could not be read")
    assert ("1 dossier" in done.out or "site" in done.out) is (command[-1] != "dicht")


@pytest.mark.parametrize("command", ["check", "settings", "digest", "compare", "stats"])
def test_a_file_in_a_closed_folder_is_wrong_use_and_not_called_missing(
    folder: Path, closed: Path, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    closed.chmod(0)
    with usual_rights():
        done = run_here(capfd, command, "dicht/a.yaml", *(["goed.yaml"] if command == "compare" else []))
    assert "dicht/a.yaml: cannot be looked at (Permission denied)" in done.sentence(2)


@pytest.mark.parametrize(("command", "code"), [("check", 3), ("stats", 3), ("digest", 2), ("compare", 2)])
def test_a_file_that_may_not_be_read_is_named(folder: Path, capfd: pytest.CaptureFixture[str], command: str, code: int) -> None:
    path = folder / "dicht.yaml"
    path.write_text(GOOD, "utf-8")
    path.chmod(0)
    with usual_rights():
        done = run_here(capfd, command, "dicht.yaml", *(["goed.yaml"] if command == "compare" else []))
    assert "dicht.yaml: could not be read: Permission denied" in done.sentence(code)


def test_a_folder_above_that_cannot_be_entered_leaves_no_configuration(
    folder: Path, closed: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    below = closed / "catalogus" / "a"
    below.mkdir(parents=True)
    (below / "a.yaml").write_text(GOOD, "utf-8")
    monkeypatch.chdir(below)
    closed.chmod(0)
    with usual_rights():
        assert "no configuration could be looked for" in run_here(capfd, "a.yaml").sentence(2)
        assert run_here(capfd, "a.yaml", "--isolated").code == 0


@pytest.mark.parametrize("command", [["check", "."], ["stats", "x"], ["init"], ["rules"]])
def test_a_folder_that_is_gone_is_wrong_use(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    gone = folder / "weg"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert "cannot be found any more" in run_here(capfd, *command).sentence(2)


ENDLESS_NAMES = [
    (["check", ENDLESS], 2),
    (["check", DEEP], 2),
    (["check", "goed.yaml", "--config", ENDLESS], 2),
    (["check", "goed.yaml", "--baseline", ENDLESS], 2),
    (["check", "goed.yaml", "--baseline", ENDLESS, "--write-baseline"], 2),
    (["check", "goed.yaml", "--format", f"json:{ENDLESS}"], 2),
    (["check", "goed.yaml", "--format", f"json:{DEEP}"], 2),
    (["stats", ENDLESS], 2),
    (["stats", "goed.yaml", "--config", DEEP], 2),
    (["report", "goed.yaml", "--output", ENDLESS], 2),
    (["report", DEEP, "--output", "site"], 2),
    (["compare", "goed.yaml", ENDLESS], 2),
    (["compare", "goed.yaml", "ook.yaml", "--output", ENDLESS], 2),
    (["init", ENDLESS], 2),
    (["init", DEEP], 2),
    (["digest", ENDLESS], 2),
    (["settings", ENDLESS], 2),
    (["settings", DEEP], 2),
    (["explain", "--analyse", "x", "--config", ENDLESS], 2),
]


@pytest.mark.parametrize(("arguments", "code"), ENDLESS_NAMES, ids=[" ".join(item[:12] for item in a) for a, _ in ENDLESS_NAMES])
def test_a_path_beyond_the_limit_of_the_system_is_wrong_use(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int
) -> None:
    (folder / "ook.yaml").write_text(GOOD.replace("id: roc-voorbeeld/", "id: roc-voorbeeld/ook-", 1), "utf-8")
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    err = capsys.readouterr().err
    assert (stop.value.code, "internal error" in err) == (code, False)
    assert err


@pytest.mark.parametrize("name", [ENDLESS, DEEP, "x\ny.yaml"])
def test_standard_input_may_be_called_anything(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    done = run_here(capfd, "-", "--stdin-filename", name, "--format", "sarif")
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("key", ["extends", "rule_packs", "baseline"])
@pytest.mark.parametrize("name", [ENDLESS, DEEP, "a\\0b"])
def test_a_configuration_that_names_no_possible_path_is_wrong(
    folder: Path, capsys: pytest.CaptureFixture[str], key: str, name: str
) -> None:
    (folder / ".mclint.yaml").write_text(f'{key}: "{name}"\n', "utf-8")
    with pytest.raises(SystemExit) as stop:
        main(["check", "."])
    err = capsys.readouterr().err
    assert (stop.value.code, ".mclint.yaml" in err or key in err, "internal error" in err) == (2, True, False)


def test_a_tree_that_is_deeper_than_the_limit_is_read_as_far_as_it_goes(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    part = "x" * 250
    down = os.open(folder, os.O_RDONLY)
    for _ in range(40):
        os.mkdir(part, dir_fd=down)
        below = os.open(part, os.O_RDONLY, dir_fd=down)
        os.close(down)
        down = below
    os.close(down)
    done = run_here(capfd, "check", ".", "--format", "json")
    assert "File name too long" in done.sentence(3)
    assert json.loads(done.out)["summary"]["dossiers"] == 1


def test_a_baseline_that_names_impossible_files_is_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entries = [
        {"fingerprint": str(number), "rule": "MC201", "path": path, "dossier": None, "item": None, "count": 1}
        for number, path in enumerate([ENDLESS, DEEP, "a\0b"])
    ]
    (folder / "bekend.json").write_text(json.dumps({"version": 1, "entries": entries}), "utf-8")
    with pytest.raises(SystemExit) as stop:
        main(["check", ".", "--baseline", "bekend.json"])
    assert (stop.value.code, "internal error" in capsys.readouterr().err) == (0, False)


def test_without_a_home_there_is_no_cache(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("HOME", "MCLINT_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)

    def nobody(number: int) -> pwd.struct_passwd:
        raise KeyError(f"getpwuid(): uid not found: {number}")

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    assert open_cache() is None
    for command in (["check", "."], ["stats", "."], ["settings", "."], ["init", "nieuw.yaml"]):
        with pytest.raises(SystemExit) as stop:
            main(command)
        assert (stop.value.code, capsys.readouterr().err) == (0, "")


@pytest.mark.parametrize("home", ["", "/dev/null", "/proc/nergens", ENDLESS, "niet/van/de/wortel"])
def test_a_home_that_is_none_hinders_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], home: str
) -> None:
    monkeypatch.setenv("HOME", home)
    for name in ("MCLINT_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    done = run_here(capfd, "check", ".")
    assert (done.code, done.err) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == [".git", "goed.yaml"]
