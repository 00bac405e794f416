"""Files that are written because the command line says so: whole, or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from mclint.cli.faults import UnwritableError, UsageFault
from mclint.config.settings import NO_ROOM, no_room
from mclint.dossier.files import Files
from mclint.texts.sentences import reason, sentence


def refuse_way_out(target: str) -> None:
    """Raise UsageError where a link of a repository, which anybody can put into a change, would have a file outside written."""
    full = Path(os.path.abspath(target))
    root = next((folder for folder in full.parents if os.path.lexists(folder / ".git")), None)
    if root is None:
        return
    top = Path(os.path.realpath(root))
    if Path(os.path.realpath(full)) != top / full.relative_to(root) and not Files(top).holds(full):
        raise UsageFault(sentence("writing.link-out", path=target, root=root.name))


def write_lines(target: str, lines: Iterable[str]) -> None:
    r"""Write lines to a file, each with `\n` behind it; half a file is taken away again.

    Raises:
        UsageFault: a link leads out of the repository.
        UnwritableError: the file cannot be made there, which is wrong use.
        NoRoomError: the file cannot hold it all.
    """
    refuse_way_out(target)
    path = Path(target)
    try:
        file = path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        if error.errno in NO_ROOM:
            raise no_room(target, error) from error
        raise UnwritableError(sentence("writing.unwritable", path=target, why=reason(error))) from error
    try:
        with file:
            file.writelines(f"{line}\n" for line in lines)
    except BaseException as error:
        if path.is_file():
            with contextlib.suppress(OSError):
                os.unlink(os.path.realpath(path))  # noqa: PTH108 - a link within the repository stays
        if isinstance(error, OSError):
            raise no_room(target, error) from error
        raise
