"""No link shows what lies outside: not a byte of it reaches an output, an error or the cache, whatever it holds.

`PLACES` is the table of where a link may stand; each leads to each of `CONTENTS`, which are made to be quoted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest

import mclint
from mclint.cli.main import main
from mclint.dossier.files import Files, OutsideError, own_path, place_below
from mclint.report.formats import FORMATS
from mclint.report.paths import relative_path
from tests.conftest import ROOT, TODAY
from tests.packs import card
from tests.repository import Scratch, scratch

SECRET = "geheim7391"
#: What the files and folders outside are called: a path in an output is the one that was asked for.
TARGET = "doelwit8264"
GOOD = (ROOT / "examples" / "good" / "valpreventie-ouderenzorg.yaml").read_text("utf-8")
ENTRY = {"fingerprint": SECRET, "rule": "MC201", "path": f"{SECRET}.yaml", "dossier": SECRET, "item": None, "count": 1}

#: Each says the secret where some reader of it would repeat it.
CONTENTS: dict[str, str | bytes] = {
    "text": f"root:{SECRET}:0:0:{SECRET}:/root:/bin/sh\n",
    "broken YAML": f"{SECRET}: [\n  {SECRET}: {SECRET}\n",
    "unknown key": f"mclint: 1\n{SECRET}: {SECRET}\n",
    "dossier": f"mclint: 1\nid: a/{SECRET}\ntitle: {SECRET}\nlanguage: nl\nstatus: {SECRET}\n"
    f"learning_outcomes: [{{id: {SECRET}, text: De lerende begrijpt {SECRET} goed.}}]\n",
    "another id of a dossier": GOOD.replace("title:", f"title: {SECRET} #", 1),
    "settings": f"lang: {SECRET}\n",
    "a framework": f"framework: {SECRET}\n",
    "settings that hold": f"extends: {SECRET}\nrule_packs: {SECRET}\nbaseline: {SECRET}\n",
    "TOML": f"[tool.mclint]\n{SECRET} = '{SECRET}'\n",
    "broken TOML": f"[tool.mclint]\n{SECRET} = {SECRET}\n",
    "card": card(("ontbreken", SECRET), ("/x-costs", f"/{SECRET}"), code="X7391"),
    "broken card": f"id: X7391\nname: {SECRET}\ncheck: {SECRET}\n",
    "baseline": json.dumps({"version": 1, "entries": [ENTRY]}),
    "broken baseline": json.dumps({"version": 1, "entries": [{SECRET: SECRET}]}),
    "bytes": f"{SECRET}\n".encode() + b"\xff\x00",
    "UTF-16": f"mclint: 1\ntitle: {SECRET}\n".encode("utf-16"),
    "large": f"mclint: 1\ntitle: {SECRET}\n".encode() + b"#" * (1 << 20),
}

#: Links to the file outside, as places of dossiers that a check looks at.
DOSSIERS = ("a/nieuw.yaml", "a/oud.yaml", "a/HOOFD.YML", "a/zonder.txt.yaml", "b c/é.yaml")
#: Of these the change puts in place of policy files; the folder `regels` is a pack.
POLICY = (".mclint.yaml", "b c/.mclint.yaml", "pyproject.toml", "bekend.json", "regels/X101-eigen-regel.yaml", "basis.yaml")


@dataclass(frozen=True)
class Outside:
    """What lies outside: a file, a folder with a file in it, and one in git's own folder."""

    file: Path
    folder: Path
    of_git: Path


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    policy = "framework: npuls-mbo-pilot\nrule_packs: regels\nextends: basis.yaml\nbaseline: bekend.json\n"
    files: dict[str, str | bytes] = {
        ".mclint.yaml": policy,
        "basis.yaml": "lang: nl\n",
        "bekend.json": '{"version": 1, "entries": []}',
        "regels/X101-eigen-regel.yaml": card(("{costs: /x-costs}", "{costs: /title}"), code="X101"),
        "a/oud.yaml": GOOD,
        "map/x.yaml": GOOD.replace("id: roc-voorbeeld/", "id: roc-voorbeeld/ook-", 1),
    }
    made = scratch(tmp_path / "catalogus", files)
    made.git("switch", "--quiet", "--create", "wijziging")
    monkeypatch.chdir(made.root)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "uit" / "samenvatting.md"))
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "uit" / "uitvoer.txt"))
    (tmp_path / "uit").mkdir()
    return made


