from __future__ import annotations

import pytest
import yaml

from mclint.dossier import build
from mclint.dossier.load import load_bytes
from mclint.dossier.tree import Kind, Node, Style
from tests.dossier.reading import covered, document, node_at, problems


@pytest.fixture(params=["libyaml", "python"], autouse=True)
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test with libyaml and with PyYAML's own parser, which is used where libyaml is not built in."""
    loader = yaml.SafeLoader if request.param == "python" else getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    monkeypatch.setattr(build, "_LOADER", loader)


@pytest.mark.parametrize(
    ("text", "pointer", "value"),
    [
        ("title: Zorg\n", "/title", "Zorg"),
        ("title:   'Zorg'  # over\n", "/title", "'Zorg'"),
        ('title: "a\\tb"\n', "/title", '"a\\tb"'),
        ("title: Zorg\n  en welzijn\nb: 1\n", "/title", "Zorg\n  en welzijn"),
        ("text: >-\n  een\n  twee\n\nb: 1\n", "/text", ">-\n  een\n  twee"),
        ("text: |  # over\n  een\n\n\nb: 1\n", "/text", "|  # over\n  een"),
        ("a: {b: [1, 2], c: 3}\n", "/a", "{b: [1, 2], c: 3}"),
        ("a: {b: [1, 2], c: 3}\n", "/a/b", "[1, 2]"),
        ("a: {b: [1, 2], c: 3}\n", "/a/b/1", "2"),
        ("a:\n  b: 1\n  c: 2\n\nd: 3\n", "/a", "b: 1\n  c: 2"),
        ("a:\n  - x\n  - y: 1\n    z: 2\nb: 1\n", "/a", "- x\n  - y: 1\n    z: 2"),
        ("a:\n  - x\n  - y: 1\n    z: 2\nb: 1\n", "/a/1", "y: 1\n    z: 2"),
        ("a:\nb: 1\n", "/a", ""),
        ("a: &x Zorg\n", "/a", "Zorg"),
        ("a: &x !!str Zorg\n", "/a", "Zorg"),
        ("a: !!str &x Zorg\n", "/a", "Zorg"),
        ("a: !<tag:yaml.org,2002:str> 5\n", "/a", "5"),
        ("a: &x  # over\n  b: 1\n", "/a", "b: 1"),
        ("a: &x\n  - 1\n", "/a", "- 1"),
        ("a: &x {b: 1}\n", "/a", "{b: 1}"),
        ("a: [&x , b]\n", "/a/0", ""),
        ("😀: 😀 zorg 😀\nb: é\n", "/b", "é"),
        ("a: 1\r\nb: >\r\n  een\r\n  twee\r\nc: 3\r\n", "/b", ">\r\n  een\r\n  twee"),
        ("a: 1\rb: [1,\r 2]\rc: 3\r", "/b", "[1,\r 2]"),
        ("x: {é: [😀, ü]}\n", "/x/é/1", "ü"),
    ],
)
def test_values_know_where_they_stand(text: str, pointer: str, value: str) -> None:
    assert covered(text, node_at(text, pointer)) == value


def test_keys_know_where_they_stand() -> None:
    text = "a: 1\n\"b c\":\n  ? d\n  : 2\n'e': {f : 3}\n"
    root = document(text).root
    keys = {node.pointer: text[node.key_span.start : node.key_span.end] for node in root.walk() if node.key_span}
    assert keys == {"/a": "a", "/b c": '"b c"', "/b c/d": "d", "/e": "'e'", "/e/f": "f"}


