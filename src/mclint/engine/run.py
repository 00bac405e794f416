"""Runs the check over many files, on one core or several, and gathers one report in a fixed order."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from mclint.engine.discover import files_to_check
from mclint.engine.worker import RunOptions, check_batch, make_worker
from mclint.findings import FileResult, Report

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

#: Files handed to a worker at a time: large enough to hide the hand-over, small enough to share the work evenly.
BATCH = 16


def run(paths: Iterable[str], options: RunOptions, jobs: int = 1, *, executor: str | None = None) -> Report:
    """Check all dossiers at or below the paths and return one report.

    Raises:
        PathError: a path that cannot be checked.
        ConfigError, CardError: a configuration, rule card or framework that cannot be used.
    """
    started = time.perf_counter()
    paths = list(paths)
    files = files_to_check(paths, options.finder(), only_dossiers=options.only_dossiers)
    report = collect(_results(files, options, jobs))
    if not options.only_dossiers and (len(paths) > 1 or len(report.files) > 1):
        add_across(report, options)
    report.seconds = time.perf_counter() - started
    return report


def add_across(report: Report, options: RunOptions) -> None:
    """Add to a report what the rules across dossiers find; nothing of them is loaded where none is in force."""
    if not any(entry.across for entry in report.entries):
        return
    from mclint.engine.across import judge_across

    results, failures = judge_across(report.entries, make_worker(options))
    for result in results:
        report.findings += result.findings
        report.suppressed += result.suppressed
    report.failures = (*report.failures, *failures)
    put_in_order(report)


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
    report.entries += result.entries
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
