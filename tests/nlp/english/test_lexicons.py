"""The English word lists: headers, no accidents of YAML, no word on both sides."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mclint.data import rules_dir
from mclint.nlp.english.lexicon import lexicon
from mclint.nlp.lexicon import load

_NAMES = sorted(path.stem for path in (rules_dir() / "lexicons" / "en").glob("*.yaml"))


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


@pytest.mark.parametrize("name", _NAMES)
def test_a_list_says_where_it_comes_from(name: str) -> None:
    data = load("en", name)
    assert data["sources"]
    for source in data["sources"]:
        assert source["title"]
        assert source["year"]
        assert source.get("publisher") or source.get("author")


@pytest.mark.parametrize("name", _NAMES)
def test_no_word_was_taken_for_a_truth_value(name: str) -> None:
    found = [leaf for leaf in _leaves(load("en", name)) if leaf is None or isinstance(leaf, bool)]
    assert not found


def test_states_offer_verbs_instead() -> None:
    assert all(entry["suggestions"] for entry in load("en", "states")["states"].values())
    assert all(entry["suggestions"] for entry in load("en", "frames")["frames"])


def test_suggested_verbs_can_be_seen() -> None:
    lex = lexicon()
    for state, entry in load("en", "states")["states"].items():
        for suggestion in entry["suggestions"]:
            assert suggestion.split()[0] not in lex.states, (state, suggestion)


def test_levels_are_bloom_levels() -> None:
    lex = lexicon()
    assert {level for entry in lex.verbs.values() for level in entry.bloom} == set(range(1, 7))
    assert {level for points in lex.votes.values() for level, _ in points} <= set(range(1, 7))
