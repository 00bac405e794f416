"""`mclint frameworks`: lists the quality frameworks with source, version and validity."""

from __future__ import annotations

import json

import click

from mclint.cli.kinds import OneOf
from mclint.cli.reader import reader_of
from mclint.cli.spoken import SpokenCommand, lang_option
from mclint.texts.sentences import sentence


@click.command("frameworks", cls=SpokenCommand)
@click.option("--format", "form", type=OneOf(["text", "json"]), default="text")
@lang_option
def command(form: str, lang: str | None) -> None:
    """List the quality frameworks that mclint knows."""
    from mclint.catalog.frameworks import DEFAULT_FRAMEWORK, framework_names, load_framework
    from mclint.catalog.messages import in_language

    language = lang or reader_of(click.get_current_context()).lang

    def say(key: str, **fields: str) -> str:
        return sentence(f"run.{key}", **fields).text(language)

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
        default = f" ({say('default-framework')})" if item.id == DEFAULT_FRAMEWORK else ""
        dates = ", ".join(f"{sentence(f'run.{key}').text(language)} {value}" for key, value in item.valid.items())
        version = say("version", version=str(item.version)) + (f", {say('valid', dates=dates)}" if dates else "")
        source = ", ".join(value for value in item.source.values() if value)
        click.echo(f"{item.id}{default}: {in_language(item.title, language)}")
        click.echo(f"  {version}\n  {say('source', source=source)}")
