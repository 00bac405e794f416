"""Runs the engine on a text, whole or with some rules only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from mclint.catalog.frameworks import DEFAULT_FRAMEWORK, load_framework
from mclint.catalog.registry import load_registry
from mclint.config.settings import Settings
from mclint.dossier.document import Document
from mclint.dossier.files import Files, OutsideError
from mclint.dossier.guard import LIMITS
from mclint.dossier.load import load_bytes
from mclint.engine.change.decision import decision_of, reused, same_decision
from mclint.engine.change.gate import astray_hit, policy_hit, withdrawn_hit
from mclint.engine.change.ignores import approved, widened
from mclint.engine.change.loosened import Judge, loosened
from mclint.engine.check import Checker
from mclint.engine.choice import choose_framework
from mclint.engine.discover import is_scanned
from mclint.engine.outside import outside_hit
from mclint.engine.plan import Plan, make_plan
from mclint.engine.proving import Prover, Seen, expanded
from mclint.engine.reader import CachedReader
from mclint.engine.suppress import Guard, read_suppressions
from mclint.findings import FileResult, Finding
from mclint.model import Fields, Hit, Place, Span
from tests.conftest import TODAY

__all__ = [
    "READER", "Seen", "change_hits", "check_text", "expanded", "findings_of", "hits_of", "plan_for", "prover", "registry",
]  # fmt: skip

READER = CachedReader(None)

#: The rules of the package, read once for all tests.
registry = cache(load_registry)


def prover() -> Prover:
    return Prover(registry(), READER)


def check_text(text: str | bytes, *, lang: str = "nl", today: date = TODAY, settings: Settings | None = None) -> FileResult:
    raw = text.encode() if isinstance(text, str) else text
    result = Checker(today, CachedReader(None), lang).check(raw, "dossier.yaml", settings or Settings())
    assert result is not None
    return result


def plan_for(framework: str = DEFAULT_FRAMEWORK, params: Mapping[str, Mapping[str, Any]] | None = None) -> Plan:
    return make_plan(registry(), load_framework(framework), select=["MC"], params=params)


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


def _changes(text: str | bytes, rules: Iterable[str], changes: Iterable[tuple[str, Hit]]) -> list[tuple[str, Hit]]:
    return [*changes, *(crowded_hits(text) if "MC003" in set(rules) and len(text) > LIMITS.findings else ())]


def hits_of(
    text: str | bytes, rules: Iterable[str], plan: Plan, today: date = TODAY, changes: Iterable[tuple[str, Hit]] = ()
) -> list[Seen]:
    """Return what some rules say of a fragment, as examples expect it."""
    wanted = list(rules)
    return prover().hits(text, wanted, plan, today, _changes(text, wanted, changes))


def findings_of(
    text: str | bytes, rules: Iterable[str], plan: Plan, lang: str, today: date = TODAY, changes: Iterable[tuple[str, Hit]] = ()
) -> list[Finding]:
    """Return what some rules say of a fragment, in words."""
    wanted = list(rules)
    return prover().findings(text, wanted, plan, lang, today, _changes(text, wanted, changes))
