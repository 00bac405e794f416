"""Runs the program with fewer rights than the tests have, or as a process of its own."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import mclint
from mclint.cli.main import main

#: Linux: by these powers (capabilities(7)) root may read, search and write everything; without them rights hold for root.
_POWERS = (1 << 1) | (1 << 2)
_VERSION = 0x20080522


@dataclass(frozen=True)
class Done:
    """How a run of the program ended, and what it said."""

    code: int
    out: str
    err: str

    def sentence(self, code: int) -> str:
        """Return what standard error says: one line that is no traceback; the run ended with a code."""
        assert self.code == code, (self.code, self.out, self.err)
        assert "Traceback" not in self.err + self.out, self.err
        lines = [line for line in self.err.splitlines() if not line.startswith(("Usage:", "Try ")) and line]
        assert len(lines) == 1, lines
        assert "internal error" not in lines[0]
        return lines[0]


def run_here(capfd: pytest.CaptureFixture[str], *arguments: str) -> Done:
    """Run the program in this process."""
    capfd.readouterr()
    with pytest.raises(SystemExit) as stop:
        main(list(arguments))
    out, err = capfd.readouterr()
    assert isinstance(stop.value.code, int)
    return Done(stop.value.code, out, err)


def environment(**changes: str | None) -> dict[str, str]:
    """Return the environment of a program that finds this source; None takes a variable out."""
    made = {**os.environ, "PYTHONPATH": str(Path(mclint.__file__).parent.parent), **changes}
    return {name: value for name, value in made.items() if value is not None}


def command(*arguments: str) -> list[str]:
    """Return what starts the program in a process of its own."""
    return [sys.executable, "-m", "mclint", *arguments]


def run_apart(*arguments: str, shell: str = 'exec "$@"', **more: Any) -> Done:
    """Run the program in a process of its own, by a line of the shell in which `"$@"` stands for it and its arguments."""
    done = subprocess.run(
        ["bash", "-c", shell, "bash", *command(*arguments)],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        **more,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@contextmanager
def usual_rights() -> Iterator[None]:
    """Take from root, who may run the tests, what others do not have either: reading and writing whatever the rights say."""
    if os.geteuid() != 0:
        yield
        return
    library, header, before = ctypes.CDLL(None, use_errno=True), (ctypes.c_uint32 * 2)(_VERSION, 0), (ctypes.c_uint32 * 6)()
    assert library.capget(header, before) == 0
    less = (ctypes.c_uint32 * 6)(*before)
    less[0] &= ~_POWERS  # what is in effect; what is permitted stays, so that it can be taken up again
    assert library.capset(header, less) == 0
    try:
        yield
    finally:
        assert library.capset(header, before) == 0
