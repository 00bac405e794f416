"""What an outcome is about: its tasks, what they act on, its other words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mclint.nlp.read import analyse
from mclint.nlp.spelling import small_words
from mclint.nlp.words import Meaning, content_lemmas, meaning_of

PIECES = st.sampled_from(
    [
        "De lerende",
        "The learner",
        "stelt",
        "draws",
        "een",
        "a",
        "zorgplan",
        "plan",
        "op",
        "up",
        "en",
        "and",
        ".",
        ",",
        "X-ray",
        "'s",
        "é",
    ]
)


def meaning(text: str, lang: str = "nl") -> Meaning:
    return meaning_of(analyse(text, lang))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De lerende stelt een zorgplan op.", Meaning(("opstellen",), ("zorgplan",), (), 6)),
        ("Een zorgplan opstellen.", Meaning(("opstellen",), ("zorgplan",), (), 6)),
        ("De kandidaat kan een zorgplan opstellen.", Meaning(("opstellen",), ("zorgplan",), (), 6)),
        ("De lerende begrijpt het belang van valpreventie.", Meaning(("begrijpen",), ("belang", "valpreventie"), (), 2)),
        (
            "Een zorgplan opstellen en bespreken met de cliënt.",
            Meaning(("opstellen", "bespreken"), ("zorgplan",), ("cliënt",), 6),
        ),
        (
            "De lerende analyseert cijfers. De lerende maakt een rapport.",
            Meaning(("analyseren", "maken"), ("cijfers", "rapport"), (), 6),
        ),
        ("De kandidaat kan een X-foto beoordelen.", Meaning(("beoordelen",), ("x-foto",), (), 5)),
        ("Omgangsvormen in verschillende culturen", Meaning((), (), ("omgangsvormen", "verschillende", "culturen"), 0)),
        ("De het en.", Meaning((), (), (), 0)),
        ("", Meaning((), (), (), 0)),
    ],
)
def test_what_a_dutch_outcome_is_about(text: str, expected: Meaning) -> None:
    assert meaning(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The learner draws up a care plan with the client.", Meaning(("draw up",), ("care", "plan"), ("client",), 6)),
        ("Be able to explain the risks of wet-shaving.", Meaning(("explain",), ("risks", "wet-shaving"), (), 2)),
        ("Students evaluate sleep.", Meaning(("evaluate",), ("sleep",), (), 5)),
    ],
)
def test_what_an_english_outcome_is_about(text: str, expected: Meaning) -> None:
    assert meaning(text, "en") == expected


@pytest.mark.parametrize("subject", ["De lerende", "De monteur", "Een verzorgende", "De student"])
def test_who_does_it_does_not_count(subject: str) -> None:
    assert meaning(f"{subject} vervangt een kabel.") == meaning("Een kabel vervangen.")


def test_each_word_is_there_once_and_an_object_is_no_other_word() -> None:
    found = meaning("De lerende vervangt een kabel. De lerende controleert met een kabel een andere kabel en een lamp.")
    words = (*found.objects, *found.others)
    assert len(set(words)) == len(words)
    assert {"kabel", "lamp"} <= set(words)


@settings(deadline=None)
@given(st.sampled_from(["nl", "en"]), st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=40))
def test_words_are_plain_words_of_the_text(lang: str, text: str) -> None:
    found = meaning(text, lang)
    assert 0 <= found.bloom <= 6
    assert not set(found.objects) & set(found.others)
    for word in (*found.objects, *found.others):
        assert word in text.lower()
        assert word not in small_words(lang)
        assert len(word) > 1
    assert meaning(text, lang) == found


def test_content_is_the_same_for_one_and_for_many() -> None:
    plural, single = (
        content_lemmas(analyse(text, "nl")) for text in ("De lerende stelt zorgplannen op.", "Een zorgplan opstellen.")
    )
    assert plural == single == {"opstellen", "zorgplan"}
