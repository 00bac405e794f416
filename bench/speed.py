"""Times mclint as a whole process next to its peers: start-up, one dossier, and catalogues, as ratios in one run."""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "schemas" / "dossier.schema.json"
BIN = Path(sys.executable).parent
MCLINT = [sys.executable, "-m", "mclint"]
PEER = [str(BIN / "check-jsonschema"), "--schemafile", str(SCHEMA)]
YAMLLINT = [str(BIN / "yamllint"), "-d", "relaxed"]


@dataclass(frozen=True)
class Timing:
    """Median wall seconds and peak memory (MiB) of one command; `peak` is that of its largest process."""

    wall: float
    peak: float


def measure(command: list[str], env: dict[str, str], before: Callable[[], None], rounds: int) -> Timing:
    walls, peaks = [], []
    for _ in range(rounds):
        before()
        started = perf_counter()
        process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        walls.append(perf_counter() - started)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode > 1:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
        peaks.append(usage.ru_maxrss / 1024)
    return Timing(statistics.median(walls), max(peaks))


def catalogue(folder: Path, count: int) -> list[str]:
    """Write so many dossiers, varied in id and text from the good examples, and return their paths."""
    sources = sorted((ROOT / "examples" / "good").glob("*.yaml"))
    texts = [source.read_text("utf-8") for source in sources]
    paths = []
    for number in range(count):
        text = texts[number % len(texts)].replace("\nid: ", f"\nid: school-{number}-", 1)
        text = text.replace("De lerende", f"De lerende in groep {number // len(texts)}")
        path = folder / f"dossier-{number:05}.yaml"
        path.write_text(text, "utf-8")
        paths.append(str(path))
    return paths


