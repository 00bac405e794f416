"""`mclint pack`: an institution's own rules, begun with `new` and proved with `check`."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import click

from mclint.cli.faults import BadValue, UsageFault, hint
from mclint.cli.kinds import FilePath, OneOf
from mclint.cli.options import message_language
from mclint.cli.reader import read_here, reader_of
from mclint.cli.spoken import SpokenCommand, lang_option, summary, unused_lang_option
from mclint.cli.writing import write_lines
from mclint.texts.sentences import sentence

ACTIONS = ("new", "check")


class PackGroup(SpokenCommand, click.Group):
    """A group that says in our words what it can do."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the action; raises UsageFault for an unknown one."""
        if args[0] not in ACTIONS and not ctx.resilient_parsing:
            raise _no_action(args[0], ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the actions."""
        SpokenCommand.format_options(self, ctx, formatter)
        reader = reader_of(ctx)
        with formatter.section(reader.read(sentence("help.commands"))):
            formatter.write_dl([(name, reader.read(summary(f"pack {name}"))) for name in ACTIONS])


def _no_action(name: str, ctx: click.Context) -> UsageFault:
    from mclint.suggest import closest

    return UsageFault(sentence("usage.no-pack-action", known=ACTIONS, hint=hint(closest(name, ACTIONS))), ctx)


class RuleId(click.ParamType[str]):
    """The id of an own rule, in capitals."""

    name = "ID"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the id; raises BadValue for one that is none, or mclint's own."""
        from mclint.engine.pack.meaning import RESERVED
        from mclint.engine.pack.shape import is_id

        found = str(value).upper()
        if not is_id(found):
            form = sentence("packs.form-rule-id")
            raise BadValue(sentence("packs.want-form", value=str(value), form=form), ctx, param)
        if found.startswith(RESERVED):
            raise BadValue(sentence("packs.id-of-mclint"), ctx, param)
        return found


@click.group("pack", cls=PackGroup, invoke_without_command=True)
@unused_lang_option
@click.pass_context
def command(ctx: click.Context) -> None:
    """Begin a pack of own rules, or prove one."""
    if ctx.invoked_subcommand is None:
        raise _no_action("", ctx)


@click.command("pack new", cls=SpokenCommand)
@click.argument("folder", type=FilePath(file_okay=False), metavar="FOLDER")
@click.option("--id", "rule_id", type=RuleId(), default="X101", show_default=True)
@lang_option
def new(folder: str, rule_id: str, lang: str | None) -> None:
    """Write a small pack that works to FOLDER, which must be new or empty."""
    from mclint.data import rules_dir
    from mclint.report.escape import terminal

    path = Path(folder)
    if os.path.lexists(path) and (not path.is_dir() or any(path.iterdir())):
        raise UsageFault(sentence("usage.pack-exists", path=folder))
    language = message_language(lang) or "nl"
    text = (rules_dir() / "templates" / f"card.{language}.yaml").read_text("utf-8").replace("X101", rule_id)
    target = path / f"{rule_id}-costs-missing.yaml"
    make_folder(path)
    write_lines(str(target), text.removesuffix("\n").split("\n"))
    click.echo(terminal(sentence("packs.written", file=str(target)).text(language)))
    click.echo(terminal(sentence("packs.next", folder=folder).text(language)))


def make_folder(path: Path) -> None:
    """Make a folder; raises UsageFault where it cannot be made, or a link leads out of the repository."""
    from mclint.cli.writing import refuse_way_out
    from mclint.texts.sentences import reason

    refuse_way_out(str(path))
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageFault(sentence("writing.unwritable", path=str(path), why=reason(error))) from error


@click.command("pack check", cls=SpokenCommand)
@click.argument("folder", type=FilePath(exists=True, file_okay=False), metavar="FOLDER")
@click.option("--format", "form", type=OneOf(["text", "json"]), default="text")
@unused_lang_option
def check(folder: str, form: str) -> int:
    """Prove the rules in FOLDER: everything that they name is there, and their examples find what they say."""
    from mclint.engine.pack.proof import prove_packs
    from mclint.report.escape import json_text, terminal

    count, mistakes = prove_packs([Path(folder)], date.today())
    if form == "json":
        rows = [
            {"path": item.path, "line": item.line, "column": item.column, "nl": item.said.text("nl"), "en": item.said.text("en")}
            for item in mistakes
        ]
        click.echo(json_text({"version": 1, "cards": count, "mistakes": rows}, indent=2))
        return int(bool(mistakes))
    for item in mistakes:
        click.echo(terminal(read_here(item.placed)))
    kind = "mistakes" if mistakes else "proved"
    number = len(mistakes) or count
    click.echo(read_here(sentence(f"packs.{kind}-one" if number == 1 else f"packs.{kind}-many", count=number)))
    return int(bool(mistakes))


command.add_command(new, "new")
command.add_command(check, "check")
