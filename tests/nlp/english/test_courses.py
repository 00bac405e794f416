"""What a course does, a learner undergoes or a heading names is told apart from what a learner does."""

from __future__ import annotations

import pytest

from mclint.nlp.read import analyse


@pytest.mark.parametrize(
    ("text", "lemma", "kind"),
    [
        ("Session 4: fire doors and escape routes", None, "topic"),
        ("Day 1: getting to know the warehouse", None, "topic"),
        ("Unit 4: weld a butt joint in flat position", "weld", "action"),
        ("Reefs a mainsail before the wind rises.", "reef", "action"),
        ("Learners attend a talk by a fire officer.", "attend", "teaching"),
        ("Trainees receive feedback on their portfolio.", "receive", "teaching"),
        ("The group visits a recycling plant.", "visit", "teaching"),
        ("Visits a client at home and records the wound.", "visit", "action"),
        ("Keeps up to date with developments", "keep", "state"),
    ],
)
def test_the_first_predicate(text: str, lemma: str | None, kind: str) -> None:
    first = analyse(text, "en").predicates[0]
    assert (first.lemma, first.kind.value) == (lemma, kind)
