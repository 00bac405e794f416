"""Keeps the findings of one file to as many as anybody can use, and says so in one that always blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from mclint.dossier.guard import LIMITS
from mclint.engine.raws import Raw
from mclint.model import Hit, Place, Problem, Span

_Item = TypeVar("_Item")


@dataclass(slots=True)
class Room:
    """How many more findings of a file there is room for, each with the other places that it points to.

    Attributes:
        left: what there is room for.
        asked: how many there would have been so far, counted in the same way.
    """

    left: int = LIMITS.findings
    asked: int = 0

    def keep(self, raws: Sequence[Raw]) -> list[Raw]:
        """Return the hits that there is room for, in their order; severe ones come first, then those higher in the file."""
        return self.keep_of(raws, lambda raw: raw, lambda _, raw: raw)

    def keep_reasoned(self, ignored: Sequence[tuple[Raw, str]]) -> list[tuple[Raw, str]]:
        """Return what `keep` does, for hits that are ignored with a reason."""
        return self.keep_of(ignored, lambda item: item[0], lambda item, raw: (raw, item[1]))

    def keep_of(self, items: Sequence[_Item], raw_of: Callable[[_Item], Raw], put: Callable[[_Item, Raw], _Item]) -> list[_Item]:
        """Return the items whose hits there is room for; `put` returns an item with another hit."""
        size = sum(1 + len(raw_of(item).hit.related) for item in items)
        self.asked += size
        if size <= self.left:
            self.left -= size
            return list(items)
        kept: dict[int, _Item] = {}
        for index in sorted(range(len(items)), key=lambda index: _rank(raw_of(items[index]))):
            if self.left <= 0:
                break
            raw = raw_of(items[index])
            related = raw.hit.related[: self.left - 1]
            self.left -= 1 + len(related)
            kept[index] = put(items[index], replace(raw, hit=replace(raw.hit, related=related)))
        return [kept[index] for index in sorted(kept)]

    def problems(self) -> Iterator[Problem]:
        """Yield the problem of a file that has more findings than there is room for."""
        if self.asked > LIMITS.findings:
            fields = {"count": self.asked, "limit": LIMITS.findings}
            yield Problem("MC003", Hit(Place("", Span(0, 0)), "too-many-findings", fields))


def _rank(raw: Raw) -> tuple[int, int]:
    return raw.severity.rank, raw.hit.place.span.start
