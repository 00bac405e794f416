"""Reads a text as one document, for tests that look at its nodes."""

from __future__ import annotations

from mclint.dossier.document import Document
from mclint.dossier.load import load_bytes
from mclint.dossier.tree import Node


def document(text: str) -> Document:
    loaded = load_bytes(text.encode(), "dossier.yaml")
    assert loaded.problems == []
    assert len(loaded.documents) == 1
    return loaded.documents[0]


def node_at(text: str, pointer: str) -> Node:
    node = document(text).node(pointer)
    assert node is not None
    return node


def covered(text: str, node: Node) -> str:
    return text[node.span.start : node.span.end]


def problems(text: str | bytes) -> list[tuple[str, str, str]]:
    """Return rule, message and covered text of what the loader reports."""
    loaded = load_bytes(text if isinstance(text, bytes) else text.encode(), "dossier.yaml")
    source = loaded.source.text
    return [
        (item.rule, item.hit.message, source[item.hit.place.span.start : item.hit.place.span.end]) for item in loaded.problems
    ]
