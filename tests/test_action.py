"""The GitHub Action: its own scripts in the environment that a runner gives, and its files to the letter of the rules."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.action import ACTION, BAD, GOOD, bash, needs_bash, pull_request, step
from tests.conftest import ROOT
from tests.hostile.readers import commands
from tests.repository import Scratch

WORKFLOWS = sorted((ROOT / "examples" / "workflows").glob("*.yml"))


@pytest.fixture
def checkout(tmp_path: Path) -> Scratch:
    return pull_request(tmp_path)


@needs_bash
def test_a_clean_pull_request_passes(checkout: Scratch, tmp_path: Path) -> None:
    done = step(checkout, tmp_path)
    assert (done.code, done.err) == (0, "")
    assert done.outputs | {"dossiers": "1", "errors": "0", "incomplete": "false"} == done.outputs
    assert set(done.outputs) == set(ACTION["outputs"]) - {"sarif-file"}
    assert "mclint" in done.summary


@needs_bash
def test_a_bad_dossier_fails_with_annotations_at_its_lines(checkout: Scratch, tmp_path: Path) -> None:
    checkout.commit({"d/slecht dossier.yaml": BAD})
    done = step(checkout, tmp_path, MCLINT_LANG="en")
    assert done.code == 1
    found = {(item.name, item.properties["file"], item.properties["line"]) for item in commands(done.out)}
    assert ("error", "d/slecht dossier.yaml", "31") in found
    assert int(done.outputs["errors"]) == 4
    assert "MC201" in done.summary


@needs_bash
def test_the_change_does_not_choose_its_own_policy(checkout: Scratch, tmp_path: Path) -> None:
    checkout.commit({"d/slecht.yaml": BAD, ".mclint.yaml": "fail_level: never\nignore: [MC2]\n"})
    done = step(checkout, tmp_path)
    assert done.code == 1
    assert "MC905" in done.out
    assert step(checkout, tmp_path, MCLINT_CONFIG_FROM="none").code == 0


@needs_bash
def test_a_base_that_is_not_there_is_fetched(checkout: Scratch, tmp_path: Path) -> None:
    checkout.commit({".mclint.yaml": "fail_level: never\n", "d/slecht.yaml": BAD})
    checkout.git("update-ref", "-d", "refs/remotes/origin/main")
    assert step(checkout, tmp_path).code == 1


@needs_bash
def test_a_base_that_cannot_be_fetched_stops_the_check(checkout: Scratch, tmp_path: Path) -> None:
    done = step(checkout, tmp_path, GITHUB_BASE_REF="nergens")
    assert done.code == 2
    assert "fetch-depth: 0" in done.err


@needs_bash
def test_a_push_is_judged_by_what_is_checked_out(checkout: Scratch, tmp_path: Path) -> None:
    checkout.commit({".mclint.yaml": "fail_level: never\n", "d/slecht.yaml": BAD})
    assert step(checkout, tmp_path, GITHUB_BASE_REF="").code == 0


@needs_bash
@pytest.mark.parametrize("revision", ["", "none"])
def test_a_check_of_nothing_is_no_pass(checkout: Scratch, tmp_path: Path, revision: str) -> None:
    """A path that holds no dossier is a mistake in the workflow, with a policy of its own or without."""
    checkout.commit({"leeg/lees-mij.md": "# Leeg\n"})
    done = step(checkout, tmp_path, MCLINT_PATHS="leeg", MCLINT_CONFIG_FROM=revision)
    assert done.code == 2
    assert "mclint:" in done.out + done.err


@needs_bash
def test_all_inputs_reach_the_check(checkout: Scratch, tmp_path: Path) -> None:
    checkout.commit({"d/slecht.yaml": BAD, "e/ander dossier.yaml": GOOD.replace("\nid: ", "\nid: x-", 1)})
    done = step(
        checkout, tmp_path, MCLINT_PATHS="d\ne/ander dossier.yaml\n", MCLINT_FAIL_LEVEL="never", MCLINT_FRAMEWORK="npuls-mbo",
        MCLINT_FORMATS="junit:uit.xml\njson:uit met spatie.json\n", MCLINT_SARIF_FILE="uit.sarif", MCLINT_LANG="nl",
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    assert done.outputs["dossiers"] == "3"
    assert done.outputs["sarif-file"] == "uit.sarif"
    assert '"framework": "npuls-mbo"' in (checkout.root / "uit met spatie.json").read_text("utf-8")
    assert (checkout.root / "uit.xml").exists()
    assert (checkout.root / "uit.sarif").exists()


@needs_bash
@pytest.mark.parametrize(
    "given",
    [
        {"MCLINT_PATHS": "$(touch ran)\n`touch ran`\n; touch ran"},
        {"MCLINT_PATHS": "--exit-zero"},
        {"MCLINT_PATHS": ""},
        {"MCLINT_FRAMEWORK": "$(touch ran)"},
        {"MCLINT_FORMATS": "junit"},
        {"MCLINT_FORMATS": "x:$(touch ran)"},
        {"MCLINT_SARIF_FILE": "a\nexit-code=0"},
        {"MCLINT_FAIL_LEVEL": "never --exit-zero"},
        {"MCLINT_CONFIG_FROM": "--output=ran"},
    ],
)
def test_an_input_is_never_more_than_a_value(checkout: Scratch, tmp_path: Path, given: dict[str, str]) -> None:
    checkout.commit({"d/slecht.yaml": BAD})
    done = step(checkout, tmp_path, **given)
    assert done.code == 2
    assert done.err
    assert not (checkout.root / "ran").exists()
    assert "exit-code" not in done.outputs


def test_inputs_go_through_the_environment_only() -> None:
    for item in ACTION["runs"]["steps"]:
        assert "${{" not in item.get("run", "")
        assert ("run" in item) == (item.get("shell") == "bash")
        if "uses" in item:
            assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", item["uses"])
    used = re.findall(r"inputs\.([a-z-]+)", (ROOT / "action.yml").read_text("utf-8"))
    assert sorted(used) == sorted(ACTION["inputs"])
    assert set(ACTION["inputs"]) == {
        "paths", "framework", "config-from", "fail-level", "formats", "sarif-file", "lang", "python-version",
    }  # fmt: skip


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_the_example_workflows_are_safe(path: Path) -> None:
    data = yaml.safe_load(path.read_text("utf-8"))
    assert data[True] == {"pull_request": None}
    assert data["permissions"] == {}
    assert data["jobs"]["check"]["permissions"] == {"contents": "read"}
    for job in data["jobs"].values():
        for item in job["steps"]:
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", item["uses"])
            known = set(ACTION["inputs"]) if item["uses"].startswith("mclint/") else None
            assert known is None or set(item["with"]) <= known


def test_zizmor_finds_nothing() -> None:
    found = shutil.which("zizmor", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert found is not None
    files = ["action.yml", *(str(path.relative_to(ROOT)) for path in WORKFLOWS)]
    done = subprocess.run(
        [found, "--offline", "--persona", "auditor", *files], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings" in done.stdout + done.stderr


def test_every_package_is_pinned_by_hash() -> None:
    text = (ROOT / "action" / "requirements.txt").read_text("utf-8")
    packages = re.findall(r"^([a-z0-9-]+)==\S+ \\$", text, re.MULTILINE)
    assert {"click", "jsonschema", "pyyaml", "spacy", "textstat"} <= set(packages)
    for block in re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)):
        assert "--hash=sha256:" in block


@needs_bash
@pytest.mark.skipif(not os.environ.get("MCLINT_SLOW_TESTS"), reason="installs packages; set MCLINT_SLOW_TESTS=1")
def test_the_environment_is_made_from_the_pinned_packages(checkout: Scratch, tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    env |= {"RUNNER_TEMP": str(tmp_path), "GITHUB_ACTION_PATH": str(ROOT), "MCLINT_PYTHON": sys.executable}
    subprocess.run([str(bash), str(ROOT / "action" / "install.sh")], cwd=checkout.root, env=env, check=True)
    done = step(checkout, tmp_path, MCLINT_ENVIRONMENT=str(tmp_path / "mclint-environment"))
    assert (done.code, done.err) == (0, "")
