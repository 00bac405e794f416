"""The published schemas: valid, complete, and true for all that the package holds or prints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from mclint.catalog.frameworks import framework_names
from mclint.catalog.messages import LANGUAGES
from mclint.cli.main import cli
from mclint.cli.schema import NAMES
from mclint.config.settings import FAIL_LEVELS, KEYS
from mclint.data import rules_dir, schemas_dir
from mclint.dossier.load import load_bytes
from tests.conftest import ROOT
from tests.test_cards import as_json

DOSSIERS = [*sorted((ROOT / "examples" / "good").rglob("*.yaml")), ROOT / "tests" / "data" / "annotated.yaml"]
BAD = sorted((ROOT / "examples" / "bad").rglob("*.yaml"))


def schema(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((schemas_dir() / f"{name}.schema.json").read_text("utf-8"))
    return data


def mistakes(name: str, value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema(name)).iter_errors(value)]


def properties(part: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every property of a schema, at any depth."""
    if isinstance(part, dict):
        own = part.get("properties", {})
        for key, value in own.items() if isinstance(own, dict) else ():
            yield f"{path}/{key}", value
        for key, value in part.items():
            yield from properties(value, f"{path}/{key}")
    elif isinstance(part, list):
        for place, value in enumerate(part):
            yield from properties(value, f"{path}/{place}")


def test_the_folder_holds_what_the_command_prints() -> None:
    assert {path.name for path in schemas_dir().iterdir()} == {f"{name}.schema.json" for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_valid_and_explains_every_property(name: str) -> None:
    data = schema(name)
    Draft202012Validator.check_schema(data)
    assert data["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert data["title"]
    assert data["description"]
    lacking = [path for path, value in properties(data) if not (value.get("title") and value.get("description"))]
    assert lacking == []


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.name)
def test_good_dossiers_fit_the_dossier_schema(path: Any) -> None:
    loaded = load_bytes(path.read_bytes(), path.name)
    assert loaded.documents
    for document in loaded.documents:
        assert mistakes("dossier", document.root.plain()) == []


def test_an_editor_reads_the_annotated_dossier_as_we_do() -> None:
    raw = (ROOT / "tests" / "data" / "annotated.yaml").read_bytes()
    assert as_json(yaml.safe_load(raw)) == load_bytes(raw, "annotated.yaml").documents[0].root.plain()


@pytest.mark.parametrize("name", framework_names())
def test_frameworks_fit_their_schema(name: str) -> None:
    text = (rules_dir() / "frameworks" / f"{name}.yaml").read_text("utf-8")
    assert mistakes("framework", as_json(yaml.safe_load(text))) == []


def test_a_framework_with_an_unknown_key_does_not_fit() -> None:
    assert mistakes("framework", {"id": "x", "rules": {"MC102": {"minimum": 80}}})


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_json_output_fits_its_schema(path: Any) -> None:
    result = CliRunner().invoke(cli, ["check", "--isolated", "--ignore", "MC2", "--format", "json", str(path)])
    data = json.loads(result.stdout)
    assert data["summary"]["files"] == 1
    assert mistakes("output", data) == []


def test_json_output_requires_every_key() -> None:
    for part in (schema("output"), schema("output")["$defs"]["finding"]):
        assert part["required"] == list(part["properties"])
        assert part["additionalProperties"] is False


def test_the_configuration_schema_knows_the_keys_of_the_reader() -> None:
    known = schema("configuration")["properties"]
    assert tuple(known) == KEYS
    assert tuple(known["fail_level"]["enum"]) == FAIL_LEVELS
    assert tuple(known["lang"]["enum"]) == LANGUAGES


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ({}, True),
        ({"extends": "basis.yaml", "framework": ["npuls-mbo", "eu-2022"], "select": "MC", "ignore": ["MC207", "mc2"]}, True),
        ({"severity": {"MC104/no-breakdown": "warning"}, "params": {"MC102": {"minimum": 40}}, "fail_level": "never"}, True),
        ({"per_file": {"concept/*": {"ignore": "MC4", "severity": {"MC101": "note"}}}, "lang": "nl", "baseline": "b.json"}, True),
        ({"frameworks": "x"}, False),
        ({"severity": {"MC104": "fatal"}}, False),
        ({"per_file": {"x": {"exclude": "y"}}}, False),
        ({"select": "201"}, False),
        ({"lang": "fr"}, False),
    ],
)
def test_the_configuration_schema_judges_as_the_reader_does(value: Any, fits: bool) -> None:
    assert (mistakes("configuration", value) == []) is fits


def test_the_rule_card_schema_refuses_what_is_no_card() -> None:
    assert mistakes("rule-card", {"id": "MC999"})
    assert mistakes("rule-card", {"summary": {"nl": "a", "en": "b"}})
