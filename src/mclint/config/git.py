"""Reads revisions of a git repository through git itself; nothing of the repository is run and nothing is fetched."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mclint.config.settings import ConfigError
from mclint.dossier.files import own_path

if TYPE_CHECKING:
    from subprocess import CompletedProcess

#: Set by git for its hooks; they would point every question at the repository of the hook.
_OF_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")

#: No prompts, no locks, no blobs fetched on demand, messages in English.
_QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}

#: What a configuration of git could make it run while it only reads.
_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "diff.external=", "--no-pager")

_LINK = "120000"
_FILE = ("100644", "100755", _LINK)


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a revision: its object id, and whether it is a symbolic link."""

    oid: str
    link: bool = False


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository with a working tree; `root` is its real path."""

    root: Path

    def resolve(self, ref: str) -> str:
        """Return the id of the commit that a branch, tag or id names; raises ConfigError where there is none."""
        if ref.startswith("-") or not ref.strip():
            raise ConfigError(f"{ref!r} is no git revision; name a branch, a tag or a commit, for example main")
        for candidate in (ref, f"origin/{ref}"):
            found = _git(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{candidate}^{{commit}}")
            if found.returncode == 0 and candidate == ref:
                return found.stdout.decode("ascii").strip()
            if found.returncode == 0:
                raise ConfigError(f"git knows no revision {ref!r} here, but it knows {candidate!r}; name that one")
        raise ConfigError(
            f"git knows no revision {ref!r} in {self.root.name}; check the spelling with 'git branch --all'."
            " On a build server fetch the whole history first (actions/checkout: fetch-depth: 0)"
        )

    def files(self, commit: str) -> dict[str, Blob]:
        """Return every file of a commit by its path from the root; submodules are left out."""
        out = self._read("ls-tree", "-r", "-z", "--full-tree", commit)
        found = {}
        for row in out.split(b"\0"):
            head, tab, path = row.partition(b"\t")
            mode, _, oid = head.decode("ascii").split(" ") if tab else ("", "", "")
            if mode in _FILE:
                found[os.fsdecode(path)] = Blob(oid, mode == _LINK)
        return found

    def read(self, blob: Blob) -> bytes:
        """Return the bytes of a file of a revision."""
        return self._read("cat-file", "blob", blob.oid)

    def renames(self, commit: str) -> dict[str, str]:
        """Return the old path of each tracked file that has another path now than at a commit, by its new path."""
        out = self._read("diff", "--name-status", "-z", "-M", "--diff-filter=R", "--no-ext-diff", "--no-textconv", commit, "--")
        parts = [os.fsdecode(part) for part in out.split(b"\0")]
        return {parts[index + 2]: parts[index + 1] for index in range(0, len(parts) - 2, 3)}

    def present(self) -> list[str]:
        """Return the files that are there now by their path from the root, those that git ignores left out."""
        out = self._read("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--full-name")
        found = {os.fsdecode(row) for row in out.split(b"\0") if row}
        return sorted(path for path in found if os.path.lexists(self.root / path))

    def relative(self, path: str | Path) -> str | None:
        """Return the path from the root with forward slashes, the folder's links resolved; None outside the root."""
        real = own_path(path)
        return real.relative_to(self.root).as_posix() if real.is_relative_to(self.root) else None

    def real(self, path: str | Path) -> str | None:
        """Return the path from the root of the file itself, every link followed; None outside the root."""
        full = Path(os.path.realpath(path))
        return full.relative_to(self.root).as_posix() if full.is_relative_to(self.root) else None

    def _read(self, *arguments: str) -> bytes:
        done = _git(self.root, *arguments)
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise ConfigError(f"git {arguments[0]} failed in {self.root.name}: {said}")
        return done.stdout


def open_repository(folder: Path) -> Repository:
    """Return the repository that holds a folder.

    Raises:
        ConfigError: no repository, a repository that git does not trust, or no git on this machine.
    """
    found = _git(folder, "rev-parse", "--show-toplevel")
    if found.returncode != 0:
        said = found.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ").splitlines()
        raise ConfigError(f"a git revision was named, but git finds no usable repository here: {said[0] if said else folder}")
    return Repository(Path(os.fsdecode(found.stdout.removesuffix(b"\n"))).resolve())


def blob_id(raw: bytes, like: str) -> str:
    """Return the object id that git gives to bytes, by the hash that made `like` (SHA-1, or SHA-256 by its length)."""
    digest = hashlib.sha1(usedforsecurity=False) if len(like) == 40 else hashlib.sha256()
    digest.update(b"blob %d\0" % len(raw) + raw)
    return digest.hexdigest()


def _git(folder: Path, *arguments: str) -> CompletedProcess[bytes]:
    import subprocess

    return subprocess.run(  # noqa: S603 - a fixed program, its arguments as a list, revisions checked by `resolve`
        [_program(), *_SAFE, *arguments],
        cwd=folder,
        env=_environment(os.environ),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


@cache
def _program() -> str:
    """Return the full path of git; one in the folder that mclint runs in may come from a pull request and is refused."""
    import shutil

    found = shutil.which("git")
    if found is None or Path(found).resolve().parent == Path.cwd().resolve():
        raise ConfigError("git was not found; install git, or leave the revision out")
    return found


def _environment(environ: Mapping[str, str]) -> dict[str, str]:
    return {**{name: value for name, value in environ.items() if name not in _OF_HOOKS}, **_QUIET}
