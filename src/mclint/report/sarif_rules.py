"""The rules as SARIF lists them: always all, in order of id, since code scanning expects the same list at every run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import mclint
from mclint.catalog.frameworks import DEFAULT_FRAMEWORK, load_framework
from mclint.catalog.messages import in_language
from mclint.catalog.registry import load_registry, measured, rule_page
from mclint.data import rules_dir
from mclint.model import Confidence, Rule, Severity
from mclint.report.escape import sarif_text
from mclint.report.page import page_data, page_lines

PROJECT = "https://github.com/mclint/mclint"

#: Longest description that GitHub takes, and most tags that it shows.
_MOST_CHARACTERS = 1024
_MOST_TAGS = 10

_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}
_PRECISION = {Confidence.HIGH: "high", Confidence.MEDIUM: "medium", Confidence.LOW: "low"}


@cache
def describe_rules(packs: tuple[Path, ...], lang: str) -> list[dict[str, Any]]:
    """Return every rule of the package and of the packs, with its page in one language."""
    framework = load_framework(DEFAULT_FRAMEWORK)
    return [
        _describe(rule, page_data(rule, rule_page(rule), framework, measured(rule.id)), lang) for rule in load_registry(packs)
    ]


def _describe(rule: Rule, page: Mapping[str, Any], lang: str) -> dict[str, Any]:
    own = Path(rule.path).is_relative_to(rules_dir())
    summary = in_language(page["summary"] or {}, lang) or rule.name
    why = " ".join(in_language(page["why"] or {}, lang).split()) or summary
    described: dict[str, Any] = {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": sarif_text(summary)[:_MOST_CHARACTERS]},
        "fullDescription": {"text": sarif_text(why)[:_MOST_CHARACTERS]},
        "help": {"text": sarif_text("\n".join(page_lines(page, lang)))},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {
            "tags": list(rule.tags)[:_MOST_TAGS],
            "precision": _precision(rule, page["measured"]),
            "problem.severity": _PROBLEM[rule.severity],
            **({"measured": page["measured"]} if page["measured"] else {}),
        },
    }
    if own:  # the page of a pack is the text of whoever wrote the pack, so it is never rendered as Markdown
        described["help"]["markdown"] = "\n".join(page_lines(page, lang, markdown=True))
        card = Path(rule.path).relative_to(rules_dir()).as_posix()
        described["helpUri"] = f"{PROJECT}/blob/v{mclint.__version__}/rules/{card}"
    return described


def _precision(rule: Rule, figures: Mapping[str, Any]) -> str:
    """Return how precise a rule is: as measured where it was, the least of its figures; else by its confidence."""
    known = list(_precisions(figures))
    if known:
        least = min(known)
        return "very-high" if least >= 0.98 else "high" if least >= 0.9 else "medium" if least >= 0.75 else "low"
    if rule.confidence is Confidence.HIGH and not rule.check.startswith("language."):
        return "very-high"
    return _PRECISION[rule.confidence]


def _precisions(figures: Mapping[str, Any]) -> Iterator[float]:
    for kinds in figures.values():
        for kind in kinds.values():
            yield float(kind["precision"])
