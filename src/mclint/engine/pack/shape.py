"""Holds a document of a rule card against its schema, with the place of each mistake.

It knows just the keywords that the schema of a card uses; a test holds it against jsonschema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from mclint.dossier.tree import Kind, Node, Style
from mclint.engine.quick import has_pattern, is_day
from mclint.engine.schema import schema_of
from mclint.model import Span
from mclint.suggest import closest
from mclint.texts.sentences import Said, Sentence, sentence

_KINDS = {"object": Kind.MAP, "array": Kind.LIST}
_VALUES: Mapping[str, type] = {"string": str, "integer": int, "boolean": bool}


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake: where it stands in the file, and what is said of it."""

    span: Span
    said: Sentence


def faults_of(node: Node, part: str) -> Iterator[Fault]:
    """Yield what is wrong with the shape of a document of a card.

    Args:
        node: the root of the document.
        part: `rule` or `page`, as the schema calls it.
    """
    yield from _faults(node, {"$ref": f"#/$defs/{part}"})


def likely(name: str, known: tuple[str, ...]) -> Said:
    """Return what may be put behind an unknown name: the one that was probably meant, else all that are known."""
    found = closest(name, known)
    return sentence("packs.likely", name=found) if found else sentence("packs.known", known=known)


def head(node: Node) -> Span:
    """Return the short span that stands for a value: its key where it has one, else its first sign."""
    if node.key_span is not None:
        return node.key_span
    if node.parent is None and node.fields:
        return next(iter(node.fields.values())).key_span or node.span
    return node.dash or node.span


def is_id(text: str) -> bool:
    """Say whether a text has the form of the id of a rule."""
    return has_pattern(text, str(_parts()["rule"]["properties"]["id"]["pattern"]))


@cache
def _parts() -> Mapping[str, Any]:
    parts: Mapping[str, Any] = schema_of("rule-card")["$defs"]
    return parts


def _faults(node: Node, schema: Mapping[str, Any]) -> Iterator[Fault]:
    schema = _resolved(schema)
    branches = [_resolved(branch) for branch in schema.get("anyOf", ()) if "required" not in branch]
    if branches:
        fitting = [branch for branch in branches if _is_type(node, str(branch["type"]))]
        schema = fitting[0] if fitting else {"type": [branch["type"] for branch in branches]}
    wanted = schema.get("type", ())
    wanted = (wanted,) if isinstance(wanted, str) else tuple(wanted)
    if wanted and not any(_is_type(node, name) for name in wanted):
        yield Fault(head(node), _wrong_type(node, wanted))
    elif node.kind is Kind.MAP:
        yield from _map_faults(node, schema)
    elif node.kind is Kind.LIST:
        yield from _list_faults(node, schema)
    else:
        yield from _value_faults(node.text, node.span, schema)


def _resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a part of the schema with what it refers to."""
    if "$ref" not in schema:
        return schema
    found: Mapping[str, Any] = {**schema, **_parts()[schema["$ref"].rpartition("/")[2]]}
    return found


def _is_type(node: Node, name: str) -> bool:
    if name in _KINDS:
        return node.kind is _KINDS[name]
    wanted = _VALUES[name]
    return node.kind is Kind.SCALAR and isinstance(node.value, wanted) and (wanted is bool or not isinstance(node.value, bool))


def _wrong_type(node: Node, wanted: tuple[str, ...]) -> Sentence:
    if "string" in wanted and node.kind is Kind.SCALAR and not node.is_null and node.style is Style.PLAIN:
        return sentence("packs.want-quotes", key=_name(node), value=node.text)
    kinds = tuple(sentence(f"packs.kind-{name}") for name in wanted)
    both = sentence("packs.or", first=kinds[0], second=kinds[-1])
    return sentence("packs.want-kind", key=_name(node), wanted=both if len(kinds) > 1 else kinds[0])


def _name(node: Node) -> str:
    """Return how a value is called: by its key, an item of a list by the key of the list."""
    while node.key is None and node.parent is not None:
        node = node.parent
    return node.key or ""


def _map_faults(node: Node, schema: Mapping[str, Any]) -> Iterator[Fault]:
    listed: Mapping[str, Any] = schema.get("properties", {})
    known = {key: part for key, part in listed.items() if not part.get("x-own")}
    more = schema.get("additionalProperties", True)
    unknown = [child for key, child in node.fields.items() if key not in known]
    if more is False:
        yield from (Fault(child.key_span or child.span, _unknown(child, tuple(known))) for child in unknown)
    names = schema.get("propertyNames", {})
    for child in unknown if more is not False else ():
        yield from _value_faults(child.key or "", child.key_span or child.span, names)
        if isinstance(more, dict):
            yield from _faults(child, more)
    for key in schema.get("required", ()):
        if key not in node.fields:
            yield Fault(head(node), sentence("packs.missing-key", key=key))
    if len(node.fields) < schema.get("minProperties", 0):
        yield Fault(head(node), sentence("packs.no-keys", key=_name(node)))
    yield from _choice_faults(node, schema)
    for key, part in known.items():
        if key in node.fields:
            yield from _faults(node.fields[key], part)


def _choice_faults(node: Node, schema: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield the fault of a source or an example whose keys do not go together: no branch, or more than one, holds."""
    for keyword, least, most in (("anyOf", 1, None), ("oneOf", 1, 1)):
        branches = [branch for branch in schema.get(keyword, ()) if "required" in branch]
        fitting = sum(_holds(node, branch) for branch in branches)
        if branches and (fitting < least or (most is not None and fitting > most)):
            yield Fault(head(node), sentence(f"packs.choice-{schema['x-choice']}"))


def _holds(node: Node, branch: Mapping[str, Any]) -> bool:
    refused = branch.get("not")
    others = refused.get("anyOf", [refused]) if refused is not None else []
    return all(key in node.fields for key in branch["required"]) and not any(_holds(node, other) for other in others)


def _unknown(child: Node, known: tuple[str, ...]) -> Sentence:
    return sentence("packs.unknown-key", key=child.key or "", likely=likely(child.key or "", known))


def _list_faults(node: Node, schema: Mapping[str, Any]) -> Iterator[Fault]:
    if len(node.items) < schema.get("minItems", 0):
        yield Fault(head(node), sentence("packs.few-items", key=_name(node), least=schema["minItems"]))
    if "maxItems" in schema and len(node.items) > schema["maxItems"]:
        yield Fault(head(node), sentence("packs.many-items", key=_name(node), most=schema["maxItems"]))
    seen: list[object] = []
    for item in node.items:
        if schema.get("uniqueItems") and item.plain() in seen:
            yield Fault(item.span, sentence("packs.repeated-item", value=item.text))
        seen.append(item.plain())
        yield from _faults(item, schema.get("items", {}))


def _value_faults(text: str, span: Span, schema: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what is wrong with one text."""
    if "enum" in schema and text not in schema["enum"]:
        yield Fault(span, sentence("packs.want-one-of", value=text, likely=likely(text, tuple(map(str, schema["enum"])))))
    elif len(text) < schema.get("minLength", 0):
        yield Fault(span, sentence("packs.empty-text"))
    elif "pattern" in schema and not has_pattern(text, schema["pattern"]):
        yield Fault(span, sentence("packs.want-form", value=text, form=sentence(f"packs.form-{schema['x-form']}")))
    elif schema.get("format") == "date" and not is_day(text):
        yield Fault(span, sentence("packs.no-such-day", value=text))
