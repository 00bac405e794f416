"""General checks on what a dossier holds: fields that must be there, ids that must answer, values that must agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mclint.checks.env import Env
from mclint.dossier.document import Document, State
from mclint.dossier.tree import Kind, Node
from mclint.letters.fold import skeleton
from mclint.model import Edit, Fields, Fix, Hit, Related, Span

__all__ = [
    "Accompanied",
    "Mapped",
    "Referenced",
    "Required",
    "Some",
    "Unique",
    "accompanied",
    "mapped",
    "referenced",
    "required",
    "some",
    "unique",
]


@dataclass(frozen=True, slots=True)
class Required:
    """What must be there below the node, and what must not.

    `fields` gives each element a code and its pointer below the node; of several pointers one is enough. With
    `together` all that is missing is one finding. `unwanted` gives pointers a value that they should not have. `known_by`
    gives an element the pointer of another one that it can be derived from, and a table from the one to the other.
    """

    fields: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    together: bool = False
    unwanted: Mapping[str, str] = field(default_factory=dict)
    known_by: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def required(node: Node, env: Env, params: Required) -> Iterator[Hit]:
    """Report fields that are missing below the node, and values that should not be there.

    Messages: `missing` (missing: the code, or all codes with `together`; id: that of the node, "" where it has none),
    `unwanted` (value). A missing field is reported at the block that should hold it.
    """
    document = env.document
    absent = [(code, pointer) for code, options in params.fields.items() for pointer in _absent(document, node, options)]
    if absent and params.together:
        codes = tuple(dict.fromkeys(code for code, _ in absent))
        yield Hit(document.missing_place(absent[0][1]), "missing", {"missing": codes, "id": id_of(node)})
    elif absent:
        for code, pointer in absent:
            fix = _derived(document, pointer, params.known_by.get(code))
            yield Hit(document.missing_place(pointer), "missing", {"missing": code, "id": id_of(node)}, fix=fix)
    for pointer, value in params.unwanted.items():
        found = document.get(node.pointer + pointer)
        if found is not None and found.kind is Kind.SCALAR and found.text.lower() == value.lower():
            yield Hit(found.place, "unwanted", {"value": found.text})


@dataclass(frozen=True, slots=True)
class Some:
    """`of`: a pointer with `*` below the node; one item that has it is enough."""

    of: str


def some(node: Node, env: Env, params: Some) -> Iterator[Hit]:
    """Report a list in which no item has what one of them should have.

    Messages: `none` (the list itself is missing), `incomplete` (it is there, no item will do; reported at the first).
    """
    outcomes = list(reach(env.document, node.pointer + params.of))
    if not outcomes or any(state is not State.MISSING for _, state in outcomes):
        return
    pointer = outcomes[0][0]
    listed = env.document.state(node.pointer + params.of.partition("/*")[0]) is State.PRESENT
    yield Hit(env.document.missing_place(pointer), "incomplete" if listed else "none")


@dataclass(frozen=True, slots=True)
class Accompanied:
    """Where one of the patterns `of` has a value, the field at the pointer `by` must be there too."""

    of: tuple[str, ...]
    by: str


def accompanied(node: Node, env: Env, params: Accompanied) -> Iterator[Hit]:
    """Report a value that stands without the field that should go with it.

    Messages: `missing` (of: the values that are there, as they are written). The patterns start at the node.
    """
    present = [found for pattern in params.of for found in env.document.find(node.pointer + pattern)]
    pointer = node.pointer + params.by
    if present and env.document.state(pointer) is State.MISSING:
        texts = tuple(found.text for found in present if found.text)
        yield Hit(env.document.missing_place(pointer), "missing", {"of": texts})


@dataclass(frozen=True, slots=True)
class Referenced:
    """`by`: pattern of the places that should name the id."""

    by: str


def referenced(node: Node, env: Env, params: Referenced) -> Iterator[Hit]:
    """Report an id that nothing refers to.

    Messages: `unused` (id). Silent while a place that may hold the reference is hidden by a schema finding.
    """
    names = env.once(f"named by {params.by}", lambda: _named(env.document, params.by))
    if names is not None and node.text not in names:
        yield Hit(node.place, "unused", {"id": node.text})


def _named(document: Document, pattern: str) -> frozenset[str] | None:
    """Return the texts at a pattern; None where a place that may hold one is hidden."""
    if any(state is State.HIDDEN for _, state in reach(document, pattern)):
        return None
    return frozenset(found.text for found in document.find(pattern))


@dataclass(frozen=True, slots=True)
class Unique:
    """`field`: pointer, below each item, of the text that may stand only once in the list."""

    field: str = "/id"


def unique(node: Node, env: Env, params: Unique) -> Iterator[Hit]:
    """Report a text that an earlier item of the list has already, however it is written; the node is the list.

    Messages: `repeated` (id), at the later one, with the first as related place.
    """
    first: dict[str, Node] = {}
    for found in env.document.find(f"{node.pointer}/*{params.field}"):
        earlier = first.setdefault(skeleton(found.text), found)
        if earlier is not found:
            yield Hit(found.place, "repeated", {"id": found.text}, (Related(earlier.place, {"id": found.text}),))


@dataclass(frozen=True, slots=True)
class Mapped:
    """`by`: pointer of the value that decides; `table`: what the node must be for it ("" for nothing at all)."""

    by: str
    table: Mapping[str, str]


def mapped(node: Node, env: Env, params: Mapped) -> Iterator[Hit]:
    """Report a value that contradicts another one; values are compared as text, and unknown ones are left alone.

    Messages: `mismatch` (value, other, expected), `no-counterpart` (value, other); the other one is related.
    """
    other = env.document.get(params.by)
    expected = params.table.get(other.text.strip()) if other is not None else None
    if other is None or expected is None or node.text.strip() == expected:
        return
    fields = {"value": node.text, "other": other.text, "expected": expected}
    fix = Fix((Edit(node.span, expected),), safe=False, fields={"suggestion": expected}) if expected else None
    yield Hit(node.place, "mismatch" if expected else "no-counterpart", fields, (Related(other.place, fields),), fix)


def reach(document: Document, pattern: str) -> Iterator[tuple[str, State]]:
    """Yield pointer and state of each place that a pattern names; a collection that is not there stands for its items."""
    head, star, tail = pattern.partition("/*")
    state = document.state(head)
    collection = document.node(head) if state is State.PRESENT and star else None
    if collection is None:
        yield head, state
        return
    for child in collection.children:
        if not (child.key or "").startswith("x-"):
            yield from reach(document, child.pointer + tail)


def id_of(node: Node) -> str:
    """Return the id of a list item as written, "" where it has none."""
    identity = node.fields.get("id")
    return identity.text if identity is not None else ""


def _derived(document: Document, pointer: str, source: Mapping[str, Any] | None) -> Fix | None:
    """Return the fix that puts an element in front of the one that it follows from; not safe, for somebody decides it."""
    other = document.get(source["from"]) if source is not None else None
    value = source["table"].get(other.text.strip()) if source is not None and other is not None else None
    block, key = pointer.rsplit("/", 1)
    if value is None or other is None or other.key_span is None or other.aliased or not other.pointer.startswith(f"{block}/"):
        return None
    text, start = other.source_text, other.key_span.start
    line = max(text.rfind(sign, 0, start) for sign in "\r\n") + 1
    ending = "\r\n" if text[:line].endswith("\r\n") else "\n"
    separator = ", " if text[line:start].strip() else ending + text[line:start]
    fields: Fields = {"suggestion": f"{key}: {value}"}
    return Fix((Edit(Span(start, start), f"{key}: {value}{separator}"),), safe=False, fields=fields)


def _absent(document: Document, node: Node, options: str | Sequence[str]) -> Iterator[str]:
    """Yield the pointers of an element that are missing; of several options only the first, and only if all are."""
    if isinstance(options, str):
        yield from (at for at, state in reach(document, node.pointer + options) if state is State.MISSING)
    elif all(document.state(node.pointer + option) is State.MISSING for option in options):
        yield node.pointer + options[0]
