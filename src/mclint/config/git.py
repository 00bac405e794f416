"""Reads revisions of a git repository through git itself; nothing of the repository is run and nothing is fetched.

Files are read as git keeps them, without the filters, text conversion and line ends that attributes could ask for.
A submodule is looked into at the commit that the revision points at, so that its files are files of the revision.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mclint.config import gitcall
from mclint.config.gitcall import UntrustedError
from mclint.config.moves import alike, equal
from mclint.config.refs import Refs
from mclint.config.settings import ConfigError
from mclint.dossier.files import Files, own_path
from mclint.dossier.guard import LIMITS
from mclint.texts.sentences import Said, sentence

if TYPE_CHECKING:
    from subprocess import CompletedProcess

_LINK, _SUBMODULE = "120000", "160000"
_FILES = ("100644", "100755", _LINK)
#: So many files are asked for at a time.
_BATCH = 100


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a revision.

    Attributes:
        oid: its object id.
        link: whether it is a symbolic link.
        within: the path of the submodule that holds it from the root, "" for the repository itself.
        home: the repository of that submodule.
    """

    oid: str
    link: bool = False
    within: str = ""
    home: Repository | None = None


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository with a working tree.

    Attributes:
        root: the real path of the working tree.
        git_dir: the folder that git keeps its data in.
        top: the outermost working tree around it.
    """

    root: Path
    git_dir: Path
    top: Path

    @property
    def checkout(self) -> Path:
        """Return the root of the checkout that it is part of: its own, or that of the repository that it is a submodule of."""
        place = self.root
        while (outer := gitcall.find_checkout(place.parent)) not in (None, place):
            if not self.git_dir.is_relative_to(outer / ".git"):
                break
            place = outer
        return place

    def resolve(self, ref: str) -> str:
        """Return the id of the commit that a branch, tag or id means; raises ConfigError where there is none."""
        return Refs(self._ask, self.git_dir, self.root.name).resolve(ref)

    def fork(self, commit: str) -> str | None:
        """Return the commit at which what is checked out branched off from another; None where that is not known here."""
        done = self._ask("merge-base", commit, "HEAD")
        return done.stdout.decode("ascii").split()[0] if done.returncode == 0 and done.stdout else None

    def files(self, commit: str) -> dict[str, Blob]:
        """Return every file of a commit by its path from the root, those of submodules as well; see `lost`."""
        return {path: item for path, item in self._tree(commit) if isinstance(item, Blob)}

    def lost(self, commit: str) -> dict[str, str]:
        """Return the submodules whose files at a commit are not known, though they may be others now: their commit, by path."""
        return {path: item for path, item in self._tree(commit) if isinstance(item, str)}

    def read(self, blob: Blob) -> bytes:
        """Return the bytes of a file of a revision."""
        return (blob.home or self)._read("cat-file", "blob", blob.oid)

    def renames(self, commit: str) -> dict[str, str]:
        """Return the old path of each file that has another path now than at a commit, by its new path.

        Files are compared by their bytes, or by the lines that they share; what is larger than a dossier may be is not.
        """
        then, now = self.files(commit), self.present()
        files = {path for path in now if not (self.root / path).is_symlink()}
        gone = {path: blob for path, blob in then.items() if path not in files and not blob.link}
        new = [path for path in sorted(files) if path not in then or then[path].link]
        if not gone or not new:
            return {}
        raws = {path: raw for path in new if (raw := _bytes(self.root / path)) is not None}
        found: dict[str, str] = {}
        for like in {len(blob.oid): blob.oid for blob in gone.values()}.values():
            found |= equal(
                {path: blob.oid for path, blob in gone.items()}, {path: blob_id(raw, like) for path, raw in raws.items()}
            )
        for path, was in found.items():
            del raws[path], gone[was]
        return found | alike(dict(self._small(gone)), raws) if raws else found

    def present(self) -> list[str]:
        """Return the files that are there now by their path from the root, those that git ignores left out.

        Files of submodules are files as well; what lies behind a link to a folder is not.
        """
        out = self._in_tree("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--full-name")
        found: set[str] = set()
        plain: dict[Path, bool] = {}
        for path in {os.fsdecode(row) for row in out.split(b"\0") if row and not row.endswith(b"/")}:
            full = self.root / path
            if full.parent not in plain:
                plain[full.parent] = os.path.realpath(full.parent) == str(full.parent)
            if not plain[full.parent]:
                continue
            if full.is_symlink() or full.is_file():
                found.add(path)
            elif (inner := self._submodule(path)) is not None:
                found.update(f"{path}/{name}" for name in inner.present())
        return sorted(found)

    def relative(self, path: str | Path) -> str | None:
        """Return the path from the root with forward slashes, the folder's links resolved; None outside the root."""
        real = own_path(path)
        return real.relative_to(self.root).as_posix() if real.is_relative_to(self.root) else None

    def real(self, path: str | Path) -> str | None:
        """Return the path from the root of the file itself, every link followed; None outside the root."""
        full = Path(os.path.realpath(path))
        return full.relative_to(self.root).as_posix() if full.is_relative_to(self.root) else None

    def _tree(self, commit: str) -> Iterator[tuple[str, Blob | str]]:
        """Yield each file of a commit by its path, and the commit of each submodule that cannot be looked into."""
        for mode, oid, path in self._entries(commit):
            if mode in _FILES:
                yield path, Blob(oid, mode == _LINK)
            elif mode == _SUBMODULE:
                inner = self._at_commit(path, oid)
                if inner is None:
                    if not self._untouched(path, oid):
                        yield path, oid
                    continue
                for name, item in inner._tree(oid):
                    full = f"{path}/{name}"
                    if isinstance(item, str):
                        yield full, item
                    else:
                        within = f"{path}/{item.within}" if item.within else path
                        yield full, Blob(item.oid, item.link, within, item.home or inner)

    def _entries(self, commit: str) -> Iterator[tuple[str, str, str]]:
        """Yield mode, object id and path of what a commit holds; a path that leads elsewhere is no path of a file."""
        for row in self._read("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
            head, tab, path = row.partition(b"\t")
            mode, _, oid = head.decode("ascii").split(" ") if tab else ("", "", "")
            if tab and not {b"", b".", b".."}.intersection(path.split(b"/")):
                yield mode, oid, os.fsdecode(path)

    def _at_commit(self, path: str, oid: str) -> Repository | None:
        """Return the repository of a submodule that has a commit: in its place, or kept by git since it is not there now."""
        kept = self.git_dir / "modules" / path
        candidates = [self._submodule(path), Repository(self.root / path, kept, self.top) if kept.is_dir() else None]
        found = (item for item in candidates if item is not None)
        return next((item for item in found if item._ask("cat-file", "-e", f"{oid}^{{commit}}").returncode == 0), None)

    def _submodule(self, path: str) -> Repository | None:
        """Return the repository that stands at a path of the working tree, None where none does that can be read.

        Raises:
            UntrustedError: it belongs to somebody else.
        """
        place = self.root / path
        if place.is_symlink() or not os.path.lexists(place / ".git"):
            return None
        try:
            found = open_repository(place)
        except UntrustedError:
            raise
        except ConfigError:
            return None
        return found if found.root == place else None

    def _untouched(self, path: str, oid: str) -> bool:
        """Say whether a submodule is still the one of a revision, and was never fetched: there is nothing to compare."""
        if not self.root.is_dir() or not _is_empty(self.root / path):
            return False
        rows = self._in_tree("ls-files", "--stage", "-z", "--", path).split(b"\0")
        return [row.partition(b" 0\t")[0] for row in rows if row] == [f"{_SUBMODULE} {oid}".encode("ascii")]

    def _small(self, blobs: dict[str, Blob]) -> Iterator[tuple[str, bytes]]:
        """Yield path and bytes of the files that are no larger than a dossier may be, read many at a time."""
        homes: dict[Repository, list[tuple[str, str]]] = {}
        for path, blob in blobs.items():
            homes.setdefault(blob.home or self, []).append((path, blob.oid))
        for home, items in homes.items():
            for start in range(0, len(items), _BATCH):
                part = items[start : start + _BATCH]
                rows = home._batch("--batch-check=%(objectsize)", [oid for _, oid in part]).decode("ascii").splitlines()
                small = [item for item, row in zip(part, rows, strict=True) if row.isdigit() and int(row) <= LIMITS.bytes]
                if len(small) < len(part) and any(row.endswith(" missing") for row in rows):
                    raise home._failure("cat-file", sentence("git.objects-missing", count=len(rows)))
                yield from zip((path for path, _ in small), home._contents([oid for _, oid in small]), strict=True)

    def _contents(self, oids: list[str]) -> Iterator[bytes]:
        out, at = self._batch("--batch=%(objectsize)", oids), 0
        for _ in oids:
            end = out.index(b"\n", at)
            size = int(out[at:end])
            yield out[end + 1 : end + 1 + size]
            at = end + size + 2

    def _batch(self, option: str, oids: list[str]) -> bytes:
        return self._read("cat-file", option, given="".join(f"{oid}\n" for oid in oids).encode("ascii"))

    def _in_tree(self, *arguments: str) -> bytes:
        return self._read("-C", str(self.root), f"--work-tree={self.root}", *arguments)

    def _read(self, *arguments: str, given: bytes = b"") -> bytes:
        done = self._ask(*arguments, given=given)
        if done.returncode != 0:
            command = next(name for name in arguments if not name.startswith("-") and name != str(self.root))
            raise self._failure(command, done.stderr.decode("utf-8", "replace").strip())
        return done.stdout

    def _ask(self, *arguments: str, given: bytes = b"") -> CompletedProcess[bytes]:
        return gitcall.ask(self.top, self.git_dir, arguments, given)

    def _failure(self, command: str, said: Said) -> ConfigError:
        """Return what to say where git could not read something."""
        promised = self._ask("config", "--name-only", "--get-regexp", r"^remote\..*\.promisor$").stdout.decode("utf-8", "replace")
        if not promised:
            return ConfigError(sentence("git.failed", command=command, name=self.root.name, said=said))
        remote = promised.splitlines()[0].removeprefix("remote.").removesuffix(".promisor")
        last = (said.splitlines()[-1] if said else command) if isinstance(said, str) else said
        return ConfigError(sentence("git.partial", name=self.root.name, remote=remote, said=last))


def open_repository(folder: Path) -> Repository:
    """Return the repository that holds a folder.

    Raises:
        ConfigError: no repository, or no git on this machine.
        UntrustedError: a repository that git does not read, since it belongs to somebody else.
    """
    return Repository(*gitcall.find_repository(folder))


def blob_id(raw: bytes, like: str) -> str:
    """Return the object id that git gives to bytes, by the hash that made `like` (SHA-1, or SHA-256 by its length)."""
    digest = hashlib.sha1(usedforsecurity=False) if len(like) == 40 else hashlib.sha256()
    digest.update(b"blob %d\0" % len(raw) + raw)
    return digest.hexdigest()


def _is_empty(place: Path) -> bool:
    """Say whether there is nothing at a place, or a folder with nothing in it."""
    if place.is_symlink() or not place.exists():
        return not place.is_symlink()
    return place.is_dir() and next(place.iterdir(), None) is None


def _bytes(path: Path) -> bytes | None:
    """Return a file that is no larger than a dossier may be, None for any other."""
    try:
        raw = Files().read(path)
    except OSError:
        return None
    return raw if len(raw) <= LIMITS.bytes else None
