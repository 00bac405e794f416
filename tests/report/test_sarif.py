"""SARIF fits the official schema and what code scanning takes, and says what the findings say."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from mclint.dossier.source import split_lines
from mclint.engine.run import run
from mclint.engine.worker import RunOptions
from mclint.findings import Report
from mclint.model import Severity
from mclint.report import sarif
from mclint.report.formats import Context
from tests.conftest import ROOT, TODAY

OFFICIAL = ROOT.parent / "shared" / "data" / "schemas" / "sarif-schema-2.1.0.json"
BAD = sorted((ROOT / "examples" / "bad").glob("*.yaml"))


def lines(path: str) -> list[str]:
    return split_lines((ROOT / path).read_text("utf-8", "replace"))


@cache
def examined() -> Report:
    options = RunOptions(TODAY, use_cache=False, isolated=True)
    return run([os.path.relpath(path) for path in BAD], options)


def report() -> Report:
    made = examined()
    return replace(made, findings=list(made.findings), suppressed=list(made.suppressed), known=[], remarks=[])


def log(of: Report) -> Any:
    return json.loads("".join(sarif.render(of, Context(lines, root=ROOT))))


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_it_fits_the_official_schema() -> None:
    if not OFFICIAL.exists():
        pytest.skip("the official schema is not here")
    made = report()
    made.known = made.findings[:2]
    made.failures = ("x.yaml: could not be read",)
    schema = json.loads(OFFICIAL.read_text("utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert [error.message for error in validator.iter_errors(log(made))] == []


def test_the_multitool_finds_nothing(tmp_path: Path) -> None:
    tool = os.environ.get("MCLINT_SARIF_MULTITOOL") or shutil.which("Sarif.Multitool")
    if tool is None:
        pytest.skip("the SARIF multitool is not installed")
    path = tmp_path / "x.sarif"
    path.write_text("".join(sarif.render(report(), Context(lines, root=ROOT))), "utf-8")
    env = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    done = subprocess.run([tool, "validate", str(path)], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert re.search(r"\b(error|warning)\b", done.stdout) is None, done.stdout


def test_every_rule_is_there_with_all_that_code_scanning_asks_for() -> None:
    rules = log(report())["runs"][0]["tool"]["driver"]["rules"]
    ids = [rule["id"] for rule in rules]
    assert ids == sorted(ids)
    assert {path.name.partition("-")[0] for path in (ROOT / "rules").glob("*/MC*.yaml")} == set(ids)
    for rule in rules:
        for key in ("shortDescription", "fullDescription"):
            assert 0 < len(rule[key]["text"]) <= 1024
        assert rule["help"]["text"]
        assert rule["help"]["markdown"].startswith(f"# {rule['id']}")
        assert rule["helpUri"].endswith(f"{rule['id']}-{rule['name']}.yaml")
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        properties = rule["properties"]
        assert properties["precision"] in ("very-high", "high", "medium", "low")
        assert properties["problem.severity"] in ("error", "warning", "recommendation")
        assert 0 < len(properties["tags"]) <= 10
        assert "security-severity" not in properties


def test_measured_precision_is_carried() -> None:
    rules = {rule["id"]: rule for rule in log(report())["runs"][0]["tool"]["driver"]["rules"]}
    figures = [kind["precision"] for kinds in rules["MC202"]["properties"]["measured"].values() for kind in kinds.values()]
    assert min(figures) < 0.9
    assert rules["MC202"]["properties"]["precision"] in ("medium", "low")
    assert "measured" not in rules["MC103"]["properties"]
    assert rules["MC103"]["properties"]["precision"] == "very-high"


def test_results_stand_where_the_findings_stand() -> None:
    made = report()
    results = [result for result in log(made)["runs"][0]["results"] if "suppressions" not in result]
    assert len(results) == len(made.findings) > 50
    for result, finding in zip(results, made.findings, strict=True):
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        assert unquote(place["artifactLocation"]["uri"]) == finding.location.path
        start, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
        assert start == (finding.location.start.line, finding.location.start.column)
        assert (1, 1) <= start <= end
        assert result["ruleId"] == finding.rule
        assert result["partialFingerprints"]["mclint/v1"] == finding.fingerprint
        if finding.rule != "MC006":
            assert re.fullmatch(r"[0-9a-f]+:[0-9]+", result["partialFingerprints"]["primaryLocationLineHash"])


def test_what_is_ignored_is_suppressed_with_its_reason() -> None:
    made = report()
    found = [result["suppressions"][0] for result in log(made)["runs"][0]["results"] if "suppressions" in result]
    assert {item["kind"] for item in found} == {"inSource"}
    ignored = [result for result in log(made)["runs"][0]["results"] if "suppressions" in result]
    assert [(item["level"], item["properties"]["severity"]) for item in ignored] == [
        ("note", finding.severity.value) for finding in made.suppressed
    ]
    assert [item["justification"] for item in found] == [finding.justification for finding in made.suppressed]


def test_what_was_known_makes_no_alert_and_is_counted() -> None:
    made = report()
    made.known, made.findings = made.findings[:3], made.findings[3:]
    written = log(made)["runs"][0]
    assert len(written["results"]) == len(made.findings) + len(made.suppressed)
    notes = [item["message"]["text"] for item in written["invocations"][0]["toolExecutionNotifications"]]
    assert "3 al bekend" in notes


def test_most_severe_come_first_when_there_are_too_many() -> None:
    made = report()
    made.findings = sorted((made.findings * 100)[:7000], key=lambda finding: finding.sort_key)
    errors = made.count(Severity.ERROR)
    results = log(made)["runs"][0]
    assert len(results["results"]) == sarif.MOST_RESULTS
    assert sum(1 for result in results["results"] if result["level"] == "error") == min(errors, sarif.MOST_RESULTS)
    notes = [item["message"]["text"] for item in results["invocations"][0]["toolExecutionNotifications"]]
    assert any(re.search(r"\d+ opmerkingen", note) for note in notes)


def test_a_run_that_is_not_complete_says_so() -> None:
    made = report()
    made.failures = ("a.yaml: could not be read: Permission denied",)
    invocation = log(made)["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["level"] == "error"


def test_paths_are_relative_and_encoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "map met spatie" / "a#b%c é?.yaml"
    path.parent.mkdir()
    path.write_text("mclint: 1\n", "utf-8")
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(path.parent)
    made = run([path.name], RunOptions(TODAY, use_cache=False, isolated=True))
    data = json.loads("".join(sarif.render(made, Context(lambda _: ["mclint: 1", ""], root=tmp_path))))
    where = data["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert where == "map%20met%20spatie/a%23b%25c%20%C3%A9%3F.yaml"
    assert str(tmp_path) not in json.dumps(data)


def test_brackets_and_braces_are_no_links_and_no_arguments() -> None:
    made = report()
    made.findings = [replace(made.findings[0], message="zie [hier](http://x) en {0} \\ {a}")]
    text = log(made)["runs"][0]["results"][0]["message"]["text"]
    assert text.startswith("zie \\[hier\\](http://x) en {{0}} \\\\ {a}")
