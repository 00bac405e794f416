"""Rules of an institution's own pack stand in every output."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mclint.catalog.frameworks import framework_names
from mclint.cli.main import main
from mclint.report.formats import FORMATS
from mclint.texts.sentences import LANGUAGES
from tests.conftest import ROOT
from tests.packs import CARD, card, write_pack
from tests.program import run_here

GOOD = ROOT / "examples" / "good" / "podcast-maken.yaml"

OWN = card(
    (
        "'De kosten ontbreken.', en: 'The costs are missing.'",
        "'Kosten [klik](https://evil.example)', en: 'Costs [click](https://evil.example)'",
    ),
    code="X1",
)


@pytest.mark.parametrize("name", FORMATS)
def test_a_rule_of_a_pack_is_reported(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".mclint.yaml").write_text("rule_packs: [regels]\n", "utf-8")
    (tmp_path / "regels" / "eigen").mkdir(parents=True)
    (tmp_path / "regels" / "eigen" / "kosten.yml").write_text(OWN, "utf-8")
    (tmp_path / "a.yaml").write_bytes(GOOD.read_bytes())
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as stop:
        main(["check", "--format", f"{name}:uit", "--lang", "en", "a.yaml"])
    assert stop.value.code == 1
    text = Path("uit").read_text("utf-8")
    assert "X1" in text
    assert "The costs are missing (costs)." in text
    if name == "sarif":
        run = json.loads(text)["runs"][0]
        rule = run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]
        assert rule["id"] == "X1"
        assert "markdown" not in rule["help"]
        assert "helpUri" not in rule


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".mclint.yaml").write_text("rule_packs: [regels]\n", "utf-8")
    write_pack(tmp_path / "regels", kosten=CARD)
    (tmp_path / "a.yaml").write_bytes(GOOD.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("framework", framework_names())
@pytest.mark.parametrize(
    ("more", "given", "severity"),
    [
        ("", [], "error"),
        ("severity: {ROC101: note}\n", [], "note"),
        ("severity: {ROC101/missing: warning}\n", [], "warning"),
        ("params: {ROC101: {fields: {title: /title}}}\n", [], None),
        ("select: [MC]\n", [], None),
        ("select: [MC, ROC]\n", [], "error"),
        ("select: [ROC101]\n", [], "error"),
        ("ignore: [ROC]\n", [], None),
        ("per_file: {'a.yaml': {ignore: ROC101}}\n", [], None),
        ("", ["--select", "MC"], None),
        ("select: [MC]\n", ["--select", "roc1"], "error"),
        ("", ["--ignore", "ROC101"], None),
    ],
)
def test_own_rules_are_on_until_somebody_chooses(
    folder: Path, capfd: pytest.CaptureFixture[str], framework: str, more: str, given: list[str], severity: str | None
) -> None:
    (folder / ".mclint.yaml").write_text(f"rule_packs: [regels]\n{more}", "utf-8")
    done = run_here(capfd, "check", "a.yaml", "--framework", framework, "--format", "json", "--no-cache", *given)
    found = [item["severity"] for item in json.loads(done.out)["findings"] if item["rule"] == "ROC101"]
    assert found == ([severity] if severity else []), done.err


@pytest.mark.parametrize("text", ["select: [ROC2]", "ignore: [ROK]", "severity: {ROC11: note}", "params: {ROC1010: {}}"])
def test_an_own_rule_that_is_not_there_is_named(folder: Path, capfd: pytest.CaptureFixture[str], text: str) -> None:
    (folder / ".mclint.yaml").write_text(f"rule_packs: [regels]\n{text}\n", "utf-8")
    told = run_here(capfd, "check", "a.yaml", "--lang", "en").sentence(2)
    assert "did you mean 'ROC101'?" in told or "no rule starts with 'RO" in told


def test_an_own_rule_is_ignored_by_a_comment(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = (folder / "a.yaml").read_text("utf-8").replace("mclint: 1\n", 'mclint: 1  # mclint: ignore[ROC101] reason="gratis"\n')
    (folder / "a.yaml").write_text(text, "utf-8")
    assert run_here(capfd, "check", "a.yaml").code == 0


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_own_rules_are_explained_and_listed(folder: Path, capfd: pytest.CaptureFixture[str], form: str, lang: str) -> None:
    summary = {"nl": "De kosten ontbreken.", "en": "The costs are missing."}[lang]
    for name in ("ROC101", "roc101", "costs-missing"):
        done = run_here(capfd, "explain", name, "--format", form, "--lang", lang)
        assert (done.code, summary in done.out) == (0, True), done
    listed = run_here(capfd, "rules", "--format", form, "--lang", lang)
    assert summary in listed.out
    if form == "json":
        (row,) = (row for row in json.loads(listed.out) if row["id"] == "ROC101")
        assert row["enabled"] is True
    for command in (["rules"], ["explain", "ROC101"]):
        apart = run_here(capfd, *command, "--isolated", "--format", form)
        assert "costs-missing" not in apart.out


def test_a_named_configuration_says_which_own_rules_there_are(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "elders").mkdir()
    (folder / "elders" / ".git").mkdir()
    monkeypatch.chdir(folder / "elders")
    assert "ROC101" not in run_here(capfd, "rules").out
    assert "ROC101" in run_here(capfd, "explain", "ROC102", "--lang", "en", "--config", "../.mclint.yaml").err
    for command in (["rules"], ["explain", "ROC101"]):
        assert "ROC101" in run_here(capfd, *command, "--config", "../.mclint.yaml").out


@pytest.mark.parametrize(
    "command", [["check", "a.yaml"], ["check", "."], ["settings", "."], ["rules"], ["explain", "MC201"], ["stats", "."],
                ["report", ".", "--output", "uit"], ["compare", "a.yaml", "b.yaml"]],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_mistake_in_a_pack_is_told_by_every_command(
    folder: Path, capfd: pytest.CaptureFixture[str], command: list[str], lang: str
) -> None:
    (folder / "b.yaml").write_text(GOOD.read_text("utf-8").replace("id: roc-voorbeeld/", "id: roc-voorbeeld/ook-"), "utf-8")
    (folder / "regels" / "kosten.yaml").write_text(card(("severity: error", "severity: eror")), "utf-8")
    told = run_here(capfd, "--lang", lang, *command).sentence(2)
    assert f"{Path('regels', 'kosten.yaml')}:5:11: " in told
    assert {"nl": "bedoel je 'error'?", "en": "did you mean 'error'?"}[lang] in told


def test_nothing_that_a_pack_says_steers_a_terminal_or_a_page(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    bad = (
        "'De kosten ontbreken.', en: 'The costs are missing.'",
        r'"\e[31m[x](https://evil.example)", en: "\e[31m[x](https://evil.example)"',
    )
    (folder / "regels" / "kosten.yaml").write_text(
        card(bad, ("      title: Zorg\n    expect", "      title: Zorg\n      ```\n    expect")), "utf-8"
    )
    for command in (["explain", "ROC101"], ["rules"]):
        for form in ("text", "markdown", "json"):
            done = run_here(capfd, *command, "--format", form)
            assert (done.code, "\x1b" in done.out) == (0, False), done.err
            assert form != "markdown" or ("](https://evil" not in done.out and "   ```" not in done.out)


def test_a_mistake_in_a_pack_is_told_where_there_is_no_dossier_yet(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "a.yaml").unlink()
    assert run_here(capfd, "check", ".").code == 0
    (folder / "regels" / "kosten.yaml").write_text("id: X\n", "utf-8")
    assert "kosten.yaml:1:" in run_here(capfd, "check", ".").sentence(2)
