"""Bloom levels by votes and lists."""

from __future__ import annotations

import pytest

from mclint.nlp.english.bloom import Basis, rate
from mclint.nlp.english.reading import read
from mclint.nlp.pipeline import tokenise


def highest(text: str) -> list[int]:
    return [max(item.bloom) for item in read(text, tokenise(text, "en")).predicates if item.bloom]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Describe the parts of a flower.", 2),
        ("Apply the rule of three to recipes.", 3),
        ("Evaluate the quality of a translation.", 5),
        ("Design a chair for a school.", 6),
        ("Understand how a lock works.", 2),
        ("Washes hair.", 3),
    ],
)
def test_common_verbs(text: str, level: int) -> None:
    assert highest(text) == [level]


def test_a_topic_has_no_level() -> None:
    assert highest("Hygiene") == []


def test_votes_decide_and_lower_levels_of_the_lists_stay() -> None:
    votes = {"v=weave": ((3, 2), (6, 1)), "t=new": ((6, 4),)}
    assert rate(votes, [Basis(("weave",), (2, 3))], 0, ["new"]) == (2, 3, 6)
    assert rate(votes, [Basis(("weave",), (2, 3))], 0, ["old"]) == (2, 3)


def test_a_verb_without_ratings_keeps_its_lists() -> None:
    votes = {"v=weave": ((3, 2),), "t=new": ((6, 4),)}
    assert rate(votes, [Basis(("felt",), (3, 6))], 0, ["new"]) == (3, 6)
    assert rate(votes, [Basis(("felt",), (3, 6))], 0, ["old"]) == (3,)
    assert rate(votes, [Basis(("felt",))], 0, ["new"]) == ()


def test_hand_work_is_not_moved_by_votes() -> None:
    votes = {"v=weave": ((6, 9),)}
    assert rate(votes, [Basis(("weave",), (3,), bound=True)], 0, []) == (3,)