@pytest.mark.parametrize(
    "text",
    [
        "a:\n  - 1\n  - b: 2\n    c: - 3\n".replace("c: - 3", "c: 3"),
        "a:\n- 1\n# - niet deze\n- 2\n",
        "a:\n  -\n    b: 1\n  - |\n    - tekst\n  - [x, - y]\n".replace("- y", "y"),
        "- - 1\n  - 2\n- 3\n",
        "a:\r\n  - 1\r\n  - 2\r\n",
        "a:\r  - &x 1\r  - *x\r",
        "a:\n  - - - 1\n    - 2\n  -   3\n",
        'a:\n  - "- x\n    - y"\n  - 4\n',
        "a:\n  -\n  -\n  - b\n",
    ],
)
def test_items_of_a_block_list_know_their_dash(text: str) -> None:
    seen = []
    for node in document(text).root.walk():
        parent = node.parent
        if parent is not None and parent.kind is Kind.LIST and text[parent.span.start] != "[":
            assert node.dash is not None
            assert text[node.dash.start : node.dash.end] == "-"
            column = node.dash.start - max(text.rfind("\n", 0, node.dash.start), text.rfind("\r", 0, node.dash.start))
            first = parent.items[0].dash
            assert first is not None
            assert column == first.start - max(text.rfind("\n", 0, first.start), text.rfind("\r", 0, first.start))
            seen.append(node.dash)
    assert len(seen) == len(set(seen)) >= 2


def test_items_of_a_flow_list_are_marked_at_their_first_sign() -> None:
    node = node_at("a: [bc, {d: 1}]\n", "/a/1")
    assert node.dash is not None
    assert "a: [bc, {d: 1}]\n"[node.dash.start : node.dash.end] == "{"


def test_styles_and_values() -> None:
    text = "a: 80\nb: '80'\nc: \"80\"\nd: |\n  80\ne: >\n  80\nf: !!str 80\ng: ! 80\nh: 1.10\ni: ~\nj: 2026-01-31\n"
    root = document(text).root
    assert {key: (node.value, node.text, node.style) for key, node in root.fields.items()} == {
        "a": (80, "80", Style.PLAIN),
        "b": ("80", "80", Style.SINGLE),
        "c": ("80", "80", Style.DOUBLE),
        "d": ("80\n", "80\n", Style.LITERAL),
        "e": ("80\n", "80\n", Style.FOLDED),
        "f": ("80", "80", Style.PLAIN),
        "g": ("80", "80", Style.PLAIN),
        "h": (1.1, "1.10", Style.PLAIN),
        "i": (None, "~", Style.PLAIN),
        "j": ("2026-01-31", "2026-01-31", Style.PLAIN),
    }


def test_an_alias_gives_a_tree_of_its_own_with_the_places_of_the_anchor() -> None:
    text = "a: &x {b: [1], c: d}\ne:\n  - *x\n"
    root = document(text).root
    node = root.fields["e"].items[0]
    assert (node.aliased, node.dash is not None, covered(text, node)) == (True, True, "{b: [1], c: d}")
    child = node.fields["b"].items[0]
    assert (child.pointer, child.value, covered(text, child)) == ("/e/0/b/0", 1, "1")
    assert child.parent is node.fields["b"]
    assert node.parent is root.fields["e"]
    assert not root.fields["a"].aliased


def test_an_anchor_can_be_set_again() -> None:
    root = document("a: &x 1\nb: *x\nc: &x 2\nd: *x\ne: &x {f: &x 3, g: *x}\n").root
    assert root.plain() == {"a": 1, "b": 1, "c": 2, "d": 2, "e": {"f": 3, "g": 3}}


def test_an_alias_can_be_a_key() -> None:
    assert document("a: &x b\n*x : 1\n").root.plain() == {"a": "b", "b": 1}


def test_of_a_repeated_key_the_last_value_counts() -> None:
    text = "a: 1\nb: 2\na: 3\n'a': 4\n"
    loaded = load_bytes(text.encode(), "x.yaml")
    assert loaded.documents[0].root.plain() == {"b": 2, "a": 4}
    assert [(item.rule, item.hit.message, item.hit.place.pointer) for item in loaded.problems] == [
        ("MC002", "repeated", "/a")
    ] * 2
    first, second = loaded.problems
    assert text[first.hit.place.span.start :].startswith("a: 3")
    assert text[second.hit.place.span.start : second.hit.place.span.end] == "'a'"
    assert first.hit.related[0].place.span.start == 0


