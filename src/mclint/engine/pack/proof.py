"""Proves the cards of rule packs: each example is run by the engine, and finds what its card says, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from mclint.catalog.cards import CardError
from mclint.catalog.frameworks import DEFAULT_FRAMEWORK, load_framework
from mclint.catalog.messages import LANGUAGES, field_names
from mclint.catalog.packs import Mistake
from mclint.catalog.registry import load_registry
from mclint.dossier.load import load_bytes
from mclint.dossier.tree import Node
from mclint.engine.pack.read import UNREADABLE, OwnCard, read_packs
from mclint.engine.pack.shape import Fault, head
from mclint.engine.plan import Plan, make_plan
from mclint.engine.proving import Prover, Seen, day_of, encoded, expected, rules_of
from mclint.engine.reader import CachedReader
from mclint.model import Rule
from mclint.texts.sentences import Said, SaidError, Sentence, sentence


def prove_packs(folders: Iterable[Path], today: date) -> tuple[int, tuple[Mistake, ...]]:
    """Return how many cards some packs hold, and every mistake in them.

    Args:
        folders: the packs.
        today: the day for examples that name none.
    """
    packs = list(folders)
    read = read_packs(packs, load_registry())
    if read.mistakes:
        return len(read.cards), read.mistakes
    prover = Prover(load_registry(packs), CachedReader(None))
    found = [card.mistake(fault) for card in read.cards for fault in _proof(card, prover, today)]
    return len(read.cards), tuple(sorted(found, key=lambda item: (item.path, item.line, item.column)))


def _proof(card: OwnCard, prover: Prover, today: date) -> Iterator[Fault]:
    if card.rule is None or card.page is None:
        return
    rule, shown = card.rule, set[str]()
    examples = card.page.fields["examples"].items
    for node in examples:
        example: Any = node.plain()
        for kind in ("bad", "good", "fine"):
            if kind in example:
                yield from _run(rule, node, example, kind, prover, today)
        shown |= {item["message"] for item in example.get("expect", ())}
    for message in card.root.fields["messages"].fields.values():
        if message.key not in shown:
            yield Fault(head(message), sentence("packs.not-shown", name=message.key or ""))
    if not any(kind in node.fields for node in examples for kind in ("good", "fine")):
        yield Fault(head(card.page.fields["examples"]), sentence("packs.nothing-right"))


def _run(rule: Rule, node: Node, example: dict[str, Any], kind: str, prover: Prover, today: date) -> Iterator[Fault]:
    """Yield what is wrong with one part of an example."""
    part, day = node.fields[kind], day_of(example, today)
    try:
        raw, plan = encoded(example, kind), _plan(rule, example, prover)
        loaded = load_bytes(raw, "example.yaml")
        unread = next((item for item in loaded.problems if item.rule in UNREADABLE and item.hit.message != "bom"), None)
        if unread is not None:
            yield Fault(head(part), sentence("packs.example-unread", why=unread.rule))
            return
        seen = [item for item in prover.hits(raw, rules_of(rule, example), plan, day) if item.rule == rule.id]
        yield from _compared(node, example, kind, seen)
        if kind == "bad" and seen:
            yield from _unfilled(rule, part, raw, plan, prover, day, example)
    except (SaidError, CardError) as error:
        yield Fault(head(part), sentence("packs.example-fails", why=error.said))
    except Exception as error:  # a check that fails is a mistake in the card: its parameters are not what the check takes
        yield Fault(head(part), sentence("packs.example-fails", why=f"{type(error).__name__}: {error}"))


def _plan(rule: Rule, example: dict[str, Any], prover: Prover) -> Plan:
    params = {rule.id: example["with"]} if "with" in example else {}
    framework = load_framework(example.get("framework", DEFAULT_FRAMEWORK))
    return make_plan(prover.registry, framework, select=rules_of(rule, example), params=params)


def _compared(node: Node, example: dict[str, Any], kind: str, seen: list[Seen]) -> Iterator[Fault]:
    found = [(item.pointer, item.text, item.message) for item in seen]
    if kind != "bad":
        if found:
            yield Fault(head(node.fields[kind]), sentence("packs.not-right", found=_listed(found)))
        return
    wanted = expected(example)
    if found != wanted:
        said = sentence("packs.not-as-expected", expected=_listed(wanted), found=_listed(found))
        yield Fault(head(node.fields["expect"]), said)
        return
    for item, hit in zip(node.fields["expect"].items, seen, strict=True):
        severity = item.fields.get("severity")
        if severity is not None and severity.text != hit.severity.value:
            said = sentence("packs.other-severity", expected=severity.text, found=hit.severity.value)
            yield Fault(severity.span, said)


def _listed(hits: list[tuple[str, str, str]]) -> Said:
    """Return hits as a card writes what it expects."""
    if not hits:
        return sentence("packs.no-fields")
    return ", ".join(f"{{at: {at or repr(at)}, text: {text!r}, message: {message}}}" for at, text, message in hits)


def _unfilled(
    rule: Rule, part: Node, raw: bytes, plan: Plan, prover: Prover, day: date, example: dict[str, Any]
) -> Iterator[Fault]:
    """Yield the fields of messages that the check gives no value."""
    left: dict[str, Sentence] = {}
    for lang in LANGUAGES:
        for finding in prover.findings(raw, rules_of(rule, example), plan, lang, day):
            texts = (finding.message, finding.help, *(item.message for item in finding.related))
            for name in (name for text in texts for name in field_names(text) if f"{{{name}}}" not in part.text):
                if finding.rule == rule.id:
                    left[name] = sentence("packs.unfilled", name=f"{{{name}}}", message=finding.message_key, check=rule.check)
    yield from (Fault(head(part), said) for said in left.values())
