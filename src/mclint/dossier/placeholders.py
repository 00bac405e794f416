"""Texts that stand in a dossier and say nothing yet: no letters, "n.t.b.", a text in brackets, what `init` wrote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from mclint.data import read_yaml, rules_dir, yaml_value
from mclint.dossier.starting import PROVIDER, starting_dossier
from mclint.letters.fold import skeleton
from mclint.texts.sentences import LANGUAGES

#: A longer text says something, unless a slot of the template is still in it.
_LONGEST_PLACEHOLDER = 200
_LETTER = re.compile("[A-Za-z0-9]")
#: One bracket, or several with only signs around them; "[1] says" is a text, and so is a link in Markdown.
_SLOT = re.compile(r"\[[^\[\]]*\]")
#: Pointed and curly brackets are used for a slot as well, but around an address they are the author's own.
_ALIKE = str.maketrans("<>{}", "[][]")
_ADDRESS = re.compile(r"<[^<>]*[@:/][^<>]*>")


def has_letters(text: str) -> bool:
    """Say whether a text holds a letter or a digit; without one it says nothing, whoever reads it."""
    return bool(_LETTER.search(text)) or any(map(str.isalnum, skeleton(text)))


def is_placeholder(text: str) -> bool:
    """Say whether a text only stands for something still open, whatever it is written with.

    That is "n.t.b." and its like, a text that stands in brackets as a whole, and what the template of `init` says: the
    text itself, or one in which a slot of it is still open. Other brackets within a text, such as "[1]", are the author's.
    """
    if len(text) > _LONGEST_PLACEHOLDER:
        slotted = text.translate(_ALIKE)
        return "[" in slotted and _has_open_slot(slotted.casefold())
    folded = unicodedata.normalize("NFKC", skeleton(text))
    bare = folded.rstrip(".")
    said = " ".join(bare.split())
    if folded in _words() or said in _words() or said in _template_texts():
        return True
    slotted = _ADDRESS.sub("x", folded).translate(_ALIKE)
    return "[" in slotted and (_has_open_slot(slotted) or not any(map(str.isalnum, _SLOT.sub("", slotted))))


def is_starting_id(text: str) -> bool:
    """Say whether an id ends as one that `init` makes where nobody gave it a title."""
    return skeleton(text).rpartition("/")[2] in _template_slugs()


def _has_open_slot(text: str) -> bool:
    return any(slot in text for slot in _template_slots())


@cache
def _words() -> frozenset[str]:
    """Return the texts that stand for "still open", as they are compared."""
    data = read_yaml(rules_dir() / "words" / "placeholders.yaml")
    texts = (text for listed in (data["everywhere"], *data["languages"].values()) for text in listed)
    return frozenset(form for text in texts for form in (str(text), unicodedata.normalize("NFKC", skeleton(str(text)))))


@cache
def _template_texts() -> frozenset[str]:
    return frozenset(" ".join(skeleton(text).rstrip(".").split()) for text in _sentences())


@cache
def _template_slots() -> frozenset[str]:
    return frozenset(slot for text in _sentences() for slot in _SLOT.findall(skeleton(text)))


@cache
def _template_slugs() -> frozenset[str]:
    return frozenset(str(dossier["id"]).rpartition("/")[2] for dossier in _templates())


@cache
def _sentences() -> tuple[str, ...]:
    """Return the texts of the templates as `init` fills them in; only they hold a blank, codes and ids do not."""
    return tuple(text for dossier in _templates() for text in _strings(dossier) if " " in text)


@cache
def _templates() -> tuple[dict[str, Any], ...]:
    return tuple(yaml_value(starting_dossier("", "", lang, None, PROVIDER)) for lang in LANGUAGES)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)
