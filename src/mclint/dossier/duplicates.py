"""Offers to take out a key that stands twice in a block with the same value."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from mclint.dossier.tree import Node
from mclint.model import Edit, Fix, Problem, Span

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Repeat:
    """A key that stands twice: the place of its problem, the map it is in, and the value that no longer counts."""

    problem: int
    block: Node
    key: str
    earlier: Node | None


def offer_removal(repeats: Iterable[Repeat], problems: list[Problem], text: str) -> None:
    """Give the problem of each repeated key a fix where the earlier value is the same and stands on lines of its own."""
    for repeat in repeats:
        earlier, last = repeat.earlier, repeat.block.fields.get(repeat.key)
        if earlier is None or last is None or earlier is last or not _same(earlier.plain(), last.plain()):
            continue
        span = _own_lines(earlier, text)
        if span is not None:
            problem = problems[repeat.problem]
            hit = replace(problem.hit, fix=Fix((Edit(span, ""),), fields=problem.hit.fields))
            problems[repeat.problem] = replace(problem, hit=hit)


def _same(one: object, other: object) -> bool:
    return repr(one) == repr(other)  # tells 1, 1.0 and true apart


def _own_lines(node: Node, text: str) -> Span | None:
    """Return the lines of a key with its value, or None where something else stands on them."""
    if node.key_span is None or node.aliased:
        return None
    start = max(text.rfind(sign, 0, node.key_span.start) for sign in "\r\n") + 1
    if text[start : node.key_span.start].strip(" "):
        return None
    ending = _LINE_END.search(text, max(node.span.end, node.key_span.end))
    end = ending.end() if ending else len(text)
    return None if text[max(node.span.end, node.key_span.end) : end].strip(" \t\r\n:") else Span(start, end)
