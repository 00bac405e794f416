"""Every command in a guide is run in the order of the guide, with the files that it shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from mclint.texts.sentences import LANGUAGES
from tests.conftest import ROOT
from tests.program import run_here

GOOD = ROOT / "examples" / "good" / "podcast-maken.yaml"
_BLOCK = re.compile(r"^```(sh|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def guide(lang: str) -> str:
    return (ROOT / "docs" / f"own-rules.{lang}.md").read_text("utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_of_the_guide_on_own_rules_works(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "dossier.yaml").write_bytes(GOOD.read_bytes())
    said = {}
    for kind, text in _BLOCK.findall(guide(lang)):
        if kind == "yaml":
            (tmp_path / ".mclint.yaml").write_text(text, "utf-8")
            continue
        for line in text.splitlines():
            program, *arguments = shlex.split(line)
            assert program == "mclint"
            done = run_here(capfd, *arguments)
            assert (done.code, done.err) == (0, ""), (line, done)
            said[line] = done.out
    assert (tmp_path / "regels" / "ROC101-costs-missing.yaml").exists()
    *_, rules, explained, checked = said.values()
    assert all("ROC101" in text for text in (rules, explained, checked))


def test_both_guides_show_the_same_commands_and_files() -> None:
    shown = [[text.replace(f"--lang {lang}", "") for _, text in _BLOCK.findall(guide(lang))] for lang in LANGUAGES]
    assert shown[0] == shown[1]
    readme = (ROOT / "README.md").read_text("utf-8")
    assert all(f"docs/own-rules.{lang}.md" in readme for lang in LANGUAGES)
