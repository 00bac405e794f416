"""How git is called: so that nothing of a repository runs, nothing is fetched, and the environment decides no answer."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mclint.config.settings import ConfigError
from mclint.texts.sentences import Said, Sentence, sentence

if TYPE_CHECKING:
    from subprocess import CompletedProcess

#: No prompts, no locks, messages in English; nothing that is missing is fetched; what stands in place of an object or of
#: the parents of a commit does not count.
_ALWAYS = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # older versions of git know no GIT_NO_LAZY_FETCH
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
}

#: What a configuration could make git run while it only reads; a bare repository may be files of a checkout.
_SETTINGS = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "safe.bareRepository=explicit",
    "submodule.recurse=false",
    "core.longpaths=true",
)
_SAFE = ("--no-pager", *(part for setting in _SETTINGS for part in ("-c", setting)))

#: Where the user says which repositories of others git may read. Of the variables of git only these count, and only for
#: that question: others could point at other objects, another index or programs. (The last one only makes git stricter.)
_TRUST = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_TEST_ASSUME_DIFFERENT_OWNER")
_OF_TRUST = "safe.directory"
_NO_CONFIG = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

_NUMBER = re.compile(r"[0-9]{1,6}")


class UntrustedError(ConfigError):
    """A repository that git does not read, since it belongs to somebody else."""


def find_repository(folder: Path) -> tuple[Path, Path, Path]:
    """Return the root of the repository around a folder, the folder that git keeps its data in, and the outermost checkout.

    Raises:
        ConfigError: no repository, or no git on this machine.
        UntrustedError: a repository that git does not read, since it belongs to somebody else.
    """
    place = find_checkout(folder)
    if place is None:
        raise ConfigError(_unusable(sentence("git.no-git-folder", folder=str(folder))))
    top = outermost(folder)
    found = []
    for question in ("--show-toplevel", "--absolute-git-dir"):  # one at a time: a path may hold a line break
        environment = {**_without_git(os.environ), **trust(os.environ), **_ALWAYS}
        done = _call(top, place, ("rev-parse", question), environment, b"")
        if done.returncode != 0:
            raise _refused(place, done.stderr.decode("utf-8", "replace").strip())
        found.append(Path(os.fsdecode(done.stdout.removesuffix(b"\n"))).resolve())
    if not folder.resolve().is_relative_to(found[0]):
        raise ConfigError(_unusable(sentence("git.other-folder", place=str(place))))
    return found[0], found[1], top


def ask(top: Path, git_dir: Path, arguments: Iterable[str], given: bytes = b"") -> CompletedProcess[bytes]:
    """Ask git about a repository that is known to be trusted.

    Args:
        top: the outermost working tree around; a git that lies in it is not called.
        git_dir: the folder that git keeps its data in.
        arguments: the command and its arguments.
        given: standard input.
    """
    environment = {**_without_git(os.environ), **_ALWAYS, **_NO_CONFIG}
    # A working tree that is not there, such as that of a submodule that was taken out, would be an error.
    return _call(top, git_dir, (f"--git-dir={git_dir}", f"--work-tree={git_dir}", *arguments), environment, given)


def trust(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that say which repositories the user trusts."""
    found = {name: environ[name] for name in _TRUST if name in environ}
    count = environ.get("GIT_CONFIG_COUNT", "")
    values = [
        environ.get(f"GIT_CONFIG_VALUE_{number}", "")
        for number in range(min(int(count), 1000) if _NUMBER.fullmatch(count) else 0)
        if environ.get(f"GIT_CONFIG_KEY_{number}", "").lower() == _OF_TRUST
    ]
    for number, value in enumerate(values):
        found |= {f"GIT_CONFIG_KEY_{number}": _OF_TRUST, f"GIT_CONFIG_VALUE_{number}": value}
    return {**found, "GIT_CONFIG_COUNT": str(len(values))} if values else found


def find_checkout(folder: Path) -> Path | None:
    """Return the nearest folder from here upwards that holds `.git`; None where there is none below GIT_CEILING_DIRECTORIES.

    Git itself would take a folder that only looks like a repository, which a checkout may hold as plain files.
    """
    ceilings = {os.path.realpath(name) for name in os.environ.get("GIT_CEILING_DIRECTORIES", "").split(os.pathsep) if name}
    real = Path(os.path.realpath(folder))
    for place in (real, *real.parents):
        if place != real and str(place) in ceilings:
            return None
        if os.path.lexists(place / ".git"):
            return place
    return None


def outermost(folder: Path) -> Path:
    """Return the outermost checkout around a folder, else the folder."""
    real = Path(os.path.realpath(folder))
    return next((place for place in reversed((real, *real.parents)) if os.path.lexists(place / ".git")), real)


def _call(top: Path, folder: Path, arguments: Iterable[str], environ: dict[str, str], given: bytes) -> CompletedProcess[bytes]:
    import subprocess

    places = safe_path(os.environ.get("PATH", os.defpath), top)
    return subprocess.run(  # noqa: S603 - a fixed program, its arguments as a list, revisions checked by `resolve`
        [_program(places, top), *_SAFE, *arguments],
        cwd=folder,
        env={**environ, "PATH": places},
        input=given,
        capture_output=True,
        check=False,
    )


@cache
def safe_path(path: str, top: Path) -> str:
    """Return the places of a PATH that are no part of a checkout, and do not depend on the folder that somebody is in."""
    return os.pathsep.join(place for place in path.split(os.pathsep) if Path(place).is_absolute() and not _lies_in(place, top))


@cache
def _program(places: str, top: Path) -> str:
    import shutil

    for place in places.split(os.pathsep):
        found = shutil.which(os.path.join(place, "git")) if place else None
        if found is not None and not _lies_in(found, top):
            return found
    raise ConfigError(sentence("git.no-git"))


def _lies_in(path: str, top: Path) -> bool:
    return any(Path(place).is_relative_to(top) for place in (os.path.abspath(path), os.path.realpath(path)))


def _unusable(why: Said) -> Sentence:
    return sentence("git.unusable", why=why)


def _refused(place: Path, said: str) -> ConfigError:
    """Return why git does not read a repository, with the cure that it gives."""
    lines = [line.strip() for line in said.splitlines()]
    cure = next((line for line in lines if line.startswith("git config") and "safe.directory" in line), None)
    if cure is None:
        return ConfigError(_unusable(lines[0].removeprefix("fatal: ") if lines else str(place)))
    return UntrustedError(sentence("git.untrusted", place=str(place), cure=cure))


def _without_git(environ: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environ.items() if not name.upper().startswith("GIT_")}