def outside(made: Scratch, content: str | bytes) -> Outside:
    """Write content outside of the repository, and where git keeps its own."""
    found = Outside(made.root.parent / f"{TARGET}.yaml", made.root.parent / TARGET, made.root / ".git" / "van-git")
    found.folder.mkdir()
    for path in (found.file, found.folder / "x.yaml", found.of_git):
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return found


def link(made: Scratch, path: str, target: Path | str) -> str:
    """Put a link in a place, whatever stood there."""
    place = made.root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    place.symlink_to(target)
    return path


def dossier_links(made: Scratch, there: Outside) -> list[str]:
    """Put a link in every place of a dossier and return what has to be refused."""
    up = Path(os.path.relpath(there.file, made.root / "a"))
    found = [link(made, path, there.file) for path in DOSSIERS]
    found += [link(made, "a/omhoog.yaml", up), link(made, "a/git.yaml", "../.git/van-git")]
    found += [link(made, "a/keten.yaml", "tussen.yaml"), link(made, "a/tussen.yaml", "nieuw.yaml")]
    link(made, "a/verderop", there.folder)
    found.append(link(made, "a/langs.yaml", "verderop/x.yaml"))
    found.append(link(made, "a/terug.yaml", f"verderop/../{TARGET}.yaml"))
    found.append(link(made, "a/nergens.yaml", there.folder / "weg.yaml"))
    found.append(link(made, "a/proc.yaml", f"/proc/self/cwd/../{TARGET}.yaml"))
    found.append(link(made, "a/root.yaml", f"/proc/self/root{there.file}"))
    return found


def written(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path), path.read_bytes()


def said(made: Scratch, capfd: pytest.CaptureFixture[str], *arguments: str, code: int = 1) -> str:
    """Run mclint and return all that it says; not a byte of the secret is there, nor in any file that it wrote."""
    capfd.readouterr()
    with pytest.raises(SystemExit) as stop:
        main([*arguments, *(["--today", TODAY.isoformat()] if arguments[0] in ("check", "stats", "report") else [])])
    out, err = capfd.readouterr()
    assert stop.value.code == code, err
    for name in ("uit", "cache"):
        for path, raw in written(made.root.parent / name):
            for text in (SECRET, TARGET):
                for encoding in ("utf-8", "utf-16-le"):
                    assert text.encode(encoding) not in raw, path
    for text in (SECRET, TARGET):
        assert text not in out + err
    return out + err


def everything(made: Scratch) -> list[str]:
    """Return the options for each format in one run, text on standard output and the others to files."""
    return [f"--format={name}:{made.root.parent / 'uit' / name}" for name in FORMATS if name != "text"] + ["--format=text"]


def paths_in(made: Scratch) -> dict[str, set[str]]:
    """Return the paths of the findings that MC907 makes, by the format that was written."""
    uit = made.root.parent / "uit"
    text = {name: (uit / name).read_text("utf-8") for name in FORMATS if name != "text"}
    results = json.loads(text["sarif"])["runs"][0]["results"]
    uris = {item["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for item in results if item["ruleId"] == "MC907"}
    suites = ET.fromstring(text["junit"]).iter("testsuite")
    return {
        "json": {item["path"] for item in json.loads(text["json"])["findings"] if item["rule"] == "MC907"},
        "jsonl": {item["path"] for item in map(json.loads, text["jsonl"].splitlines()) if item.get("rule") == "MC907"},
        "sarif": {unquote(uri) for uri in uris},
        "gitlab": {i["location"]["path"] for i in json.loads(text["gitlab"]) if i["check_name"] == "MC907"},
        "junit": {s.attrib["name"] for s in suites if any("MC907" in case.attrib["name"] for case in s)},
        "checkstyle": {
            f.attrib["name"] for f in ET.fromstring(text["checkstyle"]) if any("MC907" in e.attrib["source"] for e in f)
        },
        "concise": {line.partition(":")[0] for line in text["concise"].splitlines() if "[MC907]" in line},
    }


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS.keys())
def test_under_a_gate_no_link_shows_anything_in_any_format(
    catalogue: Scratch, capfd: pytest.CaptureFixture[str], content: str | bytes
) -> None:
    there = outside(catalogue, content)
    wrong = dossier_links(catalogue, there)
    for path in POLICY:
        link(catalogue, path, there.file)
    wrong += ["basis.yaml", "regels/X101-eigen-regel.yaml"]  # which a check takes for dossiers, if they are any
    said(catalogue, capfd, "check", "--config-from", "main", *everything(catalogue), ".")
    for name, paths in paths_in(catalogue).items():
        assert paths == set(wrong), name
    found = json.loads((catalogue.root.parent / "uit" / "json").read_text("utf-8"))["findings"]
    assert {item["path"] for item in found if item["rule"] == "MC905"} == set(POLICY)
    assert {item["path"] for item in found} == {*wrong, *POLICY}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS.keys())
