from __future__ import annotations

import sys
from pathlib import Path

import pytest

from mclint.nlp.installed import PipelineError, find_pipeline
from tests.pipelines import install, register, site

__all__ = ["site"]


def test_an_installed_pipeline_is_found_with_its_version(site: Path) -> None:
    folder = install(site, "nl_toy", "1.2")
    found = find_pipeline("nl_toy", "nl")
    assert (found.name, found.version, found.folder) == ("nl_toy", "1.2", folder)


def test_the_stamp_changes_with_the_version(site: Path) -> None:
    install(site, "nl_toy", "1.2")
    first = find_pipeline("nl_toy", "nl").stamp
    find_pipeline.cache_clear()
    install(site, "nl_toy", "1.3")
    assert find_pipeline("nl_toy", "nl").stamp != first


@pytest.mark.parametrize(
    "name",
    ["../nl_toy", "/nl_toy", "nl_toy/nl_toy-1.0", "./nl_toy", "nl-toy", "NL_TOY", "nl_toy\n", "toy", "nl_", "", "nl_toy==1.0"],
)
def test_a_path_or_another_text_is_no_name(name: str) -> None:
    with pytest.raises(PipelineError, match="no name of a spaCy package"):
        find_pipeline(name, "nl")


def test_the_language_has_to_fit(site: Path) -> None:
    install(site, "nl_toy")
    with pytest.raises(PipelineError, match="name starts with en_"):
        find_pipeline("nl_toy", "en")


def test_a_missing_pipeline_says_how_to_install_it(site: Path) -> None:
    with pytest.raises(PipelineError, match=r"'nl_core_news_none' is not installed here; .*spacy download nl_core_news_none"):
        find_pipeline("nl_core_news_none", "nl")


def test_another_package_is_no_pipeline(site: Path) -> None:
    register(site, "nl_other")
    with pytest.raises(PipelineError, match="is no spaCy pipeline"):
        find_pipeline("nl_other", "nl")
    (site / "nl_other").mkdir()
    named = '{"lang": "nl", "name": "%s", "version": "1.0"}'
    for text in ("[1]", "{", "{}", named % "other", named % "../x"):
        (site / "nl_other" / "meta.json").write_text(text, "utf-8")
        with pytest.raises(PipelineError, match="spaCy pipeline"):
            find_pipeline("nl_other", "nl")


def test_a_pipeline_in_the_folder_that_is_checked_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    install(checkout, "nl_slipped")
    monkeypatch.chdir(checkout)
    monkeypatch.syspath_prepend(checkout)
    find_pipeline.cache_clear()
    with pytest.raises(PipelineError, match="not installed"):
        find_pipeline("nl_slipped", "nl")
    monkeypatch.setattr(sys, "prefix", str(checkout))
    assert find_pipeline("nl_slipped", "nl").name == "nl_slipped"
