"""Reads a dossier as it would be if misspelt keys had their right names; every value stays where it stands in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mclint.dossier.document import Document
from mclint.dossier.scalars import resolve
from mclint.dossier.tree import Kind, Node, Style, escape_token, split_pointer


def renamed(document: Document, names: Mapping[str, str]) -> Document:
    """Return a document in which keys have other names, with nothing hidden; the document itself is left alone.

    Args:
        document: the dossier as it was read.
        names: the pointer of the field that is meant, by the pointer of the key that stands there. A key that holds its
            value as well ("nlqf:4") gives it up.
    """
    root = replace(document.root, parent=None, fields={}, items=[])
    pending = [(document.root, root)]
    while pending:
        old, new = pending.pop()
        for child in old.children:
            copy = _copied(child, new, names)
            if copy.key is not None:
                new.fields.setdefault(copy.key, copy)
            else:
                new.items.append(copy)
            pending.append((child, copy))
    return Document(document.source, document.number, root, document.comments)


def follow(pointer: str, names: Mapping[str, str]) -> str:
    """Return where a pointer leads once keys have other names."""
    if not names:
        return pointer
    old = new = ""
    for token in split_pointer(pointer):
        old = f"{old}/{escape_token(token)}"
        new = f"{new}/{names[old].rpartition('/')[2] if old in names else escape_token(token)}"
    return new


def _copied(child: Node, parent: Node, names: Mapping[str, str]) -> Node:
    """Return a copy of a node under its new parent, without what is below it."""
    if child.key is None:
        return replace(child, pointer=f"{parent.pointer}/{len(parent.items)}", parent=parent, fields={}, items=[])
    meant = names.get(child.pointer)
    key = child.key if meant is None else split_pointer(meant)[-1]
    copy = replace(child, pointer=f"{parent.pointer}/{escape_token(key)}", parent=parent, key=key, fields={}, items=[])
    value = child.key.removeprefix(f"{key}:")
    if meant is not None and value != child.key and child.is_null and child.key_span is not None:
        span = replace(child.key_span, start=child.key_span.end - len(value))
        return replace(copy, kind=Kind.SCALAR, value=resolve(value), text=value, style=Style.PLAIN, span=span)
    return copy
