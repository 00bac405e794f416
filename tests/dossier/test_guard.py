from __future__ import annotations

from dataclasses import replace

import pytest

from mclint.dossier.guard import LIMITS, Limits
from mclint.dossier.load import load_bytes

SMALL = Limits(bytes=2000, depth=4, nodes=20, aliases=3, scalar=30, text=100, path=20, documents=3)


def stopped_at(text: str, limits: Limits = SMALL) -> tuple[str, object, str] | None:
    """Return message, limit and covered text of the one problem, or None where there is none."""
    loaded = load_bytes(text.encode(), "x.yaml", limits)
    if not loaded.problems:
        return None
    (problem,) = loaded.problems
    assert problem.rule == "MC003"
    span = problem.hit.place.span
    return problem.hit.message, problem.hit.fields["limit"], loaded.source.text[span.start : span.end]


@pytest.mark.parametrize(
    ("fine", "wrong", "expected"),
    [
        ("[[[1]]]", "[[[[1]]]]", ("too-deep", 4, "1")),
        ("a: {b: {c: 1}}", "a: {b: {c: {d: 1}}}", ("too-deep", 4, "1")),
        (f"[{'1,' * 19}]", f"[{'1,' * 20}]", ("too-many-nodes", 20, "1")),
        ("a: &x [1,1,1,1,1]\nb: [*x, *x]", "a: &x [1,1,1,1,1]\nb: [*x, *x, *x]", ("too-many-nodes", 20, "*")),
        ("a: &x 1\nb: [*x,*x,*x]", "a: &x 1\nb: [*x,*x,*x,*x]", ("too-many-aliases", 3, "*")),
        (f"a: {'x' * 30}", f"a: {'x' * 31}", ("too-long", 30, "x")),
        (f"a: &x {'x' * 30}\nb: [*x, *x]", f"a: &x {'x' * 30}\nb: [*x, *x, *x]", ("too-much-text", 100, "*")),
        ("abcdefgh: {abcdefgh: {}}", "abcdefgh: {abcdefgh: {abcd: 1}}", ("long-path", 20, "a")),
        ("---\na: 1\n" * 3, "---\na: 1\n" * 4, ("too-many-documents", 3, "---")),
        ("#" * 2000, "#" * 2001, ("too-large", 1, "#")),
    ],
)
def test_at_the_limit_is_fine_and_beyond_it_is_a_finding(fine: str, wrong: str, expected: tuple[str, int, str]) -> None:
    assert stopped_at(fine) is None
    assert stopped_at(wrong) == expected


def test_values_and_aliases_are_counted_over_the_whole_file() -> None:
    found = load_bytes("".join("---\na: [1,1,1,1,1,1,1]\n" for _ in range(3)).encode(), "x.yaml", replace(SMALL, nodes=20))
    assert [item.hit.message for item in found.problems] == ["too-many-nodes"]
    assert len(found.documents) == 2


def test_a_reference_to_itself_stops_the_reading() -> None:
    loaded = load_bytes(b"a: 1\n---\nb: &x {c: [*x]}\n", "x.yaml")
    assert [(item.rule, item.hit.message, item.document) for item in loaded.problems] == [("MC003", "self-reference", 2)]
    assert len(loaded.documents) == 1


@pytest.mark.parametrize("text", ["[a]: b\n", "? {a: 1}\n: b\n", "a: &x [1]\n*x : 2\n", "? - a\n: b\n"])
def test_a_block_cannot_be_a_key(text: str) -> None:
    loaded = load_bytes(text.encode(), "x.yaml")
    assert [(item.rule, item.hit.message) for item in loaded.problems] == [("MC003", "complex-key")]


def test_the_limits_are_those_of_the_documentation() -> None:
    assert (LIMITS.bytes, LIMITS.depth, LIMITS.nodes, LIMITS.aliases) == (1024 * 1024, 64, 50_000, 1_000)
    assert (LIMITS.scalar, LIMITS.documents) == (100_000, 100)
