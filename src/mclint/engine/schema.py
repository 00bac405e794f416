"""Checks a document against the schema and explains each mistake once, at the value or key that matters."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from mclint.data import schemas_dir
from mclint.dossier.document import Document, is_placeholder
from mclint.dossier.tree import Kind, Node, escape_token
from mclint.engine.explain import explain_value, is_thousands
from mclint.engine.quick import fits
from mclint.model import Edit, Fields, Fix, Hit, Problem
from mclint.suggest import did_you_mean

RULE, UNKNOWN = "MC004", "MC005"

#: Inside this block a key that is not known is an error: a misspelt part of a sign-off would silently not count.
_STRICT_BLOCK = "/exam_committee/sign_off"


def validate(document: Document, frameworks: frozenset[str]) -> Iterator[Problem]:
    """Yield MC004 and MC005 for a document, and hide what is wrong from all other rules (`document.hidden`).

    Args:
        document: the document; its `hidden` pointers are filled in.
        frameworks: names that the dossier may choose from.
    """
    for rule, hit in _found(document, frameworks):
        yield Problem(rule, hit, document.number)


def schema_of(name: str) -> dict[str, Any]:
    """Return one of the package's JSON Schemas as plain data."""
    data: dict[str, Any] = json.loads((schemas_dir() / f"{name}.schema.json").read_text(encoding="utf-8"))
    return data


def _found(document: Document, frameworks: frozenset[str]) -> Iterator[tuple[str, Hit]]:
    root = document.root
    if root.kind is not Kind.MAP:
        document.hidden.add("")
        yield RULE, Hit(root.place, "not-a-dossier")
        return
    version = root.fields.get("mclint")
    if version is not None and not version.is_null and version.value not in (1, "1"):
        document.hidden.add("")
        yield RULE, Hit(version.place, "other-version", {"value": version.text})
        return
    found = list(_schema_hits(document))
    document.hidden.update(hit.place.pointer for rule, hit in found if rule == RULE)
    yield from found
    for hit in _beyond_schema(document, frameworks):
        document.hidden.add(hit.place.pointer)
        yield RULE, hit


def _schema_hits(document: Document) -> Iterator[tuple[str, Hit]]:
    value = document.root.plain()
    if fits(value, schema_of_dossier()):
        return
    seen: set[str] = set()
    for error in _validator().iter_errors(value):
        node = document.node(_pointer(error.absolute_path))
        if node is None:
            continue
        if error.validator == "required":
            continue  # told together with the unknown keys of the same block, so that a misspelling is one finding
        if error.validator == "additionalProperties":
            continue
        if node.kind is Kind.SCALAR and is_placeholder(node.text):
            continue  # still open: that is for the rules about what is missing
        if node.pointer not in seen:
            seen.add(node.pointer)
            yield RULE, explain_value(node, _branch(error), document)
    yield from _key_hits(document.root, schema_of_dossier(), document)


def _key_hits(node: Node, schema: dict[str, Any], document: Document) -> Iterator[tuple[str, Hit]]:
    """Yield what is wrong with the keys of a block and of all blocks below it."""
    if node.kind is Kind.LIST:
        for item in node.items:
            yield from _key_hits(item, schema.get("items", {}), document)
    if node.kind is not Kind.MAP or "properties" not in schema:
        return
    known: dict[str, Any] = schema["properties"]
    absent = [name for name in schema.get("required", ()) if _is_absent(node, name)]
    for name, child in node.fields.items():
        if name in known:
            yield from _key_hits(child, known[name], document)
        elif not name.startswith("x-"):
            meant = _meant(name, node, known)
            if meant in absent and meant is not None:
                absent.remove(meant)
                document.hidden.update((f"{node.pointer}/{escape_token(meant)}", child.pointer))
                yield RULE, Hit(child.key_place, "misspelt", {"key": name, "suggestion": meant})
            else:
                yield UNKNOWN, _unknown(child, name, meant)
    for name in absent:
        place = document.missing_place(f"{node.pointer}/{escape_token(name)}")
        document.hidden.add(place.pointer)
        yield RULE, Hit(place, "required", {"key": name})


def _is_absent(node: Node, name: str) -> bool:
    child = node.fields.get(name)
    return child is None or (child.kind is Kind.SCALAR and not child.text.strip()) or child.is_null


