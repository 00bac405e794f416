from __future__ import annotations

import pytest

from mclint.dossier.document import Document, State
from mclint.dossier.load import load_bytes
from mclint.engine.forms import home_of
from mclint.engine.schema import schema_of_dossier, validate
from mclint.model import Problem, Severity
from tests.checking import check_text
from tests.conftest import ROOT

FRAMEWORKS = frozenset({"npuls-mbo-pilot", "npuls-mbo", "eu-2022"})
BASE = {
    "mclint": "1",
    "id": "roc/val",
    "title": "Valpreventie",
    "language": "nl",
    "status": "developed",
    "learning_outcomes": "[{id: LO1, text: De lerende meet.}]",
}


def dossier(**changed: str | None) -> str:
    """Return a valid dossier with some keys changed, added, or (None) left out."""
    lines = {**BASE, **{key.replace("x_", "x-"): value for key, value in changed.items()}}
    return "".join(f"{key}: {value}\n" for key, value in lines.items() if value is not None)


def judged(text: str) -> tuple[Document, list[Problem]]:
    loaded = load_bytes(text.encode(), "x.yaml")
    assert loaded.problems == []
    (document,) = loaded.documents
    return document, list(validate(document, FRAMEWORKS))


def found(text: str) -> list[tuple[str, str, str, str]]:
    """Return rule, message, pointer and covered text, in the order of the file."""
    _, problems = judged(text)
    problems.sort(key=lambda item: item.hit.place.span)
    spans = [item.hit.place.span for item in problems]
    return [
        (item.rule, item.hit.message, item.hit.place.pointer, text[span.start : span.end])
        for item, span in zip(problems, spans, strict=True)
    ]


def fixed(text: str) -> tuple[str, bool]:
    """Return the text after the one fix, and whether that is safe."""
    _, (problem,) = judged(text)
    fix = problem.hit.fix
    assert fix is not None
    (edit,) = fix.edits
    return text[: edit.span.start] + edit.text + text[edit.span.end :], fix.safe


@pytest.mark.parametrize("key", BASE)
def test_a_required_key_that_is_missing_is_one_finding(key: str) -> None:
    at = "id" if key == "mclint" else "mclint"
    assert found(dossier(**{key: None})) == [("MC004", "required", f"/{key}", at)]


@pytest.mark.parametrize("value", ["", "~", "''", "'  '", "[]"])
@pytest.mark.parametrize("key", BASE)
def test_a_required_key_without_content_is_one_finding_at_that_key(key: str, value: str) -> None:
    assert found(dossier(**{key: value})) == [("MC004", "empty", f"/{key}", key)]


@pytest.mark.parametrize("value", ["TODO", "n.v.t.", "'[nog invullen]'", "'-'", "'?'", "___", "🙂", "…"])
@pytest.mark.parametrize("key", BASE)
def test_a_required_key_with_a_text_that_says_nothing_is_one_finding_at_that_text(key: str, value: str) -> None:
    message = "still-open" if any(map(str.isalpha, value)) else "no-letters"
    assert found(dossier(**{key: value})) == [("MC004", message, f"/{key}", value)]


@pytest.mark.parametrize("value", ["", "~", "''", "[]", "{}", "n.v.t.", "nader te bepalen", "N.T.B.", "..."])
@pytest.mark.parametrize("key", ["level", "workload", "assessments", "sector", "audience", "demand", "summary", "provider"])
def test_what_is_not_there_yet_is_for_the_rules_about_missing_fields(key: str, value: str) -> None:
    document, problems = judged(dossier(**{key: value}))
    assert problems == []
    assert document.state(f"/{key}") is State.MISSING


