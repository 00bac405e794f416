"""The folder of a report: taken only where it is empty or holds a report, written file by file, and tidied at the end."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

#: Says that a folder was written by mclint, and names its files; it is the first file of a report and the last to change.
MARKER = ".mclint-report"
_FIRST_LINE = "mclint report 1"
_TEMPORARY = ".mclint-report.tmp"
#: Files that a report can hold; a marker that names others was changed by somebody, and those are left alone.
_OURS = re.compile(r"(?:(?:dossiers|rules|static)/)?[A-Za-z0-9_][A-Za-z0-9_.-]*\.(?:html|css|js|svg)")


class FolderError(Exception):
    """A folder that a report cannot be written to, with the reason."""


class ReportFolder:
    """A folder that a report is written to.

    Each file is written beside its place and then put there, so that a run that stops leaves the earlier file or the
    new one, never a half. The marker names the files of both reports until the end, so the next run can tidy up.
    """

    def __init__(self, root: Path, names: Sequence[str]) -> None:
        """Take a folder for the files of those names; raises FolderError where it is somebody else's."""
        self._root = root
        self._names = sorted(names)
        self._earlier = earlier_files(root)
        root.mkdir(parents=True, exist_ok=True)
        self._mark({*self._earlier, *self._names})

    def write(self, name: str, pieces: Iterable[str]) -> None:
        """Write one file from its pieces."""
        place = self._root / name
        place.parent.mkdir(exist_ok=True)
        if place.parent.resolve() != self._root.resolve() / Path(name).parent:
            raise FolderError(f"{place.parent} is a link to another folder")
        temporary = self._root / _TEMPORARY
        temporary.unlink(missing_ok=True)
        try:
            with temporary.open("x", encoding="utf-8", newline="\n") as stream:
                stream.writelines(pieces)
            temporary.replace(place)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise

    def finish(self) -> None:
        """Remove what only the earlier report had."""
        for name in sorted({*self._earlier} - {*self._names}):
            place = self._root / name
            if place.parent.resolve() == self._root.resolve() / Path(name).parent:
                place.unlink(missing_ok=True)
        self._mark(self._names)

    def _mark(self, names: Iterable[str]) -> None:
        self.write(MARKER, (f"{line}\n" for line in (_FIRST_LINE, *sorted(names))))


def earlier_files(root: Path) -> list[str]:
    """Return the files of an earlier report in a folder; raises FolderError where the folder is somebody else's."""
    if os.path.lexists(root) and not os.path.isdir(root):
        raise FolderError(f"{root} is a file; --output takes a folder")
    marker = root / MARKER
    if marker.is_file():
        first, *names = marker.read_text("utf-8", "replace").split("\n")
        if first == _FIRST_LINE:
            return [name for name in names if _OURS.fullmatch(name)]
    left = sorted(path.name for path in root.iterdir() if path.name != _TEMPORARY) if os.path.isdir(root) else []
    if left:
        raise FolderError(
            f"{root} holds files that are not of an earlier report, such as {left[0]!r}; name a new or an empty folder"
        )
    return []
