"""Makes entries of a catalogue for the tests: read from dossiers as a run reads them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from functools import cache

from mclint.catalog.frameworks import DEFAULT_FRAMEWORK, framework_names
from mclint.dossier.load import load_bytes
from mclint.engine.enter import read_entry
from mclint.engine.run import run
from mclint.engine.schema import validate
from mclint.engine.worker import RunOptions
from mclint.entries import Entry, OutcomeEntry, Verdict
from mclint.findings import Report
from tests.checking import READER, plan_for
from tests.conftest import ROOT, TODAY

CATALOGUE = ROOT / "examples" / "catalogue"


def read(raw: str | bytes, path: str = "dossier.yaml", verdicts: tuple[Verdict, ...] = ()) -> Entry:
    """Return the entry of a file with one dossier; what the schema finds wrong in it is hidden, as in a run."""
    (document,) = load_bytes(raw.encode() if isinstance(raw, str) else raw, path).documents
    list(validate(document, frozenset({DEFAULT_FRAMEWORK})))
    return read_entry(document, READER, plan_for(), verdicts)


def dossier(name: str, outcomes: Iterable[str] = (), lang: str = "nl", more: str = "") -> Entry:
    """Return a dossier `roc/<name>` with outcomes as YAML, numbered from 1."""
    listed = "".join(f"  - {{id: {name}{number}, text: {item}}}\n" for number, item in enumerate(outcomes, 1))
    known = f"learning_outcomes:\n{listed}" if listed else ""
    return read(f"mclint: 1\nid: roc/{name}\ntitle: {name}\nlanguage: {lang}\nstatus: developed\n{known}{more}", f"{name}.yaml")


def outcome(text: str, lang: str = "nl") -> OutcomeEntry:
    """Return the one outcome of a dossier."""
    (found,) = dossier("x", [text], lang).outcomes
    return found


@cache
def examined() -> Report:
    """Return a run on the example catalogue in which every framework gives a verdict; tests leave it as it is."""
    options = RunOptions(TODAY, use_cache=False, isolated=True, frameworks=framework_names())
    with contextlib.chdir(ROOT):
        return run(["examples/catalogue"], options)


def catalogue() -> tuple[Entry, ...]:
    """Return the dossiers of the example catalogue, in the order of their files."""
    return tuple(examined().entries)
