"""Runs the engine on a text, whole or with some rules only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from mclint.across.catalogue import Catalogue
from mclint.catalog.frameworks import DEFAULT_FRAMEWORK, framework_names, load_framework
from mclint.catalog.registry import load_registry
from mclint.checks.env import Env
from mclint.config.settings import Settings
from mclint.dossier.document import Document, LoadedFile
from mclint.dossier.files import Files, OutsideError
from mclint.dossier.guard import LIMITS
from mclint.dossier.load import load_bytes
from mclint.dossier.source import Source
from mclint.engine.across import place_of
from mclint.engine.change.decision import decision_of, reused, same_decision
from mclint.engine.change.gate import astray_hit, policy_hit, withdrawn_hit
from mclint.engine.change.ignores import approved, widened
from mclint.engine.change.loosened import Judge, loosened
from mclint.engine.check import Checker
from mclint.engine.choice import choose_framework
from mclint.engine.discover import is_scanned
from mclint.engine.enter import read_entry
from mclint.engine.examine import run_step
from mclint.engine.gathered import no_dossier
from mclint.engine.outside import outside_hit
from mclint.engine.plan import Plan, make_plan, only
from mclint.engine.raws import Raw, weigh
from mclint.engine.reader import CachedReader
from mclint.engine.schema import validate
from mclint.engine.stamp import finish, once, settle
from mclint.engine.suppress import Guard, read_suppressions, split_suppressed, unused
from mclint.findings import FileResult, Finding
from mclint.model import Fields, Hit, Place, Severity, Span
from tests.conftest import TODAY

READER = CachedReader(None)

#: The rules of the package, read once for all tests.
registry = cache(load_registry)


@dataclass(frozen=True)
class Seen:
    """One hit as a card's example expects it."""

    rule: str
    pointer: str
    text: str
    message: str
    severity: Severity


def check_text(text: str | bytes, *, lang: str = "nl", today: date = TODAY, settings: Settings | None = None) -> FileResult:
    raw = text.encode() if isinstance(text, str) else text
    result = Checker(today, CachedReader(None), lang).check(raw, "dossier.yaml", settings or Settings())
    assert result is not None
    return result


def plan_for(framework: str = DEFAULT_FRAMEWORK, params: Mapping[str, Mapping[str, Any]] | None = None) -> Plan:
    return make_plan(registry(), load_framework(framework), select=["MC"], params=params)


def expanded(part: str | Mapping[str, Any]) -> str:
    """Return an example of a card as text; a map stands for a text that is too long to write out."""
    if isinstance(part, str):
        return part
    return f"{part.get('before', '')}{part['repeat'] * part['times']}{part.get('after', '')}"


def change_hits(text: bytes, example: Mapping[str, Any]) -> list[tuple[str, Hit]]:
    """Return what rules about a change say of an example that tells what was there before."""
    before, file, was = example.get("before"), example.get("file"), example.get("was")
    if "link" in example:
        return [("MC907", astray_hit(example["link"]))]
    if was is not None and file is None and text.strip():
        return [("MC907", withdrawn_hit(was, None, "main", "roc-voorbeeld/valpreventie"))]
    if "leads_to" in example:
        return [("MC907", outside_hit(str(file)))] if _leads_out(str(file), example["leads_to"]) else []
    if was is not None:
        scanned = file is not None and is_scanned(PurePosixPath(file))
        return [] if scanned else [("MC907", withdrawn_hit(was, file, "main"))]
    if file is not None and not file.endswith((".mclint.yaml", ".toml", ".json")) and b"mclint:" in text:
        return [] if is_scanned(PurePosixPath(file)) else [("MC907", withdrawn_hit(None, file, "main"))]
    if file is not None:
        hit = policy_hit(file, text or None, before.encode() if before is not None else None, "main")
        return [("MC905", hit)] if hit is not None else []
    if before is None:
        return []
    now, then = load_bytes(text, "example.yaml").documents[0], load_bytes(before.encode(), "example.yaml").documents[0]
    known, found = read_suppressions(then, TODAY), read_suppressions(now, TODAY)
    judges = judge_by(now, example.get("to", {})), judge_by(then, example.get("from", {}))
    counted = approved(found, now, known, then, "main")
    problems = [*counted.problems, *widened(counted, now, "main"), *loosened(now, then, *judges, "main")]
    decisions = decision_of(now), decision_of(then)
    if decisions[0] is not None and decisions[1] is not None and same_decision(decisions[0], decisions[1]):
        problems += reused(now, then, None, "main")
    return [(problem.rule, problem.hit) for problem in problems]


