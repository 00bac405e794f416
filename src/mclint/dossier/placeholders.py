"""Texts that stand in a dossier and say nothing yet: no letters, "n.t.b.", a text in square brackets, what `init` wrote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from mclint.data import yaml_value
from mclint.dossier.starting import PROVIDER, starting_dossier
from mclint.letters.fold import skeleton
from mclint.texts.sentences import LANGUAGES

#: Texts that stand for "still open"; compared in lower case without blanks and a final period.
PLACEHOLDERS = frozenset({"n.v.t", "nvt", "nader te bepalen", "n.t.b", "ntb", "todo", "tbd", "...", "…", "xxx", "n/a"})

#: A longer text says something, unless a slot of the template is still in it.
_LONGEST_PLACEHOLDER = 200
_LETTER = re.compile("[A-Za-z0-9]")
#: One bracket, or several with only signs around them; "[1] says" is a text, and so is a link in Markdown.
_SLOT = re.compile(r"\[[^\[\]]*\]")


def has_letters(text: str) -> bool:
    """Say whether a text holds a letter or a digit; without one it says nothing, whoever reads it."""
    return bool(_LETTER.search(text)) or any(map(str.isalnum, skeleton(text)))


def is_placeholder(text: str) -> bool:
    """Say whether a text only stands for something still open, whatever it is written with.

    That is "n.t.b." and its like, a text that stands in square brackets as a whole, and what the template of `init` says: the
    text itself, or one in which a slot of it is still open. Other brackets within a text, such as "[1]", are the author's.
    """
    if len(text) > _LONGEST_PLACEHOLDER:
        return "[" in text and _has_open_slot(text.casefold())
    folded = unicodedata.normalize("NFKC", skeleton(text))
    bare = folded.rstrip(".")
    if folded in PLACEHOLDERS or bare in PLACEHOLDERS or " ".join(bare.split()) in _template_texts():
        return True
    return "[" in folded and (_has_open_slot(folded) or not any(map(str.isalnum, _SLOT.sub("", folded))))


def is_starting_id(text: str) -> bool:
    """Say whether an id ends as one that `init` makes where nobody gave it a title."""
    return skeleton(text).rpartition("/")[2] in _template_slugs()


def _has_open_slot(text: str) -> bool:
    return any(slot in text for slot in _template_slots())


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
