from __future__ import annotations

from dataclasses import astuple

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from mclint.dossier.load import load_bytes
from mclint.dossier.prose import texts_at
from mclint.dossier.tree import Node, Style
from mclint.dossier.wayback import decode
from tests.dossier.reading import node_at

WORDS = st.text(st.sampled_from("abé😀xyz,.-'\"\\#"), min_size=1, max_size=6)
BLANKS = st.sampled_from([" ", "  ", "\t", " \t"])
LINE = st.lists(st.tuples(WORDS, BLANKS), max_size=4).map(lambda parts: "".join(word + blank for word, blank in parts))
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
ESCAPES = st.sampled_from(["\\n", "\\t", '\\"', "\\\\", "\\/", "\\x41", "\\u00e9", "\\U0001F600", "\\ ", "\\_", "\\N", "\\e"])


def outcome(scalar: str, end: str) -> Node | None:
    """Return the node of a scalar behind `text:`, or None where that is no valid text."""
    loaded = load_bytes(f"a: 1{end}text: {scalar}".encode(), "dossier.yaml")
    if loaded.problems or len(loaded.documents) != 1:
        return None
    return loaded.documents[0].node("/text")


def check_way_back(node: Node) -> None:
    """Every character of the decoded text stands in the file where `decode` says, in order."""
    found = decode(node)
    assert found is not None
    assert found.text[: len(node.text)] == node.text
    source = node.source_text
    for index, character in enumerate(node.text):
        start, end = astuple(found.span(index, index + 1))
        assert node.span.start <= start < end
        written = source[start:end]
        folded = character in " \n" and written in ("\n", "\r\n", "\r")
        undone = written.startswith("\\") or written == "''"
        assert written == character or folded or undone, (index, character, written)
    starts = found.starts[: len(node.text)]
    assert starts == sorted(starts)


@given(st.lists(LINE, min_size=1, max_size=5), ENDS, st.integers(1, 3))
def test_plain_scalars_over_several_lines_keep_their_way_back(lines: list[str], end: str, indent: int) -> None:
    node = outcome((end + " " * indent).join(lines) + end, end)
    assume(node is not None and node.style is Style.PLAIN and isinstance(node.value, str) and node.text)
    assert node is not None
    check_way_back(node)


@given(st.lists(LINE, min_size=1, max_size=5), ENDS, st.integers(1, 3))
def test_single_quoted_scalars_keep_their_way_back(lines: list[str], end: str, indent: int) -> None:
    quoted = (end + " " * indent).join(line.replace("'", "''") for line in lines)
    node = outcome(f"'{quoted}'{end}", end)
    assert node is not None
    assert node.style is Style.SINGLE
    check_way_back(node)


@given(st.lists(st.lists(st.one_of(WORDS, BLANKS, ESCAPES), max_size=5), min_size=1, max_size=5), ENDS, st.booleans())
@example([["\\", ""], ["a"]], "\n", True)
def test_double_quoted_scalars_keep_their_way_back(lines: list[list[str]], end: str, continued: bool) -> None:
    written = ["".join(part if part[:1] == "\\" and len(part) > 1 else part.replace("\\", "").replace('"', "") for part in line)
               for line in lines]  # fmt: skip
    joined = (("\\" if continued else "") + end + "  ").join(written)
    node = outcome(f'"{joined}"{end}', end)
    assume(node is not None)
    assert node is not None
    assert node.style is Style.DOUBLE
    check_way_back(node)


BLOCK_LINES = st.lists(st.tuples(st.integers(0, 3), LINE), min_size=1, max_size=6)


@settings(max_examples=300)
@given(
    st.sampled_from("|>"), BLOCK_LINES, ENDS, st.sampled_from(["", "-", "+"]), st.integers(0, 4), st.booleans(),
    st.sampled_from(["", "b: 2", "\n\nb: 2"]), st.booleans(),
)  # fmt: skip
@example("|", [(1, "a"), (0, "b")], "\n", "", 2, False, "", True)
@example(">", [(0, "a"), (2, "b"), (0, ""), (0, "c")], "\r\n", "+", 0, True, "b: 2", True)
def test_block_scalars_keep_their_way_back(
    sign: str, lines: list[tuple[int, str]], end: str, chomping: str, blanks: int, comment: bool, after: str, last: bool
) -> None:
    explicit = "2" if lines[0][0] else ""
    header = f"{sign}{explicit}{chomping}{' # over' if comment else ''}{end}"
    body = end.join("  " + " " * more + line if line else "" for more, line in lines)
    tail = (end if last or after else "") + end * blanks + after
    node = outcome(header + body + tail, end)
    assume(node is not None)
    assert node is not None
    assert node.style in (Style.LITERAL, Style.FOLDED)
    check_way_back(node)


@pytest.mark.parametrize(
    ("source", "word", "covered"),
    [
        ("text: De lerende\n  begrijpt\n  dit.\n", "begrijpt dit", "begrijpt\n  dit"),
        ("text: 'de ''lerende'' begrijpt'\n", "'lerende'", "''lerende''"),
        ('text: "de\\tlerende\\n\\\n  begrijpt"\n', "begrijpt", "begrijpt"),
        ('text: "caf\\u00e9 begrijpt"\n', "café", "caf\\u00e9"),
        ("text: |\n  een\n    twee\n  begrijpt\n", "begrijpt", "begrijpt"),
        ("text: >-\n  een\n  begrijpt\n\n  drie\n", "een begrijpt", "een\n  begrijpt"),
        ("text: >2-\r\n    meer\r\n  begrijpt\r\n", "begrijpt", "begrijpt"),
        ("text: &a 😀 begrijpt\n", "begrijpt", "begrijpt"),
        ("text: !!str 2026 begrijpt\n", "begrijpt", "begrijpt"),
    ],
)
def test_a_word_is_underlined_where_it_stands(source: str, word: str, covered: str) -> None:
    (prose,) = texts_at(node_at(source, "/text"), "nl")
    start = prose.text.index(word)
    span = prose.place(start, start + len(word)).span
    assert source[span.start : span.end] == covered


def test_the_whole_scalar_is_underlined_where_the_way_back_is_not_certain() -> None:
    node = node_at("text: een twee\n", "/text")
    (prose,) = texts_at(node, "nl")
    assert prose.place(4, 4) == node.place
    assert prose.place(4, 99) == node.place
    changed = Node("", node.span, node.kind, value="anders", text="anders", style=node.style, source_text="x" * 99)
    (other,) = texts_at(changed, "nl")
    assert other.place(0, 3) == changed.place


def test_a_text_in_several_languages_gives_one_prose_for_each() -> None:
    node = node_at('title: {nl: Zorg, en-GB: Care, fr: "", de: 5, x-eigen: Z}\n', "/title")
    assert [(prose.lang, prose.text, prose.node.pointer) for prose in texts_at(node, "nl")] == [
        ("nl", "Zorg", "/title/nl"),
        ("en", "Care", "/title/en-GB"),
    ]
    assert [prose.lang for prose in texts_at(node_at("title: Zorg\n", "/title"), "nl")] == ["nl"]
    assert list(texts_at(node_at("title: [Zorg]\n", "/title"), "nl")) == []
