"""`mclint stats`: what is counted, what is left out and said, and that it judges as `mclint check` does."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mclint.across.tables import DIVISIONS
from mclint.catalog.frameworks import framework_names, load_framework
from mclint.catalog.registry import load_registry
from mclint.cli.main import cli, main
from mclint.cli.stats import FORMATS
from mclint.engine.run import run
from mclint.engine.worker import RunOptions
from mclint.report.stats import as_data, statistics_of
from tests.across.making import examined
from tests.conftest import ROOT, TODAY
from tests.hostile.cases import CASES, PAYLOADS
from tests.hostile.readers import check_json, check_markdown, check_people

DOSSIER = """mclint: 1
id: roc/{name}
title: {name}
language: {lang}
status: offered
sector: zorg-welzijn-sport
provider: {{name: {school}}}
level: {{nlqf: 3}}
workload: {{sbu: 240}}
learning_outcomes: [{{id: LO1, text: Een zorgplan opstellen.}}]
"""
BROKEN = "mclint: 1\ntitle: [niet dicht\nlanguage: nl\n"
#: Rules that look at several dossiers; no framework fails a dossier for what stands in another.
TOGETHER = {rule.id for rule in load_registry() if rule.check.startswith("catalogue.")}
CHECKS = {"text": check_people, "markdown": check_markdown, "csv": check_people, "json": check_json}


def good(name: str, school: str = "ROC", lang: str = "nl") -> str:
    return DOSSIER.format(name=name, school=json.dumps(school), lang=lang)


def call(*arguments: object) -> Result:
    options = ["--isolated", "--today", TODAY.isoformat()]
    return CliRunner().invoke(cli, ["stats", *map(str, arguments), *options], standalone_mode=False)


def counted(*arguments: object) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(call(*arguments, "--format", "json").stdout)
    return data


def said(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main(["stats", *arguments])
    assert isinstance(stop.value.code, int)
    out, err = capfd.readouterr()
    return stop.value.code, out, err


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "catalogus"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in ("een", "twee"):
        Path(f"{name}.yaml").write_text(good(name), "utf-8")
    return folder


def test_dossiers_are_counted_and_all_is_well(files: Path) -> None:
    result = call(".")
    assert (result.return_value, result.exception, result.stderr) == (0, None, "")
    assert result.stdout.startswith("2 dossiers van 1 school, in 2 bestanden\n")
    data = counted(".")
    assert (data["dossiers"], data["files"], data["left_out"]) == (2, 2, [])
    assert data["tables"]["level"]["3"] == data["tables"]["workload"]["240"] == 2


def test_findings_do_not_make_it_fail(files: Path) -> None:
    assert counted("een.yaml")["severities"]["error"] > 0
    assert call("een.yaml").return_value == 0


@pytest.mark.parametrize(
    ("name", "raw", "rule", "dossiers"),
    [
        ("kapot.yaml", BROKEN, "MC001", 2),
        ("later.yaml", good("drie").replace("mclint: 1", "mclint: 2"), "MC004", 2),
        ("half.yaml", f"{good('drie')}---\n{BROKEN}", "MC001", 3),
        ("lagen.yaml", f"mclint: 1\ntitle: {'[' * 500}\n", "MC003", 2),
        ("tekens.yaml", good("drie").encode() + b"summary: \xff\xfe\n", "MC006", 2),
    ],
)
def test_what_is_no_dossier_is_left_out_and_named(files: Path, name: str, raw: str | bytes, rule: str, dossiers: int) -> None:
    (files / name).write_bytes(raw.encode() if isinstance(raw, str) else raw)
    result = call(".", "--lang", "nl")
    assert result.return_value == 1
    assert f"  {name}: {rule}\n" in result.stdout
    assert "1 bestand is niet meegeteld" in result.stdout
    data = counted(".")
    assert data["left_out"] == [{"path": name, "why": rule}]
    assert (data["dossiers"], data["files"]) == (dossiers, 3)


def test_a_file_that_cannot_be_opened_makes_the_count_incomplete(files: Path) -> None:
    (files / "lus.yaml").symlink_to("lus.yaml")
    (files / "kapot.yaml").write_text(BROKEN, "utf-8")
    for form in FORMATS:
        result = call(".", "--format", form)
        assert result.return_value == 3
        assert result.stderr.startswith("mclint: lus.yaml: could not be read: ")
        assert result.stderr.count("\n") == 1
    data = counted(".")
    assert data["left_out"] == [{"path": "kapot.yaml", "why": "MC001"}, {"path": "lus.yaml", "why": "unreadable"}]
    assert data["dossiers"] == 2


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_folder_is_no_error(tmp_path: Path, form: str) -> None:
    result = call(tmp_path, "--format", form)
    assert (result.return_value, result.exception) == (0, None)
    expected = {"text": "no dossiers found\n", "markdown": "0 dossiers", "csv": "group,table", "json": '"dossiers": 0,'}
    assert expected[form] in result.stdout


def test_files_that_are_no_dossiers_are_passed_over(files: Path) -> None:
    (files / "compose.yaml").write_text("services: {web: {image: x}}\n", "utf-8")
    (files / "leeg.yaml").write_text("", "utf-8")
    assert counted(".")["files"] == 2
    data = counted("een.yaml", "leeg.yaml")
    assert (data["dossiers"], data["left_out"]) == (1, [{"path": "leeg.yaml", "why": "MC004"}])


def test_two_dossiers_with_one_id_both_count(files: Path) -> None:
    (files / "twee.yaml").write_text(good("een"), "utf-8")
    data = counted(".")
    assert (data["dossiers"], data["tables"]["findings"]["MC801"]) == (2, 1)
    assert call(".").return_value == 0


def test_a_file_with_several_dossiers_counts_each(files: Path) -> None:
    (files / "meer.yaml").write_text(f"{good('drie')}---\n{good('vier', 'Andere School')}", "utf-8")
    data = counted(".")
    assert (data["dossiers"], data["files"], data["providers"]["count"]) == (4, 3, 2)


@pytest.mark.parametrize("by", DIVISIONS)
def test_the_figures_can_be_divided(files: Path, by: str) -> None:
    (files / "drie.yaml").write_text("mclint: 1\nid: roc/drie\ntitle: drie\nlanguage: nl\nstatus: offered\n", "utf-8")
    data = counted(".", "--by", by)
    name = {"provider": "ROC", "sector": "zorg-welzijn-sport", "level": "3"}[by]
    assert {group: part["dossiers"] for group, part in data["groups"].items()} == {name: 2, "unknown": 1}
    assert data["groups"][name]["severities"]["error"] < data["severities"]["error"]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ([], "PATH"),
        (["weg"], "weg"),
        ([".", "--by", "school"], "school"),
        ([".", "--format", "html"], "html"),
        ([".", "--jobs", "0"], "--jobs"),
        ([".", "--isolated", "--config", "x.yaml"], "exclude each other"),
        ([".", "--framework", "onbekend"], "onbekend"),
        ([".", "--today", "morgen"], "morgen"),
    ],
)
def test_wrong_use_is_told_and_nothing_is_printed(
    files: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], part: str
) -> None:
    code, out, err = said(capfd, *arguments)
    assert (code, out) == (2, "")
    assert part in err
    assert "Traceback" not in err


def test_the_language_is_that_of_the_dossiers_or_as_asked(files: Path) -> None:
    assert "van 1 school" in call(".").stdout
    assert "of 1 school" in call(".", "--lang", "en").stdout
    (files / "een.yaml").write_text(good("een", lang="en"), "utf-8")
    assert "of 1 school" in call("een.yaml").stdout


def test_it_counts_the_same_by_one_process_and_by_two_and_from_the_cache(files: Path) -> None:
    for number in range(20):
        (files / f"n{number}.yaml").write_text(good(f"n{number}", f"School {number % 3}"), "utf-8")
    first, cached = (call(".", "--by", "provider", "--jobs", "1").stdout for _ in range(2))
    assert first == cached == call(".", "--by", "provider", "--jobs", "2", "--no-cache").stdout
    assert first.startswith("22 dossiers van 4 scholen")


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_schools_and_files_steer_nothing(files: Path, capfd: pytest.CaptureFixture[str], form: str) -> None:
    names = [*PAYLOADS.values(), "=cmd()", "+1", "@SUM(1)", "a|b|c"]
    for number, name in enumerate(names):
        value = json.dumps(name, ensure_ascii=name.isascii())
        text = good(f"d{number}").replace('"ROC"', value)
        (files / f"{number}.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    case = next(case for case in CASES if case.name == "command in a file name")
    for path in case.files:
        (files / path).parent.mkdir()
        (files / path).write_text(BROKEN, "utf-8")
    code, out, err = said(capfd, ".", "--isolated", "--format", form, "--by", "provider", "--lang", "en")
    assert code == 1, err
    assert "Traceback" not in err
    CHECKS[form](out)
    check_people(err)
    if form == "json":
        assert len(json.loads(out)["groups"]) > len(names) - 3


@pytest.mark.parametrize("framework", framework_names())
@pytest.mark.parametrize("folder", ["examples/catalogue", "examples/bad"])
def test_readiness_is_what_check_says_of_each_dossier_by_that_framework(
    folder: str, framework: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    report = examined() if folder.endswith("catalogue") else run([folder], RunOptions(TODAY, frameworks=framework_names()))
    options = ["--isolated", "--today", TODAY.isoformat(), "--framework", framework, "--format", "json"]
    checked = json.loads(CliRunner().invoke(cli, ["check", folder, *options]).stdout)
    expected: dict[tuple[str, int], set[str]] = {entry.place: set() for entry in report.entries}
    for item in checked["findings"]:
        place = item["path"], item["document"]
        if item["severity"] == "error" and item["rule"] not in TOGETHER and place in expected:
            expected[place].add(item["rule"])
    verdicts = {entry.place: verdict for entry in report.entries for verdict in entry.verdicts if verdict.framework == framework}
    assert {place: list(verdict.errors) for place, verdict in verdicts.items()} == {
        place: sorted(rules) for place, rules in expected.items()
    }
    waiting = {entry.place for entry in report.entries if entry.status == "in-development"}
    judged = [rules for place, rules in expected.items() if place not in waiting]
    ready = as_data(statistics_of(report))["readiness"][framework]
    assert ready["fail"] == sum(1 for rules in judged if rules) > 0
    assert ready["because"] == Counter(rule for rules in judged for rule in rules)
    assert ready["not_yet"] == len(waiting)
    assert ready["pass"] + ready["fail"] + ready["not_yet"] == len(report.entries)


@pytest.mark.parametrize(
    ("lang", "said"),
    [("nl", "Nog niet van toepassing: 1 dossier in ontwikkeling."), ("en", "Not yet applicable: 1 dossier in development.")],
)
def test_the_untouched_template_is_not_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, said: str) -> None:
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(cli, ["init", "a.yaml", "--lang", lang])
    ready = counted(".")["readiness"]
    assert {(item["pass"], item["fail"], item["not_yet"]) for item in ready.values()} == {(0, 0, 1)}
    for form in ("text", "markdown"):
        assert said in call(".", "--format", form, "--lang", lang).stdout
    offered = Path("a.yaml").read_text("utf-8").replace("status: in-development", "status: offered")
    Path("a.yaml").write_text(offered, "utf-8")
    ready = counted(".")["readiness"]
    assert {(item["pass"], item["fail"], item["not_yet"]) for item in ready.values()} == {(0, 1, 0)}
    assert "0 van 1 dossier." in call(".", "--lang", "nl").stdout


def test_a_heading_has_something_below_it(files: Path) -> None:
    Path("een.yaml").write_text(good("een").replace('provider: {name: "ROC"}\n', ""), "utf-8")
    for name in ("text", "markdown"):
        assert "(scholen)" not in call("een.yaml", "--format", name, "--lang", "nl").stdout
    blocks = [block.splitlines() for block in call("een.yaml", "--lang", "nl").stdout.split("\n\n")[1:]]
    assert [block[0] for block in blocks if len(block) == 1 and not block[0].startswith("Klaar voor")] == []


@pytest.mark.parametrize(("framework", "code"), [("npuls-mbo-pilot", "84"), ("npuls-mbo", "84"), ("eu-2022", "75-90")])
def test_a_credit_is_as_many_hours_as_the_framework_says(files: Path, framework: str, code: str) -> None:
    Path("ec.yaml").write_text(good("ec").replace("{sbu: 240}", "{ects: 3}"), "utf-8")
    table = counted("ec.yaml", "--framework", framework)["tables"]["workload"]
    assert {name for name, number in table.items() if number} == {code}


@pytest.mark.parametrize("framework", framework_names())
def test_a_framework_gives_all_its_rules_the_same_hours_for_a_credit(framework: str) -> None:
    found = load_framework(framework)
    given = {tuple(item.params["hours_per_ects"]) for item in found.rules.values() if "hours_per_ects" in item.params}
    assert given <= {found.hours_per_ects}
