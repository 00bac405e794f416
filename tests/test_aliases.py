"""A text behind an alias is judged as if it stood where it is used: the same findings for every rule, in every field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mclint.catalog.cards import card_paths, read_card, read_page
from mclint.catalog.frameworks import DEFAULT_FRAMEWORK, framework_names
from mclint.checks.env import Env
from mclint.data import rules_dir
from mclint.dossier.document import Document
from mclint.dossier.load import load_bytes
from mclint.dossier.tree import Kind, Node, Style
from mclint.engine.examine import Examination
from mclint.engine.plan import ENGINE, Plan
from mclint.engine.raws import Raw
from mclint.engine.schema import validate
from mclint.engine.stamp import once
from tests.checking import READER, check_text, expanded, plan_for
from tests.conftest import ROOT, TODAY

plan_of = cache(plan_for)
OWN = "x-anchors"
#: Looks inside keys of the institution too, so it names the anchor itself where that stands under such a key.
LOOKS_EVERYWHERE = "MC703"


def found(text: str, plan: Plan, today: date = TODAY) -> tuple[list[Raw], Document]:
    loaded = load_bytes(text.encode(), "dossier.yaml")
    assert [problem for problem in loaded.problems if problem.rule in ("MC001", "MC003")] == [], text
    (document,) = loaded.documents
    problems = [*loaded.problems, *validate(document, frozenset(framework_names()))]
    examination = Examination(document, problems, Env(document, today, READER))
    raws = once(examination.raws(plan))
    assert examination.failures == []
    return raws, document


def told(raws: list[Raw]) -> list[tuple[Any, ...]]:
    """Return what findings say and where, but for the places in the file."""
    return sorted(
        (raw.rule.id, raw.hit.message, raw.severity.value, "" if raw.rule.id == LOOKS_EVERYWHERE else raw.hit.place.pointer,
         repr(sorted(raw.hit.fields.items())))
        for raw in raws
    )  # fmt: skip


def flow(node: Node, aliases: Mapping[str, str]) -> str:
    """Write a node in flow style, an alias for each pointer that has one."""
    if node.pointer in aliases:
        return f"*{aliases[node.pointer]} "
    if node.kind is Kind.MAP:
        return "{" + ", ".join(f"{json.dumps(key)} : {flow(child, aliases)}" for key, child in node.fields.items()) + "}"
    if node.kind is Kind.LIST:
        return "[" + ", ".join(flow(item, aliases) for item in node.items) + "]"
    if isinstance(node.value, str) or node.style is not Style.PLAIN:
        return json.dumps(node.text, ensure_ascii=False)
    return node.text or "null"


def dossier(root: Node, anchored: list[str] = [], aliases: Mapping[str, str] = {}) -> str:  # noqa: B006 - never changed
    """Write a dossier with what is anchored in front of it, under a key of the institution."""
    fields = ", ".join(f"{json.dumps(key)} : {flow(child, aliases)}" for key, child in root.fields.items())
    return "{" + f'"{OWN}" : [{", ".join(anchored)}]' + (f", {fields}" if fields else "") + "}\n"


def nodes_of(root: Node) -> Iterator[Node]:
    return (node for node in root.walk() if node.parent is not None)


def load(example: Mapping[str, Any]) -> Document:
    """Return the first dossier of an example; one that holds nothing where there is none."""
    documents = load_bytes(expanded(example["bad"]).encode(), "dossier.yaml").documents
    return documents[0] if documents else load_bytes(b"''\n", "dossier.yaml").documents[0]


def examples() -> Iterator[Any]:
    for path in card_paths(rules_dir()):
        rule = read_card(path)
        if rule["check"] == ENGINE and not rule["id"].startswith(("MC004", "MC005")):
            continue
        for number, example in enumerate(read_page(path)["examples"]):
            if "bad" in example and "encoding" not in example and load(example).root.kind is Kind.MAP:
                yield pytest.param(rule["id"], example, id=f"{rule['id']}-{number}")


def judged(rule_id: str, example: Mapping[str, Any]) -> tuple[Node, Plan, date]:
    """Return the first dossier of an example, and how the example is judged."""
    framework = example.get("framework", DEFAULT_FRAMEWORK)
    plan = plan_for(framework, {rule_id: example["with"]}) if "with" in example else plan_of(framework)
    day = example.get("today", TODAY)
    today = day if isinstance(day, date) else date.fromisoformat(day)
    return load(example).root, plan, today


@pytest.mark.parametrize(("rule_id", "example"), list(examples()))
def test_each_value_of_an_example_says_the_same_behind_an_alias(rule_id: str, example: Mapping[str, Any]) -> None:
    root, plan, today = judged(rule_id, example)
    written, _ = found(dossier(root), plan, today)
    for node in nodes_of(root):
        text = dossier(root, [f"&a {flow(node, {})}"], {node.pointer: "a"})
        raws, _ = found(text, plan, today)
        assert told(raws) == told(written), text
        if node.kind is Kind.SCALAR:
            as_key = f"{{? &a {flow(node, {})} : null}}"
            raws, _ = found(dossier(root, [as_key], {node.pointer: "a"}), plan, today)
            assert told(raws) == told(written), as_key


VAGUE = "De lerende begrijpt tijdens de stage het belang van RQW goed met Excel 2019."
BLOCK = """\
mclint: 1
id: roc-voorbeeld/valpreventie
title: Valpreventie
language: nl
status: offered
"""
#: What MC206, MC207, MC201 and MC213 say of the vague outcome, each once.
SAID = [("MC201", "state"), ("MC206", "marked"), ("MC207", "marked"), ("MC213", "unknown")]
WRITTEN = f'learning_outcomes: [{{id: LO1, text: "{VAGUE}"}}]\n'
BEHIND = {
    "a text under an own key": f'x-t: &s "{VAGUE}"\nlearning_outcomes: [{{id: LO1, text: *s}}]\n',
    "a text that is an own key": f'x-t: {{? &s "{VAGUE}" : 1}}\nlearning_outcomes: [{{id: LO1, text: *s}}]\n',
    "a text in another field": f'summary: &s "{VAGUE}"\nlearning_outcomes: [{{id: LO1, text: *s}}]\n',
    "a text of a language": f'x-t: &s "{VAGUE}"\nlearning_outcomes: [{{id: LO1, text: {{nl: *s}}}}]\n',
    "a map of languages": f'x-t: &s {{nl: "{VAGUE}"}}\nlearning_outcomes: [{{id: LO1, text: *s}}]\n',
    "a folded text": f"x-t: &s >-\n  {VAGUE}\nlearning_outcomes: [{{id: LO1, text: *s}}]\n",
    "an outcome": f'x-t: &lo {{id: LO1, text: "{VAGUE}"}}\nlearning_outcomes: [*lo]\n',
    "the list of outcomes": f'x-t: &t [{{id: LO1, text: "{VAGUE}"}}]\nlearning_outcomes: *t\n',
    "an alias of an alias": f'x-s: &s "{VAGUE}"\nx-t: &lo {{id: LO1, text: *s}}\nx-u: &t [*lo]\nlearning_outcomes: *t\n',
    "a name that is used again": (
        f'x-s: &s "{VAGUE}"\nx-t: &t {{id: LO1, text: *s}}\nx-u: &s Anders\nlearning_outcomes: [*t]\n'
    ),
    "below an own key": f'x-t: {{x-u: [{{v: &s "{VAGUE}"}}]}}\nlearning_outcomes: [{{id: LO1, text: *s}}]\n',
    "two outcomes that share it": f'learning_outcomes: [{{id: LO1, text: &s "{VAGUE}"}}, {{id: LO2, text: *s}}]\n',
    "many outcomes that share it": (
        f'x-t: &s "{VAGUE}"\nlearning_outcomes: [{", ".join(f"{{id: LO{n}, text: *s}}" for n in range(1, 9))}]\n'
    ),
}  # fmt: skip


@pytest.mark.parametrize("outcomes", [WRITTEN, *BEHIND.values()], ids=["written out", *BEHIND])
def test_a_vague_outcome_is_told_once_wherever_its_anchor_stands(outcomes: str) -> None:
    raws, document = found(BLOCK + outcomes, plan_of())
    about = [raw for raw in raws if raw.rule.id in {rule for rule, _ in SAID}]
    assert sorted((raw.rule.id, raw.hit.message) for raw in about) == SAID
    text = document.source.text
    words = {raw.rule.id: text[raw.hit.place.span.start : raw.hit.place.span.end] for raw in about}
    assert words == {"MC201": "begrijpt", "MC206": "stage", "MC207": "Excel 2019", "MC213": "RQW"}
    used = {raw.hit.place.pointer.partition("/text")[0] for raw in about}
    assert used <= {"/learning_outcomes/0", "/summary"}


def test_a_finding_stands_at_the_use_that_its_rule_looks_at() -> None:
    raws, _ = found(f'{BLOCK}summary: &s "{VAGUE}"\nlearning_outcomes: [{{id: LO1, text: *s}}]\n', plan_of())
    places = {raw.rule.id: raw.hit.place.pointer for raw in raws}
    assert (places["MC201"], places["MC213"]) == ("/learning_outcomes/0/text", "/summary")


def test_two_outcomes_with_one_anchor_say_the_same() -> None:
    text = f'{BLOCK}learning_outcomes: [{{id: LO1, text: &s "{VAGUE}"}}, {{id: LO2, text: *s}}]\n'
    raws, _ = found(text, plan_of())
    assert [raw.hit.place.pointer for raw in raws if raw.rule.id == "MC211"] == ["/learning_outcomes/1/text"]


def test_a_shared_assessment_is_told_once() -> None:
    raws, _ = found(f"{BLOCK}{WRITTEN}assessments: [&a {{id: A1, type: project, outcomes: [LO9]}}, *a]\n", plan_of())
    said = [(raw.rule.id, raw.hit.place.pointer) for raw in raws if raw.rule.id.startswith("MC30")]
    assert said == [
        ("MC302", "/learning_outcomes/0/id"),
        ("MC303", "/assessments/0/outcomes/0"),
        ("MC304", "/assessments/0/criteria"),
        ("MC306", "/assessments/0/supervision"),
        ("MC307", "/assessments/1/id"),
    ]


def test_a_name_is_found_by_the_field_that_uses_it() -> None:
    raws, _ = found(f"{BLOCK}{WRITTEN}x-t: &n Jan van Dorp\nquality: {{responsible: *n}}\n", plan_of())
    assert [raw.hit.place.pointer for raw in raws if raw.rule.id == "MC703"] == ["/quality/responsible"]


def test_a_text_that_many_use_is_searched_once_for_personal_data() -> None:
    uses = ", ".join("*s" for _ in range(50))
    raws, _ = found(f"{BLOCK}{WRITTEN}x-t: &s 'bel 06-12345678 of mail n.kok@example.org'\nx-u: [{uses}]\n", plan_of())
    assert sorted(raw.hit.message for raw in raws if raw.rule.id == "MC703") == ["email", "phone"]


@pytest.mark.parametrize("comment", ["anchor", "use"])
def test_an_ignore_stands_where_the_finding_stands(comment: str) -> None:
    ignore = '  # mclint: ignore[MC201] reason="woord uit de wet"'
    at, use = (ignore, "") if comment == "anchor" else ("", ignore)
    text = f'{BLOCK}x-t: &s "{VAGUE}"{at}\nlearning_outcomes:\n  - id: LO1\n    text: *s{use}\n'
    result = check_text(text)
    rules = [finding.rule for finding in result.findings]
    assert ("MC201" in rules, "MC902" in rules) == ((False, False) if comment == "anchor" else (True, True))


@pytest.mark.parametrize("path", sorted((ROOT / "examples" / "bad").glob("*.yaml")), ids=lambda path: path.stem)
def test_each_part_of_a_bad_example_says_the_same_behind_an_alias(path: Path) -> None:
    for document in load_bytes(path.read_bytes(), "dossier.yaml").documents[:1]:
        root = document.root
        written, _ = found(dossier(root), plan_of())
        parts = {node.pointer: f"a{number}" for number, node in enumerate(root.children)}
        whole = [f"&{parts[node.pointer]} {flow(node, {})}" for node in root.children]
        raws, _ = found(dossier(root, whole, parts), plan_of())
        assert told(raws) == told(written)
        leaves = {node.pointer: f"b{number}" for number, node in enumerate(nodes_of(root)) if node.kind is Kind.SCALAR}
        each = [f"&{leaves[node.pointer]} {flow(node, {})}" for node in nodes_of(root) if node.pointer in leaves]
        raws, _ = found(dossier(root, each, leaves), plan_of())
        assert told(raws) == told(written)
