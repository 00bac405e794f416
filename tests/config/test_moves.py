"""Which file became which, whatever else moved and whatever was written around it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mclint.config import moves
from mclint.config.moves import Lines, alike, equal

COMMON = "mclint: 1\nstatus: offered\nlearning_outcomes:\nassessments:\n"


def moved(gone: dict[str, bytes], new: dict[str, bytes]) -> dict[str, str]:
    """Return what became what, as for the files of a repository."""
    found = equal(gone, new)
    old = {path: raw for path, raw in gone.items() if path not in found.values()}
    return found | alike(old, {path: raw for path, raw in new.items() if path not in found})


def text(number: int, lines: int = 12) -> str:
    """Return a file that has some lines in common with all others and some of its own."""
    return COMMON + "".join(f"  - regel {line} van dossier {number}\n" for line in range(lines))


@given(st.sets(st.integers(0, 99), min_size=1, max_size=8), st.randoms(use_true_random=False), st.data())
def test_each_file_is_found_where_it_went(numbers: set[int], chance: random.Random, data: st.DataObject) -> None:
    """Renamed, with another line end, with up to a third of its lines written anew, and with as much around it as one likes."""
    gone, new, expected = {}, {}, {}
    for number in numbers:
        lines = text(number).splitlines()
        gone[f"oud/{number}.yaml"] = text(number).encode()
        for index in chance.sample(range(4, len(lines)), 4):
            if data.draw(st.booleans()):
                lines[index] = f"nieuw {chance.random()}"
        around = (
            [f"# {chance.random()}" for _ in range(data.draw(st.sampled_from([0, 2, 40])))]
            if lines == text(number).splitlines()
            else []
        )
        end = data.draw(st.sampled_from(["\n", "\r\n"]))
        path = f"nieuw/{chance.random()}.yaml"
        new[path] = end.join([*around, *lines, ""]).encode()
        expected[path] = f"oud/{number}.yaml"
    assert moved(gone, new) == expected


@given(
    st.dictionaries(st.text(max_size=3), st.binary(max_size=9), max_size=6),
    st.dictionaries(st.text(max_size=3), st.binary(max_size=9), max_size=6),
)
def test_each_old_file_is_found_once(gone: dict[str, bytes], new: dict[str, bytes]) -> None:
    found = moved(gone, new)
    assert len(set(found.values())) == len(found)
    assert set(found) <= set(new)
    assert set(found.values()) <= set(gone)
    equal = {old for old, raw in gone.items() if raw in new.values()}
    assert len([old for old in found.values() if old in equal]) >= min(1, len(equal))


def test_files_that_have_little_in_common_are_two() -> None:
    assert moved({"a.yaml": text(1).encode()}, {"b.yaml": text(2).encode()}) == {}


@pytest.mark.parametrize("same", ["a.yaml", "b.yaml"])
def test_of_equal_files_the_one_of_the_same_name_is_meant(same: str) -> None:
    raw = text(1).encode()
    found = moved({"oud/a.yaml": raw, "oud/b.yaml": raw}, {f"nieuw/{same}": raw})
    assert found == {f"nieuw/{same}": f"oud/{same}"}


def test_many_files_are_each_compared_with_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts comparisons: as many again for twice as many files, not four times."""
    calls: list[int] = []
    compare = moves.likeness

    def counting(first: Lines, second: Lines) -> tuple[float, float]:
        calls.append(1)
        return compare(first, second)

    monkeypatch.setattr(moves, "likeness", counting)
    counts = []
    for size in (100, 200, 400):
        calls.clear()
        gone = {f"oud/{number}.yaml": text(number).encode() for number in range(size)}
        new = {f"nieuw/{number}.yaml": (text(number) + "# erbij\n").encode() for number in range(size)}
        assert moved(gone, new) == {f"nieuw/{number}.yaml": f"oud/{number}.yaml" for number in range(size)}
        counts.append(len(calls))
    assert counts == [100, 200, 400]
