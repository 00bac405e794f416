"""Finds the configuration of a file, from its folder upwards to the root of the repository, and merges it."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mclint.catalog.frameworks import framework_names
from mclint.config import parse
from mclint.config.settings import ConfigError, Settings
from mclint.dossier.files import Files, own_path
from mclint.suggest import closest
from mclint.texts.sentences import Said, reason, sentence

if TYPE_CHECKING:
    from mclint.config.revision import Policy

#: What a system answers where nothing is, or can be, of a name.
_NOTHING_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP)

#: How many configurations may extend each other.
MAX_EXTENDS = 10


@dataclass(slots=True)
class SettingsFinder:
    """Gives the settings for a file, reading each configuration once.

    Attributes:
        options: settings from the command line by name, which come first.
        config: a configuration file named on the command line; discovery is then off.
        isolated: no configuration file at all.
        policy: the revision whose configurations hold, instead of those in the working tree.
    """

    options: Mapping[str, Any] = field(default_factory=dict)
    config: Path | None = None
    isolated: bool = False
    policy: Policy | None = None
    _known: dict[Path | None, Settings] = field(default_factory=dict)

    @property
    def files(self) -> Files:
        """Return the dossiers that may be read: under the policy of a revision those of its repository, no link leads out."""
        return Files(self.policy.root if self.policy is not None else None)

    def for_path(self, path: Path) -> Settings:
        """Return the settings for a file or folder; raises ConfigError for a configuration that cannot be used."""
        return self._settings(self._file(path))

    def _settings(self, file: Path | None) -> Settings:
        if file not in self._known:
            self._known[file] = self._with_options(self._read(file))
        return self._known[file]

    def at(self, place: str) -> Settings:
        """Return the settings for a file of the revision whose policy holds, by its path from the root of the repository.

        The file need not be there now, nor the folders that it stood in.
        """
        if self.policy is None or self.isolated or self.config is not None:
            return self.for_path(Path(place))
        return self._settings(find_config(self.policy.folder / place))

    def _file(self, path: Path) -> Path | None:
        if self.isolated:
            return None
        if self.policy is None:
            return self.config or find_config(path)
        if self.config is not None:
            return self.policy.place(self.config)
        place = self.policy.place(path)
        return find_config(place / "x" if os.path.isdir(path) else place)

    def _read(self, file: Path | None) -> Settings:
        if self.policy is None:
            return from_file(file, named=self.config is not None) if file is not None else Settings()
        try:
            return self.policy.relocate(from_file(file) if file is not None else Settings())
        except ConfigError as error:
            raise ConfigError(self.policy.in_terms(error.said)) from error

    def _with_options(self, base: Settings) -> Settings:
        given = {key: value for key, value in self.options.items() if value not in (None, ())}
        origins = {**base.origins, **{key: f"--{key.replace('_', '-')}" for key in given}}
        settings = replace(base, **given, origins=origins)
        if settings.framework is not None:
            check_frameworks((settings.framework,), "--framework")
        return settings


def find_config(path: Path) -> Path | None:
    """Return the nearest configuration above a file, not beyond the root of its repository, or None."""
    start = Path(os.path.realpath(path if os.path.isdir(path) else path.parent))
    for folder in (start, *start.parents):
        own, project = folder / parse.CONFIG_NAME, folder / parse.PYPROJECT
        if _stands(own):
            return own
        if _stands(project) and parse.read_config(project, files_around(project)) is not None:
            return project
        if _stands(folder / ".git"):
            return None
    return None


def _stands(path: Path) -> bool:
    """Say whether there is something of a name; raises ConfigError where the folder does not let anybody look."""
    try:
        path.lstat()
    except OSError as error:
        if error.errno in _NOTHING_THERE:
            return False
        raise ConfigError(sentence("policy.not-searched", folder=str(path.parent), why=reason(error))) from error
    return True


def from_file(path: Path, *, named: bool = False) -> Settings:
    """Read a configuration with all that it extends.

    Args:
        path: the file.
        named: whether the user chose the file: it is then read also where a link leads out of the repository.

    Raises:
        ConfigError: a configuration that cannot be used.
    """
    own = own_path(path)
    return _merged(own, (), Files() if named else files_around(own))


def repository_root(path: Path) -> Path:
    """Return the folder of the repository that holds a configuration, else the configuration's own folder."""
    return next((folder for folder in path.parents if os.path.lexists(folder / ".git")), path.parent)


