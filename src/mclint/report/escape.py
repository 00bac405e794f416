"""Makes untrusted text safe for the channel it goes to; every report uses these and nothing else."""

from __future__ import annotations

import re

#: C0 and C1 controls but tab, DEL, line and paragraph separators, bidirectional controls, lone surrogates.
_UNSAFE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_WORKFLOW_START = re.compile(r"^(\s*)::")
_WORKFLOW_INSIDE = re.compile(r"##(?=(?:vso|teamcity)?\[)")


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


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
