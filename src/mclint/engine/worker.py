"""What one process needs to check files, and the batches of files that it is handed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from mclint.config.discovery import SettingsFinder
from mclint.dossier.files import Files, OutsideError
from mclint.dossier.load import load_bytes
from mclint.dossier.recognise import holds_dossier, may_hold_dossier
from mclint.engine.cache import Cache, open_cache
from mclint.engine.change.before import Before
from mclint.engine.change.identity import unpack
from mclint.engine.check import Checker
from mclint.engine.gathered import unreadable
from mclint.engine.outside import refused
from mclint.engine.reader import CachedReader
from mclint.engine.results import is_not_dossier, load_result, result_key, store_no_dossier, store_result
from mclint.findings import FileResult

if TYPE_CHECKING:
    from mclint.config.revision import Policy

#: A cluster may run two batches at a time in threads of one process, but its checker remembers things between files.
_ALONE = Lock()


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What one run needs besides its files; hashable and picklable, so that every worker builds the same checker.

    `frameworks` are those of which each dossier gets a verdict besides its findings; `folder` is where paths start from,
    for a worker that was started somewhere else. `change` says of each dossier that a change touches what it was.
    """

    today: date
    lang: str | None = None
    use_cache: bool = True
    options: tuple[tuple[str, object], ...] = ()
    config: Path | None = None
    isolated: bool = False
    policy: Policy | None = None
    only_dossiers: bool = False
    frameworks: tuple[str, ...] = ()
    folder: str | None = None
    change: bytes = b""

    def finder(self) -> SettingsFinder:
        """Return a finder of settings with these options."""
        return SettingsFinder(dict(self.options), self.config, self.isolated, self.policy)


@dataclass(slots=True)
class Worker:
    """Checks files one after another in one process."""

    options: RunOptions
    finder: SettingsFinder
    cache: Cache | None
    checker: Checker

    @property
    def files(self) -> Files:
        """Return the files that may be read."""
        return self.finder.files

    def check_path(self, path: str, named: bool) -> FileResult | None:
        """Read and check one file; None for a scanned file that is no dossier."""
        try:
            raw = self.files.read(path)
        except OutsideError:
            return refused(path, self.checker, self.finder.for_path(Path(path)))
        except OSError as error:
            return unreadable(path, error.strerror or str(error))
        return self.check_bytes(raw, path, named)

    def check_bytes(self, raw: bytes, path: str, named: bool = True) -> FileResult | None:
        """Check bytes that were read already, through the cache of results."""
        named = named or self._was_dossier(raw, path)
        if not named and not may_hold_dossier(raw):
            return None
        settings = self.finder.for_path(Path(path))
        if self.cache is None:
            return self.checker.check(raw, path, settings, named=named)
        key = result_key(raw, settings, path, self.options.today, self.options.lang, self._context(raw, path))
        known = load_result(self.cache, key, path)
        if known is not None:
            return replace(known, digest=key)
        if not named and is_not_dossier(self.cache, key):
            return None
        result = self.checker.check(raw, path, settings, named=named)
        if result is None:
            store_no_dossier(self.cache, key)
        else:
            store_result(self.cache, key, result)
        return replace(result, digest=key) if result is not None else None

    def _was_dossier(self, raw: bytes, path: str) -> bool:
        """Say whether a file was a dossier at the revision whose policy counts: it cannot stop being one by losing a key."""
        then = self.checker.before.of(path, raw) if self.checker.before is not None else None
        return then is not None and then != raw and may_hold_dossier(then) and holds_dossier(load_bytes(then, path))

    def _context(self, raw: bytes, path: str) -> str:
        """Return what a result depends on besides the file and its settings: what it was before, and who judges."""
        before, judged = self.checker.before, " ".join(self.options.frameworks)
        if before is None:
            return judged
        return f"{judged} {before.label} {before.context(path, raw)} {self.checker.elsewhere(path)}"


@cache
def make_worker(options: RunOptions) -> Worker:
    """Return this process's worker for a run, made once."""
    policy = options.policy
    folder = open_cache(policy.repository.checkout if policy is not None else None) if options.use_cache else None
    before = None
    if policy is not None:
        before = Before(policy.repository, policy.commit, policy.label, unpack(options.change))
    finder = options.finder()
    checker = Checker(options.today, CachedReader(folder), options.lang, folder, before, finder, options.frameworks)
    return Worker(options, finder, folder, checker)


def check_batch(options: RunOptions, batch: tuple[tuple[str, bool], ...]) -> list[FileResult]:
    """Check a batch of files; what runs in each worker process, one batch at a time.

    Raises:
        FileNotFoundError: a worker on another machine does not see the folder.
    """
    with _ALONE, _inside(options.folder):
        worker = make_worker(options)
        results = (worker.check_path(path, named) for path, named in batch)
        return [result for result in results if result is not None]


@contextmanager
def _inside(folder: str | None) -> Iterator[None]:
    """Work in a folder, and go back to where the process was."""
    if folder is None or folder == str(Path.cwd()):
        yield
        return
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
