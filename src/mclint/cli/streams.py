"""The standard streams, which whoever starts mclint may have closed, filled up or stopped to read.

Python has None for a closed stream, and click ends with 1, the code of findings, where nobody reads any longer. Here a
closed stream is one that cannot be used; standard output that takes no more is a `LostOutputError`, and what cannot be
said on standard error stays unsaid.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

from mclint.texts.sentences import reason, sentence

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class LostOutputError(Exception):
    """Standard output took no more; it is no OSError, which click would end the program for.

    Attributes:
        unread: whether the reason is that whoever read it has had enough.
        reason: what the system says.
    """

    def __init__(self, error: OSError) -> None:
        """Take the reason from the error of the system."""
        super().__init__(error.strerror)
        self.unread = isinstance(error, BrokenPipeError)
        self.reason = reason(error)


class _Output(io.FileIO):
    """Standard output: it says once that it takes no more, and from then on takes everything."""

    lost = False

    def write(self, data: ReadableBuffer, /) -> int:
        if self.lost:
            return memoryview(data).nbytes
        try:
            return super().write(data)
        except OSError as error:
            self.lost = True
            raise LostOutputError(error) from None


class _Errors(io.FileIO):
    """Standard error: there is nobody left to tell that it takes no more."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except OSError:
            return memoryview(data).nbytes


@contextmanager
def standard_streams() -> Iterator[None]:
    """Have streams in the place of standard output and error that know what became of what is written, and no closed ones.

    Streams that are something else already, such as those of a test, stay.
    """
    known = sys.stdin, sys.stdout, sys.stderr
    if sys.stdin is None:
        sys.stdin = open(os.open(os.devnull, os.O_WRONLY), encoding="utf-8")  # noqa: SIM115, PTH123 - reading it fails
    sys.stdout = _stream(sys.stdout, _Output, os.O_RDONLY)
    sys.stderr = _stream(sys.stderr, _Errors, os.O_WRONLY)
    try:
        yield
    finally:
        for stream, before in zip((sys.stdin, sys.stdout, sys.stderr), known, strict=True):
            if before is None:
                stream.close()
        sys.stdin, sys.stdout, sys.stderr = known


@contextmanager
def reading_standard_input() -> Iterator[None]:
    """Turn what stops reading from standard input into a message and exit code 2."""
    from mclint.engine.discover import PathError

    try:
        yield
    except OSError as error:
        raise PathError(sentence("writing.stdin", why=reason(error))) from error


def _stream(known: TextIO | None, kind: type[io.FileIO], closed: int) -> TextIO:
    """Return a stream like a known one over a file of our kind; over the null device, opened so, where it is closed."""
    if known is None:
        raw = kind(os.open(os.devnull, closed), "w")
        return io.TextIOWrapper(io.BufferedWriter(raw), "utf-8", "backslashreplace")
    buffer = getattr(known, "buffer", None)
    if type(getattr(buffer, "raw", buffer)) is not io.FileIO:
        with suppress(AttributeError, ValueError):
            known.reconfigure(errors="backslashreplace")  # type: ignore[attr-defined]
        return known
    raw = kind(known.fileno(), "w", closefd=False)
    lines = bool(known.line_buffering)
    return io.TextIOWrapper(io.BufferedWriter(raw), known.encoding, "backslashreplace", line_buffering=lines)
