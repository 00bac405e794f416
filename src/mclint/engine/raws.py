"""Hits with the rule that they are of and their severity, and what they explain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from mclint.dossier.document import Document
from mclint.engine.plan import Plan
from mclint.model import Hit, Rule, Severity, Status


@dataclass(frozen=True, slots=True)
class Raw:
    """A hit with its rule, severity and document, before it gets words and lines.

    `behind` is what it explains.
    """

    rule: Rule
    hit: Hit
    severity: Severity
    number: int
    document: Document | None = None
    behind: Behind | None = None


@dataclass(frozen=True, eq=False)
class Behind:
    """Hits that others explain: they are silent as long as those speak, which may be many for the same ones.

    Attributes:
        raws: the hits.
    """

    raws: Sequence[Raw]

    @cached_property
    def severity(self) -> Severity:
        """Return the weight of the gravest hit."""
        return min((raw.severity for raw in self.raws), key=lambda item: item.rank)


def released(raws: Iterable[Raw]) -> list[Raw]:
    """Return what hits explained and what speaks for itself again without them, each hit once."""
    return [raw for behind in {raw.behind: None for raw in raws if raw.behind is not None} for raw in behind.raws]


def weigh(plan: Plan, rule_id: str, hit: Hit, number: int, document: Document | None) -> Raw | None:
    """Return the hit with the severity that holds for it, or None where the rule is off or its gate silent."""
    rule = plan.rules.get(rule_id)
    if rule is None:
        return None
    if hit.message not in rule.messages:
        hit = replace(hit, message=known_message(hit.message, rule))
    status = document.status if document is not None else Status.OFFERED
    severity = plan.severity(rule, hit.message, status)
    return None if severity is None else Raw(rule, hit, severity, number, document)


def known_message(message: str, rule: Rule) -> str:
    """Return the message of a card that stands for one that it does not have: "frame" for "frame-trait"."""
    shorter = message
    while shorter and shorter not in rule.messages:
        shorter = shorter.rpartition("-")[0]
    return shorter or message
