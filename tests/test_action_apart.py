"""Nothing that the action starts is imported, found or configured from the checked-out repository."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.action import BAD, needs_bash, pull_request, step
from tests.conftest import ROOT
from tests.repository import Scratch

#: Modules that Python, venv, pip or mclint would import, were they found first.
MODULES = [
    "venv", "pip", "ensurepip", "logging", "sitecustomize", "usercustomize", "site", "subprocess", "json", "re",
    "yaml", "click", "mclint", "spacy", "jsonschema", "start", "_distutils_hack", "typing", "pathlib",
]  # fmt: skip
#: Programs that a script or git would call.
PROGRAMS = [
    "git", "bash", "sh", "env", "python", "python3", "mktemp", "cat", "git-upload-pack", "git-remote-https", "ssh",
]  # fmt: skip
HOOKS = ["post-checkout", "reference-transaction", "pre-auto-gc", "post-index-change", "fsmonitor-watchman"]


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    """Return the folder in which each trap that is sprung leaves its name."""
    folder = tmp_path / "sprung"
    folder.mkdir()
    return folder


@pytest.fixture
def work(tmp_path: Path, marks: Path) -> Scratch:
    """A pull request full of traps, which also holds a dossier that fails."""
    made = pull_request(tmp_path)
    made.commit({"d/slecht.yaml": BAD})
    for name in MODULES:
        text = f"open({str(marks / name)!r}, 'w')\n"
        for target in (f"{name}.py", f"{name}/__init__.py", f"lib/python3.{sys.version_info[1]}/site-packages/{name}.py"):
            made.write(target, text)
    made.write("pip/__main__.py", f"open({str(marks / 'pip-main')!r}, 'w')\n")
    made.write("trap.pth", f"import os; open({str(marks / 'pth')!r}, 'w')\n")
    made.write("start.sh", f"touch {marks / 'start.sh'}\n")
    for name in (*PROGRAMS, *HOOKS, "trap"):
        for folder in (".", "bin", ".githooks"):
            program(made, f"{folder}/{name}", marks / f"program-{name}")
    made.write("pip.conf", f"[global]\nlog = {marks / 'pip.conf'}\n")
    made.write(".config/pip/pip.conf", f"[global]\nlog = {marks / 'user-pip.conf'}\n")
    made.write("setup.cfg", "[install]\nprefix=/nergens\n")
    made.write("pyvenv.cfg", "home = /nergens\n")
    made.write(".gitattributes", "* filter=trap diff=trap merge=trap working-tree-encoding=UTF-16 ident eol=crlf\n")
    made.write(".gitconfig", GITCONFIG)
    made.write(".config/git/config", GITCONFIG)
    return made


def program(made: Scratch, path: str, mark: Path) -> None:
    made.write(path, f"#!/bin/sh\n: > {mark}\nexit 1\n").chmod(0o755)


#: A configuration of git that runs a program wherever it can.
GITCONFIG = """
[core]
  fsmonitor = ./trap
  hooksPath = .githooks
  sshCommand = ./trap
  gitProxy = ./trap
  askPass = ./trap
  pager = ./trap
  editor = ./trap
  alternateRefsCommand = ./trap
[credential]
  helper = !./trap
[diff]
  external = ./trap
[diff "trap"]
  textconv = ./trap
  command = ./trap
[filter "trap"]
  clean = ./trap
  smudge = ./trap
  process = ./trap
  required = true
[merge "trap"]
  driver = ./trap
[remote "origin"]
  uploadpack = ./trap
[alias]
  fetch = !./trap
  show-ref = !./trap
  ls-files = !./trap
[fetch]
  recurseSubmodules = true
[gc]
  auto = 1
[uploadpack]
  packObjectsHook = ./trap
