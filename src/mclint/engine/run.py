"""Runs the check over many files, on one core or several, and gathers one report in a fixed order."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from mclint.config.discovery import SettingsFinder
from mclint.dossier.load import load_bytes
from mclint.engine.before import Before
from mclint.engine.cache import Cache, hash_of, open_cache
from mclint.engine.check import Checker, unreadable
from mclint.engine.discover import files_to_check, holds_dossier, may_hold_dossier
from mclint.engine.reader import CachedReader
from mclint.engine.results import is_not_dossier, load_result, result_key, store_no_dossier, store_result
from mclint.findings import FileResult, Report

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from mclint.config.revision import Policy

#: Files handed to a worker at a time: large enough to hide the hand-over, small enough to share the work evenly.
BATCH = 16


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What one run needs besides its files; hashable and picklable, so that every worker builds the same checker."""

    today: date
    lang: str | None = None
    use_cache: bool = True
    options: tuple[tuple[str, object], ...] = ()
    config: Path | None = None
    isolated: bool = False
    policy: Policy | None = None
    only_dossiers: bool = False

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

    def check_path(self, path: str, named: bool) -> FileResult | None:
        """Read and check one file; None for a scanned file that is no dossier."""
        from mclint.dossier.load import read_bytes

        try:
            raw = read_bytes(path)
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
            return known
        if not named and is_not_dossier(self.cache, key):
            return None
        result = self.checker.check(raw, path, settings, named=named)
        if result is None:
            store_no_dossier(self.cache, key)
        else:
            store_result(self.cache, key, result)
        return result

    def _was_dossier(self, raw: bytes, path: str) -> bool:
        """Say whether a file was a dossier at the revision whose policy counts: it cannot stop being one by losing a key."""
        then = self.checker.before.of(path, raw) if self.checker.before is not None else None
        return then is not None and then != raw and may_hold_dossier(then) and holds_dossier(load_bytes(then, path))

    def _context(self, raw: bytes, path: str) -> str:
        """Return what a result depends on besides the file and its settings: what the file was, at which revision."""
        before = self.checker.before
        if before is None:
            return ""
        then = before.of(path, raw)
        return f"{before.label} {'same' if then == raw else 'new' if then is None else hash_of(then)}"


@cache
def make_worker(options: RunOptions) -> Worker:
    """Return this process's worker for a run, made once."""
    folder = open_cache() if options.use_cache else None
    policy = options.policy
    before = Before(policy.repository, policy.commit, policy.label) if policy is not None else None
    checker = Checker(options.today, CachedReader(folder), options.lang, folder, before)
    return Worker(options, options.finder(), folder, checker)


def check_batch(options: RunOptions, batch: tuple[tuple[str, bool], ...]) -> list[FileResult]:
    """Check a batch of files; what runs in each worker process."""
    worker = make_worker(options)
    results = (worker.check_path(path, named) for path, named in batch)
    return [result for result in results if result is not None]


def run(paths: Iterable[str], options: RunOptions, jobs: int = 1) -> Report:
    """Check all dossiers at or below the paths and return one report.

    Raises:
        PathError: a path that cannot be checked.
        ConfigError, CardError: a configuration, rule card or framework that cannot be used.
    """
    started = time.perf_counter()
    files = files_to_check(paths, options.finder(), only_dossiers=options.only_dossiers)
    report = collect(_results(files, options, jobs))
    report.seconds = time.perf_counter() - started
    return report


def collect(results: Iterable[FileResult]) -> Report:
    """Put the results of files together, findings in the one order of all reports."""
    report = Report()
    languages: set[str] = set()
    for result in results:
        add(report, result)
        languages.add(result.lang)
    report.lang = languages.pop() if len(languages) == 1 else "nl" if "nl" in languages else "en"
    put_in_order(report)
    return report


def add(report: Report, result: FileResult) -> None:
    """Add the result of one file to a report; call `put_in_order` after the last."""
    report.files.append(result.path)
    report.findings += result.findings
    report.suppressed += result.suppressed
    report.dossiers += result.dossiers
    report.skipped_languages = tuple(sorted({*report.skipped_languages, *result.skipped_languages}))
    report.failures = (*report.failures, *result.failures)


def put_in_order(report: Report) -> None:
    """Sort the findings into the one order of all reports."""
    report.findings.sort(key=lambda finding: finding.sort_key)
    report.suppressed.sort(key=lambda finding: finding.sort_key)


def job_count(jobs: str) -> int:
    """Return the number of processes for `auto` or a number; raises ValueError on anything else."""
    if jobs == "auto":
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    count = int(jobs)
    if count < 1:
        raise ValueError(jobs)
    return count


def _results(files: Iterator[tuple[str, bool]], options: RunOptions, jobs: int) -> Iterator[FileResult]:
    head = list(islice(files, BATCH + 1))
    if jobs == 1 or len(head) <= BATCH:
        yield from check_batch(options, tuple(head))
        for batch in _batched(files):
            yield from check_batch(options, batch)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs) as executor:
        yield from _spread(executor, chain(head, files), options, jobs)


def _spread(executor: Executor, files: Iterable[tuple[str, bool]], options: RunOptions, jobs: int) -> Iterator[FileResult]:
    """Hand batches to the executor, a few ahead of the results, and yield the results in the order of the files."""
    waiting: deque[Future[list[FileResult]]] = deque()
    for batch in _batched(files):
        waiting.append(executor.submit(check_batch, options, batch))
        if len(waiting) > 4 * jobs:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _batched(files: Iterable[tuple[str, bool]]) -> Iterator[tuple[tuple[str, bool], ...]]:
    iterator = iter(files)
    while batch := tuple(islice(iterator, BATCH)):
        yield batch
