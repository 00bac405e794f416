from __future__ import annotations

import re

import pytest

from mclint.data import rules_dir
from mclint.letters.strangers import strangers
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De lerende bеgrijpt het", ["bеgrijpt"]), ("οnderzoekt", ["οnderzoekt"]), ("begrιjpt", ["begrιjpt"]), ("κent", ["κent"]),
        ("Հello Ꮲolis pᎪss", ["Հello", "Ꮲolis", "pᎪss"]), ("be\u200bgrijрt", ["be\u200bgrijрt"]), ("iї", ["iї"]),
        ("begriйpt", ["begriйpt"]), ("begriи\u0306pt", ["begriи\u0306pt"]), ("ТеST", ["ТеST"]), ("kеn1s", ["kеn1s"]),
        ("οн", ["οн"]), ("vakkеnnis-en-kunde", ["vakkеnnis"]), ("о\u0301pen", ["о\u0301pen"]), ("pаss₂", ["pаss₂"]),
    ],
)  # fmt: skip
def test_words_that_mix_scripts(text: str, words: list[str]) -> None:
    assert [(text[found.start : found.end], found.mixed) for found in strangers(text)] == [(word, True) for word in words]


@pytest.mark.parametrize(
    ("text", "words"),
    [("draagt een саре", ["саре"]), ("het хор zingt", ["хор"]), ("Росе", ["Росе"]), ("ѕсаре en осеаn", ["ѕсаре"])],
)
def test_words_all_in_another_script_that_pass_for_latin(text: str, words: list[str]) -> None:
    assert [text[found.start : found.end] for found in strangers(text) if not found.mixed] == words


@pytest.mark.parametrize(
    "text",
    [
        "meet µm, µg en kΩ", "de α-waarde, een β-blokker en π", "ΔT, ΔU, Δp en Δtemperatuur", "σmax, λmin, ηtot, ρCp, cosφ",
        "2πr en πd²",
        "TNFα, IFNγ, NFκB en HIF1α", "5 μmol/l, 3 μm", "Ω", "а en о", "α, β, γ", "Москва en Αθήνα", "Он поёт в хоре", "сор",
        "Tシャツ, X線, 日本語の本", "הPDF, الWiFi", "Straße, Malmø, Łódź, naïve", "№ 5, ™, ½, ﬁets, ｆｕｌｌ, 𝐛𝐨𝐥𝐝",
        "я-vorm", "ω3-vetzuren",
        "Ωm en MΩ", "",
    ],
)  # fmt: skip
def test_words_that_deceive_nobody(text: str) -> None:
    allowed = {"сор": [True]}.get(text, [])  # alone it may as well be a word of its own script, which nobody can tell
    assert [not found.mixed for found in strangers(text)] == allowed


def test_nothing_in_our_own_texts_is_strange() -> None:
    paths = [
        *(ROOT / "examples").rglob("*.yaml"),
        *(rules_dir() / "lexicons").rglob("*.yaml"),
        *(rules_dir() / "templates").glob("*"),
    ]
    assert len(paths) > 50
    found = {path.name: [item.word for item in strangers(path.read_text("utf-8"))] for path in paths}
    assert {name: words for name, words in found.items() if words} == {}


def test_a_stranger_says_which_sign_it_is() -> None:
    (found,) = strangers("be\u00adgrijр\u0301t")
    assert (found.word, found.sign, found.mixed) == ("begrijр\u0301t", "р", True)
    assert re.fullmatch(r"U\+0440", f"U+{ord(found.sign):04X}")
