"""What all tests share: a fixed day, no cache, and the root of the checkout."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

# The readline of Python puts the size of no terminal into the environment of all processes that tests start.
os.unsetenv("COLUMNS")
os.unsetenv("LINES")

TODAY = date(2026, 11, 24)
GITHUB = ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the user's cache and locale, and from a build that runs it."""
    monkeypatch.setenv("MCLINT_CACHE_DIR", str(tmp_path / "cache"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", *GITHUB):
        monkeypatch.delenv(name, raising=False)
