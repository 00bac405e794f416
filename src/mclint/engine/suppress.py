"""Ignoring findings with `# mclint: ignore[MC207] reason="..." until=2027-01-01`, and what is wrong with an ignore."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from mclint.catalog.registry import PROTECTED, Registry
from mclint.dossier.comments import Comment
from mclint.dossier.document import Document
from mclint.dossier.tree import Node, Style
from mclint.engine.stamp import Raw
from mclint.model import Hit, Place, Problem, Span
from mclint.suggest import closest

_MEANT = re.compile(r"#+\s*mclint\b\s*:?\s*(?:ignore|disable|negeer|noqa|skip)\b", re.IGNORECASE)
_EXACT = re.compile(r"#\s*mclint:\s*ignore\[(?P<rules>[^\]]*)\](?P<rest>.*)", re.DOTALL)
_OPTION = re.compile(r"""\s+(?P<name>reason|until)=(?P<value>"[^"]*"|'[^']*'|[^\s"'“”‘’]+)""")
_RULE = re.compile(r"[A-Za-z]+[0-9]*(?:/[a-z0-9-]+)?")


@dataclass(slots=True)
class Ignore:
    """One well-formed ignore: which rules, where, why, until when, and what it has ignored so far."""

    comment: Comment
    patterns: tuple[str, ...]
    reason: str
    until: date | None
    covers: Span
    used: set[str] = field(default_factory=set)

    def pattern_for(self, rule_id: str) -> str | None:
        """Return the pattern that names a rule, or None."""
        return next((pattern for pattern in self.patterns if rule_id.startswith(pattern)), None)


@dataclass(frozen=True, slots=True)
class Suppressions:
    """What the comments of one document ask for, and the problems with those comments themselves."""

    ignores: tuple[Ignore, ...]
    problems: tuple[Problem, ...]


def read_suppressions(document: Document, today: date, protected: Iterable[str] = ()) -> Suppressions:
    """Read the ignores of a document.

    Args:
        today: an ignore holds up to and including its `until` day.
        protected: ids or prefixes that cannot be ignored, besides those that never can.
    """
    guarded = (*PROTECTED, *protected)
    ignores: list[Ignore] = []
    problems: list[Problem] = []
    for comment in document.comments:
        if not _MEANT.match(comment.text):
            continue
        parsed = _parse(comment, document)
        if isinstance(parsed, str):
            problems.append(_problem("MC901", parsed, comment, document))
            continue
        if parsed.until is not None and parsed.until < today:
            problems.append(_problem("MC903", "expired", comment, document, until=parsed.until))
            continue
        refused = [pattern for pattern in parsed.patterns if pattern.startswith(guarded)]
        problems += [_problem("MC904", "protected", comment, document, rule=pattern) for pattern in refused]
        parsed.used.update(refused)
        ignores.append(parsed)
    return Suppressions(tuple(ignores), tuple(problems))


def split_suppressed(
    raws: Iterable[Raw], suppressions: Suppressions, protected: Iterable[str] = ()
) -> tuple[list[Raw], list[tuple[Raw, str]]]:
    """Return the hits that stay, and those that are ignored with the reason for each."""
    guarded = (*PROTECTED, *protected)
    kept: list[Raw] = []
    ignored: list[tuple[Raw, str]] = []
    for raw in raws:
        match = _match(raw, suppressions.ignores)
        if match is None or raw.rule.id.startswith(guarded):
            kept.append(raw)
            continue
        ignore, pattern = match
        ignore.used.add(pattern)
        ignored.append((raw, ignore.reason))
    return kept, ignored


def unused(suppressions: Suppressions, registry: Registry, ran: set[str], document: Document) -> Iterator[Problem]:
    """Yield MC902 for each part of an ignore that ignored nothing; only rules that ran are judged."""
    for ignore in suppressions.ignores:
        for pattern in ignore.patterns:
            matching = registry.matching(pattern)
            if not matching:
                similar = closest(pattern, list(registry.rules))
                message = "unknown-similar" if similar else "unknown"
                fields = {"rule": pattern, **({"suggestion": similar} if similar else {})}
                yield _problem("MC902", message, ignore.comment, document, **fields)
            elif pattern not in ignore.used and ran.intersection(matching):
                yield _problem("MC902", "unused", ignore.comment, document, rule=pattern)


def _match(raw: Raw, ignores: tuple[Ignore, ...]) -> tuple[Ignore, str] | None:
    start = raw.hit.place.span.start
    for ignore in ignores:
        pattern = ignore.pattern_for(raw.rule.id)
        if pattern is not None and ignore.covers.start <= start < ignore.covers.end:
            return ignore, pattern
    return None


def _parse(comment: Comment, document: Document) -> Ignore | str:
    """Return the ignore, or the key of the message that says what is wrong with its form."""
    match = _EXACT.match(comment.text.rstrip())
    if match is None:
        return "malformed"
    patterns = tuple(part.strip().upper() for part in match["rules"].split(","))
    if not all(_RULE.fullmatch(pattern) for pattern in patterns):
        return "malformed"
    rest, options = match["rest"], {}
    while (option := _OPTION.match(rest)) is not None:
        options[option["name"]] = option["value"].strip("\"'").strip()
        rest = rest[option.end() :]
    if any(quote in rest for quote in "“”‘’„"):
        return "curly-quotes"
    if rest.strip():
        return "malformed" if options or "=" in rest else "no-reason"
    if not options.get("reason"):
        return "no-reason"
    try:
        until = date.fromisoformat(options["until"]) if "until" in options else None
    except ValueError:
        return "bad-date"
    covers = _covered(comment, document)
    return Ignore(comment, patterns, options["reason"], until, covers)


def _covered(comment: Comment, document: Document) -> Span:
    return _next_node(comment, document) if comment.own_line else _line(comment, document)


def _line(comment: Comment, document: Document) -> Span:
    """Return the line of a trailing comment, with the whole block scalar where its header stands on that line."""
    source = document.source
    number = source.position(comment.span.start).line
    starts = source.line_starts
    start, end = starts[number - 1], comment.span.end
    for node in document.root.walk():
        if node.style in (Style.LITERAL, Style.FOLDED) and start <= node.span.start < comment.span.start:
            end = max(end, node.span.end)
    return Span(start, end)


def _next_node(comment: Comment, document: Document) -> Span:
    """Return the span of the next block-style item or key at the comment's own indentation, with all below it."""
    source = document.source
    column = source.position(comment.span.start).column
    for start, node in sorted(_anchors(document), key=lambda pair: pair[0]):
        if start < comment.span.end:
            continue
        found = source.position(start).column
        if found == column:
            return Span(start, max(node.span.end, start + 1))
        if found < column:
            break
    return Span(comment.span.end, comment.span.end)


def _anchors(document: Document) -> Iterator[tuple[int, Node]]:
    text = document.source.text
    for node in document.root.walk():
        parent = node.parent
        if parent is None or node.aliased or text[parent.span.start] in "{[":
            continue
        anchor = node.key_span or node.dash
        if anchor is not None:
            yield anchor.start, node


def _problem(rule_id: str, message: str, comment: Comment, document: Document, **fields: str | date) -> Problem:
    return Problem(rule_id, Hit(Place("", comment.span), message, fields), document.number)
