"""Texts that a comma has cut in two: between brackets YAML starts a new item or key there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from mclint.data import read_yaml, rules_dir
from mclint.dossier.document import Document
from mclint.dossier.tree import Kind, Node, Style
from mclint.model import Fields, Hit

#: A message shows so much of a text.
_LONGEST = 80


def split_items(document: Document) -> Iterator[Hit]:
    """Yield the items of lists in brackets that go on with the sentence of the item before them.

    Messages: `comma-in-list` (item, whole: both as one text).
    """
    words = _conjunctions().get(document.language, frozenset())
    for node in document.root.walk() if words else ():
        if node.kind is not Kind.LIST or node.aliased or document.is_hidden(node) or not _in_brackets(node, document, "["):
            continue
        for before, item in zip(node.items, node.items[1:], strict=False):
            first, blank, _ = item.text.partition(" ")
            if blank and first in words and _is_plain(before) and _is_plain(item):
                yield Hit(item.place, "comma-in-list", _fields(before, item.text))


def split_key(child: Node, before: Node | None, document: Document) -> Hit | None:
    """Return the hit for a key without a value that is the rest of the text `before` it; None for any other key.

    Messages: `comma-in-map` (item, whole: the text and the key as one text).
    """
    parent, span = child.parent, child.key_span
    if parent is None or span is None or child.key is None or not child.is_null or not _in_brackets(parent, document, "{"):
        return None
    text = document.source.text
    if before is None or not _is_plain(before) or not isinstance(before.value, str) or text[span.end : span.end + 1] == ":":
        return None
    if text[before.span.end : span.start].strip() != ",":
        return None
    return Hit(child.key_place, "comma-in-map", _fields(before, child.key))


def _fields(before: Node, text: str) -> Fields:
    whole = f"{before.text}, {text}"
    return {"item": text[:_LONGEST], "whole": whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 1]}…"}


def _is_plain(node: Node) -> bool:
    return node.kind is Kind.SCALAR and node.style is Style.PLAIN and not node.aliased


def _in_brackets(node: Node, document: Document, bracket: str) -> bool:
    return document.source.text[node.span.start : node.span.start + 1] == bracket


@cache
def _conjunctions() -> Mapping[str, frozenset[str]]:
    data: Mapping[str, Any] = read_yaml(rules_dir() / "words" / "conjunctions.yaml")
    return {lang: frozenset(map(str, words)) for lang, words in data["languages"].items()}
