"""Signs of a word processor where YAML wants its own: special blanks, bullets for hyphens, typographic quotes around a text.

The file is read as it was meant, and each of them is told of. What stands inside a text is nobody's business.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from mclint.dossier.encoding import MOST
from mclint.dossier.guard import Limits
from mclint.dossier.source import line_starts
from mclint.letters.signs import BLANKS, BULLETS, DOUBLE_QUOTES, SINGLE_QUOTES
from mclint.model import Edit, Fields, Fix, Hit, Place, Problem, Span

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_B = f"[ \\t{BLANKS}]"
_KEY = r"""(?:"[^"\r\n]{1,200}"|'[^'\r\n]{1,200}'|[A-Za-z_][\w-]{0,99})"""
_SUSPECT = re.compile(rf"[{BLANKS}{BULLETS}{DOUBLE_QUOTES}{SINGLE_QUOTES}]|^[ \t]*\*[ \t]", re.MULTILINE)
_LINE = re.compile(r"[^\r\n]+")
#: What stands in front of a value: indentation, hyphens or what is meant as one, and a key.
_LEAD = re.compile(rf"{_B}*(?:[-*{BULLETS}]{_B}+)*")
_NAMED = re.compile(rf"{_KEY}{_B}*:(?={_B}|$){_B}*")
_QUOTED_KEY = re.compile(
    rf"[{DOUBLE_QUOTES}{SINGLE_QUOTES}][A-Za-z_][\w-]{{0,99}}(?P<behind>[\u2019{DOUBLE_QUOTES}{SINGLE_QUOTES}]){_B}*:(?={_B}|$){_B}*"
)
_BULLET = re.compile(rf"[*{BULLETS}](?={_B})")
_QUOTES = ("'", '"')
_BLOCKS = ("|", ">")
#: The header of a block scalar and the first line of its text, which says how far it is indented.
_FIRST_LINE = re.compile(r"[^\r\n]{0,200}[\r\n]{1,100}(?P<indent> *)")
_ORDINARY = re.compile(" *")
_SPECIAL = re.compile(f"[{BLANKS}]+")
_AT_END = re.compile(rf"(?<!{_B}){_B}+$")
_IN_FLOW = re.compile(rf"[\[{{,]{_B}*(?P<key>{_KEY}{_B}*:{_B}+)?|(?<!{_B}){_B}+(?=[\]}},])")
_BEHIND_QUOTE = rf"(?={_B}*(?:$|[,\]}}]|[ \t]#))"
_QUOTED = re.compile(
    rf"[{DOUBLE_QUOTES}](?P<double>[^{DOUBLE_QUOTES}\r\n]+)[{DOUBLE_QUOTES}]{_BEHIND_QUOTE}"
    rf"|[{SINGLE_QUOTES}](?P<single>[^{SINGLE_QUOTES}\u2019\r\n]+)[{SINGLE_QUOTES}\u2019]{_BEHIND_QUOTE}"
    # Typed on at another keyboard: one quote is straight, the other is not.
    rf"|[{DOUBLE_QUOTES}](?P<opened>[^{DOUBLE_QUOTES}\"\r\n]+)\"{_BEHIND_QUOTE}"
    rf"|\"(?P<closed>[^{DOUBLE_QUOTES}\"\r\n]+)[{DOUBLE_QUOTES}](?={_B}*(?:$|[ \t]#))"
)
#: So often a text is walked again without what made it worse.
_MOST_WALKS = 5
#: So far back a bracket is looked for.
_MOST_BEFORE = 2_000
_MOST_EVENTS = 200_000


@dataclass(frozen=True, slots=True)
class Swap:
    """A sign, or the pair of quotes around a text, that was meant as another one: as many signs in the same place."""

    message: str
    edits: tuple[Edit, ...]

    @property
    def start(self) -> int:
        """Return where it starts."""
        return self.edits[0].span.start


@dataclass(frozen=True, slots=True)
class _Walk:
    """The scalars of a text in order, and where it could not be read any further (None where it could), with its reason.

    A scalar has a start, an end and the sign of its style: a quote, "|", ">" or "".
    """

    scalars: list[tuple[int, int, str]]
    stopped: int | None
    since: int


def swaps_in(text: str, limits: Limits) -> list[Swap]:
    """Return which signs of a text were meant as signs of YAML, in order."""
    swaps = list(_candidates(text)) if _SUSPECT.search(text) is not None else []
    if not swaps:
        return []
    plain, lines = _walk(text, limits), line_starts(text)
    for _ in range(_MOST_WALKS):
        meant = swapped(text, swaps)
        walk = _walk(meant, limits)
        end = walk.stopped
        if end is None or (plain.stopped is not None and plain.stopped <= end):
            return [swap for swap in swaps if (end is None or swap.start < end) and _is_structure(swap, text, meant, lines, walk)]
        first, last = lines[bisect_right(lines, walk.since) - 1], lines[bisect_right(lines, end) :][:1] or [len(text) + 1]
        fewer = [swap for swap in swaps if not first <= swap.start < last[0]]
        if len(fewer) == len(swaps):
            break
        swaps = fewer
    return []


def swapped(text: str, swaps: Iterable[Swap]) -> str:
    """Return a text with the signs that were meant."""
    swaps = list(swaps)
    if not swaps:
        return text
    signs = list(text)
    for swap in swaps:
        for edit in swap.edits:
            signs[edit.span.start : edit.span.end] = edit.text
    return "".join(signs)