def test_before_developed_a_placeholder_is_neither_wrong_nor_missing() -> None:
    document, problems = judged(dossier(status="in-development", workload="{sbu: n.v.t.}", summary="TODO"))
    assert problems == []
    assert document.state("/workload/sbu") is State.HIDDEN
    assert document.state("/summary") is State.PRESENT


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"mclint": "2"}, ("MC004", "other-version", "/mclint", "2")),
        ({"mclint": "true"}, ("MC004", "other-version", "/mclint", "true")),
        ({"mclint": "[2]"}, ("MC004", "other-version", "/mclint", "[2]")),
        ({"mclint": "'1'"}, ("MC004", "number-meant", "/mclint", "'1'")),
        ({"id": "Val Preventie"}, ("MC004", "id", "/id", "Val Preventie")),
        ({"id": "5"}, ("MC004", "id", "/id", "5")),
        ({"language": "ons dialect"}, ("MC004", "language", "/language", "ons dialect")),
        ({"language": "Neder lands"}, ("MC004", "language-similar", "/language", "Neder lands")),
        ({"language": "nld"}, ("MC004", "language-similar", "/language", "nld")),
        ({"language": "eng-GB"}, ("MC004", "language-similar", "/language", "eng-GB")),
        ({"language": "5"}, ("MC004", "language", "/language", "5")),
        ({"status": "aangeboden"}, ("MC004", "code-similar", "/status", "aangeboden")),
        ({"status": "true"}, ("MC004", "code", "/status", "true")),
        ({"title": "true"}, ("MC004", "text-wanted", "/title", "true")),
        ({"title": "[a]"}, ("MC004", "text-wanted", "/title", "title")),
        ({"title": "{en: Fall}"}, ("MC004", "language-lacks", "/title", "{en: Fall}")),
        ({"title": "{nl: ''}"}, ("MC004", "language-lacks", "/title", "{nl: ''}")),
        ({"title": "{nl: [a]}"}, ("MC004", "text-wanted", "/title/nl", "nl")),
        ({"title": "{nl: a, engels taal: b}"}, ("MC004", "language-tag", "/title", "{nl: a, engels taal: b}")),
        ({"framework": "npuls-mbo-pilto"}, ("MC004", "framework-similar", "/framework", "npuls-mbo-pilto")),
        ({"framework": "eigen"}, ("MC004", "framework", "/framework", "eigen")),
        ({"version": "[1]"}, ("MC004", "text-wanted", "/version", "version")),
        ({"sector": "ruimtevaart"}, ("MC004", "code", "/sector", "ruimtevaart")),
        ({"level": "4"}, ("MC004", "map-wanted", "/level", "4")),
        ({"level": "{nlqf: 9}"}, ("MC004", "code", "/level/nlqf", "9")),
        ({"level": "{nlqf: [4]}"}, ("MC004", "code", "/level/nlqf", "nlqf")),
        ({"level": "{eqf: entry}"}, ("MC004", "code", "/level/eqf", "entry")),
        ({"level": "{verified: ja}"}, ("MC004", "boolean-word", "/level/verified", "ja")),
        ({"level": "{verified: 1}"}, ("MC004", "boolean", "/level/verified", "1")),
        ({"workload": "{sbu: 1.200}"}, ("MC004", "number-meant", "/workload/sbu", "1.200")),
        ({"workload": "{sbu: '1.200'}"}, ("MC004", "number-meant", "/workload/sbu", "'1.200'")),
        ({"workload": "{sbu: 80 uur}"}, ("MC004", "number-meant", "/workload/sbu", "80 uur")),
        ({"workload": "{sbu: veel}"}, ("MC004", "number", "/workload/sbu", "veel")),
        ({"workload": "{sbu: 1e3}"}, ("MC004", "number", "/workload/sbu", "1e3")),
        ({"workload": "{sbu: true}"}, ("MC004", "number", "/workload/sbu", "true")),
        ({"workload": "{sbu: 0}"}, ("MC004", "too-small", "/workload/sbu", "0")),
        ({"workload": "{sbu: -8}"}, ("MC004", "too-small", "/workload/sbu", "-8")),
        ({"workload": "{sbu: {min: 80}}"}, ("MC004", "required", "/workload/sbu/max", "sbu")),
        ({"workload": "{sbu: {min: 9, max: 9}}"}, ("MC004", "range-order", "/workload/sbu", "{min: 9, max: 9}")),
        ({"workload": "{sbu: {min: a, max: 9}}"}, ("MC004", "number", "/workload/sbu/min", "a")),
        ({"workload": "{breakdown: [1]}"}, ("MC004", "map-wanted", "/workload/breakdown", "breakdown")),
        ({"workload": "{breakdown: {contact: 1.200}}"}, ("MC004", "number-meant", "/workload/breakdown/contact", "1.200")),
        ({"learning_outcomes": "{id: LO1}"}, ("MC004", "list-wanted", "/learning_outcomes", "learning_outcomes")),
        ({"learning_outcomes": "[a]"}, ("MC004", "map-wanted", "/learning_outcomes/0", "a")),
        ({"learning_outcomes": "[~]"}, ("MC004", "map-wanted", "/learning_outcomes/0", "~")),
        ({"learning_outcomes": "[{id: LO1}]"}, ("MC004", "required", "/learning_outcomes/0/text", "id")),
        ({"learning_outcomes": "[{text: a}]"}, ("MC004", "required", "/learning_outcomes/0/id", "{")),
        ({"learning_outcomes": "[{id: LO1, text: ''}]"}, ("MC004", "empty", "/learning_outcomes/0/text", "text")),
        ({"learning_outcomes": "\n  - text: a"}, ("MC004", "required", "/learning_outcomes/0/id", "-")),
        ({"learning_outcomes": "[{id: LO1, txt: a}]"}, ("MC004", "misspelt", "/learning_outcomes/0/txt", "txt")),
        ({"learning_outcomes": "[{id:LO1, text: a}]"}, ("MC004", "no-blank", "/learning_outcomes/0/id:LO1", "id:LO1")),
        ({"assessments": "[{id: A1, outcomes: LO1}]"}, ("MC004", "list-wanted", "/assessments/0/outcomes", "LO1")),
        ({"assessments": "[{outcomes: [LO1]}]"}, ("MC004", "required", "/assessments/0/id", "{")),
        (
            {"assessments": "[{id: A1, type: praktijkopdracht}]"},
            ("MC004", "code-similar", "/assessments/0/type", "praktijkopdracht"),
        ),
        ({"delivery": "{mode: klassikaal}"}, ("MC004", "code-similar", "/delivery/mode", "klassikaal")),
        ({"delivery": "{mode: [onsite, maan]}"}, ("MC004", "code", "/delivery/mode/1", "maan")),
        ({"quality": "{review: {interval_months: 1.5}}"}, ("MC004", "whole-number", "/quality/review/interval_months", "1.5")),
        ({"quality": "{review: {last: 2026-02-30}}"}, ("MC004", "no-such-day", "/quality/review/last", "2026-02-30")),
        ({"quality": "{review: {last: 2026-13-45}}"}, ("MC004", "no-such-day", "/quality/review/last", "2026-13-45")),
        ({"development": "{started: 3-11-2025}"}, ("MC004", "date-order", "/development/started", "3-11-2025")),
        ({"development": "{started: 2025-1-3}"}, ("MC004", "date-order", "/development/started", "2025-1-3")),
        ({"development": "{started: 31-31-2025}"}, ("MC004", "date", "/development/started", "31-31-2025")),
        ({"development": "{started: voorjaar}"}, ("MC004", "date", "/development/started", "voorjaar")),
        ({"development": "{team: [{role: docent}]}"}, ("MC004", "required", "/development/team/0/id", "{")),
        (
            {"exam_committee": "{sign_off: {date: 2025-01-01}}"},
            ("MC004", "required", "/exam_committee/sign_off/decision", "sign_off"),
        ),
        (
            {"exam_committee": "{sign_off: {decision: approved, by: {role: x}}}"},
            ("MC004", "required", "/exam_committee/sign_off/by/id", "by"),
        ),
        (
            {"exam_committee": "{sign_off: {decision: goedgekeurd}}"},
            ("MC004", "code-similar", "/exam_committee/sign_off/decision", "goedgekeurd"),
        ),
        (
            {"exam_committee": "{sign_off: {decision: approved, mood: ok}}"},
            ("MC005", "unknown-in-sign-off", "/exam_committee/sign_off/mood", "mood"),
        ),
        (
            {"exam_committee": "{sign_off: {decision: approved, dat: 2025-01-01}}"},
            ("MC005", "similar-in-sign-off", "/exam_committee/sign_off/dat", "dat"),
        ),
        ({"exam_committee": "{sign_offs: {decision: approved}}"}, ("MC005", "similar", "/exam_committee/sign_offs", "sign_offs")),
        ({"credential": "{validity: 3 jaar}"}, ("MC004", "duration-similar", "/credential/validity", "3 jaar")),
        ({"credential": "{validity: lang}"}, ("MC004", "duration", "/credential/validity", "lang")),
        ({"provider": "{country: Nederland}"}, ("MC004", "country-similar", "/provider/country", "Nederland")),
        ({"provider": "{country: UK}"}, ("MC004", "country-similar", "/provider/country", "UK")),
        ({"provider": "{country: in het zuiden}"}, ("MC004", "country", "/provider/country", "in het zuiden")),
        ({"provider": "{url: www.voorbeeld.nl}"}, ("MC004", "address-similar", "/provider/url", "www.voorbeeld.nl")),
        ({"provider": "{url: onze website}"}, ("MC004", "address", "/provider/url", "onze website")),
        ({"partners": "[{url: voorbeeld.nl}]"}, ("MC004", "address-similar", "/partners/0/url", "voorbeeld.nl")),
        ({"workload": "{sbu: 3 EC}"}, ("MC004", "other-unit", "/workload/sbu", "3 EC")),
        ({"workload": "{ects: 84 uur}"}, ("MC004", "other-unit", "/workload/ects", "84 uur")),
        ({"workload": "{breakdown: {contact: 1 EC}}"}, ("MC004", "number", "/workload/breakdown/contact", "1 EC")),
        ({"workload": "80 uur"}, ("MC004", "map-wanted", "/workload", "80 uur")),
        ({"level": "{nlqf: NLQF 3}"}, ("MC004", "code-similar", "/level/nlqf", "NLQF 3")),
        ({"delivery": "{mode: online/fysiek}"}, ("MC004", "code-similar", "/delivery/mode", "online/fysiek")),
        (
            {"assessments": "[{id: A1, supervision: online/fysiek}]"},
            ("MC004", "code", "/assessments/0/supervision", "online/fysiek"),
        ),
        ({"development": "{team: Anna Voorbeeld}"}, ("MC004", "person-wanted", "/development/team", "Anna Voorbeeld")),
        ({"development": "{team: [Anna Voorbeeld]}"}, ("MC004", "person-wanted", "/development/team/0", "Anna Voorbeeld")),
        (
            {"exam_committee": "{sign_off: {decision: approved, by: Jan de Voorbeeld}}"},
            ("MC004", "person-wanted", "/exam_committee/sign_off/by", "Jan de Voorbeeld"),
        ),
        ({"niveau": "{nlqf: 4}"}, ("MC005", "similar", "/niveau", "niveau")),
        ({"lievelingskleur": "groen"}, ("MC005", "unknown", "/lievelingskleur", "lievelingskleur")),
        ({"level": "{nlqf:4}"}, ("MC005", "no-blank", "/level/nlqf:4", "nlqf:4")),
        (
            {"exam_committee": "{sign_off: {decision: approved, valid_until:2026-01-31}}"},
            ("MC005", "no-blank-in-sign-off", "/exam_committee/sign_off/valid_until:2026-01-31", "valid_until:2026-01-31"),
        ),
    ],
)  # fmt: skip
def test_one_mistake_is_one_finding(changed: dict[str, str], expected: tuple[str, str, str, str]) -> None:
    assert found(dossier(**changed)) == [expected]


