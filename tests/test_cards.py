"""Every rule card proves itself: its shape, its two languages, and its examples to the exact words."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from mclint.catalog.cards import card_paths, read_card, read_page, rule_from_card
from mclint.catalog.frameworks import DEFAULT_FRAMEWORK
from mclint.catalog.messages import LANGUAGES, field_names
from mclint.data import rules_dir, schemas_dir
from mclint.engine.plan import ENGINE, Plan, bind, known_checks
from mclint.model import Rule
from tests.checking import Seen, change_hits, expanded, hits_of, plan_for
from tests.conftest import TODAY

CARDS = card_paths(rules_dir())
LANGUAGE_RULES = [path.name.partition("-")[0] for path in CARDS if path.name.startswith("MC2")]

plan_of = cache(plan_for)


def as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def card(path: Path) -> tuple[Rule, dict[str, Any]]:
    return rule_from_card(read_card(path), str(path)), read_page(path)


def named(path: Path) -> str:
    return path.name.partition("-")[0]


def expected(rule: Rule, example: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(item["at"], str(item["text"]), item["message"]) for item in example["expect"]]


def run_example(rule: Rule, example: dict[str, Any], kind: str) -> list[Seen]:
    framework = example.get("framework", DEFAULT_FRAMEWORK)
    plan: Plan = plan_for(framework, {rule.id: example["with"]}) if "with" in example else plan_of(framework)
    day = example.get("today", TODAY)
    today = day if isinstance(day, date) else date.fromisoformat(day)
    rules = {rule.id, *rule.yields_to, *example.get("with_rules", ())}
    raw = expanded(example[kind]).encode(example.get("encoding", "utf-8"))
    return [seen for seen in hits_of(raw, rules, plan, today, change_hits(raw, example)) if seen.rule == rule.id]


@pytest.mark.parametrize("path", CARDS, ids=named)
def test_card_is_named_after_itself(path: Path) -> None:
    rule, _ = card(path)
    assert path.name == f"{rule.id}-{rule.name}.yaml"
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)


@pytest.mark.parametrize("path", CARDS, ids=named)
def test_card_fits_its_schema(path: Path) -> None:
    schema = json.loads((schemas_dir() / "rule-card.schema.json").read_text("utf-8"))
    documents = [as_json(document) for document in yaml.safe_load_all(path.read_text("utf-8"))]
    assert len(documents) == 2
    for part, document in zip(("rule", "page"), documents, strict=True):
        validator = jsonschema.Draft202012Validator({"$ref": f"#/$defs/{part}", "$defs": schema["$defs"]})
        problems = [f"{'/'.join(map(str, error.path))}: {error.message}" for error in validator.iter_errors(document)]
        assert problems == []


@pytest.mark.parametrize("path", CARDS, ids=named)
def test_card_speaks_both_languages_with_the_same_fields(path: Path) -> None:
    rule, page = card(path)
    for key, message in rule.messages.items():
        for texts in (message.text, message.help):
            assert set(texts) == set(LANGUAGES), f"{rule.id}/{key}"
            assert field_names(texts["nl"]) == field_names(texts["en"]), f"{rule.id}/{key}"
        for texts in (message.related, message.fix):
            assert set(texts) in (set(), set(LANGUAGES)), f"{rule.id}/{key}"
            assert field_names(texts.get("nl", "")) == field_names(texts.get("en", "")), f"{rule.id}/{key}"
    for key in ("summary", "why", "fix"):
        assert set(page[key]) == set(LANGUAGES)
        assert all(page[key].values())
    assert page["sources"]


@pytest.mark.parametrize("path", CARDS, ids=named)
def test_parameters_fit_the_check(path: Path) -> None:
    rule, _ = card(path)
    if rule.check == ENGINE:
        assert not rule.params
    else:
        check, params = bind(rule, {}, {}, known_checks())
        assert callable(check)
        assert params is not None


@pytest.mark.parametrize("path", CARDS, ids=named)
def test_bad_examples_give_exactly_what_they_say(path: Path) -> None:
    rule, page = card(path)
    shown = set()
    for example in page["examples"]:
        if "bad" not in example:
            continue
        seen = run_example(rule, example, "bad")
        assert [(hit.pointer, hit.text, hit.message) for hit in seen] == expected(rule, example), example["bad"]
        for hit, item in zip(seen, example["expect"], strict=True):
            assert hit.severity.value == item.get("severity", hit.severity.value)
        shown |= {hit.message for hit in seen}
    assert shown == set(rule.messages), f"{rule.id}: every message is shown by an example"


@pytest.mark.parametrize("path", CARDS, ids=named)
def test_good_examples_are_good(path: Path) -> None:
    rule, page = card(path)
    good = [example for example in page["examples"] if "good" in example]
    assert good
    for example in good:
        assert run_example(rule, example, "good") == [], example["good"]


@pytest.mark.parametrize("path", CARDS, ids=named)
def test_language_rules_are_silent_on_good_examples_of_other_cards(path: Path) -> None:
    rule, page = card(path)
    for example in page["examples"]:
        if "good" in example and not rule.id.startswith("MC2"):
            text = example["good"] if "language:" in example["good"] else f"language: {example['lang']}\n{example['good']}"
            assert [hit for hit in hits_of(text, LANGUAGE_RULES, plan_of()) if hit.rule in LANGUAGE_RULES] == []
