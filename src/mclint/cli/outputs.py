"""Writes a report in each format that was asked for, to standard output or to a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from mclint.cli.options import choose_color
from mclint.config.discovery import repository_root
from mclint.findings import Report
from mclint.report.formats import Context, Lines, render


def write_outputs(report: Report, lines: Lines, given: dict[str, Any]) -> None:
    """Write the report once for each `--format NAME[:FILE]`; text on standard output where none was given."""
    for name, target in given["formats"] or (("text", None),):
        if target is None:
            color = choose_color(given["color"], sys.stdout.isatty(), os.environ) and name == "text"
            for line in render(name, report, _context(lines, given, color)):
                click.echo(line, color=color)
        else:
            _write_file(target, render(name, report, _context(lines, given, color=False)))


def _context(lines: Lines, given: dict[str, Any], color: bool) -> Context:
    here = Path.cwd()
    return Context(lines, color, given["statistics"], given["quiet"], root=repository_root(here / "x"))


def _write_file(target: str, parts: Any) -> None:
    try:
        with Path(target).open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.writelines(f"{part}\n" for part in parts)
    except OSError as error:
        raise click.FileError(target, f"cannot be written: {error.strerror}") from error
