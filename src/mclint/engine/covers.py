"""Which stretch of a file a comment speaks of: its line, the block scalar that starts there, or the next node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mclint.dossier.comments import Comment
from mclint.dossier.document import Document
from mclint.dossier.tree import Style
from mclint.model import Span


def covered_spans(comments: Iterable[Comment], document: Document) -> dict[Comment, Span]:
    """Return for each comment what it covers.

    Behind something on a line it is that line, and the whole block scalar whose header stands there. On a line of its
    own it is the next list item, or key with its value, at the comment's indentation, in block style only; an empty
    span where there is none.
    """
    comments = list(comments)
    trailing = [comment for comment in comments if not comment.own_line]
    covered = {comment: _line(comment, document) for comment in trailing}
    blocks = {
        document.source.position(node.span.start).line: node.span
        for node in (document.root.walk() if trailing else ())
        if node.style in (Style.LITERAL, Style.FOLDED)
    }
    for comment, span in covered.items():
        block = blocks.get(document.source.position(comment.span.start).line)
        if block is not None and block.start < comment.span.start:
            covered[comment] = Span(span.start, max(span.end, block.end))
    own = [comment for comment in comments if comment.own_line]
    if own:
        covered.update(_next_nodes(own, document))
    return covered


def _line(comment: Comment, document: Document) -> Span:
    source = document.source
    return Span(source.line_starts[source.position(comment.span.start).line - 1], comment.span.end)


def _next_nodes(comments: list[Comment], document: Document) -> Iterator[tuple[Comment, Span]]:
    """Walk from the end of the document to its start, keeping for each indentation the node that comes next.

    A node hides those behind it that stand at its own indentation or deeper, so the nodes kept always stand less and
    less deep.
    """
    anchors = sorted(_anchors(document))
    kept: list[tuple[int, Span]] = []
    for comment in sorted(comments, key=lambda item: item.span, reverse=True):
        while anchors and anchors[-1].start >= comment.span.end:
            span = anchors.pop()
            column = document.source.position(span.start).column
            while kept and kept[-1][0] >= column:
                kept.pop()
            kept.append((column, span))
        column = document.source.position(comment.span.start).column
        nothing = Span(comment.span.end, comment.span.end)
        yield comment, next((span for found, span in kept if found == column), nothing)


def _anchors(document: Document) -> Iterator[Span]:
    """Yield for each block-style list item or key where it starts and where its value ends."""
    text = document.source.text
    for node in document.root.walk():
        parent = node.parent
        if parent is None or parent.aliased or text[parent.span.start] in "{[":
            continue
        anchor = node.key_span or node.dash
        if anchor is not None:
            yield Span(anchor.start, anchor.end if node.aliased else max(anchor.end, node.span.end))
