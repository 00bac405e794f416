"""A line with marked words in so many columns: they are in view, and what is below them stands below them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mclint.report.columns import clusters, columns
from mclint.report.escape import terminal, terminal_signs
from mclint.report.frame import Frame, frame
from tests.report.test_columns import TEXTS

LINE = "    text: De lerende begrijpt waarom een bewoner met dementie 's nachts eerder valt dan overdag."


def under(shown: Frame) -> str:
    """Return the signs of which a column is marked."""
    return under_line(shown.text, " " * shown.start + "^" * shown.length)


def under_line(text: str, marks: str) -> str:
    """Return the signs of a line that have a caret in the line below."""
    found, place = "", 0
    for sign, width in clusters(text):
        found += sign if "^" in marks[place : place + width] else ""
        place += width
    return found


def seen(text: str) -> str:
    """Return the signs of a text that have a width."""
    return "".join(sign for sign, width in clusters(text) if width)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("a: 日本 begrijpt", "begrijpt"), ("a: 日本語 x", "本"), ("a: 👩‍👩‍👧 begrijpt", "begrijpt"), ("a: 👍🏽👍🏽 kent", "kent"),
        ("a: 🇳🇱 kent", "kent"),
        ("a: cli\u0065\u0308nt kent", "kent"), ("a: cli\u0065\u0308nt kent", "cli\u0065\u0308nt"), ("a: 각각 kent", "kent"),
        ("a: ❤️ kent", "kent"), ("a: 1️⃣ kent", "kent"), ("a: ##[error] kent", "kent"), ("a:\tkent", "kent"),
        ("a: שלום kent", "kent"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ahead", [0, 30, 300])
@pytest.mark.parametrize("behind", ["", " en nog veel meer woorden" * 20])
def test_the_marks_stand_below_the_word(line: str, word: str, ahead: int, behind: str) -> None:
    text = "x" * ahead + line + behind
    start = text.index(word)
    for room in (20, 40, 60, 200):
        shown = frame(text, start, start + len(word), room)
        assert under(shown) == seen(word)
        assert shown.length == columns(word)
        assert columns(shown.text) <= room


def test_a_line_is_shown_from_its_beginning_where_the_words_are_in_view() -> None:
    start = LINE.index("begrijpt")
    assert frame(LINE, start, start + 8, 97) == Frame(LINE, 21, 8)
    assert frame(LINE, start, start + 8, 40) == Frame("    text: De lerende begrijpt waarom ee…", 21, 8)


def test_words_far_to_the_right_are_in_view_between_ellipses_or_at_the_end() -> None:
    start = LINE.index("nachts")
    assert frame(LINE, start, start + 6, 30) == Frame("…ementie 's nachts eerder val…", 12, 6)
    start = LINE.index("overdag")
    assert frame(LINE, start, start + 7, 30) == Frame("…chts eerder valt dan overdag.", 22, 7)


def test_of_words_that_do_not_fit_the_start_is_in_view() -> None:
    start = LINE.index("De")
    assert frame(LINE, start, len(LINE), 30) == Frame("    text: De lerende begrijpt…", 10, 19)
    start = LINE.index("waarom")
    assert frame(LINE, start, len(LINE), 30) == Frame("…grijpt waarom een bewoner me…", 8, 21)


def test_a_place_without_a_width_has_one_column() -> None:
    assert frame("ab", 2, 2, 20) == Frame("ab", 2, 1)
    assert frame("ab", 9, 12, 20) == Frame("ab", 2, 1)
    assert frame("", 0, 0, 20) == Frame("", 0, 1)
    assert frame("a\u200bb", 1, 2, 20) == Frame("a\u200bb", 1, 1)
    assert frame("x" * 20, 20, 20, 20) == Frame("…" + "x" * 18, 19, 1)


@given(TEXTS, st.data(), st.integers(8, 90))
def test_any_place_of_any_line_is_in_view_and_marked(line: str, data: st.DataObject, room: int) -> None:
    start = data.draw(st.integers(0, len(line) + 2))
    end = data.draw(st.integers(start, len(line) + 2))
    shown = frame(line, start, end, room)
    assert columns(shown.text) <= room
    assert 0 <= shown.start < shown.start + shown.length <= room
    whole = terminal(f"x{line}")[1:]
    assert shown.text.removeprefix("…").removesuffix("…") in f"{whole}…"
    before, marked, after = ("".join(terminal_signs(line)[part]) for part in (slice(start), slice(start, end), slice(end, None)))
    if [*clusters(before), *clusters(marked), *clusters(after)] != [*clusters(whole)]:  # it starts or ends within a sign
        return
    if not columns(marked):
        assert shown.length <= 2
    elif columns(marked) + 2 <= room:
        assert shown.length == columns(marked)
        assert under(shown) == seen(marked)
    else:
        assert shown.length > room // 2 - 3
        assert seen(marked).startswith(under(shown))


@given(TEXTS)
def test_what_is_shown_sign_by_sign_is_what_is_shown_of_the_line(line: str) -> None:
    signs = terminal_signs(line)
    assert len(signs) == len(line)
    assert "".join(signs) == terminal(f"x{line}")[1:]


def test_a_line_of_a_megabyte_is_looked_at_around_its_mark_only(monkeypatch: pytest.MonkeyPatch) -> None:
    import mclint.report.frame as module

    looked: list[int] = []

    def counted(text: str) -> list[str]:
        looked.append(len(text))
        return terminal_signs(text)

    monkeypatch.setattr(module, "terminal_signs", counted)
    shown = frame("日" * 500_000 + "kent" + "é" * 500_000, 500_000, 500_004, 80)
    assert under(shown) == "kent"
    assert sum(looked) < 5000
