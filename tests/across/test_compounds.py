from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mclint.across.compounds import split_compound

WORDS = frozenset({"val", "risico", "profiel", "verzorging", "plan", "net", "werk", "netwerk", "kabel", "groep", "hond", "hok"})
LETTERS = st.text("abk", max_size=30)


def split(word: str, lang: str = "nl", words: frozenset[str] = WORDS) -> tuple[str, ...]:
    return split_compound(word, lang, words.__contains__)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("valrisicoprofiel", ("val", "risico", "profiel")),
        ("risicoprofiel", ("risico", "profiel")),
        ("verzorgingsplan", ("verzorging", "plan")),
        ("groepenplan", ("groep", "plan")),
        ("hondehok", ("hond", "hok")),
        ("netwerkkabel", ("netwerk", "kabel")),
        ("hoogvoltkabel", ("hoogvolt", "kabel")),
        ("voltkabel", ("voltkabel",)),
        ("kabel", ("kabel",)),
        ("kabelxyz", ("kabelxyz",)),
        ("x-foto", ("x", "foto")),
        ("-", ("-",)),
        ("", ("",)),
        ("plan", ("plan",)),
    ],
)
def test_a_compound_falls_into_known_words(word: str, parts: tuple[str, ...]) -> None:
    assert split(word) == parts


@pytest.mark.parametrize("lang", ["en", "fr", ""])
def test_only_a_hyphen_parts_words_of_languages_that_write_them_apart(lang: str) -> None:
    assert split("risicoprofiel", lang) == ("risicoprofiel",)
    assert split("risico-profiel", lang) == ("risico", "profiel")


@given(LETTERS, st.frozensets(st.text("abk", min_size=1, max_size=5), max_size=12))
def test_the_parts_stand_in_the_word_in_their_order(word: str, words: frozenset[str]) -> None:
    parts = split(word, words=words)
    assert parts
    assert word.startswith(parts[0])
    assert word.endswith(parts[-1])
    place = 0
    for part in parts:
        place = word.index(part, place) + len(part)
    assert len(parts) == 1 or all(len(part) >= 3 for part in parts)
    assert all(part in words for part in parts[1:])


@pytest.mark.parametrize("word", ["a" * 100_000, "netwerk" * 3000, "xq" + "kabel" * 3000, "zorg" * 17])
def test_an_endless_word_is_not_looked_up_at_all(word: str) -> None:
    asked: list[str] = []

    def knows(part: str) -> bool:
        asked.append(part)
        return True

    assert split_compound(word, "nl", knows) == (word,)
    assert asked == []


@pytest.mark.parametrize("word", ["kabel" * 12, "xq" + "netwerk" * 8, "ab" * 32, "a" * 64])
def test_the_longest_word_is_split_without_trying_everything(word: str) -> None:
    asked = 0

    def knows(part: str) -> bool:
        nonlocal asked
        asked += 1
        return part in WORDS or (part != word and word.endswith(part))

    parts = split_compound(word, "nl", knows)
    assert word.endswith(parts[-1])
    assert asked <= 6 * len(word) ** 2
