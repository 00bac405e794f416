"""Files that try to hang, crash or mislead a reader: each gives a finding or a clear error, never a traceback."""

from __future__ import annotations

import codecs
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import mclint
from mclint.cli.main import cli, main
from mclint.dossier import build
from mclint.dossier.files import Files
from mclint.dossier.load import load_bytes
from mclint.engine.discover import PathError, files_to_check
from mclint.engine.run import run
from mclint.engine.worker import RunOptions
from tests.conftest import ROOT, TODAY

GOOD = (ROOT / "tests" / "data" / "annotated.yaml").read_text("utf-8")
HEAD = "mclint: 1\nid: a/b\ntitle: t\nlanguage: xx\nstatus: developed\nlearning_outcomes: [{id: LO1, text: x}]\n"


def billion_laughs() -> str:
    """Return about 300 bytes that stand for 9 ** 9 values."""
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    lines += [f"{key}: &{key} [{','.join([f'*{before}'] * 9)}]" for before, key in zip("abcdefgh", "bcdefghi", strict=True)]
    return "\n".join(lines)


def chained_merges() -> str:
    return "m0: &m0 {k: 1}\n" + "".join(f"m{i}: &m{i}\n  <<: *m{i - 1}\n" for i in range(1, 3001))


HOSTILE = {
    "nested aliases": (billion_laughs(), "MC003", "too-many-nodes"),
    "20,000 brackets": ("[" * 20_000, "MC003", "too-deep"),
    "40,000 brackets": ("[" * 40_000, "MC003", "too-deep"),
    "20,000 braces": ("{a: " * 20_000, "MC003", "too-deep"),
    "20,000 dashes": ("- " * 20_000, "MC003", "too-deep"),
    "20,000 question marks": ("? " * 20_000, "MC003", "complex-key"),
    "deep block": ("".join(" " * depth + "a:\n" for depth in range(500)), "MC003", "too-deep"),
    "self-reference": ("a: &a [*a]\n", "MC003", "self-reference"),
    "self-reference in a map": ("&a {b: *a}\n", "MC003", "self-reference"),
    "chained merge keys": (chained_merges(), "MC003", "too-many-aliases"),
    "5 MB scalar": ("title: " + "x" * 5_000_000, "MC003", "too-large"),
    "200 KB scalar": ("title: " + "x" * 200_000, "MC003", "too-long"),
    "an alias of a long text": ('a: &a "' + "woord " * 16_000 + '"\nb: [' + "*a," * 900 + "]\n", "MC003", "too-much-text"),
    "an alias in every document": (
        "".join(f"---\na: &a [{'1,' * 70}]\nb: [{'*a,' * 60}]\n" for _ in range(15)), "MC003", "too-many-nodes",
    ),
    "many documents": ("---\na: 1\n" * 5_000, "MC003", "too-many-documents"),
    "long keys": ("".join(" " * depth + "k" * 900 + ":\n" for depth in range(60)), "MC003", "long-path"),
    "a very long key": ("k" * 5_000 + ": 1\n", "MC001", "indentation"),
    "a very long key of its own": ("? " + "k" * 50_000 + "\n: 1\n", "MC003", "long-path"),
    "a list as key": ("[a, b]: 1\n", "MC003", "complex-key"),
    "a map as key": ("{a: b}: 1\n", "MC003", "complex-key"),
    "a Python object": ("a: !!python/object/apply:os.system [ls]\n", "MC003", "unknown-tag"),
    "NUL bytes": ("title: a\0b\n" + "\0" * 1000, "MC006", "control"),
    "invalid UTF-8": (b"title: \xff\xfe\n", "MC006", "windows-1252"),
    "UTF-16": (HEAD.encode("utf-16"), "MC006", "utf-16"),
    "UTF-16 without a mark": (HEAD.encode("utf-16-be"), "MC006", "utf-16"),
    "UTF-7 of old": (codecs.BOM_UTF8 + b"+AG0-", "MC006", "bom"),
    "half a million backslashes": ('title: "' + "\\" * 500_000, "MC001", "open-quote"),
    "a million tabs": ("a: 1\n" + "\t" * 1_000_000, "MC001", "tab"),
    "many colons": ("a: " + "b: " * 300_000, "MC001", "unquoted-colon"),
    "directives": ("%YAML 1.2\n" * 1000, "MC001", "unreadable"),
}  # fmt: skip


