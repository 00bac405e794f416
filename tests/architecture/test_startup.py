"""What a command may import: the heavy libraries come in only where they are needed, and the network never."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

HEAVY = (
    "babel", "spacy", "textstat", "jsonschema", "numpy", "scipy", "Stemmer", "jinja2", "nltk", "wcwidth",
    "confusable_homoglyphs", "mclint.engine.across",
)  # fmt: skip
CODE = """
import sys
from mclint.cli.main import main
try:
    main({arguments!r})
except SystemExit as stop:
    code = stop.code
print("LOADED", *[name for name in {heavy!r} if name in sys.modules], file=sys.stderr)
sys.exit(code)
"""
NO_NETWORK = """
import socket
def refuse(*arguments, **named):
    raise OSError("the network was touched")
socket.socket.connect = refuse
socket.getaddrinfo = refuse
socket.create_connection = refuse
"""


def run(arguments: list[str], prefix: str = "", heavy: tuple[str, ...] = HEAVY) -> subprocess.CompletedProcess[str]:
    code = prefix + CODE.format(arguments=arguments, heavy=heavy)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)


LIGHT = [["--version"], ["--help"], ["check", "--help"], ["rules"], ["frameworks"], ["schema"]]


@pytest.mark.parametrize("arguments", [*LIGHT, *(["explain", rule] for rule in ("MC201", "MC801", "MC802", "MC805"))])
def test_light_commands_load_nothing_heavy(arguments: list[str]) -> None:
    done = run(arguments)
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip().split("\n")[-1] == "LOADED"


def test_the_version_needs_no_sentence_and_no_configuration() -> None:
    done = run(["--version"], heavy=("yaml", "mclint.config", "mclint.model", "mclint.report", "mclint.suggest"))
    assert (done.returncode, done.stderr.strip()) == (0, "LOADED")


def test_a_dossier_whose_texts_are_known_loads_nothing_heavy() -> None:
    path = "examples/good/less-food-waste.yaml"
    assert run(["check", path]).returncode == 0
    again = run(["check", path])
    assert again.stderr.strip().split("\n")[-1] == "LOADED"


@pytest.mark.parametrize("options", [["--select", "MC2"], ["--ignore", "MC8"], []])
def test_a_catalogue_whose_texts_are_known_loads_nothing_heavy(options: list[str]) -> None:
    """Not for rules that look at one dossier, nor for those across dossiers where nothing has changed."""
    call = ["check", "examples/catalogue", "--exit-zero", *options]
    first = run(call)
    assert first.returncode == 0, first.stderr
    again = run(call)
    assert again.stderr.strip().split("\n")[-1] == "LOADED"
    assert again.stdout.splitlines()[:-1] == first.stdout.splitlines()[:-1]  # the last line says how long it took


@pytest.mark.parametrize("arguments", [["examples/good/less-food-waste.yaml"], ["examples/good", "--select", "MC2"]])
def test_what_judges_across_dossiers_is_loaded_where_it_is_needed_only(arguments: list[str]) -> None:
    done = run(["check", *arguments, "--no-cache", "--exit-zero"])
    assert done.returncode == 0, done.stderr
    loaded = done.stderr.strip().split("\n")[-1].split()
    assert "spacy" in loaded
    assert not {"mclint.engine.across", "Stemmer"}.intersection(loaded)


def test_a_check_never_touches_the_network() -> None:
    done = run(["check", "examples/bad", "--no-cache", "--exit-zero"], NO_NETWORK)
    assert done.returncode == 0, done.stderr
    assert "network was touched" not in done.stderr
    assert "spacy" in done.stderr.strip().split("\n")[-1]
