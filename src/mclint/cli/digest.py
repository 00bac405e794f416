"""`mclint digest`: prints the digest of the signed-off content of each dossier in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mclint.cli.kinds import FilePath
from mclint.cli.spoken import SpokenCommand, unused_lang_option
from mclint.config.settings import ConfigError
from mclint.dossier.tree import Kind
from mclint.model import Edit
from mclint.texts.sentences import sentence

if TYPE_CHECKING:
    from mclint.dossier.document import LoadedFile


@click.command("digest", cls=SpokenCommand)
@unused_lang_option
@click.argument("paths", nargs=-1, required=True, type=FilePath(readable=False), metavar="PATH...")
@click.option("--write", is_flag=True)
def command(paths: tuple[str, ...], write: bool) -> None:
    """Print the digest for `exam_committee.sign_off.digest`, one line for each dossier in the files.

    The digest says what the exam committee has seen. No fix ever changes it; with --write it is replaced where it
    stands, so use that only when the committee signs off the dossier as it is now.
    """
    from mclint.cli.picking import read_named
    from mclint.dossier.digest import digest
    from mclint.dossier.load import load_bytes

    for path in paths:
        loaded = load_bytes(read_named(path), path)
        broken = [problem.rule for problem in loaded.problems if problem.rule in ("MC001", "MC002", "MC003")]
        if broken or not loaded.documents:
            why = tuple(broken) or sentence("writing.no-dossier-there")
            raise ConfigError(sentence("writing.no-digest", path=path, why=why))
        if write:
            _write(path, loaded)
        for document in loaded.documents:
            label = path if len(loaded.documents) == 1 else f"{path}#{document.number}"
            click.echo(digest(document) if len(paths) == len(loaded.documents) == 1 else f"{digest(document)}  {label}")


def _write(path: str, loaded: LoadedFile) -> None:
    """Replace the digest of every sign-off in a file, and nothing else."""
    from mclint.cli.fixing import write_file
    from mclint.dossier.digest import digest
    from mclint.dossier.load import load_bytes
    from mclint.engine.fix import edited
    from mclint.engine.intent import changes_as_meant

    edits = []
    for document in loaded.documents:
        node = document.node("/exam_committee/sign_off/digest")
        if node is None or node.kind is not Kind.SCALAR:
            raise ConfigError(sentence("writing.nothing-to-replace", path=path))
        edits.append(Edit(node.span, f" {digest(document)}" if node.span.start == node.span.end else digest(document)))
    source = loaded.source
    text = edited(source.text, edits)
    raw = source.raw[: len(source.raw) - len(source.text.encode("utf-8", "replace"))] + text.encode("utf-8", "replace")
    if not changes_as_meant(loaded, load_bytes(raw, path), [tuple(edits)]):
        raise ConfigError(sentence("writing.digest-by-hand", path=path))
    write_file(path, source.raw, raw)
