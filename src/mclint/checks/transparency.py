"""Checks on the elements by which microcredentials can be compared across borders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mclint.checks.env import Env
from mclint.checks.structure import Required, required
from mclint.dossier.tree import Node
from mclint.model import Hit

__all__ = ["Elements", "elements"]

COUNTRY = "/provider/country"


@dataclass(frozen=True, slots=True)
class Elements:
    """`fields`: a code for each element and its pointer, or several of which one is enough.

    The elements `by_country` are asked only of a provider in one of `countries`, or in a country that is not known.
    """

    fields: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    by_country: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


def elements(node: Node, env: Env, params: Elements) -> Iterator[Hit]:
    """Report each element that is missing, at the block that should hold it.

    Messages: `missing` (missing: the element's code).
    """
    country = env.document.get(COUNTRY)
    elsewhere = country is not None and country.text.upper() not in params.countries
    asked = {code: at for code, at in params.fields.items() if not (elsewhere and code in params.by_country)}
    yield from required(node, env, Required(fields=asked))