def test_under_a_gate_a_named_link_is_refused_too(
    catalogue: Scratch, capfd: pytest.CaptureFixture[str], content: str | bytes
) -> None:
    there = outside(catalogue, content)
    wrong = dossier_links(catalogue, there)
    catalogue.git("rm", "--quiet", "-r", "map")
    wrong += [link(catalogue, "map", there.folder), "a/verderop", ".git/van-git", "a/verderop/x.yaml"]
    for more in (["--since", "main"], ["--no-cache"], ["--statistics", "--only-dossiers"]):
        shown = said(catalogue, capfd, "check", "--config-from", "main", *more, *everything(catalogue), *wrong, wrong[0])
        assert all(shown.count(f"\n{path}:1:1: error[MC907] dossier-withdrawn: {path} ") <= 1 for path in wrong)
        assert all(f"{path}:1:1: error[MC907]" in shown for path in wrong)
    said(catalogue, capfd, "check", "--config-from", "main", "--diff", "--unsafe-fixes", ".", code=3)


def test_under_a_gate_several_processes_refuse_alike(catalogue: Scratch, capfd: pytest.CaptureFixture[str]) -> None:
    there = outside(catalogue, CONTENTS["dossier"])
    wrong = {link(catalogue, f"a/{number}.yaml", there.file) for number in range(20)}
    said(catalogue, capfd, "check", "--config-from", "main", "--jobs", "2", *everything(catalogue), ".")
    assert paths_in(catalogue)["json"] == wrong


def test_under_a_gate_a_link_within_the_repository_is_judged_under_the_name_that_was_asked_for(
    catalogue: Scratch, capfd: pytest.CaptureFixture[str]
) -> None:
    catalogue.write("elders/.verborgen/x.txt", str(CONTENTS["dossier"]).replace(SECRET, "open"))
    link(catalogue, "a/binnen.yaml", "../elders/.verborgen/x.txt")
    said(catalogue, capfd, "check", "--config-from", "main", *everything(catalogue), "a")
    found = json.loads((catalogue.root.parent / "uit" / "json").read_text("utf-8"))["findings"]
    assert {item["path"] for item in found} == {"a/binnen.yaml"}
    assert "MC201" in {item["rule"] for item in found}


#: What a plain run takes from the repository by itself: the place of the link, and the configuration that names it.
NAMED_BY = {
    ".mclint.yaml": "",
    "a/.mclint.yaml": "",
    "pyproject.toml": "",
    "basis.yaml": "extends: basis.yaml\n",
    "regels": "rule_packs: regels\n",
    "bekend.json": "baseline: bekend.json\n",
    ".mclint.baseline.json": "baseline: .mclint.baseline.json\n",
}
COMMANDS = {
    "check": ["check", "a", "--format=json"],
    "check --fix": ["check", "a", "--fix"],
    "check --write-baseline": ["check", "a", "--write-baseline"],
    "stats": ["stats", "a"],
    "report": ["report", "a", "--output", "site"],
    "compare": ["compare", "a/oud.yaml", "a/ander.yaml"],
    "settings": ["settings", "a"],
}


