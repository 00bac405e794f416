from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mclint.across.catalogue import Catalogue
from mclint.across.references import circles
from mclint.entries import Entry, ReferenceEntry
from tests.across.making import dossier

BLANK = dossier("x")
GRAPHS = st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefz"), max_size=4), max_size=6)


def entries(graph: dict[str, list[str]]) -> list[Entry]:
    return [
        replace(
            BLANK,
            id=name,
            path=f"{name}.yaml",
            references=tuple(ReferenceEntry(f"/credential/stackable_into/{i}", text) for i, text in enumerate(targets)),
        )
        for name, targets in graph.items()
    ]


def found(graph: dict[str, list[str]]) -> list[list[tuple[str, str]]]:
    return [[(entry.id, reference.text) for entry, reference in circle] for circle in circles(Catalogue(entries(graph)))]


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        ({}, []),
        ({"a": []}, []),
        ({"a": ["b"], "b": []}, []),
        ({"a": ["z"], "b": ["https://example.org/a"]}, []),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, []),
        ({"a": ["a"]}, [[("a", "a")]]),
        ({"a": ["b"], "b": ["a"]}, [[("b", "a"), ("a", "b")]]),
        ({"b": [" a "], "a": ["b"]}, [[("b", " a "), ("a", "b")]]),
        ({"a": ["b"], "b": ["c"], "c": ["a"]}, [[("c", "a"), ("a", "b"), ("b", "c")]]),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, [[("c", "b"), ("b", "c")]]),
        ({"a": ["b"], "b": ["c"], "c": ["a", "b"]}, [[("c", "b"), ("b", "c")]]),
        ({"a": ["a", "b"], "b": ["a"]}, [[("b", "a"), ("a", "b")]]),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, [[("b", "a"), ("a", "b")], [("d", "c"), ("c", "d")]]),
    ],
)
def test_a_circle_starts_at_its_latest_dossier_and_is_the_shortest(
    graph: dict[str, list[str]], expected: list[list[tuple[str, str]]]
) -> None:
    assert found(graph) == expected


def reach(graph: dict[str, list[str]], start: str) -> set[str]:
    seen: set[str] = set()
    left = [target for target in graph[start] if target in graph]
    while left:
        name = left.pop()
        if name not in seen:
            seen.add(name)
            left += [target for target in graph[name] if target in graph]
    return seen


@settings(deadline=None)  # scipy is loaded on first use
@given(GRAPHS)
def test_each_group_that_leads_to_itself_is_told_once(graph: dict[str, list[str]]) -> None:
    reached = {name: reach(graph, name) for name in graph}
    groups = {frozenset(other for other in reached[name] if name in reached[other]) for name in graph if name in reached[name]}
    circles_found = found(graph)
    assert len(circles_found) == len(groups)
    for circle in circles_found:
        names = [name for name, _ in circle]
        assert any(set(names) <= group and names[0] == max(group) for group in groups)
        assert [target for _, target in circle] == [*names[1:], names[0]]
        assert len(set(names)) == len(names)


def test_of_two_dossiers_with_one_id_the_first_counts() -> None:
    first, second = entries({"a": ["b"], "b": ["a"]})
    again = replace(first, path="zz.yaml", references=())
    assert len(list(circles(Catalogue([first, second, again])))) == 1
    assert list(circles(Catalogue([again, first, second]))) == []


def test_a_dossier_without_an_id_is_part_of_no_circle() -> None:
    (entry,) = entries({"a": ["a"]})
    assert list(circles(Catalogue([replace(entry, id="")]))) == []


def test_a_long_chain_is_followed_to_its_end() -> None:
    graph = {f"{number:05}": [f"{number + 1:05}"] for number in range(5000)}
    assert found(graph) == []
    graph["05000"] = ["00000"]
    (circle,) = found(graph)
    assert len(circle) == len(graph)
    assert circle[0] == ("05000", "00000")
