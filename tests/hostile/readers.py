"""Readers of reports that are not ours: what a build runner, a parser or a page makes of the bytes that we print."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

#: Characters that no report for people may hold: controls but tab and line feed, bidirectional controls.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_COMMAND = re.compile(r"^\s*::(?P<name>[A-Za-z-]+)(?:\s+(?P<properties>.*?))?::(?P<data>.*)$")
_OLD_COMMAND = re.compile(r"##(?:vso|teamcity)?\[")
_TAG = re.compile(r"<[^>]*>")
_OWN_TAGS = re.compile(r"(</?(details|summary|b|br|code|sub)( open)? ?/?>)*")


@dataclass(frozen=True)
class Command:
    """A command as a build runner reads it from one line of output."""

    name: str
    properties: dict[str, str]
    data: str


def commands(output: str) -> list[Command]:
    """Return the commands that a GitHub runner would carry out; it splits lines at CR too."""
    found = []
    for line in re.split(r"\r\n|\n|\r", output):
        if match := _COMMAND.match(line):
            pairs = [pair.partition("=") for pair in (match["properties"] or "").split(",") if pair]
            properties = {name.strip(): _unescape(value, "\r\n:,") for name, _, value in pairs}
            found.append(Command(match["name"], properties, _unescape(match["data"], "\r\n")))
        elif old := _OLD_COMMAND.search(line):
            found.append(Command(old[0], {}, line))
    return found


def _unescape(text: str, signs: str) -> str:
    for sign in signs:
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text.replace("%25", "%")


def check_json(output: str) -> None:
    json.loads(output)
    assert "\x1b" not in output


def check_jsonl(output: str) -> None:
    lines = output.rstrip("\n").split("\n")
    assert all(isinstance(json.loads(line), dict) for line in lines if line)


def check_xml(output: str) -> None:
    tree = ET.fromstring(output.encode("utf-8"))
    assert tree.tag in ("testsuites", "checkstyle")
    assert "<!DOCTYPE" not in output
    assert "<!ENTITY" not in output


def check_people(output: str) -> None:
    assert STEERING.search(output) is None
    assert commands(output) == []


def check_github(output: str) -> None:
    assert STEERING.search(output) is None
    for command in commands(output):
        assert command.name in ("error", "warning", "notice")
        assert set(command.properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert "PWNED" not in command.properties.get("title", "")


def check_markdown(output: str) -> None:
    from markdown_it import MarkdownIt

    assert STEERING.search(output) is None
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for token in parser.parse(output):
        code = False  # GitHub looks for mentions and references outside code only
        for part in (token, *(token.children or ())):
            code = {"<code>": True, "</code>": False}.get(part.content, code)
            assert part.type not in ("image", "link_open"), part
            if part.type in ("html_block", "html_inline"):
                assert _OWN_TAGS.fullmatch("".join(_TAG.findall(part.content))), part.content
            if part.type == "text" and not code:
                assert not re.search(r"(?<![\w\u200b])@\w|(?<!\w)#\d|https?://evil|www\.evil", part.content), part.content


CHECKS = {
    "text": check_people,
    "concise": check_people,
    "json": check_json,
    "jsonl": check_jsonl,
    "sarif": check_json,
    "gitlab": check_json,
    "junit": check_xml,
    "checkstyle": check_xml,
    "github": check_github,
    "markdown": check_markdown,
}
