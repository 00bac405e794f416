"""Builds the tree of each document straight from the parser's events, counting against the limits as it goes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from mclint.dossier.duplicates import Repeat, offer_removal
from mclint.dossier.guard import Limits, Meter, UnsafeError
from mclint.dossier.scalars import resolve
from mclint.dossier.source import line_starts
from mclint.dossier.tree import Kind, Node, Scalar, Style, escape_token
from mclint.model import Hit, Place, Problem, Related, Span

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STYLES = {
    None: Style.PLAIN,
    "": Style.PLAIN,
    "'": Style.SINGLE,
    '"': Style.DOUBLE,
    "|": Style.LITERAL,
    ">": Style.FOLDED,
}
_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq"))
_PROPERTY = re.compile(r"(?:[&!]\S*(?:\s+|$)|#[^\r\n]*\s*)+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MERGE = "<<"


@dataclass(slots=True)
class Built:
    """One document: its tree, where it ends, and the spans of its scalars (whether each is a block scalar)."""

    root: Node
    end: int
    scalars: list[tuple[Span, bool]]


@dataclass(slots=True)
class _Open:
    """A map or list that is being filled."""

    node: Node
    flow: bool
    key: str | None = None
    key_span: Span | None = None
    merge: bool = False
    keys: dict[str, Span] = field(default_factory=dict)
    after: int = 0


class Builder:
    """Turns the events of one file into documents and problems."""

    def __init__(self, text: str, limits: Limits, shown: str | None = None) -> None:
        """Prepare to read a text in which every character is one that YAML allows; `shown` is it as in the file."""
        self.text = text
        self.shown = text if shown is None else shown
        self.limits = limits
        self.problems: list[Problem] = []
        self.number = 0
        self.meter = Meter(limits)
        self._lines: list[int] = []

    @property
    def lines(self) -> list[int]:
        """Return the offset at which each line starts."""
        if not self._lines:
            self._lines = line_starts(self.text)
        return self._lines

    def documents(self) -> Iterator[Built]:
        """Yield the documents; raises yaml.YAMLError where the text is no YAML, UnsafeError beyond a limit."""
        reader = _LOADER(self.text)
        try:
            while reader.check_event():
                event: Any = reader.get_event()
                if isinstance(event, yaml.DocumentStartEvent):
                    self.number += 1
                    if self.number > self.limits.documents:
                        start: Any = event.start_mark
                        place = Place("", Span(start.index, start.index + len("---")))
                        raise UnsafeError("too-many-documents", place, {"limit": self.limits.documents})
                    yield _DocumentBuilder(self, reader.get_event).build()
        finally:
            reader.dispose()


class _DocumentBuilder:
    """Builds one document."""

    def __init__(self, owner: Builder, next_event: Callable[[], Any]) -> None:
        self.owner = owner
        self.text = owner.text
        self.next_event = next_event
        self.meter = owner.meter
        self.stack: list[_Open] = []
        self.anchors: dict[str, Node] = {}
        self.open_anchors: dict[str, Node] = {}
        self.scalars: list[tuple[Span, bool]] = []
        self.repeats: list[Repeat] = []
        self.root: Node | None = None

    def build(self) -> Built:
        while True:
            event = self.next_event()
            end: Any = event.end_mark
            if isinstance(event, yaml.DocumentEndEvent):
                root = self.root or Node("", Span(0, 0), Kind.SCALAR, style=Style.PLAIN)
                if self.repeats:
                    offer_removal(self.repeats, self.owner.problems, self.text, self.owner.lines)
                return Built(root, end.index, self.scalars)
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                self._start(event)
            else:
                self._end(event)

    def _scalar(self, event: Any) -> None:
        span = self._span(event)
        if len(event.value) > self.owner.limits.scalar:
            self.meter.stop("too-long", span, self.owner.limits.scalar)
        if not event.value.isascii() and _SURROGATE.search(event.value):
            raise UnsafeError("unreadable", Place("", span), {})  # only PyYAML's own parser lets "\\uD800" through
        style = _STYLES[event.style]
        block = style in (Style.LITERAL, Style.FOLDED)
        if block:
            span = Span(span.start, span.start + len(self.text[span.start : span.end].rstrip()))
        self.scalars.append((span, block))
        top = self.stack[-1] if self.stack else None
        if top is not None and top.node.kind is Kind.MAP and top.key is None:
            self._key(top, event.value, span, merge=event.value == _MERGE and style is Style.PLAIN)
            if event.anchor:
                self._anchor(event, self._leaf(event, span, style))
            return
        node = self._leaf(event, span, style)
        self._tag(event, span)
        self._place(node)
        if event.anchor:
            self._anchor(event, node)

    def _leaf(self, event: Any, span: Span, style: Style) -> Node:
        value: Scalar = resolve(event.value) if style is Style.PLAIN and self._is_resolved(event) else event.value
        return Node("", span, Kind.SCALAR, value=value, text=event.value, style=style, source_text=self.owner.shown)

    def _anchor(self, event: Any, node: Node) -> None:
        self.anchors[event.anchor] = node
        self.open_anchors.pop(event.anchor, None)

    def _is_resolved(self, event: Any) -> bool:
        return event.tag is None or (event.tag in _TAGS and not event.tag.endswith(":str"))

    def _key(self, top: _Open, name: str, span: Span, *, merge: bool = False) -> None:
        self.meter.path(len(top.node.pointer) + len(name), span)
        top.key, top.key_span, top.merge = name, span, merge
        first = top.keys.setdefault(name, span)
        if first is not span:
            pointer = f"{top.node.pointer}/{escape_token(name)}"
            hit = Hit(Place(pointer, span), "repeated", {"key": name}, (Related(Place(pointer, first), {"key": name}),))
            self.owner.problems.append(Problem("MC002", hit, self.owner.number))
            self.repeats.append(Repeat(len(self.owner.problems) - 1, top.node, name, top.node.fields.get(name)))
        if merge:
            pointer = f"{top.node.pointer}/{_MERGE}"
            self.owner.problems.append(Problem("MC003", Hit(Place(pointer, span), "merge-key"), self.owner.number))

    def _alias(self, event: Any) -> None:
        span = self._span(event)
        self.meter.alias(span)
        place = Place("", span)
        if event.anchor in self.open_anchors:
            raise UnsafeError("self-reference", place, {"name": event.anchor})
        target = self.anchors.get(event.anchor)
        if target is None:
            raise UnsafeError("starts-with", place, {"sign": "*"})
        top = self.stack[-1] if self.stack else None
        if top is not None and top.node.kind is Kind.MAP and top.key is None:
            if target.kind is not Kind.SCALAR:
                raise UnsafeError("complex-key", place, {})
            self._key(top, target.text, span)
            return
        node = Node(
            "", target.span, target.kind, value=target.value, text=target.text, style=target.style, aliased=True,
            source_text=target.source_text,
        )  # fmt: skip
        self._place(node, at=span)
        self._copy(target, node, span)

    def _copy(self, source: Node, target: Node, span: Span) -> None:
        """Copy what is below an anchored node to where its alias stands, pointers included."""
        pending = [(source, target, len(self.stack) + 1)]
        while pending:
            old, new, depth = pending.pop()
            for child in old.children:
                token = escape_token(child.key) if child.key is not None else str(len(new.items))
                pointer = f"{new.pointer}/{token}"
                self.meter.path(len(pointer), span)
                self.meter.node(depth, span, len(child.text))
                copy = Node(
                    pointer, child.span, child.kind, new, child.key, child.key_span, child.dash,
                    child.value, child.text, child.style, aliased=True, source_text=child.source_text,
                )  # fmt: skip
                if child.key is not None:
                    new.fields[child.key] = copy
                else:
                    new.items.append(copy)
                pending.append((child, copy, depth + 1))

    def _start(self, event: Any) -> None:
        span = self._span(event)
        top = self.stack[-1] if self.stack else None
        if top is not None and top.node.kind is Kind.MAP and top.key is None:
            raise UnsafeError("complex-key", Place("", Span(span.start, span.start + 1)), {})
        kind = Kind.MAP if isinstance(event, yaml.MappingStartEvent) else Kind.LIST
        node = Node("", span, kind)
        self._tag(event, span)
        self._place(node)
        if event.anchor:
            self.open_anchors[event.anchor] = node
        self.stack.append(_Open(node, bool(event.flow_style), after=span.start))

    def _end(self, event: Any) -> None:
        done = self.stack.pop()
        node = done.node
        end = event.end_mark.index if done.flow else max(done.after, node.span.start)
        node.span = Span(node.span.start, end)
        for name in [name for name, opened in self.open_anchors.items() if opened is node]:
            self.anchors[name] = self.open_anchors.pop(name)
        if self.stack:
            self.stack[-1].after = max(self.stack[-1].after, end)

    def _place(self, node: Node, at: Span | None = None) -> None:
        """Hang a node where the next value belongs; `at` is where it stands in the file, if not at its own span."""
        span = at or node.span
        self.meter.node(len(self.stack) + 1, span, len(node.text))
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        parent = top.node
        node.parent = parent
        if parent.kind is Kind.MAP:
            node.key, node.key_span = top.key, top.key_span
            node.pointer = f"{parent.pointer}/{escape_token(top.key or '')}"
            if not top.merge:
                parent.fields.pop(top.key or "", None)
                parent.fields[top.key or ""] = node
            top.key = None
        else:
            node.pointer = f"{parent.pointer}/{len(parent.items)}"
            node.dash = self._dash(top, span.start)
            parent.items.append(node)
        top.after = max(top.after, span.end, top.key_span.end if top.key_span and parent.kind is Kind.MAP else 0)

    def _dash(self, top: _Open, start: int) -> Span:
        if top.flow:
            return Span(start, start + 1)
        if not top.node.items:
            return Span(top.node.span.start, top.node.span.start + 1)
        lines = self.owner.lines
        column = top.node.span.start - lines[bisect_right(lines, top.node.span.start) - 1]
        pattern = re.compile(rf"(?:(?<=[\r\n])|\A)[ ]{{{column}}}-(?=\s|\Z)")
        match = pattern.search(self.text, top.after, start + 1)
        return Span(match.end() - 1, match.end()) if match else Span(start, start + 1)

    def _span(self, event: Any) -> Span:
        """Return where the value itself stands, past an anchor or a tag."""
        start, end = event.start_mark.index, event.end_mark.index
        if not isinstance(event, yaml.AliasEvent) and (event.anchor or (event.tag and self.text[start : start + 1] == "!")):
            match = _PROPERTY.match(self.text, start, max(end, start) if isinstance(event, yaml.ScalarEvent) else len(self.text))
            start = match.end() if match else start
        return Span(start, max(start, end))

    def _tag(self, event: Any, span: Span) -> None:
        if event.tag is None or event.tag in _TAGS or event.tag == "!":
            return
        at = event.start_mark.index
        end = min(len(self.text), at + len(self.text[at : span.start].rstrip()) or span.end)
        hit = Hit(Place("", Span(at, max(end, at + 1))), "unknown-tag", {"tag": event.tag[:80]})
        self.owner.problems.append(Problem("MC003", hit, self.owner.number))
