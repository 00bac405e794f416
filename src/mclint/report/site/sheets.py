"""Reads a dossier once more for its page: its texts as they stand, and its lines with the findings in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from mclint.dossier.document import Document, LoadedFile
from mclint.dossier.load import load_bytes
from mclint.dossier.prose import texts_at
from mclint.dossier.tree import Kind, Node
from mclint.dossier.wayback import decode
from mclint.entries import Entry, OutcomeEntry
from mclint.findings import Finding
from mclint.report.site.marks import Mark, Piece, cut

#: Gives the bytes of a file by its path; raises OSError where it can no longer be read.
Read = Callable[[str], bytes]

#: More lines than a person reads, and longer ones, are left out of a page.
_MOST_LINES, _LONGEST_LINE = 2000, 2000
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file, and the numbers of the findings that start on it."""

    number: int
    pieces: tuple[Piece, ...]
    starting: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A text of a dossier with its language, "" where it is not known."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One dossier as it stands in its file.

    Attributes:
        document: None where the file has changed or gone since it was checked.
        first, last: its lines in the file, from 1; `last` is the last one that the page shows, and `left_out` says how
            many it does not.
    """

    document: Document | None = None
    first: int = 1
    last: int = 0
    left_out: int = 0
    _lines: tuple[str, ...] = field(default=(), repr=False)

    def line_of(self, finding: Finding) -> int:
        """Return the line of the file below which a finding stands, 0 where the page does not show that line.

        A place at the very end of a file stands behind its last line.
        """
        line = max(self.first, finding.location.start.line)
        return line if line <= self.last else 0 if self.left_out else self.last

    def lines(self, findings: Sequence[Finding]) -> Iterator[Line]:
        """Yield the lines with what the findings are about; findings count from 1 in the order given."""
        marks: dict[int, list[Mark]] = {}
        starting: dict[int, list[int]] = {}
        for number, finding in enumerate(findings, 1):
            starting.setdefault(self.line_of(finding), []).append(number)
            for line, start, end in self._ranges(finding):
                marks.setdefault(line, []).append(Mark(start, end, number, finding.severity.value))
        for number, text in enumerate(self._lines, self.first):
            shown = text if len(text) <= _LONGEST_LINE else text[:_LONGEST_LINE] + _CUT
            yield Line(number, tuple(cut(shown, marks.get(number, ()))), tuple(starting.get(number, ())))

    def _ranges(self, finding: Finding) -> Iterator[tuple[int, int, int]]:
        """Yield line, start and end, in characters from 0, of each line that a finding covers."""
        start, end = finding.location.start, finding.location.end
        for line in range(max(start.line, self.first), min(end.line, self.last) + 1):
            text = self._lines[line - self.first]
            low = start.column - 1 if line == start.line else len(text) - len(text.lstrip())
            high = end.column - 1 if line == end.line else len(text)
            if low < high:
                yield line, low, high

    def outcome(self, outcome: OutcomeEntry, findings: Sequence[tuple[int, Finding]]) -> list[Piece]:
        """Return the text of an outcome with the words that findings are about; `findings` are numbered."""
        node = self.document.node(outcome.pointer) if self.document is not None else None
        if node is None or node.kind is not Kind.SCALAR or " ".join(node.text.split()) != outcome.text:
            return cut(outcome.text, ())
        marks = (mark for number, finding in findings for mark in self._marks(node, number, finding))
        return cut("".join(" " if sign.isspace() else sign for sign in node.text), marks)

    def _marks(self, node: Node, number: int, finding: Finding) -> Iterator[Mark]:
        decoded = decode(node)
        if self.document is None or decoded is None or finding.pointer != node.pointer:
            return
        source = self.document.source
        low, high = source.offset(finding.location.start), source.offset(finding.location.end)
        inside = [i for i, start in enumerate(decoded.starts[: len(node.text)]) if low <= start < high]
        if inside:
            yield Mark(inside[0], inside[-1] + 1, number, finding.severity.value)

    def words(self, pointer: str) -> Wording:
        """Return a text field in the dossier's own language, else in the first that it has; "" where it is missing."""
        node = self.document.get(pointer) if self.document is not None else None
        if node is None or self.document is None:
            return Wording("", "")
        if node.kind is Kind.SCALAR and not isinstance(node.value, str):
            return Wording(node.text, "")
        found = [Wording(" ".join(prose.text.split()), prose.lang) for prose in texts_at(node, self.document.language)]
        own = [item for item in found if item.lang == self.document.language]
        return (own or found or [Wording("", "")])[0]

    def all_words(self, pattern: str) -> list[Wording]:
        """Return the texts at a pointer with `*`, in order."""
        nodes = self.document.find(pattern) if self.document is not None else ()
        return [words for node in nodes if (words := self.words(node.pointer)).text]

    def count(self, pointer: str) -> int:
        """Return how many items a list has."""
        node = self.document.node(pointer) if self.document is not None else None
        return len(node.items) if node is not None else 0


def read_sheets(path: str, entries: Sequence[Entry], read: Read) -> list[Sheet]:
    """Return a sheet for each entry of a file, in order; an empty one for what can no longer be read."""
    try:
        loaded = load_bytes(read(path), path)
    except OSError:
        return [Sheet() for _ in entries]
    documents = {document.number: document for document in loaded.documents}
    return [_sheet(loaded, documents.get(entry.number), list(documents.values())) for entry in entries]


def _sheet(loaded: LoadedFile, document: Document | None, documents: Sequence[Document]) -> Sheet:
    if document is None:
        return Sheet()
    starts = [_first_line(item) for item in documents]
    place = documents.index(document)
    first = starts[place] if place else 1  # comments above the first one belong to it
    last = starts[place + 1] - 1 if place + 1 < len(starts) else loaded.source.line_count
    shown = min(last, first + _MOST_LINES - 1)
    lines = tuple(loaded.source.line(number) for number in range(first, shown + 1))
    return Sheet(document, first, shown, last - shown, lines)


def _first_line(document: Document) -> int:
    """Return the line of the `---` above a document, else that on which it starts."""
    start = document.source.position(document.root.span.start).line
    for line in range(start, 0, -1):
        if document.source.line(line).startswith("---"):
            return line
    return start
