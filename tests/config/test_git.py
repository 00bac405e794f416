"""Revisions are read through git, whatever the paths are called and wherever the process stands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mclint.config.git import blob_id, open_repository
from mclint.config.settings import ConfigError
from tests.repository import Scratch, scratch

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


def test_outside_a_repository_the_message_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(ConfigError, match="no usable repository"):
        open_repository(tmp_path)


@pytest.mark.parametrize(
    "given",
    [
        {"GIT_DIR": "{two}/.git"},
        {"GIT_DIR": "{two}/.git", "GIT_WORK_TREE": "{two}", "GIT_INDEX_FILE": "{two}/.git/index"},
        {"GIT_COMMON_DIR": "{two}/.git"},
        {"GIT_NAMESPACE": "x"},
        {"GIT_OBJECT_DIRECTORY": "{two}/.git/objects"},
        {"GIT_ALTERNATE_OBJECT_DIRECTORIES": "{two}/.git/objects"},
        {"GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "core.worktree", "GIT_CONFIG_VALUE_0": "{two}",
         "GIT_CONFIG_KEY_1": "core.bare", "GIT_CONFIG_VALUE_1": "true"},
        {"GIT_CONFIG_PARAMETERS": "'core.worktree={two}' 'extensions.objectformat=sha256'"},
        {"GIT_CONFIG_GLOBAL": "{two}/config"},
        {"GIT_CONFIG_SYSTEM": "{two}/config"},
        {"GIT_SHALLOW_FILE": "{two}/.git/HEAD"},
        {"GIT_REPLACE_REF_BASE": "refs/heads/"},
        {"GIT_LITERAL_PATHSPECS": "0", "GIT_GLOB_PATHSPECS": "1"},
        {"GIT_PREFIX": "elders/", "GIT_CEILING_DIRECTORIES": ""},
        {"GIT_EXEC_PATH": "{two}", "GIT_DEFAULT_HASH": "sha256", "GIT_TRACE": "1"},
        {"LC_ALL": "nl_NL.UTF-8", "LANGUAGE": "nl"},
    ],
    ids=lambda given: "+".join(given),
)  # fmt: skip
def test_variables_of_the_environment_lead_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, str]
) -> None:
    scratch(tmp_path / "one", {"a.yaml": "a: 1\n"})
    two = scratch(tmp_path / "two", {"b.yaml": ""})
    two.write("config", f"[core]\n worktree = {two.root}\n bare = true\n[extensions]\n objectFormat = sha256\n")
    for name, value in given.items():
        monkeypatch.setenv(name, value.format(two=two.root))
    repository = open_repository(tmp_path / "one")
    assert repository.root == tmp_path / "one"
    files = repository.files(repository.resolve("main"))
    assert {path: repository.read(blob) for path, blob in files.items()} == {"a.yaml": b"a: 1\n"}
    assert repository.present() == ["a.yaml"]


def test_the_objects_of_another_folder_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch(tmp_path / "one", {"a.yaml": ""})
    commit = scratch(tmp_path / "two", {"b.yaml": ""}).git("rev-parse", "HEAD")
    monkeypatch.setenv("GIT_ALTERNATE_OBJECT_DIRECTORIES", str(tmp_path / "two" / ".git" / "objects"))
    with pytest.raises(ConfigError, match="no revision"):
        open_repository(tmp_path / "one").resolve(commit)


#: Attributes of a change that name every program which a configuration may hold.
ATTRIBUTES = "* filter=x diff=x merge=x working-tree-encoding=UTF-16 ident eol=crlf text=auto\n"
#: Keys of git's configuration whose value is run.
RUN = [
    "core.fsmonitor", "core.hooksPath", "core.sshCommand", "core.pager", "core.editor", "core.askPass", "core.gitProxy",
    "core.alternateRefsCommand", "diff.external", "diff.x.command", "diff.x.textconv", "filter.x.clean", "filter.x.smudge",
    "filter.x.process", "merge.x.driver", "credential.helper", "remote.origin.uploadpack", "gpg.program", "pager.ls-files",
    "pager.ls-tree", "alias.ls-files", "alias.ls-tree", "alias.cat-file", "alias.rev-parse", "sequence.editor",
]  # fmt: skip


@pytest.mark.parametrize("stale", [False, True], ids=["clean", "stale index"])
def test_nothing_that_the_repository_configures_is_run(tmp_path: Path, stale: bool) -> None:
    made = scratch(tmp_path / "one", {"oud.yaml": "a: 1\nb: 2\nc: 3\n", "blijft.yaml": "x: 1\n"})
    hooks = made.root / ".git" / "trap"
    names = ("post-index-change", "reference-transaction", "query-watchman", "post-checkout", "pre-auto-gc", "trap")
    for name in names:
        made.write(f".git/trap/{name}", f"#!/bin/sh\n: > {tmp_path / 'ran'}\n").chmod(0o755)
    made.write("nieuw.yaml", "a: 1\nb: 2\nc: 4\n")
    made.git("rm", "--quiet", "oud.yaml")
    made.git("add", "--all")
    for key in RUN:
        made.git("config", key, str(hooks if key == "core.hooksPath" else hooks / "trap"))
    made.git("config", "filter.x.required", "true")
    (tmp_path / "ran").unlink(missing_ok=True)
    made.write(".gitattributes", ATTRIBUTES)
    if stale:
        made.write("blijft.yaml", "x: 2\n")
    repository = open_repository(made.root)
    commit = repository.resolve("HEAD")
    assert repository.renames(commit) == {"nieuw.yaml": "oud.yaml"}
    assert repository.present() == [".gitattributes", "blijft.yaml", "nieuw.yaml"]
    files = repository.files(commit)
    assert repository.read(files["blijft.yaml"]) == b"x: 1\n"
    assert repository.read(files["oud.yaml"]) == b"a: 1\nb: 2\nc: 3\n"
    assert repository.lost(commit) == {}
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("place", [".", "", "bin", "{root}", "{root}/bin", "{elsewhere}"])
def test_a_git_that_lies_in_the_checkout_is_not_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    made = scratch(tmp_path / "one", {"map/a.yaml": ""})
    for folder in (".", "bin", "map"):
        made.write(f"{folder}/git", f"#!/bin/sh\n: > {tmp_path / 'ran'}\n").chmod(0o755)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "git").symlink_to(made.root / "bin" / "git")
    monkeypatch.chdir(made.root / "map")
    first = place.format(root=made.root, elsewhere=tmp_path / "elsewhere")
    monkeypatch.setenv("PATH", f"{first}{os.pathsep}{os.environ['PATH']}")
    repository = open_repository(Path())
    assert list(repository.files(repository.resolve("main"))) == ["map/a.yaml"]
    assert not (tmp_path / "ran").exists()


def test_without_another_git_the_message_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = scratch(tmp_path / "one", {"a.yaml": ""})
    made.write("git", "#!/bin/sh\n").chmod(0o755)
    monkeypatch.setenv("PATH", f"{made.root}{os.pathsep}.")
    with pytest.raises(ConfigError, match="install git"):
        open_repository(made.root)


def test_files_that_look_like_a_repository_are_files(tmp_path: Path) -> None:
    """A change can hold what git takes for a bare repository, with a configuration of its own."""
    made = scratch(tmp_path / "one", {"a.yaml": ""})
    made.git("init", "--quiet", "--bare", "map")
    made.write("map/config", f"[core]\n bare = false\n worktree = {tmp_path}\n fsmonitor = ': > {tmp_path / 'ran'}; false'\n")
    repository = open_repository(made.root / "map")
    assert (repository.root, list(repository.files("main"))) == (made.root, ["a.yaml"])
    assert "map/config" in repository.present()
    assert not (tmp_path / "ran").exists()


def test_a_filter_of_lfs_is_not_asked(tmp_path: Path) -> None:
    """What git keeps is compared with what is there, whatever the filter would make of either."""
    made = scratch(tmp_path / "one", {"a.yaml": "version https://git-lfs.github.com/spec/v1\n"})
    made.git("config", "filter.lfs.clean", f": > {tmp_path / 'ran'}; git-lfs clean -- %f")
    made.git("config", "filter.lfs.process", f": > {tmp_path / 'ran'}; git-lfs filter-process")
    made.git("config", "filter.lfs.required", "true")
    made.write(".gitattributes", "*.yaml filter=lfs diff=lfs merge=lfs -text\n")
    made.write("a.yaml", "mclint: 1\n")
    repository = open_repository(made.root)
    assert repository.renames("HEAD") == {}
    assert repository.read(repository.files("HEAD")["a.yaml"]).startswith(b"version https://git-lfs")
    assert not (tmp_path / "ran").exists()


def test_a_repository_of_another_owner_is_named_with_the_cure_of_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = scratch(tmp_path / "one", {"a.yaml": ""})
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(ConfigError) as wrong:
        open_repository(made.root)
    assert "belongs to another user" in str(wrong.value)
    assert f"git config --global --add safe.directory {made.root}" in str(wrong.value)


@pytest.mark.parametrize("way", ["file", "variables"])
def test_a_repository_of_another_owner_that_the_user_trusts_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    made = scratch(tmp_path / "one", {"a.yaml": ""})
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    if way == "file":
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(made.write("../config", f"[safe]\n directory = {made.root}\n")))
    else:
        monkeypatch.setenv("GIT_CONFIG_COUNT", "2")
        for number, (key, value) in enumerate((("core.bare", "true"), ("safe.Directory", str(made.root)))):
            monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
            monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
    repository = open_repository(made.root)
    assert list(repository.files(repository.resolve("main"))) == ["a.yaml"]


@pytest.mark.parametrize("count", ["x", "-1", "9" * 30, "", "²"])
def test_an_impossible_number_of_settings_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: str) -> None:
    scratch(tmp_path, {"a.yaml": ""})
    monkeypatch.setenv("GIT_CONFIG_COUNT", count)
    assert open_repository(tmp_path).root == tmp_path


@pytest.mark.parametrize("kept", ["blob:none", "tree:0"])
def test_a_partial_clone_is_named_with_its_cure_and_nothing_is_fetched(tmp_path: Path, kept: str) -> None:
    made = scratch(tmp_path / "one", {"a.yaml": "a: 1\n", "b.yaml": "b: 1\nb: 2\n"})
    made.git("config", "uploadpack.allowFilter", "true")
    made.git("clone", "--quiet", "--no-checkout", f"--filter={kept}", f"file://{made.root}", str(tmp_path / "two"))
    part = Scratch(tmp_path / "two")
    part.write("c.yaml", "b: 1\nb: 2\nb: 3\n")
    repository = open_repository(part.root)
    commit = repository.resolve("main")
    calls = [lambda: repository.read(repository.files(commit)["a.yaml"]), lambda: repository.renames(commit)]
    for call in calls:
        with pytest.raises(ConfigError, match="partial clone") as wrong:
            call()
        assert "git fetch --refetch --no-filter origin" in str(wrong.value)
    part.git("fetch", "--quiet", "--refetch", "--no-filter", "origin")
    assert repository.read(repository.files(commit)["a.yaml"]) == b"a: 1\n"
    assert repository.renames(commit) == {"c.yaml": "b.yaml"}


def test_paths_are_relative_to_the_root_and_links_out_of_it_are_seen(tmp_path: Path) -> None:
    made = scratch(tmp_path / "repo", {"map/a.yaml": ""})
    (tmp_path / "repo" / "weg").symlink_to(tmp_path)
    repository = open_repository(made.root / "map")
    assert repository.relative(made.root / "map" / ".." / "map" / "a.yaml") == "map/a.yaml"
    assert repository.relative(made.root / "weg" / "x.yaml") is None