@contextmanager
def workspace() -> Iterator[tuple[Path, dict[str, str], Callable[[], None]]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cache = folder / "cache"
        env = {**os.environ, "MCLINT_CACHE_DIR": str(cache), "PYTHONDONTWRITEBYTECODE": ""}
        env.pop("PYTHONDONTWRITEBYTECODE")
        yield folder, env, lambda: shutil.rmtree(cache, ignore_errors=True)


def show(label: str, timing: Timing, base: Timing, unit: str) -> None:
    print(f"{label:<46} {timing.wall:8.3f} s  {timing.peak:7.0f} MiB  {timing.wall / base.wall:6.2f} x {unit}")


def startup(rounds: int) -> None:
    with workspace() as (_, env, _clear):
        base = measure([sys.executable, "-c", "import click"], env, lambda: None, rounds)
        show('python -c "import click"', base, base, "import click")
        for option in ("--version", "--help"):
            show(f"mclint {option}", measure([*MCLINT, option], env, lambda: None, rounds), base, "import click")
        spacy = measure([sys.executable, "-c", "import spacy"], env, lambda: None, rounds)
        show('python -c "import spacy"', spacy, base, "import click")


def one(rounds: int) -> None:
    with workspace() as (folder, env, clear):
        path = catalogue(folder, 1)[0]
        base = measure([*PEER, path], env, lambda: None, rounds)
        show("check-jsonschema, one dossier", base, base, "check-jsonschema")
        show("yamllint", measure([*YAMLLINT, path], env, lambda: None, rounds), base, "check-jsonschema")
        show("mclint, first run", measure([*MCLINT, path], env, clear, rounds), base, "check-jsonschema")
        number = 0

        def touch() -> None:
            nonlocal number
            number += 1
            with Path(path).open("a", encoding="utf-8") as stream:
                stream.write(f"# {number}\n")

        show("mclint, texts in the cache", measure([*MCLINT, path], env, touch, rounds), base, "check-jsonschema")
        show("mclint, unchanged", measure([*MCLINT, path], env, lambda: None, rounds), base, "check-jsonschema")


#: So many outcomes are new in the dossier that a teacher saves and checks.
NEW_OUTCOMES = 6
DOSSIER = """mclint: 1
id: roc-voorbeeld/nieuw-{number}
title: Nieuw {number}
language: {lang}
status: developed
level: {{nlqf: 3}}
learning_outcomes:
{outcomes}"""
TEXTS = {
    "nl": "De lerende {verb} volgens het protocol van groep {number} bij een cliënt met dementie.",
    "en": "The learner {verb} by the protocol of group {number} for a client with dementia.",
}
VERBS = {
    "nl": (
        "voert een controle uit",
        "begrijpt de risico's",
        "stelt een plan op",
        "beoordeelt de uitkomst",
        "kan het werk overdragen",
        "legt de keuze uit",
    ),
    "en": (
        "carries out a check",
        "understands the risks",
        "draws up a plan",
        "assesses the result",
        "can hand over the work",
        "explains the choice",
    ),
}


def new_outcomes(lang: str, number: int) -> str:
    """Return a dossier with outcomes that no run before has seen."""
    texts = (TEXTS[lang].format(verb=verb, number=number) for verb in VERBS[lang][:NEW_OUTCOMES])
    lines = [f'  - {{id: LO{place}, text: "{text}"}}\n' for place, text in enumerate(texts, 1)]
    return DOSSIER.format(lang=lang, number=number, outcomes="".join(lines))


def fresh(rounds: int) -> None:
    """Time a dossier of new outcomes in turn with the import of spaCy, with and without a cache of other texts."""
    spacy = [sys.executable, "-c", "import spacy"]
    for lang in ("nl", "en"):
        with workspace() as (folder, env, clear):
            path = folder / "dossier.yaml"
            base: list[float] = []
            walls: dict[str, list[float]] = {"empty cache": [], "other texts in the cache": []}
            for number in range(2 * rounds):
                path.write_text(new_outcomes(lang, number), "utf-8")
                if number % 2 == 0:
                    clear()
                base.append(measure(spacy, env, lambda: None, 1).wall)
                kind = "other texts in the cache" if number % 2 else "empty cache"
                walls[kind].append(measure([*MCLINT, str(path)], env, lambda: None, 1).wall)
            usual = statistics.median(base)
            for kind, times in walls.items():
                wall = statistics.median(times)
                print(f"{NEW_OUTCOMES} new outcomes ({lang}), {kind:<26} {wall:8.3f} s  {wall / usual:6.2f} x import spacy")
    resident(rounds)


def resident(rounds: int) -> None:
    """Time what an editor waits for: one outcome, and a dossier of which one outcome changed, in a warm process."""
    from mclint.config.settings import Settings
    from mclint.engine.check import Checker
    from mclint.engine.reader import CachedReader
    from mclint.nlp.read import analyse

    checker, settings = Checker(date(2026, 11, 24), CachedReader(None)), Settings()
    for lang in ("nl", "en"):
        checker.check(new_outcomes(lang, 0).encode(), "dossier.yaml", settings)
        texts = [TEXTS[lang].format(verb=VERBS[lang][number % NEW_OUTCOMES], number=number) for number in range(1, 20 * rounds)]
        outcomes = [timed(partial(analyse, text, lang)) for text in texts]
        first = TEXTS[lang].format(verb=VERBS[lang][0], number=0)
        dossiers = [new_outcomes(lang, 0).replace(first, text).encode() for text in texts]
        wholes = [timed(partial(checker.check, raw, "dossier.yaml", settings)) for raw in dossiers]
        print(f"one outcome ({lang}), warm process {statistics.median(outcomes) * 1000:24.2f} ms")
        print(f"a dossier with one changed outcome ({lang}), warm {statistics.median(wholes) * 1000:9.2f} ms")


def timed(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def many(count: int, rounds: int) -> None:
    with workspace() as (folder, env, clear):
        site = folder / "catalogue"
        site.mkdir()
        paths = catalogue(site, count)
        base = measure([*PEER, *paths], env, lambda: None, 1)
        show(f"check-jsonschema, {count} dossiers", base, base, "check-jsonschema")
        show("yamllint", measure([*YAMLLINT, str(site)], env, lambda: None, 1), base, "check-jsonschema")
        run = [*MCLINT, "--jobs", "auto", str(site)]
        cold = measure(run, env, clear, rounds)
        show("mclint --jobs auto, cold cache", cold, base, "check-jsonschema")
        show("mclint --jobs auto, nothing changed", measure(run, env, lambda: None, rounds), base, "check-jsonschema")
        print(f"{'':<46} {cold.wall / count * 1000:8.1f} ms for each dossier, cold")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--counts", type=int, nargs="*", default=[200, 2000])
    parser.add_argument("--only", choices=["startup", "one", "fresh", "many"])
    given = parser.parse_args()
    if given.only in (None, "startup"):
        startup(given.rounds)
    if given.only in (None, "one"):
        one(given.rounds)
    if given.only in (None, "fresh"):
        fresh(given.rounds)
    if given.only in (None, "many"):
        for count in given.counts:
            many(count, max(1, given.rounds // 3))


if __name__ == "__main__":
    main()
