"""Twice as much to judge takes at most three times the work, counted in calls and never in seconds."""

from __future__ import annotations

import pytest

from mclint.config.settings import Settings
from mclint.engine.check import Checker
from mclint.engine.reader import CachedReader
from tests.conftest import TODAY
from tests.counting import calls
from tests.hostile.growth import GROWTH

#: What is the same for every size: plans, word lists and the like are made once before anything is counted.
_MOST = 3.0


def work(text: str) -> int:
    """Return how many calls it takes to judge a text, of Python functions and of built-in ones."""
    checker = Checker(TODAY, CachedReader(None), "nl")
    checker.check(b"mclint: 1\n", "dossier.yaml", Settings())
    checker.reader.difficulty("zorg", "nl")  # imports its library
    result = None

    def check() -> None:
        nonlocal result
        result = checker.check(text.encode(), "dossier.yaml", Settings())

    count = calls(check)
    assert result is not None
    assert result.findings
    return count


@pytest.mark.parametrize("kind", GROWTH)
def test_twice_as_much_takes_at_most_three_times_the_work(kind: str) -> None:
    make, size = GROWTH[kind]
    work(make(2))
    assert work(make(2 * size)) <= _MOST * work(make(size)), kind
