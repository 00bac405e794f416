"""What a GitHub Actions runner makes of the output of a step, by the rules of its own reader.

A line is a command where `::name properties::data` stands at its start (blanks before it do not count), else where
`##[name properties]data` stands anywhere in it; in both cases for names that the runner knows. It compares texts by the
rules of a language, for which signs of no width do not exist.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

#: The commands that a runner knows (the names of its command extensions).
KNOWN = frozenset(
    ["add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "notice", "remove-matcher"]
    + ["save-state", "set-env", "set-output", "stop-commands", "warning", "internal-set-repo-path", "command"]
)
#: Signs of no width besides those of the category Cf: variation selectors, fillers and the like.
OF_NO_WIDTH = {*"\0\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0", *map(chr, range(0xFE00, 0xFE10))}


@dataclass(frozen=True)
class Command:
    """A command with what it was given, unescaped."""

    name: str
    data: str
    properties: dict[str, str] = field(default_factory=dict)


def read_commands(output: str) -> list[Command]:
    """Return the commands in the output of a step."""
    found = (_read_line(line) for line in re.split(r"\r\n|\n|\r", output))
    return [command for command in found if command is not None]


def _read_line(line: str) -> Command | None:
    line = "".join(sign for sign in line if unicodedata.category(sign) != "Cf" and sign not in OF_NO_WIDTH)
    return _read_new(line.lstrip()) or _read_old(line)


def _read_new(line: str) -> Command | None:
    if not line.startswith("::"):
        return None
    head, colons, data = line[2:].partition("::")
    name, _, given = head.partition(" ")
    if not colons or name not in KNOWN:
        return None
    return Command(name, _unescape(data, {"%0D": "\r", "%0A": "\n"}), _properties(given.strip(), ",", _IN_PROPERTIES))


def _read_old(line: str) -> Command | None:
    _, mark, rest = line.partition("##[")
    head, bracket, data = rest.partition("]")
    name, _, given = head.partition(" ")
    if not mark or not bracket or name not in KNOWN:
        return None
    return Command(name, _unescape(data, _IN_OLD), _properties(given, ";", _IN_OLD))


_IN_PROPERTIES = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}
_IN_OLD = {"%3B": ";", "%0D": "\r", "%0A": "\n", "%5D": "]"}


def _properties(text: str, separator: str, escapes: dict[str, str]) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split(separator))
    return {name: _unescape(value, escapes) for name, _, value in pairs if name and value}


def _unescape(text: str, escapes: dict[str, str]) -> str:
    for written, meant in escapes.items():
        text = text.replace(written, meant)
    return text.replace("%25", "%")