@pytest.mark.parametrize(
    "changed",
    [
        {"version": "1.10"}, {"title": "2026"}, {"title": "2026-01-01"}, {"title": "yes"}, {"language": "nl-BE"},
        {"level": "{nlqf: 4}"}, {"level": "{nlqf: '4'}"}, {"level": "{nlqf: 4+}"}, {"level": "{nlqf: entry, eqf: 8}"},
        {"workload": "{sbu: 80.0}"}, {"workload": "{sbu: unknown}"}, {"workload": "{sbu: 80-160}"},
        {"workload": "{sbu: {min: 80, max: 160}}"}, {"workload": "{ects: 3}"}, {"workload": "{breakdown: {contact: 0}}"},
        {"delivery": "{mode: online}"}, {"delivery": "{mode: [online, onsite]}"}, {"credential": "{validity: P18M}"},
        {"credential": "{validity: unlimited, stackable_into: []}"}, {"x_own": "{yes: [1, {a: b}]}"},
        {"level": "{nlqf: 4, x-bron: 5}"}, {"development": "{started: '2025-01-03'}"}, {"partners": "[]"},
        {"exam_committee": "{sign_off: {decision: approved, conditions: [a, {text: b, met: 2025-12-01}], reference: 118}}"},
        {"title": "{nl: Zorg, en: Care, x-a: b}"}, {"audience": "{prerequisites: [mbo 2, {nl: b}, 2026]}"},
    ],
)  # fmt: skip
def test_what_the_format_allows(changed: dict[str, str]) -> None:
    assert found(dossier(**changed)) == []


