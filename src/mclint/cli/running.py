"""What commands that read a whole catalogue share: their options, and the run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mclint.cli.faults import UsageFault
from mclint.cli.kinds import FilePath
from mclint.cli.options import DAY, message_language
from mclint.cli.spoken import lang_option
from mclint.texts.sentences import sentence

if TYPE_CHECKING:
    from mclint.engine.run import Progress
    from mclint.engine.worker import RunOptions
    from mclint.findings import Report

#: Up to so many files are checked without a bar.
_FEW = 20

_Command = TypeVar("_Command", bound=Callable[..., Any])


def run_options(command: _Command) -> _Command:
    """Add the options of a run over a catalogue to a command."""
    for option in reversed(
        [
            click.option("--framework", metavar="NAME"),
            lang_option,
            click.option("--config", type=FilePath(dir_okay=False)),
            click.option("--isolated", is_flag=True),
            click.option("--jobs", default="auto", metavar="N|auto"),
            click.option("--executor", metavar="dask://HOST:PORT"),
            click.option("--no-cache", is_flag=True),
            click.option("--today", type=DAY),
        ]
    ):
        command = option(command)
    return command


def options_of(given: dict[str, Any]) -> RunOptions:
    """Return the options of a run in which every framework gives a verdict on every dossier."""
    from mclint.catalog.frameworks import framework_names
    from mclint.engine.worker import RunOptions

    if given["config"] and given["isolated"]:
        raise UsageFault(sentence("usage.exclusive", first="--config", second="--isolated"))
    return RunOptions(
        today=given["today"] or date.today(),
        lang=message_language(given["lang"]),
        use_cache=not given["no_cache"],
        options=tuple((name, given[name]) for name in ("framework", "lang") if given[name]),
        config=Path(given["config"]) if given["config"] else None,
        isolated=given["isolated"],
        frameworks=framework_names(),
    )


def run_catalogue(paths: tuple[str, ...], given: dict[str, Any], *, whole: bool = False) -> Report:
    """Check all dossiers at or below the paths, each by every framework, and across them.

    What the run has to say of itself goes to standard error. `whole` keeps the words of every outcome.
    """
    from mclint.engine.run import run
    from mclint.report.escape import terminal

    report = run(
        paths, options_of(given), jobs_of(given["jobs"]), executor=given["executor"], progress=progress_bar(), whole=whole
    )
    for text in (*report.remarks, *report.failures):
        click.echo(f"mclint: {terminal(text)}", err=True)
    return report


def progress_bar(*, quiet: bool = False) -> Progress | None:
    """Return a bar on standard error where that is a terminal; None where nobody would see it.

    A few files are done before anybody could read a bar, so it shows for more.
    """
    if quiet or not sys.stderr.isatty():
        return None

    @contextmanager
    def bar(total: int) -> Iterator[Callable[[int], None]]:
        if total <= _FEW:
            yield lambda _: None
            return
        with click.progressbar(length=total, file=sys.stderr, label="mclint") as shown:
            yield shown.update

    return bar


def jobs_of(jobs: str) -> int:
    """Return the number of processes for `--jobs`."""
    from mclint.engine.run import job_count

    try:
        return job_count(jobs)
    except ValueError:
        raise UsageFault(sentence("usage.jobs", value=jobs)) from None


def language_of(report: Report, given: dict[str, Any]) -> str:
    """Return the language in which a catalogue is shown: as asked, else that of its findings."""
    return message_language(given["lang"]) or report.lang
