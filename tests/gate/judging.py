"""Repositories to attack, and the verdict of the command line on them."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mclint.cli.main import main
from tests.conftest import TODAY
from tests.gate.dossiers import bikes, bread, falls, flowers
from tests.repository import Scratch, scratch

#: The contents of a base by path.
Files = Mapping[str, str | bytes]
#: What a pull request is judged with.
GATE = ("--config-from", "main", ".")
#: What may be said of a change itself as an error: withdrawn, loosened, a sign-off used again.
OF_THE_CHANGE = frozenset({"MC907", "MC908", "MC909"})

README = """# Catalogus

Zo ziet een dossier eruit:

```yaml
mclint: 1
id: roc-voorbeeld/voorbeeld
learning_outcomes: []
```
"""
WORKFLOW = "name: check\non: [pull_request]\njobs:\n  mclint:\n    steps: [{uses: mclint/mclint@v1, with: {paths: .}}]\n"
PACKAGE = '{"name": "catalogus", "devDependencies": {"mclint": "1.0.0"}}\n'


@cache
def catalogue() -> Files:
    """Return a catalogue of four dossiers that all pass, two of them in one file, and what is no dossier beside them."""
    return {
        ".mclint.yaml": "framework: [npuls-mbo-pilot, eu-2022]\nexclude: [concept]\n",
        "README.md": README,
        ".github/workflows/check.yml": WORKFLOW,
        "package.json": PACKAGE,
        "a/fietsen.yaml": bikes("awarded"),
        "a/vallen.yaml": falls(),
        "samen/twee.yaml": f"{bread()}---\n{flowers()}",
    }


def beside(**more: str) -> Files:
    """Return the catalogue with other contents for some files; names are paths with `__` for `/` and without `.yaml`."""
    return {**catalogue(), **{f"{name.replace('__', '/')}.yaml": text for name, text in more.items()}}


@dataclass(frozen=True)
class Ran:
    """How a run ended, and what it found."""

    code: int
    findings: tuple[dict[str, Any], ...] = field(repr=False)

    @property
    def errors(self) -> set[str]:
        return {item["rule"] for item in self.findings if item["severity"] == "error"}

    @property
    def told(self) -> set[str]:
        return {item["rule"] for item in self.findings}

    def __str__(self) -> str:
        lines = [f"{item['path']}:{item['start']['line']} {item['severity']}[{item['rule']}]" for item in self.findings]
        return "\n".join([f"exit {self.code}", *lines])


def judge(made: Scratch, *arguments: str) -> Ran:
    """Check a working tree as `mclint check` does, by default as a gate."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8", errors="surrogateescape"), io.StringIO()
    with (
        contextlib.chdir(made.root),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.raises(SystemExit) as stop,
    ):
        main(["check", "--format", "json", "--today", TODAY.isoformat(), *(arguments or GATE)])
    out.flush()
    assert isinstance(stop.value.code, int)
    assert stop.value.code in (0, 1, 3), err.getvalue()
    buffer = out.buffer
    assert isinstance(buffer, io.BytesIO)
    return Ran(stop.value.code, tuple(json.loads(buffer.getvalue())["findings"]))


class Shelf:
    """Hands out repositories with a base on main, on a branch of a change; each base is committed once and copied."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: dict[tuple[tuple[str, str | bytes], ...], Path] = {}
        self._count = 0

    def take(self, base: Files) -> Scratch:
        key = tuple(sorted(base.items()))
        if key not in self._made:
            made = scratch(self.folder / f"base-{len(self._made)}", dict(base))
            made.git("switch", "--quiet", "--create", "wijziging")
            self._made[key] = made.root
        self._count += 1
        return Scratch(shutil.copytree(self._made[key], self.folder / f"copy-{self._count}" / "catalogus", symlinks=True))
