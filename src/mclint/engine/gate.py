"""What a change does to the gate itself: policy files that it edits, dossiers that it takes out of sight."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mclint.config import parse
from mclint.config.revision import Policy, policy_paths
from mclint.config.settings import ConfigError
from mclint.dossier.load import load_bytes, read_bytes
from mclint.dossier.source import Source
from mclint.engine.baseline import only_shrinks, parse_baseline
from mclint.engine.before import Before, earlier_dossiers
from mclint.engine.check import fallback_framework
from mclint.engine.run import add, put_in_order
from mclint.engine.stamp import finish, weigh
from mclint.engine.worker import RunOptions, Worker, make_worker
from mclint.findings import FileResult, Finding, Report
from mclint.model import Hit, Place, Span


def judge_change(paths: Iterable[str], report: Report, options: RunOptions, policy: Policy) -> None:
    """Add to a report what is to be said beside the dossiers that were checked.

    Args:
        paths: the paths that the user named.
        report: what the check of those paths gave.
        options: the options of that run.
        policy: the revision whose policy counts.
    """
    gate = _Gate(
        make_worker(options), Before(policy.repository, policy.commit, policy.label), policy, options.lang or report.lang
    )
    for finding in gate.policy_changes():
        report.findings.append(finding)
    for found in gate.withdrawn(list(paths), set(report.files)):
        if isinstance(found, FileResult):
            add(report, found)
        else:
            report.findings.append(found)
    put_in_order(report)


def policy_hit(path: str, now: bytes | None, then: bytes | None, revision: str) -> Hit | None:
    """Return what is to be said of a policy file, at the first line that differs; None where it sets the same as before."""
    if now == then or _same_settings(path, now, then) or _shrinks(path, now, then):
        return None
    message = "new" if then is None else "gone" if now is None else "changed"
    place = Place("", _first_difference(now or b"", then or b""))
    return Hit(place, message, {"path": path, "revision": revision})


def withdrawn_hit(was: str, now: str | None, revision: str) -> Hit:
    """Return what is to be said of a dossier that is no longer checked: where it hides, or that it is gone."""
    place = Place("", Span(0, 0))
    if now is None:
        return Hit(place, "gone", {"path": was, "revision": revision})
    return Hit(place, "hidden", {"path": now, "before": was})


@dataclass(frozen=True, slots=True)
class _Gate:
    worker: Worker
    before: Before
    policy: Policy
    lang: str

    def policy_changes(self) -> Iterator[Finding]:
        """Yield a finding for each policy file that differs from the revision; the revision's own holds."""
        root, folder = self.policy.root, self.policy.folder
        now = policy_paths(self.before.repository.present(), lambda path: _bytes(root / path))
        then = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path != folder / ".git"]
        for path in sorted({*now, *then}):
            present = _bytes(root / path)
            hit = policy_hit(path, present, _bytes(folder / path), self.policy.label)
            if hit is not None:
                yield from self._findings(path, "MC905", hit, present or b"")

    def withdrawn(self, paths: list[str], checked: set[str]) -> Iterator[Finding | FileResult]:
        """Yield for each dossier of the revision that is no longer checked where it went, and what is wrong with it there."""
        repository = self.before.repository
        seen = {place for path in checked if (place := repository.relative(path)) is not None}
        missing = [path for path, _ in earlier_dossiers(self.before, paths, self.worker.finder, seen)]
        if not missing:
            return
        moved = {old: new for new, old in self.before.renames.items()}
        ids = set(self._ids(path for path in seen if path not in self.before.files))
        for path in missing:
            if moved.get(path) in seen or ids.intersection(_ids_in(self.before.bytes_of(self.before.files[path]), path)):
                continue
            target = self._hiding_place(path, moved.get(path))
            result = self.worker.check_path(self._shown(target), named=True) if target is not None else None
            if result is not None:
                yield result
            yield from self._findings(target or path, "MC907", withdrawn_hit(path, target, self.policy.label))

    def _hiding_place(self, path: str, moved: str | None) -> str | None:
        """Return the file that holds a dossier now, under a name or in a place where no check looks, or None."""
        for candidate in (moved, path):
            full = self.policy.root / candidate if candidate is not None else None
            if full is not None and full.is_file() and full.resolve().is_relative_to(self.policy.root):
                return candidate
        return None

    def _ids(self, paths: Iterable[str]) -> Iterator[str]:
        for path in paths:
            raw = _bytes(self.policy.root / path)
            yield from _ids_in(raw or b"", path)

    def _shown(self, path: str) -> str:
        return PurePosixPath(Path(os.path.relpath(self.policy.root / path)).as_posix()).as_posix()

    def _findings(self, path: str, rule: str, hit: Hit, raw: bytes = b"") -> Iterator[Finding]:
        full = self.policy.root / path
        settings = self.worker.finder.for_path(full)
        plan = self.worker.checker.plan(fallback_framework(settings), settings, str(full))
        weighed = weigh(plan, rule, hit, 1, None)
        source = Source(self._shown(path), raw.decode("utf-8", "replace").removeprefix("\ufeff"), raw)
        yield from finish([weighed] if weighed is not None else [], plan, source, settings.lang or self.lang)


def _bytes(path: Path) -> bytes | None:
    try:
        return read_bytes(str(path)) if path.is_file() else None
    except OSError:
        return None


def _ids_in(raw: bytes, path: str) -> list[str]:
    return [document.id for document in load_bytes(raw, path).documents if document.id is not None]


def _same_settings(path: str, now: bytes | None, then: bytes | None) -> bool:
    """Say whether a pyproject.toml sets the same for mclint as before; other files are compared whole."""
    if PurePosixPath(path).name != parse.PYPROJECT:
        return False
    try:
        data = [parse.config_data(raw, Path(path)) if raw is not None else None for raw in (now, then)]
    except ConfigError:
        return False
    return data[0] == data[1]


def _shrinks(path: str, now: bytes | None, then: bytes | None) -> bool:
    """Say whether this is a baseline from which solved findings were taken out, which is what it is for."""
    if now is None or then is None:
        return False
    try:
        return only_shrinks(parse_baseline(now, Path(path)), parse_baseline(then, Path(path)))
    except ConfigError:
        return False


def _first_difference(now: bytes, then: bytes) -> Span:
    """Return the first line that differs, in code points; an empty span where only lines at the end are gone."""
    text = now.decode("utf-8", "replace").removeprefix("\ufeff")
    lines, old = text.splitlines(keepends=True), then.decode("utf-8", "replace").removeprefix("\ufeff").splitlines(keepends=True)
    offset = 0
    for index, line in enumerate(lines):
        if index >= len(old) or line != old[index]:
            return Span(offset, offset + len(line.rstrip("\r\n")))
        offset += len(line)
    return Span(0, 0)
