"""Runs the check over many files, on one core or several, and gathers one report in a fixed order."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from mclint.across.catalogue import MOST_COMPARED, catalogue_of
from mclint.engine.cache import hash_of
from mclint.engine.discover import files_to_check
from mclint.engine.results import load_results, store_results
from mclint.engine.sparing import shared, spare
from mclint.engine.worker import RunOptions, check_batch, make_worker
from mclint.findings import FileResult, Report
from mclint.texts.sentences import Said, SaidError, sentence, told

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future
    from contextlib import AbstractContextManager

#: Given the number of files, opens something that is told how many more are done.
Progress = Callable[[int], "AbstractContextManager[Callable[[int], None]]"]

#: Files handed to a worker at a time: large enough to hide the hand-over, small enough to share the work evenly.
BATCH = 16


def run(
    paths: Iterable[str],
    options: RunOptions,
    jobs: int = 1,
    *,
    executor: str | None = None,
    progress: Progress | None = None,
    whole: bool = False,
) -> Report:
    """Check all dossiers at or below the paths and return one report.

    Args:
        paths: files and folders. Dossiers of one file are judged across each other as well, but for rules that have to see
            the whole catalogue.
        options: how to check.
        jobs: the number of processes.
        executor: `dask://HOST:PORT` to check on the workers of a cluster; they must see the same files in the same place.
        progress: is told how many files there are and how many are done.
        whole: keep the words of the outcomes of a large catalogue, which takes much memory.

    Raises:
        PathError: a path that cannot be checked.
        ConfigError, CardError: a configuration, rule card, framework or cluster that cannot be used.
    """
    started = time.perf_counter()
    paths = list(paths)
    files = files_to_check(paths, options.finder(), only_dossiers=options.only_dossiers)
    if executor is not None:
        options = replace(options, folder=str(Path.cwd()))
    if progress is None:
        report = collect(_results(files, options, jobs, executor, lambda _: None), whole=whole)
    else:
        listed = list(files)
        with progress(len(listed)) as step:
            report = collect(_results(iter(listed), options, jobs, executor, step), whole=whole)
    part = len(paths) == 1 and not os.path.isdir(paths[0])
    if not options.only_dossiers and (not part or len(report.entries) > 1):
        add_across(report, options, part=part)
    if not report.files:
        report.lang = _asked(options, paths) or report.lang
    report.seconds = time.perf_counter() - started
    return report


def _asked(options: RunOptions, paths: Sequence[str]) -> str | None:
    """Return the language that is asked for where no dossier has one; a configuration that cannot be used asks for none."""
    with suppress(SaidError):
        lang = options.finder().for_path(Path(paths[0] if paths else ".")).lang
        return lang or options.lang
    return options.lang


def add_across(report: Report, options: RunOptions, *, part: bool = False, read: Callable[[str], bytes] | None = None) -> None:
    """Add to a report what the rules across dossiers find; nothing of them is loaded where none is in force.

    What they find is remembered for as long as no dossier changes. With `part` the dossiers are only some of a catalogue;
    `read` gives the bytes of dossiers that do not stand in files.
    """
    if not any(entry.across for entry in report.entries):
        return
    report.together = True
    worker = make_worker(options)
    stamp = hash_of(report.stamp, "part") if part and report.stamp else report.stamp
    known = load_results(worker.cache, stamp) if worker.cache is not None and stamp else None
    failures: list[Said] = []
    report.catalogue = catalogue = catalogue_of(report.entries)
    if known is None:
        from mclint.engine.across import judge_across

        known, failures = judge_across(report.entries, worker, read, catalogue, part=part)
        if worker.cache is not None and stamp and not failures:
            store_results(worker.cache, stamp, known)
    for result in known:
        report.findings += result.findings
        report.suppressed += result.suppressed
    report.failures = (*report.failures, *(told(said, report.lang) for said in failures))
    if len(report.entries) > MOST_COMPARED:
        said = sentence("run.too-many", count=len(report.entries), most=MOST_COMPARED)
        report.remarks.append(said.text(report.lang))
    put_in_order(report)


def collect(results: Iterable[FileResult], *, whole: bool = True) -> Report:
    """Put the results of files together, findings in the one order of all reports; `whole` keeps every word of them."""
    report = Report()
    languages: set[str] = set()
    for result in results:
        add(report, result)
        if not whole:
            spare(report, len(result.entries))
        languages.add(result.lang)
    report.lang = languages.pop() if len(languages) == 1 else "nl" if "nl" in languages else "en"
    put_in_order(report)
    return report


def add(report: Report, result: FileResult) -> None:
    """Add the result of one file to a report; call `put_in_order` after the last."""
    report.files.append(result.path)
    report.findings += map(shared, result.findings)
    report.suppressed += map(shared, result.suppressed)
    report.dossiers += result.dossiers
    report.entries += result.entries
    if result.fail_level:
        report.fail_levels[result.path] = result.fail_level
    report.stamp = (
        hash_of(report.stamp or "run", result.path, result.digest) if result.digest and report.stamp is not None else None
    )
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


def _results(
    files: Iterator[tuple[str, bool]], options: RunOptions, jobs: int, name: str | None, step: Callable[[int], None]
) -> Iterator[FileResult]:
    head = list(islice(files, BATCH + 1))
    if name is None and (jobs == 1 or len(head) <= BATCH):
        for batch in _batched(chain(head, files)):
            yield from check_batch(options, batch)
            step(len(batch))
        return
    from mclint.engine.executors import open_executor

    with open_executor(name, jobs) as (executor, width):
        yield from _spread(executor, chain(head, files), options, width, step)


def _spread(
    executor: Executor, files: Iterable[tuple[str, bool]], options: RunOptions, width: int, step: Callable[[int], None]
) -> Iterator[FileResult]:
    """Hand batches to the executor, a few ahead of the results, and yield the results in the order of the files."""
    waiting: deque[tuple[Future[list[FileResult]], int]] = deque()

    def first() -> Iterator[FileResult]:
        future, size = waiting.popleft()
        yield from future.result()
        step(size)

    for batch in _batched(files):
        waiting.append((executor.submit(check_batch, options, batch), len(batch)))
        if len(waiting) > 4 * width:
            yield from first()
    while waiting:
        yield from first()


def _batched(files: Iterable[tuple[str, bool]]) -> Iterator[tuple[tuple[str, bool], ...]]:
    iterator = iter(files)
    while batch := tuple(islice(iterator, BATCH)):
        yield batch
