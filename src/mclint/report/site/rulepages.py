"""The page of one rule, and the index of rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from mclint.across.tables import label
from mclint.catalog.cards import example_text
from mclint.catalog.frameworks import load_framework
from mclint.catalog.messages import in_language
from mclint.catalog.registry import measured, rule_page
from mclint.entries import Entry
from mclint.findings import Finding
from mclint.report.page import example_parts, page_data, shown_figures, source_line
from mclint.report.site.catalogue import Catalogue, RuleInfo
from mclint.report.site.words import Words

#: Findings that the page of a rule lists.
_MOST_FINDINGS = 100


def rules_page(catalogue: Catalogue) -> dict[str, Any]:
    """Return what the index of rules shows."""
    found = Counter(finding.rule for finding in catalogue.report.findings)
    dossiers = Counter(rule for findings in catalogue.findings.values() for rule in {item.rule for item in findings})
    rows = [
        {"info": info, "severity": info.rule.severity.value, "count": found[rule_id], "dossiers": dossiers[rule_id]}
        for rule_id, info in catalogue.rules.items()
    ]
    return {"rows": rows}


def by_rule(catalogue: Catalogue) -> Mapping[str, list[tuple[Entry, int, Finding]]]:
    """Return for each rule its findings in dossiers that have a page, with the number that each has on that page."""
    found: dict[str, list[tuple[Entry, int, Finding]]] = {}
    for entry in catalogue.entries:
        for number, finding in enumerate(catalogue.findings.get(entry.place, ()), 1):
            found.setdefault(finding.rule, []).append((entry, number, finding))
    return found


def one_rule_page(catalogue: Catalogue, info: RuleInfo, found: list[tuple[Entry, int, Finding]]) -> dict[str, Any]:
    """Return what the page of a rule shows."""
    words, framework = catalogue.words, load_framework(catalogue.main_framework)
    page = page_data(info.rule, rule_page(info.rule), framework, measured(info.rule.id))
    lang = words.lang
    gate = page["gate"] or page["from"]
    return {
        "info": info,
        "facts": [
            (words.text("rule-name"), page["name"]),
            (
                words.text("severity"),
                words.text("severity-in", severity=words.text(page["severity"]), framework=page["framework"]),
            ),
            (words.text("confidence"), words.text(page["confidence"])),
            *([(words.text("gate"), label("status", gate, lang))] if gate else []),
            (words.text("since"), page["since"]),
        ],
        "why": _paragraphs(page["why"], lang),
        "fix": _paragraphs(page["fix"], lang),
        "sources": [{"text": source_line(source, lang), "url": str(source.get("url", ""))} for source in page["sources"] or ()],
        "measured": list(_measured(page["measured"], words)),
        "examples": list(_examples(page["examples"] or (), lang)),
        "found": [_place(catalogue, *item) for item in found[:_MOST_FINDINGS]],
        "shown": min(len(found), _MOST_FINDINGS),
        "more": max(0, len(found) - _MOST_FINDINGS),
    }


def _place(catalogue: Catalogue, entry: Entry, number: int, finding: Finding) -> dict[str, Any]:
    return {"entry": entry, "file": f"../dossiers/{catalogue.files[entry.place]}", "number": number, "finding": finding}


def _paragraphs(texts: Any, lang: str) -> list[str]:
    text = in_language(texts or {}, lang)
    return [" ".join(part.split()) for part in text.split("\n") if part.strip()]


def _measured(figures: Mapping[str, Any], words: Words) -> Iterator[str]:
    for language, kind, values in shown_figures(figures):
        yield words.text(
            "measured-line",
            language=words.text(f"measured-{language}"),
            count=int(values.get("outcomes", values.get("pairs", 0))),
            kind=words.text(f"measured-{kind}"),
            precision=words.percent(float(values["precision"])),
            recall=words.percent(float(values["recall"])),
        )


def _examples(examples: Any, lang: str) -> Iterator[dict[str, Any]]:
    """Yield the examples in a language, else all, each mended one behind its bad one; with the words that mclint points at."""
    for kind, item in example_parts(examples, lang):
        marked = dict.fromkeys(" ".join(str(place["text"]).split()) for place in item.get("expect", ()) if place["text"])
        yield {
            "kind": kind,
            "before": example_text(item["before"]).rstrip("\n").split("\n") if "before" in item and kind == "bad" else [],
            "lines": example_text(item[kind]).rstrip("\n").split("\n"),
            "marked": list(marked) if kind == "bad" else [],
            "lang": item["lang"],
        }
