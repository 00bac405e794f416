"""The figures of a catalogue are the same in every format, and what dossiers say in them stays text.

With MCLINT_WRITE_GOLDEN=1 the golden files are written anew.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mclint.across.tables import DIVISIONS, LeftOut, code_lists, label, title
from mclint.catalog.frameworks import framework_names
from mclint.catalog.messages import LANGUAGES
from mclint.data import schemas_dir
from mclint.findings import Report
from mclint.report.escape import visible
from mclint.report.stats import as_data, render, rule_names, statistics_of
from tests.across.making import dossier, examined
from tests.conftest import ROOT
from tests.hostile.cases import PAYLOADS
from tests.hostile.readers import check_json, check_markdown, check_people
from tests.report.test_markdown import page_of

GOLDEN = Path(__file__).parent / "golden" / "stats"
ENDINGS = {"text": "txt", "markdown": "md", "csv": "csv", "json": "json"}
CHECKS = {"text": check_people, "markdown": check_markdown, "csv": check_people, "json": check_json}
SCHEMA = json.loads((schemas_dir() / "stats.schema.json").read_text("utf-8"))
#: Names of schools that a spreadsheet or a table could take for something else.
NAMES = {
    **PAYLOADS,
    "formula": "=cmd|' /C PWNED'!A0",
    "formula after blanks": '  =HYPERLINK("https://evil.example")',
    "plus": "+1+cmd()",
    "minus": "-2+3+cmd()",
    "at": "@SUM(PWNED)",
    "tab before a formula": "\t=PWNED()",
    "wide formula": "＝PWNED()",
    "quotes": '"PWNED","x"',
    "code of a table": "geen-sector",
    "level": "4",
}


def written(report: Report, form: str, lang: str = "nl", by: str | None = None) -> str:
    return "".join(f"{line}\n" for line in render(form, statistics_of(report, by), lang))


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), strict=True))


def mistakes(data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(data)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ENDINGS)
def test_what_is_written_is_golden(form: str, lang: str) -> None:
    made = written(examined(), form, lang)
    path = GOLDEN / (f"catalogue.{ENDINGS[form]}" if form == "json" else f"catalogue.{lang}.{ENDINGS[form]}")
    if os.environ.get("MCLINT_WRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, "utf-8", newline="")
    assert made == path.read_bytes().decode("utf-8")
    CHECKS[form](made)
    assert str(ROOT) not in made


def test_every_golden_file_belongs_to_an_output() -> None:
    names = {f"catalogue.{lang}.{ENDINGS[form]}" for lang in LANGUAGES for form in ENDINGS if form != "json"}
    assert {path.name for path in GOLDEN.iterdir()} == {*names, "catalogue.json"}


@pytest.mark.parametrize("by", [None, *DIVISIONS])
def test_json_fits_its_schema(by: str | None) -> None:
    data = json.loads(written(examined(), "json", by=by))
    assert mistakes(data) == []
    assert ("groups" in data) is (by is not None)
    assert mistakes(json.loads(written(Report(), "json", by=by))) == []


def test_the_schema_refuses_what_is_not_of_its_shape() -> None:
    data = json.loads(written(examined(), "json"))
    assert mistakes({**data, "version": 2})
    assert mistakes({**data, "by": "level"})
    assert mistakes({**data, "groups": {}})
    assert mistakes({**data, "groups": {"x": {}}, "by": "level"})
    assert mistakes({**data, "extra": 1})
    assert mistakes({**data, "dossiers": -1})
    assert mistakes({**data, "left_out": [{"path": "x", "why": "zomaar"}]})
    assert mistakes({name: value for name, value in data.items() if name != "files"})


def test_the_schema_names_the_tables_that_are_counted() -> None:
    tables = SCHEMA["$defs"]["figures"]["properties"]["tables"]["properties"]
    assert set(tables) == set(SCHEMA["properties"]["tables"]["properties"]) == set(code_lists()["tables"])
    by_provider = {name for name, about in code_lists()["tables"].items() if about.get("by_provider")}
    assert set(SCHEMA["properties"]["providers"]["properties"]["tables"]["properties"]) == {"status", *by_provider}
    assert SCHEMA["properties"]["by"]["enum"] == list(DIVISIONS)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("by", [None, *DIVISIONS])
def test_csv_holds_every_count_of_the_json(by: str | None, lang: str) -> None:
    rows = cells(written(examined(), "csv", lang, by))
    assert rows[0] == ["group", "table", "code", "label", "count"]
    found = {(group, table, code): int(count) for group, table, code, _, count in rows[1:]}
    assert len(found) == len(rows) - 1
    data = as_data(statistics_of(examined(), by))
    expected: dict[tuple[str, str, str], int] = {}
    for group, part in [("", data), *data.get("groups", {}).items()]:
        for table, counts in part["tables"].items():
            expected |= {(group, table, code): count for code, count in counts.items()}
        for name, ready in part["readiness"].items():
            both = {"pass": ready["pass"], "fail": ready["fail"], "not_yet": ready["not_yet"], **ready["because"]}
            expected |= {(group, f"readiness {name}", code): count for code, count in both.items()}
    for table, counts in data["providers"]["tables"].items():
        expected |= {("", f"providers {table}", code): count for code, count in counts.items()}
    assert found == expected
    labels = {(table, code): shown for _, table, code, shown, _ in rows[1:]}
    assert labels["sector", "zorg-welzijn-sport"] == label("sector", "zorg-welzijn-sport", lang)
    assert labels["findings", "MC201"] == rule_names()["MC201"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_and_markdown_hold_every_count_but_nought(lang: str) -> None:
    text, page = written(examined(), "text", lang), page_of(written(examined(), "markdown", lang))
    shown = "".join(page.texts)
    data = as_data(statistics_of(examined()))
    for table, counts in data["tables"].items():
        assert title(table, lang) in text
        assert title(table, lang) in shown
        for code, count in counts.items():
            name = rule_names()[code] if table == "findings" else label(table, code, lang)
            row = rf"{re.escape(name)} +{count}( +\d+%)?$"
            assert bool(re.search(row, text, re.MULTILINE)) is (count > 0), (table, code)
            assert not count or f"{name}\n{count}\n" in shown
    for name in framework_names():
        assert name in text
        assert name in shown
    assert page.tags.count("table") == 11 + len(data["providers"]["tables"]) + len(framework_names())


def test_shares_are_of_what_is_counted() -> None:
    text = written(examined(), "text", "en")
    assert re.search(r"care, welfare and sport +22 +43%", text)
    table = text.partition("Outcomes by Bloom level\n")[2].partition("\n\n")[0]
    assert 98 <= sum(int(share) for share in re.findall(r"(\d+)%", table)) <= 102


@pytest.mark.parametrize("by", DIVISIONS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_of_groups_has_a_row_for_each(by: str, lang: str) -> None:
    data = as_data(statistics_of(examined(), by))
    page = page_of(written(examined(), "markdown", lang, by).rpartition("\n\n")[2])
    assert page.tags.count("tr") == 1 + len(data["groups"])
    lines = written(examined(), "text", lang, by).rstrip("\n").rpartition("\n\n")[2].split("\n")
    assert len(lines) == 1 + len(data["groups"])
    for line, (name, group) in zip(lines[1:], data["groups"].items(), strict=True):
        ready = list(group["readiness"].values())
        (waiting,) = {item["not_yet"] for item in ready}
        numbers = [group["dossiers"], *group["severities"].values(), *(item["pass"] for item in ready), waiting]
        shown = name if by == "provider" else label(by, name, lang)
        assert re.fullmatch(rf"{re.escape(shown)} +{' +'.join(map(str, numbers))}", line)


def test_a_school_that_is_called_like_a_code_keeps_its_name() -> None:
    entries = [replace(dossier("a"), provider=name, path=f"{name}.yaml") for name in ("4", "geen-sector", "1")]
    made = written(Report(entries=entries, files=["x"] * 3), "text", "nl", "provider")
    assert re.search(r"^4 +1", made, re.MULTILINE)
    assert re.search(r"^geen-sector +1", made, re.MULTILINE)
    assert "niveau 4" not in made


@cache
def hostile() -> Report:
    """Return a catalogue in which schools, files and codes have names that try to be more."""
    entries, failures = [], []
    for number, name in enumerate(NAMES.values()):
        plain = name.replace("\0", "") or "x"
        entry = replace(examined().entries[0], provider=name, sector=name, level=name, path=f"{number} {plain}.yaml")
        entries.append(entry)
        failures.append(f"{plain}: could not be read: {name}")
    return replace(examined(), entries=[*examined().entries, *entries], failures=tuple(failures))


@pytest.mark.parametrize("by", [None, *DIVISIONS])
@pytest.mark.parametrize("form", ENDINGS)
def test_hostile_names_stay_text(form: str, by: str | None) -> None:
    for lang in LANGUAGES:
        CHECKS[form](written(hostile(), form, lang, by))


@pytest.mark.parametrize("by", DIVISIONS)
def test_json_gives_hostile_names_back_as_they_are(by: str) -> None:
    data = json.loads(written(hostile(), "json", by=by))
    assert set(NAMES.values()) <= set(data["groups"])
    assert {item["path"] for item in data["left_out"]} == {name.replace("\0", "") or "x" for name in NAMES.values()}
    assert mistakes(data) == []


@pytest.mark.parametrize("by", [None, *DIVISIONS])
def test_no_cell_of_the_csv_is_a_formula(by: str | None) -> None:
    made = written(hostile(), "csv", by=by)
    rows = cells(made)
    assert {len(row) for row in rows} == {5}
    assert len(rows) == len(made.splitlines())
    for row in rows:
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")) for cell in row), row
    names = {cell for row in rows for cell in row}
    assert "'=cmd|' /C PWNED'!A0" in names
    assert '"PWNED","x"' in names


@settings(deadline=None, max_examples=10)  # each with many names, since making figures reads all rules
@given(st.sets(st.text(max_size=30) | st.text('=+-@\t ,"\r\n|#:[]', max_size=10), min_size=20))
def test_any_name_of_a_school_is_one_cell_and_no_formula(names: set[str]) -> None:
    known = sorted(names - {"", "unknown"})
    entry = examined().entries[0]
    report = Report(entries=[replace(entry, provider=name) for name in known], files=["a"])
    for form, check in CHECKS.items():
        check(written(report, form, "en", "provider"))
    rows = cells(written(report, "csv", "en", "provider"))
    groups = list(dict.fromkeys(row[0] for row in rows[1:] if row[0]))
    assert not any(group.lstrip().startswith(("=", "+", "-", "@")) for group in groups)
    shown = [visible(name.replace("\t", " ")).replace(" ", "").lstrip("'") for name in known]
    seen = [group.replace(" ", "").lstrip("'") for group in groups]
    assert [name for name in dict.fromkeys(seen) if name] == [name for name in dict.fromkeys(shown) if name]


def test_a_table_of_markdown_holds_any_name_in_one_cell() -> None:
    page = page_of(written(hostile(), "markdown", "nl", "provider").rpartition("\n\n")[2])
    groups = statistics_of(hostile(), "provider").groups
    assert page.tags.count("tr") == 1 + len(groups)
    assert page.tags.count("td") == (6 + len(framework_names())) * len(groups)


def test_what_was_left_out_is_named_with_its_reason() -> None:
    figures = replace(statistics_of(examined()), left_out=(LeftOut("a.yaml", "MC001"), LeftOut("b.yaml", "unreadable")))
    text = list(render("text", figures, "nl"))
    assert text[1:4] == [
        "2 bestanden zijn niet meegeteld, omdat ze niet als dossier te lezen zijn:",
        "  a.yaml: MC001",
        "  b.yaml: unreadable",
    ]
    one = list(render("text", replace(figures, left_out=figures.left_out[:1]), "en"))
    assert one[1] == "1 file is not counted, since it cannot be read as a dossier:"
    assert "a.yaml: MC001" in "".join(page_of("\n".join(render("markdown", figures, "en"))).texts)


@pytest.mark.parametrize("form", ENDINGS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_at_all_is_said_in_every_format(form: str, lang: str) -> None:
    made = written(Report(), form, lang)
    CHECKS[form](made)
    said = {
        "text": {"nl": "geen dossiers gevonden", "en": "no dossiers found"}[lang],
        "markdown": "0 dossiers",
        "json": '"dossiers": 0',
    }
    assert said.get(form, "group,table,code,label,count") in made
