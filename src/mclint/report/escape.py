"""Makes untrusted text safe for the channel it goes to; every report uses these and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

_STEERING = "\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"

#: C0 and C1 controls but tab, DEL, line and paragraph separators, bidirectional controls, lone surrogates.
_UNSAFE = re.compile(f"[\x00-\x08\x0a{_STEERING}]")
#: The same but for line ends, which stand between the lines of a report.
_UNSAFE_IN_LINES = re.compile(f"[\x00-\x08{_STEERING}]")
#: What XML 1.0 cannot hold besides those (https://www.w3.org/TR/xml/#charsets).
_NO_XML = re.compile("[\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SARIF_ARGUMENT = re.compile(r"\{[0-9]+\}")
_WORKFLOW_START = re.compile(r"^(\s*)::")
_WORKFLOW_INSIDE = re.compile(r"##(?=(?:vso|teamcity)?\[)")
_MARKDOWN = re.compile(r"[\\`*_\[\]<>!|~&$]")
_CODE = re.compile(r"[\\`*_\[\]<>!|~&$\"']")
_LINKED = re.compile(r"@|#|\bGH-|:(?=//)|\bwww(?=\.)", re.IGNORECASE)


def visible(text: str) -> str:
    r"""Replace every character that could steer a terminal by its escape, such as `\x1b` or `\u202e`."""
    return _UNSAFE.sub(lambda match: _escape(match[0]), text)


def terminal(text: str) -> str:
    """Make one line of text safe for a terminal and for the log of a build.

    Build runners read commands from ordinary output (`::error::` at the start of a line, `##[error]` anywhere, and
    `##vso[` and `##teamcity[` on others); a zero-width character is no safe break there, so a visible blank goes
    between the signs.
    """
    shown = _WORKFLOW_INSIDE.sub("# #", visible(text).replace("\t", " "))
    return _WORKFLOW_START.sub(r"\1: :", shown)


def command_data(text: str) -> str:
    """Make a text safe as the data of a workflow command; its line ends stay, as the runner shows them."""
    shown = "\n".join(visible(line) for line in text.split("\n"))
    return _WORKFLOW_INSIDE.sub("# #", shown.replace("%", "%25").replace("\n", "%0A"))


def command_property(text: str) -> str:
    """Make a text safe as the value of a property of a workflow command."""
    return command_data(text).replace(":", "%3A").replace(",", "%2C")


def json_text(data: object, indent: int | None = None, *, whole: bool = False) -> str:
    r"""Return data as JSON that reads back unchanged, and yet steers no terminal and no build runner.

    Outside strings JSON has none of these characters, so each can be written as `\uXXXX`. With `whole` a lone
    surrogate, which strict readers refuse, becomes the replacement character.
    """
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    if whole:
        text = _SURROGATE.sub("\ufffd", text)
    text = _UNSAFE_IN_LINES.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return _WORKFLOW_INSIDE.sub(r"#\\u0023", text)


def sarif_text(text: str) -> str:
    """Make a text plain in a message of SARIF, where brackets make links and `{0}` stands for an argument."""
    return _SARIF_ARGUMENT.sub(r"{\g<0>}", re.sub(r"[\\\[\]]", r"\\\g<0>", text))


def xml_text(text: str) -> str:
    """Replace what XML cannot hold, even as an entity, and what steers a terminal; the XML writer does the rest."""
    return _NO_XML.sub(lambda match: _escape(match[0]), visible(text))


def xml_lines(element: ET.Element) -> Iterator[str]:
    """Yield an element as a document of XML; nothing in it is a command to a build runner."""
    import xml.etree.ElementTree as ET  # only writes

    ET.indent(element)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield _WORKFLOW_INSIDE.sub("#&#35;", ET.tostring(element, encoding="unicode"))


def markdown(text: str) -> str:
    """Make one line of text literal in Markdown as GitHub renders it, also in a cell of a table.

    What could start a link, picture, emphasis, code, formula, HTML or cell becomes an entity. Mentions, references to
    issues and bare links are found by GitHub in the rendered text, where an entity is of no use: a zero-width space
    breaks them.
    """
    broken = _LINKED.sub(lambda match: f"{match[0]}\u200b", visible(" ".join(text.split())))
    return _MARKDOWN.sub(lambda match: _entity(match[0]), broken)


def markdown_code(text: str) -> str:
    """Return one line of text as code in Markdown, safe in a cell of a table: an HTML element with entities only."""
    shown = visible(" ".join(text.split()))
    return f"<code>{_CODE.sub(lambda match: _entity(match[0]), shown)}</code>"


def _entity(sign: str) -> str:
    return f"&#{ord(sign)};"


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
