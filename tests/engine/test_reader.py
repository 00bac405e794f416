from __future__ import annotations

from pathlib import Path

import pytest

from mclint.engine.cache import Cache
from mclint.engine.reader import CachedReader

FIRST, SECOND = "De lerende stelt een zorgplan op.", "De lerende bespreekt een zorgplan met de familie."


def files(cache: Cache) -> list[Path]:
    return sorted(cache.folder.rglob("*.json"))


def read(cache: Cache, name: str, *texts: str) -> CachedReader:
    reader = CachedReader(cache)
    reader.open(name)
    for text in texts:
        reader.analyse(text, "nl")
    reader.flush()
    return reader


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the texts that are analysed from now on."""
    asked: list[str] = []

    def analyse(text: str, lang: str, pipeline: Path | None) -> dict[str, object]:
        asked.append(text)
        return {"text": text, "language": lang, "sentences": [], "predicates": []}

    monkeypatch.setattr("mclint.engine.reader._analyse", analyse)
    return asked


def test_the_texts_of_a_file_lie_together(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    read(cache, "a.yaml", FIRST, SECOND)
    assert len(files(cache)) == 1


def test_only_what_has_changed_is_read_again(tmp_path: Path, refuse: list[str]) -> None:
    cache = Cache(tmp_path)
    read(cache, "a.yaml", FIRST, SECOND)
    refuse.clear()
    read(cache, "a.yaml", FIRST, "Iets anders.")
    assert refuse == ["Iets anders."]


def test_nothing_is_written_where_nothing_has_changed(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    read(cache, "a.yaml", FIRST)
    before = files(cache)[0].stat().st_mtime_ns
    read(cache, "a.yaml", FIRST)
    assert files(cache)[0].stat().st_mtime_ns == before


def test_what_a_file_no_longer_says_is_let_go(tmp_path: Path, refuse: list[str]) -> None:
    cache = Cache(tmp_path)
    read(cache, "a.yaml", FIRST, SECOND)
    read(cache, "a.yaml", FIRST)
    refuse.clear()
    read(cache, "a.yaml", SECOND)
    assert refuse == [SECOND]


def test_a_text_that_another_file_brought_is_remembered_for_this_one_too(tmp_path: Path, refuse: list[str]) -> None:
    cache = Cache(tmp_path)
    reader = CachedReader(cache)
    for name in ("a.yaml", "b.yaml"):
        reader.open(name)
        reader.analyse(FIRST, "nl")
        reader.flush()
    assert refuse == [FIRST]
    read(cache, "b.yaml", FIRST)
    assert refuse == [FIRST]


@pytest.mark.parametrize("damage", ["{", "[]", '{"texts": 5}', '{"texts": [[1]]}', '{"texts": [["nl", "x", 3]]}'])
def test_a_damaged_entry_is_as_if_it_were_not_there(tmp_path: Path, damage: str) -> None:
    cache = Cache(tmp_path)
    read(cache, "a.yaml", FIRST)
    path = files(cache)[0]
    key = path.parent.name + path.stem
    path.write_text(damage.replace("{", f'{{"key": "{key}", ', 1) if damage != "{" else damage, "utf-8")
    assert read(cache, "a.yaml", FIRST).analyse(FIRST, "nl").predicates[0].lemma == "opstellen"
