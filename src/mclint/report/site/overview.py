"""The first page: what the catalogue adds up to, as charts with tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from mclint.across.tables import LeftOut, code_lists, title
from mclint.entries import Standing, standing_of
from mclint.model import Severity
from mclint.report.site.catalogue import Catalogue
from mclint.report.site.charts import Chart, Row, chart
from mclint.report.site.listing import ready_key

#: Rules in the chart of findings; the table beside it has all of them.
_MOST_RULES = 12
#: Tables of codes by which the list of dossiers can be filtered, with the name of the filter.
FILTERS = {"status": "status", "level": "level", "workload": "load", "sector": "sector"}


def overview_page(catalogue: Catalogue) -> dict[str, Any]:
    """Return what the first page shows."""
    figures, words = catalogue.figures, catalogue.words
    return {
        "lead": words.text(
            "index-lead",
            dossiers=words.count(figures.all.dossiers, "dossier"),
            schools=words.count(figures.providers, "school"),
            files=words.count(figures.files, "file"),
        ),
        "ready_line": _ready_line(catalogue),
        "key_figures": _key_figures(catalogue),
        "readiness": _readiness(catalogue),
        "standings": list(_standings(catalogue)),
        "because": list(_because(catalogue)),
        "severities": _severities(catalogue),
        "by_rule_chart": _rules(catalogue, all_of_them=False),
        "all_rules": _rules(catalogue, all_of_them=True),
        "facts": list(_facts(catalogue)),
        "left_out": [_left_out(catalogue, item) for item in figures.left_out],
        "failures": [catalogue.shown_in(text) for text in catalogue.report.failures],
        "ignored": words.count(len(catalogue.report.suppressed), "finding") if catalogue.report.suppressed else "",
        "skipped": words.joined(words.code("language", lang) for lang in catalogue.report.skipped_languages),
    }


def _ready_line(catalogue: Catalogue) -> str:
    name, words = catalogue.main_framework, catalogue.words
    if name not in catalogue.frameworks:
        return ""
    ready = catalogue.figures.all.readiness[name]
    passed, judged, waiting = ready.passed, ready.judged, ready.not_yet
    said = []
    if judged:
        key = "index-ready-of-one" if judged == 1 else "index-ready-one" if passed == 1 else "index-ready"
        said.append(words.text(key, passed=passed, of=judged, framework=name))
    if waiting:
        said.append(words.text("index-not-yet-one" if waiting == 1 else "index-not-yet", count=waiting))
    return " ".join(said)


def _counted(catalogue: Catalogue, framework: str) -> Counter[Standing]:
    return Counter(standing_of(entry, framework) for entry in catalogue.entries)


def _key_figures(catalogue: Catalogue) -> list[tuple[str, str, str]]:
    """Return the first numbers, each with its noun and the severity that it counts, "" for none."""
    words, figures = catalogue.words, catalogue.figures
    counted = [(figures.all.dossiers, "dossier", ""), (figures.providers, "school", "")]
    counted += [(figures.all.severities[item.value], item.value, item.value) for item in Severity]
    return [(words.number(count), words.noun(count, noun), kind) for count, noun, kind in counted]


def _readiness(catalogue: Catalogue) -> Chart:
    words = catalogue.words
    rows = [
        Row(f"{text} ({name})", catalogue.figures.all.readiness[name].passed, f"dossiers.html?ready={quote(name)}")
        for name, text in catalogue.frameworks.items()
    ]
    judged = sum(entry.at_gate for entry in catalogue.entries)
    return chart("ready", words.text("readiness-chart"), words.text("unit-dossier"), rows, judged)


def _standings(catalogue: Catalogue) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Yield for each framework how many dossiers stand how, with a link to them where the list has any."""
    for name in catalogue.frameworks:
        counts = _counted(catalogue, name)
        links = [f"dossiers.html?ready={quote(ready_key(name, item))}" for item in Standing]
        yield name, [(counts[item], link if counts[item] else "") for item, link in zip(Standing, links, strict=True)]


def _because(catalogue: Catalogue) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Yield for each framework which rules hold dossiers up, and how many."""
    for name in catalogue.frameworks:
        yield name, list(catalogue.figures.all.readiness[name].because.items())


def _severities(catalogue: Catalogue) -> Chart:
    words, counts = catalogue.words, catalogue.figures.all.severities
    rows = [
        Row(words.text(f"{item.value}s"), counts[item.value], f"dossiers.html?severity={item.value}", kind=item.value)
        for item in Severity
    ]
    return chart("severity", words.text("by-severity"), words.text("unit-finding"), rows, sum(counts.values()))


def _rules(catalogue: Catalogue, *, all_of_them: bool) -> Chart:
    words, counts = catalogue.words, catalogue.figures.all.tables["findings"]
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rows = []
    for rule_id, count in ordered if all_of_them else ordered[:_MOST_RULES]:
        info = catalogue.rules.get(rule_id)
        full = f"{rule_id}: {info.summary}" if info is not None else rule_id
        link = f"rules/{info.file}" if info is not None else ""
        rows.append(Row(full.removesuffix("."), count, link))
    return chart("rules", words.text("by-rule"), words.text("unit-finding"), rows, 0)


def _facts(catalogue: Catalogue) -> Iterator[tuple[Chart, str]]:
    """Yield a chart for each table of codes, with a remark about it."""
    figures, words = catalogue.figures.all, catalogue.words
    for number, (table, counts) in enumerate(figures.tables.items()):
        if table == "findings":
            continue
        about = code_lists()["tables"][table]
        rows = []
        for code, count in counts.items():
            if count:
                link = f"dossiers.html?{FILTERS[table]}={quote(code, safe='')}" if table in FILTERS else ""
                rows.append(Row(words.label(table, code), count, link))
        unit = words.text(f"unit-{about.get('unit', 'dossier')}")
        of = sum(counts.values()) if table == "bloom" else figures.dossiers
        remark = words.text("several") if about.get("multiple") else ""
        yield chart(f"facts-{number}", title(table, words.lang), unit, rows, of), remark


def _left_out(catalogue: Catalogue, item: LeftOut) -> dict[str, Any]:
    """Return a file that is not counted: why, and what exactly was found in it."""
    entries = {entry.place for entry in catalogue.at_path.get(item.path, ())}
    own = [
        finding
        for place, findings in catalogue.findings.items()
        if place[0] == item.path and place not in entries
        for finding in findings
        if finding.rule == item.why
    ]
    info = catalogue.rules.get(item.why)
    unreadable = catalogue.words.text("unreadable")
    return {
        "path": catalogue.shown(item.path),
        "rule": item.why if info is not None else "",
        "why": info.summary if info is not None else unreadable,
        "findings": [
            {"line": finding.location.start.line, "message": finding.message, "help": finding.help, "lang": finding.lang}
            for finding in own[:3]
        ],
    }
