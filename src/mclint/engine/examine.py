"""Examines one dossier: runs the rules of one plan or several on it, each rule once."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from mclint.checks.env import Env
from mclint.dossier.document import Document
from mclint.engine.causes import Judge, Mended, explained, mendings
from mclint.engine.plan import Plan, Step
from mclint.engine.raws import Raw, known_message, weigh
from mclint.engine.stamp import settle
from mclint.model import Hit, Problem
from mclint.texts.sentences import SaidError, Sentence, sentence


@dataclass(slots=True)
class Examination:
    """What was found in one dossier so far: a rule that several frameworks bind in the same way is asked once.

    `judge` says what the loader and the schema say of the dossier once misspelt keys are mended.
    """

    document: Document
    problems: list[Problem]
    env: Env
    judge: Judge | None = None
    failures: list[Sentence] = field(default_factory=list)
    _found: dict[str, list[Hit]] = field(default_factory=dict)
    _mended: list[tuple[Mended, Examination]] | None = None

    @property
    def readable(self) -> bool:
        """Say whether the document can be judged at all."""
        return "" not in self.document.hidden

    def raws(self, plan: Plan) -> list[Raw]:
        """Return the hits of the loader, the schema and a plan, with their severities and settled among each other."""
        hits = [(problem.rule, problem.hit) for problem in self.problems]
        told = [raw for rule, hit in hits if (raw := self._weighed(plan, rule, hit)) is not None]
        found = self._asked(plan)
        if found and any(raw.hit.means for raw in told):
            told, found = explained(told, found, self._asked_again(plan, {raw.rule.id for raw in found}))
        return settle(told + found)

    def _asked(self, plan: Plan, rules: Container[str] | None = None) -> list[Raw]:
        """Return what the rules of a plan find, all of them or some."""
        steps = [step for step in plan.steps if self.readable and (rules is None or step.rule.id in rules)]
        hits = ((step.rule.id, hit) for step in steps for hit in self._hits(step))
        return [raw for rule, hit in hits if (raw := self._weighed(plan, rule, hit)) is not None]

    def _asked_again(self, plan: Plan, rules: Container[str]) -> Iterator[tuple[Mended, list[Raw]]]:
        """Yield the dossier with more and more of its misspelt keys mended, and what some rules of a plan find then."""
        if self._mended is None:
            steps = mendings(self.document, self.problems, self.judge) if self.judge is not None else ()
            self._mended = [
                (step, Examination(step.document, [], Env(step.document, self.env.today, self.env.reader))) for step in steps
            ]
        for mended, examination in self._mended:
            yield mended, examination._asked(plan, rules)
            self.failures += examination.failures
            examination.failures.clear()

    def _weighed(self, plan: Plan, rule: str, hit: Hit) -> Raw | None:
        return weigh(plan, rule, hit, self.document.number, self.document)

    def _hits(self, step: Step) -> list[Hit]:
        if step.key not in self._found:
            self._found[step.key] = []
            try:
                self._found[step.key] = list(run_step(step, self.env))
            except Exception as error:  # one broken rule must not hide what the others find
                why = error.said if isinstance(error, SaidError) else repr(error)
                self.failures.append(sentence("run.rule-not-judged", rule=step.rule.id, why=why))
        return self._found[step.key]


def run_step(step: Step, env: Env) -> Iterator[Hit]:
    """Yield what one rule finds in one dossier; raises SaidError where its card has no such message."""
    for pattern in step.rule.at:
        for node in env.document.find(pattern):
            for hit in step.check(node, env, step.params):
                if known_message(hit.message, step.rule) not in step.rule.messages:
                    raise SaidError(sentence("packs.lacks-message", rule=step.rule.id, check=step.rule.check, name=hit.message))
                yield hit