def judge_by(document: Document, settings: Mapping[str, Any]) -> Judge:
    """Return what judges a document in a folder with some settings."""
    framework = choose_framework(document, Settings())
    plan = make_plan(load_registry(), load_framework(framework), ignore=settings.get("ignore", ()))
    return Judge(plan, Guard(), settings.get("fail_level", "error"))


def _leads_out(file: str, target: str) -> bool:
    """Say whether a link of a repository is one that is not read."""
    with TemporaryDirectory() as name:
        root = Path(name).resolve() / "catalogus"
        (root / target).parent.mkdir(parents=True)
        (root / target).write_text("mclint: 1\n", "utf-8")
        (root / file).symlink_to(target)
        try:
            return not Files(root).read(root / file)
        except OutsideError:
            return True


def crowded_hits(text: str | bytes) -> list[tuple[str, Hit]]:
    """Return what is said of a file that has more findings than are shown."""
    found = check_text(text).findings
    fields: Fields = {"count": LIMITS.findings + 1, "limit": LIMITS.findings}
    crowded = (item for item in found if item.message_key == "too-many-findings")
    return [(item.rule, Hit(Place("", Span(0, 0)), item.message_key, fields)) for item in crowded]


def across_raws(loaded: LoadedFile, plan: Plan) -> Iterator[Raw | None]:
    """Yield what rules across dossiers find, where the documents of one file stand for the dossiers of a catalogue."""
    documents = {document.number: document for document in loaded.documents if "" not in document.hidden}
    catalogue = Catalogue([read_entry(document, READER, plan) for document in documents.values()])
    for step in plan.across:
        for hit in step.check(catalogue, step.params):
            document = documents[hit.entry.number]
            yield weigh(plan, step.rule.id, Hit(place_of(document, hit), hit.message, hit.fields), document.number, document)


def raws_of(
    text: str | bytes, rules: Iterable[str], plan: Plan, today: date = TODAY, changes: Iterable[tuple[str, Hit]] = ()
) -> tuple[list[Raw], Source]:
    """Run some rules on a fragment; the schema speaks only where one of its rules is among them."""
    wanted = set(rules)
    plan = only(plan, wanted)
    loaded = load_bytes(text.encode("utf-8") if isinstance(text, str) else text, "example.yaml")
    raws: list[Raw | None] = []
    by_number = {document.number: document for document in loaded.documents}
    raws += [
        weigh(plan, item.rule, item.hit, item.document, by_number.get(item.document))
        for item in (*loaded.problems, *no_dossier(loaded))
    ]
    raws += [
        weigh(plan, rule, hit, 1, None)
        for rule, hit in (*changes, *(crowded_hits(text) if "MC003" in wanted and len(text) > LIMITS.findings else ()))
    ]
    for document in loaded.documents:
        problems = list(validate(document, frozenset(framework_names()))) if wanted & {"MC004", "MC005"} else []
        suppressions = read_suppressions(document, today)
        hits = [(problem.rule, problem.hit) for problem in problems]
        if "" not in document.hidden:
            env = Env(document, today, READER)
            hits += [(step.rule.id, hit) for step in plan.steps for hit in run_step(step, env)]
        found = settle(raw for rule, hit in hits if (raw := weigh(plan, rule, hit, document.number, document)))
        split_suppressed(found, suppressions)
        about = (*suppressions.problems, *unused(suppressions, registry(), wanted, document))
        hits += [(problem.rule, problem.hit) for problem in about]
        raws += [weigh(plan, rule, hit, document.number, document) for rule, hit in hits]
    raws += across_raws(loaded, plan)
    kept = once(settle(raw for raw in raws if raw is not None))
    kept.sort(key=lambda raw: (raw.hit.place.span.start, raw.rule.id, raw.hit.place.span.end))
    return kept, loaded.source


def hits_of(
    text: str | bytes, rules: Iterable[str], plan: Plan, today: date = TODAY, changes: Iterable[tuple[str, Hit]] = ()
) -> list[Seen]:
    """Return what some rules say of a fragment, as examples expect it."""
    kept, source = raws_of(text, rules, plan, today, changes)
    return [
        Seen(
            raw.rule.id,
            raw.hit.place.pointer,
            source.text[raw.hit.place.span.start : raw.hit.place.span.end],
            raw.hit.message,
            raw.severity,
        )
        for raw in kept
    ]


def findings_of(
    text: str | bytes, rules: Iterable[str], plan: Plan, lang: str, today: date = TODAY, changes: Iterable[tuple[str, Hit]] = ()
) -> list[Finding]:
    """Return what some rules say of a fragment, in words."""
    kept, source = raws_of(text, rules, plan, today, changes)
    return list(finish(kept, plan, source, lang))