def test_repeated_keys_are_found_at_every_depth_and_also_below_own_keys() -> None:
    assert problems("x-a: {b: {c: 1, c: 2}}\n") == [("MC002", "repeated", "c")]
    assert problems("a: [{b: 1}, {b: 2}]\n") == []


def test_documents_are_counted_with_the_empty_ones_left_out() -> None:
    loaded = load_bytes(b"---\n---\na: 1\n---\n# leeg\n---\nb: 2\nb: 3\n", "x.yaml")
    assert [document.number for document in loaded.documents] == [2, 4]
    assert [item.document for item in loaded.problems] == [4]


def test_documents_before_a_broken_one_are_kept() -> None:
    loaded = load_bytes(b"a: 1 # een\n---\nb: 2 # twee\n---\nc: [ # mclint: ignore[MC1]\n", "x.yaml")
    assert [document.root.plain() for document in loaded.documents] == [{"a": 1}, {"b": 2}]
    assert [[comment.text for comment in document.comments] for document in loaded.documents] == [["# een"], ["# twee"]]
    assert [(item.rule, item.document) for item in loaded.problems] == [("MC001", 3)]


@pytest.mark.parametrize(
    ("text", "pointer", "name"),
    [("? a\n: 1\n", "/a", "a"), ("? \n: 1\n", "/", ""), ("~: 1\n", "/~0", "~"), ("1: a\n", "/1", "1"),
     ("a/b~c: 1\n", "/a~1b~0c", "a/b~c"),
     ('"": 1\n', "/", ""), ("true: 1\n", "/true", "true")],
)  # fmt: skip
def test_keys_are_texts(text: str, pointer: str, name: str) -> None:
    node = node_at(text, pointer)
    assert node.key == name


def test_a_merge_key_is_reported_and_does_not_count() -> None:
    loaded = load_bytes(b"a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n", "x.yaml")
    assert loaded.documents[0].root.plain() == {"a": {"b": 1}, "c": {"d": 2}}
    assert [(item.rule, item.hit.message, item.hit.place.pointer) for item in loaded.problems] == [
        ("MC003", "merge-key", "/c/<<")
    ]
    assert document("'<<': 1\n").root.plain() == {"<<": 1}


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a: !!python/object:os.system x\n", "!!python/object:os.system"),
        ("a: !eigen x\n", "!eigen"),
        ("a: !!set {b}\n", "!!set"),
        ("a: !!timestamp 2026-01-01\n", "!!timestamp"),
        ("a: &x !!binary aGk=\n", "&x !!binary"),
        ("!!omap\n- a: 1\n", "!!omap"),
    ],
)
def test_only_the_plain_tags_are_allowed(text: str, seen: str) -> None:
    assert problems(text) == [("MC003", "unknown-tag", seen)]


@pytest.mark.parametrize(
    "text",
    ["a: !!str 1\n", "a: !!int 1\n", "a: !!float 1.5\n", "a: !!bool true\n", "a: !!null\n", "a: !!map {}\n", "a: !!seq []\n"],
)
def test_the_plain_tags_are_allowed(text: str) -> None:
    assert problems(text) == []


def test_the_tree_is_in_the_order_of_the_file() -> None:
    def order(node: Node) -> list[str]:
        return [item.pointer for item in node.walk()]

    assert order(document("b: 1\na: [2, {c: 3}]\n").root) == ["", "/b", "/a", "/a/0", "/a/1", "/a/1/c"]


def test_a_lone_surrogate_never_becomes_text() -> None:
    ((rule, message, _),) = problems('a: "\\uD800"\n')
    assert (rule, message) in {("MC001", "backslash"), ("MC001", "unreadable")}
