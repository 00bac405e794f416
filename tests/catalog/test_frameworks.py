from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from mclint.catalog.cards import CardError, card_paths, read_page
from mclint.catalog.frameworks import DEFAULT_FRAMEWORK, cite, framework_names, load_framework
from mclint.catalog.registry import load_registry, rule_page
from mclint.data import rules_dir
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
    assert all(set(texts) == {"nl", "en"} for texts in framework.clauses.values())


def test_an_unknown_framework_names_the_known_ones() -> None:
    with pytest.raises(CardError, match=DEFAULT_FRAMEWORK):
        load_framework("own")


def test_eu_asks_for_transparency_and_not_for_a_sign_off() -> None:
    plan = make_plan(load_registry(), load_framework("eu-2022"))
    assert "MC401" not in plan.rules
    rule = plan.rules["MC701"]
    assert plan.severity(rule, next(iter(rule.messages)), Status.DEVELOPED) is Severity.ERROR


@pytest.mark.parametrize("path", card_paths(rules_dir()), ids=lambda path: path.name.partition("-")[0])
def test_every_clause_that_a_card_cites_is_in_its_framework(path: Path) -> None:
    for source in read_page(path)["sources"]:
        assert ("clause" in source) == ("framework" in source)
        if "framework" in source:
            assert source["clause"] in load_framework(source["framework"]).clauses
    assert all(source["text"]["nl"] for source in cite(read_page(path)["sources"], path.name) if "framework" in source)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ({"framework": "npuls-mbo-pilot", "clause": "point-99"}, "point-99.*point-12"),
        ({"framework": "npuls-mbo-pilot", "clause": "point 9"}, "point 9"),
        ({"framework": "no-such-framework", "clause": "point-9"}, "no-such-framework.*eu-2022"),
    ],
)
def test_a_card_that_cites_what_is_not_there_is_refused(source: dict[str, str], why: str, tmp_path: Path) -> None:
    with pytest.raises(CardError, match=why):
        cite([source], "X1-card.yaml")
    rule = next(iter(load_registry()))
    page = {**read_page(Path(rule.path)), "sources": [source]}
    own = tmp_path / "X1-card.yaml"
    own.write_text(f"id: X1\n---\n{yaml.safe_dump(page)}", "utf-8")
    with pytest.raises(CardError, match=r"X1-card\.yaml"):
        rule_page(replace(rule, path=str(own)))


def test_a_framework_that_cites_a_clause_it_lacks_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data: dict[str, Any] = yaml.safe_load((rules_dir() / "frameworks" / "npuls-mbo.yaml").read_text("utf-8"))
    data["id"], data["rules"]["MC302"] = "own", {"clause": "point-13"}
    (tmp_path / "own.yaml").write_text(yaml.safe_dump(data), "utf-8")
    monkeypatch.setattr("mclint.catalog.frameworks._folder", lambda: tmp_path)
    with pytest.raises(CardError, match=r"MC302 cites the clause point-13.*point-12"):
        load_framework("own")
