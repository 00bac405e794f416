"""The form that a block of the dossier has, and a lone text put into it: `{id: LO1, text: ...}`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import count, islice
from typing import Any

from mclint.dossier.tree import Kind, Node, Style
from mclint.engine import meant
from mclint.engine.quick import fits

#: What stands for a text that somebody has to write.
OPEN = "..."
_PERSON = "person"
_LAST_NUMBER = re.compile(r"\d+$")


def form_of(schema: Mapping[str, Any], place: int = 0, taken: Collection[str] = ()) -> str:
    """Return the shortest form of a block as the schema describes it, in flow style.

    Its id is none of those taken; of several blocks without one, each has a `place` from 0 and gets an id of its own.
    """
    return _joined({name: _example(name, part, place, taken) for name, part in _least(schema)})


def line_of(name: str, schema: Mapping[str, Any]) -> str:
    """Return a line that adds a key: `mclint: 1`, `learning_outcomes: [{id: LO1, text: ...}]`."""
    if isinstance(schema.get("items"), dict):
        return f"{name}: [{form_of(schema['items'])}]"
    return f"{name}: {form_of(schema) if 'properties' in schema else _example(name, schema, 0, ())}"


def home_of(name: str, schema: Mapping[str, Any]) -> str:
    """Return the one block that has a key, as people name it: "exam_committee.sign_off"; "" where none or several have it."""
    homes = set(_homes(name, schema, ()))
    return ".".join(homes.pop()) if len(homes) == 1 else ""


def _homes(name: str, schema: Mapping[str, Any], above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for part in (schema, schema.get("items", {}), *schema.get("anyOf", ()), *schema.get("oneOf", ())):
        fields = part.get("properties", {})
        if name in fields and above:
            yield above
        for key, child in fields.items():
            yield from _homes(name, child, (*above, key))


def filled(schema: Mapping[str, Any], node: Node, place: int = 0, taken: Collection[str] = ()) -> str | None:
    """Return a block that holds a lone text where the schema says such a text belongs (`x-wraps`), else None.

    A block about a person is never filled: the text may be a name.
    """
    key = schema.get("x-wraps")
    if key is None or schema.get("x-kind") == _PERSON or node.kind is not Kind.SCALAR or node.value is None:
        return None
    value = _value(node, key, schema["properties"][key])
    if value is None:
        return None
    return _joined({name: value if name == key else _example(name, part, place, taken) for name, part in _least(schema)})


def quoted(node: Node) -> str:
    """Return a scalar as it can stand in a flow list or map."""
    written = node.source_text[node.span.start : node.span.end]
    if node.style is Style.PLAIN and re.search(r"[,\[\]{}]", written):
        return "'" + written.replace("'", "''") + "'"
    return written


def _joined(pairs: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in pairs.items()) + "}"


def _least(schema: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the keys that a block must have and the one that says what it is; of a person all, else at least the first."""
    properties: Mapping[str, Any] = schema.get("properties", {})
    wanted = {*schema.get("required", ()), schema.get("x-wraps")}
    if schema.get("x-kind") == _PERSON:
        wanted = set(properties)
    found = [(name, part) for name, part in properties.items() if name in wanted]
    yield from found or list(properties.items())[:1]


def _example(name: str, schema: Mapping[str, Any], place: int, taken: Collection[str]) -> str:
    examples = schema.get("examples", ())
    if not examples or schema.get("x-kind") == "prose":
        return OPEN
    return _free(str(examples[0]), place, taken) if name == "id" else str(examples[0])


def _free(example: str, place: int, taken: Collection[str]) -> str:
    """Return an id like the example that is not taken, the first of them at place 0: LO1, LO2."""
    stem = _LAST_NUMBER.sub("", example)
    if stem == example:
        return example
    names = (f"{stem}{number:0{len(example) - len(stem)}d}" for number in count(1))
    return next(islice((name for name in names if name not in taken), place, None))


def _value(node: Node, key: str, schema: Mapping[str, Any]) -> str | None:
    """Return a text as the value of a key, mended where it is written in another form; None where it does not fit."""
    if fits(node.plain(), schema):
        return quoted(node)
    kind, codes = schema.get("x-kind"), [str(code) for code in schema.get("enum", ()) if code is not None]
    if kind == "hours":
        found = meant.number(node.text, str(schema.get("x-unit", "")), ranges="pattern" in schema)
    elif kind == "date":
        found = meant.day(node.text)
    elif codes:
        found = meant.level(node.text, codes, key) if "1" in codes else meant.code(node.text, codes, key)
    else:
        return None
    return found.text if found is not None and not found.key else None
