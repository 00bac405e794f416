"""Finds the dossiers below the paths that a user names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from mclint.config.discovery import SettingsFinder
from mclint.config.settings import Settings
from mclint.dossier.files import Files, place_below
from mclint.texts.sentences import SaidError, Sentence, reason, sentence

_SUFFIXES = (".yaml", ".yml")
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv"})


class PathError(SaidError):
    """A path on the command line that cannot be checked."""


def files_to_check(paths: Iterable[str], finder: SettingsFinder, *, only_dossiers: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield each file to look at once, and whether it was named itself (a scanned one may turn out to be no dossier).

    Files come in the order of the arguments, those of a folder sorted by path, and links last: what is found under its
    own name as well is not taken for the link. With `only_dossiers` a named file counts as scanned, for callers that name
    every YAML file there is.

    Raises:
        PathError: a path that does not exist or is neither a file nor a folder.
    """
    paths = list(paths)
    wanted = {os.path.realpath(name) for name in paths} if not only_dossiers else set()
    seen: set[str] = set()
    links: list[tuple[Path, str]] = []
    for file in (file for name in paths for file in _at(name, finder.files)):
        real = os.path.realpath(file)
        if real != os.path.abspath(file):  # a link itself, or behind one to a folder
            links.append((file, real))
        elif _is_due(file, real, finder, seen):
            yield file.as_posix(), real in wanted
    for file, real in links:
        if _is_due(file, real, finder, seen):
            yield file.as_posix(), real in wanted


def _at(name: str, files: Files) -> Iterable[Path]:
    """Return the files at or below a path; a folder that may not be read stands for its files."""
    if os.path.isdir(name):
        return _below(Path(name), files) if files.holds(name) else [Path(name)]
    if os.path.isfile(name) or not files.holds(name):
        return [Path(name)]
    raise PathError(why_not(name))


def why_not(name: str) -> Sentence:
    """Say of a path that is neither a file nor a folder what it is, and what to do."""
    try:
        os.stat(name)
    except PermissionError as error:
        return sentence("writing.not-looked-at", path=name, why=reason(error))
    except OSError as error:
        if os.path.lexists(name):
            return sentence("writing.dead-link", path=name, why=reason(error))
        return sentence("writing.no-such-path", path=name)
    return sentence("writing.neither", path=name)


def _is_due(file: Path, real: str, finder: SettingsFinder, seen: set[str]) -> bool:
    """Say whether a file is to be checked: it is not excluded, and has not been due under another name.

    A folder that stands for its files is judged from above, since nobody may look into it.
    """
    place = file.parent if os.path.isdir(file) else file
    name = real if finder.files.holds(file) else os.path.abspath(file)  # of two links that lead out, both are to be refused
    if name in seen or is_excluded(file, finder.for_path(place)):
        return False
    seen.add(name)
    return True


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
    return path.name.lower().endswith(_SUFFIXES) and not path.name.startswith(".mclint.")


def _below(folder: Path, files: Files) -> Iterator[Path]:
    """Yield the YAML files below a folder, sorted; links to folders, and to files outside it, are not followed.

    Where only files of a repository may be read, no link is passed over, so that nothing hides behind one: one that
    leads out of the repository is refused when it is read. A folder that cannot be listed or entered is yielded itself:
    reading it fails, so that the run counts as incomplete.
    """
    top = Path(os.path.realpath(folder))
    closed: list[str] = []
    for base, folders, names in os.walk(folder, onerror=lambda error: closed.append(str(error.filename))):
        if not os.path.exists(os.path.join(base, os.curdir)):  # its names can be read, but nothing behind them
            closed.append(base)
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED_FOLDERS)
        for name in sorted(names):
            path = os.path.join(base, name)
            if not is_scanned(PurePosixPath(name)):
                continue
            if files.root is None and os.path.islink(path) and place_below(path, top) is None:
                continue
            yield Path(path)
    yield from map(Path, closed)
