"""Writes a report in each format that was asked for, to standard output or to a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from mclint.cli.github import leave_behind, runs_on_github
from mclint.cli.options import choose_color
from mclint.config.discovery import repository_root
from mclint.findings import Report
from mclint.report.escape import terminal
from mclint.report.formats import Context, Lines, render


def write_outputs(report: Report, lines: Lines, given: dict[str, Any]) -> None:
    """Write the report once for each `--format NAME[:FILE]`; what the run itself has to say goes to standard error.

    Without `--format` it is text, or annotations in a step of GitHub Actions.
    """
    formats = given["formats"] or (("github" if runs_on_github(os.environ) else "text", None),)
    root = repository_root(Path.cwd() / "x")
    context = Context(lines, statistics=given["statistics"], quiet=given["quiet"], root=root)
    if any(name == "github" for name, _ in formats):
        leave_behind(report, context, os.environ)
    for remark in (*report.remarks, *report.failures):
        click.echo(f"mclint: {terminal(remark)}", err=True)
    for name, target in formats:
        if target is not None:
            _write_file(target, render(name, report, context))
            continue
        color = name == "text" and choose_color(given["color"], sys.stdout.isatty(), os.environ)
        for line in render(name, report, replace(context, color=color)):
            click.echo(line, color=True)  # colour was decided above; nothing else is taken out of a line


def _write_file(target: str, lines: Iterable[str]) -> None:
    try:
        with Path(target).open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        raise click.FileError(target, f"cannot be written: {error.strerror}") from error
