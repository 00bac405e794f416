"""`mclint pack`: a pack that is begun works at once, and one is proved by its examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mclint.texts.sentences import LANGUAGES
from tests.conftest import ROOT
from tests.packs import CARD, card, write_pack
from tests.program import run_here

GOOD = ROOT / "examples" / "good" / "podcast-maken.yaml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", ["X101", "ROC7", "roc12"])
def test_a_new_pack_is_proved_and_works(folder: Path, capfd: pytest.CaptureFixture[str], rule: str, lang: str) -> None:
    made = run_here(capfd, "pack", "new", "regels", "--id", rule, "--lang", lang)
    assert (made.code, made.err, "rule_packs: [regels]" in made.out) == (0, "", True)
    assert run_here(capfd, "pack", "check", "regels").code == 0
    (folder / ".mclint.yaml").write_text("rule_packs: [regels]\n", "utf-8")
    (folder / "a.yaml").write_bytes(GOOD.read_bytes())
    found = json.loads(run_here(capfd, "check", "a.yaml", "--format", "json", "--fail-level", "never").out)["findings"]
    assert [item["rule"] for item in found] == [rule.upper()]
    assert run_here(capfd, "explain", rule, "--lang", lang).code == 0


def test_a_pack_is_never_overwritten(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write_pack(folder / "regels", kosten=CARD)
    assert "regels" in run_here(capfd, "pack", "new", "regels").sentence(2)
    assert [path.name for path in (folder / "regels").iterdir()] == ["kosten.yaml"]
    (folder / "bestand").write_text("x", "utf-8")
    assert run_here(capfd, "pack", "new", "bestand").sentence(2)
    (folder / "uit").symlink_to(folder.parent, target_is_directory=True)
    assert run_here(capfd, "pack", "new", "uit/regels").sentence(2)
    assert not (folder.parent / "regels").exists()


@pytest.mark.parametrize("rule", ["MC101", "mc1", "ROC", "101", "R-1", "", "ABCDEFGHIJ1"])
def test_an_id_that_is_none_or_ours_is_refused(folder: Path, capfd: pytest.CaptureFixture[str], rule: str) -> None:
    assert run_here(capfd, "pack", "new", "regels", f"--id={rule}").sentence(2)
    assert not (folder / "regels").exists()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "given", [[], ["chekc", "x"], ["check"], ["check", "weg"], ["new"], ["check", "regels", "--format", "xml"]]
)
def test_wrong_use_is_one_sentence(folder: Path, capfd: pytest.CaptureFixture[str], given: list[str], lang: str) -> None:
    write_pack(folder / "regels", kosten=CARD)
    done = run_here(capfd, "--lang", lang, "pack", *given)
    lines = [line for line in done.err.splitlines() if line.startswith(("Fout:", "Error:"))]
    assert (done.code, len(lines), "\\x0a" in done.err) == (2, 1, False), done.err


EXPECT = "    expect: [{at: /x-costs, text: mclint, message: missing}]\n"
#: A card whose shape is right and whose examples do not prove it: the line, and what is said in Dutch and in English.
UNPROVED: dict[str, tuple[str, int, str, str]] = {
    "other words": (
        card(("text: mclint,", "text: title,")),
        28,
        "de regel geeft: {at: /x-costs, text: 'mclint'",
        "the rule gives: {at:",
    ),
    "another place": (card(("{at: /x-costs, text", "{at: /x-cost, text")), 28, "herstel het voorbeeld", "mend"),
    "another severity": (
        card(("message: missing}]", "message: missing, severity: note}]")),
        28,
        "de ernst note",
        "the severity here is note",
    ),
    "a bad one that is good": (
        card(("      title: Zorg\n    expect", "      x-costs: 1\n    expect")),
        28,
        "de regel geeft: geen",
        "gives: none",
    ),
    "a good one that is bad": (card(("      x-costs: 120\n", "")), 29, "hoort niets gevonden", "nothing should be found"),
    "an example that is no YAML": (
        card(("      x-costs: 120\n", "      a: 'b\n")),
        29,
        "niet als YAML te lezen",
        "not usable as YAML",
    ),
    "a field that the check does not give": (
        card(("ontbreken ({missing})", "ontbreken ({naam})"), ("missing ({missing})", "missing ({naam})")),
        25,
        "blijft {naam} staan",
        "keeps {naam}",
    ),
    "a message that nothing shows": (
        card(("messages:\n", "messages:\n  unwanted: {nl: x, en: y}\n")),
        11,
        "geen voorbeeld laat de melding 'unwanted'",
        "no example shows",
    ),
    "a message that the card lacks": (
        card(("{costs: /x-costs}\n", "{costs: /x-costs}\n  unwanted: {/title: zorg}\n")),
        26,
        "geeft de melding 'unwanted'",
        "gives the message 'unwanted'",
    ),
    "nothing that is right": (
        card(
            ("    good: |\n      mclint: 1\n      title: Zorg\n      x-costs: 120\n", ""),
            ("    good: |\n      mclint: 1\n      x-costs: 0\n", ""),
        ),
        23,
        "geen voorbeeld waarin het goed is",
        "no example in which it is right",
    ),
}


@pytest.mark.parametrize("name", UNPROVED)
def test_a_card_that_its_examples_do_not_prove_is_named(folder: Path, capfd: pytest.CaptureFixture[str], name: str) -> None:
    text, line, dutch, english = UNPROVED[name]
    write_pack(folder / "regels", kosten=text)
    for lang, part in (("nl", dutch), ("en", english)):
        done = run_here(capfd, "pack", "check", "regels", "--lang", lang)
        assert done.code == 1, done.out
        there = [row for row in done.out.splitlines() if row.startswith(f"{Path('regels', 'kosten.yaml')}:{line}:")]
        assert any(part in row for row in there), done.out


def test_mistakes_are_data_in_json(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write_pack(folder / "regels", kosten=card(("severity: error", "severty: error")), oud="")
    (folder / "regels" / "x.txt").write_text("x", "utf-8")
    done = run_here(capfd, "pack", "check", "regels", "--format", "json")
    data = json.loads(done.out)
    assert (done.code, done.err, data["cards"]) == (1, "", 2)
    assert [(Path(item["path"]).name, item["line"], item["column"]) for item in data["mistakes"]] == [
        ("kosten.yaml", 1, 1), ("kosten.yaml", 5, 1), ("oud.yaml", 1, 1), ("x.txt", 0, 0),
    ]  # fmt: skip
    assert all(item["nl"] != item["en"] for item in data["mistakes"])


def test_a_rule_across_dossiers_is_proved_too(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    both = "      mclint: 1\n      id: roc-voorbeeld/a\n      ---\n      mclint: 1\n      id: roc-voorbeeld/{}\n"
    text = card(
        ("structure.required\nwith:\n  fields: {costs: /x-costs}", "catalogue.unique"),
        ("ontbreken ({missing})", "ontbreken"),
        ("missing ({missing})", "missing"),
        ("messages:\n  missing:", "messages:\n  duplicate:"),
    ).partition("examples:")[0]
    text += f"examples:\n  - lang: nl\n    fine: |\n{both.format('b')}  - lang: nl\n    fine: |\n{both.format('a')}"
    write_pack(folder / "regels", dubbel=text)
    done = run_here(capfd, "pack", "check", "regels", "--lang", "en")
    assert (done.code, "Traceback" in done.err) == (1, False)
    assert "nothing should be found" in done.out or "cannot be checked" in done.out
