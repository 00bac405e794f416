"""Whoever stops mclint gets one sentence and exit code 3, and neither a process nor a file is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mclint.cli.signals import stopping_in_order
from tests.conftest import ROOT
from tests.program import command, environment
from tests.repository import scratch

GOOD = (ROOT / "examples" / "good" / "valpreventie-ouderenzorg.yaml").read_text("utf-8")

#: Makes every worker busy for longer than a test waits, once it has said that it started.
SLOW = """
import os, sys, time
from pathlib import Path
import mclint.engine.worker as worker
def slow(self, path, named):
    Path(os.environ["STARTED"], str(os.getpid())).touch()
    time.sleep(600)
worker.Worker.check_path = slow
from mclint.cli.main import main
main(sys.argv[1:])
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {f"{number}.yaml": GOOD for number in range(40)}
    scratch(tmp_path / "werk", {**files, ".mclint.yaml": "lang: nl\n"})
    for name in ("tmp", "begonnen"):
        (tmp_path / name).mkdir()
    return tmp_path


def wait_for(what: str, made: Callable[[], bool], seconds: int = 240) -> None:
    for _ in range(seconds * 20):
        if made():
            return
        time.sleep(0.05)
    pytest.fail(what)


def is_running(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"  # ended, and nobody has asked how


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_a_run_that_is_stopped_leaves_nothing_behind(folder: Path, sign: signal.Signals, jobs: str) -> None:
    started = folder / "begonnen"
    arguments = ["check", "--config-from", "main", "--jobs", jobs, "--no-cache", "."]
    program = subprocess.Popen(
        [command()[0], "-c", SLOW, *arguments],
        cwd=folder / "werk",
        env=environment(STARTED=str(started), TMPDIR=str(folder / "tmp")),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for("the workers start", lambda: len(list(started.iterdir())) == int(jobs))
    workers = [int(path.name) for path in started.iterdir()]
    os.kill(program.pid, sign)
    out, err = program.communicate(timeout=240)
    wait_for("the workers end", lambda: not any(map(is_running, workers)))
    if sign != signal.SIGKILL:
        assert (program.returncode, out, err.strip()) == (
            3,
            "",
            "mclint: stopped before the end; nothing can be said about the rest",
        )
        assert list((folder / "tmp").iterdir()) == []


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGHUP])
def test_a_request_that_is_ignored_stays_ignored(sign: signal.Signals) -> None:
    before = signal.signal(sign, signal.SIG_IGN)
    try:
        with stopping_in_order():
            signal.raise_signal(sign)
        assert signal.getsignal(sign) is signal.SIG_IGN
    finally:
        signal.signal(sign, before)
    with stopping_in_order():
        assert signal.getsignal(sign) not in (signal.SIG_IGN, signal.SIG_DFL)
    assert signal.getsignal(sign) == before
