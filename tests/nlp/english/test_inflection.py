"""The forms that are generated from a base form."""

from __future__ import annotations

import pytest

from mclint.nlp.english.inflection import GERUND, PARTICIPLE, THIRD, forms, plural, singular, spellings
from mclint.nlp.english.lexicon import lexicon


@pytest.mark.parametrize(
    ("base", "form", "word"),
    [
        ("plan", GERUND, "planning"),
        ("write", GERUND, "writing"),
        ("tie", GERUND, "tying"),
        ("panic", GERUND, "panicking"),
        ("visit", GERUND, "visiting"),
        ("prefer", PARTICIPLE, "preferred"),
        ("carry", THIRD, "carries"),
        ("play", THIRD, "plays"),
        ("wash", THIRD, "washes"),
        ("veto", THIRD, "vetoes"),
        ("supply", PARTICIPLE, "supplied"),
        ("agree", PARTICIPLE, "agreed"),
        ("travel", GERUND, "travelling"),
        ("travel", GERUND, "traveling"),
    ],
)
def test_regular_forms(base: str, form: str, word: str) -> None:
    assert (word, form) in set(forms(base, {}))


def test_irregular_forms_replace_the_regular_ones() -> None:
    found = set(forms("draw", {"draw": ("drew", "drawn")}))
    assert ("drawn", PARTICIPLE) in found
    assert ("drawed", PARTICIPLE) not in found


@pytest.mark.parametrize(
    ("british", "american"),
    [("analyse", "analyze"), ("organise", "organize"), ("colour", "color"), ("mould", "mold"), ("set up", "set up")],
)
def test_spellings(british: str, american: str) -> None:
    assert american in spellings(british)


@pytest.mark.parametrize("word", ["advise", "exercise", "supervise", "promise"])
def test_words_with_one_spelling(word: str) -> None:
    assert spellings(word) == (word,)


def test_nouns() -> None:
    assert [plural("class"), plural("box"), plural("study")] == ["class", "boxes", "studies"]
    assert [singular("boxes"), singular("studies"), singular("analysis"), singular("gas")] == ["box", "study", "analysis", "gas"]


def test_every_listed_verb_has_readings() -> None:
    lex = lexicon()
    assert all(lex.shapes.get(verb.split()[0]) for verb in lex.verbs)
    assert len(lex.verbs) > 900
