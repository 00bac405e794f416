"""`mclint init`: writes a commented starting dossier and tells what is still open."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from mclint.cli.faults import UsageFault
from mclint.cli.kinds import FilePath
from mclint.cli.options import message_language
from mclint.cli.spoken import SpokenCommand, lang_option
from mclint.cli.writing import write_lines
from mclint.texts.sentences import sentence


@click.command("init", cls=SpokenCommand)
@click.argument("file", default="dossier.yaml", type=FilePath(dir_okay=False, writable=True))
@click.option("--framework", default="npuls-mbo-pilot", metavar="NAME")
@lang_option
@click.option("--title")
@click.option("--provider", default="roc-voorbeeld", show_default=True)
@click.option("--force", is_flag=True)
def command(file: str, framework: str, lang: str | None, title: str | None, provider: str, force: bool) -> None:
    """Write a starting dossier to FILE (dossier.yaml); an existing file is left alone."""
    from mclint.config.discovery import check_frameworks
    from mclint.dossier.starting import starting_dossier
    from mclint.engine.run import run
    from mclint.engine.worker import RunOptions
    from mclint.report.escape import terminal

    check_frameworks((framework,), "--framework")
    path = Path(file)
    if os.path.lexists(path) and not force:  # a link that leads nowhere would be written through
        raise UsageFault(sentence("usage.exists", path=file))
    language = message_language(lang) or "nl"
    text = starting_dossier(path.name, framework, language, title, provider)
    write_lines(file, text.removesuffix("\n").split("\n"))
    options = RunOptions(date.today(), language, use_cache=False, options=(("framework", framework),), isolated=True)
    click.echo(sentence("init.open", file=terminal(file)).text(language))
    for finding in run([file], options).findings:
        click.echo(f"  {finding.location.start.line:>3}  {terminal(finding.message)}")