@pytest.mark.parametrize("parser", ["libyaml", "python"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_findings(name: str, parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if parser == "python":
        monkeypatch.setattr(build, "_LOADER", yaml.SafeLoader)
    text, rule, message = HOSTILE[name]
    loaded = load_bytes(text.encode() if isinstance(text, str) else text, "x.yaml")
    seen = {(item.rule, item.hit.message) for item in loaded.problems}
    assert (rule, message) in seen or parser == "python"
    assert seen
    for item in loaded.problems:
        assert 0 <= item.hit.place.span.start <= item.hit.place.span.end <= len(loaded.source.text)


def in_process(path: Path, *options: str) -> Any:
    return CliRunner().invoke(cli, ["check", "--isolated", "--ignore", "MC2", "--format", "json", *options, str(path)])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("empty", ""),
        ("only a comment", "# niets\n"),
        ("only null", "~\n"),
        ("a list", "- a\n- b\n"),
        ("a text", "mclint\n"),
        ("empty keys", HEAD + '? \n: 1\n'),
        ("null key", HEAD + "~: 1\n"),
        ("number keys", HEAD + "5: 1\n1.5: 2\n"),
        ("boolean key", HEAD + "true: 1\n"),
        ("slashes in a key", HEAD + "a/b~c: 1\n"),
        ("a date that does not exist", HEAD + "development: {started: 2026-13-45}\n"),
        ("numbers beyond all bounds", HEAD + f"workload: {{sbu: {'9' * 400}, ects: {'9' * 250}.5}}\n"),
        ("braces in a value", HEAD + "sector: '{0.__class__}'\n"),
        ("workflow commands", HEAD + "sector: '::error::weg'\n"),
        ("terminal escapes", HEAD + 'sector: "\\e[31m"\n'),
        ("everything an empty map", "mclint: {}\nid: {}\ntitle: {}\nlanguage: {}\nstatus: {}\nlearning_outcomes: {}\n"),
        ("everything a list", "mclint: [1]\nid: [1]\ntitle: [1]\nlanguage: [1]\nstatus: [1]\nlearning_outcomes: [[1]]\n"),
        ("wrong kinds everywhere", HEAD + "level: 4\nworkload: 80\nexam_committee: ja\nassessments: {a: b}\nemployers: [[]]\n"),
        ("another version", "mclint: 99\nlearning_outcomes: []\n"),
        ("a huge ignore", HEAD + "# mclint: ignore[" + "MC2," * 5000 + "MC2] reason='x'\nlevel: {}\n"),
    ],
)  # fmt: skip
def test_strange_dossiers_give_findings_and_no_traceback(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    result = in_process(path)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    data = json.loads(result.stdout)
    assert data["findings"], name
    assert data["summary"]["incomplete"] is False


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, len(GOOD) - 1),
    st.integers(0, 6),
    st.sampled_from(list("[]{}:,-?!&*|>'\"%@`#\t\n\r\\ ") + ["\x00", "\u2028", "😀", "~", "true", "<<: "]),
)
def test_no_small_change_of_a_dossier_breaks_the_loader(start: int, length: int, put: str) -> None:
    loaded = load_bytes((GOOD[:start] + put + GOOD[start + length :]).encode(), "x.yaml")
    assert loaded.documents or loaded.problems


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_break_the_loader(raw: bytes) -> None:
    loaded = load_bytes(raw, "x.yaml")
    assert all(item.rule in {"MC001", "MC002", "MC003", "MC006"} for item in loaded.problems)


def options() -> RunOptions:
    return RunOptions(today=TODAY, use_cache=False, options=(("ignore", ("MC2",)),), isolated=True)


def paths(*names: Path) -> list[str]:
    return [path for path, _ in files_to_check([str(name) for name in names], options().finder())]


def test_a_loop_of_links_is_walked_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.yaml").write_text(HEAD)
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "self.yaml").symlink_to(tmp_path / "a" / "self.yaml")
    report = run([str(tmp_path)], options(), 1)
    assert report.dossiers == 1
    assert [failure.partition(": ")[0] for failure in report.failures] == [str(tmp_path / "a" / "self.yaml")]


