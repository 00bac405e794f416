"""Kinds of values on the command line, each refused in the language of the reader; light, since every start needs them."""

from __future__ import annotations

import os
from typing import Any

import click

from mclint.cli.faults import BadValue, hint
from mclint.texts.sentences import sentence


class OneOf(click.Choice[str]):
    """A word from a closed list."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word; raises BadValue for any other."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            from mclint.suggest import closest

            choices = tuple(map(str, self.choices))
            likely = hint(closest(str(value), choices))
            raise BadValue(sentence("usage.bad-choice", value=str(value), choices=choices, hint=likely), ctx, param) from None


class FilePath(click.Path):
    """A path that click looks at: whether it is there, and what it is."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path; raises BadValue where it is not what it should be."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            path = os.fsdecode(value)
            if not os.path.exists(path):
                key = "no-such-file"
            elif os.path.isdir(path) and not self.dir_okay:
                key = "a-folder"
            elif os.path.isfile(path) and not self.file_okay:
                key = "a-file"
            else:
                key = "not-writable" if self.writable and os.access(path, os.R_OK) else "not-readable"
            raise BadValue(sentence(f"usage.{key}", path=path), ctx, param) from None


class AtLeast(click.IntRange):
    """A whole number from a smallest one on."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number; raises BadValue for anything else."""
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            raise BadValue(sentence("usage.too-small", value=str(value), least=int(self.min or 0)), ctx, param) from None
