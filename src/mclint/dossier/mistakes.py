"""Explains why a text is no YAML: the cause instead of where the parser gave up, in words of our own."""

from __future__ import annotations

import re

import yaml

from mclint.letters.signs import BULLETS
from mclint.model import Hit, Place, Related, Span

_KEY_VALUE = re.compile(
    r"""^(?P<lead>[ \t]*(?:-[ \t]+)*)(?P<key>"[^"]*"|'[^']*'|[^\s#:'"\[{][^:\r\n]*?)[ \t]*:[ \t]+(?P<value>[^\r\n]*)"""
)
_ITEM_VALUE = re.compile(r"^(?P<lead>[ \t]*(?:-[ \t]+)+)(?P<key>)(?P<value>[^\r\n]*)")
_QUOTED_THEN_MORE = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*[^\s#,\]}]""")
_BRACKETS_THEN_MORE = re.compile(r"[\[{][^\[\]{}]*[\]}][ \t]*[^\s#,:\]}]")
_KEY_WITHOUT_BLANK = re.compile(r"[ ]*(?:-[ ]+)*(?P<pair>[A-Za-z_][\w-]*:\S[^\r\n]*)")
_DASH_WITHOUT_BLANK = re.compile(rf"[ ]*(?P<item>[-{BULLETS}][^\s-][^\r\n]*)")
_KEY_BELOW = re.compile(r"[\r\n][ ]*(?:-[ ]+)*[A-Za-z_][\w-]*:[ \t]")
_WITHOUT_COLON = re.compile(r"[ ]*(?:-[ ]+)*(?P<words>[^\s:#-][^:#\r\n]*)(?=[\r\n])")
_WORD = re.compile(r"[^\s:]+")
_ESCAPE = re.compile("escape|hexa?decimal")
_BLOCK_PROBLEMS = ("mapping values", "block mapping", "block collection", "block sequence")
_QUOTES = "\"'"
#: A sign that people put where there is nothing to say.
_ONLY_SIGNS = ("-", "?")
#: What stands around code in a chat and in Markdown.
_FENCE = "```"
_BAD_STARTS = "@`%*&!|>?-,]}"
#: Message, start, end and fields.
_Cause = tuple[str, int, int, dict[str, str]]
#: What a place covers at most: the finding should be short enough to read.
_LONGEST = 80


def explain_syntax(error: yaml.YAMLError, text: str) -> Hit:
    """Return the hit for a text that the parser refuses: message, place of the cause, and the parser's own place.

    Messages: `unquoted-colon`, `starts-with` (sign), `only-sign` (sign), `fence`, `text-after-quote`, `backslash`,
    `open-quote`, `open-bracket` (sign), `tab`, `no-colon`, `no-blank`, `indentation`, `unreadable`.
    """
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    context = getattr(error, "context_mark", None)
    stop = min(mark.index, len(text)) if mark is not None else len(text)
    first = min(context.index, len(text)) if context is not None else stop
    problem = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or ''}"
    message, start, end, fields = _cause(problem, text, first, stop)
    start = max(0, min(start, len(text)))
    end = max(start, min(end, start + _LONGEST, _line_end(text, start)))
    place = Place("", Span(start, end if end > start else min(start + 1, len(text))))
    related = () if place.span.start <= stop <= place.span.end else (Related(Place("", Span(stop, stop))),)
    return Hit(place, message, fields, related)


def _cause(problem: str, text: str, first: int, stop: int) -> _Cause:
    """Return message, start, end and fields, from the most certain explanation to the least."""
    found = _closed_before(text, stop) or _never_closed(problem, text, first, stop)
    if found is not None:
        return found
    tab = _tab_in_indentation(text, stop)
    if tab is not None:
        return "tab", tab, tab + 1, {}
    for line_of in (stop, first):
        found = _on_line(text, line_of, problem)
        if found is not None:
            return found
    if text[stop : stop + 1] in ("]", "}"):
        return "unreadable", stop, stop + 1, {}
    return _without_blank(text, stop, first) or _of_the_line(problem, text, first, stop)


def _never_closed(problem: str, text: str, first: int, stop: int) -> _Cause | None:
    """Return what is wrong inside quotes or brackets, where the parser knows that it is inside some."""
    if _ESCAPE.search(problem):
        slash = max(text.rfind("\\", first, stop + 1), first)
        return "backslash", slash, slash + 2, {}
    if "quoted scalar" in problem:
        return "open-quote", first, first + 1, {"sign": text[first : first + 1]}
    if "flow sequence" in problem or "flow mapping" in problem:
        return "open-bracket", first, first + 1, {"sign": text[first : first + 1]}
    opened = max(text.rfind("[", 0, stop), text.rfind("{", 0, stop)) if "flow node" in problem else -1
    return ("open-bracket", opened, opened + 1, {"sign": text[opened]}) if opened >= 0 else None


