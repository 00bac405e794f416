from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mclint.letters.fold import Folded, fold, is_usual, skeleton, word_by_word
from mclint.letters.known import NOTHING_KNOWN, Known
from mclint.nlp.fold import folded
from mclint.nlp.vocabulary import vocabulary
from tests.letters.disguises import HIDDEN, LOOK_ALIKES


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("bеgrijpt", "begrijpt"), ("ΒΕGRIЈPT", "BEGRIJPT"), ("begrĳpt", "begrijpt"), ("begrÿpt", "begrijpt"),
        ("begríjpt", "begrijpt"), ("begrijpt\u0301", "begrijpt"), ("b\u0332egrijpt", "begrijpt"), ("ķënt", "kent"),
        ("ｂｅｇｒｉｊｐｔ", "begrijpt"), ("𝐛𝐞𝐠𝐫𝐢𝐣𝐩𝐭", "begrijpt"), ("ⓑⓔⓖⓡⓘⓙⓟⓣ", "begrijpt"), ("ᴋᴇɴᴛ", "kent"), ("ĸent", "kent"),
        ("beg\u00adrij\u200bpt", "begrijpt"), ("beg\U000e0072rijpt", "begrijpt"), ("beg\u034frijpt\ufe0f", "begrijpt"),
        ("beg\u3164rijpt", "begrijpt"), ("begrijpt\u3164de\u2800regels", "begrijpt de regels"), ("begr\x08ijpt", "begrijpt"),
        ("Іnzicht", "Inzicht"), ("kenni1", "kenni1"), ("inz1cht", "inzicht"), ("lnzicht in", "inzicht in"),
        ("ls zich bewust", "is zich bewust"), ("heeft\u2003\u00a0inzicht", "heeft  inzicht"), ("n．v．t．", "n.v.t."),
        ("5\u20118 weken", "5-8 weken"), ("één vóór cliënt", "één vóór cliënt"), ("zó én", "zo en"), ("wëet", "weet"),
        ("patiëntveiligheid, clíënten", "patiëntveiligheid, cliënten"), ("geïnformeerd", "geïnformeerd"), ("саре", "cape"),
        ("dit is хор", "dit is xop"), ("в Москве", "в Москве"), ("٤٢", "42"), ("σmax kΩ µm", "σmax kΩ µm"),
    ],
)  # fmt: skip
def test_dutch_words_are_read_as_one_sees_them(written: str, read: str) -> None:
    assert folded(written, "nl").text == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("understаnds", "understands"), ("farniliar with", "familiar with"), ("kn0ws", "knows"), ("unders|ands", "unders|ands"),
        ("fami1iar", "familiar"), ("ﬁnds", "finds"), ("résumé", "résumé"), ("ŕesumes", "resumes"), ("learner", "learner"),
        ("cоöperates", "cooperates"), ("µnderstands", "understands"), ("μnderstands", "understands"),
        ("αs.", "as."), ("σmax", "σmax"),
    ],
)  # fmt: skip
def test_english_words_are_read_as_one_sees_them(written: str, read: str) -> None:
    assert folded(written, "en").text == read


@pytest.mark.parametrize(
    "text",
    [
        "", "Stelt een zorgplan op.", "De 1e en 2e les", "H2O, A1 en LO1", "80 m² bij 20 °C, ±5 %", "“Goed” – ‘zo’…", "№ 5 ™ ½",
        "MBO-1/2, 0|1", "Αθήνα, Москва, 東京", "naar α en β", "a\tb\nc",
    ],
)  # fmt: skip
def test_ordinary_texts_come_back_as_they_are(text: str) -> None:
    assert folded(text, "nl") == Folded(text, text)
    assert fold(text) == Folded(text, text)


LETTERS = st.text(
    st.characters(codec="utf-8")
    | st.sampled_from("abcdefghijklmnopqrstuvwxyzIl01| éëïĳﬁ\u0301\u0308")
    | st.sampled_from(HIDDEN)
    | st.sampled_from([sign for signs in LOOK_ALIKES.values() for sign in signs]),
    max_size=30,
)


@settings(deadline=None)
@given(LETTERS, st.sampled_from(["nl", "en", "fr"]))
def test_every_sign_as_read_has_a_place_in_what_is_written(text: str, lang: str) -> None:
    look = folded(text, lang)
    places = [look.back(place, place + 1) for place in range(len(look.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)
    assert all(later[0] >= earlier[1] or later == earlier for earlier, later in pairwise(places))
    assert look.back(0, 0) == (places[0][0],) * 2 if places else (len(text), len(text))


@settings(deadline=None)
@given(LETTERS, st.sampled_from(["nl", "en"]))
def test_the_way_back_and_forth_leads_to_the_same_place(text: str, lang: str) -> None:
    look = folded(text, lang)
    for start in range(len(look.text)):
        low, high = look.into(*look.back(start, start + 1))
        assert low <= start < high
        assert look.back(low, high) == look.back(start, start + 1)


@given(st.text(st.sampled_from("abcxyz ,.-/()'\n"), max_size=60))
def test_plain_letters_are_never_touched_where_no_word_is_known(text: str) -> None:
    assert fold(text).same
    assert is_usual(text, asked=False)
    assert word_by_word(text) == [text]


@settings(deadline=None)
@given(LETTERS)
def test_a_skeleton_looks_like_itself(text: str) -> None:
    assert skeleton(skeleton(skeleton(text))) == skeleton(skeleton(text))


class Counting:
    """Counts the calls of functions of ours, as a measure of work that no other process disturbs."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, frame: FrameType, event: str, _argument: object) -> None:
        self.calls += event == "call" and "mclint" in frame.f_code.co_filename


def work(action: Callable[[], object]) -> int:
    counting, before = Counting(), sys.getprofile()
    sys.setprofile(counting)
    try:
        action()
    finally:
        sys.setprofile(before)
    return counting.calls


DENSE = [
    "bеgrijpt ",
    "ё",
    "a\u0301",
    "\u200b",
    "a\u3164",
    "е1І ",
    "кеnnІs\u00ad ",
    "ë",
    "|a",
    "ĳ ",
    "\U000e0061",
    "ab\u2800c ",
    "rn",
]


@pytest.mark.parametrize("piece", DENSE)
@pytest.mark.parametrize("known", [NOTHING_KNOWN, vocabulary("nl")], ids=["nothing-known", "dutch"])
def test_twice_the_text_is_twice_the_work(piece: str, known: Known) -> None:
    fold(piece * 8, known)  # what is worked out once for each sign does not count
    once, twice = (work(lambda size=size: fold(piece * size, known)) for size in (2_000, 4_000))  # type: ignore[misc]
    assert twice <= 2.5 * once + 100
    assert once <= 60 * 2_000 * len(piece)
