"""Paths as machine-readable outputs show them: from the root of the repository, never from the root of the machine."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import quote


@lru_cache(maxsize=4096)
def relative_path(path: str, root: Path) -> str:
    """Return a path from the root with forward slashes, links resolved.

    What does not lie below the root, and what is no file (`<stdin>`), is shown by its name alone, so that no report
    tells how the machine is laid out.
    """
    if path.startswith("<"):
        return path
    full = Path(os.path.realpath(path))
    top = Path(os.path.realpath(root))
    return full.relative_to(top).as_posix() if full.is_relative_to(top) else PurePosixPath(full.as_posix()).name


@lru_cache(maxsize=4096)
def uri(path: str, root: Path) -> str:
    """Return `relative_path` as a relative URI reference, percent-encoded (RFC 3986)."""
    encoded = quote(os.fsencode(relative_path(path, root)), safe="/-._~!$&'()*+,;=@")
    return f"./{encoded}" if ":" in encoded.partition("/")[0] else encoded
