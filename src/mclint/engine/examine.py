"""Examines one dossier: runs the rules of one plan or several on it, each rule once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from mclint.checks.env import Env
from mclint.dossier.document import Document
from mclint.engine.plan import Plan, Step
from mclint.engine.stamp import Raw, settle, weigh
from mclint.model import Hit, Problem


@dataclass(slots=True)
class Examination:
    """What was found in one dossier so far: a rule that several frameworks bind in the same way is asked once."""

    document: Document
    problems: list[Problem]
    env: Env
    failures: list[str] = field(default_factory=list)
    _found: dict[str, list[Hit]] = field(default_factory=dict)

    @property
    def readable(self) -> bool:
        """Say whether the document can be judged at all."""
        return "" not in self.document.hidden

    def raws(self, plan: Plan) -> list[Raw]:
        """Return the hits of the loader, the schema and a plan, with their severities and settled among each other."""
        hits = [(problem.rule, problem.hit) for problem in self.problems]
        if self.readable:
            hits += [(step.rule.id, hit) for step in plan.steps for hit in self._hits(step)]
        weighed = (weigh(plan, rule, hit, self.document.number, self.document) for rule, hit in hits)
        return settle(raw for raw in weighed if raw is not None)

    def _hits(self, step: Step) -> list[Hit]:
        if step.key not in self._found:
            self._found[step.key] = []
            try:
                self._found[step.key] = list(run_step(step, self.env))
            except Exception as error:  # one broken rule must not hide what the others find
                self.failures.append(f"{step.rule.id} could not be judged: {error!r}")
        return self._found[step.key]


def run_step(step: Step, env: Env) -> Iterator[Hit]:
    """Yield what one rule finds in one dossier."""
    for pattern in step.rule.at:
        for node in env.document.find(pattern):
            yield from step.check(node, env, step.params)
