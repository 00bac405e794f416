"""A file that is no dossier is told so once, and nothing else; a dossier with some wrong keys is still judged as one."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest

from mclint.config.settings import Settings
from mclint.dossier.load import load_bytes
from mclint.engine.check import Checker
from mclint.engine.fix import fix_bytes
from mclint.findings import Finding
from tests.checking import READER
from tests.conftest import ROOT, TODAY

DOSSIER = (ROOT / "tests" / "data" / "annotated.yaml").read_text("utf-8")
WORKFLOW = "name: Controle\non: {push: {branches: [main]}}\npermissions: {contents: read}\njobs:\n  test:\n    runs-on: ubuntu\n"
COMPOSE = "version: '3'\nname: winkel\nservices:\n  web: {image: nginx}\nnetworks: {een: }\nvolumes: {twee: }\n"
MANIFESTS = "apiVersion: v1\nkind: Service\nmetadata: {name: een}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: twee}\n"
PAGE = '---\ntitle: Over ons\nlang: nl\ndate: 2026-01-01\nstatus: concept\n---\n\n# Kop: een kop\n\n- `code` en "een\n---\nx: [\n'


def said(text: str, path: str) -> list[Finding]:
    result = Checker(TODAY, READER, "nl").check(text.encode(), path, Settings())
    assert result is not None
    return list(result.findings)


def rules(found: Iterable[Finding]) -> list[tuple[str, str, str]]:
    return [(item.rule, item.message_key, item.severity.value) for item in found]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (WORKFLOW, "workflow.yml"),
        (COMPOSE, "compose.yaml"),
        (MANIFESTS, "manifest.yaml"),
        (MANIFESTS + "---\n- \u200b\n", "manifest.yaml"),
        (PAGE, "over.md"),
        (PAGE.replace("\n", "\r\n"), "over.MD"),
        ("# Kop\n\nZomaar: een `tekst` en: nog\n", "lees.md"),
        ("[tool.x]\na = 'b'\n", "pyproject.toml"),
        ("import os\n\n\ndef een(): return os\n", "een.py"),
        (json.dumps({"name": "x", "version": "1", "description": "y", "scripts": {"a": "b"}, "license": "EUPL"}), "package.json"),
        ("title: Iets\nid: 5\nlanguage: nl\nstatus: klaar\nsummary: Wat\nversion: 2\n", "bericht.yaml"),
        ("a: 1\na: 2\nb: \u00adx\n", "dubbel.yaml"),
        ("- een\n- twee\n", "lijst.yaml"),
        ("zomaar een zin\n", "zin.yaml"),
    ],
)
def test_what_is_no_dossier_is_told_so_once(text: str, path: str) -> None:
    assert rules(said(text, path)) == [("MC004", "not-a-dossier", "error")]


def test_that_it_is_unsafe_is_told_besides() -> None:
    text = "a: !!python/object/apply:os.system [PWNED]\nb: !Ref x\n"
    assert sorted(item.rule for item in said(text, "stack.yaml")) == ["MC003", "MC004"]


@pytest.mark.parametrize("path", ["workflow.yml", "x.json", "over.md"])
def test_nothing_of_it_is_mended(path: str) -> None:
    raw = b"a: 1\na: 1\nb: \xc2\xadx\n"
    assert fix_bytes(raw, path, lambda text: said(text.decode(), path), unsafe=True).after == raw


@pytest.mark.parametrize(
    "text",
    [
        "mclnt: 1\ntitle: Iets\n",
        "titel: Iets\nleeruitkomst: [{id: LO1, text: Meet.}]\n",
        "titel: Iets\nlearning_outcome: [{id: LO1, text: Meet.}]\n",
        "titel: Iets\nstudielast: {sbu: 80}\ntoetsen: [{id: A1}]\n",
        DOSSIER.replace("mclint: 1", "").replace("learning_outcomes:", "uitkomsten:", 1),
        "mclint:1\ntitle: Iets\n",
        "name: x\nmclint: [\n",
        WORKFLOW + "---\n" + DOSSIER,
    ],
)
def test_a_dossier_with_wrong_keys_is_still_a_dossier(text: str) -> None:
    """Each ends with an error, and is told what is wrong with it."""
    found = rules(said(text, "x.yaml"))
    assert [item for item in found if item[1] != "not-a-dossier"]
    assert [item for item in found if item[2] == "error"]


def test_a_dossier_that_is_made_to_look_like_something_else_does_not_pass() -> None:
    for line in ("mclint:", "learning_outcomes:"):
        assert line in DOSSIER
    hidden = "".join(f"x-{line}" if line[:1].isalpha() else line for line in DOSSIER.splitlines(keepends=True))
    assert rules(said(hidden, "x.yaml")) == [("MC004", "not-a-dossier", "error")]


def test_of_a_page_the_front_matter_is_read_and_the_body_is_not() -> None:
    page = f"---\n{DOSSIER}---\n\n# Kop: een kop\n\n`code\n# mclint: ignore\n"
    assert rules(said(page, "dossier.md")) == rules(said(DOSSIER, "dossier.yaml"))
    assert [item.rule for item in said(page, "dossier.yaml")][-1] == "MC001"


def test_no_second_dossier_hides_in_a_page() -> None:
    page = f"---\n{DOSSIER}---\n{DOSSIER.replace('sbu: 80', 'sbu: 1')}"
    assert len(load_bytes(page.encode(), "dossier.md").documents) == len(("one", "two"))
    assert "MC102" in {item.rule for item in said(page, "dossier.md")}