@pytest.mark.parametrize(
    ("changed", "now", "safe"),
    [
        ({"level": "{verified: ja}"}, "level: {verified: true}", True),
        ({"level": "{verified: 'off'}"}, "level: {verified: false}", True),
        ({"level": "{nlqf:4}"}, "level: {nlqf: 4}", True),
        ({"mclint": '"1"'}, "mclint: 1", True),
        ({"workload": "{sbu: '80'}"}, "workload: {sbu: 80}", True),
        ({"workload": "{sbu: 1.200}"}, "workload: {sbu: 1200}", False),
        ({"workload": "{sbu: 80 uur}"}, "workload: {sbu: 80}", False),
        ({"workload": "{sbu: '1.200,50'}"}, "workload: {sbu: 1200.50}", False),
        ({"workload": "{sbu: '80,5'}"}, "workload: {sbu: 80.5}", False),
        ({"workload": "{ects: 2 EC}"}, "workload: {ects: 2}", False),
        ({"workload": "80 uur"}, "workload: {sbu: 80}", False),
        ({"level": "NLQF 3"}, "level: {nlqf: 3}", False),
        ({"level": "{nlqf: NLQF 3}"}, "level: {nlqf: 3}", True),
        ({"level": "{nlqf: mbo 3}"}, "level: {nlqf: 3}", False),
        ({"language": "Nederlands"}, "language: nl", True),
        ({"language": "nld"}, "language: nl", True),
        ({"provider": "{country: Nederland}"}, "{country: NL}", True),
        ({"provider": "{country: nl}"}, "{country: NL}", True),
        ({"provider": "{url: www.voorbeeld.nl}"}, "{url: https://www.voorbeeld.nl}", False),
        ({"provider": "ROC Voorbeeld"}, "provider: {name: ROC Voorbeeld}", False),
        ({"employers": "[Thuiszorg Voorbeeld]"}, "employers: [{name: Thuiszorg Voorbeeld}]", False),
        ({"employers": "Thuiszorg Voorbeeld"}, "employers: [{name: Thuiszorg Voorbeeld}]", False),
        ({"learning_outcomes": "\n  - De lerende meet."}, "  - {id: LO1, text: De lerende meet.}", False),
        ({"learning_outcomes": "\n  - {id: LO1, text: a}\n  - De lerende meet."}, "  - {id: LO2, text: De lerende meet.}", False),
        ({"learning_outcomes": "De lerende meet."}, "learning_outcomes: [{id: LO1, text: De lerende meet.}]", False),
        ({"delivery": "{mode: online/fysiek}"}, "{mode: [online, onsite]}", False),
        ({"demand": "{origin: docenten en werkgevers}"}, "{origin: [teachers, employers]}", False),
        ({"credential": "{validity: 3 jaar}"}, "{validity: P3Y}", True),
        ({"quality": "{review: {interval_months: 1 jaar}}"}, "{interval_months: 12}", False),
        ({"assessments": "[{id: A1, weight: 50%}]"}, "{id: A1, weight: 50}", False),
        ({"development": "{started: 3 november 2025}"}, "{started: 2025-11-03}", True),
        ({"status": "Offered"}, "status: offered", True),
        ({"status": "aangeboden"}, "status: offered", False),
        ({"Level": "{nlqf: 4}"}, "level: {nlqf: 4}", True),
        ({"niveau": "{nlqf: 4}"}, "level: {nlqf: 4}", False),
        ({"assessments": "[{id: A1, outcomes: LO1}]"}, "outcomes: [LO1]}", True),
        ({"assessments": "[{id: A1, outcomes: 'LO1, LO2'}]"}, "outcomes: [LO1, LO2]}", True),
        (
            {"audience": "\n  prerequisites: Diploma, of ervaring 's avonds"},
            "prerequisites: ['Diploma, of ervaring ''s avonds']",
            True,
        ),
        ({"audience": '\n  prerequisites: "Diploma: \\"A\\""'}, 'prerequisites: ["Diploma: \\"A\\""]', True),
        ({"development": "{started: 3-11-2025}"}, "{started: 2025-11-03}", False),
        ({"exam_committee": "{sign_off: {decision: Approved}}"}, "decision: approved}", False),
    ],
)  # fmt: skip
def test_a_fix_mends_the_mistake_and_says_whether_it_is_safe(changed: dict[str, str], now: str, safe: bool) -> None:
    text, is_safe = fixed(dossier(**changed))
    assert now in text
    assert is_safe is safe
    assert found(text) == []


