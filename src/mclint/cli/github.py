"""What a run on GitHub Actions leaves behind besides its log: the summary of the job and the outputs of the step."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path

import click

from mclint.findings import Report
from mclint.model import Severity
from mclint.report.formats import Context, render

#: GitHub drops the summary of a step whole when it is larger than this.
MOST_SUMMARY_BYTES = 1024 * 1024


def runs_on_github(environ: Mapping[str, str]) -> bool:
    """Say whether this is a step of GitHub Actions, where annotations are what people look at."""
    return environ.get("GITHUB_ACTIONS") == "true"


def leave_behind(report: Report, context: Context, environ: Mapping[str, str]) -> None:
    """Append the report in Markdown to the summary of the job, and the counts to the outputs of the step.

    Raises:
        click.FileError: the runner named a file that cannot be written.
    """
    if environ.get("GITHUB_STEP_SUMMARY"):
        text = "\n".join(render("markdown", report, context)) + "\n"
        path = Path(environ["GITHUB_STEP_SUMMARY"])
        room = MOST_SUMMARY_BYTES - (path.stat().st_size if path.exists() else 0)
        if len(text.encode("utf-8")) < room:
            _append(path, text)
        else:
            report.remarks.append("the summary of this job has no room left for the report; see the annotations and the log")
    if environ.get("GITHUB_OUTPUT"):
        _append(Path(environ["GITHUB_OUTPUT"]), "".join(_output(name, value) for name, value in outputs(report).items()))


def outputs(report: Report) -> dict[str, int]:
    """Return the counts that later steps can use."""
    return {
        "files": len(report.files),
        "dossiers": report.dossiers,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "notes": report.count(Severity.NOTE),
        "suppressed": len(report.suppressed),
        "known": len(report.known),
    }


def _output(name: str, value: object) -> str:
    """Return one output in the form that takes any value: between two delimiters that nobody can guess."""
    mark = f"mclint-{secrets.token_hex(16)}"
    return f"{name}<<{mark}\n{value}\n{mark}\n"


def _append(path: Path, text: str) -> None:
    try:
        with path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise click.FileError(str(path), f"cannot be written: {error.strerror}") from error
