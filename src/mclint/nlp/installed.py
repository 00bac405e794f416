"""Finds a trained spaCy pipeline that is installed beside mclint, by its name alone and without importing anything of it.

A configuration comes from whoever may change a repository, so it can only choose among what the person who runs mclint
has installed: never a path, and never anything that lies in the folder that is being checked.
"""

from __future__ import annotations

import importlib.metadata
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mclint.texts.sentences import SaidError, sentence

_NAME = re.compile(r"[a-z]{2}_[a-z0-9_]+")


class PipelineError(SaidError):
    """A name that is no pipeline installed here: what is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A pipeline on this machine.

    Attributes:
        name: of its package, such as `nl_core_news_lg`.
        folder: the folder of its data, as `spacy.load` takes it.
        stamp: changes with its version, and when it is installed anew; part of the key of what is remembered.
    """

    name: str
    version: str
    folder: Path
    stamp: str


def check_name(name: str, lang: str) -> None:
    """Raise PipelineError unless this can be the name of a package with a pipeline for the language."""
    if not _NAME.fullmatch(name):
        raise PipelineError(sentence("policy.pipeline-name", name=name, lang=lang))
    if not name.startswith(f"{lang}_"):
        raise PipelineError(sentence("policy.pipeline-language", name=name, lang=lang))


@cache
def find_pipeline(name: str, lang: str) -> Installed:
    """Return an installed pipeline, looked up once; raises PipelineError for a name that is none, or not installed."""
    check_name(name, lang)
    found = next(iter(importlib.metadata.distributions(name=name, path=list(_places()))), None)
    if found is None:
        raise PipelineError(sentence("policy.pipeline-missing", name=name))
    package = Path(str(found.locate_file(name)))
    meta = package / "meta.json"
    try:
        data = json.loads(meta.read_bytes())
        folder = package / f"{data['lang']}_{data['name']}-{data['version']}"
        status = meta.stat()
    except (OSError, ValueError, KeyError, TypeError):
        raise PipelineError(sentence("policy.pipeline-none", name=name)) from None
    if data["lang"] != lang or folder.parent != package or not (folder / "config.cfg").is_file():
        raise PipelineError(sentence("policy.pipeline-other", name=name, lang=lang))
    version = str(data["version"])
    return Installed(name, version, folder, f"{name} {version} {status.st_size} {status.st_mtime_ns}")


def _places() -> Iterator[str]:
    """Yield where packages are installed: the import path without what lies in the folder that mclint runs in.

    `python -m` puts that folder first on the path, and it may be a checkout of somebody else's work; an environment
    inside it that Python itself runs from is fine.
    """
    here, environment = Path.cwd().resolve(), Path(sys.prefix).resolve()
    for entry in sys.path:
        place = Path(entry).resolve()
        if entry and (place.is_relative_to(environment) or not place.is_relative_to(here)):
            yield entry
