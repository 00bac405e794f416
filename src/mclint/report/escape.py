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
_BLANKS = re.compile("[ \t\r\n]+")

#: Signs of no width: .NET passes over them where it compares texts by the rules of a language, as a runner may.
_THIN = (
    "\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_WORKFLOW_START = re.compile(rf"^([\s{_THIN}]*:)[{_THIN}]*:")
_WORKFLOW_INSIDE = re.compile(rf"#([{_THIN}]*)#(?=[{_THIN}]*(?:vso|teamcity)?[{_THIN}]*\[)")

#: What Markdown reads, in GitHub's, GitLab's and the common flavour; of no use as an entity.
_MARKDOWN = re.compile(r"[\\`*_\[\]<>!|~&$#^{}]")
#: What a page makes a mention, a reference, an emoji, a formula or a link of after Markdown was read: it finds mentions,
#: numbers of issues, hashes of commits and addresses in the text as it is shown, where an entity is of no use.
_LINKED = re.compile(r"[@#!$~%^&:{\[](?=\S)|GH-(?=\d)|www(?=\.)|[0-9a-f]{6}(?=[0-9a-f])|(?<=\w)\.(?=[^\W\d_])", re.IGNORECASE)
#: An empty element: it ends a text for whoever looks for mentions and links, and shows and copies as nothing.
_BREAK = "<b></b>"


def visible(text: str) -> str:
    r"""Replace every character that could steer a terminal by its escape, such as `\x1b` or `\u202e`."""
    return _UNSAFE.sub(lambda match: _escape(match[0]), text)


def terminal(text: str) -> str:
    """Make one line of text safe for a terminal and for the log of a build.

    Build runners read commands from ordinary output (`::error::` at the start of a line, `##[error]` anywhere, and
    `##vso[` and `##teamcity[` on others); a zero-width character is no safe break there, so a visible blank goes
    between the signs.
    """
    shown = _WORKFLOW_INSIDE.sub(r"#\1 #", visible(text).replace("\t", " "))
    return _WORKFLOW_START.sub(r"\1 :", shown)


def terminal_signs(text: str) -> list[str]:
    """Return for each character of a text what `terminal` shows for it, where the text does not start its line.

    So a place in the text is found in what is shown. A text that starts a line can be a command as well; this one cannot.
    """
    shown = [" " if sign == "\t" else visible(sign) for sign in text]
    for match in _WORKFLOW_INSIDE.finditer(text):
        shown[match.end(1)] = " #"
    return shown


def command_data(text: str) -> str:
    """Make a text safe as the data of a workflow command; its line ends stay, as the runner shows them.

    The runner writes the text to the log once more, where `##[group]` would fold what follows.
    """
    shown = "\n".join(visible(line) for line in text.split("\n"))
    return _WORKFLOW_INSIDE.sub(r"#\1 #", shown).replace("%", "%25").replace("\n", "%0A")


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
    return _WORKFLOW_INSIDE.sub(r"#\1\\u0023", text)


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
    yield _WORKFLOW_INSIDE.sub(r"#\1&#35;", ET.tostring(element, encoding="unicode"))


def markdown(text: str) -> str:
    """Make one line of text literal in Markdown as GitHub and GitLab render it, also in a table and inside HTML.

    What could start a link, picture, emphasis, code, formula, footnote, HTML or cell becomes an entity; what a page
    would link after that is broken by an empty element. The text that people read and copy stays what it was.
    """
    shown = _LINKED.sub("\\g<0>\0", visible(_BLANKS.sub(" ", text).strip(" ")))  # no NUL is left in visible text
    return _MARKDOWN.sub(lambda match: f"&#{ord(match[0])};", shown).replace("\0", _BREAK)


def markdown_code(text: str) -> str:
    """Return one line of text as code in Markdown: an HTML element, since backticks have no way to hold every text."""
    return f"<code>{markdown(text)}</code>"


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
