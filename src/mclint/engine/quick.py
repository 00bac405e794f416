"""Says quickly that a value fits a schema, so that jsonschema is imported only where there is something to explain.

It knows just the keywords that our own schemas use and answers "no" on any other, so a wrong "yes" cannot come from a
keyword that is added later. A test holds it against jsonschema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: _is_number(value) and float(value).is_integer(),
    "number": lambda value: _is_number(value),
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


#: In a schema it stands for the end of the text; Python would let a line end follow.
_END = re.compile(r"(?<!\\)\$")


def fits(value: Any, schema: Any) -> bool:
    """Say whether a value surely fits a schema; "no" may also mean that this module cannot tell."""
    if isinstance(schema, bool):
        return schema
    for keyword, wanted in schema.items():
        check = _CHECKS.get(keyword)
        if check is not None:
            if not check(value, wanted, schema):
                return False
        elif keyword not in _IGNORED and not keyword.startswith("x-"):
            return False
    return True


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _equal(value: Any, other: Any) -> bool:
    return value == other and isinstance(value, bool) == isinstance(other, bool)


def _type(value: Any, wanted: Any, _schema: Any) -> bool:
    return any(_TYPES[name](value) for name in ([wanted] if isinstance(wanted, str) else wanted))


def has_pattern(value: Any, wanted: str) -> bool:
    """Say whether a text holds a pattern of a schema; anything but a text is not judged."""
    return not isinstance(value, str) or _compiled(wanted).search(value) is not None


def _pattern(value: Any, wanted: str, _schema: Any) -> bool:
    return has_pattern(value, wanted)


def _format(value: Any, wanted: str, _schema: Any) -> bool:
    return wanted == "date" and is_day(value)


def is_day(value: object) -> bool:
    """Say whether a text is a day that exists; anything but a text is not judged."""
    if not isinstance(value, str):
        return True
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _properties(value: Any, wanted: Mapping[str, Any], _schema: Any) -> bool:
    return not isinstance(value, dict) or all(fits(value[name], wanted[name]) for name in wanted if name in value)


def _pattern_properties(value: Any, wanted: Mapping[str, Any], _schema: Any) -> bool:
    if not isinstance(value, dict):
        return True
    return all(fits(value[name], wanted[key]) for key in wanted for name in value if _compiled(key).search(name))


def _additional(value: Any, wanted: Any, schema: Mapping[str, Any]) -> bool:
    if not isinstance(value, dict):
        return True
    known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    others = (name for name in value if name not in known and not any(_compiled(key).search(name) for key in patterns))
    return all(fits(value[name], wanted) for name in others)


def _required(value: Any, wanted: list[str], _schema: Any) -> bool:
    return not isinstance(value, dict) or all(name in value for name in wanted)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_END.sub(r"\\Z", pattern))


_IGNORED = frozenset({"$schema", "$id", "title", "description", "examples"})
_CHECKS: Mapping[str, Callable[[Any, Any, Any], bool]] = {
    "type": _type,
    "enum": lambda value, wanted, _: any(_equal(value, item) for item in wanted),
    "const": lambda value, wanted, _: _equal(value, wanted),
    "pattern": _pattern,
    "format": _format,
    "minimum": lambda value, wanted, _: not _is_number(value) or value >= wanted,
    "exclusiveMinimum": lambda value, wanted, _: not _is_number(value) or value > wanted,
    "minLength": lambda value, wanted, _: not isinstance(value, str) or len(value) >= wanted,
    "minItems": lambda value, wanted, _: not isinstance(value, list) or len(value) >= wanted,
    "items": lambda value, wanted, _: not isinstance(value, list) or all(fits(item, wanted) for item in value),
    "anyOf": lambda value, wanted, _: any(fits(value, branch) for branch in wanted),
    "propertyNames": lambda value, wanted, _: not isinstance(value, dict) or all(fits(name, wanted) for name in value),
    "properties": _properties,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional,
    "required": _required,
}
