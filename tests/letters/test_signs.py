from __future__ import annotations

import re

import pytest
from confusable_homoglyphs.categories import alias
from confusable_homoglyphs.confusables import confusables_data

from mclint.letters.fold import fold
from mclint.letters.known import shape_of
from mclint.letters.signs import HIDDEN, compatible, latin_letters, letter_data, twins
from tests.letters.disguises import LOOK_ALIKES, SCRIPTS


@pytest.mark.parametrize("letter", sorted(LOOK_ALIKES))
def test_every_letter_that_unicode_calls_alike_is_read_as_the_letter(letter: str) -> None:
    own = {sign for signs in letter_data()["letters"].values() for sign in signs}
    wrong = {
        sign: fold(f"x{sign}x").text
        for sign in LOOK_ALIKES[letter]
        if sign not in own and shape_of(fold(f"x{sign}x").text.lower()) != shape_of(f"x{letter}x".lower())
    }
    assert wrong == {}


def test_the_table_of_unicode_holds_letters_of_many_scripts() -> None:
    assert {alias(sign) for signs in LOOK_ALIKES.values() for sign in signs} >= set(SCRIPTS)
    assert len(confusables_data) > 5_000
    assert set("abcdefghijklmnopqrstuvwxyz") - set(LOOK_ALIKES) <= set("bkmtz")


@pytest.mark.parametrize(
    ("sign", "letters"),
    [
        ("к", ("k",)),
        ("К", ("K",)),
        ("м", "m"),
        ("т", "t"),
        ("н", "h"),
        ("в", "b"),
        ("ӏ", "il"),
        ("І", "IL"),
        ("ю", ("lo",)),
        ("ж", ()),
    ],
)
def test_small_forms_are_read_like_their_capitals(sign: str, letters: tuple[str, ...] | str) -> None:
    assert twins(sign)[: len(letters)] == tuple(letters)


@pytest.mark.parametrize(
    ("sign", "plain"), [("ĳ", "ij"), ("ﬁ", "fi"), ("Ａ", "A"), ("𝟎", "0"), ("²", "²"), ("™", "™"), ("µ", "µ"), ("Ⓐ", "A")]
)
def test_only_letters_and_digits_are_made_plain(sign: str, plain: str) -> None:
    assert compatible(sign) == plain


@pytest.mark.parametrize(
    ("letter", "ways"), [("é", ("e",)), ("ø", ("o",)), ("Ł", ("L",)), ("ß", ("ss",)), ("æ", ("ae",)), ("ÿ", ("y", "ij"))]
)
def test_latin_letters_without_what_is_on_them(letter: str, ways: tuple[str, ...]) -> None:
    assert latin_letters(letter) == ways


def test_what_does_not_show_is_no_letter_of_a_word() -> None:
    hidden = re.findall(f"[{HIDDEN}]", "".join(map(chr, range(0xD800))) + "".join(map(chr, range(0xE000, 0xF0000))))
    assert len(hidden) > 4_000
    assert fold("ken" + "".join(hidden) + "nis").text == "kennis"
