"""The hooks as pre-commit runs them: with the real program, in a real repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.repository import Scratch, scratch

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
GOOD = (ROOT / "examples" / "good" / "podcast-maken.yaml").read_text("utf-8")
BAD = (ROOT / "examples" / "bad" / "vague-outcomes.yaml").read_text("utf-8")
MENDABLE = GOOD.replace("identity_verified: true", "identity_verified: ja")
HOOKS: list[dict[str, Any]] = yaml.safe_load(MANIFEST.read_text("utf-8"))


def pre_commit(made: Scratch, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PRE_COMMIT_HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull, "PRE_COMMIT_COLOR": "never"}
    env["PYTHONPATH"] = str(ROOT / "src")
    command = [sys.executable, "-m", "pre_commit", *arguments]
    return subprocess.run(command, cwd=made.root, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def catalogue(tmp_path: Path) -> Scratch:
    """A repository whose configuration holds our hooks, run by this Python in the place of an environment of their own."""
    own = f"{sys.executable} -m mclint"
    hooks = [{**hook, "language": "system", "entry": hook["entry"].replace("mclint", own, 1)} for hook in HOOKS]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    files: dict[str, str | bytes] = {".pre-commit-config.yaml": yaml.safe_dump(config), "a/goed.yaml": GOOD}
    return scratch(tmp_path / "catalogus", files)


def run(made: Scratch, hook: str, tmp_path: Path) -> tuple[int, str]:
    done = pre_commit(made, "run", hook, "--all-files", home=tmp_path / "home")
    return done.returncode, done.stdout + done.stderr


def test_the_manifest_is_valid(tmp_path: Path) -> None:
    done = pre_commit(Scratch(ROOT), "validate-manifest", str(MANIFEST), home=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_manifest_is_what_every_catalogue_can_use() -> None:
    assert [hook["id"] for hook in HOOKS] == ["mclint", "mclint-fix", "mclint-catalogue"]
    for hook in HOOKS:
        assert hook["language"] == "python"
        assert "language_version" not in hook
        assert hook["types"] == ["yaml"]
        assert hook["stages"] == ["pre-commit", "pre-merge-commit", "pre-push", "manual"]
        assert hook["minimum_pre_commit_version"] == "3.2.0"
    assert [hook.get("pass_filenames", True) for hook in HOOKS] == [True, True, False]


@pytest.mark.parametrize("hook", [hook["id"] for hook in HOOKS])
def test_a_clean_catalogue_passes(catalogue: Scratch, hook: str, tmp_path: Path) -> None:
    assert run(catalogue, hook, tmp_path)[0] == 0


@pytest.mark.parametrize("hook", [hook["id"] for hook in HOOKS])
def test_a_bad_dossier_is_refused_with_its_findings(catalogue: Scratch, hook: str, tmp_path: Path) -> None:
    catalogue.write("b/slecht dossier.yaml", BAD)
    catalogue.git("add", "--all")
    code, out = run(catalogue, hook, tmp_path)
    assert code == 1
    assert "b/slecht dossier.yaml:31:22: error[MC201]" in out


def test_yaml_that_is_no_dossier_is_passed_over(catalogue: Scratch, tmp_path: Path) -> None:
    catalogue.write(".github/workflows/x.yml", "on: push\njobs: {}\n")
    catalogue.write("iets.yaml", "a: 1\n")
    catalogue.git("add", "--all")
    assert run(catalogue, "mclint", tmp_path)[0] == 0


def test_what_the_fix_hook_mends_stops_the_commit_once(catalogue: Scratch, tmp_path: Path) -> None:
    assert MENDABLE != GOOD
    path = catalogue.write("a/goed.yaml", MENDABLE)
    catalogue.git("add", "--all")
    code, out = run(catalogue, "mclint-fix", tmp_path)
    assert code == 1
    assert "files were modified by this hook" in out
    assert path.read_text("utf-8") == GOOD
    assert run(catalogue, "mclint-fix", tmp_path)[0] == 0


def test_many_files_come_in_batches_and_none_is_lost(catalogue: Scratch, tmp_path: Path) -> None:
    for number in range(300):
        catalogue.write(f"m/{'lange-naam-' * 12}{number}.yaml", GOOD.replace("\nid: ", f"\nid: x{number}-", 1))
    catalogue.write("z/laatste.yaml", BAD)
    catalogue.git("add", "--all")
    code, out = run(catalogue, "mclint", tmp_path)
    assert code == 1
    assert "z/laatste.yaml:31:22: error[MC201]" in out


@pytest.mark.parametrize("name", ["--exit-zero.yaml", "--config=x.yaml", "-q.yaml", "--help.yaml", "--fix.yaml"])
def test_a_name_like_an_option_stops_the_check(catalogue: Scratch, name: str, tmp_path: Path) -> None:
    catalogue.write(name, "exclude: ['**']\n")
    catalogue.write("b/slecht.yaml", BAD)
    catalogue.git("add", "--all")
    code, out = run(catalogue, "mclint", tmp_path)
    assert code == 1
    assert f"'{name}' is a file here, but reads as an option" in out


def test_no_files_are_no_mistake(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mclint", "check", "--only-dossiers"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_repository_cannot_slip_in_a_module(tmp_path: Path) -> None:
    (tmp_path / "yaml.py").write_text("raise SystemExit('ran')\n", "utf-8")
    (tmp_path / "a.yaml").write_text(GOOD, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mclint", "a.yaml"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


slow = pytest.mark.skipif(not os.environ.get("MCLINT_SLOW_TESTS"), reason="installs mclint anew; set MCLINT_SLOW_TESTS=1")


def own_clone(tmp_path: Path) -> Path:
    """Return a clone of this checkout with what is not committed yet, as pre-commit would fetch it."""
    clone = Scratch(tmp_path / "mclint")
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone.root)], check=True)
    clone.git("tag", "v0")
    return clone.root


@slow
def test_try_repo_installs_and_runs_the_hook(tmp_path: Path) -> None:
    made = scratch(tmp_path / "catalogus", {"a/goed.yaml": GOOD})
    done = pre_commit(made, "try-repo", str(own_clone(tmp_path)), "mclint", "--all-files", home=tmp_path / "home")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


@slow
def test_a_commit_is_gated_by_the_hook_from_its_repository(tmp_path: Path) -> None:
    clone = own_clone(tmp_path)
    config = {"repos": [{"repo": str(clone), "rev": "v0", "hooks": [{"id": "mclint"}]}]}
    made = scratch(tmp_path / "catalogus", {".pre-commit-config.yaml": yaml.safe_dump(config)})
    home = tmp_path / "home"
    assert pre_commit(made, "install", home=home).returncode == 0
    env = {**os.environ, "PRE_COMMIT_HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull}
    env |= {"GIT_AUTHOR_NAME": "Test", "GIT_AUTHOR_EMAIL": "t@example.org", "GIT_COMMITTER_NAME": "Test"}
    env |= {"GIT_COMMITTER_EMAIL": "t@example.org", "PYTHONPATH": ""}
    codes = []
    for text in (BAD, GOOD):
        made.write("a/dossier.yaml", text)
        made.git("add", "--all")
        done = subprocess.run(["git", "commit", "-m", "x"], cwd=made.root, env=env, capture_output=True, text=True, check=False)
        codes.append(done.returncode)
        assert ("error[MC201]" in done.stdout + done.stderr) == (text == BAD)
    assert codes == [1, 0]
