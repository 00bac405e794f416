"""Standard streams that are closed, full or left; outputs that share a place; disks without room; files left as they are."""

from __future__ import annotations

import io
import json
import os
import resource
import stat
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from mclint.cli.writing import write_lines
from mclint.config.settings import NoRoomError
from mclint.report.formats import FORMATS
from tests.conftest import ROOT
from tests.program import run_apart, run_here
from tests.repository import scratch

GOOD = (ROOT / "examples" / "good" / "valpreventie-ouderenzorg.yaml").read_text("utf-8")
VAGUE = (ROOT / "examples" / "bad" / "vague-outcomes.yaml").read_text("utf-8")
HEAD = "mclint: 1\nid: roc-voorbeeld/{name}\ntitle: t\nlanguage: nl\nstatus: in-development\n"
TOO_LARGE = "kon niet worden geschreven: het bestand wordt te groot"
WRONG = HEAD + "level: {{verified: ja, nlqf: 3}}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "werk"
    (made / ".git").mkdir(parents=True)
    (made / "goed.yaml").write_text(GOOD, "utf-8")
    (made / "vaag.yaml").write_text(VAGUE, "utf-8")
    monkeypatch.chdir(made)
    return made


#: A line of the shell, the arguments, the exit code, and a part of the one sentence on standard error ("" for none).
STREAMS = [
    ('"$@" >&-', "check goed.yaml", 3, "standaarduitvoer kon niet worden geschreven: het kanaal is gesloten"),
    ('"$@" >&-', "check goed.yaml --quiet", 0, ""),
    ('"$@" >&-', "check vaag.yaml --format json:uit", 1, ""),
    ('"$@" >&-', "stats .", 3, "standard output could not be written"),
    ('"$@" >&-', "--help", 3, "standard output could not be written"),
    ('"$@" >/dev/full', "check vaag.yaml", 3, "standaarduitvoer kon niet worden geschreven: de schijf is vol"),
    ('"$@" >/dev/full', "rules --format json", 3, "No space left on device"),
    ('"$@" 2>&-', "check goed.yaml", 0, ""),
    ('"$@" 2>&-', "check weg.yaml", 2, ""),
    ('"$@" 2>/dev/full', "check weg.yaml", 2, ""),
    ('"$@" 2>/dev/full', "check --nergens", 2, ""),
    ('"$@" <&-', "check -", 2, "standard input cannot be read"),
    ('"$@" <&-', "explain --analyse -", 2, "standard input cannot be read"),
    ('"$@" <&- >&- 2>&-', "check vaag.yaml", 3, ""),
    ('"$@" <&- >&- 2>&-', "check vaag.yaml --format json:uit", 1, ""),
    ('set -o pipefail; "$@" | true', "check goed.yaml vaag.yaml", 3, ""),
    ('set -o pipefail; "$@" | true', "--help", 3, ""),
]


@pytest.mark.parametrize(("shell", "arguments", "code", "words"), STREAMS)
def test_a_stream_that_cannot_be_used_never_looks_like_findings(
    folder: Path, shell: str, arguments: str, code: int, words: str
) -> None:
    done = run_apart(*arguments.split(), shell=shell)
    if words:
        assert words in done.sentence(code)
    else:
        assert (done.code, done.err) == (code, "")
    if "json:uit" in arguments:
        assert json.loads((folder / "uit").read_text("utf-8"))["summary"]["files"] == 1


