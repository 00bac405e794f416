"""Checks on how many outcomes there are for the study load."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mclint.checks.env import Env
from mclint.checks.workload import DUTCH_CREDIT, load_of, tidy
from mclint.dossier.tree import Node
from mclint.model import Fields, Hit

__all__ = ["OutcomeCount", "outcome_count"]


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """`fewest_hours` and `most_hours`: how many hours one outcome takes at least and at most."""

    fewest_hours: float
    most_hours: float
    hours_per_ects: tuple[float, ...] = DUTCH_CREDIT


def outcome_count(node: Node, env: Env, params: OutcomeCount) -> Iterator[Hit]:
    """Report more or fewer outcomes than the study load can hold; the node is the list of outcomes.

    Messages: `too-many`, `too-few` (count, hours, limit). Silent without a known load; of a range the wider end counts.
    """
    load, count = load_of(env.document, params.hours_per_ects), len(node.items)
    if load is None or not count:
        return
    if count * params.fewest_hours > load.high:
        hours, limit, message = load.high, params.fewest_hours, "too-many"
    elif count * params.most_hours < load.low:
        hours, limit, message = load.low, params.most_hours, "too-few"
    else:
        return
    fields: Fields = {"count": count, "hours": tidy(hours), "limit": tidy(limit)}
    yield Hit(node.key_place, message, fields)
