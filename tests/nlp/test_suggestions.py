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
