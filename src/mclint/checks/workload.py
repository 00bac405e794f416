"""Checks on the study load: whether it is there, how large it is, and whether its parts agree."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from mclint.checks.env import Env
from mclint.dossier.document import Document, State
from mclint.dossier.tree import Kind, Node
from mclint.model import Fields, Hit, Related

__all__ = [
    "AddedUp",
    "AtLeast",
    "AtMost",
    "Known",
    "MultipleOf",
    "OneNumber",
    "SameLoad",
    "Substantiated",
    "added_up",
    "at_least",
    "at_most",
    "known",
    "multiple_of",
    "one_number",
    "same_load",
    "substantiated",
]

SBU, ECTS, BREAKDOWN, RATIONALE = "/workload/sbu", "/workload/ects", "/workload/breakdown", "/workload/rationale"

#: Hours in one European credit in the Netherlands.
DUTCH_CREDIT = (28.0, 28.0)

#: Half a credit: what rounding to whole credits may hide.
CREDIT_TOLERANCE = 0.5

#: Larger numbers are read as this one: a whole number may have more digits than arithmetic can take.
LARGEST = 10**12

_RANGE = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*[-\u2013]\s*([0-9]+(?:\.[0-9]+)?)\s*")


@dataclass(frozen=True, slots=True)
class Load:
    """A study load in hours, from `low` to `high`; `node` is the value that gives it, `credits` what it says in EC."""

    node: Node
    low: float
    high: float
    credits: float | None = None

    @property
    def fields(self) -> Fields:
        """Return what messages say about it: hours (a range as text), credits."""
        low, high = tidy(self.low), tidy(self.high)
        return {"hours": low if low == high else f"{low}-{high}", "ects": tidy(self.credits or 0)}


def load_of(document: Document, hours_per_ects: tuple[float, ...]) -> Load | None:
    """Return the study load in hours: from `sbu`, else from `ects`; None where neither says it."""
    sbu = document.get(SBU)
    if sbu is not None and (bounds := _bounds(document, sbu)) is not None:
        return Load(sbu, min(bounds), max(bounds))
    ects = document.get(ECTS)
    number = number_of(ects)
    if ects is None or number is None or document.state(SBU) is State.HIDDEN:
        return None
    return Load(ects, number * hours_per_ects[0], number * hours_per_ects[1], number)


def number_of(node: Node | None) -> float | None:
    """Return the number that a value is, or None."""
    if node is None or isinstance(node.value, bool) or not isinstance(node.value, int | float):
        return None
    return float(max(-LARGEST, min(node.value, LARGEST)))


def tidy(number: float) -> int | float:
    """Return a number for a message: whole where it is whole, else to two decimals."""
    rounded = round(number, 2)
    return int(rounded) if float(rounded).is_integer() else rounded


@dataclass(frozen=True, slots=True)
class Known:
    """No parameters."""


def known(node: Node, env: Env, params: Known) -> Iterator[Hit]:  # noqa: ARG001 - one signature for all checks
    """Report that no study load is given.

    Messages: `missing`, `unknown` (at the word itself), `only-breakdown` (sum: hours in the breakdown).
    """
    document = env.document
    state, credit_state = document.state(SBU), document.state(ECTS)
    if state is State.HIDDEN or credit_state is not State.MISSING:
        return
    sbu = document.get(SBU)
    if state is State.MISSING:
        total = _breakdown_sum(document)
        fields: Fields = {"sum": tidy(total)} if total else {}
        yield Hit(document.missing_place(SBU), "only-breakdown" if total else "missing", fields)
    elif sbu is not None and sbu.text.strip() == "unknown":
        yield Hit(sbu.place, "unknown")


@dataclass(frozen=True, slots=True)
class AtLeast:
    """`minimum`: hours below which a study load is too small; 0 asks for none."""

    minimum: float = 0
    hours_per_ects: tuple[float, ...] = DUTCH_CREDIT


def at_least(node: Node, env: Env, params: AtLeast) -> Iterator[Hit]:  # noqa: ARG001 - one signature for all checks
    """Report a study load that lies below the minimum, a range only where all of it does.

    Messages: `too-small` (hours, minimum), `too-small-ects` (hours, ects, minimum).
    """
    load = load_of(env.document, params.hours_per_ects)
    if load is not None and load.high < params.minimum:
        key = "too-small" if load.credits is None else "too-small-ects"
        yield Hit(load.node.place, key, {**load.fields, "minimum": tidy(params.minimum)})


@dataclass(frozen=True, slots=True)
class MultipleOf:
    """`unit`: hours of which a load is a multiple, waived from `waived_from` hours on (0: never waived).

    With `ask_sbu` a load in credits alone gets the question for hours; a `unit` of 0 asks for no multiple.
    """

    unit: float = 0
    waived_from: float = 0
    ask_sbu: bool = False


def multiple_of(node: Node, env: Env, params: MultipleOf) -> Iterator[Hit]:  # noqa: ARG001 - one signature for all checks
    """Report hours that are no multiple of the unit; a range is not judged.

    Messages: `not-a-multiple` (hours, unit, lower, upper: the nearest multiples), `satisfies-minimum` (the same; the
    load is large enough for the multiple not to count), `ask-sbu` (ects, hours).
    """
    load = load_of(env.document, DUTCH_CREDIT)
    if load is None:
        return
    if load.credits is not None:
        if params.ask_sbu:
            yield Hit(load.node.place, "ask-sbu", load.fields)
        return
    if not params.unit or load.low != load.high or math.isclose(math.remainder(load.low, params.unit), 0, abs_tol=1e-6):
        return
    lower = math.floor(load.low / params.unit) * params.unit
    waived = params.waived_from and load.low >= params.waived_from
    fields = {"unit": tidy(params.unit), "lower": tidy(lower), "upper": tidy(lower + params.unit)}
    yield Hit(load.node.place, "satisfies-minimum" if waived else "not-a-multiple", {**load.fields, **fields})


@dataclass(frozen=True, slots=True)
class AddedUp:
    """`tolerance`: the difference in hours that rounding may make."""

    tolerance: float = 0.01


def added_up(node: Node, env: Env, params: AddedUp) -> Iterator[Hit]:  # noqa: ARG001 - one signature for all checks
    """Report a breakdown that does not add up to the hours, and hours without a breakdown.

    Messages: `does-not-add-up` (sum, total, difference; at the total, with the breakdown as related place),
    `no-breakdown` (total).
    """
    document = env.document
    sbu = document.get(SBU)
    total = number_of(sbu)
    if sbu is None or total is None:
        return
    breakdown = document.get(BREAKDOWN)
    if breakdown is None:
        if document.state(BREAKDOWN) is State.MISSING:
            yield Hit(document.missing_place(BREAKDOWN), "no-breakdown", {"total": tidy(total)})
        return
    added = _breakdown_sum(document)
    if added is not None and round(abs(added - total), 6) > params.tolerance:
        fields: Fields = {"sum": tidy(added), "total": tidy(total), "difference": tidy(abs(added - total))}
        yield Hit(sbu.place, "does-not-add-up", fields, (Related(breakdown.key_place, fields),))


@dataclass(frozen=True, slots=True)
class OneNumber:
    """No parameters."""


def one_number(node: Node, env: Env, params: OneNumber) -> Iterator[Hit]:  # noqa: ARG001 - one signature for all checks
    """Report a range of hours; the node is the value.

    Messages: `range` (low, high), `reversed` (low, high: the first is not smaller than the second).
    """
    bounds = _bounds(env.document, node)
    if bounds is None or number_of(node) is not None:
        return
    low, high = bounds
    yield Hit(node.place, "range" if low < high else "reversed", {"low": tidy(low), "high": tidy(high)})


@dataclass(frozen=True, slots=True)
class AtMost:
    """`maximum` is the largest load allowed, above `national` a unit exists, `implausible` is a mistake; 0 asks for none."""

    maximum: float = 0
    national: float = 0
    implausible: float = 0
    hours_per_ects: tuple[float, ...] = DUTCH_CREDIT


def at_most(node: Node, env: Env, params: AtMost) -> Iterator[Hit]:  # noqa: ARG001 - one signature for all checks
    """Report a study load that is too large, a range only where all of it is.

    Messages: `implausible`, `too-large`, `national-unit` (hours, limit); only the gravest of them.
    """
    load = load_of(env.document, params.hours_per_ects)
    limits = {"implausible": params.implausible, "too-large": params.maximum, "national-unit": params.national}
    passed = (key for key, limit in limits.items() if load is not None and limit and load.low > limit)
    if load is not None and (key := next(passed, None)) is not None:
        yield Hit(load.node.place, key, {**load.fields, "limit": tidy(limits[key])})


@dataclass(frozen=True, slots=True)
class SameLoad:
    """`hours_per_ects`: the fewest and the most hours that one credit stands for."""

    hours_per_ects: tuple[float, ...] = DUTCH_CREDIT


def same_load(node: Node, env: Env, params: SameLoad) -> Iterator[Hit]:
    """Report credits that contradict the hours by more than half a credit; the node is `ects`.

    Messages: `contradict` (ects, sbu, hours), or `contradict-range` (ects, sbu, low, high) where a credit has no
    fixed number of hours; the hours are related.
    """
    sbu = env.document.get(SBU)
    hours, given = number_of(sbu), number_of(node)
    if sbu is None or hours is None or given is None:
        return
    low, high = params.hours_per_ects[0], params.hours_per_ects[1]
    if (given - CREDIT_TOLERANCE) * low <= hours <= (given + CREDIT_TOLERANCE) * high:
        return
    fields: Fields = {"ects": tidy(given), "sbu": tidy(hours), "low": tidy(given * low), "high": tidy(given * high)}
    if low == high:
        fields = {"ects": tidy(given), "sbu": tidy(hours), "hours": tidy(given * low)}
    yield Hit(node.place, "contradict" if low == high else "contradict-range", fields, (Related(sbu.place, fields),))


@dataclass(frozen=True, slots=True)
class Substantiated:
    """`guideline`: hours below which a load needs a reason; 0 asks for none."""

    guideline: float = 0
    hours_per_ects: tuple[float, ...] = DUTCH_CREDIT


def substantiated(node: Node, env: Env, params: Substantiated) -> Iterator[Hit]:  # noqa: ARG001 - one signature for all checks
    """Report a study load below the guideline for which no reason is given.

    Messages: `no-rationale` (hours, guideline).
    """
    document = env.document
    load = load_of(document, params.hours_per_ects)
    if load is not None and load.high < params.guideline and document.state(RATIONALE) is State.MISSING:
        fields = {**load.fields, "guideline": tidy(params.guideline)}
        yield Hit(document.missing_place(RATIONALE), "no-rationale", fields)


def _bounds(document: Document, sbu: Node) -> tuple[float, float] | None:
    """Return the fewest and most hours of a number, of `{min, max}` or of a text such as 80-160; None for the rest."""
    if sbu.kind is Kind.MAP:
        low, high = (number_of(document.get(f"{sbu.pointer}/{name}")) for name in ("min", "max"))
        return None if low is None or high is None else (low, high)
    number = number_of(sbu)
    if number is not None:
        return number, number
    match = _RANGE.fullmatch(sbu.text)
    return (float(match[1]), float(match[2])) if match else None


def _breakdown_sum(document: Document) -> float | None:
    """Return the hours of the breakdown together; None where there are none, or where a part cannot be read."""
    breakdown = document.get(BREAKDOWN)
    if breakdown is None:
        return None
    parts = [child for name, child in breakdown.fields.items() if not name.startswith("x-")]
    if any(document.is_hidden(part) for part in parts):
        return None
    numbers = [number for part in parts if (number := number_of(part)) is not None]
    return math.fsum(numbers) if numbers else None
