"""Types in a dossier as a newcomer does, and repairs it with nothing but what a finding says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.program import run_apart

HERE = Path(__file__).resolve().parent
#: Days that the dossier of the script counts from.
TODAY = "2026-11-24"

Found = dict[str, Any]


def table(name: str) -> list[dict[str, Any]]:
    """Return the steps of a file beside this one."""
    data = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
    steps: list[dict[str, Any]] = data["steps"]
    return steps


@dataclass
class Dossier:
    """A dossier in a folder of its own, and the program that reads it."""

    path: Path

    @classmethod
    def start(cls, folder: Path) -> Dossier:
        """Begin with what `mclint init` writes."""
        path = folder / "valpreventie.yaml"
        done = run_apart("init", path.name, "--lang", "nl", "--title", "Valpreventie bij ouderen thuis", cwd=folder)
        assert done.code == 0, done.err
        return cls(path)

    @property
    def text(self) -> str:
        return self.path.read_text("utf-8")

    def check(self) -> list[Found]:
        """Return what the program finds; it never breaks down."""
        done = run_apart("--lang", "nl", "--today", TODAY, "--format", "json", self.path.name, cwd=self.path.parent)
        assert done.code in (0, 1), done.err
        findings: list[Found] = json.loads(done.out)["findings"]
        assert done.code == any(item["severity"] == "error" for item in findings)
        return findings

    def set_line(self, place: str, text: str) -> None:
        """Put a text in place of the line that starts so, the first one from a block on."""
        block, start = place.split("/", 1)
        lines = self.text.splitlines(keepends=True)
        first = next(number for number, line in enumerate(lines) if line.startswith(f"{block}:"))
        number = next(number for number in range(first, len(lines)) if lines[number].startswith(start))
        lines[number] = text.rstrip("\n") + "\n"
        self.path.write_text("".join(lines), "utf-8")

    def swap(self, old: str, new: str) -> None:
        """Make a mistake: one text instead of another that stands there once."""
        assert self.text.count(old) == 1, old
        self.path.write_text(self.text.replace(old, new), "utf-8")

    def repair(self, found: list[Found], how: Any) -> None:
        """Do what a finding says, in one of the ways that mistakes.yaml names."""
        if how == "fix":
            assert found[0]["fix"] is not None, found
            for edit in reversed(found[0]["fix"]["edits"]):
                self._put(edit["start"], edit["end"], edit["text"])
            return
        saying = [item for item in found if how["says"] in f"{item['message']} {item['help']}"]
        assert len(saying) == 1, found
        if "append" in how:
            line = saying[0]["start"]["line"]
            place = {"line": line, "column": len(self.text.splitlines()[line - 1]) + 1}
            self._put(place, place, how["append"])
        else:
            self._put(saying[0]["start"], saying[0]["end"], how["type"])

    def _put(self, start: dict[str, int], end: dict[str, int], text: str) -> None:
        lines = self.text.splitlines(keepends=True)

        def offset(at: dict[str, int]) -> int:
            return sum(map(len, lines[: at["line"] - 1])) + at["column"] - 1

        whole, first, last = self.text, offset(start), offset(end)
        self.path.write_text(whole[:first] + text.replace("{}", whole[first:last]) + whole[last:], "utf-8")
