"""Runs some rules on the examples of a card as they run on dossiers, so that a card proves itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mclint.across.catalogue import Catalogue
from mclint.catalog.frameworks import framework_names
from mclint.catalog.registry import Registry
from mclint.checks.env import Env
from mclint.dossier.document import LoadedFile
from mclint.dossier.load import load_bytes
from mclint.dossier.source import Source
from mclint.engine.across import place_of
from mclint.engine.enter import read_entry
from mclint.engine.examine import run_step
from mclint.engine.gathered import no_dossier
from mclint.engine.plan import Plan, only
from mclint.engine.raws import Raw, weigh
from mclint.engine.reader import CachedReader
from mclint.engine.schema import validate
from mclint.engine.stamp import finish, once, settle
from mclint.engine.suppress import read_suppressions, split_suppressed, unused
from mclint.findings import Finding
from mclint.model import Hit, Rule, Severity


@dataclass(frozen=True, slots=True)
class Seen:
    """One hit as an example of a card expects it."""

    rule: str
    pointer: str
    text: str
    message: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Prover:
    """What examples are run with: all rules, and who reads the texts."""

    registry: Registry
    reader: CachedReader

    def raws(
        self, text: str | bytes, rules: Iterable[str], plan: Plan, today: date, more: Iterable[tuple[str, Hit]] = ()
    ) -> tuple[list[Raw], Source]:
        """Run some rules on a part of a dossier; the schema speaks only where one of its rules is among them.

        Args:
            text: the part of a dossier.
            rules: the ids of the rules.
            plan: a plan that holds them.
            today: the day that rules about dates count from.
            more: what is said of it besides, by rule.
        """
        wanted = set(rules)
        plan = only(plan, wanted)
        loaded = load_bytes(text.encode("utf-8") if isinstance(text, str) else text, "example.yaml")
        by_number = {document.number: document for document in loaded.documents}
        raws: list[Raw | None] = [
            weigh(plan, item.rule, item.hit, item.document, by_number.get(item.document))
            for item in (*loaded.problems, *no_dossier(loaded))
        ]
        raws += [weigh(plan, rule, hit, 1, None) for rule, hit in more]
        raws += self._in_documents(loaded, wanted, plan, today)
        raws += self._across(loaded, plan)
        kept = once(settle(raw for raw in raws if raw is not None))
        kept.sort(key=lambda raw: (raw.hit.place.span.start, raw.rule.id, raw.hit.place.span.end))
        return kept, loaded.source

    def hits(
        self, text: str | bytes, rules: Iterable[str], plan: Plan, today: date, more: Iterable[tuple[str, Hit]] = ()
    ) -> list[Seen]:
        """Return what some rules say of a part of a dossier, as examples expect it; for the arguments see `raws`."""
        kept, source = self.raws(text, rules, plan, today, more)
        return [seen_as(raw, source) for raw in kept]

    def findings(
        self, text: str | bytes, rules: Iterable[str], plan: Plan, lang: str, today: date, more: Iterable[tuple[str, Hit]] = ()
    ) -> list[Finding]:
        """Return what some rules say of a part of a dossier, in words; for the arguments see `raws`."""
        kept, source = self.raws(text, rules, plan, today, more)
        return list(finish(kept, plan, source, lang))

    def _in_documents(self, loaded: LoadedFile, wanted: set[str], plan: Plan, today: date) -> Iterator[Raw | None]:
        """Yield what rules of one dossier find."""
        for document in loaded.documents:
            problems = list(validate(document, frozenset(framework_names()))) if wanted & {"MC004", "MC005"} else []
            suppressions = read_suppressions(document, today)
            hits = [(problem.rule, problem.hit) for problem in problems]
            if "" not in document.hidden:
                env = Env(document, today, self.reader)
                hits += [(step.rule.id, hit) for step in plan.steps for hit in run_step(step, env)]
            found = settle(raw for rule, hit in hits if (raw := weigh(plan, rule, hit, document.number, document)))
            split_suppressed(found, suppressions)
            about = (*suppressions.problems, *unused(suppressions, self.registry, wanted, document))
            hits += [(problem.rule, problem.hit) for problem in about]
            yield from (weigh(plan, rule, hit, document.number, document) for rule, hit in hits)

    def _across(self, loaded: LoadedFile, plan: Plan) -> Iterator[Raw | None]:
        """Yield what rules across dossiers find, where the documents of one file stand for the dossiers of a catalogue."""
        documents = {document.number: document for document in loaded.documents if "" not in document.hidden}
        catalogue = Catalogue([read_entry(document, self.reader, plan) for document in documents.values()])
        for step in plan.across:
            for hit in step.check(catalogue, step.params):
                document = documents[hit.entry.number]
                found = Hit(place_of(document, hit), hit.message, hit.fields)
                yield weigh(plan, step.rule.id, found, document.number, document)


def seen_as(raw: Raw, source: Source) -> Seen:
    """Return a hit as an example expects it."""
    place = raw.hit.place
    return Seen(raw.rule.id, place.pointer, source.text[place.span.start : place.span.end], raw.hit.message, raw.severity)


def expanded(part: str | Mapping[str, Any]) -> str:
    """Return an example of a card as text; a map stands for a text that is too long to write out."""
    if isinstance(part, str):
        return part
    return f"{part.get('before', '')}{part['repeat'] * part['times']}{part.get('after', '')}"


def encoded(example: Mapping[str, Any], kind: str) -> bytes:
    """Return an example as bytes; only what is wrong is in another encoding."""
    return expanded(example[kind]).encode(example.get("encoding", "utf-8") if kind == "bad" else "utf-8")


def expected(example: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return what an example says that is found: pointers, marked words and messages."""
    return [(item["at"], str(item["text"]), item["message"]) for item in example["expect"]]


def day_of(example: Mapping[str, Any], otherwise: date) -> date:
    """Return the day that an example runs on."""
    day = example.get("today", otherwise)
    return day if isinstance(day, date) else date.fromisoformat(day)


def rules_of(rule: Rule, example: Mapping[str, Any]) -> set[str]:
    """Return the rules that an example runs with: its own, and those that could silence it."""
    return {rule.id, *rule.yields_to, *example.get("with_rules", ())}
