"""Revisions on the command line: the right commit decides, with its submodules, and nothing of the change is run."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mclint.cli.main import main
from tests.conftest import ROOT, TODAY
from tests.repository import Scratch, scratch

GOOD = (ROOT / "examples" / "good" / "valpreventie-ouderenzorg.yaml").read_text("utf-8")
BAD = (ROOT / "examples" / "bad" / "vague-outcomes.yaml").read_text("utf-8")
LAX = "fail_level: never\nignore: [MC2]\n"


@dataclass(frozen=True)
class Ran:
    """How a run ended, what it found, and what it said besides."""

    code: int
    findings: list[dict[str, Any]]
    err: str

    def at(self, prefix: str) -> list[str]:
        return sorted({item["path"] for item in self.findings if item["rule"].startswith(prefix)})


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def check(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as stop:
            main(["check", "--format", "json", "--today", TODAY.isoformat(), *arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert isinstance(stop.value.code, int)
        return Ran(stop.value.code, json.loads(out)["findings"] if out else [], err)

    return check


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    """A clone in which a change makes its own policy mild; the base branch has a strict one."""
    origin = scratch(tmp_path / "origin", {".mclint.yaml": "framework: npuls-mbo-pilot\n", "a/goed.yaml": GOOD})
    origin.git("clone", "--quiet", str(origin.root), str(tmp_path / "work"))
    made = Scratch(tmp_path / "work")
    made.git("switch", "--quiet", "--create", "wijziging")
    made.commit({".mclint.yaml": LAX, "a/slecht.yaml": BAD})
    monkeypatch.chdir(made.root)
    return made


@pytest.mark.parametrize("ref", ["refs/tags/{}", "refs/heads/{}", "refs/{}", "refs/tags/refs/remotes/{}"])
@pytest.mark.parametrize("options", [["--config-from"], ["--isolated", "--since"]], ids=" ".join)
def test_nothing_that_is_called_like_the_base_is_the_base(
    catalogue: Scratch, run: Callable[..., Ran], ref: str, options: list[str]
) -> None:
    catalogue.git("update-ref", ref.format("origin/main"), "HEAD")
    catalogue.git("update-ref", "refs/tags/main", "HEAD")
    for base in ("origin/main", "refs/remotes/origin/main", "main", "refs/heads/main"):
        done = run(*options, base, "a")
        assert (done.code, done.at("MC201")) == (1, ["a/slecht.yaml"]), base


def test_a_branch_of_the_change_that_is_checked_out_under_the_name_of_the_base(
    catalogue: Scratch, run: Callable[..., Ran]
) -> None:
    catalogue.git("branch", "--delete", "--force", "main")
    catalogue.git("branch", "--move", "main")
    assert run("--config-from", "main", "a").code == 1


def test_what_is_unclear_is_named_in_full(catalogue: Scratch, run: Callable[..., Ran]) -> None:
    catalogue.git("branch", "--delete", "--force", "main")
    catalogue.git("tag", "main")
    done = run("--config-from", "main", "a")
    assert (done.code, done.findings) == (2, [])
    assert "refs/remotes/origin/main or refs/tags/main" in done.err
    assert run("--config-from", "refs/remotes/origin/main", "a").code == 1


@pytest.mark.parametrize("way", ["replace", "grafts"])
def test_nothing_stands_in_for_the_base(catalogue: Scratch, run: Callable[..., Ran], way: str) -> None:
    base = catalogue.git("rev-parse", "origin/main")
    if way == "replace":
        catalogue.git("replace", base, "HEAD")
        assert run("--config-from", "origin/main", "a").code == 1
        return
    catalogue.commit({"a/goed.yaml": GOOD + "\n"})
    head, before = catalogue.git("rev-parse", "HEAD"), catalogue.git("rev-parse", "HEAD~1")
    catalogue.write(".git/info/grafts", f"{head} {head}\n{before} {head}\n")
    assert run("--config-from", "HEAD~2", "a").code == 1


def test_a_shallow_clone_is_judged_by_what_it_has(tmp_path: Path, catalogue: Scratch, run: Callable[..., Ran]) -> None:
    catalogue.git("push", "--quiet", "origin", "wijziging")
    catalogue.git("clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{tmp_path / 'origin'}", str(tmp_path / "plat"))
    os.chdir(tmp_path / "plat")
    Scratch(tmp_path / "plat").git("switch", "--quiet", "wijziging")
    assert run("--config-from", "origin/main", "a").code == 1


@pytest.mark.parametrize("options", [["--config-from"], ["--isolated", "--since"]], ids=" ".join)
def test_no_program_of_the_repository_runs(
    catalogue: Scratch, tmp_path: Path, run: Callable[..., Ran], options: list[str]
) -> None:
    catalogue.git("mv", "a/goed.yaml", "a/ander.yaml")
    catalogue.write("a/ander.yaml", GOOD + "# iets\n")
    trap = catalogue.write(".git/trap", f"#!/bin/sh\n: > {tmp_path / 'ran'}\ncat\n")
    trap.chmod(0o755)
    for key in ("filter.x.clean", "filter.x.process", "diff.x.textconv", "diff.x.command", "diff.external", "core.fsmonitor"):
        catalogue.git("config", key, str(trap))
    catalogue.write(".gitattributes", "* filter=x diff=x merge=x ident working-tree-encoding=UTF-16\n")
    done = run(*options, "origin/main", "a")
    assert (done.code, done.at("MC907")) == (1, [])
    assert not (tmp_path / "ran").exists()


def test_a_repository_of_another_owner_is_wrong_use(
    catalogue: Scratch, monkeypatch: pytest.MonkeyPatch, run: Callable[..., Ran]
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    done = run("--config-from", "origin/main", "a")
    assert done.code == 2
    assert f"git config --global --add safe.directory {catalogue.root}" in done.err
    assert done.err.count("\n") == 1


def test_a_partial_clone_is_wrong_use(catalogue: Scratch, tmp_path: Path, run: Callable[..., Ran]) -> None:
    origin = Scratch(tmp_path / "origin")
    origin.git("config", "uploadpack.allowFilter", "true")
    origin.git("clone", "--quiet", "--filter=tree:0", "--no-checkout", f"file://{origin.root}", str(tmp_path / "deel"))
    os.chdir(tmp_path / "deel")
    Path("b.yaml").write_text(BAD, "utf-8")
    done = run("--config-from", "origin/main", "b.yaml")
    assert done.code == 2
    assert "git fetch --refetch --no-filter origin" in done.err
    assert done.err.count("\n") == 1


# A catalogue as a submodule.

STRICT = "framework: npuls-mbo-pilot\n"


@dataclass(frozen=True)
class Nest:
    """A repository with a catalogue as a submodule at `map/catalogus`, which has one itself at `diep`."""

    outer: Scratch
    inner: Scratch
    deep: Scratch

    def bump(self) -> None:
        """Commit what the submodules are at now, in each repository around."""
        for repository in (self.deep, self.inner, self.outer):
            repository.commit()


@pytest.fixture
def nest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Nest:
    monkeypatch.setenv("GIT_ALLOW_PROTOCOL", "file")
    deep = scratch(tmp_path / "diep", {".mclint.yaml": STRICT, "d.yaml": BAD.replace("\nid: ", "\nid: x-", 1)})
    inner = scratch(tmp_path / "catalogus", {".mclint.yaml": STRICT, "goed.yaml": GOOD, "slecht.yaml": BAD})
    inner.git("submodule", "--quiet", "add", str(deep.root), "diep")
    inner.commit()
    outer = scratch(tmp_path / "buiten", {".mclint.yaml": LAX, "eigen.yaml": GOOD.replace("\nid: ", "\nid: y-", 1)})
    outer.git("submodule", "--quiet", "add", str(inner.root), "map/catalogus")
    outer.git("submodule", "--quiet", "update", "--init", "--recursive")
    outer.commit()
    outer.git("switch", "--quiet", "--create", "wijziging")
    monkeypatch.chdir(outer.root)
    place = outer.root / "map" / "catalogus"
    return Nest(outer, Scratch(place), Scratch(place / "diep"))


@pytest.mark.parametrize("paths", [["."], ["map"], ["map/catalogus"], ["map/catalogus/slecht.yaml"]])
def test_a_submodule_is_judged_by_its_own_policy(nest: Nest, run: Callable[..., Ran], paths: list[str]) -> None:
    done = run("--config-from", "main", *paths)
    assert (done.code, done.at("MC90"), done.err) == (1, [], "")
    assert "map/catalogus/slecht.yaml" in done.at("MC201")
    assert done.findings == run(*paths).findings


def test_nothing_of_a_submodule_is_new_where_nothing_changed(nest: Nest, run: Callable[..., Ran]) -> None:
    done = run("--since", "main", ".")
    assert (done.code, done.findings, done.err) == (0, [], "")


@pytest.mark.parametrize("committed", [False, True], ids=["in the tree", "committed"])
@pytest.mark.parametrize("where", ["inner", "deep"])
def test_a_change_within_a_submodule_is_seen(nest: Nest, run: Callable[..., Ran], where: str, committed: bool) -> None:
    submodule = nest.inner if where == "inner" else nest.deep
    submodule.write(".mclint.yaml", LAX)
    name = "slecht.yaml" if where == "inner" else "d.yaml"
    submodule.write("nieuw.yaml", (submodule.root / name).read_text("utf-8") + "# nieuw\n")
    (submodule.root / name).unlink()
    if committed:
        nest.bump()
    prefix = submodule.root.relative_to(nest.outer.root).as_posix()
    done = run("--config-from", "main", ".")
    assert done.code == 1
    assert done.at("MC905") == [f"{prefix}/.mclint.yaml"]
    assert f"{prefix}/nieuw.yaml" in done.at("MC201")
    since = run(
        "--since", "main", "--fail-level", "error", "--config", nest.outer.write("../streng.yaml", STRICT).as_posix(), "."
    )
    assert since.at("MC2") == []


def test_a_dossier_that_leaves_a_submodule_is_missed(nest: Nest, run: Callable[..., Ran]) -> None:
    nest.inner.git("rm", "--quiet", "goed.yaml")
    nest.bump()
    assert run("--config-from", "main", ".").at("MC907") == ["map/catalogus/goed.yaml"]


def test_a_dossier_may_move_out_of_a_submodule(nest: Nest, run: Callable[..., Ran]) -> None:
    nest.inner.git("rm", "--quiet", "goed.yaml")
    nest.outer.write("goed.yaml", GOOD)
    nest.bump()
    assert run("--config-from", "main", ".").at("MC907") == []


def test_a_run_inside_a_submodule_asks_the_submodule(nest: Nest, run: Callable[..., Ran]) -> None:
    base = nest.inner.git("rev-parse", "HEAD")
    nest.inner.write(".mclint.yaml", LAX)
    os.chdir(nest.inner.root)
    done = run("--config-from", base, "slecht.yaml")
    assert (done.code, done.at("MC905"), done.err) == (1, [".mclint.yaml"], "")


def forget(repository: Scratch) -> None:
    """Let a submodule hold nothing but the commit that it is at, as a shallow clone does."""
    repository.git("checkout", "--quiet", "--orphan", "plat")
    repository.commit(message="plat")
    for ref in repository.git("for-each-ref", "--format=%(refname)").split("\n"):
        if ref != "refs/heads/plat":
            repository.git("update-ref", "-d", ref)
    for name in ("ORIG_HEAD", "FETCH_HEAD"):
        (Path(repository.git("rev-parse", "--absolute-git-dir")) / name).unlink(missing_ok=True)
    repository.git("reflog", "expire", "--expire=now", "--all")
    repository.git("gc", "--quiet", "--prune=now")


@pytest.mark.parametrize("where", ["inner", "deep"])
@pytest.mark.parametrize("option", ["--config-from", "--since"])
def test_a_commit_of_a_submodule_that_is_not_there_makes_the_run_incomplete(
    nest: Nest, run: Callable[..., Ran], where: str, option: str
) -> None:
    submodule = nest.inner if where == "inner" else nest.deep
    then = submodule.git("rev-parse", "HEAD")
    forget(submodule)
    nest.bump()
    done = run(option, "main", ".")
    assert done.code == 3
    path = submodule.root.relative_to(nest.outer.root).as_posix()
    assert re.search(rf"{path}: .*{then[:12]}.*git -C {path} fetch origin {then}", done.err)
    assert done.err.count("\n") == 1
    assert run(option, "main", "--fail-level", "never", "eigen.yaml").code == 0


@pytest.mark.parametrize("option", ["--config-from", "--since"])
def test_a_submodule_that_was_never_fetched_and_has_not_changed_is_no_matter(
    nest: Nest, tmp_path: Path, run: Callable[..., Ran], option: str
) -> None:
    nest.outer.git("clone", "--quiet", "--branch", "main", str(nest.outer.root), str(tmp_path / "kloon"))
    os.chdir(tmp_path / "kloon")
    made = Scratch(tmp_path / "kloon")
    made.git("switch", "--quiet", "--create", "wijziging")
    assert (run(option, "main", ".").code, run(option, "main", ".").err) == (0, "")
    made.git("update-index", "--cacheinfo", f"160000,{'1' * 40},map/catalogus")
    assert run(option, "main", ".").code == 3
    made.git("rm", "--quiet", "--cached", "map/catalogus")
    made.write("map/catalogus/goed.yaml", GOOD)
    assert run(option, "main", ".").code == 3


def test_a_submodule_that_a_change_takes_out_is_still_looked_into(nest: Nest, run: Callable[..., Ran]) -> None:
    nest.outer.git("rm", "--quiet", "--force", "map/catalogus")
    nest.outer.commit({"map/catalogus/slecht.yaml": BAD})
    done = run("--config-from", "main", ".")
    assert done.code == 1
    assert "map/catalogus/slecht.yaml" in done.at("MC201")
    assert "map/catalogus/goed.yaml" in done.at("MC907")
    assert "map/catalogus/.mclint.yaml" in done.at("MC905")


@pytest.mark.parametrize("harm", ["broken", "gone with a lost one in it"])
def test_a_submodule_that_cannot_be_read_makes_the_run_incomplete(nest: Nest, run: Callable[..., Ran], harm: str) -> None:
    if harm == "broken":
        nest.inner.write(".git", "gitdir: nergens\n")
        (nest.outer.root / ".git" / "modules" / "map").rename(nest.outer.root / ".git" / "weg")
    else:
        forget(nest.deep)
        nest.outer.git("rm", "--quiet", "--force", "map/catalogus")
    done = run("--config-from", "main", ".")
    assert done.code == 3
    path = "map/catalogus" if harm == "broken" else "map/catalogus/diep"
    assert done.err.startswith(f"mclint: {path}: ")


def test_a_new_submodule_brings_no_policy(nest: Nest, tmp_path: Path, run: Callable[..., Ran]) -> None:
    nest.outer.git("switch", "--quiet", "main")
    nest.outer.commit({".mclint.yaml": STRICT})
    nest.outer.git("switch", "--quiet", "--create", "nog-een")
    extra = scratch(tmp_path / "extra", {".mclint.yaml": LAX, "e.yaml": BAD.replace("\nid: ", "\nid: e-", 1)})
    nest.outer.git("submodule", "--quiet", "add", str(extra.root), "extra")
    done = run("--config-from", "main", "extra")
    assert done.code == 1
    assert (done.at("MC201"), done.at("MC905")) == (["extra/e.yaml"], ["extra/.mclint.yaml"])
