"""What the codes of the dossier format are called: one list of labels for messages, figures and reports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from mclint.data import read_yaml, rules_dir

_NO_WORD = re.compile(r"[\W_]+")


@cache
def code_lists() -> Mapping[str, Any]:
    """Return `rules/words/codes.yaml`: the tables that a catalogue counts, and the other lists of codes."""
    return read_yaml(rules_dir() / "words" / "codes.yaml")


def codes_of(name: str) -> tuple[str, ...]:
    """Return the codes of a list in order; raises KeyError for a list that is not there."""
    return tuple(map(str, _labels(name)))


def called(name: str, code: str, lang: str) -> str:
    """Return what a code of a list is called; a code or list that nobody named is called as it is written."""
    try:
        known = _labels(name).get(code)
    except KeyError:
        return code
    return str(known[lang]) if known else code


def with_label(name: str, code: str, lang: str) -> str:
    """Return a code with what it is called, "co-creator (medeontwikkelaar)"; alone where that says nothing more."""
    label = called(name, code, lang)
    said = set(_words(label))
    return code if said.issuperset(_words(code)) else f"{code} ({label})"


@cache
def _labels(name: str) -> Mapping[str, Mapping[str, str]]:
    data = code_lists()
    labels = data["lists"].get(name) or data["tables"][name]["codes"]
    return {str(code): texts for code, texts in labels.items()}


def _words(text: str) -> list[str]:
    return [word for word in _NO_WORD.split(text.lower()) if word]
