"""The hash of a line is the one that GitHub code scanning computes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mclint.dossier.source import split_lines
from mclint.report.fingerprints import line_hashes

LOREM = "Lorem ipsum dolor sit amet.\n" * 10
VECTORS = {
    "": ["c129715d7a2bc9a3:1"],
    " a\nb\n  \t\tc\n d": ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
    LOREM: [
        *(f"a7f2ff13bc495cf2:{count}" for count in range(1, 7)),
        "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1",
    ],
}  # fmt: skip


def hashes(text: str) -> list[str]:
    lines = split_lines(text)
    found = line_hashes(lines, range(1, len(lines) + 1))
    return [found[number] for number in sorted(found)]


@pytest.mark.parametrize("text", VECTORS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_published_vectors_hold_for_every_line_end(text: str, end: str) -> None:
    assert hashes(text.replace("\n", end)) == VECTORS[text]


@given(st.text(alphabet="ab \t\n\r😀é", max_size=300))
def test_every_line_has_a_value_of_its_own(text: str) -> None:
    found = hashes(text)
    assert len(found) == len(split_lines(text))
    assert len(set(found)) == len(found)


@given(st.text(alphabet="ab\n", max_size=200), st.sampled_from([" ", "\t", "  \t"]))
def test_blanks_and_tabs_change_nothing(text: str, blanks: str) -> None:
    assert hashes(text.replace("a", f"{blanks}a{blanks}")) == hashes(text)


def test_lines_beyond_the_file_are_left_out() -> None:
    assert line_hashes(["a"], [1, 2, 0]) == {1: hashes("a")[0]}
