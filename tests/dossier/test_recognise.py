"""A dossier is known by the keys at its top, however they are written and whatever the file is called."""

from __future__ import annotations

import json
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mclint.dossier import recognise
from mclint.dossier.recognise import DOSSIER_KEYS, is_structured, may_hold_dossier, reads_as_dossier

KEYS = st.sampled_from(sorted(DOSSIER_KEYS))


def escaped(key: str, places: list[int]) -> str:
    return "".join(f"\\u{ord(sign):04x}" if place in places else sign for place, sign in enumerate(key))


@given(KEYS, st.lists(st.integers(0, 16)), st.sampled_from(["a.txt", "a.yaml", "a", "x.json", "a.md", "a.yaml.bak"]))
def test_a_key_with_escapes_is_a_key(key: str, places: list[int], path: str) -> None:
    assert reads_as_dossier(f'"{escaped(key, places)}": 1\n'.encode(), path)


@given(KEYS, st.dictionaries(st.text("abc", min_size=1), st.recursive(st.integers(), st.lists, max_leaves=5), max_size=4))
def test_a_key_counts_at_the_top_only(key: str, others: dict[str, Any]) -> None:
    top = json.dumps({**others, key: 1}).encode()
    assert reads_as_dossier(top, "a.json")
    assert reads_as_dossier(b"%s\n---\n" % json.dumps(others).encode() + top, "a.txt")
    for hidden in ({**others, "x": {key: 1}}, {**others, "x": [key, {key: 1}]}, [key, others, {key: key}], key):
        assert not reads_as_dossier(json.dumps(hidden).encode(), "a.json")


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("x: &k mclint\n*k : 1\n", "a.txt", True),
        ("x: &k title\n*k : mclint\n", "a.txt", False),
        ("x: &k mclint\n---\n*k : 1\n", "a.yaml", False),
        ("? mclint\n: 1\n", "a.txt", True),
        ("'mclint': 1\n", "a.txt", True),
        ("---\ntitle: x\n---\nmclint: 1\n", "a.md", True),
        ("# Uitleg\n\n```yaml\nmclint: 1\n```\n", "README.md", False),
        ("mclint: x: y\n", "notes.txt", False),
        ("mclint: x: y\n", "a.yaml", True),
        ("mclint: 1\nother: [\n", "a.json", True),
        ("mclint: 1\nother: [\n", "a.txt", False),
        ("other: [\nmclint: 1\n", "a.yml", True),
        ("mclint\u00a0: 1\ntitle: x\n", "a.txt", True),
        ("\u201cmclint\u201d: 1\ntitle: x\n", "a.txt", True),
        ("mclint: 1\nlevel:\n\u00a0 nlqf: 3\n\u00a0 eqf: 3\n", "a.txt", True),
        ("---\ntitle: x\n---\nmclint\u00a0: 1\n", "a.md", True),
        ("other: [\nmclint\u00a0: 1\n", "a.yml", True),
        ("other: [\n\u201emclint\u201d: 1\n", "a.yml", True),
        ("other: [\nmclint\u00a0: 1\n", "a.txt", False),
        ("# Uitleg\n\n\u201cmclint\u201d: zie onder\u00a0- en verder: niets\n", "README.md", False),
        ("m\u0441lint: 1\n", "a.txt", True),
        ("mcl\u200bint: 1\n", "a.yaml", True),
        ("{title: x, learning\u00ad_outcomes: []}\n", "a.json", True),
        ("learning_\u043eutcomes: []\n", "a", True),
        ("beschrijving met \u00e9\u00e9n dubbele punt: ja\n", "a.yaml", False),
        ("title: mclint\n", "a.yaml", False),
        ("", "a.yaml", False),
    ],
)
def test_what_reads_as_a_dossier(text: str, path: str, expected: bool) -> None:
    assert reads_as_dossier(text.encode(), path) is expected


def test_no_padding_hides_the_keys() -> None:
    padding = b"# niets\n" * 200_000
    assert len(padding) > 1 << 20
    assert reads_as_dossier(padding + b"mclint: 1\n", "a.txt")
    assert reads_as_dossier("mclint: 1\n".encode("utf-16"), "a.yaml")


@pytest.mark.parametrize("text", ["[" * 5000, "{a: " * 5000, "a: [" + "1," * 300_000], ids=["lists", "maps", "long"])
def test_a_text_is_walked_only_so_far(text: str) -> None:
    steps = 0

    class Counting(recognise._LOADER):  # type: ignore[misc]
        def get_event(self) -> Any:
            nonlocal steps
            steps += 1
            return super().get_event()

    with patch.object(recognise, "_LOADER", Counting):
        assert not reads_as_dossier(b"# \\\n" + text.encode(), "a.yaml")
        assert reads_as_dossier(b"# \\\n" + text.encode() + b"\nmclint: 1\n", "a.yaml")
    assert 0 < steps <= 2 * recognise._MOST_EVENTS


@pytest.mark.parametrize(
    ("path", "expected"),
    [("a.YAML", True), ("a.yml", True), ("x/a.json", True), ("a.yaml.bak", True), ("a.yml~", True), ("a.yaml.txt", True)]
    + [("a.txt", False), ("yaml", False), ("a.yaml/b", False), ("a.md", False)],
)
def test_a_name_says_that_a_file_is_meant_as_yaml(path: str, expected: bool) -> None:
    assert is_structured(path) is expected


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_recognised_or_not(raw: bytes) -> None:
    found = reads_as_dossier(raw, "a.yaml")
    assert not found or may_hold_dossier(raw)


def test_the_loader_is_that_of_the_dossiers() -> None:
    assert recognise._LOADER in (getattr(yaml, "CSafeLoader", None), yaml.SafeLoader)
