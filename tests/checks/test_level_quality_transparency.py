from __future__ import annotations

import pytest

from mclint.catalog.registry import load_registry
from mclint.checks.level import Awarded, awarded
from mclint.checks.quality import Process, process
from mclint.checks.transparency import Elements, elements
from tests.checks.running import hits

MBO = Awarded(nlqf=("1", "2", "3", "4"), one_above="5")


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("{nlqf: 1}", []),
        ('{nlqf: "4", eqf: 8}', []),
        ("{nlqf: 5}", ["outside"]),
        ("{nlqf: 5, rationale: Bewijs}", ["one-above"]),
        ("{nlqf: 6, rationale: Bewijs}", ["outside"]),
        ("{nlqf: entry}", ["entry"]),
        ("{nlqf: 4+}", ["four-plus"]),
        ("{eqf: 6}", []),
    ],
)
def test_levels_that_a_sector_awards(level: str, expected: list[str]) -> None:
    assert [hit.message for hit in hits(awarded, MBO, f"level: {level}\n", "/level")] == expected
    assert hits(awarded, Awarded(), f"level: {level}\n", "/level") == []


def test_a_scale_of_eqf_is_judged_at_eqf() -> None:
    found = hits(awarded, Awarded(eqf=("5", "6")), "level: {nlqf: 4, eqf: 4}\n", "/level")
    assert [(hit.place.pointer, hit.message) for hit in found] == [("/level/eqf", "outside")]


@pytest.mark.parametrize(
    ("quality", "expected"),
    [
        ("", ["no-process", "nobody-responsible"]),
        ("{processes: [exam-committee-review]}", ["only-committee", "nobody-responsible"]),
        ("{processes: [exam-committee-review, other], responsible: Bureau}", []),
        ("{processes: [], responsible: Bureau}", ["no-process"]),
    ],
)
def test_each_flaw_of_the_quality_process(quality: str, expected: list[str]) -> None:
    strict = Process(("exam-committee-review",), responsible=True)
    assert [hit.message for hit in hits(process, strict, f"quality: {quality}\nmclint: 1\n")] == expected


def test_a_hidden_process_is_not_missing() -> None:
    text = "quality: {processes: iets}\n"
    assert hits(process, Process(("exam-committee-review",)), text, hidden=("/quality/processes",)) == []


@pytest.mark.parametrize(("country", "asked"), [("NL", True), ("nl", True), ("", True), ("ZZ", False)])
def test_the_level_is_asked_where_the_country_has_a_framework(country: str, asked: bool) -> None:
    params = Elements({"level": ["/level/nlqf", "/level/eqf"]}, by_country=("level",), countries=("NL",))
    found = hits(elements, params, f"provider: {{country: {country}}}\n")
    assert [hit.fields["missing"] for hit in found] == (["level"] if asked else [])


@pytest.mark.parametrize(("country", "asked"), [("NL", True), ("MD", True), ("GB", True), ("AD", True), ("US", False)])
def test_the_card_knows_which_countries_have_a_framework(country: str, asked: bool) -> None:
    rule = load_registry().rules["MC701"]
    countries = rule.params["countries"]
    assert len(countries) == len(set(countries))
    assert all(isinstance(code, str) and len(code) == 2 for code in countries)
    params = Elements({"level": "/level/nlqf"}, by_country=("level",), countries=tuple(countries))
    assert bool(hits(elements, params, f"provider: {{country: {country}}}\n")) is asked
