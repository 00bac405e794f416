"""A comparison as every format shows it: sections of rows with a cell for each dossier, in the language of the reader."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text; `lang` is that of a dossier's own words, "" for ours."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a cell: its pieces with a blank between; a minor one belongs to the one above it."""

    pieces: tuple[Piece, ...]
    minor: bool = False

    @property
    def text(self) -> str:
        """Return the whole paragraph."""
        return " ".join(piece.text for piece in self.pieces)


#: What one dossier says in one row.
Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is about, what each dossier says, and a note that belongs to both; `differs` marks it."""

    head: str
    first: Cell
    second: Cell
    note: str = ""
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the sheet, in the order in which its fields are shown.

    Attributes:
        key: its name for style sheets and anchors.
        before: paragraphs.
        items: points of a list.
        wide: whether the heads of rows are so long that they take a line of their own in a terminal.
        after: a paragraph that introduces `terms`, each with what it means.
    """

    key: str
    title: str
    before: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    wide: bool = False
    after: str = ""
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole comparison; `names` say which dossiers A and B are."""

    lang: str
    title: str
    names: tuple[Line, Line]
    sections: tuple[Section, ...]


def line(*texts: str | Piece, minor: bool = False) -> Line:
    """Return a paragraph; a bare text is ours."""
    return Line(tuple(Piece(text) if isinstance(text, str) else text for text in texts), minor)
