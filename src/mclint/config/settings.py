"""The settings in force for a file, and where each of them came from."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mclint.model import Severity
from mclint.texts.sentences import SaidError, Sentence, reason, sentence

FAIL_LEVELS = ("error", "warning", "note", "never")


class ConfigError(SaidError):
    """A configuration or option that cannot be used: what, where, what was expected, what to do."""


#: What a system answers where a disk is full, a quota used up, or a file as large as it may become.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


class NoRoomError(SaidError):
    """Something could not be written whole, so that the run is not complete; nothing half written is left."""


def no_room(path: str | Path | Sentence, error: OSError) -> NoRoomError:
    """Return what to say of a file that is not there for want of room."""
    where = path if isinstance(path, Sentence) else str(path)
    return NoRoomError(sentence("writing.no-room", path=where, why=reason(error)))


@dataclass(frozen=True, slots=True)
class PerFile:
    """What holds only for files that match a pattern."""

    pattern: str
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exemption:
    """One protected rule that a maintainer lets pass in one file, with the reason that reports show."""

    rule: str
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Protection:
    """Which rules no comment can ignore, besides those that are protected anyway, and what is taken away from both.

    `free` and `exemptions` count only where the configuration comes from a revision outside the change that is judged.
    """

    patterns: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    exemptions: tuple[Exemption, ...] = ()

    def __add__(self, other: Protection) -> Protection:
        """Return both together: a configuration adds to what it extends."""
        return Protection(self.patterns + other.patterns, self.free + other.free, self.exemptions + other.exemptions)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings for one place in the tree.

    Attributes:
        framework: the framework named on the command line, which wins over any other choice; None where none is.
        frameworks: the frameworks a dossier may use; the first is the default; empty leaves the choice free.
        pipelines: by language the installed spaCy pipeline that is asked about verbs the lists do not know.
        trusted: whether the configuration comes from a revision outside the change that is judged.
        root: the folder that patterns in `exclude` and `per_file` are relative to; None without a configuration file.
        origins: for each setting that is not the default, where it came from: an option or a file.
    """

    framework: str | None = None
    frameworks: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    params: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    per_file: tuple[PerFile, ...] = ()
    exclude: tuple[str, ...] = ()
    protected: Protection = Protection()
    rule_packs: tuple[Path, ...] = ()
    fail_level: str = "error"
    baseline: Path | None = None
    lang: str | None = None
    pipelines: Mapping[str, str] = field(default_factory=dict)
    trusted: bool = False
    root: Path | None = None
    origins: Mapping[str, str] = field(default_factory=dict)


#: The keys of a configuration file, in the order in which they are documented.
KEYS = (
    "extends", "framework", "rule_packs", "select", "ignore", "severity", "params", "per_file", "exclude",
    "protected", "fail_level", "baseline", "lang", "pipelines",
)  # fmt: skip
