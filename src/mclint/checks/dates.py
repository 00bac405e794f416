"""Checks on days: their order, what has run out, and what is due."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mclint.checks.env import Env
from mclint.dossier.document import State
from mclint.dossier.tree import Node
from mclint.model import Fields, Hit, Related, Status

__all__ = ["Compared", "Due", "compared", "due"]

#: The word in a comparison for the day of the check.
TODAY = "today"

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RELATIONS = ("before", "not-before", "not-after")


@dataclass(frozen=True, slots=True)
class Compared:
    """Days that must stand in a certain order.

    Each of `order` is [day, relation, other day, message]: pointers (or `today` for the other day), and `before`,
    `not-before` or `not-after`. `expires` points to the last day on which something holds; it is not judged at the
    statuses `silent_for`, and announced from `notice_days` ahead.
    """

    order: tuple[tuple[str, str, str, str], ...] = ()
    expires: str = ""
    notice_days: int = 90
    silent_for: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a relation that is not known."""
        for entry in self.order:
            if len(entry) != 4 or entry[1] not in _RELATIONS:
                raise ValueError(f"order wants [day, {' | '.join(_RELATIONS)}, day, message], not {list(entry)}")


def compared(node: Node, env: Env, params: Compared) -> Iterator[Hit]:  # noqa: ARG001 - one signature for all checks
    """Report each day that stands on the wrong side of another one, at that day, with the other as related place.

    Messages: those that `order` names (date, other; what and which: the two pointers, as terms), and for `expires`
    `expired` (date) and `expires-soon` (date, days). A day that is missing or hidden is not compared.
    """
    told: set[str] = set()
    for pointer, relation, other, message in params.order:
        found, beside = env.document.get(pointer), env.document.get(other) if other != TODAY else None
        day, limit = day_of(found), env.today if other == TODAY else day_of(beside)
        if found is None or day is None or limit is None or _holds(day, relation, limit):
            continue
        fields: Fields = {"date": day, "other": limit, "what": pointer, "which": other}
        told.add(pointer)
        yield Hit(found.place, message, fields, (Related(beside.place, fields),) if beside is not None else ())
    if params.expires not in told:
        yield from _expiry(env, params)


@dataclass(frozen=True, slots=True)
class Due:
    """Where the next day of something that returns stands, or the last one with the months in between.

    It is not judged at the statuses `silent_for`.
    """

    next: str
    last: str
    months: str
    silent_for: tuple[str, ...] = ()


def due(node: Node, env: Env, params: Due) -> Iterator[Hit]:  # noqa: ARG001 - one signature for all checks
    """Report that the next day lies in the past, or that none is planned; today is not too late.

    Messages: `overdue` (date; at the next day), `interval-passed` (date, last, months; at the last day), `not-planned`.
    """
    document = env.document
    states = [document.state(pointer) for pointer in (params.next, params.last, params.months)]
    if document.status in {Status(name) for name in params.silent_for} or states[0] is State.HIDDEN:
        return
    if states[0] is State.PRESENT:
        planned = document.get(params.next)
        day = day_of(planned)
        if planned is not None and day is not None and day < env.today:
            yield Hit(planned.place, "overdue", {"date": day})
        return
    if State.HIDDEN in states[1:]:
        return
    last, interval = document.get(params.last), document.get(params.months)
    day, months = day_of(last), interval.value if interval is not None else None
    if last is None or day is None or not isinstance(months, int) or isinstance(months, bool):
        yield Hit(document.missing_place(params.next), "not-planned")
    elif (planned_for := months_after(day, months)) < env.today:
        yield Hit(last.place, "interval-passed", {"date": planned_for, "last": day, "months": months})


def day_of(node: Node | None) -> date | None:
    """Return the day that a value gives as YYYY-MM-DD, or None where it gives none."""
    if node is None or not _DAY.fullmatch(node.text):
        return None
    try:
        return date.fromisoformat(node.text)
    except ValueError:
        return None


def months_after(day: date, months: int) -> date:
    """Return the day so many months later; the last of the month where that month is shorter, at most the year 9999."""
    total = day.year * 12 + day.month - 1 + max(months, 0)
    year, month = total // 12, total % 12 + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _holds(day: date, relation: str, limit: date) -> bool:
    if relation == "before":
        return day < limit
    return day >= limit if relation == "not-before" else day <= limit


def _expiry(env: Env, params: Compared) -> Iterator[Hit]:
    node = env.document.get(params.expires) if params.expires else None
    day = day_of(node)
    if node is None or day is None or env.document.status in {Status(name) for name in params.silent_for}:
        return
    if day < env.today:
        yield Hit(node.place, "expired", {"date": day})
    elif day - env.today <= timedelta(days=params.notice_days):
        yield Hit(node.place, "expires-soon", {"date": day, "days": (day - env.today).days})
