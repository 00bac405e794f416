"""The same check on the workers of a cluster: the same bytes, and a lost worker loses nothing."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from distributed import LocalCluster

from mclint.cli.main import cli
from mclint.config.settings import ConfigError
from mclint.engine.executors import open_executor
from tests.conftest import ROOT, TODAY

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as running:
        yield running


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the dossiers of the catalogue several times over, under ids of their own."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "catalogus"
    for copy in range(4):
        for path in sorted((ROOT / "examples" / "catalogue").glob("*/*.yaml")):
            target = folder / f"{copy}" / path.relative_to(ROOT / "examples" / "catalogue")
            target.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text("utf-8")
            target.write_text(text.replace(f"id: {path.parent.name}/", f"id: {path.parent.name}-{copy}/"), "utf-8")
    return folder


def check(*extra: str) -> Result:
    arguments = ["check", "catalogus", "--format", "json", "--no-cache", "--today", TODAY.isoformat(), *extra]
    return CliRunner().invoke(cli, arguments, standalone_mode=False)


def address(cluster: LocalCluster) -> str:
    return str(cluster.scheduler_address).replace("tcp://", "dask://")


def test_a_cluster_gives_the_same_bytes_as_this_machine(cluster: LocalCluster, catalogue: Path) -> None:
    there = check("--executor", address(cluster))
    here = check("--jobs", "1")
    assert there.exception is None, there.exception
    assert there.stdout == here.stdout
    assert '"dossiers": 204' in there.stdout


def test_a_lost_worker_loses_nothing(cluster: LocalCluster, catalogue: Path) -> None:
    victim = next(iter(cluster.workers.values())).pid
    killed: list[float] = []

    def kill() -> None:
        time.sleep(0.5)  # somewhere in the middle; whenever it is, the result has to be the same
        os.kill(victim, signal.SIGKILL)
        killed.append(time.monotonic())

    thread = threading.Thread(target=kill)
    thread.start()
    there = check("--executor", address(cluster))
    thread.join()
    assert there.exception is None, there.exception
    assert killed
    assert there.stdout == check("--jobs", "1").stdout


@pytest.mark.parametrize("name", ["dask://", "dask://localhost", "ray://localhost:1", "dask://a b:8786", "dask://host:123456"])
def test_a_name_that_is_no_address_is_refused(name: str) -> None:
    with pytest.raises(ConfigError, match="dask://HOST:PORT"), open_executor(name, 1):
        pass


def test_a_scheduler_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mclint.engine.executors._PATIENCE", 1)
    with pytest.raises(ConfigError, match="no scheduler answers at 127"), open_executor("dask://127.0.0.1:9", 1):
        pass


def test_a_cluster_without_workers_is_refused() -> None:
    with (
        LocalCluster(n_workers=0, processes=True, dashboard_address=None) as running,
        pytest.raises(ConfigError, match="has no workers"),
        open_executor(address(running), 1),
    ):
        pass
