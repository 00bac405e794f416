"""Explains one schema mistake: what stands there, what was expected, and a fix where the meaning cannot change."""

from __future__ import annotations

import re
from typing import Any

from mclint.dossier.document import Document
from mclint.dossier.tree import Kind, Node, Style
from mclint.model import Edit, Fields, Fix, Hit
from mclint.suggest import did_you_mean

_YES = frozenset({"ja", "yes", "on", "y", "j", "waar", "aan"})
_NO = frozenset({"nee", "no", "off", "n", "neen", "onwaar", "uit"})
_HOURS_UNIT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:uur|uren|u|h|hours?|hrs?|sbu|ec|ects)\.?", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_COMMA = re.compile(r"(\d{1,3}(?:\.?\d{3})*),(\d+)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DUTCH_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_NOT_IN_ID = re.compile(r"[^a-z0-9/]+")
#: How many codes a message lists.
_MOST_CODES = 12


def explain_value(node: Node, error: Any, document: Document) -> Hit:
    """Return the hit for a value that breaks the schema.

    Args:
        node: the value; for a wrong item of a list the item.
        error: the jsonschema error, of the branch that fits best.
        document: the document that holds the value.
    """
    kind = str(error.schema.get("x-kind", ""))
    if error.validator == "minItems":
        return Hit(document.missing_place(node.pointer), "required", {"key": node.key or ""})
    if error.validator == "type" and kind not in ("boolean", "hours", "date"):
        return _wrong_type(node, error)
    explain = {
        "boolean": _boolean,
        "hours": _hours,
        "date": _date,
        "code": _code,
        "id": _id,
    }.get(kind)
    if explain is not None:
        return explain(node, error)
    if kind in ("country", "language", "digest", "duration"):
        return Hit(node.place, kind, {"value": node.text})
    if kind == "prose" or error.validator == "pattern":
        return Hit(node.place, "language-tag")
    return _wrong_type(node, error)


def _wrong_type(node: Node, error: Any) -> Hit:
    wanted = error.schema.get("type", [])
    wanted = [wanted] if isinstance(wanted, str) else wanted
    if "array" in wanted and node.kind is Kind.SCALAR and node.style in (Style.PLAIN, Style.SINGLE, Style.DOUBLE):
        fix = Fix((Edit(node.span, f"[{_flow(node)}]"),), fields={"value": node.text})
        return Hit(node.place, "list-wanted", {"value": node.text}, fix=fix)
    if "array" in wanted:
        return Hit(_short(node), "list-wanted", {"value": ""})
    if "object" in wanted and "string" not in wanted:
        return Hit(_short(node), "map-wanted")
    if node.kind is not Kind.SCALAR:
        return Hit(_short(node), "text-wanted")
    return Hit(node.place, "text-wanted")


def _boolean(node: Node, error: Any) -> Hit:  # noqa: ARG001 - one signature for all kinds
    word = node.text.strip().lower()
    meant = "true" if word in _YES else "false" if word in _NO else ""
    if node.kind is not Kind.SCALAR or not meant:
        return Hit(_short(node), "boolean")
    fields: Fields = {"value": node.text, "suggestion": meant}
    return Hit(node.place, "boolean-word", fields, fix=Fix((Edit(node.span, meant),), fields=fields))


def _hours(node: Node, error: Any) -> Hit:
    if error.validator == "required" or node.kind is not Kind.SCALAR:
        return Hit(_short(node), "number")
    if error.validator in ("exclusiveMinimum", "minimum") and node.is_number:
        return Hit(node.place, "too-small", {"value": node.text})
    meant = number_meant(node.text.strip())
    if meant is None:
        return Hit(node.place, "number")
    fix = Fix((Edit(node.span, meant),), safe=meant == node.text, fields={"suggestion": meant})
    return Hit(node.place, "number-meant", {"value": node.text, "suggestion": meant}, fix=fix)


def is_thousands(text: str) -> bool:
    """Say whether a number is written as Dutch writes thousands: "1.200"."""
    return _THOUSANDS.fullmatch(text) is not None


def number_meant(text: str) -> str | None:
    """Return the number that a Dutch way of writing means: "1.200", "80 uur", "1,5", a number in quotes; else None."""
    if _NUMBER.fullmatch(text) and not _THOUSANDS.fullmatch(text):
        return text
    if _THOUSANDS.fullmatch(text):
        return text.replace(".", "")
    if match := _COMMA.fullmatch(text):
        return f"{match[1].replace('.', '')}.{match[2]}".removesuffix(".00")
    if match := _HOURS_UNIT.fullmatch(text):
        return match[1].replace(",", ".")
    return None


def _date(node: Node, error: Any) -> Hit:
    if node.kind is not Kind.SCALAR:
        return Hit(_short(node), "date")
    if error.validator == "format":
        return Hit(node.place, "no-such-day", {"value": node.text})
    if match := _DUTCH_DAY.fullmatch(node.text.strip()):
        meant = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
        fix = Fix((Edit(node.span, meant),), safe=False, fields={"suggestion": meant})
        return Hit(node.place, "date-order", {"value": node.text, "suggestion": meant}, fix=fix)
    return Hit(node.place, "date")


def _code(node: Node, error: Any) -> Hit:
    codes = [str(code) for code in error.schema.get("enum", ()) if isinstance(code, str)]
    numbers = [str(code) for code in error.schema.get("enum", ()) if isinstance(code, int)]
    allowed = tuple(dict.fromkeys([*numbers, *codes]))
    shown: tuple[str, ...] = allowed[:_MOST_CODES]
    if node.kind is not Kind.SCALAR:
        return Hit(_short(node), "code", {"value": node.key or "", "allowed": shown})
    place = node.key or (node.parent.key if node.parent is not None else "") or ""
    meant = did_you_mean(node.text, allowed, place)
    if meant is None:
        return Hit(node.place, "code", {"value": node.text, "allowed": shown})
    fields: Fields = {"value": node.text, "suggestion": meant, "allowed": shown}
    fix = Fix((Edit(node.span, meant),), safe=place != "decision", fields=fields)
    return Hit(node.place, "code-similar", fields, fix=fix)


def _id(node: Node, error: Any) -> Hit:  # noqa: ARG001 - one signature for all kinds
    plain = _NOT_IN_ID.sub("-", node.text.strip().lower()).strip("-/")
    provider, slash, slug = plain.partition("/")
    meant = f"{provider.strip('-')}/{slug.replace('/', '-').strip('-')}" if slash else f"roc-voorbeeld/{plain}"
    return Hit(node.place, "id", {"value": node.text, "suggestion": meant if plain else "roc-voorbeeld/naam"})


def _short(node: Node) -> Any:
    """Return a short place for a block: its key, else its own first sign."""
    if node.kind is Kind.SCALAR:
        return node.place
    return node.key_place if node.key_span is not None else node.place


def _flow(node: Node) -> str:
    """Return a scalar as it can stand inside a flow list: quoted where a plain one would end early."""
    if node.style is not Style.PLAIN or not re.search(r"[,\[\]{}#]", node.text):
        return (
            node.text if node.style is Style.PLAIN else f'"{node.text}"' if '"' not in node.text else f"'{node.text}'"
        )
    return f"'{node.text}'"
