"""Remembers what was read and found before, outside every repository; safe to delete at any time.

Entries are small JSON files named by a hash of all that they depend on: content, rules, settings, day and version. Each
carries a hash of what it holds. An entry that is damaged, or a folder that belongs to somebody else, is treated as if it
were not there.

What a checkout holds may come from whoever is judged. A cache that lies in a checkout, or is reached through one, is not
used where the policy of a revision counts, and nothing that decides (`Cache.own`) is ever read from it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import mclint
from mclint.data import rules_dir, schemas_dir
from mclint.dossier.files import replace_file

#: Nothing that is remembered is larger than this.
_MOST_BYTES = 64 * 1024 * 1024
#: So many links are followed on the way to a folder.
_MOST_LINKS = 40
_HASH_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of JSON entries.

    Attributes:
        folder: where they are.
        own: whether the folder lies outside every checkout, so that nobody but the user writes to it.
    """

    folder: Path
    own: bool = True

    def get(self, kind: str, key: str) -> dict[str, Any] | None:
        """Return an entry, or None where there is none or it is not what was stored."""
        try:
            raw = _read(self._path(kind, key))
            head, rest = _head(key), len(_head(key)) + _HASH_LENGTH
            body = raw[rest + 2 :]
            if not raw.startswith(head) or raw[rest - _HASH_LENGTH : rest + 2] != f'{_seal(kind, key, body)}",'.encode("ascii"):
                return None
            data = json.loads(b"{" + body)
        except (OSError, ValueError, RecursionError):
            return None
        return data if isinstance(data, dict) else None

    def put(self, kind: str, key: str, data: dict[str, Any]) -> None:
        """Store an entry in one step, so that a reader never sees half of it; a full or read-only disk is no error."""
        path = self._path(kind, key)
        body = json.dumps(data, ensure_ascii=True, separators=(",", ":"))[1:].encode("ascii")
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_file(path, _head(key) + f'{_seal(kind, key, body)}",'.encode("ascii") + body)

    def _path(self, kind: str, key: str) -> Path:
        return self.folder / kind / key[:2] / f"{key[2:]}.json"


def open_cache(judged: Path | None = None) -> Cache | None:
    """Return the user's cache, or None where its folder cannot be made, or belongs to somebody else.

    Args:
        judged: the checkout that is judged by the policy of a revision; a cache in it is not used.
    """
    folder = cache_folder()
    if folder is None or (judged is not None and lies_in(folder, judged)):
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = folder.stat().st_uid
    except OSError:
        return None
    if hasattr(os, "geteuid") and owner != os.geteuid():
        return None
    return Cache(folder, own=not any(os.path.lexists(place / ".git") for place in _ways(folder)))


def cache_folder() -> Path | None:
    """Return where this user's cache lives: MCLINT_CACHE_DIR, else the platform's own place for caches.

    A user without a home, as in many containers, has none; one named from the folder we stand in would be a checkout's.
    """
    if os.environ.get("MCLINT_CACHE_DIR"):
        return Path.cwd() / os.environ["MCLINT_CACHE_DIR"]
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or _at_home("AppData/Local")
    elif sys.platform == "darwin":
        base = _at_home("Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or _at_home(".cache")
    return Path(base, "mclint") if base and Path(base).is_absolute() else None


def _at_home(name: str) -> str:
    try:
        return str(Path.home() / name)
    except RuntimeError:  # no HOME, and nobody knows this user
        return ""


def lies_in(folder: Path, judged: Path) -> bool:
    """Say whether a folder, one of its links, or a link on the way there leads into a checkout."""
    real = Path(os.path.realpath(judged))
    return any(place.is_relative_to(real) or _same(place, real) for place in _ways(folder))


def _ways(folder: Path) -> Iterator[Path]:
    """Yield each place on the way to a folder, and to what the links in it lead to."""
    yield from _way(folder)
    with contextlib.suppress(OSError):
        for entry in sorted(folder.iterdir()):
            if entry.is_symlink():
                yield from _way(entry)


def _same(place: Path, other: Path) -> bool:
    """Say whether two names are of one folder, such as those that differ in case only on some systems."""
    try:
        return place.samefile(other)
    except OSError:
        return False


def _way(path: Path) -> Iterator[Path]:
    """Yield each place on the way to a path, links followed one after the other; of `a/../b` the first as well."""
    at, links = Path(path.anchor), 0
    rest = list(reversed(path.parts[1:]))
    yield at
    while rest:
        name = rest.pop()
        at = at.parent if name == ".." else at / name
        yield at
        if not at.is_symlink() or links >= _MOST_LINKS:
            continue
        links += 1
        target = at.readlink()
        rest += reversed(target.parts[1:] if target.is_absolute() else target.parts)
        at = Path(target.anchor) if target.is_absolute() else at.parent


def hash_of(*parts: str | bytes) -> str:
    """Return one SHA-256 in hexadecimal over all parts, each kept apart from the next."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


@cache
def program_stamp() -> str:
    """Return a hash of the program and its data as installed: version, and name, size and time of every file."""
    package = Path(mclint.__file__).parent
    files = [f"{mclint.__version__} {sys.version_info[:2]}"]
    for folder in (package, rules_dir(), schemas_dir()):
        files += sorted(_stamps(folder))
    return hash_of(*files)


def _stamps(folder: Path) -> list[str]:
    found = []
    for base, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in names:
            path = os.path.join(base, name)
            status = os.stat(path)
            found.append(f"{path} {status.st_size} {status.st_mtime_ns}")
    return found


def _head(key: str) -> bytes:
    return f'{{"key":"{key}","seal":"'.encode("ascii")


def _seal(kind: str, key: str, body: bytes) -> str:
    """Return the hash that tells an entry from one that was damaged or stood in another place."""
    return hash_of(kind, key, body)


def _read(path: Path) -> bytes:
    """Return the bytes of a regular file; raises OSError for a link, a pipe or a device, and for what is too large."""
    flags = (getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_BINARY", "O_CLOEXEC"))
    descriptor = os.open(path, os.O_RDONLY | sum(flags))
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
        os.close(descriptor)
        raise OSError(0, "no entry of the cache", str(path))
    with os.fdopen(descriptor, "rb") as file:
        return file.read()