CASES = [(place, "outside", command) for place in NAMED_BY for command in COMMANDS]
CASES += [(place, "git", "check") for place in NAMED_BY]


@pytest.mark.parametrize(("place", "how", "command"), CASES)
def test_without_a_gate_a_link_out_is_no_policy_and_nothing_of_it_is_said(
    catalogue: Scratch, capfd: pytest.CaptureFixture[str], place: str, command: str, how: str
) -> None:
    catalogue.git("rm", "--quiet", "-r", ".mclint.yaml", "basis.yaml", "bekend.json", "regels")
    catalogue.write("a/ander.yaml", GOOD.replace("id: roc-voorbeeld/", "id: roc-voorbeeld/ander-", 1))
    if NAMED_BY[place]:
        catalogue.write(".mclint.yaml", NAMED_BY[place])
    there = outside(catalogue, "")
    target = there.folder if place == "regels" else there.file if how == "outside" else there.of_git
    if place == "regels" and how == "git":
        target = there.of_git.parent
    link(catalogue, place, target)
    for content in CONTENTS.values() if how == "outside" else [CONTENTS["settings"], CONTENTS["unknown key"]]:
        raw = content.encode() if isinstance(content, str) else content
        for path in (there.file, there.of_git, there.folder / "X7391-eigen-regel.yaml"):
            path.write_bytes(raw)
        assert place in said(catalogue, capfd, *COMMANDS[command], code=2)


@pytest.mark.parametrize("place", [".mclint.yaml", "basis.yaml", "bekend.json", "regels/X101-eigen-regel.yaml"])
def test_a_policy_of_the_revision_that_leads_out_is_never_passed_over(
    catalogue: Scratch, capfd: pytest.CaptureFixture[str], place: str
) -> None:
    there = outside(catalogue, CONTENTS["settings"])
    catalogue.git("switch", "--quiet", "main")
    link(catalogue, place, there.file)
    catalogue.commit()
    catalogue.git("switch", "--quiet", "wijziging")
    assert f"main:{place}" in said(catalogue, capfd, "check", "--config-from", "main", ".", code=2)


def test_without_a_gate_the_usual_baseline_is_not_taken_from_outside(
    catalogue: Scratch, capfd: pytest.CaptureFixture[str]
) -> None:
    catalogue.git("rm", "--quiet", "-r", ".mclint.yaml")
    there = outside(catalogue, CONTENTS["baseline"])
    link(catalogue, ".mclint.baseline.json", there.file)
    said(catalogue, capfd, "check", ".", "--write-baseline", code=2)
    assert there.file.read_text("utf-8") == CONTENTS["baseline"]


@pytest.mark.parametrize("command", ["check", "stats", "report"])
def test_without_a_gate_a_scan_passes_over_links_out(catalogue: Scratch, capfd: pytest.CaptureFixture[str], command: str) -> None:
    there = outside(catalogue, CONTENTS["dossier"])
    dossier_links(catalogue, there)
    (catalogue.root / "a" / "oud.yaml").unlink()
    catalogue.write("a/oud.yaml", GOOD)
    more = {"check": everything(catalogue), "report": ["--output", str(catalogue.root.parent / "uit" / "site")]}
    said(catalogue, capfd, command, *more.get(command, []), ".", code=0)


@pytest.mark.parametrize("command", ["check", "stats", "report"])
@pytest.mark.parametrize("place", ["regels/X7391-eigen-regel.yaml", "regels/map"])
def test_a_link_in_a_rule_pack_is_refused_by_its_name(
    catalogue: Scratch, capfd: pytest.CaptureFixture[str], command: str, place: str
) -> None:
    there = outside(catalogue, CONTENTS["card"])
    link(catalogue, place, there.folder if place.endswith("map") else there.file)
    more = {"check": everything(catalogue), "report": ["--output", str(catalogue.root.parent / "uit" / "site")]}
    assert place in said(catalogue, capfd, command, *more.get(command, []), ".", code=2)


