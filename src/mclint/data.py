"""Finds the data files of the package, `rules/` and `schemas/`, in a wheel or in a checkout, and reads its YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

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


@cache
def _loader() -> Any:
    """Return PyYAML's safe loader, the quick one where it is there, without its dates."""
    import yaml

    class Plain(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        """Takes a date for a text; PyYAML keeps what it resolves on the class."""

    Plain.yaml_implicit_resolvers = {
        sign: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for sign, resolvers in Plain.yaml_implicit_resolvers.items()
    }
    return Plain


def yaml_documents(path: Path) -> Iterator[Any]:
    """Yield the documents of one of our own YAML files, each parsed only when asked for; raises yaml.YAMLError.

    A date is a text, as it is in a dossier, so that whatever we read can be written as JSON.
    """
    with path.open("rb") as stream:
        yield from _documents(stream)


def yaml_value(text: str) -> Any:
    """Return what the first document of our own YAML says; raises yaml.YAMLError."""
    return next(_documents(text))


def _documents(given: BinaryIO | str) -> Iterator[Any]:
    loader = _loader()(given)
    try:
        while loader.check_data():
            yield loader.get_data()
    finally:
        loader.dispose()


def read_yaml(path: Path) -> Mapping[str, Any]:
    """Return the map in one of our own YAML files; raises ValueError where it is none."""
    data = next(yaml_documents(path), None)
    if not isinstance(data, dict):
        raise ValueError(f"{path}: expected a map at the top of the file")
    return data
