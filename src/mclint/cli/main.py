"""The entry point: finds the command, and turns every error into a message and an exit code."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import click
from click.shell_completion import CompletionItem

import mclint
from mclint.cli.faults import UsageFault, hint, show
from mclint.cli.reader import Reader, reader_of
from mclint.cli.signals import stopping_in_order
from mclint.cli.spoken import SpokenCommand, lang_option, summary
from mclint.cli.streams import LostOutputError, standard_streams
from mclint.texts.sentences import Sentence, reason, sentence

EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_INTERNAL = 0, 1, 2, 3

#: Each command, with the name of the module that holds it.
COMMANDS = (
    "check", "rules", "explain", "init", "schema", "frameworks", "digest", "stats", "report", "compare", "settings",
    "pack",
)  # fmt: skip


class CommandGroup(SpokenCommand, click.Group):
    """A group that imports a command only when it is called and takes `check` where no command is named.

    Click offers lazy commands through a subclass only.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which help shows them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"mclint.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and the commands without importing any."""
        SpokenCommand.format_options(self, ctx, formatter)
        reader = reader_of(ctx)
        with formatter.section(reader.read(sentence("help.commands"))):
            formatter.write_dl([(name, reader.read(summary(name))) for name in COMMANDS])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `check` in front of a path, or of an option of `check`, where no command is named."""
        start = _behind_lang(args)
        own = {name for param in self.get_params(ctx) for name in param.opts}
        if start == len(args):
            if not ctx.resilient_parsing and args[-1:] != ["--lang"]:
                SpokenCommand.parse_args(self, ctx, [*args, "check"])  # a wrong --lang is said first
                click.echo(ctx.get_help(), err=True)
                ctx.exit(EXIT_USAGE)
        elif args[start] not in COMMANDS and args[start] not in own:
            if _is_word(args[start]):
                raise UsageFault(_unknown(args[start]), ctx)
            args.insert(start, "check")
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands, and files as well, since `mclint PATH` checks."""
        found = [name for name in COMMANDS if name.startswith(incomplete)]
        return [
            *(CompletionItem(name, help=reader_of(ctx).read(summary(name))) for name in found),
            CompletionItem(incomplete, type="file"),
        ]


def _behind_lang(args: list[str]) -> int:
    """Return where the first word stands that has nothing to do with a `--lang` in front."""
    start = 0
    while start < len(args) and (args[start] == "--lang" or args[start].startswith("--lang=")):
        start += 2 if args[start] == "--lang" else 1
    return min(start, len(args))


def _is_word(argument: str) -> bool:
    """Say whether the first argument cannot be a path: no option, nothing of that name, and not written as one."""
    written = argument.startswith("-") or "." in argument or "/" in argument or os.sep in argument
    return not written and not os.path.lexists(argument)


def _unknown(name: str) -> Sentence:
    from mclint.suggest import did_you_mean

    return sentence("usage.no-command", name=name, hint=hint(did_you_mean(name, COMMANDS, "command")))


@click.group("mclint", cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(mclint.__version__, prog_name="mclint", message="%(prog)s %(version)s")
@lang_option
def cli(lang: str | None) -> None:
    """Check dossiers of microcredentials against a quality framework."""


def main(argv: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    reader = Reader(arguments)
    with standard_streams(), stopping_in_order():
        try:
            code = _run(arguments, reader)
            sys.stdout.flush()
        except LostOutputError as lost:
            code = EXIT_INTERNAL
            if not lost.unread:
                _complain(reader.read(sentence("writing.stdout", why=lost.reason)), code)
    raise SystemExit(code)


def _run(arguments: list[str], reader: Reader) -> int:
    try:
        _refuse_to_stand_nowhere()
        _refuse_option_like_files(arguments)
        result: Any = cli.main(args=list(arguments), prog_name="mclint", standalone_mode=False, obj=reader)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        show(error, reader)
        return EXIT_USAGE
    except (click.Abort, KeyboardInterrupt):
        return _complain(reader.read(sentence("run.stopped")), EXIT_INTERNAL)
    except LostOutputError:
        raise
    except Exception as error:
        return _unexpected(error, reader)
    return result if isinstance(result, int) else EXIT_CLEAN


def _refuse_to_stand_nowhere() -> None:
    """Stop where the folder that we stand in is gone: no path could be told from another."""
    try:
        Path.cwd()
    except OSError as error:
        raise UsageFault(sentence("usage.nowhere", why=reason(error))) from None


def _refuse_option_like_files(arguments: list[str]) -> None:
    """Stop where a file name reads as an option, such as a file called `--config=x.yaml` in a pull request."""
    for argument in arguments:
        if argument.startswith("-") and len(argument) > 1 and os.path.lexists(argument):
            raise UsageFault(sentence("usage.like-an-option", name=argument))


def _unexpected(error: Exception, reader: Reader) -> int:
    from mclint.catalog.cards import CardError
    from mclint.config.settings import ConfigError, NoRoomError
    from mclint.engine.discover import PathError

    if isinstance(error, ConfigError | CardError | PathError):
        return _complain(reader.read(error.said), EXIT_USAGE)
    if isinstance(error, NoRoomError):
        return _complain(reader.read(error.said), EXIT_INTERNAL)
    if os.environ.get("MCLINT_DEBUG"):
        raise error
    said = sentence("run.internal", kind=type(error).__name__, why=str(error))
    return _complain(reader.read(said), EXIT_INTERNAL)


def _complain(text: str, code: int) -> int:
    from mclint.report.escape import terminal

    click.echo(f"mclint: {terminal(text)}", err=True)
    return code
