from __future__ import annotations

from dataclasses import replace

import pytest

from mclint.catalog.cards import CardError
from mclint.catalog.frameworks import DEFAULT_FRAMEWORK, load_framework
from mclint.catalog.registry import ALWAYS_ON, load_registry
from mclint.engine.plan import gated, make_plan
from mclint.model import Gate, Severity, Status

DEVELOPED, OFFERED = Gate(full=Status.DEVELOPED), Gate(full=Status.OFFERED)


@pytest.mark.parametrize(
    ("gate", "status", "severity"),
    [
        (DEVELOPED, Status.IN_DEVELOPMENT, Severity.WARNING),
        (DEVELOPED, Status.DEVELOPED, Severity.ERROR),
        (OFFERED, Status.IN_DEVELOPMENT, Severity.NOTE),
        (OFFERED, Status.DEVELOPED, Severity.WARNING),
        (OFFERED, Status.OFFERED, Severity.ERROR),
        (OFFERED, Status.AWARDED, Severity.ERROR),
        (OFFERED, Status.RETIRED, Severity.ERROR),
        (Gate(), Status.IN_DEVELOPMENT, Severity.ERROR),
        (Gate(since=Status.OFFERED), Status.DEVELOPED, None),
        (Gate(since=Status.OFFERED), Status.AWARDED, Severity.ERROR),
    ],
)
def test_gates(gate: Gate, status: Status, severity: Severity | None) -> None:
    assert gated(Severity.ERROR, gate, status) is severity


def test_a_gate_never_makes_a_finding_heavier() -> None:
    assert gated(Severity.NOTE, DEVELOPED, Status.IN_DEVELOPMENT) is Severity.NOTE


def test_what_breaks_every_answer_stays_on() -> None:
    plan = make_plan(load_registry(), load_framework(DEFAULT_FRAMEWORK), select=["MC201"], ignore=["MC0"])
    assert set(plan.rules) == {"MC201", *ALWAYS_ON}


def test_severity_of_one_message_can_be_set() -> None:
    plan = make_plan(load_registry(), load_framework(DEFAULT_FRAMEWORK), severity={"MC104/no-breakdown": Severity.WARNING})
    rule = plan.rules["MC104"]
    assert plan.severity(rule, "no-breakdown", Status.OFFERED) is Severity.WARNING
    other = next(key for key in rule.messages if key != "no-breakdown")
    assert plan.severity(rule, other, Status.OFFERED) is Severity.ERROR


@pytest.mark.parametrize("check", ["structure.nothing", "env.Env", "os.system", "structure", "../x"])
def test_a_card_cannot_name_what_is_no_check(check: str) -> None:
    registry = load_registry()
    rule = replace(registry.rules["MC302"], check=check)
    with pytest.raises(CardError, match="there is no check"):
        make_plan(replace(registry, rules={"MC302": rule}), load_framework(DEFAULT_FRAMEWORK))


def test_a_wrong_parameter_is_named() -> None:
    with pytest.raises(CardError, match="minimal"):
        make_plan(load_registry(), load_framework(DEFAULT_FRAMEWORK), params={"MC102": {"minimal": 3}})
