from __future__ import annotations

import codecs

import pytest

from mclint.dossier.load import load_bytes
from tests.dossier.reading import problems

TEXT = "mclint: 1\ntitle: Zorg voor oudere\u00ebn\n"


@pytest.mark.parametrize(
    ("sign", "message"),
    [
        ("\x00", "control"), ("\x07", "control"), ("\x0b", "control"), ("\x0c", "control"), ("\x1b", "control"),
        ("\x7f", "control"), ("\x9b", "control"), ("\ufffe", "control"), ("\x85", "line-separator"),
        ("\u2028", "line-separator"), ("\u2029", "line-separator"), ("\u202a", "bidi"), ("\u202e", "bidi"),
        ("\u2066", "bidi"), ("\u2069", "bidi"), ("\u00ad", "invisible"), ("\u200b", "invisible"), ("\u200c", "invisible"),
        ("\u200d", "invisible"), ("\u200e", "invisible"), ("\u2060", "invisible"), ("\ufeff", "invisible"),
    ],
)  # fmt: skip
def test_characters_that_do_not_belong_in_a_text(sign: str, message: str) -> None:
    assert problems(f'title: "Zo{sign}rg"\n') == [("MC006", message, sign)]


@pytest.mark.parametrize("sign", ["é", "\t", "\xa0", "“", "😀", "👩‍⚕️", "日本", "می‌خواهم", "שלום\u200f עולם"])
def test_characters_that_do(sign: str) -> None:
    assert problems(f"title: a{sign}b\n") == []


def test_only_what_is_invisible_has_a_safe_fix() -> None:
    loaded = load_bytes("title: Zo\u00adrg\u202e\x07\u2028\n".encode(), "x.yaml")
    fixes = {item.hit.message: item.hit.fix for item in loaded.problems}
    assert [(edit.span.start, edit.text) for edit in fixes["invisible"].edits] == [(9, "")]  # type: ignore[union-attr]
    assert fixes["invisible"].safe  # type: ignore[union-attr]
    assert (fixes["bidi"], fixes["control"], fixes["line-separator"]) == (None, None, None)


def test_a_line_separator_ends_no_line() -> None:
    loaded = load_bytes("title: a\u2028b\nc: 1\n".encode(), "x.yaml")
    assert loaded.source.line_count == 2
    assert loaded.documents[0].root.fields["c"].value == 1


def test_a_byte_order_mark_shifts_nothing() -> None:
    raw = codecs.BOM_UTF8 + TEXT.encode()
    loaded = load_bytes(raw, "x.yaml")
    (problem,) = loaded.problems
    assert (problem.rule, problem.hit.message, problem.hit.fix is not None) == ("MC006", "bom", True)
    title = loaded.documents[0].root.fields["title"]
    assert loaded.source.text[title.span.start : title.span.end] == "Zorg voor ouderen".replace("ouderen", "oudereën")
    assert loaded.source.has_bom
    twice = load_bytes(codecs.BOM_UTF8 + raw, "x.yaml")
    assert twice.documents[0].root.plain() == loaded.documents[0].root.plain()


@pytest.mark.parametrize(
    ("encoding", "message"),
    [
        ("utf-16", "utf-16"), ("utf-16-le", "utf-16"), ("utf-16-be", "utf-16"), ("utf-32", "utf-16"), ("utf-32-be", "utf-16"),
        ("cp1252", "windows-1252"), ("latin-1", "windows-1252"),
    ],
)  # fmt: skip
def test_other_encodings_are_one_finding_and_are_not_read(encoding: str, message: str) -> None:
    loaded = load_bytes(TEXT.encode(encoding), "x.yaml")
    assert [(item.rule, item.hit.message) for item in loaded.problems] == [("MC006", message)]
    assert loaded.documents == []


@pytest.mark.parametrize(
    ("raw", "line", "message"),
    [
        (b"a: 1\nb: \xeb\n", 2, "windows-1252"),
        (b"a: 1\r\nb: 2\r\nc: \xff", 3, "windows-1252"),
        (b"a: \xc3\xa9 \xe9\n", 1, "windows-1252"),
        (b"a: 1\n\x81\n", 2, "not-utf8"),
        (b"\xed\xa0\x80", 1, "windows-1252"),
        (b"a\rb\r\xff", 3, "windows-1252"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d\x90", 1, "not-utf8"),
    ],
)
def test_bad_bytes_are_shown_at_the_start_of_their_line(raw: bytes, line: int, message: str) -> None:
    loaded = load_bytes(raw, "x.yaml")
    (problem,) = loaded.problems
    at = loaded.source.position(problem.hit.place.span.start)
    assert (problem.hit.message, at.line, at.column) == (message, line, 1)


def test_findings_about_characters_stop_at_fifty() -> None:
    assert len(problems("a: " + "\u00ad" * 500)) == 50


def test_a_character_belongs_to_the_document_it_stands_in() -> None:
    loaded = load_bytes("a: 1\n---\nb: Zo\u00adrg\n---\nc: 1\n".encode(), "x.yaml")
    assert [item.document for item in loaded.problems] == [2]
