"""Measures a whole catalogue: the figures next to check-jsonschema, the curve of a check, overlap, and the report.

    python bench/scale.py stats 10000      # cold and warm, next to check-jsonschema on the same files
    python bench/scale.py curve 1000 10000 100000
    python bench/scale.py overlap 1000 10000
    python bench/scale.py report

The dossiers are generated from the invented ones of `examples/catalogue`: each keeps the facts of one of them, and its
outcomes are put together from the lists of words of professional tasks, so that every dossier has texts of its own and
some speak of the same tasks.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
MCLINT = [sys.executable, "-m", "mclint"]
PEER = [str(Path(sys.executable).parent / "check-jsonschema"), "--schemafile", str(ROOT / "schemas" / "dossier.schema.json")]
_TODAY = ["--today", "2026-11-24"]
_TEXT = re.compile(r"(?m)^( *-? *text: *)(?!\{)(?:>-?|\|-?)?[^\n]*(?:\n(?: {6,})[^\n:]*(?=\n))*")


@dataclass(frozen=True)
class Done:
    """One finished command: wall seconds, MiB of its largest process, and its exit code."""

    wall: float
    peak: float
    code: int


def timed(command: list[str], env: dict[str, str], output: Path | None = None) -> Done:
    started = perf_counter()
    with (output or Path(os.devnull)).open("wb") as stream:
        process = subprocess.Popen(command, env=env, stdout=stream, stderr=subprocess.DEVNULL, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Done(perf_counter() - started, usage.ru_maxrss / 1024, process.returncode)


@cache
def jobs() -> list[tuple[list[str], list[str]]]:
    """Return the verbs and the other words of each professional task that has two of both."""
    from mclint.across.concepts import job_lists
    from mclint.nlp.dutch.lexicon import lexicon as dutch

    known = dutch().verbs
    found = []
    for words in job_lists("nl"):
        verbs = [word for word in words if word in known]
        things = [word for word in words if word not in known and " " not in word]
        if verbs and len(things) >= 3:
            found.append((verbs, things))
    return found


def outcome(number: int, draw: random.Random) -> str:
    """Return an outcome about one professional task."""
    verbs, things = jobs()[number % len(jobs())]
    verb, (first, second, third) = draw.choice(verbs), draw.sample(things, 3)
    return draw.choice(
        [
            f"Een {first} {verb} met een {second} volgens het voorschrift voor de {third}.",
            f"De lerende kan een {first} {verb} met behulp van een {second} en een {third}.",
            f"Bij een {second} de {first} {verb} aan de hand van de {third}.",
        ]
    )


def write_catalogue(folder: Path, count: int) -> None:
    """Write so many dossiers below a folder, the same for the same number; 500 in each of its folders."""
    bases = [path.read_text("utf-8") for path in sorted((ROOT / "examples" / "catalogue").glob("*/*.yaml"))]
    bases = [text for text in bases if text.count("text: ") >= 3]
    for number in range(count):
        draw = random.Random(number)
        start = draw.randrange(len(jobs()))
        text = re.sub(r"(?m)^id: *([a-z0-9-]+)/", rf"id: \1-{number}/", bases[number % len(bases)], count=1)
        picked = iter(range(start, start + 100))
        text = _TEXT.sub(lambda match, picked=picked, draw=draw: match[1] + outcome(next(picked), draw), text)
        path = folder / f"{number // 500:03}" / f"dossier-{number:06}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@contextmanager
def scratch(count: int) -> Iterator[tuple[Path, dict[str, str]]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "catalogue"
        write_catalogue(folder, count)
        yield folder, {**os.environ, "MCLINT_CACHE_DIR": str(Path(name) / "cache"), "LC_ALL": "nl_NL.UTF-8"}


def stats(counts: list[int]) -> None:
    for count in counts or [1000]:
        with scratch(count) as (folder, env):
            cold = timed([*MCLINT, "stats", str(folder), *_TODAY], env)
            warm = timed([*MCLINT, "stats", str(folder), *_TODAY], env)
            files = sorted(map(str, folder.rglob("*.yaml")))
            wall = sum(timed([*PEER, *files[start : start + 2000]], env).wall for start in range(0, len(files), 2000))
        print(f"{count:>7} dossiers: check-jsonschema {wall:.1f} s; stats cold {cold.wall:.1f} s ({cold.wall / wall:.2f} x), "
              f"{cold.peak:.0f} MiB; warm {warm.wall:.2f} s ({cold.wall / warm.wall:.1f} times faster than cold)")  # fmt: skip


def curve(counts: list[int]) -> None:
    first = 0.0
    for count in counts or [1000, 10_000]:
        with scratch(count) as (folder, env):
            done = timed([*MCLINT, "check", str(folder), "--jobs", "auto", "--format", "concise", "--exit-zero", *_TODAY], env)
        each = 1000 * done.wall / count
        first = first or each
        print(f"{count:>7} dossiers: {done.wall:.1f} s, {each:.2f} ms a dossier ({each / first:.2f} x), "
              f"{done.peak:.0f} MiB in the largest process, exit code {done.code}")  # fmt: skip


def overlap(counts: list[int]) -> None:
    from datetime import date

    from mclint.across.overlap import find_overlaps
    from mclint.engine.run import run
    from mclint.engine.worker import RunOptions

    first = 0.0
    for count in counts or [1000, 10_000]:
        with scratch(count) as (folder, env):
            os.environ["MCLINT_CACHE_DIR"] = env["MCLINT_CACHE_DIR"]
            options = RunOptions(date(2026, 11, 24), options=(("select", ("MC801",)),))
            entries = run([str(folder)], options, 2).entries
        started = perf_counter()
        found = find_overlaps(entries)
        wall = perf_counter() - started
        first = first or wall
        print(f"{count:>7} dossiers: {wall:.1f} s ({wall / first:.1f} x), {len(found)} overlapping pairs")


def report(counts: list[int]) -> None:
    for count in [0, *(counts or [1000])]:
        with scratch(count) as (folder, env), tempfile.TemporaryDirectory() as site:
            source = folder if count else ROOT / "examples" / "catalogue"
            done = timed([*MCLINT, "report", str(source), "--output", f"{site}/site", *_TODAY], env)
            size = sum(path.stat().st_size for path in Path(site).rglob("*") if path.is_file())
        print(f"{count or 51:>7} dossiers: report in {done.wall:.1f} s, {size / 1e6:.1f} MB, {done.peak:.0f} MiB")


def main() -> None:
    what: dict[str, Callable[[list[int]], None]] = {"stats": stats, "curve": curve, "overlap": overlap, "report": report}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=sorted(what))
    parser.add_argument("counts", nargs="*", type=int)
    given = parser.parse_args()
    what[given.what](given.counts)


if __name__ == "__main__":
    main()
