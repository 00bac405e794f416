from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mclint.cli.main import cli, main
from mclint.cli.picking import split_choice
from tests.conftest import ROOT, TODAY
from tests.hostile.cases import PAYLOADS
from tests.hostile.readers import check_people

DATA = ROOT / "tests" / "data"
FIRST, SECOND = DATA / "compare-first.yaml", DATA / "compare-second.yaml"
SMALL = """mclint: 1
id: roc/{name}
title: {name}
language: {lang}
status: in-development
learning_outcomes:
  - {{id: LO1, text: {text}}}
"""
BROKEN = "mclint: 1\ntitle: [niet dicht\nlanguage: nl\n"


def small(name: str, lang: str = "nl", text: str = "De lerende stelt een zorgplan op.") -> str:
    return SMALL.format(name=name, lang=lang, text=text)


def call(*arguments: object) -> Result:
    options = ["--isolated", "--today", TODAY.isoformat()]
    return CliRunner().invoke(cli, ["compare", *map(str, arguments), *options], standalone_mode=False)


def said(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main(["compare", "--isolated", *map(str, arguments)])
    assert isinstance(stop.value.code, int)
    out, err = capfd.readouterr()
    return stop.value.code, out, err


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("een", "twee"):
        Path(f"{name}.yaml").write_text(small(name), "utf-8")
    Path("meer.yaml").write_text(f"{small('drie')}---\n{small('vier')}", "utf-8")
    Path("kapot.yaml").write_text(BROKEN, "utf-8")
    Path("half.yaml").write_text(f"{small('heel')}---\n{BROKEN}", "utf-8")
    Path("anders.yaml").write_text("services: {web: {image: x}}\n", "utf-8")
    Path("leeg.yaml").write_text("", "utf-8")
    Path("map").mkdir()
    return tmp_path


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_format_and_language_comes_out(form: str, lang: str) -> None:
    results = [call(FIRST, SECOND, "--format", form, "--lang", lang) for _ in range(2)]
    assert results[0].exception is None
    assert results[0].return_value == 0
    assert results[0].stdout == results[1].stdout
    title = {"nl": "Twee dossiers naast elkaar", "en": "Two dossiers side by side"}[lang]
    assert title in results[0].stdout
    assert str(ROOT) not in results[0].stdout


def test_the_language_is_that_of_the_dossiers(files: Path) -> None:
    assert "Twee dossiers" in call("een.yaml", "twee.yaml").stdout
    for name in ("one", "two"):
        (files / f"{name}.yaml").write_text(small(name, "en", "The learner draws up a care plan."), "utf-8")
    assert "Two dossiers" in call("one.yaml", "two.yaml").stdout


def test_output_writes_the_same_bytes_to_a_file(files: Path) -> None:
    printed = call("een.yaml", "twee.yaml", "--format", "html").stdout
    done = call("een.yaml", "twee.yaml", "--format", "html", "--output", "uit.html")
    assert (done.return_value, done.stdout) == (0, "")
    assert (files / "uit.html").read_bytes().decode() == printed


def test_colour_is_used_where_it_is_asked_for(files: Path) -> None:
    assert "\x1b[1m" in call("een.yaml", "twee.yaml", "--color", "always").stdout
    assert "\x1b" not in call("een.yaml", "twee.yaml").stdout
    assert "\x1b" not in call("een.yaml", "twee.yaml", "--format", "markdown", "--color", "always").stdout


def test_one_of_several_is_chosen_by_number_or_id(files: Path) -> None:
    for choice, title in (("meer.yaml#1", "drie"), ("meer.yaml#2", "vier"), ("meer.yaml#roc/vier", "vier")):
        result = call(choice, "een.yaml")
        assert result.exception is None
        assert f"A  {title} (" in result.stdout
    assert "meer.yaml#2" in call("meer.yaml#1", "meer.yaml#2").stdout


def test_a_file_name_may_hold_the_sign_itself(files: Path) -> None:
    (files / "a#2").write_text(small("los"), "utf-8")
    (files / "b#c.yaml").write_text(f"{small('vijf')}---\n{small('zes')}", "utf-8")
    (files / "meer.yaml#1").write_text(small("eigen"), "utf-8")
    for name, title in (("a#2", "los"), ("b#c.yaml#2", "zes"), ("meer.yaml#1", "eigen")):
        assert f"A  {title} (" in call(name, "een.yaml").stdout
    assert split_choice("b#c.yaml#roc/zes") == ("b#c.yaml", "roc/zes")
    assert split_choice("#1") == ("#1", None)


@pytest.mark.parametrize(
    ("first", "second", "parts"),
    [
        ("weg.yaml", "een.yaml", ("weg.yaml", "does not exist")),
        ("weg.yaml#2", "een.yaml", ("weg.yaml#2", "does not exist")),
        ("map", "een.yaml", ("map", "is a folder", "name the file")),
        ("een.yaml", "anders.yaml", ("anders.yaml", "holds no dossier", "'mclint:'")),
        ("een.yaml", "leeg.yaml", ("leeg.yaml", "holds no dossier")),
        ("meer.yaml", "een.yaml", ("meer.yaml", "2 dossiers", "meer.yaml#1 (roc/drie)", "meer.yaml#2 (roc/vier)")),
        ("meer.yaml#3", "een.yaml", ("no dossier '3'", "meer.yaml#1 (roc/drie)", "meer.yaml#2 (roc/vier)")),
        ("meer.yaml#", "een.yaml", ("no dossier ''", "meer.yaml#1 (roc/drie)")),
        ("meer.yaml#roc/vijf", "een.yaml", ("no dossier 'roc/vijf'", "roc/vier")),
        ("een.yaml", "een.yaml", ("een.yaml", "the same dossier twice", "two dossiers")),
        ("een.yaml", "./een.yaml#1", ("een.yaml", "the same dossier twice")),
    ],
)
def test_wrong_use_says_what_where_and_what_was_expected(
    files: Path, capfd: pytest.CaptureFixture[str], first: str, second: str, parts: tuple[str, ...]
) -> None:
    code, out, err = said(capfd, first, second)
    assert (code, out) == (2, "")
    assert all(part in err for part in parts), err
    assert err.count("\n") == 1


def test_a_link_to_a_dossier_is_the_same_dossier(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (files / "link.yaml").symlink_to("een.yaml")
    assert said(capfd, "een.yaml", "link.yaml")[0] == 2


def test_ids_that_two_dossiers_share_have_to_be_numbers(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (files / "dubbel.yaml").write_text(f"{small('x')}---\n{small('x')}", "utf-8")
    code, _, err = said(capfd, "dubbel.yaml#roc/x", "een.yaml")
    assert code == 2
    assert "2 dossiers have this id" in err
    assert call("dubbel.yaml#1", "dubbel.yaml#2").return_value == 0


def test_a_list_of_many_dossiers_is_cut(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (files / "veel.yaml").write_text("---\n".join(small(f"n{number}") for number in range(30)), "utf-8")
    assert "and 10 more" in said(capfd, "veel.yaml", "een.yaml")[2]


@pytest.mark.parametrize("name", ["kapot.yaml", "half.yaml", "half.yaml#2"])
def test_a_broken_dossier_is_told_with_its_place(files: Path, capfd: pytest.CaptureFixture[str], name: str) -> None:
    code, out, err = said(capfd, "een.yaml", name, "--lang", "nl")
    assert (code, out) == (1, "")
    assert "niet als dossier te lezen" in err
    assert f"  {name.partition('#')[0]}:" in err
    assert "error[MC001]" in err


def test_a_broken_dossier_leaves_no_file_behind(files: Path) -> None:
    assert call("een.yaml", "kapot.yaml", "--output", "uit.txt").return_value == 1
    assert not (files / "uit.txt").exists()


def test_a_good_dossier_beside_a_broken_one_can_be_chosen(files: Path) -> None:
    assert call("een.yaml", "half.yaml#1").return_value == 0


def test_a_dossier_is_never_overwritten(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = said(capfd, "een.yaml", "twee.yaml", "--output", "twee.yaml")
    assert code == 2
    assert "one of the two dossiers" in err
    assert (files / "twee.yaml").read_text("utf-8") == small("twee")


def test_an_output_that_cannot_be_written_is_told(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = said(capfd, "een.yaml", "twee.yaml", "--output", "geen-map/uit.txt")
    assert code == 2
    assert "geen-map/uit.txt" in err


def test_different_languages_are_told_and_no_error(files: Path) -> None:
    (files / "en.yaml").write_text(small("en", "en", "The learner draws up a care plan."), "utf-8")
    result = call("een.yaml", "en.yaml", "--lang", "en")
    assert result.return_value == 0
    assert "does not compare texts" in " ".join(result.stdout.split())


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_hostile_dossiers_steer_nothing(files: Path, capfd: pytest.CaptureFixture[str], payload: str) -> None:
    value = json.dumps(payload, ensure_ascii=payload.isascii())
    for name in ("een", "twee"):
        text = small(name).replace(f"title: {name}", f"title: {value}").replace("id: LO1", f"id: {value}")
        (files / f"{name}.yaml").write_bytes(f"{text}provider: {{name: {value}}}\n".encode("utf-8", "surrogatepass"))
    for form in ("text", "html"):
        code, out, err = said(capfd, "een.yaml", "twee.yaml", "--format", form)
        check_people(out)
        check_people(err)
        assert code in (0, 1), err
        assert "Traceback" not in err
        assert "<script>" not in out or form == "text"


def test_hostile_names_steer_nothing(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for payload in PAYLOADS.values():
        plain = payload.replace("\0", "")
        for name in (plain, f"meer.yaml#{plain}"):
            code, out, err = said(capfd, "--", name, "een.yaml")
            assert (code, out) == (2, "")
            check_people(err)


def test_the_text_fits_the_columns_of_the_environment(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for given, width in (("50", 50), ("80", 80), ("120", 120), ("999", 140), ("5", 40), ("x", 100), ("", 100)):
        monkeypatch.setitem(os.environ, "COLUMNS", given)
        longest = max(map(len, call(FIRST, SECOND).stdout.split("\n")))
        assert width - 10 < longest <= width
