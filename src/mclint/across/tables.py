"""The figures of a catalogue: how many dossiers have which status, level, load and so on, and how many are ready."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mclint.codes import code_lists as code_lists
from mclint.entries import Entry, OutcomeEntry, Standing, standing_of
from mclint.findings import Finding
from mclint.model import Severity

#: Counts by code, in the order of the code list; every code of the list is there, zero included.
Table = dict[str, int]

UNKNOWN, NONE = "unknown", "none"

#: By what a catalogue can be divided.
DIVISIONS = ("provider", "sector", "level")

_STATUS = "status"
_LOADING_RULES = ("MC001", "MC003", "MC004", "MC006")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file, or a document in it, that is not counted, and the rule that says why ("unreadable" where none does)."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """How many dossiers pass a framework at their own gate (no error), and how many fail on each rule.

    Attributes:
        not_yet: those in development, which are neither.
        because: for each rule how many of those that fail have an error of it; the most frequent first.
    """

    passed: int
    failed: int
    not_yet: int
    because: Table

    @property
    def judged(self) -> int:
        """Return how many dossiers pass or fail."""
        return self.passed + self.failed


@dataclass(frozen=True, slots=True)
class Figures:
    """What a group of dossiers adds up to.

    Attributes:
        dossiers: how many there are.
        tables: counts by table and code; a dossier counts once, but in tables of several codes once for each.
        readiness: by framework.
        severities: how many findings by severity.
    """

    dossiers: int
    tables: Mapping[str, Table]
    readiness: Mapping[str, Readiness]
    severities: Table


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of a catalogue.

    Attributes:
        files: how many files were read; `left_out` those that could not be counted, in order.
        all: the figures of all dossiers together.
        providers: how many schools there are, and the tables that the questionnaire of the pilot counted by school: a
            school has the furthest status of its dossiers, and every origin and process that one of them names.
        by: by what the figures are divided, one of `DIVISIONS`; None where that was not asked for.
        groups: the figures of each provider, sector or level, in order.
    """

    files: int
    left_out: tuple[LeftOut, ...]
    all: Figures
    providers: int
    provider_tables: Mapping[str, Table]
    by: str | None = None
    groups: Mapping[str, Figures] = field(default_factory=dict)


def label(table: str, code: str, lang: str) -> str:
    """Return how a code of a table is called; a code that no list has is its own label."""
    lists = code_lists()
    if code in (UNKNOWN, NONE):
        return str(lists[code][lang])
    known = lists["tables"].get(table, {}).get("codes", {}).get(code)
    return str(known[lang]) if known else code


def title(table: str, lang: str) -> str:
    """Return the heading of a table."""
    return str(code_lists()["tables"][table][lang])


def statistics(
    files: int, entries: Sequence[Entry], findings: Sequence[Finding], left_out: Iterable[LeftOut], by: str | None = None
) -> Statistics:
    """Count a catalogue.

    Args:
        files: how many files were read.
        entries: the dossiers, with verdicts of the frameworks whose readiness is asked for.
        findings: what was found in them.
        left_out: what could not be counted.
        by: one of `DIVISIONS`, or None.
    """
    groups: dict[str, Figures] = {}
    if by is not None:
        divided: dict[str, list[Entry]] = {}
        for entry in entries:
            divided.setdefault(_group_of(entry, by), []).append(entry)
        found: dict[str, list[Finding]] = {}
        group_at = {entry.place: _group_of(entry, by) for entry in entries}
        for item in findings:
            if (item.location.path, item.document) in group_at:
                found.setdefault(group_at[item.location.path, item.document], []).append(item)
        for name in _in_order(divided, by):
            groups[name] = _figures(divided[name], found.get(name, []))
    providers: dict[str, list[Entry]] = {}
    for entry in entries:
        providers.setdefault(entry.provider, []).append(entry)
    providers.pop("", None)
    return Statistics(
        files,
        tuple(left_out),
        _figures(entries, findings),
        len(providers),
        _by_provider(list(providers.values())),
        by,
        groups,
    )


def find_left_out(entries: Iterable[Entry], findings: Iterable[Finding], unread: Iterable[str]) -> list[LeftOut]:
    """Return the files, each once, in which something could not be read as a dossier; `unread` could not be opened."""
    counted = {entry.place for entry in entries}
    found = {
        item.location.path: item.rule
        for item in findings
        if item.rule in _LOADING_RULES and item.severity is Severity.ERROR and (item.location.path, item.document) not in counted
    }
    return [LeftOut(path, why) for path, why in sorted({**found, **dict.fromkeys(unread, "unreadable")}.items())]


