"""The facts of one dossier as labels with texts, each text with its language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mclint.across.tables import label
from mclint.entries import Entry
from mclint.report.site.listing import load_text
from mclint.report.site.sheets import Sheet, Wording
from mclint.report.site.words import Words


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its label and its texts; where `link`, a text that is a web address becomes a link."""

    label: str
    items: tuple[Wording, ...]
    link: bool = False


def facts_of(entry: Entry, sheet: Sheet, words: Words) -> list[Fact]:
    """Return the facts of a dossier that it has."""
    return [fact for part in (_nature, _people, _form) for fact in part(entry, sheet, words) if fact.items]


def _coded(words: Words, key: str, table: str, codes: Iterable[str]) -> Fact:
    return _plain(words.text(key), *(label(table, code, words.lang) for code in codes))


def _nature(entry: Entry, sheet: Sheet, words: Words) -> Iterator[Fact]:
    """Yield what it is: who offers it, at which level, and how much work it is."""
    yield Fact(words.text("summary"), _some(sheet.words("/summary")))
    yield _plain(words.text("provider"), entry.provider)
    yield Fact(words.text("address"), _some(sheet.words("/provider/url")), link=True)
    yield Fact(words.text("partners"), tuple(sheet.all_words("/partners/*/name")))
    yield _coded(words, "status", "status", [entry.status])
    yield _coded(words, "sector", "sector", [entry.sector])
    yield _plain(words.text("nlqf"), entry.level if entry.level != "entry" else label("level", "entry", words.lang))
    yield _plain(words.text("eqf"), entry.eqf)
    yield Fact(words.text("level-why"), _some(sheet.words("/level/rationale")))
    load = load_text(entry)
    yield _plain(words.text("load"), words.text("hours", hours=load) if load else "")
    yield _plain(words.text("breakdown"), words.joined(_breakdown(sheet, words)))
    yield Fact(words.text("load-why"), _some(sheet.words("/workload/rationale")))


def _people(entry: Entry, sheet: Sheet, words: Words) -> Iterator[Fact]:
    """Yield for whom it is, who asked for it, and who takes part."""
    yield Fact(words.text("audience"), _some(sheet.words("/audience/description")))
    yield Fact(words.text("prerequisites"), tuple(sheet.all_words("/audience/prerequisites/*")))
    yield Fact(words.text("admission"), _some(sheet.words("/audience/admission")))
    yield _coded(words, "provenance", "provenance", [entry.provenance])
    yield _coded(words, "demand", "demand_origin", entry.origins)
    yield Fact(words.text("evidence"), _some(sheet.words("/demand/evidence")))
    yield Fact(words.text("employers"), tuple(_employers(sheet, words)))


def _form(entry: Entry, sheet: Sheet, words: Words) -> Iterator[Fact]:
    """Yield how it is done, what the learner gets, and how the dossier is kept."""
    yield _coded(words, "quality", "quality_processes", entry.processes)
    yield Fact(words.text("complaints"), _some(sheet.words("/quality/complaints")), link=True)
    modes = [sheet.words("/delivery/mode").text, *(item.text for item in sheet.all_words("/delivery/mode/*"))]
    yield _plain(words.text("mode"), *(words.code("mode", mode) for mode in modes if mode))
    form = sheet.words("/credential/form").text
    yield _plain(words.text("credential"), words.code("form", form) if form else "")
    yield Fact(words.text("stackable"), tuple(Wording(item.text, "") for item in entry.references), link=True)
    yield _plain(words.text("language"), words.code("language", entry.lang))
    yield _plain(words.text("framework"), entry.framework)
    yield _plain(words.text("id"), entry.id)
    yield _plain(words.text("version"), sheet.words("/version").text)


def committee_facts(entry: Entry, sheet: Sheet, words: Words) -> list[Fact]:
    """Return what the dossier says of the exam committee and its decision."""
    at = "/exam_committee/sign_off"
    found = [
        Fact(words.text("committee-name"), _some(sheet.words("/exam_committee/name"))),
        _plain(words.text("committee-kind"), label("committee_kind", entry.committee, words.lang) if entry.committee else ""),
        _plain(words.text("involved"), words.day(sheet.words("/exam_committee/involved_since").text)),
        _plain(words.text("decision"), words.code("decision", entry.decision) if entry.decision else ""),
        _plain(words.text("decided"), words.day(entry.signed)),
        Fact(words.text("signed-by"), _some(sheet.words(f"{at}/by/role"))),
        _plain(words.text("scope"), words.joined(words.code("scope", code) for code in entry.scope)),
        _plain(words.text("reference"), sheet.words(f"{at}/reference").text),
        _plain(words.text("valid"), words.day(sheet.words(f"{at}/valid_until").text)),
        Fact(words.text("conditions"), tuple(_conditions(sheet, f"{at}/conditions", words))),
    ]
    return [fact for fact in found if fact.items]


def _conditions(sheet: Sheet, at: str, words: Words) -> Iterator[Wording]:
    for number in range(sheet.count(at)):
        text, met = sheet.words(f"{at}/{number}/text"), sheet.words(f"{at}/{number}/met").text
        said = text if text.text else sheet.words(f"{at}/{number}")
        state = words.text("condition-met", day=words.day(met)) if met else words.text("condition-open")
        if said.text:
            yield Wording(f"{said.text} ({state})", said.lang)


def _employers(sheet: Sheet, words: Words) -> Iterator[Wording]:
    for number in range(sheet.count("/employers")):
        name = sheet.words(f"/employers/{number}/name").text
        roles = [label("employer_roles", item.text, words.lang) for item in sheet.all_words(f"/employers/{number}/roles/*")]
        if name:
            yield Wording(f"{name}: {words.joined(roles)}" if roles else name, "")


def _breakdown(sheet: Sheet, words: Words) -> Iterator[str]:
    for part in ("contact", "self_study", "preparation", "assignments", "assessment", "workplace"):
        hours = sheet.words(f"/workload/breakdown/{part}").text
        if hours:
            yield f"{words.code('breakdown', part)} {words.text('hours', hours=hours)}"


def _plain(name: str, *texts: str) -> Fact:
    return Fact(name, tuple(Wording(text, "") for text in texts if text))


def _some(wording: Wording) -> tuple[Wording, ...]:
    return (wording,) if wording.text else ()
