"""Commands whose help is in the language of whoever reads it: what click says in English, from our own texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import click

from mclint.cli.reader import reader_of
from mclint.texts.sentences import LANGUAGES, Said, sentence, texts_of

_Function = TypeVar("_Function", bound=Callable[..., Any])

#: A word that stands for a value in a line of usage: PATH, FILE, OPTIONS.
_PLACEHOLDER = re.compile(r"\b[A-Z]{2,}\b")


class SpokenCommand(click.Command):
    """A command with its help in `rules/texts/help.yaml`: by its name, and by its name and that of an option.

    What several commands have in common stands there once, under `any`. Click makes help in methods only.
    """

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line of usage."""
        reader = reader_of(ctx)
        pieces = in_words(" ".join(self.collect_usage_pieces(ctx)), reader.lang)
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{reader.read(sentence('help.usage'))} ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(reader_of(ctx).read(about(ctx.command.name)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, each with what it does."""
        with formatter.section(reader_of(ctx).read(sentence("help.options"))):
            formatter.write_dl(list(_rows(self, ctx)))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse what stands behind the last argument, in our words."""
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.BadOptionUsage as error:
            error.ctx = error.ctx or ctx  # click does not say of which command
            raise
        if rest and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            from mclint.cli.faults import UsageFault

            raise UsageFault(sentence("usage.too-much", words=tuple(map(str, rest))), ctx)
        return rest


def in_words(usage: str, lang: str) -> str:
    """Return a line of usage with what stands for a value in a language: PATH is PAD in Dutch."""
    words = texts_of("placeholders")
    return _PLACEHOLDER.sub(lambda match: words[match[0]][lang] if match[0] in words else match[0], usage)


def about(name: str | None) -> Said:
    """Return what a command does, as its own help says."""
    return sentence(f"help.{name}")


def summary(name: str) -> Said:
    """Return what a command does, in a line of the list of commands."""
    return sentence(f"help.{name} in short")


def help_of(command: str | None, param: click.Parameter) -> Said:
    """Return what an option does."""
    name = max(param.opts, key=len)
    own = f"{command} {name}"
    return sentence(f"help.{own}" if own in texts_of("help") else f"help.any {name}")


def _rows(command: click.Command, ctx: click.Context) -> Iterator[tuple[str, str]]:
    reader = reader_of(ctx)
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
        if record is None:
            continue
        parts = [reader.read(help_of(command.name, param))]
        if param.required:
            parts.append(reader.read(sentence("help.required")))
        if isinstance(param, click.Option) and param.show_default:
            parts.append(reader.read(sentence("help.default", value=str(param.default))))
        yield in_words(record[0], reader.lang), "  ".join(parts)


def lang_option(function: _Function) -> _Function:
    """Add `--lang`, which may stand in front of the command as well."""
    from mclint.cli.kinds import OneOf

    return click.option("--lang", type=OneOf(LANGUAGES), callback=_or_before)(function)


def unused_lang_option(function: _Function) -> _Function:
    """Add `--lang` to a command that has nothing to do with it but to say what is wrong."""
    from mclint.cli.kinds import OneOf

    return click.option("--lang", type=OneOf(LANGUAGES), expose_value=False)(function)


def _or_before(ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    return value or ctx.find_root().params.get("lang")
