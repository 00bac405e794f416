"""Remembers what was read and found before, outside every repository; safe to delete at any time.

Entries are small JSON files named by a hash of all that they depend on: content, rules, settings, day and version. A
damaged entry, or a folder that belongs to somebody else, is treated as if it were not there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import mclint
from mclint.data import rules_dir, schemas_dir


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of JSON entries."""

    folder: Path

    def get(self, kind: str, key: str) -> dict[str, Any] | None:
        """Return an entry, or None where there is none or it cannot be used."""
        try:
            data = json.loads(self._path(kind, key).read_bytes())
        except (OSError, ValueError, RecursionError):
            return None
        return data if isinstance(data, dict) and data.get("key") == key else None

    def put(self, kind: str, key: str, data: dict[str, Any]) -> None:
        """Store an entry in one step, so that a reader never sees half of it; a full or read-only disk is no error."""
        path = self._path(kind, key)
        temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        text = json.dumps({"key": key, **data}, ensure_ascii=True, separators=(",", ":"))
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            temporary.write_text(text, encoding="ascii")
            temporary.replace(path)

    def _path(self, kind: str, key: str) -> Path:
        return self.folder / kind / key[:2] / f"{key[2:]}.json"


def open_cache() -> Cache | None:
    """Return the user's cache, or None where there is no place for one, or its folder belongs to somebody else."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = folder.stat().st_uid
    except OSError:
        return None
    if hasattr(os, "geteuid") and owner != os.geteuid():
        return None
    return Cache(folder)


def cache_folder() -> Path | None:
    """Return where this user's cache lives: MCLINT_CACHE_DIR, else the platform's own place for caches.

    A user without a home, as in many containers, has none; one named from the folder we stand in would be a checkout's.
    """
    if os.environ.get("MCLINT_CACHE_DIR"):
        return Path(os.environ["MCLINT_CACHE_DIR"])
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
