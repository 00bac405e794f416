"""`mclint stats`: the figures of a catalogue."""

from __future__ import annotations

from typing import Any

import click

from mclint.across.tables import DIVISIONS
from mclint.cli.kinds import FilePath, OneOf
from mclint.cli.running import language_of, run_catalogue, run_options
from mclint.cli.spoken import SpokenCommand

FORMATS = ("text", "markdown", "csv", "json")


@click.command("stats", cls=SpokenCommand)
@click.argument("paths", nargs=-1, required=True, type=FilePath(readable=False), metavar="PATH...")
@click.option("--format", "form", type=OneOf(FORMATS), default="text")
@click.option("--by", type=OneOf(DIVISIONS))
@run_options
def command(paths: tuple[str, ...], form: str, by: str | None, **given: Any) -> int:
    """Count the dossiers at or below each PATH: status, level, study load, sector and so on, and how many are ready.

    A file that cannot be read as a dossier is named and left out, and the rest is counted; the exit code is then 1.
    """
    from mclint.report.stats import render, statistics_of

    report = run_catalogue(paths, given)
    figures = statistics_of(report, by)
    for line in render(form, figures, language_of(report, given)):
        click.echo(line)
    return 3 if report.incomplete else int(bool(figures.left_out))
