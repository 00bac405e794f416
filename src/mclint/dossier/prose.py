"""Texts of a dossier with their way back to the file: any range of the text gives its exact place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mclint.dossier.tree import Kind, Node
from mclint.dossier.wayback import Decoded, decode
from mclint.model import Place


@dataclass(slots=True, eq=False)
class Prose:
    """One text in one language.

    Attributes:
        node: the scalar that holds it.
        lang: primary subtag of its language, in lower case; "" where that does not matter.
        text: the text as the parser gives it; of a part only the part.
        said: primary subtag of the language that it is said to be in, in lower case; "" where that does not matter.
        start: where it starts in the text of the scalar.
        sure: whether `lang` was found by this text itself, where it differs from `said`.
    """

    node: Node
    lang: str
    text: str
    said: str = ""
    start: int = 0
    sure: bool = False
    _map: Decoded | None = None
    _decoded: bool = False

    @property
    def is_part(self) -> bool:
        """Say whether it is only a part of the text of its scalar."""
        return len(self.text) < len(self.node.text)

    def whole(self) -> Place:
        """Return where it stands: the scalar, or the part of it."""
        return self.place(0, len(self.text)) if self.is_part else self.node.place

    def place(self, start: int, end: int) -> Place:
        """Return the place of a range of the text; that of the whole scalar where the way back is not certain."""
        start, end = start + self.start, end + self.start
        found = self._way_back()
        if found is None or not 0 <= start < end <= found.length:
            return self.node.place
        return Place(self.node.pointer, found.span(start, end))

    def _way_back(self) -> Decoded | None:
        if not self._decoded:
            self._decoded = True
            found = decode(self.node)
            length = len(self.node.text)
            if found is not None and found.text[:length] == self.node.text:
                self._map = found
        return self._map


def texts_at(node: Node, language: str) -> Iterator[Prose]:
    """Yield the texts of a node: one in the dossier's language, or one for each key of a map of languages.

    A map with a key `text` is none: it holds a text and what belongs to it, such as a condition and when it was met.
    """
    if node.kind is Kind.SCALAR and isinstance(node.value, str):
        yield Prose(node, language, node.text, language)
    elif node.kind is Kind.MAP and "text" not in node.fields:
        for tag, child in node.fields.items():
            if tag.startswith("x-"):
                continue
            if child.kind is Kind.SCALAR and isinstance(child.value, str) and child.text.strip():
                yield Prose(child, primary_subtag(tag), child.text, primary_subtag(tag))


def primary_subtag(tag: str) -> str:
    """Return the part of a language tag that decides how a text is read, in lower case: "nl" for "nl-BE"."""
    return tag.strip().partition("-")[0].lower()
