"""Offers to take out a key that stands twice in a block with the same value."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mclint.dossier.tree import Node
from mclint.model import Edit, Fix, Problem, Span


@dataclass(frozen=True, slots=True)
class Repeat:
    """A key that stands twice: the place of its problem, the map it is in, and the value that no longer counts."""

    problem: int
    block: Node
    key: str
    earlier: Node | None


def offer_removal(repeats: Iterable[Repeat], problems: list[Problem], text: str, lines: Sequence[int]) -> None:
    """Give the problem of each repeated key a fix where the earlier value is the same and stands on lines of its own.

    Args:
        repeats: the repeated keys.
        problems: those of the file, in which those of the keys are replaced.
        text: the text of the file.
        lines: where its lines start.
    """
    shown: dict[Node, str] = {}  # of values that count, each once however often its key stands there
    for repeat in repeats:
        earlier, last = repeat.earlier, repeat.block.fields.get(repeat.key)
        if earlier is None or last is None or earlier is last:
            continue
        if last not in shown:
            shown[last] = _shown(last)
        if _shown(earlier) != shown[last]:
            continue
        span = _own_lines(earlier, text, lines)
        if span is not None:
            problem = problems[repeat.problem]
            hit = replace(problem.hit, fix=Fix((Edit(span, ""),), fields=problem.hit.fields))
            problems[repeat.problem] = replace(problem, hit=hit)


def _shown(node: Node) -> str:
    return repr(node.plain())  # tells 1, 1.0 and true apart


def _own_lines(node: Node, text: str, lines: Sequence[int]) -> Span | None:
    """Return the lines of a key with its value, or None where something else stands on them."""
    if node.key_span is None or node.aliased:
        return None
    start, place = lines[bisect_right(lines, node.key_span.start) - 1], node.key_span.start
    while place > start and text[place - 1] == " ":
        place -= 1
    if place > start:
        return None
    last = max(node.span.end, node.key_span.end)
    following = bisect_right(lines, last)
    end = lines[following] if following < len(lines) else len(text)
    return None if text[last:end].strip(" \t\r\n:") else Span(start, end)
