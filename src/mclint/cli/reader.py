"""Who reads what a run says: in which language, known before the command line is understood."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from mclint.texts.sentences import DEFAULT_LANGUAGE, LANGUAGES, Said, SaidError, told

#: Options that say which configuration holds: the one of the folder that we stand in does not, then.
_ELSEWHERE = ("--isolated", "--config-from")


@dataclass(slots=True)
class Reader:
    """Who reads help, errors and remarks.

    Attributes:
        arguments: the command line, which may be wrong.
    """

    arguments: Sequence[str] = ()
    _lang: str | None = None

    @property
    def lang(self) -> str:
        """Return the language: `--lang`, then the configuration, then the locale, then English."""
        if self._lang is None:
            wanted = _last(self.arguments, "--lang")
            found = wanted if wanted in LANGUAGES else configured(self.arguments) or of_locale(os.environ)
            self._lang = found or DEFAULT_LANGUAGE
        return self._lang

    def read(self, said: Said) -> str:
        """Return what is said in the reader's language."""
        return told(said, self.lang)


def reader_of(ctx: click.Context | None) -> Reader:
    """Return who reads what a command says."""
    known = ctx.find_object(Reader) if ctx is not None else None
    return known or Reader()


def read_here(said: Said) -> str:
    """Return what is said in the language of whoever reads the command that runs."""
    return reader_of(click.get_current_context(silent=True)).read(said)


def of_locale(environ: Mapping[str, str]) -> str | None:
    """Return the language of the locale; None where it is none of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name, ""):
            primary = value.split(".")[0].split("_")[0].lower()
            return primary if primary in LANGUAGES else None
    return None


def configured(arguments: Sequence[str]) -> str | None:
    """Return the language of the configuration that the command line names, else that of the current folder.

    None where there is none, or it cannot be used: whoever uses it says so.
    """
    if any(word == option or word.startswith(f"{option}=") for word in arguments for option in _ELSEWHERE):
        return None
    from mclint.config.discovery import find_config, from_file

    if any(word.startswith("-") and len(word) > 1 and os.path.lexists(word) for word in arguments):
        return None  # the file of a change, which reads as an option, decides nothing
    named = _last(arguments, "--config")
    try:
        file = Path(named) if named else find_config(Path.cwd())
        return from_file(file, named=bool(named)).lang if file is not None else None
    except (SaidError, OSError, ValueError):
        return None


def _last(arguments: Sequence[str], option: str) -> str | None:
    """Return the last value that an option has on a command line, wherever it stands before `--`."""
    found = None
    for number, word in enumerate(arguments):
        if word == "--":
            break
        name, equals, value = word.partition("=")
        if name == option:
            found = value if equals else (arguments[number + 1] if number + 1 < len(arguments) else None)
    return found
