"""Picks one dossier: the only one of a file, or with `FILE#2` or `FILE#id` one of several."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from mclint.engine.discover import PathError, why_not
from mclint.model import Severity
from mclint.texts.sentences import Sentence, Value, reason, sentence

if TYPE_CHECKING:
    from mclint.engine.worker import Worker
    from mclint.entries import Entry
    from mclint.findings import FileResult, Finding

#: So many dossiers of a file are listed in a message.
_MOST = 20


@dataclass(frozen=True, slots=True)
class Picked:
    """What was asked for: the dossier with the result of its file, or None and why it cannot be read."""

    result: FileResult
    entry: Entry | None
    broken: tuple[Finding, ...] = ()


def pick(text: str, worker: Worker) -> Picked:
    """Read the dossier that a text on the command line names.

    Raises:
        PathError: there is no such file or dossier, or several and none is chosen.
    """
    path, wanted = split_choice(text)
    result = worker.check_bytes(read_named(path), PurePosixPath(path).as_posix(), named=False)
    if result is None:
        raise PathError(sentence("writing.no-dossier", path=path))
    numbers = {entry.number for entry in result.entries}
    broken = tuple(item for item in result.findings if item.severity is Severity.ERROR and item.document not in numbers)
    found = [entry for entry in result.entries if wanted is None or wanted in (str(entry.number), entry.id)]
    if broken and (wanted is None or not found):
        return Picked(result, None, broken)
    if len(found) == 1:
        return Picked(result, found[0])
    numbered = [entry for entry in found if str(entry.number) == wanted]
    if numbered:  # an id that looks like a number gives way
        return Picked(result, numbered[0])
    raise PathError(_unclear(path, wanted, found, result.entries))


def split_choice(text: str) -> tuple[str, str | None]:
    """Return a file and which of its dossiers is meant, None for the only one.

    A file whose own name holds `#` wins where it exists.
    """
    if os.path.lexists(text):
        return text, None
    for place in reversed([place for place, sign in enumerate(text) if sign == "#" and place]):
        if os.path.lexists(text[:place]):
            return text[:place], text[place + 1 :]
    return text, None


def read_named(path: str) -> bytes:
    """Return the bytes of a file that the command line names; raises PathError where it cannot be read."""
    from mclint.dossier.files import Files

    if os.path.isdir(path):
        raise PathError(sentence("writing.folder", path=path))
    if not os.path.isfile(path):
        raise PathError(why_not(path))
    try:
        return Files().read(path)
    except OSError as error:
        raise PathError(sentence("writing.unreadable", path=path, why=reason(error))) from error


def _unclear(path: str, wanted: str | None, found: Sequence[Entry], entries: Sequence[Entry]) -> Sentence:
    """Return why no single dossier is meant, and how to name each of the file."""
    shown: list[Value] = [
        sentence("writing.choice", path=path, number=entry.number, id=entry.id or sentence("writing.without-id"))
        for entry in entries[:_MOST]
    ]
    if len(entries) > _MOST:
        shown.append(sentence("writing.more", count=len(entries) - _MOST))
    choose = sentence("writing.choose", choices=tuple(shown))
    if wanted is None:
        return sentence("writing.several", path=path, count=len(entries), choose=choose)
    if found:
        return sentence("writing.same-id", path=f"{path}#{wanted}", count=len(found), choose=choose)
    return sentence("writing.none-so-called", path=f"{path}#{wanted}", name=wanted, choose=choose)