def _closed_before(text: str, stop: int) -> _Cause | None:
    """Return what is wrong with a quoted text over several lines that ends where the parser gave up.

    Where there are keys in it, its own quote stands open: it ends at the opening quote of another text.
    """
    closed = len(text[:stop].rstrip(" \t")) - 1
    if closed < 0 or text[closed] not in _QUOTES:
        return None
    try:
        tokens = yaml.scan(text[: closed + 1])
        quoted = next((token for token in tokens if token.start_mark.index < closed == token.end_mark.index - 1), None)
    except yaml.YAMLError:
        return None
    if not isinstance(quoted, yaml.ScalarToken) or quoted.start_mark.line == quoted.end_mark.line:
        return None
    start = quoted.start_mark.index
    if _KEY_BELOW.search(text, start, closed):
        return "open-quote", start, start + 1, {"sign": text[start]}
    return "text-after-quote", start, _line_end(text, start), {"sign": text[start]}


def _of_the_line(problem: str, text: str, first: int, stop: int) -> _Cause:
    if "':'" in problem:
        start = _line_start(text, first)
        begin = start + len(text[start:first]) - len(text[start:first].lstrip()) if first > start else first
        return "no-colon", begin, _line_end(text, begin), {}
    if any(part in problem for part in _BLOCK_PROBLEMS):
        start = _line_start(text, stop)
        begin = start + _indent(text, start)
        above = _line_start(text, max(0, start - 1))
        if (match := _WITHOUT_COLON.match(text, above)) and match.start("words") - above == begin - start:
            return "no-colon", match.start("words"), match.end("words"), {}
        word = _WORD.match(text, begin)
        return "indentation", begin, word.end() if word else begin + 1, {}
    return "unreadable", stop, stop + 1, {}


def _on_line(text: str, place: int, problem: str) -> _Cause | None:
    """Return what is wrong with the value on the line of a place, or None where nothing is known to be."""
    start = _line_start(text, place)
    line = text[start : _line_end(text, start)]
    match = _KEY_VALUE.match(line) or _ITEM_VALUE.match(line)
    if match is None or not match["value"].strip():
        sign = line.lstrip()[:1]
        if sign and sign in "@`%" and "cannot start" in problem:
            begin = start + len(line) - len(line.lstrip())
            if line.lstrip().startswith(_FENCE):
                return "fence", begin, start + len(line), {}
            return "starts-with", begin, begin + 1, {"sign": sign}
        return None
    if _BRACKETS_THEN_MORE.match(match["value"]):
        begin = start + match.start("value")
        return "starts-with", begin, begin + 1, {"sign": text[begin]}
    value, begin = match["value"], start + match.start("value")
    end = begin + len(value.rstrip())
    if _QUOTED_THEN_MORE.match(value):
        return "text-after-quote", begin, end, {"sign": value[0]}
    if value.split(" #")[0].strip() in _ONLY_SIGNS:
        return "only-sign", begin, begin + 1, {"sign": value[0]}
    if value[0] == "\t" or (value[0] in _BAD_STARTS and not ("mapping values" in problem and value[0] not in "-*&")):
        return "starts-with", begin, begin + 1, {"sign": "tab" if value[0] == "\t" else value[0]}
    if "mapping values" in problem and re.search(r":(?:\s|$)", value):
        return "unquoted-colon", begin, end, {"key": match["key"].strip()}
    return None


def _without_blank(text: str, stop: int, first: int) -> _Cause | None:
    """Return the key or dash without a blank behind it that makes a line part of the text above or below."""
    line, above = _line_start(text, stop), _line_start(text, first)
    for start in (above, _line_start(text, max(0, line - 1)), line):
        if match := _DASH_WITHOUT_BLANK.match(text, start):
            return "no-blank", match.start("item"), match.end("item"), {"sign": match["item"][0]}
        if match := _KEY_WITHOUT_BLANK.match(text, start):
            if not re.search(r":\s", match["pair"]) and "://" not in match["pair"]:
                return "no-blank", match.start("pair"), match.end("pair"), {"sign": ":"}
    return None


def _tab_in_indentation(text: str, place: int) -> int | None:
    """Return where a tab stands in the indentation of a line at or just before a place."""
    start = _line_start(text, place)
    for begin in (start, _line_start(text, max(0, start - 1))):
        lead = re.match(r"[ ]*\t", text[begin : begin + 200])
        if lead is not None:
            return begin + lead.end() - 1
    return None


def _indent(text: str, start: int) -> int:
    match = re.match(r"[ ]*", text[start : start + 1000])
    return match.end() if match else 0


def _line_start(text: str, place: int) -> int:
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def _line_end(text: str, place: int) -> int:
    match = re.compile(r"[\r\n]|\Z").search(text, place)
    return match.start() if match else len(text)
