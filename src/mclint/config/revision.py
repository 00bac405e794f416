"""The policy of a git revision: its configurations and all that they name, laid out in a folder of their own.

A pull request can edit every file of its own branch. With `--config-from main` the configuration, rule packs and
baseline are those that stand on main, whatever the pull request says.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from mclint.config import parse
from mclint.config.git import Blob, Repository, open_repository
from mclint.config.settings import ConfigError, Settings, no_room
from mclint.texts.sentences import Said, Sentence, sentence

#: How many links in a row are followed to a policy file.
_MAX_LINKS = 5


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy files of a revision.

    Attributes:
        folder: where they are laid out, each at its path from the root.
        repository: the repository that the revision is of.
        commit: the id of the commit.
        label: the revision as the user named it.
    """

    folder: Path
    repository: Repository
    commit: str
    label: str

    @property
    def root(self) -> Path:
        """Return the root of the repository."""
        return self.repository.root

    def place(self, path: Path) -> Path:
        """Return where the revision's version of a path would be laid out; raises ConfigError outside the repository.

        A path that only a link of the repository leads out of it counts as what it is called: nothing of it is read.
        """
        relative = self.repository.relative(path) or self._called(path)
        if relative is None:
            raise ConfigError(sentence("git.outside", path=str(path), root=self.root.name))
        return self.folder / relative

    def _called(self, path: Path) -> str | None:
        full = Path(os.path.abspath(path))
        return full.relative_to(self.root).as_posix() if full.is_relative_to(self.root) else None

    def relocate(self, settings: Settings) -> Settings:
        """Return settings that were read from the folder as they hold for the repository."""
        root = settings.root
        if root is not None and root.is_relative_to(self.folder):
            root = self.root / root.relative_to(self.folder)
        origins = {key: self.shown(origin) for key, origin in settings.origins.items()}
        return replace(settings, root=root, origins=origins, trusted=True)

    def shown(self, text: str) -> str:
        """Return a text in which places of the folder are named as git names them: `main:.mclint.yaml`."""
        return text.replace(f"{self.folder}/", f"{self.label}:").replace(str(self.folder), self.label)

    def in_terms(self, said: Said) -> Said:
        """Return what is said with places of the folder named as git names them."""
        return said.mapped(self.shown) if isinstance(said, Sentence) else self.shown(said)


@contextmanager
def policy_of(ref: str, named: Iterable[Path] = ()) -> Iterator[Policy]:
    """Lay out the policy of a revision of the repository around the current folder, for as long as it is needed.

    Args:
        ref: a branch, tag or commit.
        named: configurations and baselines named on the command line, which come from the revision as well.

    Raises:
        ConfigError: there is no such repository or revision, or the revision lacks a file that was named.
        NoRoomError: there is no room for temporary files.
    """
    import tempfile

    repository = open_repository(Path.cwd())
    commit = repository.resolve(ref)
    try:
        made = tempfile.TemporaryDirectory(prefix="mclint-")
    except OSError as error:
        raise no_room(sentence("writing.temporary-folder"), error) from error
    with made as name:
        policy = Policy(Path(name).resolve(), repository, commit, ref)
        try:
            _lay_out(policy, named)
        except OSError as error:
            raise no_room(error.filename or name, error) from error
        yield policy


def _lay_out(policy: Policy, named: Iterable[Path]) -> None:
    repository = policy.repository
    files = repository.files(policy.commit)
    wanted = [_named(path, files, policy) for path in named]
    for path in policy_paths(files, lambda path: _bytes(repository, files, path), wanted):
        raw = _bytes(repository, files, path)
        if raw is None and posixpath.basename(path) != parse.PYPROJECT:  # which may have nothing to do with mclint
            where = f"{policy.label}:{path}"
            raise ConfigError(sentence("git.dead-link", where=where))
        target = policy.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw or b"")
    for place in {"", *(blob.within for blob in files.values())}:  # where the search for a configuration ends
        (policy.folder / place / ".git").mkdir(parents=True)


def not_compared(repository: Repository, commit: str, label: str, paths: Iterable[str]) -> list[Sentence]:
    """Return a sentence for each submodule at, above or below the paths whose files at a commit are not known.

    Args:
        repository: where the commit is.
        commit: the id of the commit.
        label: the revision as the user named it.
        paths: files and folders, as the user named them.
    """
    places = [PurePosixPath(place) for path in paths if (place := repository.relative(path)) is not None]
    return [
        sentence("git.submodule", path=path, short=oid[:12], oid=oid, label=label)
        for path, oid in repository.lost(commit).items()
        if any(PurePosixPath(path).is_relative_to(place) or place.is_relative_to(path) for place in places)
    ]


def policy_paths(paths: Iterable[str], read: Callable[[str], bytes | None], wanted: Iterable[str] = ()) -> list[str]:
    """Return the files among the paths that say how dossiers are judged, in order.

    Args:
        paths: all files, from the root of the repository.
        read: gives the bytes of a file, None where there is none.
        wanted: files that count as well, with all that they name.
    """
    known = sorted(paths)
    queue = [path for path in known if posixpath.basename(path) in (parse.CONFIG_NAME, parse.PYPROJECT)] + list(wanted)
    found: dict[str, None] = {}
    while queue:
        path = queue.pop()
        if path in found:
            continue
        found[path] = None
        for key, target in _targets(path, read(path)):
            below = [item for item in known if item == target or item.startswith(f"{target}/")]
            if key == "extends":
                queue += below
            else:
                found.update(dict.fromkeys(below))
    return sorted(found)


def _targets(path: str, raw: bytes | None) -> Iterator[tuple[str, str]]:
    """Yield each file or folder that a configuration names, with its key; a broken one is judged when it is used."""
    try:
        data = parse.config_data(raw or b"", Path(path)) or {}
        for key in ("extends", "rule_packs", "baseline"):
            for name in parse.strings(data.get(key, []), key, path):
                yield key, posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
    except ConfigError:
        return


def _named(path: Path, files: dict[str, Blob], policy: Policy) -> str:
    relative = policy.place(path).relative_to(policy.folder).as_posix()
    if relative not in files:
        raise ConfigError(sentence("git.not-in-revision", path=str(path), label=policy.label))
    return relative


def _bytes(repository: Repository, files: dict[str, Blob], path: str) -> bytes | None:
    """Return a file of the revision, links within it followed."""
    for _ in range(_MAX_LINKS):
        blob = files.get(path)
        if blob is None:
            return None
        raw = repository.read(blob)
        if not blob.link:
            return raw
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), raw.decode("utf-8", "surrogateescape")))
    return None
