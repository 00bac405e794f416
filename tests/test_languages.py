"""A text is judged in the language that it stands in, whatever the dossier says; what cannot be read is told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mclint.catalog.cards import CardError, card_paths, read_card, read_page
from mclint.catalog.frameworks import framework_names, load_framework
from mclint.cli.main import cli
from mclint.config.settings import Settings
from mclint.data import rules_dir
from mclint.engine.plan import ENGINE
from mclint.findings import Finding
from tests.checking import check_text, expanded, hits_of, plan_for
from tests.conftest import TODAY

DUTCH = ["De lerende begrijpt het belang van valpreventie.", "De lerende stelt een zorgplan op voor een oudere."]
ENGLISH = ["The learner understands the importance of fall prevention.", "The learner draws up a care plan for a client."]
FRISIAN = [
    "De learende makket in soarchplan foar in âldere dy't thús wennet.",
    "De learende begrypt it belang fan it foarkommen fan fallen.",
]
GERMAN = [
    "Die Lernenden verstehen die Bedeutung der Sturzprävention für ältere Menschen.",
    "Die Lernenden erstellen mit den Angehörigen einen Pflegeplan.",
]
OTHER = {"nl": "en", "en": "nl"}


def dossier(language: str, texts: list[Any], status: str = "offered", title: str = "Valpreventie") -> str:
    outcomes = [{"id": f"LO{number}", "text": text} for number, text in enumerate(texts, 1)]
    head = f"mclint: 1\nid: roc-voorbeeld/valpreventie\ntitle: {title}\nlanguage: {language}\nstatus: {status}\n"
    return f"{head}learning_outcomes: {json.dumps(outcomes, ensure_ascii=False)}\n"


def found(text: str, *rules: str, settings: Settings | None = None) -> list[Finding]:
    result = check_text(text, settings=settings)
    assert result.failures == ()
    return [finding for finding in result.findings if finding.rule in rules]


def said(text: str, *rules: str, settings: Settings | None = None) -> list[tuple[str, str, str]]:
    return [(item.rule, item.message_key, item.pointer) for item in found(text, *rules, settings=settings)]


def outcome_examples() -> Iterator[Any]:
    for path in card_paths(rules_dir()):
        card = read_card(path)
        if not path.name.startswith("MC2") or card["check"] == ENGINE or card["id"] in ("MC214", "MC216"):
            continue
        for number, example in enumerate(read_page(path)["examples"]):
            if "bad" in example and re.search(r"^language: (nl|en)$", expanded(example["bad"]), re.MULTILINE):
                yield pytest.param(card["id"], card.get("yields_to", []), example, id=f"{card['id']}-{number}")


@pytest.mark.parametrize(("rule", "others", "example"), list(outcome_examples()))
def test_an_example_says_the_same_under_the_name_of_another_language(
    rule: str, others: list[str], example: Mapping[str, Any]
) -> None:
    text = expanded(example["bad"])
    match = re.search(r"^language: (nl|en)$", text, re.MULTILINE)
    assert match is not None
    plan = plan_for(params={rule: example["with"]}) if "with" in example else plan_for()
    for language in (OTHER[match[1]], OTHER[match[1]].upper(), f"{OTHER[match[1]]}-x-abc"):
        renamed = text.replace(match[0], f"language: {language}")
        now, before = (
            [(hit.pointer, hit.text, hit.message) for hit in hits_of(one, {rule, *others}, plan) if hit.rule == rule]
            for one in (renamed, text)
        )
        assert sorted(now) == sorted(before), language


@pytest.mark.parametrize("language", ["fy", "de", "fr", "zz", "und", "mul", "DE", "Fy-NL", "x-foo", "nds", "zh-Hant-TW"])
@pytest.mark.parametrize("texts", [DUTCH, ENGLISH], ids=["Dutch", "English"])
def test_a_language_that_is_not_read_is_told_and_hides_nothing(language: str, texts: list[str]) -> None:
    text = dossier(language, texts)
    assert said(text, "MC004", "MC216") == [("MC216", "unread", "/language")]
    (finding,) = found(text, "MC216")
    assert (finding.severity.value, finding.location.start.line) == ("error", 4)
    names = {"fy": "Fries", "de": "Duits", "fr": "Frans", "DE": "Duits"}
    assert f"mclint leest {names.get(language, language)} niet" in finding.message
    assert said(text, "MC201", "MC202") == [("MC201", "state", "/learning_outcomes/0/text")]
    assert [item.pointer for item in found(text, "MC214")] == ["/learning_outcomes/0/text", "/learning_outcomes/1/text"]


@pytest.mark.parametrize(
    ("status", "severity"), [("in-development", "warning"), ("developed", "error"), ("offered", "error"), ("retired", "error")]
)
def test_what_is_not_read_waits_for_its_gate(status: str, severity: str) -> None:
    (finding,) = found(dossier("fy", FRISIAN, status), "MC216")
    assert finding.severity.value == severity


@pytest.mark.parametrize(
    ("language", "texts"), [("fy", FRISIAN), ("de", GERMAN), ("zz", ["Lorem ipsum dolor sit amet, consectetur."])]
)
def test_a_language_that_is_not_read_is_left_alone(language: str, texts: list[str]) -> None:
    result = check_text(dossier(language, texts))
    assert [item.rule for item in result.findings if item.rule.startswith("MC2")] == ["MC216"]
    assert result.skipped_languages == (language,)


@pytest.mark.parametrize("language", ["nl", "NL", "nl-BE", "nl-x-foo", "nl-Latn-NL"])
def test_a_language_that_is_read_is_read_in_every_spelling(language: str) -> None:
    text = dossier(language, DUTCH)
    assert said(text, "MC004", "MC214", "MC216") == []
    assert said(text, "MC201") == [("MC201", "state", "/learning_outcomes/0/text")]


@pytest.mark.parametrize("language", ['""', "null", "[nl]", "{nl: nl}", "nederlands", "nl_NL", "'-'", '"nl "', "x-", "TODO"])
def test_what_is_no_language_is_an_error_of_the_schema(language: str) -> None:
    assert [item.rule for item in found(dossier(language, DUTCH), "MC004", "MC216")] == ["MC004"]


@pytest.mark.parametrize(("language", "texts"), [("en", DUTCH), ("nl", ENGLISH)], ids=["Dutch", "English"])
def test_a_text_in_another_language_is_told_and_judged(language: str, texts: list[str]) -> None:
    text = dossier(language, texts)
    assert said(text, "MC201", "MC202", "MC214", "MC216") == [
        ("MC214", "other-language", "/learning_outcomes/0/text"),
        ("MC201", "state", "/learning_outcomes/0/text"),
        ("MC214", "other-language", "/learning_outcomes/1/text"),
    ]


SHORT = {
    "en": ["Kent de regels", "Begrijpt het belang", "Heeft inzicht in dementie", "Stelt zorgplannen op"],
    "nl": ["Knows the rules", "Understands the importance", "Is aware of dementia", "Draws up care plans"],
}


@pytest.mark.parametrize("language", SHORT)
def test_short_outcomes_in_another_language_are_told_together_and_judged(language: str) -> None:
    text = dossier(language, SHORT[language])
    assert said(text, "MC214", "MC216") == [("MC214", "together", "/language")]
    judged = said(text, "MC201", "MC202")
    assert [(rule, pointer) for rule, _, pointer in judged] == [("MC201", f"/learning_outcomes/{n}/text") for n in range(3)]


@pytest.mark.parametrize("language", ["en", "de", "zz"])
def test_outcomes_without_small_words_are_told_by_their_verbs(language: str) -> None:
    text = dossier(language, ["Begrijpt hygiëneprotocollen", "Kent schoonmaakmiddelen", "Stelt zorgplannen op"])
    assert said(text, "MC214") == [("MC214", "together", "/language")]
    assert [item.pointer for item in found(text, "MC201")] == ["/learning_outcomes/0/text", "/learning_outcomes/1/text"]


@pytest.mark.parametrize(("language", "text"), [("en", "Begrijpt het belang"), ("nl", "Knows the rules"), ("en", "Begrijpen")])
def test_one_short_outcome_is_judged_in_its_own_language(language: str, text: str) -> None:
    own = DUTCH if language == "nl" else ENGLISH
    assert said(dossier(language, [own[1], text]), "MC201", "MC202", "MC214") == [("MC201", "state", "/learning_outcomes/1/text")]


def test_a_short_outcome_is_not_read_as_what_the_others_are_if_it_clearly_is_not() -> None:
    texts = [ENGLISH[0], ENGLISH[1], "Begrijpt de regels"]
    assert said(dossier("nl", texts), "MC201")[-1] == ("MC201", "state", "/learning_outcomes/2/text")


def test_texts_of_languages_are_each_judged_in_their_own_place() -> None:
    text = dossier("nl", [{"nl": DUTCH[1], "en": DUTCH[0], "fy": FRISIAN[0]}, {"nl": ENGLISH[0], "EN": ENGLISH[1]}])
    assert said(text, "MC201", "MC202", "MC214", "MC216") == [
        ("MC214", "other-language", "/learning_outcomes/0/text/en"),
        ("MC201", "state", "/learning_outcomes/0/text/en"),
        ("MC214", "other-language", "/learning_outcomes/1/text/nl"),
        ("MC201", "state", "/learning_outcomes/1/text/nl"),
    ]


def test_short_texts_of_a_map_are_told_at_the_first_of_them() -> None:
    text = dossier("nl", [{"nl": DUTCH[1], "en": "Kent de regels"}, {"nl": DUTCH[1], "en": "Begrijpt het belang"}])
    assert said(text, "MC214") == [("MC214", "together", "/learning_outcomes/0/text/en")]


PADDED = {
    "a sentence behind it": ("en", "Begrijpt het belang van valpreventie. The learner applies the rules of the ward."),
    "a sentence before it": ("en", "The learner applies the rules of the ward. De lerende begrijpt het belang van valpreventie."),
    "in one sentence": ("en", "Begrijpt het belang van valpreventie and applies the rules of the ward to all of the work."),
    "small words behind it": ("en", "Begrijpt het belang van valpreventie. The of and to the by with for the of and to."),
    "the other way round": ("nl", "De lerende stelt een zorgplan op. The learner understands the importance of hygiene."),
    "a long text of the other": ("nl", "The learner draws up a care plan for a client. De lerende begrijpt het belang ervan."),
}


@pytest.mark.parametrize("name", PADDED)
def test_words_in_another_language_do_not_hide_what_stands_beside_them(name: str) -> None:
    language, text = PADDED[name]
    own = DUTCH[1] if language == "nl" else ENGLISH[1]
    (finding,) = found(dossier(language, [text, own, own.replace("oudere", "kind").replace("client", "child")]), "MC201")
    assert (finding.pointer, finding.message_key) == ("/learning_outcomes/0/text", "state")
    assert "begrijpt" in finding.message.lower() or "understands" in finding.message


def test_a_part_in_another_language_is_told_where_it_stands() -> None:
    (finding,) = found(dossier("nl", [PADDED["the other way round"][1]]), "MC214")
    line = dossier("nl", [PADDED["the other way round"][1]]).splitlines()[finding.location.start.line - 1]
    covered = line[finding.location.start.column - 1 : finding.location.end.column - 1]
    assert covered == "The learner understands the importance of hygiene"


@pytest.mark.parametrize("text", [f"Hygiene rules. {DUTCH[1]}", f"{DUTCH[1]} (Care plan, fall prevention and the like)"])
def test_a_heading_beside_a_sentence_in_another_language_is_no_outcome(text: str) -> None:
    outcomes = dossier("en", [ENGLISH[1], text])
    assert [rule for rule, _, _ in said(outcomes, "MC201", "MC202", "MC214")] == ["MC214"]
    assert len(check_text(outcomes).entries[0].outcomes) == 2


QUIET = {
    "nl": """\
