from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from mclint.catalog.cards import CardError
from mclint.catalog.frameworks import load_framework
from mclint.catalog.registry import Registry, load_registry
from mclint.cli.main import cli, main
from mclint.config.discovery import from_file
from mclint.config.rules import check_rules
from mclint.config.settings import ConfigError, Settings
from mclint.engine.plan import make_plan
from tests.conftest import ROOT
from tests.packs import card

OWN_CARD = card(code="X101", name="own-rule")


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def configured(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / ".mclint.yaml"
    path.write_text(text, "utf-8")
    return from_file(path)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("severity: {MC290: note}", "severity: there is no rule 'MC290'; did you mean 'MC2"),
        ("severity: {outcome-vague-verb: note}", "there is no rule 'OUTCOME-VAGUE-VERB'; did you mean 'MC201'?"),
        ("severity: {MC2: note}", "severity: there is no rule 'MC2'"),
        ("severity: {MC104/no-brekdown: note}", "MC104 has no message 'no-brekdown'; did you mean 'MC104/no-breakdown'?"),
        ("severity: {MC104/kleur: note}", "MC104 has no message 'kleur'. Known are: "),
        ("params: {MC999: {minimum: 40}}", "params: there is no rule 'MC999'"),
        ("params: {X101: {}}", "params: there is no rule 'X101'"),
        ("select: [MC2, MC29]", "select: no rule starts with 'MC29'"),
        ("ignore: MC2011", "ignore: no rule starts with 'MC2011'; did you mean 'MC201'?"),
        ("ignore: X1", "ignore: no rule starts with 'X1'"),
        ("protected: MC8888", "protected: no rule starts with 'MC8888'"),
        ("per_file: {'concept/*': {ignore: MC888}}", "per_file.concept/*.ignore: no rule starts with 'MC888'"),
        ("per_file: {'concept/*': {select: [MC888]}}", "per_file.concept/*.select: no rule starts with 'MC888'"),
        ("per_file: {'concept/*': {severity: {MC888: note}}}", "per_file.concept/*.severity: there is no rule 'MC888'"),
    ],
)
def test_an_unknown_rule_is_refused_with_its_place(tmp_path: Path, registry: Registry, text: str, part: str) -> None:
    settings = configured(tmp_path, f"{text}\n")
    with pytest.raises(ConfigError) as caught:
        check_rules(settings, registry)
    assert str(caught.value).startswith(f"{tmp_path / '.mclint.yaml'}: ")
    assert part in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "severity: {mc104: note, MC104/no-breakdown: error}",
        "select: [MC, mc2, MC207]",
        "ignore: [MC20]",
        "protected: [MC2]",
        "params: {MC102: {}}",
        "per_file: {'concept/*': {ignore: MC4, select: [MC1], severity: {MC101: note}}}",
        "",
    ],
)
def test_ids_prefixes_and_messages_that_exist_are_fine(tmp_path: Path, registry: Registry, text: str) -> None:
    settings = configured(tmp_path, f"{text}\n")
    check_rules(settings, registry)
    assert isinstance(settings, Settings)


@pytest.mark.parametrize("folder", ["pack", "pack/own"])
def test_the_rules_of_a_pack_count(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir(parents=True)
    (tmp_path / folder / "X101-own-rule.yaml").write_text(OWN_CARD, "utf-8")
    settings = configured(tmp_path, "rule_packs: pack\nseverity: {X101/missing: error}\nselect: [X1]\n")
    check_rules(settings, load_registry(settings.rule_packs))
    with pytest.raises(ConfigError, match="no rule starts with 'X1'"):
        check_rules(settings, load_registry(()))


@pytest.mark.parametrize("command", ["check", "settings"])
@pytest.mark.parametrize("text", ["severity: {MC290: note}", "params: {MC290: {}}", "ignore: [MC290]"])
def test_a_wrong_configuration_ends_with_2(tmp_path: Path, command: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "wrong.yaml"
    config.write_text(f"{text}\n", "utf-8")
    good = ROOT / "examples" / "good" / "less-food-waste.yaml"
    with pytest.raises(SystemExit) as stop:
        main([command, str(good), "--config", str(config)])
    captured = capsys.readouterr()
    assert stop.value.code == 2
    assert captured.out == ""
    assert "MC290" in captured.err


def test_an_unknown_rule_of_a_pack_as_option_names_the_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check", "--isolated", "--select", "X999", str(ROOT / "examples" / "good" / "less-food-waste.yaml")])
    assert stop.value.code == 2
    assert "--select" in capsys.readouterr().err


def test_a_right_configuration_is_shown(tmp_path: Path) -> None:
    config = tmp_path / "right.yaml"
    config.write_text("severity: {MC104: note}\n", "utf-8")
    shown = CliRunner().invoke(cli, ["settings", str(tmp_path), "--config", str(config)], standalone_mode=False)
    assert '"MC104": "note"' in shown.stdout


def test_what_the_loader_reports_takes_no_parameters(registry: Registry) -> None:
    framework = load_framework("npuls-mbo-pilot")
    with pytest.raises(CardError, match="MC001: takes no parameters; leave depth out"):
        make_plan(registry, framework, params={"MC001": {"depth": 3}})
    assert make_plan(registry, framework, params={"MC001": {}}).steps