def test_several_lone_texts_get_ids_of_their_own() -> None:
    text = dossier(learning_outcomes="\n  - De lerende meet.\n  - {id: LO2, text: a}\n  - De lerende schrijft.")
    _, problems = judged(text)
    assert [item.hit.fields["form"] for item in problems] == ["{id: LO1, text: ...}", "{id: LO3, text: ...}"]


def test_an_address_in_quotes_stays_in_them() -> None:
    text, _ = fixed(dossier(provider='{url: "www.voorbeeld.nl/a,b"}'))
    assert '{url: "https://www.voorbeeld.nl/a,b"}' in text
    assert found(text) == []


@pytest.mark.parametrize("place", ["by", "team", "member"])
def test_a_name_where_a_person_belongs_is_never_repeated_or_kept(place: str) -> None:
    name = "Jan de Voorbeeld"
    by, team = {"by": (name, "[]"), "team": ("~", name), "member": ("~", f"[{name}]")}[place]
    text = dossier(exam_committee=f"{{sign_off: {{decision: pending, by: {by}}}}}", development=f"{{team: {team}}}")
    for lang in ("nl", "en"):
        (finding,) = [item for item in check_text(text, lang=lang).findings if item.message_key == "person-wanted"]
        assert finding.fix is None
        assert "{role: ..., id: " in finding.help
        assert name not in finding.message + finding.help


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("mclint", "mclint: 1"),
        ("language", "language: nl"),
        ("status", "status: in-development"),
        ("id", "id: roc-voorbeeld/valpreventie"),
        ("title", "title: ..."),
        ("learning_outcomes", "learning_outcomes: [{id: LO1, text: ...}]"),
    ],
)
def test_a_required_key_that_is_missing_is_shown_as_it_can_be_written(key: str, line: str) -> None:
    (finding,) = [item for item in check_text(dossier(**{key: None})).findings if item.rule == "MC004"]
    assert line in finding.help


