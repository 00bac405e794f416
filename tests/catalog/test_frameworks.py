from __future__ import annotations

import pytest

from mclint.catalog.cards import CardError
from mclint.catalog.frameworks import DEFAULT_FRAMEWORK, framework_names, load_framework
from mclint.catalog.registry import load_registry
from mclint.engine.plan import make_plan
from mclint.model import Severity, Status


@pytest.mark.parametrize("name", framework_names())
def test_each_framework_fits_the_rules(name: str) -> None:
    framework, registry = load_framework(name), load_registry()
    assert framework.id == name
    assert framework.source["title"]
    assert make_plan(registry, framework).steps
    for key, setting in framework.rules.items():
        rule_id, _, message = key.partition("/")
        assert rule_id in registry.rules or rule_id.startswith(("MC41", "MC80")), key
        assert not message or message in registry.rules[rule_id].messages, key
        assert setting.clause is None or setting.clause in framework.clauses, key


def test_an_unknown_framework_names_the_known_ones() -> None:
    with pytest.raises(CardError, match=DEFAULT_FRAMEWORK):
        load_framework("own")


def test_eu_asks_for_transparency_and_not_for_a_sign_off() -> None:
    plan = make_plan(load_registry(), load_framework("eu-2022"))
    assert "MC401" not in plan.rules
    rule = plan.rules["MC701"]
    assert plan.severity(rule, next(iter(rule.messages)), Status.DEVELOPED) is Severity.ERROR
