"""Runs each command, for each rule and framework, in each of its formats and languages; what is JSON is read again."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from mclint.catalog.frameworks import framework_names
from mclint.catalog.registry import load_registry
from mclint.cli.main import COMMANDS, cli
from mclint.cli.options import FORMAT
from mclint.report.formats import FORMATS
from mclint.texts.sentences import LANGUAGES
from tests.conftest import ROOT
from tests.program import Done, run_here

EXAMPLES = ROOT / "examples"
BAD = [EXAMPLES / "bad" / name for name in ("vague-outcomes.yaml", "dates-that-cannot-be.yaml", "yaml-mistake.yaml")]
GOOD = EXAMPLES / "good" / "valpreventie-ouderenzorg.yaml"
PACK = ROOT / "examples" / "pack"
SCHOOLS = sorted((EXAMPLES / "catalogue").iterdir())[:2]
#: What each command is given, each list a run of its own; `{new}` is a path in a folder of its own.
#: A command that is not here fails `test_every_command_is_run`.
GIVEN: dict[str, list[list[str]]] = {
    "check": [[str(path)] for path in (*BAD, GOOD)] + [[*map(str, SCHOOLS)]],
    "rules": [[]],
    "explain": [["--analyse", "De lerende stelt een zorgplan op."], ["--analyse", "The learner knows the law."]],
    "init": [["{new}"]],
    "schema": [[]],
    "frameworks": [[]],
    "digest": [[str(GOOD)]],
    "stats": [[*map(str, SCHOOLS)]],
    "report": [[str(SCHOOLS[0]), "--output", "{new}"]],
    "compare": [[str(GOOD), str(BAD[0])]],
    "settings": [[str(GOOD)]],
    "pack": [
        [action, *more, "--lang", lang]
        for action, more in (("new", ["{new}"]), ("check", [str(PACK)]), ("check", [str(PACK), "--format", "json"]))
        for lang in LANGUAGES
    ],
}
#: Choices that change no text and would only multiply the runs.
_LOOKS = {"color"}
RULES = sorted(load_registry().rules)


def test_every_command_is_run() -> None:
    assert set(COMMANDS) == set(GIVEN)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_in_every_way(name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for number, (given, way) in enumerate(itertools.product(GIVEN[name], _ways(name))):
        arguments = [part.replace("{new}", str(tmp_path / f"new-{number}")) for part in given]
        _well(run_here(capfd, name, *arguments, *way), way)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_explained_in_every_way(rule: str, capfd: pytest.CaptureFixture[str]) -> None:
    for way in _ways("explain"):
        done = run_here(capfd, "explain", rule, *way)
        _well(done, way)
        assert rule in done.out


def _ways(name: str) -> Iterator[list[str]]:
    """Yield options: each choice of a command with each other one, in each framework where it takes one."""
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    choices = [chosen for param in command.params if (chosen := _choices(param))]
    for way in itertools.product(*choices):
        yield [part for option in way for part in option]


def _choices(param: click.Parameter) -> list[list[str]]:
    if isinstance(param, click.Argument):
        return [[value] for value in param.type.choices] if isinstance(param.type, click.Choice) else []
    flag = param.opts[0]
    if param.type is FORMAT:
        return [[flag, value] for value in FORMATS]
    if flag == "--framework":
        return [[flag, value] for value in framework_names()]
    if isinstance(param.type, click.Choice) and param.name not in _LOOKS:
        unset = [] if param.default in param.type.choices or flag == "--lang" else [[]]
        return [*unset, *([flag, value] for value in param.type.choices)]
    return []


def _well(done: Done, way: list[str]) -> None:
    """Hold that a run ended in order, said something, and that JSON is JSON."""
    assert done.code in (0, 1), (way, done)
    assert "Traceback" not in done.err, (way, done.err)
    assert "internal error" not in done.err, (way, done.err)
    assert done.out or done.err, way
    form = way[way.index("--format") + 1] if "--format" in way else ""
    if form in ("json", "sarif", "gitlab"):
        json.loads(done.out)
    elif form == "jsonl":
        for line in done.out.splitlines():
            json.loads(line)
