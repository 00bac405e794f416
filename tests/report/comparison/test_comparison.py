"""A comparison says the same in every format, in both languages, and what dossiers say stays text."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mclint.dossier.load import load_bytes
from mclint.engine.enter import read_entry
from mclint.engine.schema import validate
from mclint.entries import Entry, Verdict
from mclint.report.comparison import markdown, page, text
from mclint.report.comparison.data import Comparison, compare, levels_differ, loads_differ
from mclint.report.comparison.sections import make_sheet
from mclint.report.comparison.sheet import Sheet
from mclint.report.comparison.words import day_text, say
from mclint.texts.sentences import texts_of
from tests.checking import READER, plan_for
from tests.conftest import ROOT, TODAY
from tests.hostile.cases import PAYLOADS
from tests.hostile.readers import check_markdown, check_people, commands

GOLDEN = Path(__file__).parent / "golden"
DATA = ROOT / "tests" / "data"
ENDINGS = {"text": "txt", "markdown": "md", "html": "html"}
LANGUAGES = ("nl", "en")
WIDTHS = (40, 59, 60, 80, 120)
VERDICTS = (Verdict("npuls-mbo-pilot", ("MC102", "X999")), Verdict("eu-2022"))


def entry(raw: str | bytes, path: str = "dossier.yaml") -> Entry:
    (document,) = load_bytes(raw.encode() if isinstance(raw, str) else raw, path).documents
    list(validate(document, frozenset({"npuls-mbo-pilot"})))
    return read_entry(document, READER, plan_for(), VERDICTS)


def dossier(name: str, outcomes: list[str], lang: str = "nl", more: str = "") -> Entry:
    listed = "".join(f"  - {{id: {name}{number}, text: {item}}}\n" for number, item in enumerate(outcomes, 1))
    known = f"learning_outcomes:\n{listed}" if outcomes else ""
    return entry(f"mclint: 1\nid: roc/{name}\ntitle: {name}\nlanguage: {lang}\nstatus: developed\n{known}{more}", f"{name}.yaml")


def own() -> Comparison:
    return compare(*(entry((DATA / f"compare-{name}.yaml").read_bytes(), f"{name}.yaml") for name in ("first", "second")))


def sheet_of(comparison: Comparison, lang: str = "nl") -> Sheet:
    return make_sheet(comparison, lang, TODAY, ROOT)


def written(sheet: Sheet, form: str, width: int = 100) -> str:
    lines = {"text": lambda: text.render(sheet, width, color=False)} | {
        "markdown": lambda: markdown.render(sheet),
        "html": lambda: page.render(sheet),
    }
    return "".join(f"{line}\n" for line in lines[form]())


def all_texts(sheet: Sheet) -> Iterator[str]:
    for section in sheet.sections:
        yield from (*section.before, *section.items)
        for row in section.rows:
            yield from (paragraph.text for cell in (row.first, row.second) for paragraph in cell)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ENDINGS)
def test_what_is_written_is_golden(form: str, lang: str) -> None:
    made = written(sheet_of(own(), lang), form)
    path = GOLDEN / f"compare.{lang}.{ENDINGS[form]}"
    if os.environ.get("MCLINT_WRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, "utf-8")
    assert made == path.read_text("utf-8")
    assert made == written(sheet_of(own(), lang), form)


def test_every_golden_file_belongs_to_an_output() -> None:
    names = {f"compare.{lang}.{ending}" for lang in LANGUAGES for ending in ENDINGS.values()}
    assert {path.name for path in GOLDEN.iterdir()} == names


@pytest.mark.parametrize("form", ENDINGS)
def test_every_format_holds_every_outcome_and_assessment(form: str) -> None:
    made = " ".join(re.sub(r"<[^>]*>", "", written(sheet_of(own()), form, width=10_000)).split())
    for side in own().sides:
        assert all(item.title in made for item in side.entry.assessments)
        assert all(item.text in made for item in side.entry.outcomes if item.lang == "nl")


def test_a_dossier_and_itself_under_another_id_match_in_everything() -> None:
    one = entry((DATA / "compare-first.yaml").read_bytes())
    found = compare(one, replace(one, id="roc-elders/valpreventie", path="elders.yaml"))
    assert [(pair.first.id, pair.second.id) for pair in sorted(found.pairs, key=lambda pair: pair.first.id)] == [
        (name, name) for name in ("LO1", "LO2", "LO3", "LO4")
    ]
    assert not any(side.alone or side.apart or side.untested for side in found.sides)
    assert found.differences == ()
    assert say("no-differences", "nl") in written(sheet_of(found), "text", 200)


def test_one_id_for_both_is_said() -> None:
    one = entry((DATA / "compare-first.yaml").read_bytes())
    assert say("same-id", "nl") in all_texts(sheet_of(compare(one, replace(one, path="oud.yaml"))))


def test_each_outcome_stands_in_one_list_only() -> None:
    comparison = own()
    matched = [pair.first.id for pair in comparison.pairs], [pair.second.id for pair in comparison.pairs]
    for side, ids in zip(comparison.sides, matched, strict=True):
        assert sorted([*ids, *(outcome.id for outcome in side.alone)]) == sorted({item.id for item in side.entry.outcomes})


def test_texts_in_different_languages_are_not_compared() -> None:
    dutch = dossier("A", ["De lerende stelt een zorgplan op."])
    english = dossier("B", ["The learner draws up a care plan."], "en")
    found = compare(dutch, english)
    assert not found.comparable
    assert found.pairs == ()
    assert [len(side.apart) for side in found.sides] == [1, 1]
    assert "outcomes" not in found.differences
    assert say("languages-differ", "nl", a="Nederlands", b="Engels") in all_texts(sheet_of(found))
    assert say("matched-none", "nl", total=1, others=1) not in all_texts(sheet_of(found))


def test_a_translated_outcome_is_compared_in_the_language_they_share() -> None:
    both = dossier("A", ["{nl: De lerende stelt een zorgplan op., en: The learner draws up a care plan.}"])
    found = compare(both, dossier("B", ["The learner draws up a care plan."], "en"))
    assert [(pair.first.lang, pair.second.lang) for pair in found.pairs] == [("en", "en")]
    assert [side.total for side in found.sides] == [1, 1]
    assert not any(side.apart for side in found.sides)


def test_an_outcome_of_another_language_among_others_is_left_out_and_said() -> None:
    translated = "{nl: De lerende stelt een zorgplan op., en: The learner draws up a care plan.}"
    mixed = dossier("A", [translated, "De lerende meldt een incident."])
    found = compare(mixed, dossier("B", ["The learner draws up a care plan."], "en"))
    assert [outcome.id for outcome in found.first.apart] == ["A2"]
    assert say("languages-partly", "nl", a=1, b=0) in all_texts(sheet_of(found))


def test_a_language_without_word_lists_is_said() -> None:
    found = compare(*(dossier(name, ["Établir un plan de soins."], "fr") for name in "AB"))
    assert found.pairs == ()
    assert say("languages-unknown", "en", languages="French") in all_texts(sheet_of(found, "en"))


def test_a_dossier_without_outcomes_is_said() -> None:
    found = compare(dossier("A", []), dossier("B", ["De lerende stelt een zorgplan op."]))
    assert say("no-outcomes", "nl", side="A") in all_texts(sheet_of(found))


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        (("4", "4"), ("4", "4"), False),
        (("4", "4"), ("3", "3"), True),
        (("4", ""), ("", "4"), True),
        (("4", "4"), ("", "4"), False),
        (("", "4"), ("", "5"), True),
        (("", ""), ("", ""), False),
        (("", ""), ("2", ""), True),
    ],
)
def test_levels_differ_on_a_scale_that_both_have(one: tuple[str, str], other: tuple[str, str], differs: bool) -> None:
    first, second = (replace(dossier("A", []), level=level, eqf=eqf) for level, eqf in (one, other))
    assert levels_differ(first, second) is levels_differ(second, first) is differs
    lines = list(all_texts(sheet_of(compare(first, second))))
    assert any(line.startswith("Niveau (") and " bij A, " in line for line in lines) is differs


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ((80, 80), (80, 80), False),
        ((80, 80), (120, 120), True),
        ((200, 200), (240, 240), False),
        ((80, 160), (160, 160), False),
        ((None, None), (80, 80), True),
        ((None, None), (None, None), False),
        ((0, 0), (80, 80), True),
    ],
)
def test_loads_differ_from_half_as_much_again(
    one: tuple[float | None, float | None], other: tuple[float | None, float | None], differs: bool
) -> None:
    first, second = (replace(dossier("A", []), low=low, high=high) for low, high in (one, other))
    assert loads_differ(first, second) is loads_differ(second, first) is differs


def test_what_is_missing_is_said_for_each_dossier() -> None:
    many = [f"De lerende stelt zorgplan {number} op." for number in range(12)]
    one = dossier("A", many, more="assessments: [{id: T1, type: portfolio, outcomes: [A1]}]\n")
    other = dossier("B", many[:2], more="exam_committee: {sign_off: {decision: rejected}}\n")
    texts = list(all_texts(sheet_of(compare(one, other))))
    assert say("decision-", "nl", side="A") in texts
    assert say("decision-rejected", "nl", side="B") in texts
    assert say("untested-all", "nl", side="B") in texts
    shown = ", ".join([*(f"A{number}" for number in range(2, 12)), say("and-more", "nl", count=1)])
    assert say("untested-some", "nl", side="A", count=11, ids=shown) in texts


def test_no_line_is_wider_than_the_terminal() -> None:
    wide = dossier(
        "A",
        ["De lerende 準備します 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 op 👩‍🚒."],
        more="sector: x\n",
    )
    for width in WIDTHS:
        for comparison in (own(), compare(wide, replace(wide, path="b.yaml", title="x" * 500))):
            for lang in LANGUAGES:
                lines = list(text.render(sheet_of(comparison, lang), width, color=False))
                assert max(map(text.columns, lines)) <= width
                assert not any(line.endswith(" ") for line in lines)


def test_columns_stand_below_each_other() -> None:
    lines = written(sheet_of(own()), "text", 90).split("\n")
    start = lines.index("De dossiers")
    place = lines[start + 2].index("B")
    rows = lines[start + 3 : lines.index("", start)]
    assert all(len(line) < place or line.startswith("* let op") or line[place - 2 : place] == "  " for line in rows)


def test_colour_is_all_that_colour_adds() -> None:
    sheet = sheet_of(own())
    painted = "\n".join(text.render(sheet, 100, color=True))
    assert "\x1b[1m" in painted
    assert re.sub(r"\x1b\[\d*m", "", painted) == "\n".join(text.render(sheet, 100, color=False))


@given(st.text(max_size=120), st.integers(2, 40))
def test_wrapping_loses_nothing(given_text: str, width: int) -> None:
    lines = text.wrap(given_text, width)
    assert all(text.columns(line) <= width for line in lines)
    assert commands("\n".join(lines)) == []


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_what_dossiers_say_stays_text(payload: str) -> None:
    told = " ".join(payload.split())
    one = entry((DATA / "compare-first.yaml").read_bytes())
    shown = {"title": told, "provider": payload, "id": payload, "status": payload, "decision": payload, "signed": payload}
    first = replace(one, **shown, level=payload, eqf=payload, scope=(payload,), path=payload.replace("\0", "") or "x")
    outcomes = tuple(replace(item, id=payload, text=f"{item.text} {told}") for item in one.outcomes)
    assessments = tuple(replace(item, id=payload, type=payload, title=told, outcomes=(payload,)) for item in one.assessments)
    first = replace(first, lang="nl", outcomes=outcomes, assessments=assessments)
    sheet = sheet_of(compare(first, replace(first, lang='"><script>', path="b.yaml")), "en")
    for width in WIDTHS:
        check_people(written(sheet, "text", width))
    check_markdown(written(sheet, "markdown"))
    made = written(sheet, "html")
    check_people(made)
    reader = read(made)
    assert not reader.tags & {"script", "img", "a", "details", "b"}
    assert all(name in ALLOWED for name in reader.attributes)


ALLOWED = {"lang", "charset", "http-equiv", "content", "name", "class", "role", "data-side", "scope", "id", "aria-labelledby"}
VOID = {"meta"}


class Reader(HTMLParser):
    """Notes elements, attributes and texts, and that what is opened is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[str] = []
        self.ids: list[str] = []
        self.labels: list[str] = []
        self.meta: dict[str, str] = {}
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given_attributes = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.attributes += given_attributes
        self.ids += [given_attributes["id"]] if "id" in given_attributes else []
        self.labels += [given_attributes["aria-labelledby"]] if "aria-labelledby" in given_attributes else []
        if tag == "meta":
            self.meta[given_attributes.get("http-equiv", given_attributes.get("name", ""))] = given_attributes.get("content", "")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts.setdefault(self._open[-1], []).append(data)