"""


def hostile(work: Scratch, marks: Path) -> dict[str, str]:
    """Return an environment that points into the checkout wherever it can."""
    root = str(work.root)
    return {
        "PATH": os.pathsep.join([".", "", "bin", root, f"{root}/bin", os.environ["PATH"], "."]),
        "HOME": root, "XDG_CONFIG_HOME": f"{root}/.config", "XDG_CONFIG_DIRS": f"{root}/.config", "TMPDIR": ".",
        "PYTHONPATH": root, "PYTHONSTARTUP": f"{root}/trap.py", "PYTHONUSERBASE": root, "PYTHONHOME": root,
        "PYTHONPYCACHEPREFIX": root, "PYTHONINSPECT": "", "PYTHONWARNINGS": "error::trap.Trap", "PYTHONBREAKPOINT": "venv.x",
        "PIP_CONFIG_FILE": f"{root}/pip.conf", "PIP_LOG": str(marks / "PIP_LOG"), "PIP_TARGET": root, "PIP_INDEX_URL": "file:.",
        "PIP_REQUIREMENT": f"{root}/setup.cfg", "VIRTUAL_ENV": root, "LD_LIBRARY_PATH": f".:{root}", "LD_PRELOAD": "",
        "BASH_ENV": f"{root}/start.sh", "ENV": f"{root}/start.sh", "CDPATH": root, "SHELLOPTS": "braceexpand:hashall",
        "BASH_FUNC_env%%": f"() {{ : > {marks / 'function-env'}; }}",
        "BASH_FUNC_git%%": f"() {{ : > {marks / 'function-git'}; }}",
        "GIT_DIR": f"{root}/elders", "GIT_WORK_TREE": root, "GIT_EXEC_PATH": f"{root}/bin", "GIT_TEMPLATE_DIR": root,
        "GIT_CONFIG_GLOBAL": f"{root}/.gitconfig", "GIT_CONFIG_SYSTEM": f"{root}/.gitconfig", "GIT_SSH_COMMAND": "./trap",
        "GIT_ASKPASS": "./trap", "SSH_ASKPASS": "./trap", "GIT_EXTERNAL_DIFF": "./trap", "GIT_PAGER": "./trap", "PAGER": "./trap",
        "GIT_PROXY_COMMAND": "./trap", "GIT_ALTERNATE_OBJECT_DIRECTORIES": root, "GIT_TRACE": str(marks / "GIT_TRACE"),
        "GIT_CONFIG_PARAMETERS": "'core.fsmonitor=./trap'", "GIT_EDITOR": "./trap", "GIT_ALLOW_PROTOCOL": "ext",
    }  # fmt: skip


def sprung(marks: Path) -> list[str]:
    return sorted(path.name for path in marks.iterdir())


@needs_bash
def test_the_traps_work(work: Scratch, marks: Path) -> None:
    """Else the other tests would show nothing."""
    environment = {**os.environ, **hostile(work, marks), "PYTHONHOME": "", "PATH": os.environ["PATH"]}
    calls = [sys.executable, "-c", "0"], [str(work.root / "git")], ["bash", "-c", "env"]
    for call in calls:
        work.call(call, environment)
    for name in ("venv", "pip"):
        work.call([sys.executable, "-m", name, "x"], dict(os.environ) | {"PYTHONPATH": ""})
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_EXEC_PATH"):
        environment.pop(name)
    work.call(["git", "-c", "core.fsmonitor=./trap", "status"], environment)
    assert {"re", "venv", "function-env", "program-git", "start.sh", "program-trap"} <= set(sprung(marks))


@needs_bash
@pytest.mark.parametrize("base", ["there", "to be fetched"])
def test_the_check_judges_with_nothing_of_the_checkout(work: Scratch, marks: Path, tmp_path: Path, base: str) -> None:
    work.write(".git/config", (work.root / ".git" / "config").read_text("utf-8") + GITCONFIG)
    if base == "to be fetched":
        work.call(["git", "update-ref", "-d", "refs/remotes/origin/main"], {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull})
        for path in marks.iterdir():
            path.unlink()
    done = step(work, tmp_path, **hostile(work, marks), MCLINT_PATHS="d")
    assert sprung(marks) == []
    assert (done.code, done.outputs["dossiers"]) == (1, "2"), done.err
    assert "MC201" in done.out


@needs_bash
def test_the_installation_takes_nothing_of_the_checkout(work: Scratch, marks: Path, tmp_path: Path) -> None:
    """With a list of packages that is empty, since tests install nothing."""
    shutil.copytree(ROOT / "action", tmp_path / "action" / "action")
    (tmp_path / "action" / "action" / "requirements.txt").write_text("", "utf-8")
    given = {**hostile(work, marks), "GITHUB_ACTION_PATH": str(tmp_path / "action")}
    done = step(work, tmp_path, name="Install mclint", **given)
    assert sprung(marks) == []
    assert done.code == 0, done.err
    assert (tmp_path / "mclint-environment" / "bin" / "python").exists()


@needs_bash
def test_python_is_found_outside_the_checkout(work: Scratch, marks: Path, tmp_path: Path) -> None:
    outside = tmp_path / "programs"
    outside.mkdir()
    (outside / "python3").write_text(f'#!/bin/sh\necho "$PWD" "$@" >> {tmp_path / "calls"}\nenv > {tmp_path / "env"}\n', "utf-8")
    (outside / "python3").chmod(0o755)
    fake = tmp_path / "mclint-environment" / "bin" / "python"
    fake.parent.mkdir(parents=True)
    shutil.copy(outside / "python3", fake)
    given = hostile(work, marks)
    given["PATH"] = given["PATH"].replace(os.environ["PATH"], f"{outside}:{os.environ['PATH']}")
    done = step(work, tmp_path, name="Install mclint", **given, MCLINT_PYTHON="")
    assert (done.code, sprung(marks)) == (0, [])
    first, second = (tmp_path / "calls").read_text("utf-8").splitlines()
    assert first.split(" ", 1)[1] == f"-I -m venv {tmp_path}/mclint-environment"
    assert second.split(" ", 1)[1].startswith("-I -m pip ")
    assert not first.startswith(str(work.root))
    environment = (tmp_path / "env").read_text("utf-8")
    assert "PIP_CONFIG_FILE=/dev/null" in environment
    assert str(work.root) not in environment.replace(f"GITHUB_WORKSPACE={work.root}", "")


@needs_bash
@pytest.mark.parametrize("target", ["uit.sarif", "map/uit.sarif", "./uit.sarif", "map/../uit.sarif"])
@pytest.mark.parametrize("variable", ["MCLINT_SARIF_FILE", "MCLINT_FORMATS"])
def test_no_output_is_written_through_a_link_of_the_change(tmp_path: Path, target: str, variable: str) -> None:
    made = pull_request(tmp_path)
    kept = tmp_path / "elders"
    kept.mkdir()
    (kept / "uit.sarif").write_text("van iemand anders", "utf-8")
    (made.root / "map").symlink_to(kept)
    (made.root / "uit.sarif").symlink_to(kept / "uit.sarif")
    done = step(made, tmp_path, **{variable: target if variable == "MCLINT_SARIF_FILE" else f"sarif:{target}"})
    assert (done.code, (kept / "uit.sarif").read_text("utf-8")) == (2, "van iemand anders")
    assert "is a link" in done.err


@needs_bash
@pytest.mark.parametrize("name", ["refs/tags/origin/main", "refs/heads/origin/main", "refs/tags/refs/remotes/origin/main"])
@pytest.mark.parametrize("kept", [True, False], ids=["base there", "base to be fetched"])
def test_another_ref_that_is_called_like_the_base_is_not_the_base(tmp_path: Path, name: str, kept: bool) -> None:
    made = pull_request(tmp_path)
    made.commit({"d/slecht.yaml": BAD, ".mclint.yaml": "fail_level: never\n"})
    made.git("update-ref", name, "HEAD")
    if not kept:
        made.git("update-ref", "-d", "refs/remotes/origin/main")
    done = step(made, tmp_path)
    assert done.code == 1
    assert "MC905" in done.out
