"""What makes a judge milder, and what is said of a dossier that is judged more mildly than what it was."""

from __future__ import annotations

from typing import Any

import pytest

from mclint.catalog.frameworks import load_framework
from mclint.catalog.registry import load_registry
from mclint.dossier.load import load_bytes
from mclint.engine.change.loosened import Judge, is_milder, loosened, stricter_level
from mclint.engine.plan import make_plan
from mclint.engine.suppress import Guard
from mclint.model import Severity, Status

REGISTRY = load_registry()
NO_GUARD = Guard()


def judge(
    framework: str = "npuls-mbo-pilot",
    fail_level: str = "error",
    guard: Guard = NO_GUARD,
    exempt: frozenset[str] = frozenset(),
    **settings: Any,
) -> Judge:
    return Judge(make_plan(REGISTRY, load_framework(framework), **settings), guard, fail_level, exempt)


@pytest.mark.parametrize(
    ("now", "then", "status", "milder"),
    [
        ({}, {}, Status.OFFERED, False),
        ({"ignore": ["MC210"]}, {}, Status.OFFERED, True),
        ({}, {"ignore": ["MC210"]}, Status.OFFERED, False),
        ({"select": ["MC1"]}, {}, Status.OFFERED, True),
        ({"fail_level": "warning"}, {}, Status.OFFERED, False),
        ({"fail_level": "never"}, {}, Status.OFFERED, True),
        ({}, {"fail_level": "note"}, Status.OFFERED, True),
        ({"severity": {"MC201": Severity.NOTE}}, {}, Status.OFFERED, True),
        ({"severity": {"MC210": Severity.ERROR}}, {}, Status.OFFERED, False),
        ({"severity": {"MC104/no-breakdown": Severity.WARNING}}, {}, Status.OFFERED, False),
        ({}, {"severity": {"MC104/no-breakdown": Severity.WARNING}}, Status.OFFERED, True),
        ({}, {"severity": {"MC104/no-breakdown": Severity.WARNING}}, Status.IN_DEVELOPMENT, False),
        ({"params": {"MC102": {"minimum": 1}}}, {}, Status.OFFERED, True),
        ({"guard": Guard(free=("MC405",))}, {}, Status.OFFERED, True),
        ({"guard": Guard(extra=("MC210",))}, {}, Status.OFFERED, False),
        ({"exempt": frozenset({"MC405"})}, {}, Status.OFFERED, True),
        ({}, {"exempt": frozenset({"MC405"})}, Status.OFFERED, False),
    ],
)
def test_a_judge_is_milder_where_it_may_find_less(
    now: dict[str, Any], then: dict[str, Any], status: Status, milder: bool
) -> None:
    assert is_milder(judge(**now), judge(**then), status) is milder


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("error", "warning", "warning"), ("never", "error", "error"), ("note", "warning", "note"), ("never", "never", "never")],
)
def test_the_stricter_level_wins(one: str, other: str, expected: str) -> None:
    assert stricter_level(one, other) == stricter_level(other, one) == expected


def told(now: str, then: str, *judges: Judge) -> list[str]:
    documents = [load_bytes(text.encode(), "a.yaml").documents[0] for text in (now, then)]
    both = judges or (judge(), judge())
    return [problem.hit.message for problem in loosened(documents[0], documents[1], both[0], both[1], "main")]


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        ("status: developed", "status: offered", ["offered-status"]),
        ("status: in-development", "status: awarded", ["offered-status"]),
        ("status: in-development", "status: retired", ["offered-status"]),
        ("status: in-development", "status: developed", ["status"]),
        ("status: retired", "status: awarded", []),
        ("status: offered", "status: retired", []),
        ("status: onzin", "status: offered", []),
        ("status: in-development", "title: x", ["offered-status"]),
        ("{status: developed, language: en}", "{status: developed, language: nl}", ["language"]),
        ("{status: offered, language: EN-gb}", "{status: offered, language: nl}", ["offered-language"]),
        ("{status: offered, language: NL-be}", "{status: offered, language: nl}", []),
        ("status: offered", "{status: offered, language: nl}", []),
        ("{status: offered, language: nl}", "status: offered", []),
    ],
)
def test_a_step_back_is_said_with_what_was_offered(now: str, then: str, expected: list[str]) -> None:
    assert told(now, then) == expected


def test_another_framework_or_policy_is_said_once() -> None:
    assert told("status: offered", "status: developed", judge("eu-2022"), judge()) == ["framework"]
    assert told("status: offered", "status: offered", judge(ignore=["MC2"]), judge()) == ["offered-policy"]
    assert told("status: offered", "status: offered", judge("eu-2022", ignore=["MC2"]), judge()) == ["offered-framework"]
