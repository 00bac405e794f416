"""`--fix` and `--diff`: mends files before they are reported on, or shows what that would change."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mclint.cli.faults import UsageFault
from mclint.cli.reader import read_here
from mclint.config.discovery import files_around, repository_root
from mclint.config.settings import NO_ROOM, ConfigError, NoRoomError, no_room
from mclint.report.escape import terminal
from mclint.texts.sentences import Said, Sentence, reason, sentence

if TYPE_CHECKING:
    from mclint.engine.fix import Fixed
    from mclint.engine.worker import RunOptions


def refuse_unclear_fixing(paths: tuple[str, ...], given: dict[str, Any]) -> None:
    """Raise UsageError for options about fixes that do not go together."""
    if given["unsafe_fixes"] and not (given["fix"] or given["diff"]):
        raise UsageFault(sentence("usage.unsafe-alone"))
    if (given["fix"] or given["diff"]) and "-" in paths:
        raise UsageFault(sentence("usage.fix-stdin"))
    if given["fix"] and given["config_from"]:
        raise UsageFault(sentence("usage.fix-gate"))


@dataclass(frozen=True, slots=True)
class Mended:
    """What came of mending files: how many findings, what is to be said about it, and the exit code for what was left."""

    count: int = 0
    remarks: tuple[Said, ...] = ()
    code: int = 0


def fix_files(paths: tuple[str, ...], options: RunOptions, *, unsafe: bool) -> Mended:
    """Mend the dossiers at or below the paths; a file that cannot be written is left as it is, and the others are mended."""
    count, code = 0, 0
    remarks: list[Said] = []
    for done in _fixed(paths, options, unsafe):
        if isinstance(done, Sentence):
            continue  # the check that follows says so
        remarks += _refused(done)
        if done.after == done.before:
            continue
        try:
            write_file(done.path, done.before, done.after)
            count += len(done.applied)
        except (ConfigError, NoRoomError) as error:
            remarks.append(error.said)
            code = max(code, 2 if isinstance(error, ConfigError) else 3)
    return Mended(count, tuple(remarks), code)


def show_difference(paths: tuple[str, ...], options: RunOptions, *, unsafe: bool) -> int:
    """Print as a patch what `fix_files` would change; return 1 where that is something, 3 where a file cannot be read."""
    code = 0
    for done in _fixed(paths, options, unsafe):
        if isinstance(done, Sentence):
            code = 3
            click.echo(f"mclint: {terminal(read_here(done))}", err=True)
            continue
        if done.after == done.before:
            continue
        code = max(code, 1)
        for line in patch(done):
            _print(line)
    return code


def patch(done: Fixed) -> Iterator[bytes]:
    """Yield the lines of a unified diff of one file, line ends included."""
    name = Path(os.path.relpath(done.path)).as_posix().encode("utf-8", "surrogateescape")
    name += b"\t" if b" " in name else b""  # where a name with blanks ends, as diff and patch have it
    before, after = (raw.splitlines(keepends=True) if b"\r" not in raw else _lines(raw) for raw in (done.before, done.after))
    for line in difflib.diff_bytes(difflib.unified_diff, before, after, b"a/" + name, b"b/" + name):
        yield line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"


def _lines(raw: bytes) -> list[bytes]:
    """Split at line feeds only, as patches do; a carriage return belongs to its line."""
    parts = raw.split(b"\n")
    return [part + b"\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _fixed(paths: tuple[str, ...], options: RunOptions, unsafe: bool) -> Iterator[Fixed | Sentence]:
    """Yield each file as it is and as it would be, or a sentence where it cannot be read."""
    from mclint.engine.discover import files_to_check
    from mclint.engine.fix import fix_bytes
    from mclint.engine.worker import make_worker
    from mclint.findings import Finding

    worker = make_worker(options)
    for path, named in files_to_check(paths, worker.finder, only_dossiers=options.only_dossiers):
        try:
            raw = worker.files.read(path)
        except OSError as error:
            yield sentence("writing.unreadable", path=path, why=reason(error))
            continue

        def check(content: bytes, path: str = path, named: bool = named) -> Iterable[Finding]:
            result = worker.check_bytes(content, path, named)
            return result.findings if result is not None else ()

        yield fix_bytes(raw, path, check, unsafe=unsafe)


def _refused(done: Fixed) -> Iterator[Sentence]:
    for finding in done.refused:
        at = finding.location.start
        yield sentence("run.fix-refused", path=done.path, line=at.line, column=at.column, rule=finding.rule)


def write_file(path: str, before: bytes, after: bytes) -> None:
    """Write a file in one step, its rights kept; a link is followed inside the repository only.

    Raises:
        ConfigError: it cannot or should not be written, or is no longer what it was (`before`).
        NoRoomError: there is no room for it.
    """
    from mclint.dossier.files import Files, replace_file

    full, target = Path(os.path.abspath(path)), Path(os.path.realpath(path))
    if not files_around(full).holds(path):
        name = repository_root(full).name
        raise ConfigError(sentence("writing.mend-link", path=path, root=name))
    try:
        if Files().read(target) != before:
            raise ConfigError(sentence("writing.changed", path=path))
        status = target.stat()
        if not status.st_mode & 0o222 or not os.access(target, os.W_OK):
            raise ConfigError(sentence("writing.read-only", path=path))
        if status.st_nlink > 1:  # to write it in one step would part it from its other names
            raise ConfigError(sentence("writing.hard-links", path=path))
        replace_file(target, after, status.st_mode & 0o7777)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise no_room(path, error) from error
        raise ConfigError(sentence("writing.not-mended", path=path, why=reason(error))) from error


def _print(line: bytes) -> None:
    """Print a line of a patch: its true bytes for a program, escaped where people or a build runner read it."""
    if sys.stdout.isatty() or os.environ.get("CI"):
        shown = terminal(line.decode("utf-8", "backslashreplace").rstrip("\r\n"))
        click.echo(shown)
    else:
        click.echo(line, nl=False)
