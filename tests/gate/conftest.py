"""What the tests of the gate share: repositories that are made once, and one cache for all runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gate.judging import Shelf


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("shelf"))


@pytest.fixture(scope="session")
def _shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _one_cache(_own_cache: None, _shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep away from the user's cache, as all tests do, and read the same texts only once."""
    monkeypatch.setenv("MCLINT_CACHE_DIR", str(_shared_cache))
