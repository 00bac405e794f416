"""Checks a document against the schema and explains each mistake once, at the value or key that matters."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from mclint.data import schemas_dir
from mclint.dossier.document import Document
from mclint.dossier.placeholders import has_letters, is_placeholder
from mclint.dossier.prose import primary_subtag
from mclint.dossier.tree import Kind, Node, escape_token
from mclint.engine.commas import split_items, split_key
from mclint.engine.explain import coded, explain_named, explain_value
from mclint.engine.forms import home_of, line_of
from mclint.engine.kinds import is_dossier
from mclint.engine.meant import is_thousands
from mclint.engine.quick import fits, has_pattern, is_day
from mclint.model import Edit, Fields, Fix, Hit, Place, Problem
from mclint.suggest import did_you_mean, folded

RULE, UNKNOWN = "MC004", "MC005"

#: Letters of a language in a tag where it has a code of two.
_SHORT_TAG = 2

#: Inside this block a key that is not known is an error: a misspelt part of a sign-off would silently not count.
_STRICT_BLOCK = "/exam_committee/sign_off/"


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
    if not is_dossier(root, schema_of_dossier()["properties"]):
        document.hidden.add("")
        yield RULE, Hit(Place("", document.block_span(root)), "not-a-dossier")
        return
    version = root.fields.get("mclint")
    if version is not None and not document.is_empty(version) and not _is_version_one(version):
        document.hidden.add("")
        yield RULE, Hit(version.place, "other-version", {"value": version.text or _start_of(version)})
        return
    found = list(_schema_hits(document))
    document.hidden.update(hit.place.pointer for rule, hit in found if rule == RULE)
    yield from found
    for hit in _beyond_schema(document, frameworks):
        document.hidden.add(hit.place.pointer)
        yield RULE, hit
    yield from ((UNKNOWN, hit) for hit in split_items(document))


def _is_version_one(node: Node) -> bool:
    return node.text == "1" or (node.is_number and node.value == 1)


def _start_of(node: Node) -> str:
    return "{...}" if node.kind is Kind.MAP else "[...]"


def _schema_hits(document: Document) -> Iterator[tuple[str, Hit]]:
    schema, value = schema_of_dossier(), document.root.plain()
    about_keys = list(_key_hits(document.root, schema, document))
    yield from about_keys
    if fits(value, schema):
        return
    told = {hit.place.pointer for _, hit in about_keys}
    for error in _leaves(_validator().iter_errors(value)):
        node = document.node(_pointer(error.absolute_path))
        if node is None or node.pointer in told or error.validator in ("required", "additionalProperties"):
            continue  # what is wrong with keys is told by `_key_hits`, so that a misspelling is one finding
        told.add(node.pointer)
        if not _is_open(node, error, document):
            yield RULE, explain_value(node, error)


def _is_open(node: Node, error: Any, document: Document) -> bool:
    """Say whether a wrong value is only not there yet: that is for the rules about what is missing.

    Before `developed` a placeholder is neither wrong nor missing, so it is hidden.
    """
    if node.key is None and (node.is_null or "object" in error.schema.get("type", ())):
        return False
    if document.is_empty(node):
        return True
    if node.kind is Kind.SCALAR and is_placeholder(node.text) and node.key not in schema_of_dossier()["required"]:
        document.hidden.add(node.pointer)
        document.waiting.add(node.pointer)
        return True
    return False


def _key_hits(node: Node, schema: dict[str, Any], document: Document) -> Iterator[tuple[str, Hit]]:
    """Yield what is wrong with the keys of a block and of all blocks below it."""
    if node.kind is Kind.LIST:
        for item in node.items:
            yield from _key_hits(item, schema.get("items", {}), document)
    if node.kind is not Kind.MAP or "properties" not in schema or (node.key is not None and not node.fields):
        return
    known: dict[str, Any] = schema["properties"]
    absent = [name for name in schema.get("required", ()) if _is_absent(node, name, document)]
    free = [name for name in known if name not in node.fields]
    for before, (name, child) in zip((None, *node.fields.values()), node.fields.items(), strict=False):
        if name in known:
            yield from _key_hits(child, known[name], document)
        elif not name.startswith("x-"):
            meant, message = _meant(child, name, free, known, node.key or "")
            if meant in free:
                free.remove(meant)
            if meant is not None and meant in absent:
                absent.remove(meant)
                document.hidden.update((f"{node.pointer}/{escape_token(meant)}", child.pointer))
                yield RULE, _renamed(child, "misspelt" if message == "similar" else message, name, meant)
            else:
                cut = split_key(child, before, document) if meant is None else None
                yield UNKNOWN, _unknown(child, message, name, meant, cut)
    for name in absent:
        hit = _required(node, name, known[name], document)
        document.hidden.add(hit.place.pointer)
        yield RULE, hit


def _required(node: Node, name: str, schema: dict[str, Any], document: Document) -> Hit:
    """Return the hit for a required value that is not there: at what stands in its place, else at the block it belongs to."""
    fields: Fields = {"key": name, "line": line_of(name, schema)}
    child = node.fields.get(name)
    if child is None:
        return Hit(document.missing_place(f"{node.pointer}/{escape_token(name)}"), "required", fields)
    if not isinstance(child.value, str) or not child.text.strip():
        return Hit(child.key_place, "empty", fields)
    message = "still-open" if has_letters(child.text) else "no-letters"
    return Hit(child.place, message, {**fields, "value": child.text})


def _is_absent(node: Node, name: str, document: Document) -> bool:
    return name not in node.fields or document.is_empty(node.fields[name])


def _meant(child: Node, name: str, free: list[str], known: dict[str, Any], block: str) -> tuple[str | None, str]:
    """Return the key that was probably meant, and the message for that."""
    key = name.partition(":")[0]
    if key != name and key in known and child.is_null:
        return key, "no-blank"
    meant = did_you_mean(name, free, block)
    return meant, "similar" if meant is not None else "unknown"


def _unknown(child: Node, message: str, name: str, meant: str | None, cut: Hit | None) -> Hit:
    """Return the hit for a key that is not known; `cut` is the one for the rest of a text that a comma has cut in two."""
    if child.pointer.startswith(_STRICT_BLOCK):
        message = f"{message}-in-sign-off"
    elif cut is not None:
        return cut
    if meant is not None:
        return _renamed(child, message, name, meant)
    block = home_of(name, schema_of_dossier()) if message == "unknown" else ""
    return Hit(child.key_place, "elsewhere" if block else message, {"key": name, "block": block})


def _renamed(child: Node, message: str, name: str, meant: str) -> Hit:
    """Return the hit for a key that should be another; a fix is safe where only case, hyphens or a blank differ."""
    if message.startswith("no-blank"):
        value = name.partition(":")[2]
        fields: Fields = {"key": meant, "value": value, "suggestion": f"{meant}: {value}"}
        text, safe = f"{meant}: {value}", True
    else:
        fields, text, safe = {"key": name, "suggestion": meant}, meant, folded(name) == folded(meant)
    fix = Fix((Edit(child.key_span, text),), safe=safe, fields=fields) if child.key_span is not None else None
    means = f"{child.pointer.rpartition('/')[0]}/{escape_token(meant)}"
    return Hit(child.key_place, message, fields, fix=fix, means=means)


def _beyond_schema(document: Document, frameworks: frozenset[str]) -> Iterator[Hit]:
    """Yield what JSON Schema cannot say: names of frameworks, the order of a range, the language of a text."""
    chosen = document.get("/framework")
    if chosen is not None and chosen.text not in frameworks:
        similar = did_you_mean(chosen.text, sorted(frameworks))
        allowed = coded({"x-codes": "framework"}, sorted(frameworks))
        fields: Fields = {"value": chosen.text, "allowed": allowed, "suggestion": similar or ""}
        yield Hit(chosen.place, "framework-similar" if similar else "framework", fields)
    tag = document.get("/language")
    if tag is not None and len(tag.text.partition("-")[0]) > _SHORT_TAG:
        yield from _longer_tag(tag)
    low, high = document.get("/workload/sbu/min"), document.get("/workload/sbu/max")
    if low is not None and high is not None and _number(low) >= _number(high):
        sbu = document.node("/workload/sbu")
        yield Hit((sbu or low).place, "range-order", {"min": low.text, "max": high.text})
    for node in document.find("/workload"):
        yield from _thousands(node, document)
    if document.language:
        yield from _language_maps(document)


def _longer_tag(tag: Node) -> Iterator[Hit]:
    """Yield a language of three letters for which BCP 47 wants two, "nld": no rule would know it as Dutch."""
    hit = explain_named(tag, "language")
    if hit.fix is not None and hit.fix.safe and hit.fields["suggestion"] != tag.text:
        yield hit


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
            texts = ((key, item) for key, item in node.fields.items() if not key.startswith("x-"))
            held = {primary_subtag(key) for key, item in texts if not document.is_empty(item)}
            if document.language not in held:
                yield Hit(node.place, "language-lacks", {"language": document.language})


def _number(node: Node) -> float:
    return float(node.value) if isinstance(node.value, int | float) else 0.0


def _leaves(errors: Iterable[Any]) -> Iterator[Any]:
    """Yield the errors; for a choice between branches those of the branch that fits the kind of the value best."""
    for error in errors:
        if error.validator in ("anyOf", "oneOf"):
            yield from _leaves(_best_branch(error))
        else:
            yield error


def _best_branch(error: Any) -> list[Any]:
    branches: dict[int, list[Any]] = {}
    for item in error.context:
        branches.setdefault(item.relative_schema_path[0], []).append(item)
    is_list = isinstance(error.instance, list)
    fitting = [key for key in branches if (error.validator_value[key].get("type") == "array") == is_list]
    return branches[min(fitting or branches)]


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
    from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators

    def pattern(_validator: Any, wanted: str, value: Any, _schema: Any) -> Iterator[Any]:
        if not has_pattern(value, wanted):
            yield ValidationError(f"{value!r} does not match {wanted!r}")

    checker = FormatChecker(formats=())
    checker.checks("date")(is_day)
    kind: Any = validators.extend  # it has no types of its own
    return kind(Draft202012Validator, {"pattern": pattern})(schema_of_dossier(), format_checker=checker)
