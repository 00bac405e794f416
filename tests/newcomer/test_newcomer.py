"""A newcomer's first day: from `mclint init` to a dossier that is offered, and twenty ordinary mistakes on the way.

Each mistake is repaired with nothing but what its finding says; then the dossier is what it was.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.newcomer.making import Dossier, Found, table

MISTAKES = table("mistakes")


@pytest.fixture(scope="module")
def offered(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the dossier that a newcomer has in the end."""
    dossier = Dossier.start(tmp_path_factory.mktemp("newcomer"))
    for step in table("filling"):
        if "nudge" in step:
            dossier.set_line("status/status:", f"status: {step['nudge']}")
        assert step["asks"] in {item["rule"] for item in dossier.check()}, step
        for place, text in step["set"].items():
            dossier.set_line(place, text)
        assert step["asks"] not in {item["rule"] for item in dossier.check()}, step
    return dossier.text


@pytest.fixture(scope="module")
def noted(offered: str, tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Return what is noted on that dossier: rule and place."""
    path = tmp_path_factory.mktemp("newcomer") / "valpreventie.yaml"
    path.write_text(offered, "utf-8")
    return _places(Dossier(path).check())


@pytest.fixture
def dossier(offered: str, tmp_path: Path) -> Dossier:
    path = tmp_path / "valpreventie.yaml"
    path.write_text(offered, "utf-8")
    return Dossier(path)


def test_what_the_findings_ask_leads_to_a_dossier_that_is_offered(dossier: Dossier) -> None:
    assert [item for item in dossier.check() if item["severity"] != "note"] == []
    assert "status: offered" in dossier.text


def test_there_are_twenty_mistakes() -> None:
    assert len(MISTAKES) >= 20
    assert len({step["mistake"] for step in MISTAKES}) == len(MISTAKES)


@pytest.mark.parametrize("step", MISTAKES, ids=lambda step: step["mistake"])
def test_a_mistake_is_repaired_with_what_its_finding_says(
    step: dict[str, Any], dossier: Dossier, noted: set[tuple[str, str]]
) -> None:
    dossier.swap(step["write"]["for"], step["write"]["this"])
    found = [item for item in dossier.check() if _places([item]) - noted]
    assert [item["rule"] for item in found] == step["finds"]
    dossier.repair(found, step["repair"])
    assert _places(dossier.check()) <= noted


def _places(findings: list[Found]) -> set[tuple[str, str]]:
    return {(item["rule"], item["pointer"]) for item in findings}