def _figures(entries: Sequence[Entry], findings: Sequence[Finding]) -> Figures:
    tables = {name: _count(name, (codes(entry) for entry in entries)) for name, codes in _CODES.items()}
    levels = [(str(outcome.bloom),) if outcome.bloom else () for entry in entries for outcome in _own(entry)]
    tables["bloom"] = _count("bloom", levels)
    tables["findings"] = dict(sorted(Counter(item.rule for item in findings).items()))
    names = dict.fromkeys(verdict.framework for entry in entries for verdict in entry.verdicts)
    readiness = {name: _readiness(entries, name) for name in names}
    severities = Counter(item.severity.value for item in findings)
    return Figures(len(entries), tables, readiness, {item.value: severities[item.value] for item in Severity})


def _own(entry: Entry) -> Iterable[OutcomeEntry]:
    """Return each outcome once: in the language of the dossier, else in the first that it has."""
    found: dict[int, OutcomeEntry] = {}
    for outcome in sorted(entry.outcomes, key=lambda outcome: outcome.lang != entry.lang):
        found.setdefault(outcome.number, outcome)
    return found.values()


def _readiness(entries: Sequence[Entry], framework: str) -> Readiness:
    asked = (entry for entry in entries if any(verdict.framework == framework for verdict in entry.verdicts))
    standing = [(standing_of(entry, framework), entry) for entry in asked]
    counts = Counter(found for found, _ in standing)
    failing = [entry for found, entry in standing if found is Standing.FAIL]
    rules = (item.errors for entry in failing for item in entry.verdicts if item.framework == framework)
    because = sorted(Counter(rule for errors in rules for rule in errors).items(), key=lambda item: (-item[1], item[0]))
    return Readiness(counts[Standing.PASS], counts[Standing.FAIL], counts[Standing.NOT_YET], dict(because))


def _count(name: str, found: Iterable[tuple[str, ...]]) -> Table:
    """Count codes; a dossier without one counts as `unknown`, in a table of several codes as `none`."""
    about = code_lists()["tables"][name]
    rest = NONE if about.get("multiple") else UNKNOWN
    counts = Counter(code for codes in found for code in (codes or (rest,)))
    listed = [str(code) for code in about["codes"]]
    others = sorted((code for code in counts if code not in listed and code != rest), key=_by_size)
    table = {code: counts[code] for code in (*listed, *others)}
    if name == "workload":
        table = {code: table[code] for code in sorted(table, key=_by_size)}
    return {**table, rest: counts[rest]}


def _by_size(code: str) -> tuple[float, float, str]:
    low, _, high = code.partition("-")
    try:
        return float(low), float(high or low), code
    except ValueError:
        return float("inf"), float("inf"), code


def _by_provider(schools: Sequence[Sequence[Entry]]) -> dict[str, Table]:
    order = [str(code) for code in code_lists()["tables"][_STATUS]["codes"]]

    def furthest(school: Sequence[Entry]) -> tuple[str, ...]:
        known = [entry.status for entry in school if entry.status in order]
        running = [status for status in known if status != "retired"]
        return (max(running or known, key=order.index),) if known else ()

    tables = {_STATUS: _count(_STATUS, (furthest(school) for school in schools))}
    for name, about in code_lists()["tables"].items():
        if about.get("by_provider"):
            codes = _CODES[name]
            tables[name] = _count(name, (tuple(dict.fromkeys(c for entry in school for c in codes(entry))) for school in schools))
    return tables


def load_code(entry: Entry) -> str:
    """Return a study load as a code: "80", "80-160" for a range, "" where it is not known."""
    if entry.low is None or entry.high is None:
        return ""
    low, high = f"{round(entry.low, 2):.10g}", f"{round(entry.high, 2):.10g}"
    return low if low == high else f"{low}-{high}"


def load_ratio(one: Entry, other: Entry) -> float:
    """Return how many times larger the one load is than the other; ranges that touch are equal; 1 where one is unknown."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return 1.0
    smaller, larger = sorted(((one.low, one.high), (other.low, other.high)), key=lambda load: load[1])
    if not smaller[1]:
        return math.inf if larger[0] else 1.0
    return max(1.0, larger[0] / smaller[1])


def _one(code: str) -> tuple[str, ...]:
    return (code,) if code else ()


#: For each table of codes, which codes a dossier has.
_CODES: Mapping[str, Callable[[Entry], tuple[str, ...]]] = {
    "status": lambda entry: _one(entry.status),
    "level": lambda entry: _one(entry.level),
    "workload": lambda entry: _one(load_code(entry)),
    "sector": lambda entry: _one(entry.sector),
    "provenance": lambda entry: _one(entry.provenance),
    "employer_roles": lambda entry: entry.roles,
    "demand_origin": lambda entry: entry.origins,
    "quality_processes": lambda entry: entry.processes,
    "committee_kind": lambda entry: _one(entry.committee),
}


def _group_of(entry: Entry, by: str) -> str:
    return {"provider": entry.provider, "sector": entry.sector, "level": entry.level}[by] or UNKNOWN


def _in_order(groups: Iterable[str], by: str) -> list[str]:
    listed = [str(code) for code in code_lists()["tables"].get(by, {}).get("codes", {})]
    return sorted(groups, key=lambda name: (name == UNKNOWN, listed.index(name) if name in listed else len(listed), name))
