"""What a change to a dossier does to its own judgement: a lower status, another framework, language or policy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mclint.dossier.document import Document
from mclint.engine.plan import Plan
from mclint.engine.suppress import Guard
from mclint.model import Fields, Hit, Place, Problem, Status


@dataclass(frozen=True, slots=True)
class Judge:
    """What a dossier is judged by: the plan for its framework, what may not be ignored, and from when on it fails."""

    plan: Plan
    guard: Guard
    fail_level: str
    exempt: frozenset[str] = frozenset()

    @property
    def framework(self) -> str:
        """Return the id of the framework."""
        return self.plan.framework.id


def loosened(document: Document, earlier: Document, now: Judge, then: Judge, revision: str) -> Iterator[Problem]:
    """Yield MC908 for each way in which a dossier is judged more mildly than what it was.

    Args:
        document: the dossier as it is.
        earlier: what it was.
        now: what it is judged by where it stands.
        then: what it was judged by where it stood.
        revision: how the user named the revision.
    """
    if "" in document.hidden:
        return
    offered = earlier.status.step >= Status.OFFERED.step

    def problem(message: str, pointer: str, before: str, after: str) -> Problem:
        fields: Fields = {"before": before, "now": after, "revision": revision}
        key = f"offered-{message}" if offered else message
        return Problem("MC908", Hit(_place(document, pointer), key, fields), document.number)

    if _step(document) < _step(earlier):
        yield problem("status", "/status", earlier.status.value, document.status.value)
    if now.framework != then.framework:
        yield problem("framework", "/framework", then.framework, now.framework)
    language, before = _language(document), _language(earlier)
    if language and before and language != before:
        yield problem("language", "/language", before, language)
    if now.framework == then.framework and is_milder(now, then, document.status):
        yield problem("policy", "/id", "", "")


def is_milder(now: Judge, then: Judge, status: Status) -> bool:
    """Say whether one judge may find less, find it less severe or let it pass, than another with the same framework."""
    return stricter_level(now.fail_level, then.fail_level) != now.fail_level or _finds_less(now, then, status)


def stricter_level(one: str, other: str) -> str:
    """Return the fail level at which more findings fail."""
    return min(one, other, key=("note", "warning", "error", "never").index)


def _finds_less(now: Judge, then: Judge, status: Status) -> bool:
    if not set(then.plan.rules) <= set(now.plan.rules) or not now.exempt <= then.exempt:
        return True
    if any(then.guard.holds(rule) and not now.guard.holds(rule) for rule in then.plan.rules):
        return True
    steps = {step.key for step in now.plan.steps}
    if any(step.key not in steps for step in then.plan.steps):
        return True
    for rule_id, rule in then.plan.rules.items():
        for message in rule.messages:
            before, after = (judge.plan.severity(judge.plan.rules[rule_id], message, status) for judge in (then, now))
            if before is not None and (after is None or after.rank > before.rank):
                return True
    return False


def _step(document: Document) -> int:
    """Return how fully findings count at the status: a retired dossier is judged like one on offer."""
    return min(document.status.step, Status.OFFERED.step)


def _language(document: Document) -> str:
    node = document.root.fields.get("language")
    return node.text.split("-")[0].strip().lower() if node is not None else ""


def _place(document: Document, pointer: str) -> Place:
    node = document.node(pointer)
    return node.place if node is not None else document.missing_place(pointer)
