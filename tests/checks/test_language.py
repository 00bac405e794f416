"""What messages about an outcome name: the whole verb, and advice that fits it."""

from __future__ import annotations

import pytest

from tests.checking import check_text


def said(outcome: str, lang: str = "nl") -> tuple[str, str, str]:
    """Return key, message and help of the one finding of MC201 to MC205 on an outcome."""
    text = f"language: {lang}\nlearning_outcomes: [{{id: LO1, text: '{outcome}'}}]\n"
    found = [item for item in check_text(text, lang=lang).findings if "MC201" <= item.rule <= "MC205"]
    (finding,) = found
    return finding.message_key, finding.message, finding.help


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("De lerende denkt kritisch na over de zorg.", "denkt ... na"),
        ("De lerende denkt mee over verbeteringen.", "denkt mee"),
        ("De lerende gaat discreet om met vertrouwelijke informatie.", "gaat ... om met"),
        ("De lerende ziet in dat overleg nodig is.", "ziet in"),
        ("De lerende voelt de spanning in de groep aan.", "voelt ... aan"),
        ("De lerende begrijpt het protocol.", "begrijpt"),
        ("De lerende stelt zich flexibel op.", "stelt zich flexibel op"),
    ],
)
def test_a_message_names_the_whole_verb(outcome: str, words: str) -> None:
    assert f'"{words}"' in said(outcome)[1]


KNOWS = "blijkt al dat de lerende het weet of begrijpt"


@pytest.mark.parametrize(
    ("outcome", "key", "knows"),
    [
        ("De lerende begrijpt het protocol en past het toe in de keuken.", "beside-action-knowing", True),
        ("De lerende kent de regels en past ze toe in de keuken.", "beside-action-knowing", True),
        ("De lerende denkt mee over het menu en stelt een boodschappenlijst op.", "beside-action", False),
        ("De lerende draagt bij aan het overleg en stelt een zorgplan op.", "beside-action", False),
        ("De lerende is geduldig en stelt een zorgplan op.", "beside-action-trait", False),
    ],
)
def test_only_knowing_shows_in_the_action_beside_it(outcome: str, key: str, knows: bool) -> None:
    found, _, help_text = said(outcome)
    assert found == key
    assert (KNOWS in help_text) is knows


@pytest.mark.parametrize(
    ("outcome", "lang", "key"),
    [
        ("De lerende is geduldig met bewoners.", "nl", "frame-trait"),
        ("De lerende heeft doorzettingsvermogen.", "nl", "frame-trait"),
        ("De lerende toont een professionele houding.", "nl", "unclear-trait"),
        ("The learner is patient with residents.", "en", "frame-trait"),
    ],
)
def test_for_a_trait_a_situation_is_asked_for(outcome: str, lang: str, key: str) -> None:
    found, _, help_text = said(outcome, lang)
    assert found == key
    assert {"nl": "situatie", "en": "situation"}[lang] in help_text
    assert "bijvoorbeeld ." not in help_text


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("The ability to weld steel plates", '"The ability to" adds nothing: write "The learner welds ..."'),
        ("Ability to carry out a risk analysis", '"Ability to" adds nothing: write "The learner carries out ..."'),
        ("Drawing up a care plan", None),
        ("The measurement of blood pressure", '"The measurement" names an action as a noun'),
    ],
)
def test_what_stands_before_the_action_adds_nothing(outcome: str, expected: str | None) -> None:
    text = f"language: en\nlearning_outcomes: [{{id: LO1, text: '{outcome}'}}]\n"
    found = [item.message for item in check_text(text, lang="en").findings if item.rule == "MC202"]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("De lerende somt op.", "somt op"), ("De lerende werkt.", "werkt"), ("De lerende kan opsommen.", "opsommen")],
)
def test_a_verb_alone_is_named_in_the_form_in_which_it_stands(outcome: str, words: str) -> None:
    assert said(outcome)[1] == f'Bij "{words}" staat niet waarover het gaat, of in welke situatie.'


def test_one_outcome_for_many_hours_agrees_in_number() -> None:
    text = "language: {}\nworkload: {{sbu: 240}}\nlearning_outcomes: [{{id: LO1, text: x}}]\n"
    for lang, start in (("nl", "1 leeruitkomst in 240 uur:"), ("en", "1 outcome in 240 hours:")):
        (message,) = [item.message for item in check_text(text.format(lang), lang=lang).findings if item.rule == "MC212"]
        assert message.startswith(start)
