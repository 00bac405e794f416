from __future__ import annotations

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

from mclint.report.formats import FORMATS
from tests.conftest import ROOT


def printed(name: str) -> bytes:
    environ = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    call = [sys.executable, "-m", "mclint", "--isolated", "--format", name, "--color", "always", "examples/bad/suppressions.yaml"]
    return subprocess.run(call, capture_output=True, cwd=ROOT, env=environ, check=False).stdout


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("text", "concise")])
def test_programs_read_utf8_without_colour_whatever_the_terminal_speaks(name: str) -> None:
    text = printed(name).decode("utf-8")
    assert "\x1b" not in text
    assert "MC901" in text
    if name in ("json", "sarif", "gitlab"):
        assert json.loads(text)
    if name in ("junit", "checkstyle"):
        assert len(ET.fromstring(text.encode())) == 1


def test_a_terminal_gets_its_own_encoding_and_colour() -> None:
    text = printed("text")
    assert b"\x1b[1;31merror[MC901]" in text
    assert b"\xc3" not in text