De lerende past het principe first in first out toe bij het aanvullen van de schappen.
De lerende werkt volgens de Plan Do Check Act cyclus aan verbetering.
De lerende maakt een business case met return on investment en total cost of ownership.
De lerende begeleidt een train the trainer traject over learning on the job.
De lerende ontwerpt een proof of concept voor the internet of things in een kas.
De lerende past de richtlijn Safe Staffing for Patient Safety toe.
De lerende stelt een service level agreement op met key performance indicators.
De lerende bereidt eggs benedict, fish and chips en crème brûlée.
De lerende vult het formulier "Safety Data Sheet" in volgens REACH en CLP.
De lerende begroet gasten in het Engels met "Good morning, how are you?" en wijst de weg.
Zet een out-of-the-box oplossing op met off-the-shelf componenten.
Social media content plannen
Mise en place
-eer, -oor, -eur (keer, spoor, deur)""",
    "en": """\
The learner prepares boerenkool and stamppot for a group of ten guests.
The learner explains the role of the examencommissie and the praktijkbegeleider.
The learner applies the Wet op de geneeskundige behandelingsovereenkomst to cases.
The learner fills in a Verklaring Omtrent het Gedrag form for a client.
Think outside the box""",
}


@pytest.mark.parametrize(("language", "text"), [(lang, line) for lang, lines in QUIET.items() for line in lines.splitlines()])
def test_words_of_another_language_in_a_text_are_no_other_language(language: str, text: str) -> None:
    own = DUTCH[1] if language == "nl" else ENGLISH[1]
    assert said(dossier(language, [own, text]), "MC214", "MC216") == []


def test_a_text_in_a_language_that_is_not_read_is_told_once() -> None:
    text = dossier("nl", [DUTCH[1], *GERMAN])
    assert said(text, "MC214", "MC216", "MC202") == [
        ("MC214", "other-language", "/learning_outcomes/1/text"),
        ("MC216", "text-unread", "/learning_outcomes/1/text"),
        ("MC214", "other-language", "/learning_outcomes/2/text"),
    ]


def test_other_fields_do_not_make_outcomes_unread() -> None:
    assert said(dossier("nl", DUTCH, title="Die Bedeutung der Sturzprävention für die ältere Person"), "MC214", "MC216") == [
        ("MC214", "other-language", "/title")
    ]


@pytest.mark.parametrize("name", sorted(framework_names()))
def test_only_the_european_framework_accepts_languages_unread(name: str) -> None:
    settings = Settings(framework=name)
    wanted = [] if name == "eu-2022" else [("MC216", "unread", "/language")]
    assert said(dossier("de", GERMAN), "MC216", settings=settings) == wanted
    assert said(dossier("fy", FRISIAN), "MC216", settings=settings) == [("MC216", "unread", "/language")]
    assert {"nl", "en"}.isdisjoint(load_framework(name).rules["MC216"].params["accepted"])


def test_an_accepted_language_is_skipped_in_the_summary_and_hides_nothing() -> None:
    settings = Settings(framework="eu-2022")
    result = check_text(dossier("de", GERMAN), settings=settings)
    assert result.skipped_languages == ("de",)
    assert said(dossier("de", [*GERMAN, DUTCH[0]]), "MC201", "MC214", "MC216", settings=settings) == [
        ("MC214", "other-language", "/learning_outcomes/2/text"),
        ("MC201", "state", "/learning_outcomes/2/text"),
    ]


def test_an_institution_can_accept_a_language_unread() -> None:
    settings = Settings(params={"MC216": {"accepted": ["fy-NL"]}})
    assert said(dossier("fy", FRISIAN), "MC216", settings=settings) == []
    with pytest.raises(CardError, match="accepted is a list of language tags"):
        check_text(dossier("fy", FRISIAN), settings=Settings(params={"MC216": {"accepted": "fy"}}))


def test_a_translation_that_is_not_read_is_no_finding() -> None:
    text = dossier("nl", [{"nl": DUTCH[1], "fy": FRISIAN[0], "x-de": GERMAN[0]}])
    assert said(text, "MC004", "MC214", "MC216") == []


def test_a_key_of_the_institution_is_no_translation() -> None:
    assert [item.rule for item in found(dossier("x-foo", [{"x-foo": DUTCH[0]}]), "MC004", "MC216")] == ["MC216", "MC004"]


def test_a_condition_with_a_date_is_no_map_of_languages() -> None:
    conditions = "exam_committee: {sign_off: {decision: approved-with-conditions, conditions: [{text: The learner draws up a plan, met: 2026-01-01}]}}\n"  # noqa: E501
    assert said(dossier("nl", [DUTCH[1]]) + conditions, "MC214") == [
        ("MC214", "other-language", "/exam_committee/sign_off/conditions/0/text")
    ]


def test_outcomes_are_compared_in_the_language_that_they_stand_in() -> None:
    (entry,) = check_text(dossier("en", DUTCH)).entries
    assert [(item.lang, item.tasks) for item in entry.outcomes] == [("nl", ("begrijpen",)), ("nl", ("opstellen",))]


@pytest.mark.parametrize("language", ["en", "fy", "zz", "und", "x-foo"])
def test_a_hidden_language_does_not_pass_the_command_line(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("dossier.yaml").write_text(dossier(language, DUTCH), encoding="utf-8")
    arguments = ["dossier.yaml", "--today", TODAY.isoformat(), "--format", "json", "--lang", "en", "--select", "MC2"]
    result = CliRunner().invoke(cli, arguments, standalone_mode=False)
    rules = {finding["rule"] for finding in json.loads(result.stdout)["findings"]}
    assert rules >= {"MC201", "MC214"} | ({"MC216"} if language != "en" else set())
    assert result.return_value == 1 or result.exit_code == 1
