"""Paths as machine-readable outputs show them: from the root of the repository, never from the root of the machine."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from mclint.dossier.files import own_path


@lru_cache(maxsize=4096)
def relative_path(path: str, root: Path) -> str:
    """Return a path from the root with forward slashes, as it was asked for: a link is shown and not where it leads.

    What does not lie below the root, and what is no file (`<stdin>`), is shown by its name alone, so that no report
    tells how the machine is laid out.
    """
    if path.startswith("<"):
        return path
    full = Path(os.path.abspath(path))
    if os.path.realpath(full) != os.path.realpath(path):  # `..` behind a link to a folder leads somewhere else
        full = own_path(path)
    top = os.path.realpath(root)
    for folder in reversed((full, *full.parents)):  # the root may be known by another name, through a link above it
        if os.path.realpath(folder) == top:
            return full.relative_to(folder).as_posix()
    return PurePosixPath(full.as_posix()).name


@lru_cache(maxsize=4096)
def uri(path: str, root: Path) -> str:
    """Return `relative_path` as a relative URI reference, percent-encoded (RFC 3986)."""
    encoded = quote(os.fsencode(relative_path(path, root)), safe="/-._~!$&'()*+,;=@")
    return f"./{encoded}" if ":" in encoded.partition("/")[0] else encoded
