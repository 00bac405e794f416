"""`mclint frameworks`: lists the quality frameworks with source, version and validity."""

from __future__ import annotations

import json

import click

from mclint.catalog.messages import LANGUAGES
from mclint.cli.options import message_language


@click.command("frameworks", short_help="List the quality frameworks.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Output.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the titles.")
def command(form: str, lang: str | None) -> None:
    """List the quality frameworks that mclint knows."""
    from mclint.catalog.frameworks import DEFAULT_FRAMEWORK, framework_names, load_framework
    from mclint.catalog.messages import in_language

    language = message_language(lang) or "en"
    frameworks = [load_framework(name) for name in framework_names()]
    if form == "json":
        rows = [
            {
                "id": item.id,
                "version": item.version,
                "title": in_language(item.title, language),
                "source": dict(item.source),
                "valid": dict(item.valid),
                "extends": item.extends,
                "default": item.id == DEFAULT_FRAMEWORK,
            }
            for item in frameworks
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for item in frameworks:
        default = " (default)" if item.id == DEFAULT_FRAMEWORK else ""
        valid = ", ".join(f"{key} {value}" for key, value in item.valid.items())
        source = ", ".join(value for value in item.source.values() if value)
        click.echo(f"{item.id}{default}: {in_language(item.title, language)}")
        click.echo(f"  version {item.version}{f', valid {valid}' if valid else ''}\n  source: {source}")
