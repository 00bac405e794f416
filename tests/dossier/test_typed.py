"""What a word processor puts in the place of YAML's own signs is named and mended, and nothing else is blamed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mclint.config.settings import Settings
from mclint.dossier.encoding import MOST
from mclint.dossier.load import load_bytes
from mclint.engine.check import Checker
from mclint.engine.fix import edited, fix_bytes
from mclint.findings import Finding
from tests.checking import READER
from tests.conftest import ROOT, TODAY
from tests.dossier.reading import problems

DOSSIER = (ROOT / "tests" / "data" / "annotated.yaml").read_text("utf-8")
BLANKS = "\u00a0\u1680\u2000\u2003\u2007\u2009\u202f\u205f\u3000"
BULLETS = "\u2013\u2014\u2022\u00b7\u25aa\u2011\u2212*"
QUOTES = ["\u201c\u201d", "\u201e\u201d", "\u201e\u201c", "\u2018\u2019", "\u201a\u2018", "\u00ab\u00bb"]
#: Blanks that build the file: indentation, behind a hyphen, behind a key.
BUILDING = [
    place
    for match in re.finditer(r"^( *)((?:- )*)(?:\{?[a-z_]+: )?", DOSSIER, re.MULTILINE)
    for place in range(*match.span())
    if DOSSIER[place] == " "
]
HYPHENS = [match.start(1) for match in re.finditer(r"^ *(-) ", DOSSIER, re.MULTILINE)]
#: Plain texts behind a key, each on a line of its own.
TEXTS = [
    match.span(1)
    for match in re.finditer(
        r"^ +(?:- )?(?:text|criteria|evidence|name|pass_mark): ([^\s{\[#>|][^\n#]*[^\s#])$", DOSSIER, re.MULTILINE
    )
]


def changed(places: dict[int, str]) -> str:
    return "".join(places.get(place, sign) for place, sign in enumerate(DOSSIER))


def judged(text: str) -> list[Finding]:
    result = Checker(TODAY, READER, "nl").check(text.encode(), "x.yaml", Settings())
    assert result is not None
    return list(result.findings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title:\u00a0Zorg\n", [("blank", "\u00a0")]),
        ("title\u00a0: Zorg\n", [("blank", "\u00a0")]),
        ("title: \u202fZorg\n", [("blank", "\u202f")]),
        ("level:\n\u00a0 \u00a0nlqf: 4\n", [("blank", "\u00a0"), ("blank", "\u00a0")]),
        ("a:\n  -\u2007b\n  - c\n", [("blank", "\u2007")]),
        ("a: {b:\u00a0c,\u00a0d: e\u00a0}\n", [("blank", "\u00a0")] * 3),
        ("a: 1\n\u00a0\nb: 2\n", [("blank", "\u00a0")]),
        ("\u00a0# over\na: 1\n", [("blank", "\u00a0")]),
        ("a: |\n\u00a0\u00a0b\n  c\n", [("blank", "\u00a0\u00a0")]),
        ("a: >-\n \u00a0b\n  c\n", [("blank", "\u00a0")]),
        ("a: een\n\u00a0 twee\n", [("blank", "\u00a0")]),
        ("status: offered\u00a0\n", [("blank-at-end", "\u00a0")]),
        ("a:\r\n\u00a0 b: 1\r\n", [("blank", "\u00a0")]),
        ("a:\n  \u2013 b\n  \u2022\u00a0c\n", [("bullet", "\u2013"), ("bullet", "\u2022"), ("blank", "\u00a0")]),
        ("a:\n* b\n* c: d\n", [("bullet", "*"), ("bullet", "*")]),
        ("a: \u201cZorg: een inleiding\u201d\n", [("quotes", "\u201cZorg: een inleiding\u201d")]),
        ("a: [\u201cx, y\u201d, \u2018z\u2019]\n", [("quotes", "\u201cx, y\u201d"), ("quotes", "\u2018z\u2019")]),
        ('a: \u201cZorg "nu": een\u201d\n', [("quotes", '\u201cZorg "nu": een\u201d')]),
        ('a: \u201cZorg: thuis"\n', [("quotes", '\u201cZorg: thuis"')]),
        ('a: "Zorg: thuis\u201d\n', [("quotes", '"Zorg: thuis\u201d')]),
        ('a: [\u201ex", "y"]\n', [("quotes", '\u201ex"')]),
        ("\u201ctitle\u201d: x\n", [("quotes", "\u201ctitle\u201d")]),
        ("a: \u201e80 uur\u201d # zo\n", [("quotes", "\u201e80 uur\u201d")]),
    ],
)
def test_the_sign_is_named_and_mended(text: str, expected: list[tuple[str, str]]) -> None:
    assert problems(text) == [("MC006", message, seen) for message, seen in expected]
    found = load_bytes(text.encode(), "x.yaml")
    mended = edited(text, [edit for problem in found.problems for edit in (problem.hit.fix.edits if problem.hit.fix else ())])
    after = load_bytes(mended.encode(), "x.yaml")
    assert after.problems == []
    assert [document.root.plain() for document in after.documents] == [document.root.plain() for document in found.documents]


@pytest.mark.parametrize(
    "text",
    [
        "a: 80\u00a0uur, \u201ezo\u201d en \u2018zo\u2019 \u2013 of \u2019t nu\u00a0lukt\n",
        "a: \u201cZorg\u201d en \u201cmeer\u201d\n",
        "a: \u2019s Avonds en \u2019s nachts\n",
        "a: Let op:\u00a0doe dit\nb: [Let op:\u00a0doe, b]\n",
        "a: Kamer\u00a0#3\n",
        "a: |\n  \u2013 b\n  \u2022 c\n  \u201cd\u201d\n  e:\u00a0f\n    \u00a0g\n",
        "a: >-\n  * b\n\n  * c\u00a0\n",
        "a: een\n  \u2013 twee\n  \u2013 drie\n",
        'a: "een\n  \u2013 twee\n  \u00a0drie:\u00a0vier"\n',
        "a: '\u201cZorg\u201d'\n",
        "a: \u2013 5 graden\n",
        "# \u00a0\u2013 zomaar:\u00a0iets\u00a0\na: 1 # \u201czo\u201d\u00a0\n",
        "a: [een \u2013 twee, \u2013 drie]\n",
        "a: *b\nb: 1\n",
    ],
)
def test_inside_a_text_nothing_is_said(text: str) -> None:
    assert [item for item in problems(text) if item[0] == "MC006"] == []


@given(st.dictionaries(st.sampled_from(BUILDING), st.sampled_from(BLANKS), min_size=1, max_size=60))
@settings(deadline=None, max_examples=40)
def test_a_special_blank_is_the_only_thing_to_mend(places: dict[int, str]) -> None:
    text = changed(places)
    before, after = load_bytes(DOSSIER.encode(), "x.yaml"), load_bytes(text.encode(), "x.yaml")
    assert {(item.rule, item.hit.message) for item in after.problems} == {("MC006", "blank")}
    assert [document.root.plain() for document in after.documents] == [document.root.plain() for document in before.documents]
    fixes = [item.hit.fix for item in after.problems if item.hit.fix is not None]
    if len(fixes) < MOST:  # so many are told of at a time
        assert edited(text, [edit for fix in fixes for edit in fix.edits]) == DOSSIER
    assert all(fix.safe for fix in fixes)


@given(st.dictionaries(st.sampled_from(HYPHENS), st.sampled_from(BULLETS), min_size=1))
@settings(deadline=None, max_examples=40)
def test_a_bullet_is_the_only_thing_to_mend(places: dict[int, str]) -> None:
    text = changed(places)
    after = load_bytes(text.encode(), "x.yaml")
    assert {(item.rule, item.hit.message) for item in after.problems} == {("MC006", "bullet")}
    assert edited(text, after.as_meant) == DOSSIER


@given(st.dictionaries(st.sampled_from(TEXTS), st.sampled_from(QUOTES), min_size=1))
@settings(deadline=None, max_examples=40)
def test_a_pair_of_quotes_is_the_only_thing_to_mend(places: dict[tuple[int, int], str]) -> None:
    signs = {}
    for (start, end), (opening, closing) in places.items():
        signs |= {start: opening + DOSSIER[start], end - 1: DOSSIER[end - 1] + closing}
    before, after = load_bytes(DOSSIER.encode(), "x.yaml"), load_bytes(changed(signs).encode(), "x.yaml")
    assert [item.hit.message for item in after.problems] == ["quotes"] * len(places)
    assert [document.root.plain() for document in after.documents] == [document.root.plain() for document in before.documents]


def test_a_dossier_from_a_word_processor_has_one_kind_of_finding_and_is_mended_whole() -> None:
    places = dict.fromkeys(BUILDING[::9], "\u00a0") | dict.fromkeys(HYPHENS, "\u2013")
    text = changed(places)
    usual = [(item.rule, item.location.start) for item in judged(DOSSIER)]
    found = judged(text)
    assert [(item.rule, item.location.start) for item in found if item.rule != "MC006"] == usual
    assert {item.severity.value for item in found if item.rule == "MC006"} == {"error"}
    fixed = fix_bytes(text.encode(), "x.yaml", lambda raw: judged(raw.decode()), unsafe=False)
    assert fixed.after.decode() == DOSSIER
    assert fixed.refused == []


def test_quotes_are_mended_by_the_program() -> None:
    text = DOSSIER.replace("title: Valpreventie in de ouderenzorg", "title: \u201cValpreventie: een inleiding\u201d")
    fixed = fix_bytes(text.encode(), "x.yaml", lambda raw: judged(raw.decode()), unsafe=False)
    assert 'title: "Valpreventie: een inleiding"' in fixed.after.decode()


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n" + "\u00a0" * 200_000 + "x\n",
        "a: [" + "\u00a0b: c," * 20_000 + "\n",
        "\u00a0a: 1\n" * 20_000,
        "a: \u201cb\u201d\n" * 20_000,
    ],
)
def test_many_of_them_take_no_long_time(text: str) -> None:
    assert load_bytes(text.encode(), "x.yaml").problems
