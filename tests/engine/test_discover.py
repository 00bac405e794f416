"""Which files a run looks at, and under which name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mclint.cli.main import main
from mclint.config.discovery import SettingsFinder
from mclint.engine.discover import files_to_check
from mclint.report.formats import FORMATS

DOSSIER = "mclint: 1\nid: a/b\ntitle: t\nlearning_outcomes: []\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "map").mkdir()
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*paths: str, only_dossiers: bool = False) -> list[tuple[str, bool]]:
    return list(files_to_check(paths, SettingsFinder(), only_dossiers=only_dossiers))


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "A.YAML", "a.Yml", "a.yMl", "a.b.YAML"])
def test_a_folder_holds_dossiers_whatever_the_case_of_their_extension(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (folder / "map" / name).write_text(DOSSIER, "utf-8")
    assert found("map") == [(f"map/{name}", False)]
    with pytest.raises(SystemExit):
        main(["map", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["summary"]["dossiers"] == 1


@pytest.mark.parametrize("name", ["a.yaml.txt", "a.yamlx", "yaml", ".mclint.yaml", "a.json"])
def test_a_folder_is_not_searched_for_other_files(folder: Path, name: str) -> None:
    (folder / "map" / name).write_text(DOSSIER, "utf-8")
    assert found("map") == []


LINKS = [
    (["map"], ["map/eigen.yaml"]),
    (["."], ["map/eigen.yaml"]),
    (["map/0-link.yaml", "map/eigen.yaml"], ["map/eigen.yaml"]),
    (["map/z-link.yaml", "map"], ["map/eigen.yaml"]),
    (["map/0-link.yaml", "map/z-link.yaml"], ["map/0-link.yaml"]),
    (["map/z-link.yaml"], ["map/z-link.yaml"]),
    (["aaa-map", "map"], ["map/eigen.yaml"]),
    (["aaa-map/0-link.yaml", "aaa-map/eigen.yaml", "map/eigen.yaml"], ["map/eigen.yaml"]),
    (["aaa-map/eigen.yaml"], ["aaa-map/eigen.yaml"]),
]


@pytest.mark.parametrize(("paths", "shown"), LINKS)
def test_a_file_and_links_to_it_are_one_file_under_its_own_name(
    folder: Path, capsys: pytest.CaptureFixture[str], paths: list[str], shown: list[str]
) -> None:
    (folder / "map" / "eigen.yaml").write_text(DOSSIER, "utf-8")
    for name in ("0-link.yaml", "z-link.yaml"):
        (folder / "map" / name).symlink_to("eigen.yaml")
    (folder / "aaa-map").symlink_to("map")
    assert [path for path, _ in found(*paths)] == shown
    with pytest.raises(SystemExit):
        main(["check", *paths, *(f"--format={name}:{folder / name}" for name in FORMATS)])
    for name in FORMATS:
        text = (folder / name).read_text("utf-8").replace("<b></b>", "")
        assert shown[0] in text, name
        assert not [link for link in ("0-link.yaml", "eigen.yaml", "z-link.yaml") if link not in shown[0] and link in text], name


def test_a_named_file_stays_named_beside_its_folder_or_through_a_link(folder: Path) -> None:
    (folder / "map" / "eigen.yaml").write_text("a: 1\n", "utf-8")
    (folder / "map" / "c.yaml").write_text("a: 1\n", "utf-8")
    (folder / "map" / "z-link.yaml").symlink_to("eigen.yaml")
    for paths in (["map", "map/z-link.yaml"], ["map/z-link.yaml", "map"], ["map", "map/eigen.yaml"], ["map/eigen.yaml", "map"]):
        assert sorted(found(*paths)) == [("map/c.yaml", False), ("map/eigen.yaml", True)]
        assert sorted(found(*paths, only_dossiers=True)) == [("map/c.yaml", False), ("map/eigen.yaml", False)]


def test_what_is_excluded_under_its_own_name_is_found_through_a_link(folder: Path) -> None:
    (folder / ".mclint.yaml").write_text("exclude: [map/eigen.yaml]\n", "utf-8")
    (folder / "map" / "eigen.yaml").write_text(DOSSIER, "utf-8")
    (folder / "map" / "z-link.yaml").symlink_to("eigen.yaml")
    assert found("map") == [("map/z-link.yaml", False)]
