"""Checks on the level that a dossier claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mclint.checks.env import Env
from mclint.dossier.document import State
from mclint.dossier.tree import Node
from mclint.model import Fields, Hit

__all__ = ["Awarded", "awarded"]

#: Levels that are written as words; each has a message of its own, because a near one is usually meant.
_SPECIAL = {"entry": "entry", "4+": "four-plus"}


@dataclass(frozen=True, slots=True)
class Awarded:
    """The levels that a sector awards, as text; an empty list leaves that scale alone.

    `one_above` is the NLQF level just outside that grounds in `level.rationale` can justify.
    """

    nlqf: tuple[str, ...] = ()
    eqf: tuple[str, ...] = ()
    one_above: str = ""


def awarded(node: Node, env: Env, params: Awarded) -> Iterator[Hit]:
    """Report a level that the sector does not award; the node is `level`.

    Messages: `outside` (level, first, last), `entry` and `four-plus` (level, first, last), `one-above` (level, first,
    last).
    """
    for scale, allowed in (("nlqf", params.nlqf), ("eqf", params.eqf)):
        found = env.document.get(f"{node.pointer}/{scale}")
        if found is None or not allowed or (level := found.text.strip()) in allowed:
            continue
        fields: Fields = {"level": level, "first": allowed[0], "last": allowed[-1]}
        grounds = env.document.state(f"{node.pointer}/rationale") is not State.MISSING
        if scale == "nlqf" and level == params.one_above and grounds:
            yield Hit(found.place, "one-above", fields)
        else:
            yield Hit(found.place, _SPECIAL.get(level, "outside"), fields)
