"""Every card of a pack is found, whatever it is called; what is no card is named, never passed over."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mclint.catalog.cards import CardError
from mclint.catalog.packs import find_cards
from mclint.catalog.registry import load_registry, pack_cards
from mclint.config.discovery import from_file
from mclint.config.settings import ConfigError
from mclint.texts.sentences import LANGUAGES
from tests.packs import CARD
from tests.program import usual_rights


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "regels").mkdir()
    return tmp_path / "regels"


@pytest.mark.parametrize(
    "name",
    [
        "kosten.yaml",
        "kosten.yml",
        "ROC101.yaml",
        "MC-kosten.YAML",
        "x.y.YML",
        "a/kosten.yaml",
        "a/b c/d/é.yml",
        "a/frameworks/x.yaml",
    ],
)
def test_a_card_is_found_whatever_it_is_called(pack: Path, name: str) -> None:
    (pack / name).parent.mkdir(parents=True, exist_ok=True)
    (pack / name).write_text(CARD, "utf-8")
    assert list(pack_cards([pack])) == [pack / name]
    assert load_registry([pack]).rules["ROC101"].path == str(pack / name)


@pytest.mark.parametrize("name", ["README.md", "readme", "LICENSE", "LICENCE.txt", "CHANGELOG.md", ".gitkeep", ".git/x.yaml"])
def test_what_is_there_for_people_is_passed_over(pack: Path, name: str) -> None:
    (pack / "kosten.yaml").write_text(CARD, "utf-8")
    (pack / name).parent.mkdir(exist_ok=True)
    (pack / name).write_text("x", "utf-8")
    assert list(pack_cards([pack])) == [pack / "kosten.yaml"]


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("kosten.yaml.txt", "let the name of a card end in .yaml or .yml"),
        ("kosten.json", "it is no rule card"),
        ("kosten", "it is no rule card"),
        ("a/kosten.yaml~", "it is no rule card"),
        ("lexicons/x.csv", "it is no rule card"),
        ("frameworks/own.yaml", "a framework of your own in a rule pack is not read"),
    ],
)
def test_a_file_that_nothing_reads_is_named(pack: Path, name: str, part: str) -> None:
    (pack / "kosten.yml").write_text(CARD, "utf-8")
    (pack / name).parent.mkdir(exist_ok=True)
    (pack / name).write_text(CARD, "utf-8")
    with pytest.raises(CardError, match=part) as caught:
        list(pack_cards([pack]))
    assert str(pack / name).startswith(str(caught.value).split(": ")[0])


@pytest.mark.parametrize("target", ["elsewhere.yaml", "elsewhere", "regels/kosten.yaml", "nowhere", "."])
def test_no_link_is_followed_or_passed_over(pack: Path, target: str) -> None:
    (pack / "kosten.yaml").write_text(CARD, "utf-8")
    (pack.parent / "elsewhere.yaml").write_text(CARD, "utf-8")
    (pack.parent / "elsewhere").mkdir()
    (pack / "link.yaml").symlink_to(pack.parent / target)
    with pytest.raises(CardError, match=r"link\.yaml: it is a link"):
        list(pack_cards([pack]))


def test_a_pack_without_a_card_is_named(pack: Path) -> None:
    with pytest.raises(CardError, match="holds no rule card"):
        list(pack_cards([pack]))
    with pytest.raises(CardError, match="it is no folder"):
        list(pack_cards([Path(__file__)]))
    with pytest.raises(CardError, match="mclint pack new weg"):
        list(pack_cards([pack / "weg"]))


def test_a_folder_of_a_pack_that_may_not_be_read_is_named(pack: Path) -> None:
    (pack / "dicht").mkdir()
    (pack / "kosten.yaml").write_text(CARD, "utf-8")
    (pack / "dicht").chmod(0)
    try:
        with usual_rights(), pytest.raises(CardError, match=r"dicht: this folder cannot be read \(Permission denied\)"):
            list(pack_cards([pack]))
    finally:
        (pack / "dicht").chmod(0o700)


def test_a_pipe_in_a_pack_is_not_waited_for(pack: Path) -> None:
    os.mkfifo(pack / "kosten.yaml")
    with pytest.raises(CardError, match=r"kosten\.yaml: it cannot be read"):
        load_registry([pack])


def test_all_that_is_wrong_is_found_in_both_languages(pack: Path) -> None:
    for name in ("a.txt", "b.json", "c.yaml"):
        (pack / name).write_text(CARD, "utf-8")
    found = find_cards(pack)
    assert [Path(item.path).name for item in found.mistakes] == ["a.txt", "b.json"]
    assert found.cards == (pack / "c.yaml",)
    for mistake in found.mistakes:
        assert len({mistake.placed.text(lang) for lang in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        (".mclint.yaml", "lang: nl\n# weg\nrule_packs:\n  - regels\n  - weg\n", 5),
        (".mclint.yaml", "rule_packs: weg\n", 1),
        ("pyproject.toml", "[tool.mclint]\n# weg\nlang = 'nl'\nrule_packs = ['weg']\n", 4),
        (".mclint.yaml", "lang: nl\nrule_packs: [ regels,\n weg/regels.yaml ]\n", 3),
    ],
)
def test_a_pack_that_is_not_there_is_named_with_its_line(pack: Path, name: str, text: str, line: int) -> None:
    (pack.parent / name).write_text(text, "utf-8")
    with pytest.raises(ConfigError, match="mclint pack new weg") as caught:
        from_file(pack.parent / name)
    assert str(caught.value).startswith(f"{pack.parent / name}:{line}: rule_packs: weg")


def test_a_pack_that_is_a_file_is_named_with_its_line(pack: Path) -> None:
    (pack / "kosten.yaml").write_text(CARD, "utf-8")
    (pack.parent / ".mclint.yaml").write_text("lang: nl\nrule_packs: regels/kosten.yaml\n", "utf-8")
    with pytest.raises(ConfigError, match=r"\.mclint\.yaml:2: rule_packs: regels/kosten\.yaml is no folder"):
        from_file(pack.parent / ".mclint.yaml")
