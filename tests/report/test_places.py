from __future__ import annotations

import pytest

from mclint.dossier.source import split_lines
from mclint.findings import Location
from mclint.model import Position
from mclint.report.places import line_finder

FILE = "a: 1\nb: 2\nc: 3\n"


@pytest.mark.parametrize(
    ("text", "start", "end", "shown"),
    [
        (FILE, (2, 1), (2, 5), (2, 2)),
        (FILE, (1, 1), (3, 5), (1, 3)),
        (FILE, (2, 1), (3, 1), (2, 2)),
        (FILE, (1, 4), (4, 1), (1, 3)),
        (FILE, (4, 1), (4, 1), (3, 3)),
        (FILE, (2, 1), (2, 1), (2, 2)),
        ("a: 1", (1, 5), (1, 5), (1, 1)),
        ("", (1, 1), (1, 1), (1, 1)),
        (None, (7, 1), (9, 2), (7, 9)),
    ],
)
def test_lines_are_those_that_a_page_shows(
    text: str | None, start: tuple[int, int], end: tuple[int, int], shown: tuple[int, int]
) -> None:
    find = line_finder(lambda _: None if text is None else split_lines(text))
    assert find(Location("a.yaml", Position(*start), Position(*end))) == shown