def test_an_output_that_cannot_be_written_stops_no_other(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    done = run_here(
        capfd, "vaag.yaml", "--format=json:/dev/full", "--format=junit:weg/uit", "--format=concise", "--format=sarif:s"
    )
    assert done.code == 3
    assert "MC201" in done.out
    assert json.loads((folder / "s").read_text("utf-8"))["runs"]
    assert done.err.splitlines() == [
        "mclint: /dev/full: kon niet worden geschreven: de schijf is vol; maak daar ruimte, en start mclint opnieuw",
        "mclint: weg/uit: is niet te schrijven: dat bestaat niet",
    ]
    assert run_here(capfd, "goed.yaml", "--format=junit:weg/uit").sentence(2).endswith("dat bestaat niet")


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        (
            "sarif",
            "check vaag.yaml --format=sarif:uit --format=concise",
            "uit: " + TOO_LARGE,
        ),
        (
            "baseline",
            "check vaag.yaml groot.yaml --write-baseline",
            ".mclint.baseline.json: " + TOO_LARGE,
        ),
        ("fix", "check groot.yaml --fix", "groot.yaml: " + TOO_LARGE),
        ("report", "report goed.yaml --output site", TOO_LARGE),
        (
            "compare",
            "compare goed.yaml vaag.yaml --format html --output uit",
            "uit: " + TOO_LARGE,
        ),
        ("init", "init nieuw.yaml", "nieuw.yaml: " + TOO_LARGE),
        ("gate", "check --config-from main goed.yaml", "could not be written: File too large"),
    ],
)
def test_where_there_is_no_room_nothing_half_is_left(folder: Path, tmp_path: Path, name: str, arguments: str, words: str) -> None:
    (folder / ".git").rmdir()
    policy = "".join(f"# {number:070}\n" for number in range(100))
    scratch(folder, {"groot.yaml": WRONG.format(name="groot") + policy, ".mclint.yaml": f"{policy}lang: nl\n"})
    before = sorted(path.name for path in folder.iterdir())
    (tmp_path / "tmp").mkdir()
    done = run_apart(
        *arguments.split(),
        "--no-cache" if "init" not in arguments else "--lang=nl",
        shell=f'ulimit -f 1; TMPDIR={tmp_path}/tmp exec "$@"',
    )
    assert words in done.sentence(3)
    assert ("MC201" in done.out) is (name in ("sarif", "baseline"))
    assert list((tmp_path / "tmp").iterdir()) == []
    assert sorted(path.name for path in folder.iterdir() if path.name != "site") == before
    if name == "report":
        assert not [path for path in (folder / "site").rglob("*") if path.name.endswith(".tmp")]


def test_half_a_file_behind_a_link_is_taken_away_and_the_link_stays(folder: Path) -> None:
    (folder / "uit").symlink_to("echt")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    try:
        with pytest.raises(NoRoomError, match="uit: could not be written: File too large"):
            write_lines("uit", ["x" * 5000] * 10)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert ((folder / "uit").is_symlink(), (folder / "echt").exists()) == (True, False)


def test_a_cache_without_room_leaves_no_half_entries(folder: Path, tmp_path: Path) -> None:
    done = run_apart("check", ".", shell='ulimit -f 1; exec "$@"')
    assert (done.code, done.err) == (1, "")
    assert list((tmp_path / "cache").rglob("*.tmp")) == []


SHARED = [
    (["text", "json"], "standard output"),
    (["json", "json"], "standard output"),
    (["github", "text:/dev/stdout"], "standard output"),
    (["text:uit", "json:./uit"], "uit"),
    (["text:uit", "json:link"], "link"),
    (["text:map/../uit", "json:uit"], "uit"),
    (["text:bestaat", "json:hard"], "hard"),
]


@pytest.mark.parametrize(("formats", "place"), SHARED)
def test_two_outputs_never_go_to_one_place(
    folder: Path, capfd: pytest.CaptureFixture[str], formats: list[str], place: str
) -> None:
    (folder / "map").mkdir()
    (folder / "link").symlink_to("uit")
    (folder / "bestaat").write_text("x", "utf-8")
    (folder / "hard").hardlink_to("bestaat")
    done = run_here(capfd, "goed.yaml", *(f"--format={name}" for name in formats))
    assert f"both go to {place if place == 'standard output' else formats[1].partition(':')[2]}" in done.sentence(2)
    assert done.out == ""
    assert (folder / "bestaat").read_text("utf-8") == "x"
    assert not (folder / "uit").exists()


def test_outputs_of_places_of_their_own_go_together(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    done = run_here(
        capfd,
        "goed.yaml",
        "--format=text",
        "--format=json:a",
        "--format=sarif:b",
        "--format=junit:/dev/null",
        "--format=gitlab:/dev/null",
    )
    assert (done.code, done.err, (folder / "a").exists(), (folder / "b").exists()) == (0, "", True, True)


@pytest.mark.parametrize(
    "command",
    [
        ["check", "goed.yaml", "--format=json:uit"],
        ["check", "goed.yaml", "--format=text", "--format=sarif:map/uit"],
        ["compare", "goed.yaml", "vaag.yaml", "--output=uit"],
        ["init", "uit", "--force"],
        ["report", "goed.yaml", "--output=uit"],
    ],
)
def test_no_output_is_written_through_a_link_out_of_the_repository(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], command: list[str]
) -> None:
    (tmp_path / "buiten").mkdir()
    outside = tmp_path / "buiten" / "uit"
    if command[0] == "report":
        outside.mkdir()
    else:
        outside.write_text("van een ander", "utf-8")
    (folder / "uit").symlink_to(outside)
    (folder / "map").symlink_to(tmp_path / "buiten")
    done = run_here(capfd, *command)
    assert "is a link that leads out of werk" in done.sentence(2)
    assert list(outside.iterdir()) == [] if command[0] == "report" else outside.read_text("utf-8") == "van een ander"


