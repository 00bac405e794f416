"""What `mclint init` writes, in both languages and for every framework."""

from __future__ import annotations

from pathlib import Path

import pytest

from mclint.catalog.frameworks import framework_names
from mclint.dossier.starting import starting_dossier
from mclint.texts.sentences import LANGUAGES, texts_of
from tests.program import run_here


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("framework", framework_names())
def test_a_starting_dossier_is_filled_in_and_names_the_load(framework: str, lang: str) -> None:
    made = starting_dossier("a.yaml", framework, lang, None, "roc-voorbeeld")
    for key in ("title", "outcome", framework):
        assert texts_of("init")[key][lang] in made


def test_a_load_is_told_for_frameworks_that_are_there() -> None:
    assert set(texts_of("init")) == {"title", "outcome", "open", *framework_names()}


def test_what_is_open_is_told_in_the_language_of_the_dossier(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for lang, head in (("nl", "Geschreven: {}. Nog open:"), ("en", "Written: {}. Still open:")):
        path = str(tmp_path / f"{lang}.yaml")
        assert run_here(capfd, "--lang", lang, "init", path).out.startswith(head.format(path))
