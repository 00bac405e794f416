"""The list of all dossiers, with what the filters and the search of the page look at."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mclint.across.tables import UNKNOWN, code_lists, label, load_code
from mclint.entries import Entry, Standing, standing_of
from mclint.model import Severity
from mclint.report.site.catalogue import Catalogue

_WORD = re.compile(r"\w{3,}")
#: The words of the outcomes that one row can be found by, in characters.
_MOST_SEARCH = 1200


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter: `key` is what rows and addresses hold, never a text of a dossier."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its name in rows and addresses, its label, and what can be chosen."""

    name: str
    label: str
    choices: tuple[Choice, ...]


def list_page(catalogue: Catalogue) -> dict[str, Any]:
    """Return what the list shows; its rows are worked out one by one while the page is written."""
    schools = {name: f"s{number}" for number, name in enumerate(sorted({e.provider for e in catalogue.entries if e.provider}), 1)}
    return {"filters": list(_filters(catalogue, schools)), "rows": _rows(catalogue, schools), "total": len(catalogue.entries)}


def _filters(catalogue: Catalogue, schools: Mapping[str, str]) -> Iterator[Filter]:
    words, tables = catalogue.words, catalogue.figures.all.tables
    for name, table in (("sector", "sector"), ("level", "level"), ("load", "workload"), ("status", "status")):
        used = (code for code, count in tables[table].items() if count)
        yield Filter(name, words.text(name), tuple(Choice(code, words.label(table, code)) for code in used))
    yield Filter("school", words.text("school"), tuple(Choice(key, name) for name, key in schools.items()))
    found = [info for rule, info in catalogue.rules.items() if rule in tables["findings"]]
    rules = tuple(Choice(info.rule.id, f"{info.rule.id} {info.summary}") for info in found)
    yield Filter("rule", words.text("filter-rule"), rules)
    severities = [Choice(item.value, words.text(item.value)) for item in Severity if catalogue.figures.all.severities[item.value]]
    yield Filter("severity", words.text("filter-severity"), (*severities, Choice("none", words.text("no-findings"))))
    ready = [
        choice
        for name in catalogue.frameworks
        for choice in (
            Choice(ready_key(name, Standing.PASS), words.text("ready-for", framework=name)),
            Choice(ready_key(name, Standing.FAIL), words.text("not-ready-for", framework=name)),
            Choice(ready_key(name, Standing.NOT_YET), words.text("not-yet-for", framework=name)),
        )
    ]
    yield Filter("ready", words.text("filter-ready"), tuple(ready))


def _rows(catalogue: Catalogue, schools: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    orders = {table: _order(table) for table in ("level", "status")}
    for entry in catalogue.entries:
        yield {
            **_facts(catalogue, entry),
            "level_key": orders["level"](entry.level),
            "status_key": orders["status"](entry.status),
            "data": _data(catalogue, entry, schools),
        }


def _facts(catalogue: Catalogue, entry: Entry) -> dict[str, Any]:
    """Return what the cells of a row say, and by which key they are sorted where that is not the text."""
    findings = catalogue.findings.get(entry.place, ())
    counts = [sum(1 for finding in findings if finding.severity is item) for item in Severity]
    return {
        "entry": entry,
        "file": f"dossiers/{catalogue.files[entry.place]}",
        "sector": _label("sector", entry.sector, catalogue),
        "level": entry.level if entry.level != "entry" else label("level", "entry", catalogue.words.lang),
        "load": load_text(entry),
        "load_key": entry.low or 0,
        "status": _label("status", entry.status, catalogue),
        "findings": catalogue.severities(findings),
        "findings_key": counts[0] * 1_000_000 + counts[1] * 1000 + counts[2],
        "ready": [standing_of(entry, name).value for name in catalogue.frameworks],
        "search": search_text(entry),
    }


def _data(catalogue: Catalogue, entry: Entry, schools: Mapping[str, str]) -> dict[str, str]:
    """Return for each filter the choices that a row goes with, with blanks in between."""
    findings = catalogue.findings.get(entry.place, ())
    found = {finding.severity for finding in findings}
    return {
        "sector": entry.sector or UNKNOWN,
        "level": entry.level or UNKNOWN,
        "load": load_code(entry) or UNKNOWN,
        "status": entry.status or UNKNOWN,
        "school": schools.get(entry.provider, ""),
        "rule": " ".join(sorted({finding.rule for finding in findings})),
        "severity": " ".join(item.value for item in Severity if item in found) or "none",
        "ready": " ".join(ready_key(name, standing_of(entry, name)) for name in catalogue.frameworks),
    }


def ready_key(framework: str, standing: Standing) -> str:
    """Return what rows and addresses hold for how a dossier stands under a framework."""
    return framework if standing is Standing.PASS else f"{framework}:{standing}"


def _label(table: str, code: str, catalogue: Catalogue) -> str:
    return label(table, code or UNKNOWN, catalogue.words.lang)


def _order(table: str) -> Callable[[str], int]:
    codes = [str(code) for code in code_lists()["tables"][table]["codes"]]
    return lambda code: codes.index(code) if code in codes else len(codes)


def load_text(entry: Entry) -> str:
    """Return a study load as people write it: "80", "80–160"; "" where it is not known."""
    return load_code(entry).replace("-", "–")


def search_text(entry: Entry) -> str:
    """Return what a dossier can be found by: title, school and id, then the words of its outcomes, each once."""
    head = fold(f"{entry.title} {entry.provider} {entry.id}")
    words = dict.fromkeys(word for outcome in entry.outcomes for word in _WORD.findall(fold(outcome.text)) if word not in head)
    return f"{head} {' '.join(words)}"[:_MOST_SEARCH]


def fold(text: str) -> str:
    """Return a text in lower case without accents, as the script of the page folds what somebody types."""
    apart = unicodedata.normalize("NFD", text.lower())
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())
