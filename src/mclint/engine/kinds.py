"""Says whether a document is meant as a dossier, however its keys are spelt: other YAML gets one finding, not twenty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from mclint.dossier.document import LoadedFile
from mclint.dossier.recognise import DOSSIER_KEYS, is_structured, reads_as_dossier
from mclint.dossier.tree import Kind, Node
from mclint.model import Hit, Place, Problem, Span
from mclint.suggest import Guesses

#: What is unsafe to read is told of any file.
UNSAFE = "MC003"
#: So many of the keys that only a dossier has are more than chance.
_ENOUGH = 2
#: A dossier has fewer keys at its top; of a longer document only the first ones are looked at.
_MOST_KEYS = 200


def is_dossier(root: Node, properties: Mapping[str, Mapping[str, Any]]) -> bool:
    """Say whether a document is meant as a dossier: by a key that makes it one, or by several that few other files have.

    `properties` are those of the schema of the dossier; `x-common` marks a key that files of other kinds have as well.
    """
    if root.kind is not Kind.MAP:
        return False
    if DOSSIER_KEYS.intersection(root.fields):
        return True
    keys, guesses = [key for key in islice(root.fields, _MOST_KEYS) if not key.startswith("x-")], Guesses()
    names = sorted(DOSSIER_KEYS)
    if any(guesses.closest(key.partition(":")[0], names) for key in keys):
        return True
    telling = tuple(name for name, part in properties.items() if not part.get("x-common"))
    meant = {guesses.did_you_mean(key.partition(":")[0], telling) for key in keys}
    return len(meant - {None}) >= _ENOUGH


def without_strangers(loaded: LoadedFile, properties: Mapping[str, Mapping[str, Any]]) -> LoadedFile:
    """Return a file that holds no dossier as one document of which that can be said once; any other file as it is.

    That it is unsafe to read is said besides.
    """
    source, problems = loaded.source, loaded.problems
    if any(is_dossier(document.root, properties) for document in loaded.documents):
        return loaded
    if problems and reads_as_dossier(source.raw, source.path):
        return loaded
    if loaded.documents:
        unsafe = [problem for problem in problems if problem.rule == UNSAFE][:1]
        return replace(loaded, documents=loaded.documents[:1], problems=unsafe)
    if not problems or is_structured(source.path) or "." not in source.path.rpartition("/")[2]:
        return loaded
    return replace(loaded, problems=[Problem("MC004", Hit(Place("", Span(0, min(1, len(source.text)))), "not-a-dossier"))])
