"""Revisions are read through git, whatever the paths are called and wherever the process stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from mclint.config.git import blob_id, open_repository
from mclint.config.settings import ConfigError
from tests.repository import scratch

ODD_NAMES = {"met spatie.yaml": "a: 1\n", "-n.yaml": "b: 2\n", 'é/"q".yaml': "c: 3\n", "regel\nbreuk.yaml": "d: 4\n"}


def test_files_of_a_commit_are_read_whatever_they_are_called(tmp_path: Path) -> None:
    made = scratch(tmp_path, dict(ODD_NAMES))
    made.commit({"later.yaml": "e: 5\n"})
    repository = open_repository(tmp_path)
    files = repository.files(repository.resolve("HEAD~1"))
    assert {path: repository.read(blob).decode() for path, blob in files.items()} == ODD_NAMES


def test_the_id_of_bytes_is_the_one_that_git_gives(tmp_path: Path) -> None:
    scratch(tmp_path, {"a.yaml": "x: 1\r\n", "empty.yaml": ""})
    repository = open_repository(tmp_path)
    for path, blob in repository.files("HEAD").items():
        assert blob_id((tmp_path / path).read_bytes(), blob.oid) == blob.oid


def test_a_renamed_file_is_followed(tmp_path: Path) -> None:
    made = scratch(tmp_path, {"oud.yaml": "".join(f"regel{number}: tekst\n" for number in range(20))})
    made.git("mv", "oud.yaml", "nieuw naam.yml.txt")
    assert open_repository(tmp_path).renames("HEAD") == {"nieuw naam.yml.txt": "oud.yaml"}


@pytest.mark.parametrize("ref", ["--output=x", "-p", "", "nergens", "main:a.yaml", "HEAD^{tree}"])
def test_what_is_no_revision_is_refused_with_a_way_out(tmp_path: Path, ref: str) -> None:
    scratch(tmp_path, {"a.yaml": ""})
    with pytest.raises(ConfigError, match="revision"):
        open_repository(tmp_path).resolve(ref)
    assert not (tmp_path / "x").exists()


def test_a_branch_that_only_the_server_has_is_suggested(tmp_path: Path) -> None:
    made = scratch(tmp_path, {"a.yaml": ""})
    made.git("update-ref", "refs/remotes/origin/hoofd", "HEAD")
    with pytest.raises(ConfigError, match="origin/hoofd"):
        open_repository(tmp_path).resolve("hoofd")


def test_outside_a_repository_the_message_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(ConfigError, match="no usable repository"):
        open_repository(tmp_path)


def test_variables_of_a_hook_lead_nowhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch(tmp_path / "one", {"a.yaml": ""})
    scratch(tmp_path / "two", {"b.yaml": ""})
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "two" / ".git"))
    repository = open_repository(tmp_path / "one")
    assert list(repository.files("HEAD")) == ["a.yaml"]


def test_nothing_that_the_repository_configures_is_run(tmp_path: Path) -> None:
    made = scratch(tmp_path, {"a.yaml": "a: 1\n", ".gitattributes": "*.yaml diff=x\n"})
    script = made.write(".git/trap", "#!/bin/sh\ntouch " + str(tmp_path / "ran") + "\n")
    script.chmod(0o755)
    for key in ("core.fsmonitor", "diff.external", "diff.x.command", "diff.x.textconv"):
        made.git("config", key, str(script))
    made.write("a.yaml", "a: 2\n")
    repository = open_repository(tmp_path)
    repository.renames("HEAD")
    repository.read(repository.files("HEAD")["a.yaml"])
    assert not (tmp_path / "ran").exists()


def test_paths_are_relative_to_the_root_and_links_out_of_it_are_seen(tmp_path: Path) -> None:
    made = scratch(tmp_path / "repo", {"map/a.yaml": ""})
    (tmp_path / "repo" / "weg").symlink_to(tmp_path)
    repository = open_repository(made.root / "map")
    assert repository.relative(made.root / "map" / ".." / "map" / "a.yaml") == "map/a.yaml"
    assert repository.relative(made.root / "weg" / "x.yaml") is None
