"""Every rule card proves itself: its shape, its two languages, and its examples to the exact words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from mclint.catalog.cards import card_paths, read_card, read_page, rule_from_card
from mclint.catalog.frameworks import DEFAULT_FRAMEWORK, framework_names, load_framework
from mclint.catalog.messages import LANGUAGES, field_names
from mclint.data import rules_dir, schemas_dir
from mclint.dossier.load import load_bytes
from mclint.engine.plan import ENGINE, Plan, bind, known_checks, make_plan
from mclint.engine.proving import day_of, encoded, expected, rules_of
from mclint.engine.schema import validate
from mclint.model import Rule
from tests.checking import Seen, change_hits, findings_of, hits_of, plan_for, registry
from tests.conftest import TODAY

CARDS = card_paths(rules_dir())
#: Rules after which the rest of a file is not known.
UNREADABLE = ("MC001", "MC003", "MC006")
#: Words from which a text is a sentence, of which something can stay.
SENTENCE = 4
#: Numbers that come from a framework or a limit of ours, or of which two or more are meant: never 1.
FIXED = frozenset({"minimum", "limit", "unit", "lower", "upper", "guideline", "most", "high"})
#: Words that are the same for one and for many.
SINGULARS = frozenset({"uur"})
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


def run_example(rule: Rule, example: dict[str, Any], kind: str) -> list[Seen]:
    framework, today = example.get("framework", DEFAULT_FRAMEWORK), day_of(example, TODAY)
    plan: Plan = plan_for(framework, {rule.id: example["with"]}) if "with" in example else plan_of(framework)
    rules = rules_of(rule, example)
    raw = encoded(example, kind)
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
        assert [(hit.pointer, hit.text, hit.message) for hit in seen] == expected(example), example["bad"]
        for hit, item in zip(seen, example["expect"], strict=True):
            assert hit.severity.value == item.get("severity", hit.severity.value)
        shown |= {hit.message for hit in seen}
    assert shown == set(rule.messages), f"{rule.id}: every message is shown by an example"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", CARDS, ids=named)
def test_every_message_says_all_that_it_wants_to_say(path: Path, lang: str) -> None:
    rule, page = card(path)
    for example in page["examples"]:
        if "bad" not in example:
            continue
        plan = plan_in_force(example.get("framework", DEFAULT_FRAMEWORK), rule.id, json.dumps(example.get("with", {})))
        raw, day = encoded(example, "bad"), day_of(example, TODAY)
        rules = rules_of(rule, example)
        found = [item for item in findings_of(raw, rules, plan, lang, day, change_hits(raw, example)) if item.rule == rule.id]
        assert found, example["bad"]
        for finding in found:
            texts = [finding.message, finding.help, *(item.message for item in finding.related)]
            assert all(text.strip() for text in texts), (finding.message_key, texts)
            left = [name for text in texts for name in field_names(text) if f"{{{name}}}" not in str(example["bad"])]
            assert left == [], (finding.message_key, texts)


@pytest.mark.parametrize("path", CARDS, ids=named)
def test_a_number_and_its_noun_agree(path: Path) -> None:
    """A number that may be 1 has a word of `counted` behind it, never a plural."""
    rule, _ = card(path)
    for key, message in rule.messages.items():
        for texts in (message.text, message.help, message.related):
            for lang, text in texts.items():
                behind = re.findall(r"\{([a-z_]+)\} (\w+)", text)
                assert [noun for field, noun in behind if noun in plurals(lang) and field not in FIXED] == [], (
                    rule.id,
                    key,
                    text,
                )


@cache
def plurals(lang: str) -> frozenset[str]:
    """Return every plural that some card counts with."""
    return frozenset(forms.forms[lang][1] for rule in registry() for forms in rule.counted.values()) - SINGULARS


@pytest.mark.parametrize("path", CARDS, ids=named)
def test_good_examples_are_good(path: Path) -> None:
    rule, page = card(path)
    assert any("good" in example for example in page["examples"])
    for example in page["examples"]:
        for kind in ("good", "fine"):
            if kind in example:
                assert run_example(rule, example, kind) == [], example[kind]


@pytest.mark.parametrize("path", CARDS, ids=named)
def test_every_good_example_is_its_bad_one_mended(path: Path) -> None:
    rule, page = card(path)
    if about_a_change(rule):
        return
    good = [example for example in page["examples"] if "good" in example]
    assert all("bad" in example for example in good), f"{rule.id}: a good example stands beside the bad one that it mends"
    assert {example["lang"] for example in good} == set(LANGUAGES), rule.id
    mended = {item["message"] for example in good for item in example["expect"]}
    assert mended == set(rule.messages), f"{rule.id}: for every message there is an example of how it is mended"


def about_a_change(rule: Rule) -> bool:
    """Say whether a rule looks at a change: what mends it stands in the file as it was before."""
    return "gate" in rule.tags


@pytest.mark.parametrize("path", CARDS, ids=named)
def test_a_good_example_differs_only_in_what_the_message_is_about(path: Path) -> None:
    rule, page = card(path)
    for example in page["examples"]:
        if "good" in example and not about_a_change(rule):
            changed = [("", "")] if "encoding" in example else differences(example["bad"], example["good"])
            assert len(changed) > 0, example["good"]
            changed = without_moves(changed)
            assert len(changed) <= len(example["expect"]), (changed, example["bad"], example["good"])
            for before, after in changed:
                marks = [str(item["text"]) for item in example["expect"]]
                assert keeps_the_rest(before, after, marks), (before, after)


def without_moves(changed: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Leave out what has only moved: gone in one place, and the same in another."""
    gone = [before for before, after in changed if after is None]
    come = [after for before, after in changed if before is None]
    moved = [value for value in gone if value in come]
    return [(before, after) for before, after in changed if not ((before or after) in moved and None in (before, after))]


