"""The gate from end to end, as whoever keeps a catalogue would try it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import yaml

from tests.conftest import ROOT, TODAY
from tests.hostile.readers import commands
from tests.repository import scratch
from tests.test_hooks import HOOKS, pre_commit

BAD = (ROOT / "examples" / "bad" / "vague-outcomes.yaml").read_text("utf-8")
GOOD = (ROOT / "examples" / "good" / "valpreventie-ouderenzorg.yaml").read_text("utf-8")
VAGUE = "    text: De lerende begrijpt het belang van valpreventie.\n"


def test_a_catalogue_from_the_first_commit_to_a_pull_request(tmp_path: Path) -> None:
    hook = {**HOOKS[0], "language": "system", "entry": HOOKS[0]["entry"].replace("mclint", f"{sys.executable} -m mclint", 1)}
    config = yaml.safe_dump({"repos": [{"repo": "local", "hooks": [hook]}]})
    made = scratch(tmp_path / "catalogus", {".pre-commit-config.yaml": config, ".mclint.yaml": "framework: npuls-mbo-pilot\n"})
    assert pre_commit(made, "install", home=tmp_path / "home").returncode == 0
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PRE_COMMIT_HOME": str(tmp_path / "home")}
    env |= {f"GIT_{who}_{what}": "t@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}

    def commit(text: str) -> subprocess.CompletedProcess[str]:
        made.write("dossiers/valpreventie.yaml", text)
        made.git("add", "--all")
        command = ["git", "commit", "-m", "dossier"]
        return subprocess.run(command, cwd=made.root, env=env, capture_output=True, text=True, check=False)

    refused = commit(BAD)
    assert refused.returncode == 1
    assert "dossiers/valpreventie.yaml:31:22: error[MC201]" in refused.stdout + refused.stderr
    assert commit(GOOD).returncode == 0

    made.git("switch", "--quiet", "--create", "wijziging")
    made.write(".mclint.yaml", "framework: npuls-mbo-pilot\nignore: [MC2]\n")
    ignored = VAGUE.rstrip("\n") + '  # mclint: ignore[MC201] reason="mag wel"\n'
    made.write("dossiers/valpreventie.yaml", BAD.replace(VAGUE, ignored))
    made.git("commit", "--quiet", "--all", "--no-verify", "--message", "om de controle heen")
    gate = [sys.executable, "-m", "mclint", "--config-from", "main", "--format", "github", "--today", TODAY.isoformat(), "."]
    done = subprocess.run(gate, cwd=made.root, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    found = {(item.name, item.properties["file"], item.properties["title"].split()[0]) for item in commands(done.stdout)}
    assert {
        ("error", "dossiers/valpreventie.yaml", "MC201"),
        ("warning", ".mclint.yaml", "MC905"),
        ("warning", "dossiers/valpreventie.yaml", "MC906"),
    } <= found
