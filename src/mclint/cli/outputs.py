"""Writes a report in each format that was asked for, to standard output or to a file."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from mclint.cli.github import leave_behind, runs_on_github
from mclint.cli.options import choose_color
from mclint.config.discovery import repository_root
from mclint.findings import Finding, Report
from mclint.report.escape import terminal
from mclint.report.formats import Context, Lines, render

#: Outputs that follow the encoding of the terminal; a program that reads one of the others expects UTF-8.
_FOR_TERMINALS = ("text", "concise")


def write_outputs(
    report: Report, lines: Lines, given: dict[str, Any], fails: Callable[[Finding], bool], rule_packs: tuple[Path, ...] = ()
) -> bool:
    """Write the report once for each `--format NAME[:FILE]`; what the run itself has to say goes to standard error.

    Without `--format` it is text, or annotations in a step of GitHub Actions. Annotations come with a summary of the job
    and outputs of the step, where the runner names files for them.

    Returns:
        Whether all was written that could be; what was not is said on standard error.
    """
    formats = given["formats"] or (("github" if runs_on_github(os.environ) else "text", None),)
    root = repository_root(Path.cwd() / "x")
    context = Context(lines, statistics=given["statistics"], quiet=given["quiet"], root=root, rule_packs=rule_packs, fails=fails)
    _complain(*report.remarks, *report.failures)
    for name, target in formats:
        if target is not None:
            _write_file(target, render(name, report, context))
            continue
        if name not in _FOR_TERMINALS:
            with contextlib.suppress(AttributeError, ValueError):
                sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        color = name == "text" and choose_color(given["color"], sys.stdout.isatty(), os.environ)
        for line in render(name, report, replace(context, color=color)):
            click.echo(line, color=True)  # colour was decided above; nothing else is taken out of a line
    wrong = list(leave_behind(report, context, os.environ)) if any(name == "github" for name, _ in formats) else []
    _complain(*wrong)
    return not wrong


def _complain(*texts: str) -> None:
    for text in texts:
        click.echo(f"mclint: {terminal(text)}", err=True)


def _write_file(target: str, lines: Iterable[str]) -> None:
    try:
        with Path(target).open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        raise click.FileError(target, f"cannot be written: {error.strerror}") from error
