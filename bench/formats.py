"""Times every output on 25,000 findings: seconds and peak memory to write it, and one run from files to SARIF."""

from __future__ import annotations

import argparse
import gzip
import pickle
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from time import perf_counter, sleep

from speed import MCLINT, ROOT, workspace

from mclint.engine.run import run
from mclint.engine.worker import RunOptions
from mclint.findings import Finding, Report
from mclint.report.formats import FORMATS, Context, render

DAY = date(2026, 11, 24)


def copy_dossiers(folder: Path, wanted: int) -> Report:
    """Copy the bad examples until they hold so many findings, and return the report on exactly that many."""
    report = run([str(ROOT / "examples" / "bad")], RunOptions(DAY, "nl", use_cache=False, isolated=True))
    texts = {path: Path(path).read_bytes() for path in report.files}
    made = Report(lang="nl")
    for copy in count():
        for path, raw in texts.items():
            target = folder / f"group-{copy:04}" / Path(path).name
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(raw)
            made.files.append(str(target))
            made.dossiers += 1
            made.findings += (move(item, str(target)) for item in report.findings if item.location.path == path)
            if len(made.findings) >= wanted:
                del made.findings[wanted:]
                made.findings.sort(key=lambda item: item.sort_key)
                return made
    raise AssertionError("a count has no end")


def move(finding: Finding, path: str) -> Finding:
    """Return a finding as if it stood in another file."""
    related = tuple(replace(item, location=replace(item.location, path=path)) for item in finding.related)
    return replace(finding, location=replace(finding.location, path=path), related=related)


def peak_memory(process: int | str) -> float:
    """Return the most memory that a process ever held (MiB); what its parent held does not count, as it would in rusage."""
    with Path(f"/proc/{process}/status").open(encoding="ascii", errors="replace") as status:
        return next((int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM")), 0.0)


def write_one(name: str, pickled: Path, root: Path, target: Path) -> None:
    """Write one format in this process, and print the seconds, its peak memory before and after (MiB), and the sizes."""

    def lines(path: str) -> list[str]:
        return Path(path).read_text("utf-8").split("\n")

    report = pickle.loads(pickled.read_bytes())
    before = peak_memory("self")
    started = perf_counter()
    with target.open("w", encoding="utf-8", errors="backslashreplace") as stream:
        stream.writelines(f"{line}\n" for line in render(name, report, Context(lines, root=root)))
    seconds = perf_counter() - started
    peak = peak_memory("self")
    packed = len(gzip.compress(target.read_bytes(), 6)) / 1e6
    size = target.stat().st_size / 1e6
    memory = f"{peak:6.0f} MiB ({before:.0f} before)"
    print(f"{name:<12} {seconds:7.2f} s  {memory}  {size:6.1f} MB, {packed:4.1f} MB packed", flush=True)


def formats(wanted: int, names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report = copy_dossiers(folder, wanted)
        print(f"{len(report.findings)} findings in {len(report.files)} files")
        pickled = folder / "report.pickle"
        pickled.write_bytes(pickle.dumps(report))
        for form in names:
            command = [sys.executable, __file__, "--write", form, str(pickled), str(folder), str(folder / f"out.{form}")]
            subprocess.run(command, check=True)


def whole(wanted: int) -> None:
    """Time `mclint check` over the copies, from files to SARIF, with a cold cache and all cores."""
    with workspace() as (folder, env, clear):
        site = folder / "catalogue"
        site.mkdir()
        report = copy_dossiers(site, wanted)
        clear()
        command = [*MCLINT, "check", str(site), "--isolated", "--jobs", "auto", "--today", DAY.isoformat()]
        command += ["--format", f"sarif:{folder / 'out.sarif'}"]
        started = perf_counter()
        process = subprocess.Popen(command, env=env, cwd=ROOT)
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, peak_memory(process.pid))
            sleep(0.02)
        if process.returncode != 1:
            raise SystemExit(f"mclint ended with {process.returncode}")
        seconds = perf_counter() - started
        shown = f"{seconds:.1f} s, {peak:.0f} MiB in the process that writes"
        print(f"mclint check --jobs auto, {len(report.files)} files to SARIF: {shown}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--findings", type=int, default=25_000)
    parser.add_argument("--formats", nargs="*", default=list(FORMATS), choices=FORMATS)
    parser.add_argument("--whole", action="store_true", help="also check the files from the start")
    parser.add_argument("--write", nargs=4, metavar=("FORMAT", "REPORT", "ROOT", "TARGET"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write:
        write_one(given.write[0], *map(Path, given.write[1:]))
        return
    formats(given.findings, given.formats)
    if given.whole:
        whole(given.findings)


if __name__ == "__main__":
    main()
