"""The tree of a document: values that know their pointer and where they stand in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any

from mclint.model import Place, Span

Scalar = str | int | float | bool | None


class Kind(StrEnum):
    """What a node is."""

    MAP = "map"
    LIST = "list"
    SCALAR = "scalar"


class Style(StrEnum):
    """How a scalar is written in the file."""

    PLAIN = "plain"
    SINGLE = "single"
    DOUBLE = "double"
    LITERAL = "literal"
    FOLDED = "folded"


@dataclass(slots=True, eq=False)
class Node:
    """One value of the document.

    An alias gives a node of its own with its own pointer and the span of the anchored text, so that the tree is a
    tree. The loader builds nodes once; nothing changes them afterwards.

    Attributes:
        pointer: JSON Pointer from the root of the document ("" for the root).
        span: the value in the file, quotes and block headers included.
        kind: map, list or scalar.
        key_span: the key in the file, where the parent is a map.
        dash: the `-` in the file, where the parent is a block list (in a flow list: the first character of the item).
        value: the scalar by the YAML 1.2 core schema of the format; None for maps and lists.
        text: the scalar as text: its content for quoted and block styles, the characters as written for plain ones.
        style: how the scalar is written; None for maps and lists.
        fields: children of a map, in order (for a repeated key the last one).
        items: children of a list, in order.
        aliased: whether it was reached through an alias.
        source_text: the text of the whole file, for scalars (all share one string).
        way_back: what `prose.decode` found out about a scalar, kept for the next who asks.
    """

    pointer: str
    span: Span
    kind: Kind
    parent: Node | None = None
    key: str | None = None
    key_span: Span | None = None
    dash: Span | None = None
    value: Scalar = None
    text: str = ""
    style: Style | None = None
    fields: dict[str, Node] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)
    aliased: bool = False
    source_text: str = ""
    way_back: Any = field(default=None, repr=False)

    @property
    def place(self) -> Place:
        """Return where the value stands."""
        return Place(self.pointer, self.span)

    @property
    def key_place(self) -> Place:
        """Return where the key stands; the value's place where there is no key."""
        return Place(self.pointer, self.key_span or self.span)

    @property
    def is_null(self) -> bool:
        """Say whether the value is empty, `~` or `null`."""
        return self.kind is Kind.SCALAR and self.value is None

    @property
    def is_number(self) -> bool:
        """Say whether the value is an integer or a float (a boolean is not)."""
        return isinstance(self.value, int | float) and not isinstance(self.value, bool)

    @property
    def children(self) -> Iterator[Node]:
        """Yield the direct children of a map or a list in order."""
        yield from self.fields.values() if self.kind is Kind.MAP else self.items

    def walk(self) -> Iterator[Node]:
        """Yield this node and every node below it, in the order of the file."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(list(node.children)))

    def plain(self) -> object:
        """Return the value as Python maps, lists and scalars, for the schema and the digest only."""
        if self.kind is Kind.MAP:
            return {name: child.plain() for name, child in self.fields.items()}
        if self.kind is Kind.LIST:
            return [child.plain() for child in self.items]
        return self.value


def escape_token(token: str) -> str:
    """Escape one reference token of a JSON Pointer (RFC 6901)."""
    return token.replace("~", "~0").replace("/", "~1")


def unescape_token(token: str) -> str:
    """Undo `escape_token`."""
    return token.replace("~1", "/").replace("~0", "~")


@lru_cache(maxsize=4096)
def split_pointer(pointer: str) -> tuple[str, ...]:
    """Split a JSON Pointer into its unescaped tokens; "" has none."""
    return tuple(unescape_token(token) for token in pointer.split("/")[1:])
