"""Runs the steps of the GitHub Action in the environment that a runner gives."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.repository import Scratch, scratch

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
GOOD = (ROOT / "examples" / "good" / "podcast-maken.yaml").read_text("utf-8")
BAD = (ROOT / "examples" / "bad" / "vague-outcomes.yaml").read_text("utf-8")

bash = shutil.which("bash")
needs_bash = pytest.mark.skipif(bash is None, reason="the scripts of the action run in bash")


@dataclass
class Ran:
    """What one step of the action did."""

    code: int
    out: str
    err: str
    outputs: dict[str, str]
    summary: str


def pull_request(folder: Path) -> Scratch:
    """Make a pull request as actions/checkout leaves it: a branch, and the repository that it came from as origin."""
    made = scratch(folder / "origin", {".mclint.yaml": "framework: npuls-mbo-pilot\n", "d/goed.yaml": GOOD})
    subprocess.run(["git", "clone", "--quiet", "--branch", "main", str(made.root), str(folder / "work")], check=True)
    work = Scratch(folder / "work")
    work.git("switch", "--quiet", "--create", "wijziging")
    return work


def step(work: Scratch, tmp_path: Path, *, name: str = "Check dossiers", **given: str) -> Ran:
    """Run a step of the action with the defaults of its inputs, but for those given by environment variable."""
    files = {name: tmp_path / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for path in files.values():
        path.write_text("", "utf-8")
    (tmp_path / "environment" / "bin").mkdir(parents=True, exist_ok=True)
    python = tmp_path / "environment" / "bin" / "python"
    if not python.exists():
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', "utf-8")
        python.chmod(0o755)
    wanted = next(item for item in ACTION["runs"]["steps"] if item["name"] == name)
    own = {variable: _filled(value) for variable, value in wanted["env"].items()}
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    env |= {name: str(path) for name, path in files.items()}
    env |= {
        "GITHUB_ACTIONS": "true", "CI": "true", "RUNNER_TEMP": str(tmp_path), "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_WORKSPACE": str(work.root), "GITHUB_BASE_REF": "main", "GITHUB_EVENT_NAME": "pull_request",
        "MCLINT_ENVIRONMENT": str(tmp_path / "environment"), "MCLINT_CACHE_DIR": str(tmp_path / "cache"),
    }  # fmt: skip
    env |= own | {variable: value for variable, value in given.items() if variable not in own or variable.startswith("MCLINT_")}
    script = tmp_path / "step.sh"
    script.write_text(wanted["run"], "utf-8")
    call = [str(bash), "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)]
    done = subprocess.run(call, cwd=work.root, env=env, capture_output=True, text=True, check=False)
    return Ran(
        done.returncode,
        done.stdout,
        done.stderr,
        _outputs(files["GITHUB_OUTPUT"]),
        files["GITHUB_STEP_SUMMARY"].read_text("utf-8"),
    )


def _filled(value: str) -> str:
    """Return what the runner makes of a value in `env:` where no input is given; what an earlier step gave is this Python."""
    name = re.fullmatch(r"\$\{\{ (inputs|steps\.python\.outputs)\.([a-z-]+) \}\}", value)
    if name is None:
        assert "${{" not in value
        return value
    return ACTION["inputs"][name[2]]["default"] if name[1] == "inputs" else sys.executable


def _outputs(path: Path) -> dict[str, str]:
    """Read the outputs of a step as the runner does: `name=value`, or a value between two delimiters."""
    rows, found = iter(path.read_text("utf-8").split("\n")), {}
    for row in rows:
        name, mark, delimiter = row.partition("<<")
        if mark:
            found[name] = "\n".join(iter(lambda: next(rows), delimiter))
        elif "=" in row:
            name, _, found[row.partition("=")[0]] = row.partition("=")
    return found
