"""The cache is a help and decides nothing: what is damaged is made anew, what the judged side can write is not read."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mclint.cli.main import main
from mclint.engine.cache import Cache, cache_folder, lies_in, open_cache
from mclint.engine.worker import make_worker
from tests.conftest import ROOT, TODAY
from tests.repository import Scratch, scratch

BAD = (ROOT / "examples" / "bad" / "vague-outcomes.yaml").read_text("utf-8")
GOOD = (ROOT / "examples" / "good" / "podcast-maken.yaml").read_text("utf-8")
KEY = "ab" * 32
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=5), part, max_size=3),
    max_leaves=8,
)


def check(*arguments: str) -> int:
    """Run the check as a program of its own would: nothing is known from the run before but what is in the cache."""
    make_worker.cache_clear()
    with pytest.raises(SystemExit) as stop:
        main(["check", "--format", "json", "--today", TODAY.isoformat(), *arguments])
    assert isinstance(stop.value.code, int)
    return stop.value.code


def entries(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.json"))


# What is damaged is made anew.


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """Return a folder of dossiers that make entries of every kind, and the cache that a run over them filled."""
    base = tmp_path_factory.mktemp("filled")
    for name, text in {"slecht.yaml": BAD, "goed.yaml": GOOD, "nog-eens.yaml": BAD, "geen.yaml": "# mclint: 1\na: 1\n"}.items():
        (base / "d").mkdir(exist_ok=True)
        (base / "d" / name).write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MCLINT_CACHE_DIR", str(base / "cache"))
        check(str(base / "d"), "--quiet")
    yield base / "d", base / "cache"
    make_worker.cache_clear()


def test_every_kind_is_in_the_cache_that_is_damaged(filled: tuple[Path, Path]) -> None:
    assert {path.relative_to(filled[1]).parts[0] for path in entries(filled[1])} == {"results", "across", "texts", "cards"}


@st.composite
def damages(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """Return a way to damage an entry: other bytes, or other JSON of any shape at any depth."""
    kind = draw(st.sampled_from(["bytes", "cut", "flip", "json", "within", "missing", "nested", "other key"]))
    value, at, bit = draw(JSON), draw(st.floats(0, 1, exclude_max=True)), draw(st.integers(0, 7))
    other = draw(st.binary(max_size=40))

    def damage(raw: bytes) -> bytes:
        index = int(at * len(raw))
        if kind == "flip":
            return raw[:index] + bytes([raw[index] ^ (1 << bit)]) + raw[index + 1 :]
        if kind in ("json", "other key"):
            changed = value if kind == "json" else {**json.loads(raw), "key": KEY}
            return json.dumps(changed).encode()
        if kind in ("within", "missing"):
            return json.dumps(
                changed_within(json.loads(raw), at, value, remove=kind == "missing"), separators=(",", ":")
            ).encode()
        return {"bytes": other, "cut": raw[:index], "nested": b"[" * 100_000}[kind]

    return damage


def changed_within(data: Any, at: float, value: Any, *, remove: bool) -> Any:
    """Return JSON in which one part, chosen by a number from 0 to 1, is another value or is gone."""
    places = list(walk(data))
    holder, key = places[int(at * len(places))]
    if remove:
        del holder[key]
    else:
        holder[key] = value
    return data


def walk(data: Any) -> Iterator[tuple[Any, Any]]:
    for key, part in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield data, key
        yield from walk(part)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(damage=damages(), kinds=st.sets(st.sampled_from(["results", "across", "texts", "cards"]), min_size=1))
def test_a_damaged_entry_is_made_anew(
    filled: tuple[Path, Path], capsys: pytest.CaptureFixture[str], damage: Callable[[bytes], bytes], kinds: set[str]
) -> None:
    folder, cache = filled
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MCLINT_CACHE_DIR", str(cache))
        true = (check(str(folder), "--quiet"), capsys.readouterr())
        kept = {path: path.read_bytes() for path in entries(cache)}
        try:
            for path, raw in kept.items():
                kind = path.relative_to(cache).parts[0]
                if kind in kinds:
                    path.write_bytes(damage(raw))
                elif kind in ("results", "across"):  # else nothing of the other kinds is asked for
                    path.unlink()
            assert (check(str(folder), "--quiet"), capsys.readouterr()) == true
            assert (true[0], true[1].err) == (1, "")
            assert {path: path.read_bytes() for path in entries(cache)} == kept
        finally:
            for path, raw in kept.items():
                path.write_bytes(raw)


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "link to nothing", "device", "unreadable"])
def test_an_entry_that_is_no_file_is_no_entry(tmp_path: Path, kind: str) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put("results", KEY, {"a": 1})
    (path,) = entries(cache.folder)
    kept = path.rename(tmp_path / "kept.json")
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "unreadable":
        path.write_bytes(kept.read_bytes()[:-1] + b"\xff")
    else:
        path.symlink_to({"link": kept, "link to nothing": tmp_path / "niets", "device": Path("/dev/zero")}[kind])
    assert cache.get("results", KEY) is None


def test_an_entry_counts_in_its_own_place_only(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("results", KEY, {"a": 1})
    assert cache.get("results", KEY) == {"a": 1}
    (path,) = entries(tmp_path)
    for kind, key in (("texts", KEY), ("results", "cd" * 32)):
        target = tmp_path / kind / key[:2] / f"{key[2:]}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
        assert cache.get(kind, key) is None


def test_what_cannot_be_stored_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    Cache(tmp_path).put("results", KEY, {"a": 1})
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("MCLINT_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", nowhere)
    assert (cache_folder(), open_cache()) == (None, None)
    assert check(str(ROOT / "examples" / "good" / "podcast-maken.yaml")) == 0
    assert capsys.readouterr().err == ""


# What the judged side can write is not read.


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    made = scratch(tmp_path / "catalogus", {".mclint.yaml": "framework: npuls-mbo-pilot\n", "a/slecht.yaml": BAD})
    made.git("switch", "--quiet", "--create", "wijziging")
    monkeypatch.chdir(made.root)
    return made


def direct(made: Scratch) -> dict[str, str]:
    return {"MCLINT_CACHE_DIR": str(made.root / ".cache")}


def relative(made: Scratch) -> dict[str, str]:
    return {"MCLINT_CACHE_DIR": ".cache"}


def by_xdg(made: Scratch) -> dict[str, str]:
    return {"MCLINT_CACHE_DIR": "", "XDG_CACHE_HOME": str(made.root)}


def by_home(made: Scratch) -> dict[str, str]:
    return {"MCLINT_CACHE_DIR": "", "XDG_CACHE_HOME": "", "HOME": str(made.root)}


def link_into_it(made: Scratch) -> dict[str, str]:
    (made.root / ".cache").mkdir()
    (made.root.parent / "erin").symlink_to(made.root / ".cache")
    return {"MCLINT_CACHE_DIR": str(made.root.parent / "erin")}


def link_out_of_it(made: Scratch) -> dict[str, str]:
    """The change chooses a folder outside that it filled in another way."""
    (made.root.parent / "elders").mkdir()
    (made.root / "eruit").symlink_to("../elders")
    return {"MCLINT_CACHE_DIR": str(made.root / "eruit")}


def link_through_it(made: Scratch) -> dict[str, str]:
    (made.root.parent / "elders").mkdir()
    (made.root / "verder").symlink_to(made.root.parent / "elders")
    (made.root.parent / "door").symlink_to(made.root / "verder")
    return {"MCLINT_CACHE_DIR": str(made.root.parent / "door")}


def folder_within_a_link(made: Scratch) -> dict[str, str]:
    (made.root / ".cache").mkdir()
    (made.root.parent / "erin").symlink_to(made.root)
    return {"MCLINT_CACHE_DIR": str(made.root.parent / "erin" / ".cache" / "x")}


def link_of_a_kind(made: Scratch) -> dict[str, str]:
    (made.root / "results").mkdir()
    (made.root.parent / "half").mkdir()
    (made.root.parent / "half" / "results").symlink_to(made.root / "results")
    return {"MCLINT_CACHE_DIR": str(made.root.parent / "half")}


def by_way_of_a_parent(made: Scratch) -> dict[str, str]:
    return {"MCLINT_CACHE_DIR": str(made.root.parent / "x" / ".." / made.root.name / ".cache")}


WITHIN = [
    direct, relative, by_xdg, by_home, link_into_it, link_out_of_it, link_through_it, folder_within_a_link, link_of_a_kind,
    by_way_of_a_parent,
]  # fmt: skip


def forge(cache: Cache, kinds: tuple[str, ...] = ("results",)) -> int:
    """Let every entry say that nothing is wrong, as somebody does who knows how entries are made."""
    changed = 0
    for path in entries(cache.folder):
        kind, start, rest = path.relative_to(cache.folder).parts
        data = json.loads(path.read_bytes())
        if kind in kinds and data.get("findings"):
            cache.put(kind, start + rest.removesuffix(".json"), {**without_seal(data), "findings": []})
            changed += 1
    return changed


def without_seal(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in ("key", "seal")}


GATE = ("--config-from", "main", "a")


@pytest.mark.parametrize("place", WITHIN, ids=lambda place: place.__name__)
def test_a_cache_that_the_change_can_write_is_not_used(
    catalogue: Scratch,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    place: Callable[[Scratch], dict[str, str]],
) -> None:
    assert check(*GATE) == 1
    true = capsys.readouterr()
    assert forge(Cache(tmp_path / "cache")) == 1
    assert check(*GATE) == 0  # so the forged entry is believed where it is trusted
    capsys.readouterr()
    for name, value in place(catalogue).items():
        monkeypatch.setenv(name, value)
    folder = cache_folder()
    assert folder is not None
    shutil.copytree(tmp_path / "cache", folder, dirs_exist_ok=True)
    before = {path: path.read_bytes() for path in entries(folder)}
    assert check(*GATE) == 1
    said = capsys.readouterr()
    assert said.out == true.out
    assert "met --config-from niet gebruikt" in said.err
    assert said.err.count("\n") == 1
    assert {path: path.read_bytes() for path in entries(folder)} == before
    assert check("--no-cache", *GATE) == 1
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("place", WITHIN, ids=lambda place: place.__name__)
@pytest.mark.parametrize("gate", [True, False], ids=["gate", "no gate"])
def test_cards_never_come_from_a_checkout(
    catalogue: Scratch,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    place: Callable[[Scratch], dict[str, str]],
    gate: bool,
) -> None:
    assert check("--config-from", "main", "a") == 1
    true = json.loads(capsys.readouterr().out)["findings"]
    cache = Cache(tmp_path / "cache")
    (path,) = (path for path in entries(cache.folder) if "cards" in path.parts)
    data = without_seal(json.loads(path.read_bytes()))
    for card in data["cards"].values():
        card["severity"] = "note"
        card["messages"] = {name: {**text, "severity": "note"} for name, text in card["messages"].items()}
    shutil.rmtree(cache.folder / "results")
    cache.put("cards", path.parent.name + path.stem, data)
    for name, value in place(catalogue).items():
        monkeypatch.setenv(name, value)
    folder = cache_folder()
    assert folder is not None
    shutil.copytree(tmp_path / "cache", folder, dirs_exist_ok=True)
    assert check(*(GATE if gate else ("a",))) == 1
    assert json.loads(capsys.readouterr().out)["findings"] == true


def test_a_cache_in_the_repository_around_a_submodule_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_ALLOW_PROTOCOL", "file")
    inner = scratch(tmp_path / "binnen", {"a/slecht.yaml": BAD})
    outer = scratch(tmp_path / "buiten")
    outer.git("submodule", "--quiet", "add", str(inner.root), "sub")
    monkeypatch.chdir(outer.root / "sub")
    monkeypatch.setenv("MCLINT_CACHE_DIR", str(outer.root / ".cache"))
    assert check("--config-from", "HEAD", "a") == 1
    assert not (outer.root / ".cache").exists()


def test_a_checkout_below_that_of_a_home_folder_has_the_users_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = scratch(tmp_path / "huis")
    made = scratch(home.root / "werk", {"a/slecht.yaml": BAD})
    monkeypatch.chdir(made.root)
    monkeypatch.setenv("MCLINT_CACHE_DIR", str(home.root / ".cache"))
    assert check("--config-from", "HEAD", "a") == 1
    assert {path.relative_to(home.root / ".cache").parts[0] for path in entries(home.root / ".cache")} >= {"results", "texts"}


def test_a_circle_of_links_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert not lies_in(tmp_path / "a" / "x", tmp_path / "elders")
    assert lies_in(tmp_path / "a" / "x", tmp_path)