@pytest.mark.parametrize("path", CARDS, ids=named)
def test_a_good_example_brings_no_finding_that_its_bad_one_does_not_have(path: Path) -> None:
    rule, page = card(path)
    for example in page["examples"]:
        if "good" in example and not about_a_change(rule):
            bad, good = (everything(rule, example, kind) for kind in ("bad", "good"))
            unseen = unjudged(encoded(example, "bad"))
            new = [found for found in sorted(good - bad) if not any(found[2].startswith(pointer) for pointer in unseen)]
            assert new == [], example["good"]


def unjudged(raw: bytes) -> set[str]:
    """Return the pointers that no rule saw in an example, since the file or the schema was wrong there; "" for all."""
    loaded = load_bytes(raw, "x.yaml")
    hidden: set[str] = set()
    for document in loaded.documents:
        list(validate(document, frozenset(framework_names())))
        hidden |= document.hidden
    unreadable = not loaded.documents or any(problem.rule in UNREADABLE for problem in loaded.problems)
    return {""} if unreadable else hidden


def everything(rule: Rule, example: dict[str, Any], kind: str) -> set[tuple[str, str, str]]:
    """Return what all rules in force say of an example, but for the rule that it is about."""
    name = example.get("framework", DEFAULT_FRAMEWORK)
    plan = plan_in_force(name, rule.id, json.dumps(example.get("with", {})))
    raw = encoded(example, kind)
    return {
        (seen.rule, seen.message, seen.pointer)
        for seen in hits_of(raw, plan.rules, plan, day_of(example, TODAY))
        if seen.rule != rule.id
    }


@cache
def plan_in_force(framework: str, rule_id: str, params: str) -> Plan:
    """Return the plan of a framework with its own choice of rules, and parameters (as JSON) for one of them."""
    return make_plan(registry(), load_framework(framework), params={rule_id: json.loads(params)} if params != "{}" else {})


def differences(bad: Any, good: Any) -> list[tuple[Any, Any]]:
    """Return how two examples differ: pairs of values, None where one has nothing; of what is no YAML the lines."""
    if isinstance(bad, dict) or isinstance(good, dict):
        keys = [key for key in {**bad, **good} if bad.get(key) != good.get(key)]
        return [(str(bad.get(key)), str(good.get(key))) for key in keys]
    before, after = (load_bytes(text.encode(), "x.yaml") for text in (bad, good))
    if before.problems or after.problems or not before.documents:
        lines = bad.split("\n"), good.split("\n")
        blocks = [item[1:] for item in SequenceMatcher(None, *lines).get_opcodes() if item[0] != "equal"]
        changed = [("\n".join(lines[0][start:end]), "\n".join(lines[1][low:high])) for start, end, low, high in blocks]
        return changed if before.documents else changed[:1]
    trees = [[document.root.plain() for document in loaded.documents] for loaded in (before, after)]
    return list(tree_differences(*trees)) or [(bad, good)] * (bad != good)  # comments only


def tree_differences(before: Any, after: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(before, dict) and isinstance(after, dict):
        gone = [key for key in before if key not in after]
        new = [key for key in after if key not in before]
        for key in gone:
            renamed = next((name for name in new if after[name] == before[key] or len(gone) == len(new) == 1), None)
            new = [name for name in new if name != renamed]
            yield before[key], (after[renamed] if renamed is not None else None)
        yield from ((None, after[key]) for key in new)
        for key in before:
            if key in after:
                yield from tree_differences(before[key], after[key])
    elif isinstance(before, list) and isinstance(after, list):
        if len(before) == len(after):
            for one, other in zip(before, after, strict=True):
                yield from tree_differences(one, other)
        else:
            yield between(before, after), between(after, before)
    elif before != after or type(before) is not type(after):
        yield before, after


def between(items: list[Any], others: list[Any]) -> list[Any] | None:
    """Return the items between those at the start and at the end that another list has as well."""
    pairs = list(zip(items, others, strict=False))
    start = next((place for place, (one, other) in enumerate(pairs) if one != other), len(pairs))
    ends = list(zip(items[start:][::-1], others[start:][::-1], strict=False))
    end = next((place for place, (one, other) in enumerate(ends) if one != other), len(ends))
    return items[start : len(items) - end] or None


def keeps_the_rest(before: Any, after: Any, marks: list[str]) -> bool:
    """Say whether a sentence in which a message marks some words keeps at least half of the others."""
    within = [mark for mark in marks if mark and isinstance(before, str) and mark in before]
    if not within or not isinstance(after, str) or before in marks:
        return True
    rest = before
    for mark in within:
        rest = rest.replace(mark, " ")
    words, kept = re.findall(r"\w+", rest.lower()), set(re.findall(r"\w+", after.lower()))
    return len(words) < SENTENCE or 2 * sum(word in kept for word in words) >= len(words)


@pytest.mark.parametrize("path", CARDS, ids=named)
def test_language_rules_are_silent_on_good_examples_of_other_cards(path: Path) -> None:
    rule, page = card(path)
    for example in page["examples"]:
        for kind in ("good", "fine"):
            if isinstance(example.get(kind), str) and not rule.id.startswith("MC2"):
                text = example[kind] if "language:" in example[kind] else f"language: {example['lang']}\n{example[kind]}"
                assert [hit for hit in hits_of(text, LANGUAGE_RULES, plan_of()) if hit.rule in LANGUAGE_RULES] == []
