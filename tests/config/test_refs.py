"""Which commit a name means, whatever else has a name like it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from mclint.config.git import open_repository
from mclint.config.settings import ConfigError
from tests.repository import Scratch, scratch

#: A name, the refs that exist with the commit of each ("one", "two" ...), and which of these it means; a text is what the
#: error says. The branch that is checked out is `wijziging`, at "head".
NAMES: list[tuple[str, Mapping[str, str], str]] = [
    ("main", {"refs/heads/main": "one"}, "one"),
    ("main", {"refs/heads/main": "one", "refs/tags/main": "two"}, "one"),
    ("main", {"refs/heads/main": "one", "refs/remotes/origin/main": "two"}, "one"),
    ("main", {"refs/heads/main": "one", "refs/main": "two", "refs/remotes/main/HEAD": "two"}, "one"),
    ("main", {"refs/remotes/origin/main": "one"}, "one"),
    ("main", {"refs/remotes/origin/main": "one", "refs/tags/main": "one"}, "one"),
    ("main", {"refs/remotes/origin/main": "one", "refs/tags/main": "two"}, "refs/remotes/origin/main or refs/tags/main"),
    ("main", {"refs/remotes/upstream/main": "one"}, "It knows refs/remotes/upstream/main"),
    ("main", {}, "no revision 'main'"),
    ("heads/main", {"refs/heads/main": "one", "refs/tags/heads/main": "two"}, "one"),
    ("tags/main", {"refs/heads/main": "one", "refs/tags/main": "two"}, "two"),
    ("remotes/origin/main", {"refs/remotes/origin/main": "one", "refs/tags/remotes/origin/main": "two"}, "one"),
    ("origin/main", {"refs/remotes/origin/main": "one"}, "one"),
    ("origin/main", {"refs/remotes/origin/main": "one", "refs/tags/origin/main": "two"}, "one"),
    ("origin/main", {"refs/remotes/origin/main": "one", "refs/heads/origin/main": "two"}, "one"),
    ("origin/main", {"refs/remotes/origin/main": "one", "refs/origin/main": "two"}, "one"),
    ("origin/main", {"refs/tags/origin/main": "two"}, "fetch it first"),
    ("origin/main", {"refs/heads/origin/main": "two"}, "fetch it first"),
    ("origin/main", {"refs/tags/refs/remotes/origin/main": "two"}, "fetch it first"),
    ("upstream/main", {"refs/remotes/upstream/main": "one", "refs/tags/upstream/main": "two"}, "one"),
    ("upstream/main", {"refs/remotes/upstream/ander": "one", "refs/tags/upstream/main": "two"}, "fetch it first"),
    ("feature/x", {"refs/heads/feature/x": "one", "refs/tags/feature/x": "two"}, "one"),
    ("refs/heads/main", {"refs/heads/main": "one", "refs/tags/refs/heads/main": "two"}, "one"),
    ("refs/heads/main", {"refs/tags/refs/heads/main": "two", "refs/heads/refs/heads/main": "two"}, "no revision"),
    ("refs/remotes/origin/main", {"refs/tags/refs/remotes/origin/main": "two"}, "no revision"),
    ("refs/tags/v1.0", {"refs/tags/v1.0": "one", "refs/heads/v1.0": "two"}, "one"),
    ("v1.0", {"refs/tags/v1.0": "one"}, "one"),
    ("v1.0", {"refs/tags/v1.0": "one", "refs/remotes/origin/v1.0": "two"}, "refs/remotes/origin/v1.0 or refs/tags/v1.0"),
    ("wijziging", {}, "head"),
    ("wijziging", {"refs/remotes/origin/wijziging": "one"}, "one"),
    ("wijziging", {"refs/tags/wijziging": "one"}, "refs/heads/wijziging or refs/tags/wijziging"),
    ("HEAD", {"refs/tags/HEAD": "one", "refs/remotes/origin/HEAD": "two"}, "head"),
    ("@", {"refs/tags/@x": "one"}, "head"),
    ("FETCH_HEAD", {"refs/tags/FETCH_HEAD": "one"}, "one"),
    ("main~1", {"refs/heads/main": "two", "refs/tags/main": "head"}, "one"),
    ("origin/main^", {"refs/remotes/origin/main": "two", "refs/tags/origin/main": "head"}, "one"),
    ("main^{commit}", {"refs/heads/main": "one", "refs/tags/main": "two"}, "one"),
    ("met-é", {"refs/heads/met-é": "one", "refs/tags/met-é": "two"}, "one"),
]  # fmt: skip


@pytest.fixture
def made(tmp_path: Path) -> Scratch:
    repository = scratch(tmp_path / "catalogus", {"a.yaml": "a: 1\n"})
    repository.git("branch", "--move", "wijziging")
    return repository


@pytest.fixture
def commits(made: Scratch) -> dict[str, str]:
    return {name: made.commit({"a.yaml": f"a: {name}\n"}) for name in ("one", "two", "head")}


@pytest.mark.parametrize(("name", "refs", "meant"), NAMES, ids=lambda value: str(value)[:60])
def test_a_name_means_one_thing(
    made: Scratch, commits: Mapping[str, str], name: str, refs: Mapping[str, str], meant: str
) -> None:
    for ref, commit in refs.items():
        made.git("update-ref", ref, commits[commit])
    repository = open_repository(made.root)
    if meant in commits:
        assert repository.resolve(name) == commits[meant]
        return
    with pytest.raises(ConfigError) as wrong:
        repository.resolve(name)
    assert meant in str(wrong.value)


def test_an_id_means_its_commit_whatever_is_called_like_it(made: Scratch, commits: Mapping[str, str]) -> None:
    made.git("update-ref", f"refs/tags/{commits['one']}", commits["two"])
    assert open_repository(made.root).resolve(commits["one"]) == commits["one"]


def test_the_start_of_an_id_is_enough_unless_something_is_called_so(made: Scratch, commits: Mapping[str, str]) -> None:
    repository, start = open_repository(made.root), commits["one"][:9]
    assert repository.resolve(start) == commits["one"]
    made.git("update-ref", f"refs/tags/{start}", commits["two"])
    with pytest.raises(ConfigError, match=f"refs/tags/{start} or {commits['one']}"):
        repository.resolve(start)


def test_a_tag_with_a_message_means_its_commit(made: Scratch, commits: Mapping[str, str]) -> None:
    made.git("tag", "--annotate", "--message", "x", "v1", commits["one"])
    assert open_repository(made.root).resolve("v1") == commits["one"]


def test_what_git_wrote_down_last_can_be_named(made: Scratch, commits: Mapping[str, str]) -> None:
    made.git("reset", "--quiet", "--hard", commits["one"])
    made.git("update-ref", "refs/tags/ORIG_HEAD", commits["two"])
    assert open_repository(made.root).resolve("ORIG_HEAD") == commits["head"]
    assert open_repository(made.root).resolve("HEAD@{1}") == commits["head"]


def test_the_branch_of_the_server_that_a_branch_follows_can_be_named(made: Scratch, commits: Mapping[str, str]) -> None:
    made.git("update-ref", "refs/remotes/origin/main", commits["one"])
    made.git("config", "remote.origin.url", "https://example.org/x.git")
    made.git("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")
    made.git("config", "branch.wijziging.remote", "origin")
    made.git("config", "branch.wijziging.merge", "refs/heads/main")
    assert open_repository(made.root).resolve("@{upstream}") == commits["one"]


@pytest.mark.parametrize(
    "revision",
    [
        "--output=x",
        "-p",
        "",
        " ",
        "~1",
        "^main",
        "main..wijziging",
        "main:a.yaml",
        ":/a",
        "HEAD^{tree}",
        "main^{/x}",
        "a b",
        "ma*",
        "a\nb",
    ],
)
def test_what_is_no_name_of_a_commit_is_refused(made: Scratch, commits: Mapping[str, str], revision: str) -> None:
    made.git("update-ref", "refs/heads/main", commits["one"])
    with pytest.raises(ConfigError, match="revision"):
        open_repository(made.root).resolve(revision)


@pytest.mark.parametrize("way", ["replace", "grafts", "GIT_GRAFT_FILE"])
def test_nothing_stands_in_for_a_commit_or_its_parents(
    made: Scratch, commits: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    line = f"{commits['head']} {commits['one']}\n"
    if way == "replace":
        made.git("replace", commits["two"], commits["one"])
    elif way == "grafts":
        made.write(".git/info/grafts", line)
    else:
        monkeypatch.setenv("GIT_GRAFT_FILE", str(made.write("../grafts", line)))
    repository = open_repository(made.root)
    before = repository.resolve("HEAD~1")
    assert before == commits["two"]
    (blob,) = repository.files(before).values()
    assert repository.read(blob) == b"a: two\n"