def tell(swaps: Iterable[Swap], text: str) -> Iterator[Problem]:
    """Yield a problem for each swap, with the fix that does the same in the file."""
    for swap in list(swaps)[:MOST]:
        start, end = swap.start, swap.edits[-1].span.end
        sign = next((text[edit.span.start] for edit in swap.edits if text[edit.span.start] not in _QUOTES), text[start])
        name, code = unicodedata.name(sign, sign), f"U+{ord(sign):04X}"
        fields: Fields = {"sign": sign, "name": name, "code": code, "meant": swap.edits[0].text[:1]}
        yield Problem("MC006", Hit(Place("", Span(start, end)), swap.message, fields, fix=Fix(swap.edits, fields=fields)))


def _candidates(text: str) -> Iterator[Swap]:
    """Yield in order what may be meant as a sign of YAML, by the lines alone."""
    for line in _LINE.finditer(text):
        if _SUSPECT.search(line[0]):
            known: dict[int, Swap] = {}
            for swap in _on_line(text, line.start(), line.end()):
                known.setdefault(swap.start, swap)
            yield from (known[start] for start in sorted(known))


def _on_line(text: str, start: int, end: int) -> Iterator[Swap]:
    lead = _LEAD.match(text, start, end)
    place = lead.end() if lead is not None else start
    yield from _in_lead(text, start, place)
    if named := _NAMED.match(text, place, end):
        yield from _blanks(text, place, named.end())
    elif named := _QUOTED_KEY.match(text, place, end):
        closing = named.start("behind")
        yield from (_pair(place, closing + 1, '"'), *_blanks(text, closing, named.end()))
    place = named.end() if named is not None else place
    yield from _quotes(text, place, end)
    yield from _in_flow(text, place, end)
    if trailing := _AT_END.search(text, place, end):
        yield from _blanks(text, trailing.start(), end, "blank-at-end" if trailing.start() > place else "blank")


def _in_flow(text: str, start: int, end: int) -> Iterator[Swap]:
    for match in _IN_FLOW.finditer(text, start, end):
        behind = match.end()
        if match["key"]:
            before = max(start, behind - _MOST_BEFORE)
            if text.rfind("{", before, behind) < text.rfind("[", before, behind):
                behind = match.start("key")  # in a list a colon belongs to the text
        yield from _blanks(text, match.start(), behind)
        if text[match.start()] in "[{,":
            yield from _quotes(text, behind, end)


def _in_lead(text: str, start: int, end: int) -> Iterator[Swap]:
    yield from _blanks(text, start, end)
    for match in _BULLET.finditer(text, start, end):
        yield Swap("bullet", (Edit(Span(*match.span()), "-"),))


def _blanks(text: str, start: int, end: int, message: str = "blank") -> Iterator[Swap]:
    for match in _SPECIAL.finditer(text, start, end):
        yield Swap(message, (Edit(Span(*match.span()), " " * len(match[0])),))


def _quotes(text: str, start: int, end: int) -> Iterator[Swap]:
    """Yield the pair of quotes around a text that starts here, if YAML has a pair that does not stand inside it."""
    if match := _QUOTED.match(text, start, end):
        inner = next(filter(None, match.groups()))
        sign = '"' if not re.search(r'["\\]', inner) else "'"
        if sign not in inner:
            yield _pair(*match.span(), sign)


def _pair(start: int, end: int, sign: str) -> Swap:
    return Swap("quotes", (Edit(Span(start, start + 1), sign), Edit(Span(end - 1, end), sign)))


def _walk(text: str, limits: Limits) -> _Walk:
    """Walk a text for its scalars, within the limits."""
    reader = _LOADER(text)
    scalars: list[tuple[int, int, str]] = []
    depth = seen = 0
    event: Any = None
    start: Any
    end: Any
    mark: Any
    since: Any
    try:
        while seen < _MOST_EVENTS and depth <= limits.depth and reader.check_event():
            event, seen = reader.get_event(), seen + 1
            if isinstance(event, yaml.ScalarEvent):
                start, end = event.start_mark, event.end_mark
                scalars.append((start.index, end.index, event.style or ""))
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        last: Any = None if isinstance(event, yaml.StreamEndEvent) else event
        stopped = None if last is None else int(last.end_mark.index)
        return _Walk(scalars, stopped, stopped or 0)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        since = error.context_mark or mark
        return _Walk(scalars, *(getattr(item, "index", len(text)) for item in (mark, since)))
    except (yaml.YAMLError, ValueError):
        return _Walk(scalars, 0, 0)
    finally:
        reader.dispose()


def _is_structure(swap: Swap, text: str, meant: str, lines: list[int], walk: _Walk) -> bool:
    """Say whether a swap changes how the file is built, and not what a text says; `meant` is the text with all swaps."""
    index = bisect_right(walk.scalars, (swap.start, len(text), "~")) - 1
    start, end, style = walk.scalars[index] if index >= 0 else (0, 0, "")
    if swap.message == "quotes":
        return style in _QUOTES and (start, end) == (swap.start, swap.edits[-1].span.end)
    line = lines[bisect_right(lines, swap.start) - 1]
    if swap.start >= end:
        return "#" not in meant[max(end, line) : swap.start]
    if line <= start or meant[line : swap.start].strip():
        return False
    if style in _BLOCKS:
        first = _FIRST_LINE.match(meant, start)
        return first is not None and swap.start - line < len(first["indent"])
    opening = lines[bisect_right(lines, start) - 1]
    lead, ordinary = _LEAD.match(meant, opening), _ORDINARY.match(text, line)
    return lead is not None and ordinary is not None and ordinary.end() - line <= lead.end() - opening
