"""Whatever a change does to a dossier in turn: a loosening is an error, and what is harmless passes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.gate.edits import LOOSENINGS, SIGNED_CONTENT, Edit, then, with_new_decision, with_status
from tests.gate.judging import GATE, OF_THE_CHANGE, Shelf, catalogue, judge
from tests.gate.others import NO_DOSSIERS
from tests.gate.steps import HARMLESS, SLY, Step
from tests.gate.trees import START, Tree

#: Each example makes a repository and runs the whole gate: a quarter of a second. To explain a failure would take minutes.
_FEW = settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

starts = st.sampled_from(START)
#: How the check may be called: what is new against any revision changes nothing in what is said of the change.
calls = st.sampled_from([GATE, ("--since", "main", *GATE), ("--since", "HEAD", *GATE)])
#: What a school may do to the text of a dossier without anybody's leave, or with a decision of the committee.
HARMLESS_EDITS: dict[str, Edit] = {
    "nothing": str,
    "a new decision": with_new_decision,
    "retired": with_status("retired"),
    **{name: then(edit, with_new_decision) for name, edit in SIGNED_CONTENT.items() if name != "language"},
}


def rows(steps: Sequence[Step]) -> st.SearchStrategy[list[Step]]:
    return st.lists(st.sampled_from(list(steps)), max_size=5, unique=True)


def taken(start: Callable[[], Tree], edit: Edit, steps: list[Step]) -> Tree:
    """Return the catalogue in which one dossier was edited and taken through some steps."""
    tree = start().edited(edit)
    for step in steps:
        tree = step(tree)
    return tree


@_FEW
@given(starts, st.sampled_from(sorted(LOOSENINGS)), rows([*HARMLESS, *SLY]), st.booleans(), calls)
def test_no_way_to_take_a_loosened_dossier_makes_it_pass(
    shelf: Shelf, start: Callable[[], Tree], loosening: str, steps: list[Step], commits: bool, call: tuple[str, ...]
) -> None:
    made = taken(start, LOOSENINGS[loosening], steps).lay(shelf.take(catalogue()))
    if commits:
        made.commit()
    found = judge(made, *call)
    assert found.code == 1, str(found)
    assert OF_THE_CHANGE & found.errors, str(found)


@_FEW
@given(starts, st.sampled_from(sorted(HARMLESS_EDITS)), rows(HARMLESS), st.sets(st.sampled_from(sorted(NO_DOSSIERS)), max_size=3))
def test_no_row_of_harmless_steps_is_refused(
    shelf: Shelf, start: Callable[[], Tree], edit: str, steps: list[Step], others: set[str]
) -> None:
    made = taken(start, HARMLESS_EDITS[edit], steps).lay(shelf.take(catalogue()))
    for path in others:
        made.write(path, NO_DOSSIERS[path])
    made.commit()
    found = judge(made)
    assert found.code == 0, str(found)
    assert not found.errors, str(found)
