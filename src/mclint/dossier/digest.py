"""The digest of the signed-off content: SHA-256 over canonical JSON (RFC 8785) of what the committee approved."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from decimal import Decimal
from typing import Any

from mclint.dossier.document import Document
from mclint.dossier.tree import Kind, Node

#: The parts of a dossier that a sign-off covers.
SIGNED = ("assessments", "language", "learning_outcomes", "level", "title", "workload")

#: Keys whose values are numbers: there "80" and 80 are the same; everywhere else a number is a text as it is written.
_NUMBERS = frozenset({"sbu", "ects", "min", "max", "nlqf", "eqf", "weight", "breakdown"})


def digest(document: Document) -> str:
    """Return `sha256:` and 64 hexadecimal digits; how the file is laid out does not change it."""
    return f"sha256:{hashlib.sha256(canonical(signed_content(document)).encode('utf-8')).hexdigest()}"


def signed_content(document: Document) -> dict[str, Any]:
    """Return the signed-off content as plain data, texts in Unicode NFC; parts that are absent are left out."""
    fields = document.root.fields
    return {name: _plain(fields[name]) for name in SIGNED if name in fields}


def faulty(document: Document) -> bool:
    """Say whether the schema finds something wrong in the signed content, so that its digest is not one to sign.

    A value that is only not filled in yet is nothing that anybody is told of, so it hides nothing else.
    """
    return any(pointer == "" or pointer.split("/")[1] in SIGNED for pointer in document.hidden - document.waiting)


def canonical(value: Any) -> str:
    """Return a value as JSON in the one form of RFC 8785: keys in UTF-16 order, no blanks, numbers as in ECMAScript."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{canonical(key)}:{canonical(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value)
    return json.dumps(value, ensure_ascii=False)


def _plain(node: Node) -> Any:
    if node.kind is Kind.MAP:
        return {_text(key): _plain(child) for key, child in node.fields.items() if not key.startswith("x-")}
    if node.kind is Kind.LIST:
        items = [_plain(item) for item in node.items]
        covered = node.key == "outcomes" and all(isinstance(item, str) for item in items)
        return sorted(items) if covered else items
    if _is_number_field(node):
        return _as_number(node)
    return _text(node.text) if isinstance(node.value, str) or node.is_number else node.value


def _is_number_field(node: Node) -> bool:
    keys = (node.key, node.parent.key if node.parent is not None else None)
    return any(key in _NUMBERS for key in keys)


def _as_number(node: Node) -> Any:
    if node.is_number:
        return node.value
    text = _text(node.text) if isinstance(node.value, str) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else text or node.value


def _text(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").strip())


def _number(value: float) -> str:
    """Write a number as ECMAScript does (RFC 8785, 3.2.2.3); integers beyond a double keep their digits."""
    if isinstance(value, int) and abs(value) <= 2**53:
        return str(value)
    try:
        double = float(value)
    except OverflowError:
        return str(value)
    if double == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(double)).normalize().as_tuple()
    text = "".join(map(str, digits))
    point = len(text) + int(exponent)
    prefix = "-" if sign else ""
    if 0 < point <= 21:
        whole = text[:point].ljust(point, "0")
        return f"{prefix}{whole}.{text[point:]}" if len(text) > point else prefix + whole
    if -6 < point <= 0:
        return f"{prefix}0.{'0' * -point}{text}"
    power = point - 1
    mantissa = text[0] + (f".{text[1:]}" if len(text) > 1 else "")
    return f"{prefix}{mantissa}e{'+' if power > 0 else '-'}{abs(power)}"
