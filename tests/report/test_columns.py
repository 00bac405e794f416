"""Texts in columns: what a terminal makes of wide, joined and combining signs, and lines that fit."""

from __future__ import annotations

import re
import sys

import pytest
import wcwidth
from hypothesis import given
from hypothesis import strategies as st

from mclint.report.columns import PLAIN, clusters, columns, hanging, wrap
from mclint.report.escape import terminal, visible
from tests.hostile.cases import PAYLOADS
from tests.hostile.readers import check_people

#: Texts of all kinds, with more of what is wide, joined, combining, right to left, or of no width than chance would give.
SIGNS = st.one_of(
    st.characters(),
    st.sampled_from([*"aé -/:#[日本👩❤🇳🇱각אبคำก็", *"\u0301\u200d\ufe0f\u200b\u00ad\U0001f3fd\u0915\u094d\u0937\t\x1b\u202e"]),
    st.sampled_from(["👩‍👩‍👧", "e\u0301", "🇳🇱", "❤️‍🔥", "::error::", "##[error]", "  ", "De lerende "]),
)
TEXTS = st.lists(SIGNS, max_size=120).map("".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zorg", 4), ("cliënt", 6), ("cli\u0065\u0308nt", 6), ("日本", 4), ("👩‍👩‍👧", 2), ("👍🏽", 2), ("🇳🇱", 2),
        ("❤️", 2), ("1️⃣", 2), ("…", 1), ("€ 5 – “ja”", 10), ("a\u200bb", 2), ("각", 2), ("שלום", 4), ("", 0),
    ],
)  # fmt: skip
def test_a_text_takes_as_many_columns_as_a_terminal_needs(text: str, expected: int) -> None:
    assert columns(text) == expected


def test_what_needs_no_table_has_one_column_in_the_table() -> None:
    plain = [chr(code) for code in range(sys.maxunicode + 1) if PLAIN.fullmatch(chr(code))]
    assert len(plain) > 700
    assert {sign for sign in plain if wcwidth.wcwidth(sign) != 1} == set()
    assert list(wcwidth.iter_graphemes("".join(plain))) == plain


@given(TEXTS)
def test_a_text_in_signs_is_the_same_text_and_no_sign_is_wider_than_two(text: str) -> None:
    found = list(clusters(terminal(text)))
    assert "".join(sign for sign, _ in found) == terminal(text)
    assert {width for _, width in found} <= {0, 1, 2}


@given(TEXTS, st.integers(2, 60), st.none() | st.integers(2, 60))
def test_lines_fit_and_lose_nothing_but_blanks(text: str, width: int, later: int | None) -> None:
    lines = wrap(text, width, later)
    assert columns(lines[0]) <= width
    assert all(columns(line) <= (width if later is None else later) for line in lines[1:])
    assert "".join(lines).replace(" ", "") == terminal(text).replace(" ", "")
    check_people("\n".join(lines))


@given(TEXTS, st.integers(10, 60))
def test_a_line_is_broken_between_words_where_a_word_fits(text: str, width: int) -> None:
    words = re.sub("[ \t]+", " ", visible(text)).strip(" ").split(" ")
    if all(columns(word) < width // 2 for word in words) and ":" not in text and "#" not in text:
        assert [word for line in wrap(" ".join(words), width) for word in line.split(" ")] == words


def test_a_long_path_is_broken_behind_a_slash_and_a_sign_never_in_two() -> None:
    assert wrap("map/onderwijs/zorg/dossier.yaml:1:1: fout", 20) == ["map/onderwijs/zorg/", "dossier.yaml:1:1:", "fout"]
    assert wrap("👩‍👩‍👧" * 3, 5) == ["👩‍👩‍👧👩‍👩‍👧", "👩‍👩‍👧"]
    assert wrap("e\u0301" * 5, 2) == ["e\u0301" * 2, "e\u0301" * 2, "e\u0301"]


def test_later_lines_hang_below_the_text() -> None:
    assert list(hanging("   = ", "hulp: noem wat de lerende doet", 20)) == ["   = hulp: noem wat", "     de lerende doet"]
    assert list(hanging("   = ", "hulp: noem wat de lerende doet", None)) == ["   = hulp: noem wat de lerende doet"]


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=list(PAYLOADS))
def test_no_break_makes_a_command_of_a_text(payload: str) -> None:
    for width in range(10, 40):
        check_people("\n".join(hanging("  = ", f"waarde {payload} {payload}", width)))
