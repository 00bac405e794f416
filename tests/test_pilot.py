"""The example catalogue adds up to the published figures of the pilot, and no two of its dossiers are alike.

With MCLINT_WRITE_GOLDEN=1 the expected findings are written anew; read them before they are committed.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from mclint.cli.main import cli
from mclint.dossier.digest import digest
from mclint.dossier.load import load_bytes
from mclint.dossier.tree import Kind, Node
from mclint.model import Severity
from mclint.report.stats import as_data, statistics_of
from tests.across.making import CATALOGUE, catalogue, examined
from tests.conftest import ROOT, TODAY

DATA = ROOT / "tests" / "data"
PUBLISHED = yaml.safe_load((DATA / "pilot.yaml").read_text("utf-8"))
FINDINGS = DATA / "catalogue-findings.yaml"
FILES = sorted(CATALOGUE.rglob("*.yaml"))


def counted() -> dict[str, Any]:
    return as_data(statistics_of(examined()))


def some(table: dict[str, int]) -> dict[str, int]:
    return {code: number for code, number in table.items() if number}


def test_the_figures_are_those_of_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    options = ["--isolated", "--no-cache", "--today", TODAY.isoformat(), "--format", "json"]
    result = CliRunner().invoke(cli, ["stats", "examples/catalogue", *options], standalone_mode=False)
    assert result.return_value == 0
    assert json.loads(result.stdout) == counted()


def test_as_many_dossiers_of_as_many_schools() -> None:
    figures = counted()
    assert figures["dossiers"] == figures["files"] == len(FILES) == PUBLISHED["dossiers"]
    assert figures["providers"]["count"] == PUBLISHED["schools"]
    assert figures["left_out"] == []
    assert len({path.parent for path in FILES}) == PUBLISHED["schools"]


@pytest.mark.parametrize("table", PUBLISHED["tables"])
def test_dossiers_add_up_to_what_was_published(table: str) -> None:
    assert some(counted()["tables"][table]) == PUBLISHED["tables"][table]


@pytest.mark.parametrize("table", PUBLISHED["providers"])
def test_schools_add_up_to_what_was_published(table: str) -> None:
    assert some(counted()["providers"]["tables"][table]) == PUBLISHED["providers"][table]


def test_the_folder_of_a_dossier_is_its_school_and_part_of_its_id() -> None:
    schools = {(Path(entry.path).parent.name, entry.provider) for entry in catalogue()}
    assert len(schools) == PUBLISHED["schools"]
    for entry in catalogue():
        assert entry.id == Path(entry.path).relative_to("examples/catalogue").with_suffix("").as_posix()


def test_no_two_outcomes_are_the_same_text() -> None:
    texts = Counter(re.sub(r"\W+", " ", outcome.text.lower()).strip() for entry in catalogue() for outcome in entry.outcomes)
    assert len(texts) > 300
    assert [text for text, number in texts.items() if number > 1] == []


@pytest.mark.parametrize("name", ["title", "summary"])
def test_no_two_dossiers_have_the_same_title_or_summary(name: str) -> None:
    found = [document.root.fields[name].plain() for document in documents() if name in document.root.fields]
    texts = [json.dumps(value, sort_keys=True) for value in found]
    assert len(set(texts)) == len(texts) > 45


def documents() -> Iterator[Any]:
    for path in FILES:
        yield from load_bytes(path.read_bytes(), path.name).documents


def shape(node: Node, depth: int = 2) -> Any:
    """Return what a file looks like but for its words: keys in their order, number of items, and how texts are written."""
    if node.kind is Kind.MAP:
        return [(key, shape(child, depth - 1) if depth else None) for key, child in node.fields.items()]
    if node.kind is Kind.LIST:
        return len(node.items), shape(node.items[0], 1) if node.items else None
    return str(node.style)


def test_no_two_files_are_built_alike() -> None:
    shapes = Counter(repr(shape(document.root)) for document in documents())
    assert set(shapes.values()) == {1}


def test_no_two_files_share_a_sentence() -> None:
    sentences = [
        {part.strip() for text in texts(document.root) for part in re.split(r"(?<=[.;:])\s", text) if len(part.strip()) > 60}
        for document in documents()
    ]
    assert sum(map(len, sentences)) > 500
    assert [one & other for one, other in combinations(sentences, 2) if one & other] == []


def texts(node: Node) -> Iterator[str]:
    if node.kind is Kind.SCALAR and isinstance(node.value, str):
        yield " ".join(node.text.split())
    for child in node.children:
        yield from texts(child)


def test_the_findings_are_those_that_were_meant() -> None:
    found: dict[str, list[str]] = {Path(entry.path).relative_to("examples/catalogue").as_posix(): [] for entry in catalogue()}
    for finding in examined().findings:
        found[Path(finding.location.path).relative_to("examples/catalogue").as_posix()].append(finding.rule)
    sorted_rules = {path: sorted(rules) for path, rules in found.items()}
    if os.environ.get("MCLINT_WRITE_GOLDEN"):
        lines = "".join(f"{path}: [{', '.join(rules)}]\n" for path, rules in sorted_rules.items())
        FINDINGS.write_text(
            f"# What mclint finds in each dossier of the example catalogue; each flaw was put there.\n{lines}", "utf-8"
        )
    assert sorted_rules == yaml.safe_load(FINDINGS.read_text("utf-8"))


def test_some_dossiers_are_fine_and_every_severity_is_shown() -> None:
    with_findings = {finding.location.path for finding in examined().findings}
    assert 5 <= len(FILES) - len(with_findings) <= 15
    assert {finding.severity for finding in examined().findings} == set(Severity)
    assert examined().suppressed == []


def test_only_the_dossier_that_changed_after_its_approval_has_a_stale_digest() -> None:
    stale = {finding.location.path for finding in examined().findings if finding.rule == "MC404"}
    assert [Path(path).stem for path in stale] == ["digitaal-samenwerken"]
    signed = [
        (path, document)
        for path, document in zip(FILES, documents(), strict=True)
        if document.get("/exam_committee/sign_off/digest")
    ]
    assert len(signed) > 25
    for path, document in signed:
        same = document.get("/exam_committee/sign_off/digest").text == digest(document)
        assert same is (path.stem != "digitaal-samenwerken")
