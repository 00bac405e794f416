"""Writes a report in each format that was asked for, to standard output or to a file; one that fails stops no other."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from mclint.cli.faults import UnwritableError, UsageFault
from mclint.cli.github import leave_behind, runs_on_github
from mclint.cli.options import choose_color, terminal_width
from mclint.cli.streams import LostOutputError
from mclint.cli.writing import refuse_way_out, write_lines
from mclint.config.discovery import repository_root
from mclint.config.settings import NoRoomError
from mclint.findings import Finding, Report
from mclint.report.escape import terminal
from mclint.report.formats import FRAME, Context, Lines, render
from mclint.texts.sentences import sentence, told

#: Outputs that follow the encoding of the terminal; a program that reads one of the others expects UTF-8.
_FOR_TERMINALS = ("text", "concise")
#: Exit codes of outputs that could not be written: for wrong use, and for an incomplete run.
_USAGE, _INCOMPLETE = 2, 3


def refuse_unclear_outputs(given: dict[str, Any]) -> None:
    """Raise UsageError where two outputs would be written into each other, or one out of the repository."""
    known: dict[object, str] = {}
    for name, target in given["formats"]:
        if target is not None:
            refuse_way_out(target)
        place = _place(target)
        if place is not None and place in known:
            where = sentence("usage.standard-output") if target is None or place == _place(None) else target
            raise UsageFault(sentence("usage.same-place", first=known[place], second=name, where=where))
        known[place] = name


def _place(target: str | None) -> object:
    """Return what tells the place of an output from others, whatever it is called; None where it does not matter."""
    if target is None:
        return _identity(sys.stdout.fileno) or "standard output"
    if os.path.exists(target) and Path(target).samefile(os.devnull):
        return None
    return _identity(lambda: target) or os.path.realpath(target)


def _identity(place: Callable[[], int | str]) -> tuple[int, int] | None:
    try:
        status = os.stat(place())
    except (OSError, ValueError):  # it is not there yet, or standard output is no file
        return None
    return (status.st_dev, status.st_ino)


def write_outputs(
    report: Report, lines: Lines, given: dict[str, Any], fails: Callable[[Finding], bool], rule_packs: tuple[Path, ...] = ()
) -> int:
    """Write the report once for each `--format NAME[:FILE]`; what the run itself has to say goes to standard error.

    Without `--format` it is text, or annotations in a step of GitHub Actions. Annotations come with a summary of the job
    and outputs of the step, where the runner names files for them.

    Returns:
        The exit code for what could not be written, which is said on standard error; 0 where all was.
    """
    formats = given["formats"] or (("github" if runs_on_github(os.environ) else "text", None),)
    root = repository_root(Path.cwd() / "x")
    context = Context(lines, statistics=given["statistics"], quiet=given["quiet"], root=root, rule_packs=rule_packs, fails=fails)
    _complain(*report.remarks, *report.failures)
    codes = [0]
    for name, target in formats:
        with _going_on(codes, report.lang):
            wide = _wide(context, name, given["width"], terminal=target is None)
            if target is not None:
                write_lines(target, render(name, report, wide))
            else:
                _print(name, report, wide, given["color"])
    wrong = list(leave_behind(report, context, os.environ)) if any(name == "github" for name, _ in formats) else []
    _complain(*wrong)
    return max(*codes, _INCOMPLETE if wrong else 0)


def _print(name: str, report: Report, context: Context, wish: str) -> None:
    if name not in _FOR_TERMINALS:
        with contextlib.suppress(AttributeError, ValueError):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    color = name == "text" and choose_color(wish, sys.stdout.isatty(), os.environ)
    for line in render(name, report, replace(context, color=color)):
        click.echo(line, color=True)  # colour was decided above; nothing else is taken out of a line


@contextlib.contextmanager
def _going_on(codes: list[int], lang: str) -> Iterator[None]:
    """Say what keeps an output from being written, and note the exit code for it."""
    try:
        yield
    except LostOutputError as lost:
        if not lost.unread:
            _complain(sentence("writing.report", why=lost.reason).text(lang))
        codes.append(_INCOMPLETE)
    except NoRoomError as error:
        _complain(told(error.said, lang))
        codes.append(_INCOMPLETE)
    except UnwritableError as error:
        _complain(told(error.said, lang))
        codes.append(_USAGE)


def _wide(context: Context, name: str, wish: int | None, *, terminal: bool) -> Context:
    """Return how wide an output may be: as asked for, else as its terminal is.

    `COLUMNS` without a terminal holds for the lines of files only: whoever reads on from there, a program or a log, wants
    each message in one line. Files and other formats have no terminal.
    """
    if name != "text":
        return context
    columns = wish or (terminal_width(os.environ) if terminal else None)
    whole = wish or (columns if terminal and sys.stdout.isatty() else None)
    return replace(context, width=whole, frame=columns or FRAME)


def _complain(*texts: str) -> None:
    for text in texts:
        click.echo(f"mclint: {terminal(text)}", err=True)
