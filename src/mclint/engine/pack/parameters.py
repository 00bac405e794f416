"""Holds the parameters that a card gives its check against the dataclass of that check."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any

from mclint.dossier.tree import Kind, Node
from mclint.engine.pack.shape import Fault, head, likely
from mclint.engine.plan import Check, params_type
from mclint.model import Span
from mclint.texts.sentences import Sentence, sentence

_SCALARS: Mapping[type, str] = {str: "string", bool: "boolean", int: "integer", float: "number"}


def parameter_faults(given: Node | None, name: str, check: Check, at: Span, *, whole: bool = True) -> Iterator[Fault]:
    """Yield what is wrong with parameters.

    Args:
        given: the map of parameters, None where the card has none.
        name: the name of the check.
        check: the check.
        at: where one that is missing is reported.
        whole: whether all that the check needs must be there.
    """
    kind = params_type(check)
    hints, known = typing.get_type_hints(kind), {item.name: item for item in fields(kind)}
    nodes = dict(given.fields) if given is not None and given.kind is Kind.MAP else {}
    for key, node in nodes.items():
        if key not in known:
            key_span = node.key_span or node.span
            yield Fault(key_span, _unknown(key, name, tuple(known)))
        elif (found := misfit(node, hints[key])) is not None:
            yield Fault(head(found[0]), sentence("packs.wrong-parameter", name=key, check=name, wanted=_called(found[1])))
    for key, item in known.items():
        if whole and key not in nodes and item.default is MISSING and item.default_factory is MISSING:
            yield Fault(at, sentence("packs.lacks-parameter", check=name, name=key))


def _unknown(key: str, check: str, known: tuple[str, ...]) -> Sentence:
    if not known:
        return sentence("packs.no-parameters-at-all", check=check, name=key)
    return sentence("packs.no-parameter", check=check, name=key, likely=likely(key, known))


def misfit(node: Node, hint: Any) -> tuple[Node, Any] | None:
    """Return the first value that is not of the type it should have, with that type; None where all are."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if hint is Any:
        return None
    if origin in (typing.Union, types.UnionType):
        misfits = [misfit(node, branch) for branch in inner]
        if None in misfits:
            return None
        deeper = [item for item in misfits if item is not None and item[0] is not node]
        return deeper[0] if deeper else (node, hint)
    if hint is type(None):
        return None if node.is_null else (node, hint)
    if hint in _SCALARS:
        return None if _is_scalar(node, hint) else (node, hint)
    if node.kind is not (Kind.MAP if _is_mapping(origin) else Kind.LIST):
        return node, hint
    below = (misfit(child, part) for child, part in _below(node, origin, inner))
    found = next((item for item in below if item is not None), None)
    return found or ((node, hint) if _wrong_length(node, origin, inner) else None)


def _below(node: Node, origin: Any, inner: tuple[Any, ...]) -> Iterator[tuple[Node, Any]]:
    """Yield each value of a map or list with the type it should have."""
    if node.kind is Kind.MAP:
        yield from ((child, inner[1]) for child in node.fields.values())
    elif origin is tuple and inner[-1] is not Ellipsis:
        yield from zip(node.items, inner, strict=False)
    else:
        yield from ((child, inner[0]) for child in node.items)


def _wrong_length(node: Node, origin: Any, inner: tuple[Any, ...]) -> bool:
    return origin is tuple and inner[-1] is not Ellipsis and len(node.items) != len(inner)


def _is_mapping(origin: Any) -> bool:
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _is_scalar(node: Node, wanted: type) -> bool:
    if node.kind is not Kind.SCALAR:
        return False
    if wanted is bool or isinstance(node.value, bool):
        return wanted is bool and isinstance(node.value, bool)
    return isinstance(node.value, int | float) if wanted is float else isinstance(node.value, wanted)


def _called(hint: Any) -> Sentence:
    """Return what a type is called."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        parts = [_called(branch) for branch in inner if branch is not type(None)]
        return sentence("packs.or", first=parts[0], second=parts[-1]) if len(parts) > 1 else parts[0]
    if hint in _SCALARS:
        return sentence(f"packs.kind-{_SCALARS[hint]}")
    if origin is tuple and inner[-1] is not Ellipsis:
        return sentence("packs.kind-list-of", count=len(inner))
    return sentence("packs.kind-array" if origin in (tuple, Sequence) else "packs.kind-object")
