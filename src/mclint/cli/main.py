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
from mclint.cli.signals import stopping_in_order
from mclint.cli.streams import LostOutputError, standard_streams

EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_INTERNAL = 0, 1, 2, 3

#: Each command with the module that holds it and its line in `--help`.
COMMANDS = {
    "check": ("check", "Check dossiers (the default: `mclint PATH` is `mclint check PATH`)."),
    "rules": ("rules", "List the rules."),
    "explain": ("explain", "Explain one rule, or how one learning outcome is read."),
    "init": ("init", "Write a commented starting dossier."),
    "schema": ("schema", "Print a JSON Schema."),
    "frameworks": ("frameworks", "List the quality frameworks."),
    "digest": ("digest", "Print the digest of the signed-off content."),
    "stats": ("stats", "Show the figures of a catalogue."),
    "report": ("report", "Write the pages of a catalogue, for a browser."),
    "compare": ("compare", "Show two dossiers side by side."),
    "settings": ("settings", "Show the settings in force for a path, and where each came from."),
}


class CommandGroup(click.Group):
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
        module = importlib.import_module(f"mclint.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `check` in front where the first word is no command and no option of the group."""
        own = {name for param in self.get_params(ctx) for name in param.opts}
        if args and args[0] not in COMMANDS and args[0] not in own:
            args.insert(0, "check")
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands, and files as well, since `mclint PATH` checks."""
        return [
            *(CompletionItem(name, help=text) for name, (_, text) in COMMANDS.items() if name.startswith(incomplete)),
            CompletionItem(incomplete, type="file"),
        ]


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(mclint.__version__, prog_name="mclint", message="%(prog)s %(version)s")
def cli() -> None:
    """Check dossiers of microcredentials against a quality framework.

    `mclint dossier.yaml` checks one dossier, `mclint catalogue/` all dossiers below a folder. Exit codes: 0 nothing at
    or above the fail level, 1 findings, 2 wrong use or a wrong configuration, 3 an incomplete run.
    """


def main(argv: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    with standard_streams(), stopping_in_order():
        try:
            code = _run(arguments)
            sys.stdout.flush()
        except LostOutputError as lost:
            code = EXIT_INTERNAL
            if not lost.unread:
                _complain(f"standard output could not be written: {lost.reason}; what was to be said is not complete", code)
    raise SystemExit(code)


def _run(arguments: list[str]) -> int:
    try:
        _refuse_to_stand_nowhere()
        _refuse_option_like_files(arguments)
        result: Any = cli.main(args=list(arguments), prog_name="mclint", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE
    except (click.Abort, KeyboardInterrupt):
        return _complain("stopped before the end; nothing can be said about the rest", EXIT_INTERNAL)
    except LostOutputError:
        raise
    except Exception as error:
        return _unexpected(error)
    return result if isinstance(result, int) else EXIT_CLEAN


def _refuse_to_stand_nowhere() -> None:
    """Stop where the folder that we stand in is gone: no path could be told from another."""
    try:
        Path.cwd()
    except OSError as error:
        raise click.UsageError(f"the folder you are in cannot be found any more ({error.strerror}); go to another one") from None


def _refuse_option_like_files(arguments: list[str]) -> None:
    """Stop where a file name reads as an option, such as a file called `--config=x.yaml` in a pull request."""
    for argument in arguments:
        if argument.startswith("-") and len(argument) > 1 and os.path.lexists(argument):
            raise click.UsageError(f"{argument!r} is a file here, but reads as an option; write ./{argument} for the file.")


def _unexpected(error: Exception) -> int:
    from mclint.catalog.cards import CardError
    from mclint.config.settings import ConfigError, NoRoomError
    from mclint.engine.discover import PathError

    if isinstance(error, ConfigError | CardError | PathError):
        return _complain(str(error), EXIT_USAGE)
    if isinstance(error, NoRoomError):
        return _complain(str(error), EXIT_INTERNAL)
    if os.environ.get("MCLINT_DEBUG"):
        raise error
    text = f"internal error: {type(error).__name__}: {error}; the check is not complete. Please report this."
    return _complain(text, EXIT_INTERNAL)


def _complain(text: str, code: int) -> int:
    from mclint.report.escape import terminal

    click.echo(f"mclint: {terminal(text)}", err=True)
    return code
