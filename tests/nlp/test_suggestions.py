from __future__ import annotations

import pytest

from mclint.nlp.lexicon import load
from mclint.nlp.read import analyse
from mclint.nlp.suggestions import suggest


def suggested(text: str, lang: str, level: int = 3) -> tuple[str, ...]:
    """Return what is suggested for the one predicate of a text."""
    analysis = analyse(text, lang)
    assert len(analysis.predicates) == 1
    return suggest(analysis, 0, level)


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("De lerende begrijpt het protocol.", {"legt uit", "past toe", "beoordeelt"}),
        ("De lerende kan het protocol begrijpen.", {"uitleggen", "toepassen", "beoordelen"}),
        ("Het protocol begrijpen.", {"uitleggen", "toepassen", "beoordelen"}),
        ("De lerende kan inzicht hebben in het protocol.", {"uitleggen", "toepassen", "benoemen"}),
        ("De lerende ziet in dat overleg nodig is.", {"legt uit", "onderbouwt", "beoordeelt"}),
        ("De lerende voelt de spanning in de groep aan.", {"signaleert", "verwoordt", "vraagt na"}),
    ],
)
def test_dutch_suggestions_fit_the_sentence(text: str, verbs: set[str]) -> None:
    assert set(suggested(text, "nl")) == verbs


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The learner understands the protocol.", "explains"),
        ("The learner can understand the protocol.", "explain"),
        ("Students understand the protocol.", "explain"),
        ("Understand the protocol.", "explain"),
        ("Be able to understand the protocol.", "explain"),
    ],
)
def test_english_suggestions_fit_the_sentence(text: str, first: str) -> None:
    assert first in suggested(text, "en")


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Students are aware of the risks.", True),
        ("Students will be aware of the risks.", True),
        ("The student is aware of the risks.", False),
        ("Students have knowledge of the risks.", True),
        ("The student has knowledge of the risks.", False),
    ],
)
def test_english_frames_take_the_form_of_their_verb(text: str, bare: bool) -> None:
    assert ("explain" in suggested(text, "en")) is bare
    assert ("explains" in suggested(text, "en")) is not bare


def test_every_dutch_state_has_suggestions_of_its_own() -> None:
    from mclint.nlp.suggestions import _tables

    by_verb = _tables("nl")[1]
    listed = {verb for verb, item in load("nl", "states")["states"].items() if item.get("suggestions")}
    assert any("|" in verb for verb in listed)
    assert set(by_verb) == {verb.replace("|", "") for verb in listed}


def test_the_level_of_a_separable_verb_counts() -> None:
    low, high = (suggested("De lerende begrijpt het protocol.", "nl", level) for level in (1, 6))
    assert low.index("legt uit") < low.index("beoordeelt")
    assert high.index("beoordeelt") < high.index("legt uit")


def test_no_suggestion_shows_the_bar_of_the_lists() -> None:
    texts = ("De lerende begrijpt het.", "De lerende kan het begrijpen.", "Inzicht in het protocol.")
    assert all("|" not in verb for text in texts for level in range(9) for verb in suggested(text, "nl", level))


@pytest.mark.parametrize(
    ("text", "lang", "first"),
    [
        ("De lerende weet hoe je een zorgplan opstelt.", "nl", "stelt op"),
        ("De lerende weet hoe je een zorgplan moet opstellen.", "nl", "stelt op"),
        ("De lerende weet hoe een zorgplan wordt opgesteld.", "nl", "stelt op"),
        ("De lerende weet hoe een zorgplan op te stellen.", "nl", "stelt op"),
        ("De lerende weet goed hoe hij een wond verzorgt bij een cliënt.", "nl", "verzorgt"),
        ("De lerende kan begrijpen hoe men een wond verzorgt.", "nl", "verzorgen"),
        ("Inzicht in hoe je een begroting maakt", "nl", "maakt"),
        ("The learner knows how to update a fork.", "en", "updates"),
        ("Learners know how to weld.", "en", "weld"),
        ("The learner knows how to safely operate a forklift.", "en", "operates"),
        ("The learner knows how you can set up a server.", "en", "sets up"),
        ("The learner understands how to carry out a risk analysis.", "en", "carries out"),
    ],
)
def test_behind_how_the_verb_of_the_clause_is_what_the_learner_can_do(text: str, lang: str, first: str) -> None:
    assert suggested(text, lang)[0] == first


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("De lerende begrijpt waarom valpreventie nodig is.", "nl"),
        ("De lerende begrijpt wat de regels zijn.", "nl"),
        ("De lerende begrijpt welke stappen nodig zijn.", "nl"),
        ("De lerende begrijpt hoe een warmtepomp werkt.", "nl"),
        ("De lerende weet heel goed wanneer hulp nodig is.", "nl"),
        ("The learner understands why exercise helps.", "en"),
        ("The learner knows what the rules are.", "en"),
        ("The learner understands how a heat pump works.", "en"),
    ],
)
def test_behind_a_question_the_learner_explains(text: str, lang: str) -> None:
    assert (
        suggested(text, lang)
        == {"nl": ("legt uit", "beschrijft", "licht toe"), "en": ("explains", "describes", "gives examples of")}[lang]
    )


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("De lerende begrijpt het waarom van de regels.", "nl"),
        ("De lerende begrijpt de reden waarom dat zo is.", "nl"),
        ("The learner understands the why of the rules.", "en"),
    ],
)
def test_a_question_that_is_a_noun_or_further_on_changes_nothing(text: str, lang: str) -> None:
    assert (
        set(suggested(text, lang))
        == {"nl": {"legt uit", "past toe", "beoordeelt"}, "en": {"explains", "gives examples of", "compares"}}[lang]
    )


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("De lerende is geduldig.", "nl"),
        ("De lerende heeft geduld met bewoners.", "nl"),
        ("De lerende stelt zich flexibel op.", "nl"),
        ("De lerende toont een professionele houding.", "nl"),
        ("The learner is flexible.", "en"),
        ("The learner is patient with residents.", "en"),
        ("The learner shows curiosity.", "en"),
    ],
)
def test_no_verb_stands_in_place_of_a_trait(text: str, lang: str) -> None:
    assert suggested(text, lang) == ()


@pytest.mark.parametrize(
    ("text", "lang", "unfit"),
    [
        ("De lerende gaat discreet om met vertrouwelijke informatie.", "nl", "bespreekt"),
        ("De lerende houdt rekening met de wensen van een cliënt.", "nl", "past aan aan"),
        ("De lerende is zich bewust van de risico's.", "nl", ""),
        ("The learner knows about empathy.", "en", "carries out"),
        ("The learner contributes in code review.", "en", "carries out"),
    ],
)
def test_suggestions_fit_what_they_stand_for(text: str, lang: str, unfit: str) -> None:
    verbs = suggested(text, lang)
    assert verbs
    assert unfit not in verbs


def test_a_particle_does_not_stand_twice() -> None:
    assert "past ... aan" in suggested("De lerende houdt rekening met de wensen van een cliënt.", "nl")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_explains_is_a_listed_verb(lang: str) -> None:
    from mclint.nlp.suggestions import _levels

    assert all(_levels(lang)[verb.replace("|", "")] for verb in load(lang, "advice")["explains"] if " " not in verb)
