"""Rules of an institution's own pack stand in every output."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mclint.cli.main import main
from mclint.report.formats import FORMATS
from tests.conftest import ROOT
from tests.packs import card

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
    (tmp_path / ".mclint.yaml").write_text("rule_packs: [regels]\nselect: [X]\n", "utf-8")
    (tmp_path / "regels" / "eigen").mkdir(parents=True)
    (tmp_path / "regels" / "eigen" / "kosten.yml").write_text(OWN, "utf-8")
    good = ROOT / "examples" / "good" / "podcast-maken.yaml"
    (tmp_path / "a.yaml").write_bytes(good.read_bytes())
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
