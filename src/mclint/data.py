"""Finds the data files of the package: `rules/` and `schemas/`, in an installed wheel or in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _folder(name: str) -> Path:
    for candidate in (_PACKAGE / name, _PACKAGE.parent.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(
        f"mclint's own folder {name}/ was not found in {_PACKAGE} nor beside the source; install mclint again"
    )


def rules_dir() -> Path:
    """Return the folder with rule cards, frameworks and lexicons; raises FileNotFoundError on a broken install."""
    return _folder("rules")


def schemas_dir() -> Path:
    """Return the folder with the JSON Schemas; raises FileNotFoundError on a broken install."""
    return _folder("schemas")