CODED = {
    "roles": ({"employers": "[{name: A, roles: [meedenker]}]"}, "co-creator (medeontwikkelaar)", "other (anders)"),
    "status": ({"status": "zomaar"}, "in-development (in ontwikkeling)", "retired (gestopt)"),
    "similar": ({"status": "Aangeboden"}, "offered (wordt aangeboden)", "awarded (is uitgereikt)"),
    "type": ({"assessments": "[{id: A1, type: quiz}]"}, "oral-exam (mondeling examen)", "case-study (casus)"),
    "supervision": ({"assessments": "[{id: A1, supervision: ja}]"}, "none (geen toezicht)", "onsite (toezicht op locatie)"),
    "mode": ({"delivery": "{mode: maan}"}, "onsite (op school)", "workplace (op de werkplek)"),
    "processes": ({"quality": "{processes: [gevoel]}"}, "learner-evaluation (evaluatie met lerenden)", "other (anders)"),
    "decision": ({"exam_committee": "{sign_off: {decision: zomaar}}"}, "approved (akkoord)", "rejected (afgekeurd)"),
    "scope": (
        {"exam_committee": "{sign_off: {decision: pending, scope: [alles wat er is]}}"},
        "learning-outcomes (leeruitkomsten)",
        "award (toekenning)",
    ),
    "kind": ({"exam_committee": "{kind: zomaar}"}, "regular (gewone examencommissie)", "quality-assurance ("),
    "form": ({"credential": "{form: papier}"}, "certificate (certificaat)", "other (anders)"),
    "provenance": ({"provenance": "zomaar"}, "new (nieuw gemaakt)", "relabelled ("),
    "origin": ({"demand": "{origin: [zomaar]}"}, "employers (werkgevers)", "learners (lerenden)"),
    "framework": ({"framework": "eigen"}, "eu-2022 (Europese aanbeveling)", "npuls-mbo-pilot (mbo-pilot"),
    "scheme": ({"provider": "{identifier: {scheme: X}}"}, "BRIN (nummer van DUO", "URL (webadres)"),
}


