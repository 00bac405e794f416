"""Loads the word lists of a language: data files under `rules/lexicons/<language>/`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from mclint.data import read_yaml, rules_dir


@cache
def languages() -> frozenset[str]:
    """Return the primary subtags of the languages that have a folder with word lists."""
    return frozenset(path.parent.name for path in _folder().glob("*/verbs.yaml"))


@cache
def load(lang: str, name: str) -> Mapping[str, Any]:
    """Return one list of a language with its keys `about`, `sources`, `date` and its data.

    Raises:
        FileNotFoundError: the language has no such list.
        ValueError: the file is not a map or lacks its header.
    """
    path = _folder() / lang / f"{name}.yaml"
    data = read_yaml(path)
    missing = [key for key in ("about", "sources", "date") if key not in data]
    if missing:
        raise ValueError(f"{path}: a word list says where it comes from; missing: {', '.join(missing)}")
    return data


def texts(lang: str) -> Iterator[str]:
    """Yield all lists of a language as the text of their files, without the header, which ends with the date."""
    for path in sorted((_folder() / lang).glob("*.yaml")):
        yield path.read_text("utf-8").partition("\ndate:")[2]


@cache
def digest(lang: str) -> str:
    """Return a hash of all lists of a language (hexadecimal SHA-256), for the key of a cache."""
    found = hashlib.sha256()
    for path in sorted((_folder() / lang).glob("*.yaml")):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def _folder() -> Path:
    return rules_dir() / "lexicons"
