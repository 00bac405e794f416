"""Builds the sections of a comparison in the language of the reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from mclint.across.tables import label, title
from mclint.catalog.cards import CardError, read_page
from mclint.catalog.frameworks import load_framework
from mclint.catalog.messages import in_language
from mclint.catalog.registry import load_registry
from mclint.codes import called
from mclint.entries import AssessmentEntry, Entry, Standing, Verdict, standing_of
from mclint.report.comparison.data import APPROVED, Comparison, Outcome, Pair
from mclint.report.comparison.remarks import difference_lines, language_lines
from mclint.report.comparison.sheet import Cell, Line, Piece, Row, Section, Sheet, line
from mclint.report.comparison.words import day_text, load_text, say
from mclint.report.paths import relative_path


def make_sheet(comparison: Comparison, lang: str, today: date, root: Path) -> Sheet:
    """Return a comparison in the language of the reader; files are shown from `root`, `today` is the day of the verdicts."""
    one, other = comparison.first.entry, comparison.second.entry
    sections = (
        Section("differences", say("differences", lang), items=tuple(difference_lines(comparison, lang))),
        Section("facts", say("facts", lang), rows=tuple(_facts(comparison, lang, root))),
        _matches(comparison, lang),
        *_leftovers(comparison, lang),
        Section("assessments", say("assessments", lang), rows=tuple(_assessments(comparison, lang))),
        Section("signing", say("signing", lang), rows=tuple(_signing(one, other, lang))),
        _verdicts(one, other, lang, today),
    )
    return Sheet(lang, say("title", lang), (_name(one, lang), _name(other, lang)), sections)


def _name(entry: Entry, lang: str) -> Line:
    named = Piece(entry.title, entry.lang) if entry.title else Piece(entry.id or say("no-title", lang))
    school = Piece(f"({entry.provider})", entry.lang) if entry.provider else Piece(f"({say('no-school', lang)})")
    return line(named, school)


def _row(head: str, first: str | Piece, second: str | Piece, lang: str, *, differs: bool = False) -> Row:
    """Return a row of short values; an empty one is still open."""
    cells = [value if (value.text if isinstance(value, Piece) else value) else say("open", lang) for value in (first, second)]
    return Row(head, (line(cells[0]),), (line(cells[1]),), differs=differs)


def _facts(comparison: Comparison, lang: str, root: Path) -> Iterator[Row]:
    one, other = both = comparison.first.entry, comparison.second.entry
    strong = comparison.differences
    yield _row(say("name", lang), Piece(one.title, one.lang), Piece(other.title, other.lang), lang)
    yield _row(say("school", lang), Piece(one.provider, one.lang), Piece(other.provider, other.lang), lang)
    yield _row(say("id", lang), one.id, other.id, lang)
    yield _row(say("file", lang), _file(one, root), _file(other, root), lang)
    for table, codes in (("status", (one.status, other.status)), ("sector", (one.sector, other.sector))):
        yield _row(title(table, lang), label(table, codes[0], lang), label(table, codes[1], lang), lang)
    names = [label("level", entry.level, lang) for entry in both]
    yield _row(title("level", lang), names[0], names[1], lang, differs="level" in strong and one.level != other.level)
    names = [say("eqf-level", lang, level=entry.eqf) if entry.eqf else "" for entry in both]
    yield _row(say("eqf", lang), names[0], names[1], lang, differs="level" in strong and one.eqf != other.eqf)
    yield _row(title("workload", lang), load_text(one, lang), load_text(other, lang), lang, differs="load" in strong)


def _file(entry: Entry, root: Path) -> str:
    shown = relative_path(entry.path, root)
    return shown if entry.number == 1 else f"{shown}#{entry.number}"


def _matches(comparison: Comparison, lang: str) -> Section:
    before = list(language_lines(comparison, lang))
    count, (one, other) = len(comparison.pairs), comparison.sides
    if comparison.comparable:
        key = {0: "matched-none", 1: "matched-one"}.get(count, "matched")
        before.append(say(key, lang, count=count, total=one.total, others=other.total))
    if count:
        before.append(say("method", lang))
    return Section("matches", say("matches", lang), tuple(before), rows=tuple(_pairs(comparison.pairs, lang)), wide=True)


def _pairs(pairs: Iterable[Pair], lang: str) -> Iterator[Row]:
    for pair in pairs:
        percent = round(100 * pair.likeness)
        head = say("pair", lang, a=pair.first.id, b=pair.second.id, percent=percent)
        note = say("words", lang, words=", ".join(pair.shared)) if pair.shared else ""
        yield Row(head, tuple(_outcome(pair.first, lang)), tuple(_outcome(pair.second, lang)), note)


def _outcome(outcome: Outcome, lang: str) -> Iterator[Line]:
    """Yield what an outcome says, and which assessments cover it."""
    yield line(f"{outcome.id}:", Piece(outcome.text, outcome.lang))
    names = [_assessment(item, lang) for item in outcome.assessments]
    key = "not-tested" if not names else "tested-by" if len(names) == 1 else "tested-by-several"
    yield line(say(key, lang, tests=", ".join(names)), minor=True)


def _assessment(item: AssessmentEntry, lang: str) -> str:
    kind = called("assessment", item.type, lang) if item.type else ""
    return f"{item.id or '?'} ({kind})" if kind else item.id or "?"


def _leftovers(comparison: Comparison, lang: str) -> Iterator[Section]:
    """Yield the outcomes that only one dossier has, and those that were not compared."""
    one, other = comparison.sides
    if comparison.comparable and (one.alone or other.alone):
        rows = (Row(say("alone-row", lang), _list(one.alone, lang), _list(other.alone, lang)),)
        yield Section("alone", say("alone", lang), rows=rows, wide=True)
    if one.apart or other.apart:
        rows = (Row(say("apart-row", lang), _list(one.apart, lang), _list(other.apart, lang)),)
        yield Section("apart", say("apart", lang), rows=rows, wide=True)


def _list(outcomes: Iterable[Outcome], lang: str) -> Cell:
    return tuple(each for outcome in outcomes for each in _outcome(outcome, lang)) or (line(say("nothing", lang)),)


def _assessments(comparison: Comparison, lang: str) -> Iterator[Row]:
    one, other = both = comparison.first.entry, comparison.second.entry
    forms = [dict.fromkeys(called("assessment", item.type, lang) for item in entry.assessments if item.type) for entry in both]
    yield _row(say("forms", lang), ", ".join(forms[0]), ", ".join(forms[1]), lang)
    untested = "untested" in comparison.differences
    yield Row(say("tests", lang), tuple(_tests(one, lang)), tuple(_tests(other, lang)), differs=untested)


def _tests(entry: Entry, lang: str) -> Iterator[Line]:
    if not entry.assessments:
        yield line(say("no-tests", lang))
    for item in entry.assessments:
        name = _assessment(item, lang)
        yield line(f"{name}:", Piece(item.title, entry.lang)) if item.title else line(name)
        key = {0: "covers-none", 1: "covers-one"}.get(len(item.outcomes), "covers")
        yield line(say(key, lang, ids=", ".join(item.outcomes)), minor=True)


def _signing(one: Entry, other: Entry, lang: str) -> Iterator[Row]:
    both = (one, other)
    kinds = [label("committee_kind", entry.committee, lang) if entry.committee else "" for entry in both]
    yield _row(title("committee_kind", lang), kinds[0], kinds[1], lang)
    decisions = [called("decision", entry.decision, lang) if entry.decision else say("no-decision", lang) for entry in both]
    undecided = any(entry.decision not in APPROVED for entry in both)
    yield _row(say("decision", lang), decisions[0], decisions[1], lang, differs=undecided)
    if any(entry.decision for entry in both):
        days = [day_text(entry.signed, lang) for entry in both]
        scopes = [", ".join(called("scope", code, lang) for code in entry.scope) for entry in both]
        shown = [
            [text or say("open" if entry.decision else "no-decision", lang) for text, entry in zip(texts, both, strict=True)]
            for texts in (days, scopes)
        ]
        yield _row(say("signed", lang), shown[0][0], shown[0][1], lang)
        yield _row(say("scope", lang), shown[1][0], shown[1][1], lang)


def _verdicts(one: Entry, other: Entry, lang: str, today: date) -> Section:
    before = [say("as-of", lang, day=day_text(today.isoformat(), lang))]
    if one.status != other.status or "in-development" in (one.status, other.status):
        before.append(say("gates", lang))
    rows = []
    for first, second in zip(one.verdicts, other.verdicts, strict=True):
        name = in_language(load_framework(first.framework).title, lang)
        rows.append(_row(f"{name} ({first.framework})", _verdict(one, first, lang), _verdict(other, second, lang), lang))
    failing = sorted({rule for entry in (one, other) for verdict in entry.verdicts for rule in verdict.errors})
    terms = tuple((rule, about) for rule, about in _rules(failing, lang))
    return Section(
        "verdicts", say("verdicts", lang), tuple(before), (), tuple(rows), True, say("rules", lang) if terms else "", terms
    )


def _verdict(entry: Entry, verdict: Verdict, lang: str) -> str:
    rules = ", ".join(verdict.errors)
    if standing_of(entry, verdict.framework) is Standing.NOT_YET:
        return say("not-yet-but", lang, rules=rules) if rules else say("not-yet", lang)
    return say("fail", lang, rules=rules) if rules else say("pass", lang)


def _rules(ids: Iterable[str], lang: str) -> Iterator[tuple[str, str]]:
    """Yield for each rule of ours what it is about; an institution's own rules tell it in their cards."""
    registry = load_registry()
    for rule_id in ids:
        rule = registry.find(rule_id)
        if rule is None:
            continue
        try:
            about = in_language(read_page(Path(rule.path)).get("summary") or {}, lang)
        except CardError:
            continue
        if about:
            yield rule_id, about
