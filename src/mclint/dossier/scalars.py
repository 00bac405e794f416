"""What a plain scalar means: a strict part of the YAML 1.2 core schema; everything else is text."""

from __future__ import annotations

import re

from mclint.dossier.tree import Scalar

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})

#: Longer numbers stay text: Python refuses to read them, and nobody means them.
_MOST_DIGITS = 300


def resolve(text: str) -> Scalar:
    """Return null, a boolean, a number or the text itself; `yes`, `017`, `1:30`, `0x1F`, `1e3` and dates are text."""
    if text in _NULLS:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if text[0] in "+-0123456789" and len(text) < _MOST_DIGITS:
        if _INTEGER.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    return text
