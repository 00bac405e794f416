"""The parts of a report one by one: texts, names, marks, charts, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mclint.report.columns import columns
from mclint.report.site.charts import Row, chart, draw_map
from mclint.report.site.marks import Mark, cut
from mclint.report.site.names import html_language, unique_names
from mclint.report.site.render import web_link
from mclint.report.site.words import Words, texts

_FIELD = re.compile(r"\{[^}]*\}")


def _pairs(data: Any) -> Iterator[dict[str, Any]]:
    if set(data) == {"nl", "en"}:
        yield data
    else:
        for value in data.values():
            yield from _pairs(value)


def test_every_text_exists_in_both_languages_with_the_same_fields() -> None:
    pairs = list(_pairs(texts()))
    assert len(pairs) > 100
    for pair in pairs:
        assert pair["nl"]
        assert pair["en"]
        assert len(pair["nl"]) == len(pair["en"]) or not isinstance(pair["nl"], list)
        assert sorted(_FIELD.findall(str(pair["nl"]))) == sorted(_FIELD.findall(str(pair["en"])))


def test_no_text_lies_idle() -> None:
    from tests.conftest import ROOT

    folder = ROOT / "src" / "mclint" / "report" / "site"
    used = "".join(
        path.read_text("utf-8")
        for path in [*folder.glob("*.py"), *folder.glob("templates/*"), *folder.glob("../../cli/report.py")]
    )
    computed = {"errors", "warnings", "notes", "high", "medium", "low"}
    idle = [
        key
        for key in texts()["texts"]
        if f'"{key}"' not in used and key not in computed and not key.startswith(("measured-", "unit-"))
    ]
    assert idle == []


def test_numbers_and_days_are_written_for_the_language() -> None:
    assert Words("nl").count(1200, "finding") == "1.200 bevindingen"
    assert Words("en").count(1, "finding") == "1 finding"
    assert Words("nl").day("2025-09-02") == "2 september 2025"
    assert Words("en").day("soon") == "soon"


def test_a_value_never_fills_another_field() -> None:
    assert Words("en").text("map-line", one="{other}", other="x", count=1, of=2) == "{other} and x: 1 of 2"


def test_names_are_safe_and_each_is_there_once() -> None:
    ids = ["a/b", "A/B", "../../etc/passwd", "con", "", "💥", "a/b", "a/b-2", "x" * 300, ".mclint-report", "a\\b:c*?<>|"]
    names = unique_names(ids, "dossier")
    assert names == [
        "a_b",
        "a_b-2",
        "etc_passwd",
        "con-",
        "dossier",
        "dossier-2",
        "a_b-3",
        "a_b-2-2",
        "x" * 80,
        "mclint-report",
        "a-b-c",
    ]


@given(st.lists(st.text(max_size=12)))
def test_any_names_are_safe_and_each_is_there_once(ids: list[str]) -> None:
    names = unique_names(ids, "dossier")
    assert len({name.lower() for name in names}) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9_-]*", name) for name in names)


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(-3, 33), st.integers(-3, 33), st.integers(1, 9))))
def test_a_text_cut_by_marks_stays_the_same_text(text: str, ranges: list[tuple[int, int, int]]) -> None:
    marks = [Mark(start, end, number, "note") for start, end, number in ranges]
    pieces = cut(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    shown = {number for piece in pieces for number in piece.numbers}
    assert shown == {mark.number for mark in marks if max(0, mark.start) < min(len(text), mark.end)}


def test_where_marks_overlap_the_most_severe_one_shows() -> None:
    pieces = cut("de lerende kent", [Mark(0, 15, 1, "note"), Mark(11, 15, 2, "error")])
    assert [(piece.text, piece.severity, piece.numbers) for piece in pieces] == [
        ("de lerende ", "note", ()),
        ("kent", "error", (1, 2)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//evil.example",
        "https://school.example@evil.example/", "https:evil.example", "http:///x", "https://a b", "https://\u202eevil.example",
        "https://evil.example\\@school.example", " https://a.example", "mailto:a@b.example", "https://[", "java\nscript:x", "",
    ],
)  # fmt: skip
def test_only_plain_web_addresses_become_links(text: str) -> None:
    assert web_link(text) == ""


def test_a_plain_web_address_becomes_a_link() -> None:
    assert web_link("https://www.example.org/a?b=c#d") == "https://www.example.org/a?b=c#d"


def test_a_language_is_named_only_where_it_differs_and_is_one() -> None:
    assert html_language("en", "nl") == "en"
    assert [html_language(lang, "nl") for lang in ("nl", "", 'x" onload="', "e1")] == [""] * 4


def test_bars_are_parts_of_the_whole_or_of_the_longest() -> None:
    of_all = chart("x", "t", "u", [Row("a", 1), Row("b", 3)], 4)
    assert [(bar.width, bar.share) for bar in of_all.bars] == [(25, 25), (75, 75)]
    of_longest = chart("x", "t", "u", [Row("a", 1), Row("b", 4)], 0)
    assert [bar.width for bar in of_longest.bars] == [25, 100]
    assert chart("x", "t", "u", [Row("a", 0)], 0).bars[0].width == 0


@given(st.lists(st.sampled_from(["drones", "en", "kaarten", "宽" * 20, "Donaudampfschiff" * 4, "e\u0301"]), min_size=1))
def test_names_on_the_map_are_whole_and_fit_beside_their_dots(words: list[str]) -> None:
    drawn = draw_map({"sector": [(0, [" ".join(words)]), (1, ["b"])]}, [(0, 1, 1.0, "")])
    name = drawn.dots[1]
    assert "".join(text for _, text in name.lines).replace(" ", "") == "".join(words)
    assert all(columns(text) <= 32 for _, text in name.lines)
    ends = [y for dot in drawn.dots for y, _ in dot.lines]
    assert ends == sorted(set(ends))
    assert ends[-1] < drawn.height


def test_the_map_draws_numbers_only() -> None:
    drawn = draw_map({'"><script>': [(0, ["a"]), (1, ["b"])], "x": [(2, ["c"])]}, [(0, 2, 1.0, "a-c"), (2, 1, 0.5, "c-b")])
    assert all(re.fullmatch(r"M\d+ \d+C[\d.]+ \d+ [\d.]+ \d+ \d+ \d+", arc.path) for arc in drawn.arcs)
    assert [arc.thickness for arc in drawn.arcs] == [4.0, 2.5]
    assert sorted(dot.y for dot in drawn.dots) == [dot.y for dot in drawn.dots]
