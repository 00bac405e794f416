"""Explains one schema mistake: what stands there, what was expected, and a fix where the meaning cannot change."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from mclint.dossier.tree import Kind, Node, Style
from mclint.model import Edit, Fields, Fix, Hit
from mclint.suggest import did_you_mean, folded

_YES = frozenset({"ja", "yes", "on", "y", "j", "waar", "aan", "true"})
_NO = frozenset({"nee", "no", "off", "n", "neen", "onwaar", "uit", "false"})
_HOURS_UNIT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:uur|uren|u|h|hours?|hrs?|sbu|ec|ects)\.?", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_COMMA = re.compile(r"(\d{1,3}(?:\.?\d{3})*),(\d+)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DUTCH_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_SHORT_DAY = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_NOT_IN_ID = re.compile(r"[^a-z0-9/]+")
_WORD = re.compile(r"[\w.:/+-]+")
#: Kinds of values that have a message of their own name.
_NAMED = ("country", "language", "digest", "duration")
#: How many codes a message lists.
_MOST_CODES = 12


def explain_value(node: Node, error: Any) -> Hit:
    """Return the hit for a value that breaks the schema.

    Args:
        node: the value; for a wrong item of a list the item.
        error: the jsonschema error, of the branch that fits best.
    """
    kind = str(error.schema.get("x-kind", ""))
    if error.validator == "type" and kind not in ("boolean", "hours", "date"):
        if node.kind is not Kind.SCALAR or kind not in (*_NAMED, "id"):
            return _wrong_type(node, error)
    explain = {
        "boolean": _boolean,
        "hours": _hours,
        "date": _date,
        "code": _code,
        "id": _id,
        "version": _hours,
    }.get(kind)
    if explain is not None:
        return explain(node, error)
    if kind in _NAMED:
        return Hit(node.place, kind, {"value": node.text})
    if kind == "prose" or error.validator == "pattern":
        return Hit(node.place, "language-tag")
    return _wrong_type(node, error)


def _wrong_type(node: Node, error: Any) -> Hit:
    wanted = error.schema.get("type", [])
    wanted = [wanted] if isinstance(wanted, str) else wanted
    if "array" in wanted and node.kind is Kind.SCALAR and node.style in (Style.PLAIN, Style.SINGLE, Style.DOUBLE):
        return Hit(node.place, "list-wanted", fix=Fix((Edit(node.span, f"[{_flow(node)}]"),)))
    if "array" in wanted:
        return Hit(_short(node), "list-wanted")
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
    if "integer" in error.schema.get("type", ()) and node.is_number:
        return Hit(node.place, "whole-number", {"value": node.text})
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
    meant = day_meant(node.text.strip())
    if meant is None:
        return Hit(node.place, "date")
    fix = Fix((Edit(node.span, meant),), safe=False, fields={"suggestion": meant})
    return Hit(node.place, "date-order", {"value": node.text, "suggestion": meant}, fix=fix)


def day_meant(text: str) -> str | None:
    """Return the day that "3-11-2025", "3/11/2025" or "2025-11-3" means, day before month; None if there is none."""
    if match := _DUTCH_DAY.fullmatch(text):
        day, month, year = match.groups()
    elif match := _SHORT_DAY.fullmatch(text):
        year, month, day = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


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
    safe = folded(node.text) == folded(meant) and place != "decision"
    fix = Fix((Edit(node.span, meant),), safe=safe, fields=fields)
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
    """Return a scalar as the items of a flow list: words with commas in between are several, else it is one item."""
    words = [word.strip() for word in node.text.split(",")]
    if len(words) > 1 and all(_WORD.fullmatch(word) for word in words):
        return ", ".join(words)
    written = node.source_text[node.span.start : node.span.end]
    if node.style is Style.PLAIN and re.search(r"[,\[\]{}]", written):
        return "'" + written.replace("'", "''") + "'"
    return written
