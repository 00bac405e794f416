"""Reads and replaces files: regular ones only, within a limit, and of a tree that others may write only what lies in it.

A link can make a file of a repository show any other file of the machine. Under a gate, and for what a repository says
about how it is judged, files are therefore read through `Files` with the root of the repository: what a link puts
outside of it, or inside git's own folder, is refused without a byte of it being read.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath

from mclint.dossier.guard import LIMITS

#: Git keeps addresses with passwords here, and objects that no branch shows.
_OF_GIT = ".git"

_FILE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class OutsideError(OSError):
    """A file that a link puts outside of what may be read; it names the path that was asked for, never where it leads."""

    def __init__(self, path: str | Path) -> None:
        """Say of a path that it is not read."""
        super().__init__(0, "it is a link that leads out of the repository, and is not read", str(path))


@dataclass(frozen=True, slots=True)
class Files:
    """The files that may be read.

    Attributes:
        root: the real path of the only folder that links may lead into; None where links may lead anywhere.
    """

    root: Path | None = None

    def read(self, path: str | Path, limit: int = LIMITS.bytes) -> bytes:
        """Return the bytes of a regular file, at most one more than the limit.

        Raises:
            OutsideError: a link puts the file outside the root.
            OSError: the file cannot be read, or is no regular file (a pipe or device could wait forever).
        """
        descriptor = self._open(path)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise OSError(0, "it is no regular file", str(path))
        with os.fdopen(descriptor, "rb") as stream:
            return stream.read(limit + 1)

    def holds(self, path: str | Path) -> bool:
        """Say whether a file or folder, all links followed, is one that may be read."""
        return self.root is None or place_below(path, self.root) is not None

    def _open(self, path: str | Path) -> int:
        if self.root is None:
            return os.open(path, _FILE)
        place = place_below(path, self.root)
        if place is None:
            raise OutsideError(path)
        try:
            return _open_below(self.root, place)
        except OSError as error:  # which names a part of the real path
            raise OSError(error.errno, error.strerror, str(path)) from None


def place_below(path: str | Path, root: Path) -> PurePath | None:
    """Return where a file is, all links followed, from a real path; None where that is outside or in git's own folder."""
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(root):
        return None
    place = real.relative_to(root)
    return None if any(part.casefold() == _OF_GIT for part in place.parts) else place


def own_path(path: str | Path) -> Path:
    """Return the full path of a file under its own name: links of its folder are resolved, the file itself is not."""
    folder, name = os.path.split(path)
    return Path(os.path.realpath(folder), name) if name not in ("", os.curdir, os.pardir) else Path(os.path.realpath(path))


def replace_file(target: Path, data: bytes, mode: int | None = None) -> None:
    """Write a file in one step: its new bytes are there whole, or it is what it was, and nothing else is left.

    Args:
        target: the file; a link is replaced itself.
        data: what it is to hold.
        mode: its rights; None for those that a new file gets.

    Raises:
        OSError: it cannot be written.
    """
    temporary = target.with_name(f".mclint-{os.urandom(8).hex()}.tmp")  # a name that nobody can have put a link at
    rights = 0o666 if mode is None else 0o600
    file = open(temporary, "xb", opener=lambda path, flags: os.open(path, flags, rights))  # noqa: SIM115 - closed below
    try:
        with file:
            file.write(data)
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _open_below(root: Path, place: PurePath) -> int:
    """Open a file part by part, so that no part of it can become a link after it was looked at."""
    if os.open not in os.supports_dir_fd:
        return os.open(root / place, _FILE)
    *folders, name = place.parts or (os.curdir,)
    folder = os.open(root, _FOLDER)
    try:
        for part in folders:
            inner = os.open(part, _FOLDER | _NO_LINK, dir_fd=folder)
            os.close(folder)
            folder = inner
        return os.open(name, _FILE | _NO_LINK, dir_fd=folder)
    finally:
        os.close(folder)
