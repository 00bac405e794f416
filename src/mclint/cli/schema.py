"""`mclint schema`: prints a JSON Schema, for an editor or another validator."""

from __future__ import annotations

import click

from mclint.cli.kinds import OneOf
from mclint.cli.spoken import SpokenCommand, unused_lang_option

NAMES = ("dossier", "rule-card", "framework", "configuration", "output", "stats")


@click.command("schema", cls=SpokenCommand)
@unused_lang_option
@click.argument("name", type=OneOf(NAMES), default="dossier")
def command(name: str) -> None:
    """Print the JSON Schema of a dossier, a rule card, a framework, the configuration, or the JSON output of check or stats."""
    from mclint.data import schemas_dir

    click.echo((schemas_dir() / f"{name}.schema.json").read_text(encoding="utf-8"), nl=False)
