"""`mclint digest`: prints the digest of the signed-off content of each dossier in a file."""

from __future__ import annotations

import click

from mclint.config.settings import ConfigError


@click.command("digest", short_help="Print the digest of the signed-off content.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
def command(paths: tuple[str, ...]) -> None:
    """Print the digest for `exam_committee.sign_off.digest`, one line for each dossier in the files."""
    from mclint.dossier.digest import digest
    from mclint.dossier.load import load_bytes, read_bytes

    for path in paths:
        loaded = load_bytes(read_bytes(path), path)
        broken = [problem.rule for problem in loaded.problems if problem.rule in ("MC001", "MC002", "MC003")]
        if broken or not loaded.documents:
            raise ConfigError(f"{path}: has no digest as long as it cannot be read ({', '.join(broken) or 'no dossier'})")
        for document in loaded.documents:
            label = path if len(loaded.documents) == 1 else f"{path}#{document.number}"
            click.echo(digest(document) if len(paths) == len(loaded.documents) == 1 else f"{digest(document)}  {label}")
