from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mclint.config import parse
from mclint.config.parse import parse_yaml, read_config
from mclint.config.settings import KEYS, ConfigError, PerFile
from mclint.dossier.files import Files
from mclint.model import Severity


def read(tmp_path: Path, text: str | bytes, name: str = ".mclint.yaml") -> dict[str, Any] | None:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_config(path, Files())


def refusal(tmp_path: Path, text: str | bytes, name: str = ".mclint.yaml") -> str:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text, name)
    return str(caught.value)


def test_yaml_is_read_by_the_rules_of_the_dossier(tmp_path: Path) -> None:
    assert read(tmp_path, "framework: eu-2022\nselect: [MC2, MC4]\nlang: nl\n") == {
        "framework": "eu-2022",
        "select": ["MC2", "MC4"],
        "lang": "nl",
    }
    assert read(tmp_path, "exclude: [no, 017, 1:30]\n") == {"exclude": ["no", "017", "1:30"]}
    assert read(tmp_path, "") == {}
    assert read(tmp_path, "# nog leeg\n") == {}
    assert read(tmp_path, b"\xef\xbb\xbflang: nl\n") == {"lang": "nl"}


def test_pyproject_is_read_where_it_has_our_table(tmp_path: Path) -> None:
    assert read(tmp_path, '[tool.mclint]\nframework = "eu-2022"\n', "pyproject.toml") == {"framework": "eu-2022"}
    assert read(tmp_path, "[tool.ruff]\nline-length = 120\n", "pyproject.toml") is None
    assert read(tmp_path, "[tool.mclint]\n", "pyproject.toml") == {}


def test_an_unknown_key_gets_did_you_mean(tmp_path: Path) -> None:
    message = refusal(tmp_path, "framwork: eu-2022\n")
    assert "unknown setting 'framwork'" in message
    assert "did you mean 'framework'?" in message
    assert all(key in message for key in KEYS)
    assert "did you mean" not in refusal(tmp_path, "kleur: groen\n")
    assert "did you mean 'select'?" in refusal(tmp_path, '[tool.mclint]\nselct = "MC2"\n', "pyproject.toml")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("select: [\n", ":1:9: not usable as YAML (open-bracket)"),
        ("lang: nl\nlang: en\n", ":2:1: not usable as YAML (repeated)"),
        ("select: !!python/name:os.system MC2\n", ":1:9: not usable as YAML (unknown-tag)"),
        ("a: &a [*a]\n", "not usable as YAML (self-reference)"),
        ("[" * 5000, "not usable as YAML (too-deep)"),
        ("<<: {lang: nl}\n", "not usable as YAML (merge-key)"),
        (b"lang: \xff\n", ":1:1: not usable as YAML (windows-1252)"),
        ("lang: nl\n---\nlang: en\n", "holds 2 documents"),
        ("- lang\n", "expected settings such as"),
        ("lang\n", "expected settings such as"),
        (b"#" * (1 << 21), "larger than 1 MiB"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_place(tmp_path: Path, text: str | bytes, part: str) -> None:
    assert part in refusal(tmp_path, text)


def test_broken_toml_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    assert "not valid TOML" in refusal(tmp_path, "[tool.mclint\n", "pyproject.toml")
    assert "not valid TOML" in refusal(tmp_path, b"\xff", "pyproject.toml")
    assert "nested too deeply" in refusal(tmp_path, "a = " + "[" * 100_000, "pyproject.toml")
    with pytest.raises(ConfigError, match="cannot be read"):
        read_config(tmp_path / "weg.yaml", Files())
    with pytest.raises(ConfigError, match="cannot be read"):
        read_config(tmp_path, Files())


@pytest.mark.parametrize("text", ["tool = 5\n", 'tool = "x"\n', "[[tool]]\n"])
def test_a_strange_pyproject_is_not_ours(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text, "pyproject.toml") is None


def test_our_table_must_be_a_table(tmp_path: Path) -> None:
    assert "expected settings such as" in refusal(tmp_path, "[tool]\nmclint = 5\n", "pyproject.toml")


def test_strings_take_one_text_or_a_list() -> None:
    assert parse.strings("a", "exclude", "x") == ("a",)
    assert parse.strings(["a", "b"], "exclude", "x") == ("a", "b")
    for wrong in (5, None, {"a": 1}, ["a", 5], True):
        with pytest.raises(ConfigError, match=r"x: exclude must be a text or a list of texts"):
            parse.strings(wrong, "exclude", "x")


def test_patterns_are_rule_ids_or_prefixes() -> None:
    assert parse.patterns(["mc2", " MC207 "], "select", "x") == ("MC2", "MC207")
    for wrong in ("201", "MC 2", "outcome-vague-verb", ""):
        with pytest.raises(ConfigError, match="is no rule id or prefix"):
            parse.patterns(wrong, "select", "x")


def test_codes_come_from_closed_lists() -> None:
    assert parse.fail_level("warning", "fail_level", "x") == "warning"
    assert parse.language("en", "lang", "x") == "en"
    with pytest.raises(ConfigError, match=r"one of error, warning, note, never, found 'warnin'; did you mean 'warning'\?"):
        parse.fail_level("warnin", "fail_level", "x")
    with pytest.raises(ConfigError, match="lang must be one of nl, en"):
        parse.language(["nl"], "lang", "x")


def test_severities_are_by_rule_or_message() -> None:
    assert parse.severities({"mc104": "note", "MC104/no-breakdown": "error"}, "severity", "x") == {
        "MC104": Severity.NOTE,
        "MC104/no-breakdown": Severity.ERROR,
    }
    with pytest.raises(ConfigError, match=r"severity.MC104 must be one of error, warning, note"):
        parse.severities({"MC104": "fatal"}, "severity", "x")
    with pytest.raises(ConfigError, match="severity must be a map"):
        parse.severities(["MC104"], "severity", "x")


def test_parameters_are_maps_by_rule() -> None:
    assert parse.rule_params({"mc102": {"minimum": 40}}, "params", "x") == {"MC102": {"minimum": 40}}
    with pytest.raises(ConfigError, match=r"params.MC102 must be a map"):
        parse.rule_params({"MC102": 40}, "params", "x")


def test_per_file_keeps_the_order_and_knows_its_keys() -> None:
    found = parse.per_file({"b/*": {"ignore": "MC2"}, "a/*": {"select": ["MC1"], "severity": {"MC101": "note"}}}, "per_file", "x")
    assert found == (PerFile("b/*", ignore=("MC2",)), PerFile("a/*", select=("MC1",), severity={"MC101": Severity.NOTE}))
    with pytest.raises(ConfigError, match=r"unknown key 'ignor'; did you mean 'ignore'\?"):
        parse.per_file({"a": {"ignor": "MC2"}}, "per_file", "x")


def test_a_text_is_a_text() -> None:
    assert parse.text("b.json", "baseline", "x") == "b.json"
    for wrong in ("", "  ", 5, None, ["a"]):
        with pytest.raises(ConfigError, match="baseline must be a text"):
            parse.text(wrong, "baseline", "x")


def test_a_configuration_comes_with_the_line_of_its_mistake() -> None:
    with pytest.raises(ConfigError, match=r"^c\.yaml:2:7: "):
        parse_yaml(b"lang: nl\nselect: [a\n".replace(b"select", b"base"), "c.yaml")
