"""Finds in the texts of a dossier what the bytes of its file do not show.

That is signs which are written as escapes, and words with letters that are not what they look like.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from mclint.dossier.encoding import MOST, holds_strange_sign, invisible_fix, strange_signs
from mclint.dossier.prose import Prose
from mclint.dossier.tree import Kind, Node, Style
from mclint.letters.strangers import strangers
from mclint.model import Hit, Problem

_STYLES = {'"': Style.DOUBLE, "'": Style.SINGLE}


def strange_texts(root: Node, source: str, number: int) -> Iterator[Problem]:
    """Yield what is strange in the values and keys of a document, `x-` keys included, each at its place.

    Args:
        root: the top of the document; what stands behind an anchor is told there only.
        source: the text of the file, `number` which of its documents this is.
    """
    hits = (hit for prose in _texts(root, source) for hit in (*_escaped(prose), *_deceiving(prose)))
    yield from (Problem("MC006", hit, number) for hit in islice(hits, MOST))


def _texts(root: Node, source: str) -> Iterator[Prose]:
    for node in root.walk():
        if node.aliased:
            continue
        if node.key is not None and node.key_span is not None and not _is_plain(node.key):
            style = _STYLES.get(source[node.key_span.start : node.key_span.start + 1], Style.PLAIN)
            key = Node(node.pointer, node.key_span, Kind.SCALAR, text=node.key, style=style, source_text=source)
            yield Prose(key, "", node.key)
        if node.kind is Kind.SCALAR and not _is_plain(node.text):
            yield Prose(node, "", node.text)


def _is_plain(text: str) -> bool:
    return text.isascii() and not holds_strange_sign(text)


def _escaped(prose: Prose) -> Iterator[Hit]:
    """Yield the signs of a text that stand in the file as an escape; what stands there as itself is told of its bytes."""
    if prose.node.style is not Style.DOUBLE:
        return
    source = prose.node.source_text
    for start, sign, message in strange_signs(prose.text):
        place = prose.place(start, start + 1)
        span = place.span
        if sign not in source[span.start : span.end]:
            fix = invisible_fix(span) if message == "invisible" and source[span.start] == "\\" else None
            yield Hit(place, message, {"code": f"U+{ord(sign):04X}"}, fix=fix)


def _deceiving(prose: Prose) -> Iterator[Hit]:
    """Yield the words of a text that mix scripts, or that pass for Latin ones."""
    for found in strangers(prose.text):
        fields = {"word": found.word, "sign": found.sign, "code": f"U+{ord(found.sign):04X}"}
        yield Hit(prose.place(found.start, found.end), "mixed-scripts" if found.mixed else "look-alike", fields)
