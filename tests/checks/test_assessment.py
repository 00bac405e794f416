"""Which outcome was meant by an assessment that names one that is not there."""

from __future__ import annotations

import pytest

from mclint.checks.assessment import NamesKnown, names_known
from tests.checks.running import hits

PARAMS = NamesKnown(names="/learning_outcomes/*/id", field="outcomes")


def suggested(assessments: str, ids: str = "LO1 LO2 LO3") -> list[str | None]:
    outcomes = ", ".join(f"{{id: {name}}}" for name in ids.split())
    text = f"learning_outcomes: [{outcomes}]\nassessments: [{assessments}]\n"
    return [hit.fields.get("suggestion") for hit in hits(names_known, PARAMS, text, "/assessments/*")]


@pytest.mark.parametrize(
    ("assessments", "expected"),
    [
        ("{id: A1, outcomes: [LO1, LO2]}, {id: A2, outcomes: [LO4]}", ["LO3"]),
        ("{id: A1, outcomes: [LO1, LO2, LO4]}", ["LO3"]),
        ("{id: A1, outcomes: [LO4]}, {id: A2, outcomes: [LO1, LO3]}", ["LO2"]),
        ("{id: A1, outcomes: [LO3]}, {id: A2, outcomes: [LO1, LO2, LO4]}", ["LO3"]),
        ("{id: A1, outcomes: [LO1, LO2, LO3, LO4]}", [None]),
        ("{id: A1, outcomes: [LO4]}", ["LO1"]),
        ("{id: A1, outcomes: [eindgesprek]}", [None]),
    ],
)
def test_an_outcome_that_nothing_covers_is_meant_first(assessments: str, expected: list[str | None]) -> None:
    assert suggested(assessments) == expected


def test_the_help_lists_the_ids_that_there_are() -> None:
    text = "learning_outcomes: [{id: LO1}, {id: LO2}]\nassessments: [{id: A1, outcomes: [x]}]\n"
    (hit,) = hits(names_known, PARAMS, text, "/assessments/*")
    assert hit.fields["known"] == ("LO1", "LO2")
