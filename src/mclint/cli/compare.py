"""`mclint compare`: two dossiers side by side."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mclint.cli.faults import UsageFault
from mclint.cli.kinds import FilePath, OneOf
from mclint.cli.options import DAY, choose_color, message_language, terminal_width
from mclint.cli.spoken import SpokenCommand, lang_option
from mclint.cli.writing import write_lines
from mclint.texts.sentences import sentence

if TYPE_CHECKING:
    from mclint.cli.picking import Picked
    from mclint.engine.worker import RunOptions
    from mclint.entries import Entry

FORMATS = ("text", "markdown", "html")

#: Columns of a text where there is no terminal, and the most that are used in one.
_WIDTH, _WIDEST = 100, 140


@click.command("compare", cls=SpokenCommand)
@click.argument("first", type=FilePath(readable=False), metavar="A")
@click.argument("second", type=FilePath(readable=False), metavar="B")
@click.option("--format", "form", type=OneOf(FORMATS), default="text")
@click.option("--output", type=FilePath(dir_okay=False), metavar="FILE")
@lang_option
@click.option("--color", type=OneOf(["auto", "always", "never"]), default="auto")
@click.option("--config", type=FilePath(dir_okay=False))
@click.option("--isolated", is_flag=True)
@click.option("--no-cache", is_flag=True)
@click.option("--today", type=DAY)
def command(first: str, second: str, form: str, output: str | None, color: str, **given: Any) -> int:
    """Compare two dossiers: facts, outcomes that are alike, assessment, sign-off, and what differs strongly.

    A and B are files with one dossier each; FILE#2 or FILE#id names one of several in a file.
    """
    from mclint.cli.picking import pick
    from mclint.cli.running import options_of
    from mclint.engine.worker import make_worker

    options = options_of({**given, "framework": None})
    worker = make_worker(options)
    picked = [pick(first, worker), pick(second, worker)]
    if any(item.entry is None for item in picked):
        _complain(*(line for item in picked for line in _broken(item, given["lang"])))
        return 1
    entries = [item.entry for item in picked if item.entry is not None]
    _refuse_same(entries, output)
    failures = dict.fromkeys(text for item in picked for text in item.result.failures)
    _complain(*(f"mclint: {text}" for text in failures))
    painted = form == "text" and choose_color(color, output is None and sys.stdout.isatty(), os.environ)
    width = _WIDTH if output else min(terminal_width(os.environ) or _WIDTH, _WIDEST)
    _write("".join(f"{line}\n" for line in _lines(picked, form, options, given["lang"], width, painted)), form, output)
    return 3 if failures else 0


def _lines(picked: list[Picked], form: str, options: RunOptions, lang: str | None, width: int, color: bool) -> Iterator[str]:
    """Yield the comparison in the language that was asked for, else the one in which the dossiers' findings are told."""
    from mclint.config.discovery import repository_root
    from mclint.engine.run import collect
    from mclint.report.comparison import markdown, page, text
    from mclint.report.comparison.data import compare
    from mclint.report.comparison.sections import make_sheet

    language = message_language(lang) or collect(item.result for item in picked).lang
    first, second = (item.entry for item in picked if item.entry is not None)
    sheet = make_sheet(compare(first, second), language, options.today, repository_root(Path.cwd() / "x"))
    if form == "html":
        return page.render(sheet)
    return markdown.render(sheet) if form == "markdown" else text.render(sheet, width, color=color)


def _refuse_same(entries: list[Entry], output: str | None) -> None:
    """Stop where there are no two dossiers to compare, or one of them would be overwritten."""
    from mclint.engine.discover import PathError

    first, second = entries
    if first.number == second.number and Path(first.path).samefile(second.path):
        raise PathError(sentence("usage.same-twice", path=first.path))
    for entry in entries:
        if output is not None and os.path.exists(output) and Path(output).samefile(entry.path):
            raise UsageFault(sentence("usage.output-is-input", path=output))


def _broken(item: Picked, lang: str | None) -> Iterator[str]:
    """Yield what stops a file from being read as a dossier, each with its place."""
    from mclint.report.comparison.words import say
    from mclint.report.text import headline

    if item.broken:
        yield f"mclint: {say('broken', message_language(lang) or item.result.lang, file=item.result.path)}"
    for finding in item.broken:
        yield f"  {headline(finding, color=False)}"
        if finding.help:
            yield f"    {finding.help}"


def _complain(*texts: str) -> None:
    from mclint.report.escape import terminal

    for text in texts:
        click.echo(terminal(text), err=True)


def _write(text: str, form: str, output: str | None) -> None:
    if output is None:
        if form != "text":  # whoever reads one of the others expects UTF-8, whatever the terminal takes
            with contextlib.suppress(AttributeError, ValueError):
                sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        click.echo(text, nl=False, color=True)  # colour was decided above; nothing else is taken out of a line
        return
    write_lines(output, text.removesuffix("\n").split("\n"))