def test_without_a_gate_a_named_link_is_read_since_the_user_wants_it(
    catalogue: Scratch, capfd: pytest.CaptureFixture[str]
) -> None:
    there = outside(catalogue, CONTENTS["dossier"])
    link(catalogue, "a/nieuw.yaml", there.file)
    with pytest.raises(SystemExit) as stop:
        main(["check", "a/nieuw.yaml"])
    out = capfd.readouterr().out
    assert (stop.value.code, SECRET in out, TARGET in out) == (1, True, False)


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="no /proc here")
@pytest.mark.parametrize("arguments", [("--config-from", "main", "."), ("--config-from", "main", "a/omgeving.yaml"), (".",)])
def test_the_environment_is_never_shown(catalogue: Scratch, arguments: tuple[str, ...]) -> None:
    for path in ("a/omgeving.yaml", "a/.mclint.yaml", "b c/.mclint.yaml"):
        link(catalogue, path, "/proc/self/environ")
    done = subprocess.run(
        [sys.executable, "-m", "mclint", "check", *arguments],
        env={**os.environ, "PYTHONPATH": str(Path(mclint.__file__).parent.parent), "TOKEN": SECRET},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (1 if "--config-from" in arguments else 2)
    assert SECRET not in done.stdout + done.stderr
    assert "/proc" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_path_is_shown_as_it_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "repo" / "map").mkdir(parents=True)
    (tmp_path / "repo" / "map" / "a.yaml").write_text("", "utf-8")
    (tmp_path / "repo" / "b.yaml").symlink_to("map/a.yaml")
    (tmp_path / "repo" / "kort").symlink_to("map")
    (tmp_path / "repo" / "ver").symlink_to(tmp_path)
    (tmp_path / "ook").symlink_to("repo")
    root = tmp_path / "repo"
    for path, shown in {
        "b.yaml": "b.yaml",
        "map/a.yaml": "map/a.yaml",
        "kort/a.yaml": "kort/a.yaml",
        "kort/../b.yaml": "b.yaml",
        "ver/../x.yaml": "x.yaml",
        "map/../weg.yaml": "weg.yaml",
    }.items():
        assert relative_path(str(root / path), root) == shown
        assert relative_path(str(tmp_path / "ook" / path), root) == shown
    assert relative_path(str(tmp_path / "elders.yaml"), root) == "elders.yaml"


def test_what_a_link_may_lead_to(tmp_path: Path) -> None:
    root = tmp_path.resolve() / "repo"
    for folder in (root / "map", root / ".git", root / "map" / ".GIT", root / "x.git", tmp_path / "repository"):
        folder.mkdir(parents=True)
        (folder / "a.yaml").write_text("x", "utf-8")
    for target, allowed in {
        "map/a.yaml": True,
        "x.git/a.yaml": True,
        "map/../x.git/a.yaml": True,
        ".git/a.yaml": False,
        "map/.GIT/a.yaml": False,
        "../repository/a.yaml": False,
        "../repo/map/a.yaml": True,
        str(root): True,
        "/": False,
        "/dev/null": False,
        "link": True,
    }.items():
        (root / "link").unlink(missing_ok=True)
        (root / "link").symlink_to(target)
        assert Files(root).holds(root / "link") is allowed, target
        if not allowed:
            with pytest.raises(OutsideError) as refusal:
                Files(root).read(root / "link")
            assert target not in str(refusal.value.strerror)
        elif target.endswith(".yaml"):
            assert Files(root).read(root / "link") == b"x"
    assert own_path(root / "link") == root / "link"
    assert own_path(root / "map" / "..") == root


def test_a_folder_that_becomes_a_link_while_it_is_read_leads_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path.resolve() / "repo"
    for folder in (root / "map", tmp_path / "buiten"):
        folder.mkdir(parents=True)
        (folder / "a.yaml").write_text(folder.name, "utf-8")
    true_place = place_below

    def switched(path: str | Path, top: Path) -> object:
        place = true_place(path, top)
        (root / "map").rename(root / "was")
        (root / "map").symlink_to(tmp_path / "buiten")
        return place

    monkeypatch.setattr("mclint.dossier.files.place_below", switched)
    with pytest.raises(OSError, match=r"map/a\.yaml"):
        Files(root).read(root / "map" / "a.yaml")