def test_links_are_checked_once_and_never_lead_outside(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (inside / "x.yaml").write_text(HEAD)
    (outside / "secret.yaml").write_text(HEAD)
    (inside / "again.yaml").symlink_to(inside / "x.yaml")
    (inside / "secret.yaml").symlink_to(outside / "secret.yaml")
    (inside / "folder").symlink_to(outside, target_is_directory=True)
    assert [Path(path).name for path in paths(inside)] == ["x.yaml"]


def test_a_file_that_disappears_makes_the_run_incomplete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(HEAD)

    def gone(self: Files, name: str, limit: int = 0) -> bytes:
        raise FileNotFoundError(2, "No such file or directory", name)

    monkeypatch.setattr(Files, "read", gone)
    result = in_process(path)
    assert json.loads(result.stdout)["summary"]["incomplete"] is True
    report = run([str(path)], options(), 1)
    assert report.failures == (f"{path}: could not be read: No such file or directory",)


def test_an_unreadable_file_makes_the_run_incomplete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(HEAD)
    true_open = os.open

    def closed(name: Any, *rest: Any, **more: Any) -> int:
        if str(name) == str(path):
            raise PermissionError(13, "Permission denied", name)
        return true_open(name, *rest, **more)

    monkeypatch.setattr(os, "open", closed)
    assert run([str(path)], options(), 1).failures == (f"{path}: could not be read: Permission denied",)


def test_a_folder_that_cannot_be_listed_makes_the_run_incomplete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "x.yaml").write_text(HEAD)
    true_scandir = os.scandir

    def closed(name: Any = ".") -> Any:
        if str(name).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(name))
        return true_scandir(name)

    monkeypatch.setattr(os, "scandir", closed)
    report = run([str(tmp_path)], options(), 1)
    assert report.dossiers == 1
    assert [failure.partition(": ")[0] for failure in report.failures] == [str(tmp_path / "closed")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_never_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "x.yaml"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="no regular file"):
        Files().read(str(pipe))
    with pytest.raises(PathError, match="neither a file nor a folder"):
        paths(pipe)
    assert run([str(tmp_path)], options(), 1).failures == (f"{pipe}: could not be read: it is no regular file",)


def test_reading_a_folder_leaves_no_open_file(tmp_path: Path) -> None:
    listed = Path("/proc/self/fd")
    before = len(list(listed.iterdir())) if listed.is_dir() else None
    for _ in range(5):
        with pytest.raises(OSError, match=r"regular file|directory"):
            Files().read(str(tmp_path))
    assert before is None or len(list(listed.iterdir())) == before


def test_a_path_that_does_not_exist_is_wrong_use(tmp_path: Path) -> None:
    for name in (tmp_path / "weg.yaml", Path("x" * 5000)):
        with pytest.raises(PathError, match="does not exist"):
            paths(name)


def test_a_file_named_like_an_option_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "--config=.yaml").write_text(HEAD)
    with pytest.raises(SystemExit) as stop:
        main(["--config=.yaml"])
    assert stop.value.code == 2
    assert "reads as an option" in capsys.readouterr().err


def test_a_utf16_dossier_in_a_folder_is_not_overlooked(tmp_path: Path) -> None:
    for encoding in ("utf-16", "utf-16-be", "utf-32"):
        (tmp_path / f"{encoding}.yaml").write_bytes(HEAD.encode(encoding))
    (tmp_path / "other.yaml").write_bytes("a: 1\n".encode("utf-16"))
    report = run([str(tmp_path)], options(), 1)
    assert [finding.rule for finding in report.findings] == ["MC006"] * 3


def test_a_fresh_process_survives_the_worst_within_little_memory(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / "x.yaml"
    path.write_text(billion_laughs())
    result = subprocess.run(
        [sys.executable, "-m", "mclint", "--isolated", "--no-cache", "--format", "concise", str(path)],
        env={**os.environ, "PYTHONPATH": str(Path(mclint.__file__).parent.parent)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30)),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (result.returncode, result.stderr) == (1, "")
    assert "MC003" in result.stdout