def read(made: str) -> Reader:
    reader = Reader()
    reader.feed(made)
    reader.close()
    assert reader._open == []
    return reader


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_needs_nothing_else_and_runs_nothing(lang: str) -> None:
    made = written(sheet_of(own(), lang), "html")
    reader = read(made)
    style = "".join(reader.texts["style"])
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = reader.meta["Content-Security-Policy"]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert made.startswith(f'<!doctype html>\n<html lang="{lang}">')
    assert "url(" not in style
    assert "@import" not in style
    assert not re.search(r"\b(?:src|href|style|on\w+)=", made)
    assert len(set(reader.ids)) == len(reader.ids)
    assert set(reader.labels) == set(reader.ids)


def test_tables_can_be_heard() -> None:
    made = written(sheet_of(own()), "html")
    tables = re.findall(r"<table.*?</table>", made, re.DOTALL)
    assert tables
    for table in tables:
        assert re.search(r"<caption>[^<]+</caption>", table)
        assert table.count('scope="col"') == 3
        assert table.count('scope="row"') == table.count("<tr ") - 1
    assert re.findall(r"<h(\d)", made)[:2] == ["1", "2"]


def test_words_of_a_dossier_in_another_language_are_marked() -> None:
    made = written(sheet_of(own(), "en"), "html")
    assert '<span lang="nl">Vallen voorkomen bij ouderen thuis</span>' in made
    assert '<span lang="' not in written(sheet_of(own(), "nl"), "html")


def test_every_text_is_used() -> None:
    folder = ROOT / "src" / "mclint"
    paths = [*(folder / "report" / "comparison").glob("*.py"), folder / "cli" / "compare.py"]
    source = "".join(path.read_text("utf-8") for path in paths if path.name != "words.py")
    source += '"hour" "hours" "range"'
    built = ("decision-", "outcomes-", "untested-")
    for key in texts_of("comparison"):
        assert f'"{key}"' in source.replace("'", '"') or key.startswith(built), key


def test_a_day_is_told_in_words() -> None:
    assert (day_text("2026-05-03", "nl"), day_text("2026-05-03", "en")) == ("3 mei 2026", "3 May 2026")
    assert day_text("begin mei", "nl") == "begin mei"