def _meant(name: str, node: Node, known: dict[str, Any]) -> str | None:
    free = [key for key in known if key not in node.fields]
    return did_you_mean(name, free, node.key or "")


def _unknown(child: Node, name: str, meant: str | None) -> Hit:
    strict = child.pointer.startswith(_STRICT_BLOCK)
    if ":" in name and child.is_null:
        key, _, value = name.partition(":")
        return Hit(child.key_place, "no-blank", {"key": key, "value": value})
    suffix = "-in-sign-off" if strict else ""
    if meant is None:
        return Hit(child.key_place, f"unknown{suffix}", {"key": name})
    fix = Fix((Edit(child.key_span, meant),), safe=not strict, fields={"suggestion": meant}) if child.key_span else None
    return Hit(child.key_place, f"similar{suffix}", {"key": name, "suggestion": meant}, fix=fix)


def _beyond_schema(document: Document, frameworks: frozenset[str]) -> Iterator[Hit]:
    """Yield what JSON Schema cannot say: names of frameworks, the order of a range, the language of a text."""
    chosen = document.get("/framework")
    if chosen is not None and chosen.text not in frameworks:
        similar = did_you_mean(chosen.text, sorted(frameworks))
        fields: Fields = {"value": chosen.text, "allowed": tuple(sorted(frameworks)), "suggestion": similar or ""}
        yield Hit(chosen.place, "framework-similar" if similar else "framework", fields)
    low, high = document.get("/workload/sbu/min"), document.get("/workload/sbu/max")
    if low is not None and high is not None and _number(low) >= _number(high):
        sbu = document.node("/workload/sbu")
        yield Hit((sbu or low).place, "range-order", {"min": low.text, "max": high.text})
    for node in document.find("/workload"):
        yield from _thousands(node, document)
    if document.language:
        yield from _language_maps(document)


def _thousands(workload: Node, document: Document) -> Iterator[Hit]:
    """Yield hours written as 1.200, which YAML reads as 1.2 and a Dutch reader as 1200."""
    for node in workload.walk():
        if node.is_number and node.key != "ects" and is_thousands(node.text) and not document.is_hidden(node):
            meant = node.text.replace(".", "")
            fix = Fix((Edit(node.span, meant),), safe=False, fields={"suggestion": meant})
            yield Hit(node.place, "number-meant", {"value": node.text, "suggestion": meant}, fix=fix)


def _language_maps(document: Document) -> Iterator[Hit]:
    for pattern in _prose_patterns():
        for node in document.find(pattern):
            if node.kind is not Kind.MAP or document.is_hidden(node):
                continue
            held = {key.split("-")[0].lower() for key, item in node.fields.items() if not document.is_empty(item)}
            if document.language not in held:
                yield Hit(node.place, "language-lacks", {"language": document.language})


def _number(node: Node) -> float:
    return float(node.value) if isinstance(node.value, int | float) else 0.0


def _branch(error: Any) -> Any:
    """Return the error of the branch that fits the kind of the value best, for a choice between branches."""
    while error.validator in ("anyOf", "oneOf") and error.context:
        wants_list = isinstance(error.instance, list)
        fitting = [
            item for item in error.context if (item.validator != "type" and len(item.absolute_path) > 0) == wants_list
        ]
        error = max(fitting or error.context, key=lambda item: len(item.absolute_path))
    return error


def _pointer(path: Any) -> str:
    return "".join(f"/{escape_token(str(part))}" for part in path)


@cache
def schema_of_dossier() -> dict[str, Any]:
    """Return the schema of the dossier, read once."""
    return schema_of("dossier")


@cache
def _prose_patterns() -> tuple[str, ...]:
    """Return the pointers of all fields that the schema marks as text in one language or several."""
    return tuple(_prose_below(schema_of_dossier(), ""))


def _prose_below(schema: dict[str, Any], pointer: str) -> Iterator[str]:
    if schema.get("x-kind") == "prose":
        yield pointer
    for name, child in schema.get("properties", {}).items():
        yield from _prose_below(child, f"{pointer}/{name}")
    if isinstance(schema.get("items"), dict):
        yield from _prose_below(schema["items"], f"{pointer}/*")


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator, FormatChecker

    checker = FormatChecker(formats=())
    checker.checks("date")(_is_day)
    return Draft202012Validator(schema_of_dossier(), format_checker=checker)


def _is_day(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