@pytest.mark.parametrize("name", CODED)
def test_codes_are_listed_with_what_they_are_called(name: str) -> None:
    changed, *labelled = CODED[name]
    (finding,) = [item for item in check_text(dossier(**changed)).findings if item.rule == "MC004"]
    for text in labelled:
        assert text in f"{finding.message} {finding.help}"


def test_a_misspelt_required_key_is_one_finding_with_a_fix() -> None:
    text = dossier(learning_outcomes=None, leeruitkomsten="[{id: LO1, text: De lerende meet.}]")
    assert found(text) == [("MC004", "misspelt", "/leeruitkomsten", "leeruitkomsten")]
    document, _ = judged(text)
    assert document.state("/learning_outcomes") is State.HIDDEN
    assert found(fixed(text)[0]) == []


def test_two_keys_are_not_both_taken_for_the_same_one() -> None:
    text = dossier(niveau="{nlqf: 4}", levels="{nlqf: 4}")
    assert [message for _, message, _, _ in found(text)] == ["similar", "unknown"]


def test_what_is_wrong_is_hidden_and_the_rest_is_not() -> None:
    document, _ = judged(dossier(workload="{sbu: veel, ects: 3}"))
    assert document.state("/workload/sbu") is State.HIDDEN
    assert document.state("/workload/ects") is State.PRESENT


def test_another_version_of_the_format_hides_everything() -> None:
    document, problems = judged(dossier(mclint="2", status="zomaar", lievelingskleur="groen"))
    assert [item.hit.message for item in problems] == ["other-version"]
    assert document.get("/title") is None
    text = dossier(mclint="2") + "level: {}  # mclint: ignore[MC1]\n"
    assert {finding.rule for finding in check_text(text).findings} == {"MC004"}


@pytest.mark.parametrize("text", ["- a\n", "Zorg\n", "5\n"])
def test_a_document_that_is_no_map_is_no_dossier(text: str) -> None:
    document, problems = judged(text)
    assert [(item.rule, item.hit.message) for item in problems] == [("MC004", "not-a-dossier")]
    assert document.hidden == {""}


def test_an_unknown_key_in_a_sign_off_is_an_error_elsewhere_a_warning() -> None:
    text = dossier(kleur="groen", exam_committee="{sign_off: {decision: approved, kleur: groen}}")
    severities = {finding.pointer: finding.severity for finding in check_text(text).findings if finding.rule == "MC005"}
    assert severities == {"/kleur": Severity.WARNING, "/exam_committee/sign_off/kleur": Severity.ERROR}


def test_the_annotated_dossier_has_no_error_and_no_warning() -> None:
    result = check_text((ROOT / "tests" / "data" / "annotated.yaml").read_bytes())
    assert [finding for finding in result.findings if finding.severity is not Severity.NOTE] == []
    assert result.failures == ()


@pytest.mark.parametrize(
    ("key", "block"),
    [
        ("nlqf", "level"),
        ("sbu", "workload"),
        ("evidence", "demand"),
        ("roles", "employers"),
        ("interval_months", "quality.review"),
    ],
)
def test_a_key_that_stands_in_the_wrong_block_is_told_its_own(key: str, block: str) -> None:
    assert home_of(key, schema_of_dossier()) == block


@pytest.mark.parametrize("key", ["name", "rationale", "lievelingskleur"])
def test_a_key_of_several_blocks_or_none_has_no_home(key: str) -> None:
    assert home_of(key, schema_of_dossier()) == ""
