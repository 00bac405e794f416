"""`mclint report`: a catalogue as static pages for a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mclint.cli.faults import UnwritableError, UsageFault
from mclint.cli.kinds import FilePath
from mclint.cli.running import language_of, options_of, run_catalogue, run_options
from mclint.cli.spoken import SpokenCommand
from mclint.cli.writing import refuse_way_out
from mclint.config.settings import NO_ROOM, no_room
from mclint.texts.sentences import reason, sentence

if TYPE_CHECKING:
    from mclint.findings import Report


@click.command("report", cls=SpokenCommand)
@click.argument("paths", nargs=-1, required=True, type=FilePath(readable=False), metavar="PATH...")
@click.option("--output", required=True, type=FilePath(), metavar="DIR")
@run_options
def command(paths: tuple[str, ...], output: str, **given: Any) -> int:
    """Write a report of the dossiers at or below each PATH as static pages: figures, findings in their place, overlap.

    The pages need no server and no network. A file that cannot be read as a dossier is named and left out; the exit code
    is then 1.
    """
    from mclint.dossier.files import Files
    from mclint.report.escape import terminal
    from mclint.report.site.build import write_site
    from mclint.report.site.catalogue import gather
    from mclint.report.site.folder import earlier_files

    refuse_way_out(output)
    with _refusals(output):
        earlier_files(Path(output))  # before the work, not after it
    report = run_catalogue(paths, given, whole=True)
    catalogue = gather(report, language_of(report, given), options_of(given).today, _rule_packs(report, given))
    with _refusals(output):
        count = write_site(catalogue, Path(output), Files().read)
    words = catalogue.words
    if not report.entries:
        click.echo(words.text("empty"))
    click.echo(terminal(words.text("done", pages=words.count(count, "page"), path=str(Path(output) / "index.html"))))
    return 3 if report.incomplete else int(bool(catalogue.figures.left_out))


@contextmanager
def _refusals(output: str) -> Iterator[None]:
    """Turn what is wrong with the folder into a message and exit code 2."""
    from mclint.report.site.folder import FolderError

    try:
        yield
    except FolderError as error:
        raise UsageFault(str(error)) from None
    except OSError as error:
        if error.errno in NO_ROOM:
            raise no_room(error.filename or output, error) from error
        raise UnwritableError(sentence("writing.unwritable", path=str(error.filename or output), why=reason(error))) from error


def _rule_packs(report: Report, given: dict[str, Any]) -> tuple[Path, ...]:
    """Return the rule packs that the checked files use, since their rules have pages too."""
    finder = options_of(given).finder()
    folders = {Path(path).parent for path in report.files}
    return tuple(sorted({pack for folder in folders for pack in finder.for_path(folder / "x.yaml").rule_packs}))
