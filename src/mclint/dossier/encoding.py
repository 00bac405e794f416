"""Bytes to text, and the characters that do not belong in a dossier."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import islice

from mclint.dossier.source import Source
from mclint.letters.signs import GAPS, HIDDEN
from mclint.model import Edit, Fix, Hit, Place, Problem, Span

_BOM = codecs.BOM_UTF8
#: Bytes that Windows-1252 leaves open.
_NOT_WINDOWS = (0x00, 0x81, 0x8D, 0x8F, 0x90, 0x9D)
#: YAML allows none of these; a parser stops at them, or takes some for line ends.
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff"
_BIDI = "\u202a-\u202e\u2066-\u2069"
_SUSPECT = re.compile(f"[{_CONTROL}{_BIDI}{HIDDEN}{GAPS}]")
_NOT_YAML = re.compile(f"[{_CONTROL}]")
_BIDI_ONLY = re.compile(f"[{_BIDI}]")
_LINE_ENDS = {"\x85", "\u2028", "\u2029"}
_JOINERS = {"\u200c", "\u200d"}
#: Direction marks, fillers and blanks that some scripts are written with.
_HELPERS = re.compile("[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200e\u200f\u2800\u3164\uffa0]")
#: Signs that give the one before them another look, and those that spell the flag of a region behind a black flag.
_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_FLAGS = re.compile("[\U000e0020-\U000e007f]")
#: Scripts that need any of these, and emoji: no Latin letters of whatever kind, and no punctuation.
_NEEDY = re.compile("[\u0590-\u1cff\u20e3\u2190-\u2bff\u2e80-\ufdff\ufe70-\ufefc\U0001e000-\U0001faff\U00020000-\U0003ffff]")
#: The messages for a file that is not read any further.
NOT_UTF8 = frozenset({"utf-16", "windows-1252", "not-utf8"})
#: UTF-16 and UTF-32 hold this part of zero bytes or more, yet never four in a row; text in UTF-8 holds none.
_NUL_PART = 0.25
_HEAD = 512
#: After so many findings of one file the rest adds nothing.
MOST = 50


def read_source(raw: bytes, path: str) -> tuple[Source, list[Problem]]:
    """Decode a file; bytes that are no UTF-8 give a problem and a text with replacement characters."""
    has_bom = raw.startswith(_BOM)
    start = 0
    while raw.startswith(_BOM, start):  # some programs put one in front of another
        start += len(_BOM)
    body = raw[start:]
    if is_wide(body):
        source = Source(path, body.decode("utf-8", "replace"), raw, has_bom)
        return source, [Problem("MC006", Hit(Place("", Span(0, 0)), "utf-16"))]
    try:
        source = Source(path, body.decode("utf-8"), raw, has_bom)
    except UnicodeDecodeError as error:
        source = Source(path, body.decode("utf-8", "replace"), raw, has_bom)
        return source, [_not_utf8(body, error, source)]
    problems = list(_strange(source.text))
    if has_bom:
        problems.insert(0, Problem("MC006", Hit(Place("", Span(0, 0)), "bom", fix=Fix(()))))
    return source, problems


def is_wide(raw: bytes) -> bool:
    """Say whether bytes are UTF-16 or UTF-32: by their byte-order mark, or since so many of them are zero."""
    head = raw[:_HEAD]
    return raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or (
        head.count(0) > _NUL_PART * len(head) and bytes(4) not in head
    )


def parsable(text: str) -> str:
    """Return the text with each character that YAML does not allow replaced by one that it does, so offsets hold."""
    return _NOT_YAML.sub("\ufffd", text)


def _not_utf8(body: bytes, error: UnicodeDecodeError, source: Source) -> Problem:
    """Point at the start of the line, counted in bytes, that holds the first bad byte."""
    line = len(re.findall(rb"\r\n|\r|\n", body[: error.start]))
    starts = source.line_starts
    start = starts[min(line, len(starts) - 1)]
    message = "not-utf8" if any(sign in body for sign in _NOT_WINDOWS) else "windows-1252"
    fields = {"byte": f"0x{body[error.start]:02x}"}
    return Problem("MC006", Hit(Place("", Span(start, start)), message, fields))


def _strange(text: str) -> Iterator[Problem]:
    """Yield a problem for each character that is invisible, steers text or breaks lines."""
    if text.isascii() and not _NOT_YAML.search(text):
        return
    for start, sign, message in islice(strange_signs(text), MOST):
        span = Span(start, start + 1)
        fix = invisible_fix(span) if message == "invisible" else None
        yield Problem("MC006", Hit(Place("", span), message, {"code": f"U+{ord(sign):04X}"}, fix=fix))


def holds_strange_sign(text: str) -> bool:
    """Say whether a text may hold a sign that `strange_signs` tells of."""
    return _SUSPECT.search(text) is not None


def strange_signs(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield place, sign and message of each character that is invisible, steers text or breaks lines, and does no work."""
    for match in _SUSPECT.finditer(text):
        if not _is_at_work(match[0], text, match.start()):
            yield match.start(), match[0], _message(match[0])


def invisible_fix(span: Span) -> Fix:
    """Return the fix that takes out an invisible character, or the escape that stands for it."""
    return Fix((Edit(span, ""),))


def _message(sign: str) -> str:
    if sign in _LINE_ENDS:
        return "line-separator"
    if _NOT_YAML.match(sign):
        return "control"
    return "bidi" if _BIDI_ONLY.match(sign) else "invisible"


def _is_at_work(sign: str, text: str, place: int) -> bool:
    """Say whether a sign does its work: a joiner between emoji, a variant of a symbol, or beside a script that needs it."""
    before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    beside = [_NEEDY.match(neighbour) is not None and not _HELPERS.match(neighbour) for neighbour in (before, after)]
    if sign in _JOINERS:
        return (beside[0] or _VARIANTS.match(before) is not None) and beside[1]
    if _VARIANTS.match(sign):
        return beside[0] or (before.isprintable() and not before.isalpha() and not before.isspace() and before != "")
    if _FLAGS.match(sign):
        return before == "\U0001f3f4" or _FLAGS.match(before) is not None
    return _HELPERS.match(sign) is not None and any(beside)
