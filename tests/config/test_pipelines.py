"""The setting `pipelines`: only a name, only of what is installed, and seen in all that depends on it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mclint.cli.main import cli, main
from mclint.config.discovery import SettingsFinder
from mclint.config.settings import ConfigError
from mclint.engine.cache import Cache
from mclint.engine.reader import CachedReader, find_pipelines
from mclint.nlp.installed import find_pipeline
from tests.pipelines import install, site

__all__ = ["site"]

DOSSIER = """mclint: 1
id: roc-voorbeeld/tuften
title: Tuften
language: nl
status: developed
learning_outcomes:
  - {id: LO1, text: De lerende tuft een kleed af.}
"""


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """Return a repository with one dossier of which the verb is in no list."""
    root = tmp_path / "repo"
    (root / ".git").mkdir(parents=True)
    (root / "dossier.yaml").write_text(DOSSIER, "utf-8")
    return root


def configure(repo: Path, text: str) -> Path:
    path = repo / ".mclint.yaml"
    path.write_text(text, "utf-8")
    return path


def call(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(item) for item in arguments], standalone_mode=False, catch_exceptions=False)


def rules(repo: Path, *options: str) -> list[str]:
    printed = call("check", repo / "dossier.yaml", "--select", "MC2", "--format", "json", *options).stdout
    return [item["rule"] for item in json.loads(printed)["findings"]]


def test_the_setting_is_read_and_shown_with_its_origin(repo: Path, site: Path) -> None:
    install(site, "nl_toy")
    path = configure(repo, "pipelines: {nl: nl_toy}\n")
    assert SettingsFinder().for_path(repo).pipelines == {"nl": "nl_toy"}
    shown = json.loads(call("settings", repo, "--format", "json").stdout)["pipelines"]
    assert shown == {"value": {"nl": "nl_toy"}, "origin": str(path)}
    assert "pipelines" in call("settings", repo).stdout


def test_extending_adds_a_language(repo: Path, site: Path) -> None:
    install(site, "nl_toy")
    install(site, "en_toy")
    (repo / "basis.yaml").write_text("pipelines: {nl: nl_toy}\n", "utf-8")
    configure(repo, "extends: basis.yaml\npipelines: {en: en_toy}\n")
    assert SettingsFinder().for_path(repo).pipelines == {"nl": "nl_toy", "en": "en_toy"}


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ("{nl: nl_core_news_none}", "pipelines.nl: the pipeline 'nl_core_news_none' is not installed here; install it"),
        ("{nl: ./nl_toy}", "a path is never taken"),
        ("{nl: en_core_web_none}", "is not made for 'nl'"),
        ("{de: de_core_news_none}", "pipelines must be one of nl, en, found 'de'"),
        ("{nl: 5}", "pipelines.nl must be a text"),
        ("nl_core_news_none", "pipelines must be a map"),
    ],
)
def test_a_wrong_pipeline_is_a_wrong_configuration(repo: Path, value: str, part: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = configure(repo, f"pipelines: {value}\n")
    with pytest.raises(ConfigError) as caught:
        SettingsFinder().for_path(repo)
    assert str(caught.value).startswith(str(path))
    assert part in str(caught.value)
    with pytest.raises(SystemExit) as stop:
        main(["check", str(repo)])
    assert stop.value.code == 2
    assert part in capsys.readouterr().err


def test_a_pipeline_of_the_checked_repository_is_never_loaded(
    repo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install(repo, "nl_slipped")
    configure(repo, "pipelines: {nl: nl_slipped}\n")
    monkeypatch.chdir(repo)
    monkeypatch.syspath_prepend(repo)
    find_pipeline.cache_clear()
    with pytest.raises(SystemExit) as stop:
        main(["check", "dossier.yaml"])
    assert stop.value.code == 2
    assert "not installed" in capsys.readouterr().err


def test_a_chosen_pipeline_reads_the_outcomes(repo: Path, site: Path) -> None:
    install(site, "nl_toy")
    assert "MC202" in rules(repo)
    configure(repo, "pipelines: {nl: nl_toy}\n")
    assert "MC202" not in rules(repo)
    assert "MC202" in rules(repo, "--isolated")


def test_explain_reads_as_the_folder_is_configured(repo: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(site, "nl_toy")
    configured = configure(repo, "pipelines: {nl: nl_toy}\n")
    arguments = ("explain", "--analyse", "De lerende tuft een kleed af.", "--lang", "nl", "--format", "json")

    def lemmas(*more: object) -> list[str | None]:
        return [item["lemma"] for item in json.loads(call(*arguments, *more).stdout)["predicates"]]

    assert lemmas("--config", configured) == ["aftuften"]
    monkeypatch.chdir(repo)
    assert lemmas() == ["aftuften"]
    assert lemmas("--isolated") == [None]


def test_readings_are_remembered_for_each_version(repo: Path, site: Path, tmp_path: Path) -> None:
    cache, text = Cache(tmp_path / "texts"), "De lerende tuft een kleed af."
    configure(repo, "pipelines: {nl: nl_toy}\n")
    stamps = set()
    for version in ("1.0", "1.1"):
        install(site, "nl_toy", version)
        find_pipeline.cache_clear()
        found = find_pipelines(SettingsFinder().for_path(repo))
        stamps.add(found["nl"].stamp)
        reader = CachedReader(cache, found)
        reader.open("dossier.yaml")
        assert reader.analyse(text, "nl").predicates[0].lemma == "aftuften"
        reader.flush()
    plain = CachedReader(cache)
    plain.open("dossier.yaml")
    assert plain.analyse(text, "nl").predicates[0].lemma is None
    plain.flush()
    assert len(stamps) == 2
    assert len(list((tmp_path / "texts" / "texts").rglob("*.json"))) == 3
