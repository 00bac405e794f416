"""Prints how CPU time grows with the size of what is judged: each kind at n, 2n and 4n, in a process of its own.

Run it from the root of a checkout: `python -m bench.growth`. The time is user and system time of the whole command.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.hostile.growth import GROWTH


def cpu(text: str, folder: Path) -> float:
    """Return the CPU seconds that checking a text takes from the start of the program to its end."""
    path = folder / "dossier.yaml"
    path.write_text(text, "utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "mclint", "--no-cache", "--exit-zero", "--format", "sarif", path.name]
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print a row for each kind, and the slowest at the end."""
    slowest = 0.0
    print(f"{'kind':28}{'n':>8}{'CPU n':>9}{'2n':>8}{'4n':>8}{'4n/2n':>8}")
    with tempfile.TemporaryDirectory() as name:
        for kind, (make, size) in GROWTH.items():
            times = [cpu(make(size * factor), Path(name)) for factor in (1, 2, 4)]
            slowest = max(slowest, *times)
            print(f"{kind:28}{size:>8}" + "".join(f"{time:8.2f}" for time in times) + f"{times[2] / times[1]:8.2f}")
    print(f"slowest: {slowest:.2f} s of CPU")


if __name__ == "__main__":
    main()
