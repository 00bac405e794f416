"""One dossier: a document with its places, and what counts as present, missing or hidden in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from mclint.dossier.comments import Comment
from mclint.dossier.placeholders import has_letters, is_placeholder, is_starting_id
from mclint.dossier.prose import primary_subtag
from mclint.dossier.source import Source
from mclint.dossier.tree import Kind, Node, escape_token, split_pointer
from mclint.model import Edit, Place, Problem, Span, Status

#: Lists that may be empty: nothing is missing there.
MAY_BE_EMPTY = frozenset({"conditions", "prerequisites", "stackable_into", "partners"})


class State(Enum):
    """Whether a rule can rely on a value."""

    PRESENT = "present"
    MISSING = "missing"
    HIDDEN = "hidden"


@dataclass(slots=True, eq=False)
class Document:
    """One YAML document of a file as a dossier.

    Attributes:
        source: the file it stands in.
        number: which document of the file, from 1.
        root: the top of the tree.
        comments: the comments of this document, in order.
        hidden: pointers of values that the schema found wrong; no rule sees them or what is below them.
        waiting: those of them that are only not filled in yet, of which nothing is said.
    """

    source: Source
    number: int
    root: Node
    comments: tuple[Comment, ...] = ()
    hidden: set[str] = field(default_factory=set)
    waiting: set[str] = field(default_factory=set)
    _status: Status | None = None
    _language: str | None = None
    _seen_hidden: int = -1

    @property
    def language(self) -> str:
        """Return the primary subtag of the dossier's language in lower case; "" where it is not usable."""
        if self._language is None or self._seen_hidden != len(self.hidden):
            node = self.get("/language")
            self._language = primary_subtag(node.text) if node and isinstance(node.value, str) else ""
            self._seen_hidden = len(self.hidden)
        return self._language

    @property
    def status(self) -> Status:
        """Return the status; a missing or wrong one counts as offered."""
        if self._status is None:
            node = self.root.fields.get("status")
            self._status = Status.judged_as(node.text if node is not None else "")
        return self._status

    @property
    def id(self) -> str | None:
        """Return the dossier's id as written, or None where there is none."""
        node = self.root.fields.get("id")
        return node.text if node and node.kind is Kind.SCALAR and node.text else None

    def is_hidden(self, node: Node) -> bool:
        """Say whether the node or anything above it is hidden by a schema finding."""
        if not self.hidden:
            return False
        while True:
            if node.pointer in self.hidden:
                return True
            if node.parent is None:
                return False
            node = node.parent

    def is_empty(self, node: Node) -> bool:
        """Say whether a value that is there counts as missing: null, no letter or digit, nothing in it, a placeholder.

        A list of nothing but such texts is as empty as one without items.
        """
        if node.kind is Kind.LIST:
            return node.key not in MAY_BE_EMPTY and all(self._is_empty_text(item) for item in node.items)
        if node.kind is Kind.MAP:
            return not node.fields
        if node.value is None:
            return True
        if not isinstance(node.value, str):
            return False
        return not has_letters(node.text) or self.is_open(node)

    def is_open(self, node: Node) -> bool:
        """Say whether a value is still a placeholder, where that counts: from `developed` on."""
        if not isinstance(node.value, str) or self.status.step < Status.DEVELOPED.step:
            return False
        return is_placeholder(node.text) or (node.pointer == "/id" and is_starting_id(node.text))

    def _is_empty_text(self, node: Node) -> bool:
        return isinstance(node.value, str) and self.is_empty(node)

    def node(self, pointer: str) -> Node | None:
        """Return the node at a pointer, whatever its state, or None where the path does not exist."""
        node = self.root
        for token in split_pointer(pointer):
            child = child_of(node, token)
            if child is None:
                return None
            node = child
        return node

    def state(self, pointer: str) -> State:
        """Return whether the value at a pointer is present, missing, or hidden (itself or a block above it)."""
        node = self.root
        if pointer and "" in self.hidden:
            return State.HIDDEN
        for token in split_pointer(pointer):
            child = child_of(node, token)
            if child is None:
                absent = f"{node.pointer}/{escape_token(token)}"
                wrong_kind = node.kind is Kind.SCALAR and node.value is not None
                return State.HIDDEN if absent in self.hidden or wrong_kind else State.MISSING
            if child.pointer in self.hidden:
                return State.HIDDEN
            node = child
        return State.MISSING if self.is_empty(node) else State.PRESENT

    def get(self, pointer: str) -> Node | None:
        """Return the node at a pointer if it is present, else None (missing or hidden)."""
        return self.node(pointer) if self.state(pointer) is State.PRESENT else None

    def find(self, pattern: str) -> Iterator[Node]:
        """Yield the present nodes that a pointer with `*` matches, in order; keys that start with `x-` never match `*`."""
        if "*" in pattern:
            yield from self._find([self.root], split_pointer(pattern))
        elif (node := self.get(pattern)) is not None:
            yield node

    def _find(self, nodes: list[Node], tokens: tuple[str, ...]) -> Iterator[Node]:
        for token in tokens:
            below: list[Node] = []
            for node in nodes:
                if token == "*":
                    below += [child for child in node.children if not (child.key or "").startswith("x-")]
                elif (child := child_of(node, token)) is not None:
                    below.append(child)
            nodes = [node for node in below if node.pointer not in self.hidden]
        yield from (node for node in nodes if not self.is_empty(node))

    def missing_place(self, pointer: str) -> Place:
        """Return where a missing field is reported: the absent path, at the key of the block that should hold it.

        At top level that is the `mclint` key, else the first key; in a list item its `id` key, else its dash.
        """
        tokens = split_pointer(pointer)
        node = self.root
        for token in tokens[:-1]:
            child = child_of(node, token)
            if child is None or child.kind is Kind.SCALAR:
                if child is not None:
                    node = child
                break
            node = child
        return Place(pointer, self.block_span(node))

    def block_span(self, node: Node) -> Span:
        """Return the short span that stands for a block: its key, its `id` key in a list item, else its dash."""
        if node.parent is None:
            first = node.fields.get("mclint") or next(iter(node.fields.values()), None)
            if first is not None and first.key_span is not None:
                return first.key_span
            return Span(node.span.start, min(node.span.start + 1, node.span.end))
        if node.key_span is not None:
            return node.key_span
        identity = node.fields.get("id")
        if identity is not None and identity.key_span is not None:
            return identity.key_span
        return node.dash or Span(node.span.start, node.span.start + 1)


@dataclass(slots=True, eq=False)
class LoadedFile:
    """What reading one file gave: its documents, and what is wrong with its bytes and its YAML.

    `as_meant` are the edits that the file was read with: signs that stand for signs of YAML.
    """

    source: Source
    documents: list[Document]
    problems: list[Problem]
    as_meant: frozenset[Edit] = frozenset()


def child_of(node: Node, token: str) -> Node | None:
    """Return the child that one token of a pointer names, or None."""
    if node.kind is Kind.MAP:
        return node.fields.get(token)
    if node.kind is Kind.LIST and token.isdigit() and int(token) < len(node.items):
        return node.items[int(token)]
    return None
