"""How wide text output is: as `--width` says, else COLUMNS, else the terminal; the real program, and a real terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from click.testing import CliRunner

from mclint.cli.main import cli
from mclint.report.columns import columns
from tests.conftest import ROOT, TODAY
from tests.hostile.cases import PAYLOADS, poisoned
from tests.hostile.readers import check_people
from tests.report.test_frame import under_line

FEW = ("vague-outcomes.yaml", "nog-open.yaml", "duplicate-key.yaml", "personal-data.yaml")
SCREEN = re.compile("\x1b\\[[0-9;]*m")
WIDE = """mclint: 1
id: roc-voorbeeld/een
title: {title}
language: nl
status: offered
learning_outcomes:
  - {{id: LO1, text: "{ahead}De lerende begrijpt het belang van een zorgplan voor elke cliënt in de wijk."}}
"""
#: What stands before the marked word: long, wide, joined, combining, right to left.
AHEAD = (
    "",
    "woord " * 60,
    "日本語 ",
    "日本語 " * 30,
    "👩‍👩‍👧 en 👍🏽 ",
    "👩‍👩‍👧 " * 60,
    "cli\u0065\u0308nt ",
    "e\u0301" * 200 + " ",
    "שלום ",
    "🇳🇱❤️ ",
)


def run(*arguments: str, color: str = "never") -> list[str]:
    call = ["check", *arguments, "--isolated", "--today", TODAY.isoformat(), "--color", color]
    result = CliRunner().invoke(cli, call, standalone_mode=False)
    assert result.exception is None, result.exception
    check_people(SCREEN.sub("", result.stdout))
    return result.stdout.split("\n")


def widest(lines: list[str]) -> int:
    return max(columns(SCREEN.sub("", line)) for line in lines)


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_line_is_wider_than_asked_for(width: int) -> None:
    call = [*(str(ROOT / "examples" / "bad" / name) for name in FEW), "--width", str(width), "--statistics"]
    lines = run(*call, "--quiet", color="always")
    assert width - 20 < widest(lines) <= width
    assert [SCREEN.sub("", line) for line in lines] == run(*call, "--quiet")
    assert widest(run(*call)[-5:]) <= width


@pytest.mark.parametrize("ahead", AHEAD)
def test_the_marked_word_is_in_view_with_the_marks_below_it(ahead: str, tmp_path: Path) -> None:
    path = tmp_path / "een.yaml"
    path.write_text(WIDE.format(title="Zorg", ahead=ahead), "utf-8")
    for width in (44, 120):
        lines = run(str(path), "--select", "MC201", "--width", str(width))
        assert widest(lines) <= width
        place = next(number for number, line in enumerate(lines) if "^" in line)
        assert under_line(lines[place - 1], lines[place]) == "begrijpt"


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=list(PAYLOADS))
def test_hostile_text_is_no_wider_and_steers_nothing(payload: str, tmp_path: Path) -> None:
    path = tmp_path / "een.yaml"
    path.write_text(poisoned(payload), "utf-8", "surrogatepass")
    assert widest(run(str(path), "--width", "40")) <= 40


def test_a_name_without_a_blank_fits_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("onderwijs" * 12, "日" * 60 + ".yaml")
    path.parent.mkdir()
    path.write_text(WIDE.format(title="x" * 300, ahead=""), "utf-8")
    lines = run(".", "--width", "44")
    assert widest(lines) <= 44
    assert str(path) in "".join(line.strip() for line in lines)


def frames(lines: list[str]) -> list[str]:
    """Return the lines of files and the marks below them."""
    return [line for line in lines if re.match(r" *\d* \|", line)]


def test_without_a_terminal_messages_are_one_line_each_and_frames_fit_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    path = "examples/bad/nog-open.yaml"
    monkeypatch.chdir(ROOT)
    plain = run(path)[:-2]
    assert widest(plain) > 120
    for given, width in (("70", 70), ("5", 40), ("0", None), ("x", None), ("", None), ("-3", None), ("٧٠", 70)):
        monkeypatch.setenv("COLUMNS", given)
        lines = run(path)[:-2]
        shown = frames(lines)
        assert len(shown) == len(frames(plain))
        assert shown == frames(plain) if width is None else width - 12 < widest(shown) <= width, given
        assert [line for line in lines if line not in shown] == [line for line in plain if line not in frames(plain)]
    monkeypatch.setenv("COLUMNS", "70")
    assert 80 < widest(run(path, "--width", "100")) <= 100


def test_a_file_is_as_wide_as_asked_for_and_other_formats_stay_one_line_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    path, target = str(ROOT / "examples" / "bad" / "nog-open.yaml"), tmp_path / "uit.txt"
    run(path, "--format", f"text:{target}")
    assert target.read_text("utf-8").split("\n")[:-2] == run(path, "--width", "400")[:-2]
    assert widest(target.read_text("utf-8").split("\n")) > 120
    run(path, "--format", f"text:{target}", "--width", "60")
    assert widest(target.read_text("utf-8").split("\n")) <= 60
    assert run(path, "--format", "concise", "--width", "60")[:-2] == run(path, "--format", "concise")[:-2]


@pytest.mark.parametrize("width", ["39", "0", "-1", "breed", "1.5"])
def test_a_width_that_is_none_is_wrong_use(width: str) -> None:
    call = [sys.executable, "-m", "mclint", "--width", width, "examples/good"]
    done = subprocess.run(call, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 2
    assert "--width" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("size", "given", "width"), [(60, "", 60), (80, "", 80), (200, "", 200), (20, "", 40), (200, "90", 90), (0, "", 400)]
)
def test_in_a_terminal_lines_are_as_wide_as_the_terminal(size: int, given: str, width: int) -> None:
    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 24, size, 0, 0))
    environ = {**os.environ, "COLUMNS": given}
    call = [sys.executable, "-m", "mclint", "--isolated", "--color", "never", "examples/bad/nog-open.yaml"]
    with subprocess.Popen(call, stdout=other, stderr=subprocess.DEVNULL, cwd=ROOT, env=environ) as done:
        os.close(other)
        printed = b""
        while True:
            try:
                part = os.read(main, 4096)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            printed += part
    os.close(main)
    lines = printed.decode("utf-8").replace("\r\n", "\n").split("\n")
    assert done.returncode == 1
    assert min(width, 190) - 20 < widest(lines) <= width


def test_a_page_about_a_rule_fits_the_terminal_and_is_no_wider_than_is_good_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def sentences() -> list[str]:
        result = CliRunner().invoke(cli, ["explain", "MC201", "--lang", "nl"], standalone_mode=False)
        return [line for line in result.stdout.split("\n") if not line.startswith("    ")]

    for given, width in (("50", 50), ("200", 88), ("", 88)):
        monkeypatch.setenv("COLUMNS", given)
        assert width - 12 < widest(sentences()) <= width
