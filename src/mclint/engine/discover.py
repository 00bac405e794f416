"""Finds the dossiers below the paths that a user names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from mclint.config.discovery import SettingsFinder
from mclint.config.settings import Settings

_SUFFIXES = (".yaml", ".yml")
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv"})


class PathError(Exception):
    """A path on the command line that cannot be checked."""


def files_to_check(paths: Iterable[str], finder: SettingsFinder, *, only_dossiers: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield each file to look at once, and whether it was named itself (a scanned one may turn out to be no dossier).

    Files come in the order of the arguments, those of a folder sorted by path. With `only_dossiers` a named file counts
    as scanned, for callers that name every YAML file there is.

    Raises:
        PathError: a path that does not exist or is neither a file nor a folder.
    """
    seen: set[str] = set()
    for name in paths:
        path = Path(name)
        if os.path.isdir(name):  # noqa: PTH112 - Path.is_dir raises below a folder that may not be entered
            found: Iterator[tuple[Path, bool]] = ((file, False) for file in _below(path))
        elif os.path.isfile(name):
            found = iter([(path, True)])
        elif os.path.lexists(name):
            raise PathError(f"{name}: neither a file nor a folder; name a dossier or a folder with dossiers")
        else:
            raise PathError(f"{name}: does not exist; check the spelling, or the folder you are in")
        for file, named in found:
            real = os.path.realpath(file)
            if real in seen or is_excluded(file, finder.for_path(file)):
                continue
            seen.add(real)
            yield PurePosixPath(file.as_posix()).as_posix(), named and not only_dossiers


def is_excluded(path: Path, settings: Settings) -> bool:
    """Say whether the configuration leaves a file out; this holds for a named file too."""
    return any(matches(path, pattern, settings.root) for pattern in settings.exclude)


def matches(path: Path, pattern: str, root: Path | None) -> bool:
    """Say whether a path matches a pattern such as `concept/*.yaml`, `**/oud/**` or a folder name."""
    full = Path(os.path.abspath(path))
    shown = full.relative_to(root).as_posix() if root is not None and full.is_relative_to(root) else full.as_posix()
    bare = pattern.removeprefix("./").rstrip("/")
    return (
        fnmatchcase(shown, bare)
        or fnmatchcase(shown, f"{bare}/*")
        or (bare.startswith("**/") and fnmatchcase(shown, bare[3:]))
        or ("/" not in bare and any(fnmatchcase(part, bare) for part in shown.split("/")))
    )


def is_scanned(path: PurePosixPath) -> bool:
    """Say whether a scan of a folder looks at a file, by its path from there."""
    folders = path.parts[:-1]
    if any(name.startswith(".") or name in _SKIPPED_FOLDERS for name in folders):
        return False
    return path.name.endswith(_SUFFIXES) and not path.name.startswith(".mclint.")


def _below(folder: Path) -> Iterator[Path]:
    """Yield the YAML files below a folder, sorted; links to folders, and to files outside it, are not followed.

    A folder that cannot be listed is yielded itself: reading it fails, so that the run counts as incomplete.
    """
    top = os.path.realpath(folder)
    closed: list[str] = []
    for base, folders, names in os.walk(folder, onerror=lambda error: closed.append(str(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED_FOLDERS)
        for name in sorted(names):
            path = os.path.join(base, name)
            if not is_scanned(PurePosixPath(name)):
                continue
            if os.path.islink(path) and not os.path.realpath(path).startswith(top + os.sep):
                continue
            yield Path(path)
    yield from map(Path, closed)
