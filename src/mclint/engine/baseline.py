"""The findings that a catalogue has agreed to live with for now: a list in a file whose counts only shrink.

A finding is known by its fingerprint (rule, message, dossier, item, field and value), never by its line, so that moving
items, renaming files and writing the same in another style change nothing.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from mclint.config.settings import NO_ROOM, ConfigError, no_room
from mclint.dossier.files import Files, own_path, replace_file
from mclint.findings import Finding, Report
from mclint.texts.sentences import reason, sentence

#: The name that a baseline gets where nobody names one.
BASELINE_NAME = ".mclint.baseline.json"

_VERSION = 1
_MOST_BYTES = 64 << 20
_KEYS = ("fingerprint", "rule", "path", "dossier", "item", "count")


@dataclass(frozen=True, slots=True)
class Entry:
    """So many findings with one fingerprint; the rest is there for people.

    `path` is relative to the folder of the baseline, with forward slashes.
    """

    fingerprint: str
    rule: str
    path: str
    dossier: str | None
    item: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline file and what stands in it."""

    path: Path
    entries: tuple[Entry, ...] = ()

    def write(self) -> None:
        """Write the file in one step, an entry on each line, in order.

        Raises:
            ConfigError: it cannot be written there.
            NoRoomError: there is no room for it.
        """
        rows = ",\n".join(
            "    " + json.dumps(asdict(entry), ensure_ascii=False)
            for entry in sorted(self.entries, key=lambda entry: (entry.path, entry.rule, entry.item or "", entry.fingerprint))
        )
        body = f"[\n{rows}\n  ]" if rows else "[]"
        text = f'{{\n  "version": {_VERSION},\n  "entries": {body}\n}}\n'
        try:
            replace_file(Path(os.path.realpath(self.path)), text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            if error.errno in NO_ROOM:
                raise no_room(self.path, error) from error
            raise ConfigError(sentence("baseline.unwritable", path=str(self.path), why=reason(error))) from error


def read_baseline(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        ConfigError: it is not there, or not what `--write-baseline` writes; a baseline is never half believed.
    """
    try:
        raw = Files().read(path, _MOST_BYTES)
    except FileNotFoundError as error:
        raise ConfigError(sentence("baseline.missing", path=str(path))) from error
    except OSError as error:
        raise ConfigError(sentence("baseline.unreadable", path=str(path), why=reason(error))) from error
    return parse_baseline(raw, path)


def parse_baseline(raw: bytes, path: Path) -> Baseline:
    """Read a baseline from its bytes; raises ConfigError where they are not what `--write-baseline` writes."""
    if len(raw) > _MOST_BYTES:
        raise ConfigError(sentence("baseline.too-large", path=str(path), size=_MOST_BYTES >> 20))
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ConfigError(sentence("baseline.no-json", path=str(path), why=str(error))) from error
    if not isinstance(data, dict) or data.get("version") != _VERSION or not isinstance(data.get("entries"), list):
        raise ConfigError(sentence("baseline.other-version", path=str(path), version=_VERSION))
    return Baseline(path, tuple(_entry(item, number, path) for number, item in enumerate(data["entries"], start=1)))


def apply_baseline(report: Report, baseline: Baseline, concerns: Callable[[Finding], bool]) -> list[Entry]:
    """Move the findings that a baseline holds from `findings` to `known`.

    Args:
        concerns: says whether the baseline is the one for a finding.

    Returns:
        What the baseline holds beyond that, each entry with the count that no finding answers.
    """
    left = Counter[str]()
    for entry in baseline.entries:
        left[entry.fingerprint] += entry.count
    kept: list[Finding] = []
    for finding in report.findings:
        key = fingerprint_of(finding)
        if left[key] > 0 and concerns(finding):
            left[key] -= 1
            report.known.append(finding)
        else:
            kept.append(finding)
    report.findings = kept
    stale = []
    for entry in reversed(baseline.entries):
        rest = min(entry.count, left[entry.fingerprint])
        if rest > 0:
            left[entry.fingerprint] -= rest
            stale.append(replace(entry, count=rest))
    return stale[::-1]


def shrunk(baseline: Baseline, stale: Iterable[Entry]) -> Baseline:
    """Return the baseline without what is stale."""
    gone = {id_of(entry): entry.count for entry in stale}
    entries = (replace(entry, count=entry.count - gone.get(id_of(entry), 0)) for entry in baseline.entries)
    return replace(baseline, entries=tuple(entry for entry in entries if entry.count > 0))


def only_shrinks(now: Baseline, then: Baseline) -> bool:
    """Say whether a baseline holds nothing that an earlier one did not."""
    counts = [Counter[str](), Counter[str]()]
    for count, baseline in zip(counts, (now, then), strict=True):
        for entry in baseline.entries:
            count[entry.fingerprint] += entry.count
    return counts[0] <= counts[1]


def baseline_of(path: Path, findings: Iterable[Finding]) -> Baseline:
    """Return a new baseline that holds findings."""
    counts: Counter[str] = Counter()
    first: dict[str, Finding] = {}
    for finding in findings:
        key = fingerprint_of(finding)
        counts[key] += 1
        first.setdefault(key, finding)
    return Baseline(path, tuple(_of(finding, counts[key], path) for key, finding in first.items()))


def fingerprint_of(finding: Finding) -> str:
    """Return the fingerprint without the number that tells equal findings apart: they are counted instead."""
    return finding.fingerprint.partition("-")[0]


def id_of(entry: Entry) -> tuple[str, str]:
    """Return what tells entries apart."""
    return entry.fingerprint, entry.path


def shown_path(path: str, baseline: Path) -> str:
    """Return a checked file as a baseline names it: relative to the baseline's folder."""
    relative = os.path.relpath(own_path(path), os.path.realpath(baseline.parent))
    return PurePosixPath(Path(relative).as_posix()).as_posix()


def _of(finding: Finding, count: int, path: Path) -> Entry:
    where = shown_path(finding.location.path, path)
    return Entry(fingerprint_of(finding), finding.rule, where, finding.dossier, finding.item, count)


def _entry(item: Any, number: int, path: Path) -> Entry:
    if isinstance(item, dict) and set(item) == set(_KEYS):
        entry = Entry(**item)
        texts = isinstance(entry.fingerprint, str) and isinstance(entry.rule, str) and isinstance(entry.path, str)
        optional = all(value is None or isinstance(value, str) for value in (entry.dossier, entry.item))
        if texts and optional and type(entry.count) is int and entry.count > 0:
            return entry
    raise ConfigError(sentence("baseline.damaged", path=str(path), number=number, keys=tuple(_KEYS)))
