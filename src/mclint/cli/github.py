"""What a run on GitHub Actions leaves behind besides its log: the summary of the job and the outputs of the step."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from mclint.findings import Report
from mclint.model import Severity
from mclint.report.formats import Context
from mclint.report.words import word
from mclint.texts.sentences import reason, sentence

#: GitHub drops the summary of a step whole when it is larger than 1 MiB; other programs of the step share it.
MOST_SUMMARY_BYTES = 1024 * 1024 - 1024


def runs_on_github(environ: Mapping[str, str]) -> bool:
    """Say whether this is a step of GitHub Actions, where annotations are what people look at."""
    return environ.get("GITHUB_ACTIONS") == "true"


def leave_behind(report: Report, context: Context, environ: Mapping[str, str]) -> Iterator[str]:
    """Append the report to the summary of the job and the counts to the outputs of the step; yield what went wrong.

    Each file is one that the runner names in the environment; where it names none, nothing is written.
    """
    texts: dict[str, Callable[[int], str]] = {
        "GITHUB_STEP_SUMMARY": lambda size: _summary(report, context, size),
        "GITHUB_OUTPUT": lambda _: _output_lines(outputs(report)),
    }
    for name, text_of in texts.items():
        if not environ.get(name):
            continue
        path = Path(environ[name])
        try:
            text = text_of(path.stat().st_size if os.path.exists(path) else 0)
            with path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
                file.write(text)
        except OSError as error:
            yield sentence("writing.runner-file", path=str(path), name=name, why=reason(error)).text(report.lang)


def outputs(report: Report) -> dict[str, str]:
    """Return what later steps can use: counts, and whether the check is incomplete (`true` or `false`)."""
    counts = {
        "files": len(report.files),
        "dossiers": report.dossiers,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "notes": report.count(Severity.NOTE),
        "suppressed": len(report.suppressed),
        "known": len(report.known),
    }
    return {**{name: str(count) for name, count in counts.items()}, "incomplete": str(report.incomplete).lower()}


def _summary(report: Report, context: Context, size: int) -> str:
    """Return a summary that fits behind what the file holds; where nothing does, the log says so."""
    from mclint.report.markdown import LEAST_BYTES, summarise

    room = MOST_SUMMARY_BYTES - size
    if room < LEAST_BYTES:
        click.echo(word("summary-full", report.lang))
        return ""
    return "".join(f"{line}\n" for line in summarise(report, context, room))


def _output_lines(values: Mapping[str, str]) -> str:
    """Return each output between two delimiters that nobody can guess, the form that takes any value."""
    mark = f"mclint-{secrets.token_hex(16)}"
    return "".join(f"{name}<<{mark}\n{value}\n{mark}\n" for name, value in values.items())
