"""Runs the hostile suite against mclint and its peers and prints who survives what.

A tool survives a case if it ends by itself within the time, without a traceback, within the memory, and prints nothing
that steers a terminal or that a build runner takes for a command. Whether it finds anything wrong is not asked.

    python bench/hostile.py
    python bench/hostile.py --spectral node_modules/.bin/spectral
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.hostile.cases import CASES, Case  # noqa: E402
from tests.hostile.readers import check_people  # noqa: E402

SECONDS = 20
MEGABYTES = 1024
_CRASHES = ("Traceback (most recent call last)", "RangeError", "Maximum call stack", "heap out of memory", "RecursionError")


def tools(spectral: str | None) -> Iterator[tuple[str, list[str]]]:
    """Yield the name and the command of each tool that is there; file names come behind it, as a hook gives them."""
    here = Path(sys.executable).parent
    yield "mclint", [sys.executable, "-P", "-m", "mclint"]
    for name, options in (
        ("yamllint", ["-d", "relaxed"]),
        ("check-jsonschema", ["--schemafile", str(ROOT / "schemas" / "dossier.schema.json")]),
    ):
        found = shutil.which(name, path=f"{here}{os.pathsep}{os.environ['PATH']}")
        if found is not None:
            yield name, [found, *options]
    if spectral is not None:
        ruleset = Path(tempfile.mkdtemp()) / "ruleset.yaml"
        ruleset.write_text("rules: {text: {given: $, then: {field: title, function: truthy}}}\n", "utf-8")
        yield "Spectral", [str(Path(spectral).resolve()), "lint", "--ruleset", str(ruleset)]


def verdict(command: list[str], case: Case) -> str:
    """Return "" where a tool survives a case, else why not."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        case.write(root)
        (root / ".git").mkdir(exist_ok=True)
        files = sorted({*case.files, *case.links} - {".mclint.yaml"}) if case.arguments == (".",) else list(case.arguments)
        files = [file for file in files if file.endswith((".yaml", ".yml")) or file in case.arguments]
        env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "MCLINT_CACHE_DIR": str(root / ".cache"), "NO_COLOR": "1"}
        try:
            done = subprocess.run(
                [*command, *files], cwd=root, env=env, capture_output=True, timeout=SECONDS, check=False, preexec_fn=_limit
            )
        except subprocess.TimeoutExpired:
            return "hangs"
        except ValueError:
            return "cannot be called"
    return _reason(done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"), done.returncode)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES << 20, MEGABYTES << 20))


def _reason(out: str, err: str, code: int) -> str:
    if code < 0:
        return f"killed by signal {-code}"
    if any(sign in text for text in (out, err) for sign in _CRASHES):
        return "crashes"
    for text in (out, err):
        try:
            check_people(text)
        except AssertionError:
            return "lets commands or escapes through"
    return ""


def main() -> None:
    """Print a table by kind of case, and what each tool does not survive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spectral", default=shutil.which("spectral"), help="the spectral program of @stoplight/spectral-cli")
    parser.add_argument("--verbose", action="store_true", help="name each case that is not survived")
    given = parser.parse_args()
    cases = [case for case in CASES if case.kind != "policy"]  # each tool has a configuration of its own
    kinds = list(dict.fromkeys(case.kind for case in cases))
    print(
        f"| tool | {' | '.join(f'{kind} ({sum(case.kind == kind for case in cases)})' for kind in kinds)} | all ({len(cases)}) |"
    )
    print(f"|---|{'---|' * (len(kinds) + 1)}")
    for name, command in tools(given.spectral):
        with ThreadPoolExecutor(2) as pool:
            found = list(pool.map(lambda case, command=command: verdict(command, case), cases))
        counts = [sum(not why for case, why in zip(cases, found, strict=True) if case.kind == kind) for kind in kinds]
        print(f"| {name} | {' | '.join(map(str, counts))} | {sum(counts)} |", flush=True)
        reasons = sorted({why for why in found if why})
        print("".join(f"<!-- {name}: {why}: {found.count(why)} -->\n" for why in reasons), end="", flush=True)
        if given.verbose:
            print("".join(f"    {case.name}: {why}\n" for case, why in zip(cases, found, strict=True) if why), end="", flush=True)


if __name__ == "__main__":
    main()
