"""Where batches of files are checked: processes of this machine, or the workers of a cluster; both as an `Executor`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import mclint
from mclint.config.settings import ConfigError
from mclint.texts.sentences import sentence

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from distributed import Client

_DASK = re.compile(r"dask://(?P<host>\[[0-9A-Fa-f:.]+\]|[^\s/:\[\]]+):(?P<port>[0-9]{1,5})/?")
#: Seconds to wait for the scheduler of a cluster.
_PATIENCE = 10
#: A batch whose worker is lost is given to another so many times.
_RETRIES = 3


@contextmanager
def open_executor(name: str | None, jobs: int) -> Iterator[tuple[Executor, int]]:
    """Open an executor, and say how many batches it works on at a time.

    Args:
        name: `dask://HOST:PORT` for the scheduler of a Dask cluster; None for processes of this machine.
        jobs: the number of processes; a cluster has its own.

    Raises:
        ConfigError: a name that is no such address, a missing package, a scheduler that does not answer, or workers with
            another version of mclint or none.
    """
    if name is None:
        with _processes(jobs) as pool:
            yield pool, jobs
        return
    match = _DASK.fullmatch(name)
    if match is None:
        raise ConfigError(sentence("usage.executor", name=name))
    client = _connect(match["host"], match["port"])
    try:
        workers = _ready_workers(client, name)
        with client.get_executor(retries=_RETRIES, pure=False) as executor:
            yield executor, workers
    finally:
        client.close()


@contextmanager
def _processes(jobs: int) -> Iterator[Executor]:
    """Open processes of this machine; none of them stays behind, whatever becomes of this one."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(jobs, initializer=_start_worker)
    try:
        yield pool
    except BaseException:  # nobody waits for what they are at
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    pool.shutdown()


def _start_worker() -> None:
    """Leave it to the first process to say that it was stopped, and end with it, also where it was killed."""
    import multiprocessing
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    from multiprocessing.connection import wait

    wait([sentinel])
    os._exit(1)


def _connect(host: str, port: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise ConfigError(sentence("usage.no-dask")) from error
    try:
        return Client(f"tcp://{host}:{port}", timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ConfigError(sentence("usage.no-scheduler", address=f"{host}:{port}", why=str(error))) from error


def _ready_workers(client: Client, name: str) -> int:
    """Return how many threads the workers have; they must run this version, or their results would differ."""
    threads = int(sum(client.nthreads().values()))
    if not threads:
        raise ConfigError(sentence("usage.no-workers", name=name))
    try:
        versions = set(client.run(_version).values())
    except Exception as error:
        raise ConfigError(sentence("usage.lame-workers", name=name, why=str(error))) from error
    if versions != {mclint.__version__}:
        found = tuple(sorted(versions))
        raise ConfigError(sentence("usage.other-version", name=name, found=found, ours=mclint.__version__))
    return threads


def _version() -> str:
    return mclint.__version__
