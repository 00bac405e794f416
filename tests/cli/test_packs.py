"""Rules of an institution's own pack stand in every output."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mclint.cli.main import main
from mclint.report.formats import FORMATS
from tests.conftest import ROOT

CARD = """id: X1
name: cost-missing
since: "0.1"
status: stable
severity: error
confidence: high
tags: [pack]
check: structure.required
at: ""
with: {fields: {cost: /x-cost}}
messages: {missing: {nl: 'De kosten ontbreken.', en: 'The costs are missing.'}}
---
summary: {nl: 'Kosten [klik](https://evil.example)', en: 'Costs [click](https://evil.example)'}
why: {nl: 'x', en: 'x'}
fix: {nl: 'x', en: 'x'}
sources: [{title: x}]
examples: []
"""


@pytest.mark.parametrize("name", FORMATS)
def test_a_rule_of_a_pack_is_reported(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".mclint.yaml").write_text("rule_packs: [regels]\nselect: [X]\n", "utf-8")
    (tmp_path / "regels" / "eigen").mkdir(parents=True)
    (tmp_path / "regels" / "eigen" / "X1-cost-missing.yaml").write_text(CARD, "utf-8")
    good = ROOT / "examples" / "good" / "podcast-maken.yaml"
    (tmp_path / "a.yaml").write_bytes(good.read_bytes())
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as stop:
        main(["check", "--format", f"{name}:uit", "--lang", "en", "a.yaml"])
    assert stop.value.code == 1
    text = Path("uit").read_text("utf-8")
    assert "X1" in text
    assert "The costs are missing." in text
    if name == "sarif":
        run = json.loads(text)["runs"][0]
        rule = run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]
        assert rule["id"] == "X1"
        assert "markdown" not in rule["help"]
        assert "helpUri" not in rule
