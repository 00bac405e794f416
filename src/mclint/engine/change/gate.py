"""What a change does to the gate itself: policy files that it edits, dossiers that it takes out of sight."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mclint.config import parse
from mclint.config.revision import Policy, policy_paths
from mclint.config.settings import ConfigError
from mclint.dossier.files import Files, OutsideError
from mclint.dossier.source import Source
from mclint.engine.baseline import only_shrinks, parse_baseline
from mclint.engine.change.before import Before, earlier_dossiers, would_be_checked
from mclint.engine.change.identity import Origin, Sighted
from mclint.engine.change.touched import Change
from mclint.engine.choice import exempted, fallback_framework, split_exempt
from mclint.engine.discover import is_excluded
from mclint.engine.raws import weigh
from mclint.engine.run import add, put_in_order
from mclint.engine.stamp import finish
from mclint.engine.worker import RunOptions, Worker, make_worker
from mclint.findings import FileResult, Finding, Report
from mclint.model import Hit, Place, Span


def judge_change(paths: Iterable[str], report: Report, options: RunOptions, policy: Policy, change: Change) -> None:
    """Add to a report what is to be said beside the dossiers that were checked.

    Args:
        paths: the paths that the user named.
        report: what the check of those paths gave.
        options: the options of that run.
        policy: the revision whose policy counts.
        change: what the files of now change of the dossiers of that revision.
    """
    worker = make_worker(options)
    before = worker.checker.before
    if before is None:
        raise ValueError("the options of the run name no policy")
    gate = _Gate(worker, before, policy, options.lang or report.lang, tuple(paths))
    policies = list(gate.policy_changes())
    report.findings += policies
    for found in gate.out_of_sight(change, set(report.files), {finding.location.path for finding in policies}):
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


def withdrawn_hit(was: str | None, now: str | None, revision: str, dossier: str | None = None) -> Hit:
    """Return what is to be said of a dossier that no check looks at.

    Args:
        was: its file at the revision; None for one that the change adds or touches where no check looks.
        now: its file now; None where it is gone.
        revision: how the user named the revision.
        dossier: its id, where its file is still there without it.
    """
    place = Place("", Span(0, 0))
    if was is None:
        return Hit(place, "unseen", {"path": now or ""})
    if dossier is not None:
        return Hit(place, "taken-out", {"path": was, "id": dossier, "revision": revision})
    if now is None:
        return Hit(place, "gone", {"path": was, "revision": revision})
    return Hit(place, "hidden", {"path": now, "before": was})


def astray_hit(path: str) -> Hit:
    """Return what is to be said of a link whose target nobody can judge."""
    return Hit(Place("", Span(0, 0)), "astray", {"path": path})


@dataclass(frozen=True, slots=True)
class _Gate:
    worker: Worker
    before: Before
    policy: Policy
    lang: str
    paths: tuple[str, ...]

    def policy_changes(self) -> Iterator[Finding]:
        """Yield a finding for each policy file that differs from the revision; the revision's own holds."""
        root, folder = self.policy.root, self.policy.folder
        now = policy_paths(self.before.repository.present(), lambda path: _bytes(root / path, self.worker.files))
        then = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path != folder / ".git"]
        for path in sorted({*now, *then}):
            present = _bytes(root / path, self.worker.files)
            hit = policy_hit(path, present, _bytes(folder / path, Files()), self.policy.label)
            if hit is not None:
                yield from self._findings(path, "MC905", hit, present or b"")

    def out_of_sight(self, change: Change, checked: set[str], named: set[str]) -> Iterator[Finding | FileResult]:
        """Yield for each dossier that no check looked at where it is, and what is wrong with it there.

        That is one of the revision that is gone or hides now, and one that the change adds or touches where none looks.
        `checked` are the files that were checked, `named` others of which something was said.
        """
        seen = {place for path in checked if (place := self.before.repository.real(path)) is not None}
        judged: set[str] = set()
        for was, now in self._lost(change, seen):
            target = now.path if now is not None else None
            if target is not None and target not in judged:
                judged.add(target)
                yield from self._judged(target)
            there = target is None and (self.policy.root / was.path).is_file()
            hit = withdrawn_hit(was.path, target, self.policy.label, (was.id or "?") if there else None)
            yield from self._findings(target or was.path, "MC907", hit)
        for path in self._untouched(seen):
            yield from self._judged(path)
            yield from self._findings(path, "MC907", withdrawn_hit(path, path, self.policy.label))
        for path in dict.fromkeys(item.path for item in change.now):
            if path not in seen and path not in judged and self._is_of_concern(path):
                yield from self._judged(path)
                yield from self._findings(path, "MC907", withdrawn_hit(None, path, self.policy.label))

        places = {self.before.repository.relative(path) for path in checked}
        for path in change.links:
            if path not in places and self._shown(path) not in named and self._is_of_concern(path):
                yield from self._findings(path, "MC907", astray_hit(path))

    def _lost(self, change: Change, seen: set[str]) -> Iterator[tuple[Sighted, Sighted | None]]:
        """Yield each dossier that the run would have checked at the revision and now does not, with what it is now."""
        heirs: dict[Origin, list[Sighted]] = defaultdict(list)
        for item in change.now:
            if item.place in change.origins:
                heirs[change.origins[item.place].place].append(item)
        broken = {item.path for item in change.now if not item.number}
        for was in change.before:
            found = heirs[was.place]
            if was.path in broken or any(item.path in seen for item in found):
                continue
            if self._was_checked(was.path):
                yield was, next(iter(found), None)

    def _untouched(self, seen: set[str]) -> Iterator[str]:
        """Yield the dossiers that are as they were and yet were not checked, for instance behind a link."""
        for path, _ in earlier_dossiers(self.before, self.paths, self.worker.finder, seen):
            raw = _bytes(self.policy.root / path, self.worker.files)
            if raw is not None and self.before.of(str(self.policy.root / path), raw) is raw:
                yield path

    def _was_checked(self, path: str) -> bool:
        return would_be_checked(path, self.paths, self.before.repository, self.worker.finder) is not None

    def _is_of_concern(self, path: str) -> bool:
        """Say whether a dossier that the change adds or touches has to be checked.

        Nobody has to where the policy leaves the file out, or where the run was asked for single files only.
        """
        full = self.policy.root / path
        return any(os.path.isdir(name) for name in self.paths) and not is_excluded(full, self.worker.finder.at(path))

    def _judged(self, path: str) -> Iterator[FileResult]:
        result = self.worker.check_path(self._shown(path), named=True)
        if result is not None:
            yield result

    def _shown(self, path: str) -> str:
        return PurePosixPath(Path(os.path.relpath(self.policy.root / path)).as_posix()).as_posix()

    def _findings(self, path: str, rule: str, hit: Hit, raw: bytes = b"") -> Iterator[Finding]:
        full = self.policy.root / path
        settings = self.worker.finder.at(path)
        plan = self.worker.checker.plan(fallback_framework(settings), settings, str(full))
        weighed = weigh(plan, rule, hit, 1, None)
        kept, _ = split_exempt([weighed] if weighed is not None else [], exempted(settings, str(full)))
        source = Source(self._shown(path), raw.decode("utf-8", "replace").removeprefix("\ufeff"), raw)
        yield from finish(kept, plan, source, settings.lang or self.lang)


def _bytes(path: Path, files: Files) -> bytes | None:
    """Return what a file holds; of one that a link puts outside of the repository only what git keeps of it: the link."""
    try:
        return files.read(path)
    except OutsideError:
        return os.fsencode(path.readlink()) if path.is_symlink() else b""
    except OSError:
        return None


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
