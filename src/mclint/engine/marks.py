"""Fingerprints, by which findings are known again: what a hit is about, never on which line it stands."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import lru_cache

from mclint.dossier.document import Document, child_of
from mclint.dossier.tree import Kind, split_pointer
from mclint.engine.raws import Behind, Raw
from mclint.model import Place

_NUMBER = re.compile(r"/[0-9]+(?=/|$)")
_LONGEST_HASHED = 1_000


def item_of(pointer: str, document: Document | None) -> str | None:
    """Return the id of the nearest list item that holds a pointer, or None where there is none."""
    if document is None:
        return None
    node, found = document.root, None
    for token in split_pointer(pointer):
        child = child_of(node, token)
        if child is None:
            break
        node = child
        if node.parent is not None and node.parent.kind is Kind.LIST and node.kind is Kind.MAP:
            identity = node.fields.get("id")
            found = identity.text if identity is not None and identity.text else None
    return found


def scope_of(pointer: str) -> tuple[str, str]:
    """Return the list item that a pointer is in ("" for none) and the language key below a text ("" for none)."""
    tokens = pointer.split("/")
    index = next((place for place, token in enumerate(tokens) if token.isdigit()), None)
    if index is None:
        return "", ""
    below = tokens[index + 1 :]
    return "/".join(tokens[: index + 1]), below[1] if len(below) == 2 and below[0] == "text" else ""


@dataclass(slots=True)
class Marks:
    """Gives fingerprints, with a number behind one that was given before; what is equal is hashed once."""

    hashes: dict[tuple[str, str, int, Place], str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def of(self, raw: Raw, item: str | None) -> str:
        """Return the fingerprint of a hit."""
        key = (raw.rule.id, raw.hit.message, raw.number, raw.hit.place)
        if key not in self.hashes:
            self.hashes[key] = _fingerprint(raw, item)
        digest = self.hashes[key]
        self.counts[digest] = self.counts.get(digest, 0) + 1
        return digest if self.counts[digest] == 1 else f"{digest}-{self.counts[digest]}"


def _fingerprint(raw: Raw, item: str | None) -> str:
    """Hash rule, message, dossier, item, the path below the item and the value.

    Moving an item or a line, and writing the same value in another style, change nothing. What it explains counts as well:
    who knows a misspelt key for what it is has not agreed to all that it may silence later.
    """
    pointer = raw.hit.place.pointer
    scope, _ = scope_of(pointer)
    below = pointer.removeprefix(scope) if item is not None and scope else pointer
    owner = raw.document.id if raw.document is not None and raw.document.id else f"{raw.number}"
    text = "\x1f".join(
        (raw.rule.id, raw.hit.message, _condensed(owner), _condensed(item or ""), _NUMBER.sub("/*", below), _covered(raw))
    )
    if raw.behind is not None:
        text = f"{text}\x1f{_mark(raw.behind)}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


@lru_cache(maxsize=16)
def _mark(behind: Behind) -> str:
    """Return one hash for all hits that others explain, whatever their order."""
    marks = {_fingerprint(raw, item_of(raw.hit.place.pointer, raw.document)) for raw in behind.raws}
    return hashlib.sha256("\n".join(sorted(marks)).encode()).hexdigest()


@lru_cache(maxsize=256)
def _condensed(text: str) -> str:
    """Return an id as it is hashed: a very long one, which many findings may share, by its own hash."""
    return text if len(text) <= _LONGEST_HASHED else hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _covered(raw: Raw) -> str:
    """Return the words that a hit speaks of: a whole value as it reads, a part of it without line breaks.

    A hit about what is missing stands at a key or a dash, which says nothing of its own.
    """
    if raw.document is None:
        return ""
    node, span = raw.document.node(raw.hit.place.pointer), raw.hit.place.span
    if node is None or (node.kind is not Kind.SCALAR and node.span == span):
        return ""
    text = node.text if node.span == span else raw.document.source.text[span.start : span.end]
    return " ".join(text.split())
