"""Loads the word lists of a language: data files under `rules/lexicons/<language>/`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mclint.data import rules_dir

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML without libyaml reads the same, slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


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


def read_yaml(path: Path) -> Mapping[str, Any]:
    """Return the map in one of the package's own YAML files; raises ValueError where it is none."""
    with path.open("rb") as file:
        data = yaml.load(file, Loader=_Loader)
    if not isinstance(data, dict):
        raise ValueError(f"{path}: expected a map at the top of the file")
    return data


@cache
def digest(lang: str) -> str:
    """Return a hash of all lists of a language (hexadecimal SHA-256), for the key of a cache."""
    found = hashlib.sha256()
    for path in sorted((_folder() / lang).glob("*.yaml")):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def _folder() -> Path:
    return rules_dir() / "lexicons"
