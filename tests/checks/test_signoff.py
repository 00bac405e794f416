"""A sign-off whose digest no longer fits: said where the content has changed, not where a mistake in it is told already."""

from __future__ import annotations

import pytest

from tests.checking import check_text
from tests.conftest import ROOT

SIGNED = (ROOT / "examples" / "good" / "valpreventie-ouderenzorg.yaml").read_text("utf-8")
#: A mistake in each part that is signed, which the schema tells.
MISTAKES = {
    "title": ("title: Valpreventie", "title: [Valpreventie]  # "),
    "language": ("language: nl\nstatus", "language: Nederlands\nstatus"),
    "level": ("nlqf: 4", "nlqf: niveau 4"),
    "workload": ("sbu: 80", "sbu: 80 uur"),
    "assessments": ("type: portfolio", "type: map vol werk"),
    "learning_outcomes": ("learning_outcomes:\n", "learning_outcomes:\n  - losse tekst\n"),
}
CHANGES = {"title": ("title: Val", "title: Over val"), "level": ("nlqf: 4", "nlqf: 3"), "workload": ("sbu: 80", "sbu: 160")}
ELSEWHERE = ("country: NL", "country: Nederland")


def rules(*swaps: tuple[str, str]) -> set[str]:
    text = SIGNED
    for old, new in swaps:
        assert old in text, old
        text = text.replace(old, new, 1)
    return {finding.rule for finding in check_text(text).findings}


def test_the_example_is_signed_as_it_is() -> None:
    assert not rules() & {"MC004", "MC404"}


@pytest.mark.parametrize("swap", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_that_the_schema_tells_is_told_once(swap: tuple[str, str]) -> None:
    assert rules(swap) & {"MC004", "MC404"} == {"MC004"}


@pytest.mark.parametrize("swap", CHANGES.values(), ids=CHANGES)
def test_a_change_is_told_also_beside_a_mistake_elsewhere(swap: tuple[str, str]) -> None:
    assert "MC404" in rules(swap)
    assert {"MC004", "MC404"} <= rules(swap, ELSEWHERE)


#: Values that may stay open in a dossier in development: they are no mistake, so nothing is told of them.
OPEN = {
    "type": ("type: portfolio", "type: n.t.b."),
    "level": ("nlqf: 4", 'nlqf: "[niveau]"'),
    "workload": ("sbu: 80", "sbu: tbd"),
}


@pytest.mark.parametrize("swap", OPEN.values(), ids=OPEN)
def test_what_is_still_open_hides_no_change_of_what_was_signed(swap: tuple[str, str]) -> None:
    early = ("status: offered", "status: in-development")
    assert early[0] in SIGNED
    assert rules(early, swap, CHANGES["title"]) & {"MC004", "MC404"} == {"MC404"}
