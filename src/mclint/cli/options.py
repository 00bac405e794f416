"""Types and small decisions that several commands share."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping
from datetime import date
from typing import Any

import click
from click.shell_completion import CompletionItem

from mclint.cli.faults import BadValue, hint
from mclint.cli.reader import of_locale
from mclint.report.formats import FORMATS
from mclint.suggest import closest
from mclint.texts.sentences import sentence


class FormatType(click.ParamType[tuple[str, str | None]]):
    """`NAME` or `NAME:FILE`."""

    name = "NAME[:FILE]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str | None]:
        """Return the format's name and the file to write to, or None for standard output."""
        if isinstance(value, tuple):
            return value
        name, colon, target = str(value).partition(":")
        if name not in FORMATS:
            likely = hint(closest(name, FORMATS))
            raise BadValue(sentence("usage.no-format", name=name, known=tuple(FORMATS), hint=likely), ctx, param)
        if colon and not target:
            raise BadValue(sentence("usage.no-target", value=str(value)), ctx, param)
        return name, target or None

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer the names of the formats."""
        return [CompletionItem(name) for name in FORMATS if name.startswith(incomplete)]


class DayType(click.ParamType[date]):
    """A day as `YYYY-MM-DD`."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day."""
        if isinstance(value, date):
            return value
        try:
            if len(str(value)) != len("2026-01-31"):
                raise ValueError(value)
            return date.fromisoformat(str(value))
        except ValueError:
            raise BadValue(sentence("usage.no-day", value=str(value)), ctx, param) from None


#: The fewest columns that texts are made for; a narrower terminal breaks their lines itself.
NARROWEST = 40

FORMAT = FormatType()
DAY = DayType()


def rule_patterns(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Return rule ids and prefixes in capitals; each value may hold several, with commas; unknown ones are refused."""
    found = tuple(part.strip().upper() for value in values for part in value.split(",") if part.strip())
    if found and not ctx.resilient_parsing:
        from mclint.catalog.cards import card_paths
        from mclint.data import rules_dir

        known = [path.name.partition("-")[0] for path in card_paths(rules_dir())]
        for pattern in found:
            if not any(rule.startswith(pattern) for rule in known) and pattern.startswith("MC"):
                raise BadValue(sentence("usage.no-rules", pattern=pattern), ctx, param)
    return found


def message_language(option: str | None, environ: Mapping[str, str] | None = None) -> str | None:
    """Return the language of messages that the option or the locale asks for; None leaves it to the dossier."""
    return option or of_locale(os.environ if environ is None else environ)


def choose_color(wish: str, terminal: bool, environ: Mapping[str, str]) -> bool:
    """Say whether to use colour: the option first, then NO_COLOR, then what forces it, then whether it is a terminal.

    NO_COLOR wins over FORCE_COLOR where both are set: no colour never hides anything.
    """
    if wish != "auto":
        return wish == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR") or environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return terminal and environ.get("TERM") != "dumb"


def terminal_width(environ: Mapping[str, str]) -> int | None:
    """Return how many columns standard output has: as `COLUMNS` says, else as the terminal does; None where nobody knows."""
    columns = int(environ["COLUMNS"]) if environ.get("COLUMNS", "").isdecimal() else 0
    if not columns and sys.stdout.isatty():
        with contextlib.suppress(OSError, ValueError):
            columns = os.get_terminal_size(sys.stdout.fileno()).columns
    return max(NARROWEST, columns) if columns else None
