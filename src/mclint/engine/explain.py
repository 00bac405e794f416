"""Explains one schema mistake: what stands there, what was expected, what was meant, and a fix where that is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from mclint.dossier.tree import Kind, Node, Style
from mclint.engine import meant
from mclint.engine.forms import filled, form_of, quoted
from mclint.engine.meant import Meant
from mclint.model import Coded, Edit, Fields, Fix, Hit, Place

_NOT_IN_ID = re.compile(r"[^a-z0-9/]+")
_WORD = re.compile(r"[\w.:/+-]+")
_QUOTABLE = (Style.PLAIN, Style.SINGLE, Style.DOUBLE)
_QUOTES = {Style.SINGLE: "'", Style.DOUBLE: '"'}
#: Kinds of values whose message has their own name; with a value that was meant, that name and "-similar".
_NAMED: Mapping[str, Callable[[str], Meant | None]] = {
    "country": meant.country,
    "language": meant.language,
    "duration": meant.duration,
    "address": meant.address,
    "digest": lambda _: None,
}
#: Kinds that explain a wrong type themselves.
_OWN_TYPES = frozenset({"boolean", "hours", "date", "id", *_NAMED})
#: The field of a study load that counts each unit.
_LOADS = {"hours": "sbu", "credits": "ects"}
#: How many codes a message lists, and how many items beside a wrong one are looked at for their ids.
_MOST_CODES = 12
_MOST_BESIDE = 40


def explain_value(node: Node, error: Any) -> Hit:
    """Return the hit for a value that breaks the schema.

    Args:
        node: the value; for a wrong item of a list the item.
        error: the jsonschema error, of the branch that fits best.
    """
    kind = str(error.schema.get("x-kind", ""))
    if error.validator == "type" and (kind not in _OWN_TYPES or (node.kind is not Kind.SCALAR and kind in (*_NAMED, "id"))):
        return _wrong_type(node, error.schema)
    explain = {"boolean": _boolean, "hours": _hours, "date": _date, "code": _code, "id": _id, "version": _hours}.get(kind)
    if explain is not None:
        return explain(node, error)
    if kind in _NAMED:
        return explain_named(node, kind)
    if kind == "prose" or error.validator == "pattern":
        return Hit(node.place, "language-tag")
    return _wrong_type(node, error.schema)


def explain_named(node: Node, kind: str) -> Hit:
    """Return the hit for a code or address that is none of its kind, with what was meant where that is known."""
    found = _NAMED[kind](node.text)
    if found is None:
        return Hit(node.place, kind, {"value": node.text})
    return _proposal(node, f"{kind}-similar", found)


def coded(schema: Mapping[str, Any], codes: Iterable[str]) -> Coded:
    """Return codes with the list that the schema says they are of, so that messages show what they are called."""
    return Coded(str(schema.get("x-codes", "")), tuple(codes))


def _proposal(node: Node, message: str, found: Meant, fields: Fields | None = None) -> Hit:
    """Return the hit that names what was meant, with the fix that puts it there."""
    said: Fields = {"value": node.text, "suggestion": found.text}
    quote = _QUOTES.get(node.style, "") if node.style is not None and message == "address-similar" else ""
    fix = Fix((Edit(node.span, f"{quote}{found.text}{quote}"),), safe=found.safe, fields={"suggestion": found.text})
    return Hit(node.place, message, {**said, **(fields or {})}, fix=fix)


def _wrong_type(node: Node, schema: Mapping[str, Any]) -> Hit:
    wanted = schema.get("type", [])
    wanted = [wanted] if isinstance(wanted, str) else wanted
    written = node.kind is Kind.SCALAR and node.style in _QUOTABLE
    if "array" in wanted:
        return _list_wanted(node, schema.get("items", {})) if written else Hit(_short(node), "list-wanted")
    if "object" in wanted and "string" not in wanted:
        return _map_wanted(node, schema)
    return Hit(_short(node), "text-wanted")


def _list_wanted(node: Node, items: Mapping[str, Any]) -> Hit:
    block = filled(items, node)
    if block is None and "properties" in items and "string" not in items["type"]:
        return _map_wanted(node, items)
    codes = meant.several_codes(node.text, _codes(items), node.key or "") if "enum" in items else ()
    inside = block or ", ".join(codes) or _flow(node)
    return Hit(node.place, "list-wanted", fix=Fix((Edit(node.span, f"[{inside}]"),), safe=inside == _flow(node)))


def _map_wanted(node: Node, schema: Mapping[str, Any]) -> Hit:
    """Return the hit for a text where a block belongs; who is a person is never written as a name."""
    form = form_of(schema)
    if schema.get("x-kind") == "person":
        return Hit(_short(node), "person-wanted", {"form": form})
    place, taken = _beside(node)
    text = filled(schema, node, place, taken) if place is not None else None
    if text is None:
        return Hit(_short(node), "map-wanted", {"form": form})
    fix = Fix((Edit(node.span, text),), safe=False, fields={"suggestion": text})
    return Hit(_short(node), "map-wanted", {"form": form_of(schema, place or 0, taken)}, fix=fix)


def _beside(node: Node) -> tuple[int | None, frozenset[str]]:
    """Return how many items before one in its list are no block either (None far down), and the ids of those beside it."""
    if node.key is not None or node.parent is None:
        return 0, frozenset()
    items = node.parent.items[:_MOST_BESIDE]
    before = next((place for place, item in enumerate(items) if item is node), None)
    ids = frozenset(item.fields["id"].text for item in items if "id" in item.fields)
    return (sum(1 for item in items[:before] if item.kind is Kind.SCALAR) if before is not None else None), ids


def _boolean(node: Node, error: Any) -> Hit:  # noqa: ARG001 - one signature for all kinds
    found = meant.yes_or_no(node.text) if node.kind is Kind.SCALAR else None
    return Hit(_short(node), "boolean") if found is None else _proposal(node, "boolean-word", found)


def _hours(node: Node, error: Any) -> Hit:
    if error.validator == "required" or node.kind is not Kind.SCALAR:
        return Hit(_short(node), "number")
    if error.validator in ("exclusiveMinimum", "minimum") and node.is_number:
        return Hit(node.place, "too-small", {"value": node.text})
    if "integer" in error.schema.get("type", ()) and node.is_number:
        return Hit(node.place, "whole-number", {"value": node.text})
    found = meant.number(node.text, str(error.schema.get("x-unit", "")), ranges="pattern" in error.schema)
    if found is None:
        return Hit(node.place, "number")
    if not found.key:
        return _proposal(node, "number-meant", found)
    key = _LOADS.get(found.key, "")
    if key and node.key in _LOADS.values():
        return Hit(node.place, "other-unit", {"value": node.text, "key": key, "suggestion": found.text})
    return Hit(node.place, "number")


def _date(node: Node, error: Any) -> Hit:
    if node.kind is not Kind.SCALAR:
        return Hit(_short(node), "date")
    if error.validator == "format":
        return Hit(node.place, "no-such-day", {"value": node.text})
    found = meant.day(node.text)
    return Hit(node.place, "date") if found is None else _proposal(node, "date-order", found)


def _code(node: Node, error: Any) -> Hit:
    codes = _codes(error.schema)
    shown = coded(error.schema, codes[:_MOST_CODES])
    if node.kind is not Kind.SCALAR:
        return Hit(_short(node), "code", {"value": node.key or "", "allowed": shown})
    place = node.key or (node.parent.key if node.parent is not None else "") or ""
    found = _code_meant(node, error.schema, codes, place)
    if found is None:
        return _several(node, error, codes, place, shown)
    return _proposal(node, "code-similar", found, {"suggestion": coded(error.schema, (found.text,)), "allowed": shown})


def _several(node: Node, error: Any, codes: tuple[str, ...], place: str, shown: Coded) -> Hit:
    """Return the hit for a text that is none of the codes, but may name several where the field takes a list."""
    branches = error.parent.validator_value if error.parent is not None else ()
    takes_several = node.key is None or any(branch.get("type") == "array" for branch in branches)
    several = meant.several_codes(node.text, codes, place) if takes_several else ()
    if not several:
        return Hit(node.place, "code", {"value": node.text, "allowed": shown})
    fields: Fields = {"value": node.text, "suggestion": coded(error.schema, several), "allowed": shown}
    if node.key is None or node.style not in _QUOTABLE:
        return Hit(node.place, "code-similar", fields)
    return _proposal(node, "code-similar", Meant(f"[{', '.join(several)}]"), fields)


def _code_meant(node: Node, schema: Mapping[str, Any], codes: tuple[str, ...], place: str) -> Meant | None:
    """Return the code that was meant; a decision of the committee is never taken for granted."""
    numbers = any(isinstance(code, int) for code in schema.get("enum", ()))
    found = (meant.level(node.text, codes, place) if numbers else None) or meant.code(node.text, codes, place)
    return Meant(found.text) if found is not None and place == "decision" else found


def _codes(schema: Mapping[str, Any]) -> tuple[str, ...]:
    listed = [code for code in schema.get("enum", ()) if code is not None]
    return tuple(dict.fromkeys(str(code) for code in sorted(listed, key=lambda code: not isinstance(code, int))))


def _id(node: Node, error: Any) -> Hit:  # noqa: ARG001 - one signature for all kinds
    plain = _NOT_IN_ID.sub("-", node.text.strip().lower()).strip("-/")
    provider, slash, slug = plain.partition("/")
    meant_id = f"{provider.strip('-')}/{slug.replace('/', '-').strip('-')}" if slash else f"roc-voorbeeld/{plain}"
    return Hit(node.place, "id", {"value": node.text, "suggestion": meant_id if plain else "roc-voorbeeld/naam"})


def _short(node: Node) -> Place:
    """Return a short place for a block: its key, else its own first sign."""
    if node.kind is Kind.SCALAR:
        return node.place
    return node.key_place if node.key_span is not None else node.place


def _flow(node: Node) -> str:
    """Return a scalar as the items of a flow list: words with commas in between are several, else it is one item."""
    words = [word.strip() for word in node.text.split(",")]
    if len(words) > 1 and all(_WORD.fullmatch(word) for word in words):
        return ", ".join(words)
    return quoted(node)