def files_around(path: Path) -> Files:
    """Return the files that a configuration may come from, with all that it names: those of its repository."""
    return Files(Path(os.path.realpath(repository_root(path))))


def check_frameworks(names: tuple[str, ...], where: str) -> None:
    """Raise ConfigError for a framework that does not exist."""
    known = framework_names()
    for name in names:
        if name not in known:
            likely = parse.similar(closest(name, known), ".")
            raise ConfigError(sentence("policy.unknown-framework", where=where, name=name, similar=likely, known=tuple(known)))


def _merged(path: Path, seen: tuple[Path, ...], files: Files) -> Settings:
    if path in seen or len(seen) >= MAX_EXTENDS:
        raise ConfigError(sentence("policy.circle", path=str(path), most=MAX_EXTENDS))
    data = parse.read_config(path, files) or {}
    where, settings = str(path), Settings()
    for name in parse.strings(data.get("extends", []), "extends", where):
        settings = _over(settings, _merged(_inside(path, name, "extends"), (*seen, path), files_around(path)))
    return _over(settings, _own(data, path, where))


def _own(data: Mapping[str, Any], path: Path, where: str) -> Settings:
    values: dict[str, Any] = {}
    readers = {
        "framework": ("frameworks", parse.strings),
        "select": ("select", parse.patterns),
        "ignore": ("ignore", parse.patterns),
        "severity": ("severity", parse.severities),
        "params": ("params", parse.rule_params),
        "per_file": ("per_file", parse.per_file),
        "exclude": ("exclude", parse.strings),
        "protected": ("protected", parse.protection),
        "fail_level": ("fail_level", parse.fail_level),
        "lang": ("lang", parse.language),
        "pipelines": ("pipelines", parse.pipelines),
    }
    for key, (name, read) in readers.items():
        if key in data:
            values[name] = read(data[key], key, where)
    if "rule_packs" in data:
        names = parse.strings(data["rule_packs"], "rule_packs", where)
        values["rule_packs"] = tuple(_inside(path, name, "rule_packs") for name in names)
    if "baseline" in data:
        values["baseline"] = _inside(path, parse.text(data["baseline"], "baseline", where), "baseline")
    check_frameworks(values.get("frameworks", ()), where)
    return Settings(**values, root=path.parent, origins=dict.fromkeys(values, where))


def _over(base: Settings, own: Settings) -> Settings:
    """Lay one configuration over another: maps merge by key, `protected` only grows, all else is replaced."""
    values = {name: getattr(own, name) for name in own.origins}
    for name in ("severity", "params", "pipelines"):
        if name in values:
            values[name] = {**getattr(base, name), **values[name]}
    values["protected"] = base.protected + own.protected
    return replace(base, **values, root=own.root, origins={**base.origins, **own.origins})


def _inside(path: Path, name: str, key: str) -> Path:
    """Return a path that a configuration names; it must stay inside the repository."""
    root = repository_root(path)
    if "\0" in name:
        raise ConfigError(sentence("policy.no-path", path=str(path), key=key, name=name))
    if not files_around(path).holds(path.parent / name):
        raise ConfigError(sentence("policy.outside", path=str(path), key=key, name=name, root=root.name or str(root)))
    target = own_path(path.parent / name)
    if key == "rule_packs" and not os.path.isdir(target):
        raise ConfigError(_no_pack(path, name, target))
    if key != "baseline" and not os.path.exists(target):
        raise ConfigError(sentence("policy.missing", path=str(path), key=key, name=name))
    return target


def _no_pack(path: Path, name: str, target: Path) -> Said:
    """Say on which line a configuration names a rule pack that is not there, or is no folder."""
    found = "policy.no-pack-folder" if os.path.exists(target) else "policy.no-pack"
    return sentence(found, path=str(path), line=parse.line_of(path, Files(), "rule_packs", name), name=name)