def test_an_output_may_be_a_link_within_the_repository_or_lie_outside(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "echt").mkdir()
    (folder / "uit").symlink_to("echt/uit")
    (folder / "map").symlink_to("echt")
    for target in ("uit", "map/x", str(tmp_path / "x"), "../y"):
        assert run_here(capfd, "goed.yaml", f"--format=json:{target}").code == 0
        assert json.loads(Path(target).read_text("utf-8"))["summary"]["files"] == 1
    assert (folder / "uit").is_symlink()


@pytest.mark.parametrize(("name", "files"), [("concept/x.yaml", 0), ("./concept/../concept/x.yaml", 0), ("x.yaml", 1), (None, 1)])
def test_standard_input_is_excluded_like_the_file_it_is_called(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str | None, files: int
) -> None:
    (folder / ".mclint.yaml").write_text("exclude: [concept]\n", "utf-8")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(VAGUE.encode())))
    done = run_here(capfd, "-", "--format=json", *([f"--stdin-filename={name}"] if name else []))
    assert (done.code, json.loads(done.out)["summary"]["files"], done.err) == (files, files, "")


@pytest.mark.parametrize(("more", "code"), [([], 1), (["--only-dossiers"], 0)])
def test_standard_input_that_is_no_dossier_is_passed_over_for_hooks(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, more: list[str], code: int
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a: 1\n")))
    assert run_here(capfd, "-", *more).code == code


@pytest.mark.parametrize(("lang", "words"), [("nl", "geen dossiers gevonden"), ("en", "no dossiers found")])
def test_junit_says_that_there_was_nothing(folder: Path, capfd: pytest.CaptureFixture[str], lang: str, words: str) -> None:
    (folder / "leeg").mkdir()
    done = run_here(capfd, "leeg", "--format=junit", f"--lang={lang}")
    cases = list(ET.fromstring(done.out).iter("testcase"))
    assert (done.code, len(cases), list(cases[0])) == (0, 1, [])
    assert cases[0].attrib["name"] in (words, "no dossiers found")
    assert ET.fromstring(done.out).attrib["tests"] == "1"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_of_nothing_is_whole(folder: Path, capfd: pytest.CaptureFixture[str], name: str) -> None:
    (folder / "leeg").mkdir()
    done = run_here(capfd, "leeg", f"--format={name}")
    assert (done.code, done.err, bool(done.out.strip())) == (0, "", True)


def wrong(folder: Path, name: str) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(WRONG.format(name=name), "utf-8")
    return path


@pytest.mark.parametrize("how", ["read-only", "hard link", "link out"])
def test_a_file_that_should_not_be_written_is_left_and_the_others_are_mended(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], how: str
) -> None:
    first, held, last = wrong(folder, "a"), wrong(folder, "m"), wrong(folder, "z")
    outside = tmp_path / "buiten.yaml"
    words = {"read-only": "is alleen te lezen", "hard link": "heeft nog een naam", "link out": "is een koppeling (link) naar"}
    if how == "read-only":
        held.chmod(0o444)
    else:
        held.rename(outside)
        held.hardlink_to(outside) if how == "hard link" else held.symlink_to(outside)
    before = held.read_bytes(), held.lstat().st_mode, held.stat().st_ino
    done = run_here(capfd, "--fix", "--exit-zero", "a.yaml", "m.yaml", "z.yaml")
    assert f"mclint: m.yaml: {words[how]}" in done.sentence(2)
    assert (held.read_bytes(), held.lstat().st_mode, held.stat().st_ino) == before
    for path in (first, last):
        assert "verified: true" in path.read_text("utf-8")
    assert "2 " in done.out
    assert not [path for path in folder.iterdir() if path.name.startswith(".mclint-")]


def test_a_digest_is_not_written_into_such_a_file_either(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    signed = next(path for path in sorted((ROOT / "examples").rglob("*.yaml")) if "digest: " in path.read_text("utf-8"))
    path = folder / "getekend.yaml"
    path.write_text(signed.read_text("utf-8").replace("digest: ", "digest: x", 1), "utf-8")
    path.chmod(0o444)
    assert "is read-only" in run_here(capfd, "digest", "--write", "getekend.yaml").sentence(2)
    path.chmod(0o644)
    (folder / "ook.yaml").hardlink_to(path)
    assert "hard links" in run_here(capfd, "digest", "--write", "getekend.yaml").sentence(2)
    (folder / "ook.yaml").unlink()
    assert run_here(capfd, "digest", "--write", "getekend.yaml").code == 0
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o644
