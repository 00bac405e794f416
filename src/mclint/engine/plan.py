"""Binds rules to checks: which run, with which parameters, how severe, for one framework and one configuration."""

from __future__ import annotations

import importlib
import pkgutil
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

import mclint.checks
from mclint.catalog.cards import CardError
from mclint.catalog.registry import Registry
from mclint.model import Confidence, Framework, Gate, Rule, RuleSetting, Severity, Status
from mclint.texts.sentences import sentence

#: A check of one dossier: a node, its surroundings, the parameters; one of a catalogue: the catalogue, the parameters.
Check = Callable[..., Iterator[Any]]

#: The word in a card for what the loader, the schema or the suppressions report.
ENGINE = "engine"


@dataclass(frozen=True, slots=True)
class Step:
    """One rule ready to run: its check and the check's parameters.

    `key` is equal for steps that find the same in the same dossier, in whatever framework they are bound.
    """

    rule: Rule
    check: Check
    params: object
    key: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What runs for one framework and one configuration.

    `steps` look at one dossier, `across` at a whole catalogue. `rules` holds every rule in force by id (also those that
    the loader, schema and suppressions report); `severities` and `gates` what the framework and the configuration set,
    by id or `id/message`.
    """

    framework: Framework
    steps: tuple[Step, ...]
    across: tuple[Step, ...]
    rules: Mapping[str, Rule]
    severities: Mapping[str, Severity] = field(default_factory=dict)
    gates: Mapping[str, Gate] = field(default_factory=dict)

    def severity(self, rule: Rule, message: str, status: Status) -> Severity | None:
        """Return how severe a message is at a status, or None where its gate keeps it silent."""
        key, own = f"{rule.id}/{message}", rule.messages[message]
        severity = self.severities.get(key) or own.severity or self.severities.get(rule.id) or rule.severity
        gate = self.gates.get(key) or own.gate or self.gates.get(rule.id) or rule.gate
        return gated(severity, gate, status)

    def confidence(self, rule: Rule, message: str) -> Confidence:
        """Return how sure a message is."""
        return rule.messages[message].confidence or rule.confidence


def gated(severity: Severity, gate: Gate, status: Status) -> Severity | None:
    """Return the severity that a gate leaves at a status; None before the gate lets anything through."""
    if gate.since is not None and status.step < gate.since.step:
        return None
    steps_before = gate.full.step - status.step if gate.full is not None else 0
    if steps_before <= 0:
        return severity
    ceiling = Severity.WARNING if steps_before == 1 else Severity.NOTE
    return max(severity, ceiling, key=lambda item: item.rank)


def make_plan(
    registry: Registry,
    framework: Framework,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: Mapping[str, Severity] | None = None,
    params: Mapping[str, Mapping[str, Any]] | None = None,
) -> Plan:
    """Choose the rules and bind their checks.

    Args:
        select: ids or prefixes that replace the framework's own selection and all rules of packs; empty keeps those.
        ignore: ids or prefixes to leave out; what breaks every other answer (`ALWAYS_ON`) stays on.
        severity: severities by id or `id/message`, over those of the framework.
        params: parameters of checks by id, over those of the framework.

    Raises:
        CardError: a card names a check that does not exist, or parameters that do not fit it.
    """
    chosen = registry.chosen(framework, select, ignore)
    settings, overrides = framework.rules, params or {}
    _refuse_params_of_engine(registry, overrides)
    checks = known_checks()
    bound = [
        Step(rule, *bind(rule, settings.get(rule.id, RuleSetting()).params, overrides.get(rule.id, {}), checks))
        for rule in registry
        if rule.id in chosen and rule.check != ENGINE and rule.status != "removed"
    ]
    return Plan(
        framework=framework,
        steps=tuple(replace(step, key=f"{step.rule.id} {step.params!r}") for step in bound if not is_across(step.rule)),
        across=tuple(step for step in bound if is_across(step.rule)),
        rules={rule.id: rule for rule in registry if rule.id in chosen},
        severities={
            **{key: item.severity for key, item in settings.items() if item.severity is not None},
            **(severity or {}),
        },
        gates={key: item.gate for key, item in settings.items() if item.gate is not None},
    )


def _refuse_params_of_engine(registry: Registry, overrides: Mapping[str, Mapping[str, Any]]) -> None:
    for rule_id, given in overrides.items():
        rule = registry.rules.get(rule_id)
        if given and rule is not None and rule.check == ENGINE:
            raise CardError(sentence("policy.no-parameters", rule=rule_id, names=tuple(sorted(given))))


def is_across(rule: Rule) -> bool:
    """Say whether a rule looks across the dossiers of a catalogue."""
    return rule.check.startswith("catalogue.")


def known_checks() -> dict[str, Check]:
    """Return every check that cards may name, as `module.function`: the functions in `__all__` of `mclint.checks`."""
    found: dict[str, Check] = {}
    for info in pkgutil.iter_modules(mclint.checks.__path__):
        module = importlib.import_module(f"mclint.checks.{info.name}")
        for name in getattr(module, "__all__", ()):
            if not isinstance(getattr(module, name), type):
                found[f"{info.name}.{name}"] = getattr(module, name)
    return found


def bind(
    rule: Rule, framework_params: Mapping[str, Any], own_params: Mapping[str, Any], checks: Mapping[str, Check]
) -> tuple[Check, object]:
    """Return the check of a rule and its parameters; raises CardError where they do not fit."""
    check = checks.get(rule.check)
    if check is None:
        raise CardError(sentence("policy.no-check", rule=rule.id, name=rule.check, known=tuple(sorted(checks))))
    kind = params_type(check)
    given = {**rule.params, **framework_params, **own_params}
    names = {item.name for item in fields(kind)}
    unknown = sorted(set(given) - names)
    if unknown:
        known = tuple(sorted(names))
        raise CardError(sentence("policy.no-parameter", rule=rule.id, check=rule.check, names=tuple(unknown), known=known))
    try:
        return check, kind(**{key: _frozen(value) for key, value in given.items()})
    except (TypeError, ValueError) as error:
        raise CardError(sentence("policy.bad-parameter", rule=rule.id, check=rule.check, why=str(error))) from error


def params_type(check: Check) -> Any:
    """Return the dataclass of a check's parameters, from the annotation of that argument."""
    kind = typing.get_type_hints(check)["params"]
    if not is_dataclass(kind):
        raise CardError(f"{check.__name__}: its parameters are no dataclass")
    return kind


def only(plan: Plan, rule_ids: Iterable[str]) -> Plan:
    """Return a plan that runs no other rules than these (to prove a card by itself)."""
    wanted = set(rule_ids)
    return replace(
        plan,
        steps=tuple(step for step in plan.steps if step.rule.id in wanted),
        across=tuple(step for step in plan.across if step.rule.id in wanted),
        rules={rule_id: rule for rule_id, rule in plan.rules.items() if rule_id in wanted},
    )


def _frozen(value: Any) -> Any:
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value
