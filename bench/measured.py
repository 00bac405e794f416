"""Writes measured figures of rules to `rules/words/measured.yaml`, where `mclint explain` reads them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

TARGET = Path(__file__).resolve().parent.parent / "rules" / "words" / "measured.yaml"
_HEADER = """# Written by bench.language and bench.overlap with --write: figures of the test halves, on which no rule or list was
# written. `built` are invented outcomes in the style of vocational ones, `real` outcomes of schools (nl) and of university
# courses (en), `pairs` invented pairs of dossiers.
"""


def write_measured(rules: dict[str, Any]) -> None:
    """Write the figures of some rules; those of others stay."""
    known = yaml.safe_load(TARGET.read_text("utf-8"))["rules"]
    merged = dict(sorted({**known, **rules}.items()))
    TARGET.write_text(_HEADER + json.dumps({"rules": merged}, indent=2) + "\n", encoding="utf-8")
