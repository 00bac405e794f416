"""The limits within which a file is read and judged, and what is reported beyond them."""

from __future__ import annotations

from dataclasses import dataclass

from mclint.model import Fields, Place, Span


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may hold.

    Attributes:
        bytes: of the file.
        depth: of nesting in a document.
        nodes: values of the whole file, with what stands behind each alias counted again.
        aliases: of the whole file.
        scalar: characters of one text.
        text: characters of all texts, with those behind each alias counted again.
        path: characters of the keys that lead to a value, as a JSON Pointer.
        documents: of the file.
        outcomes: of one dossier.
        outcome_text: characters of the outcomes of the file, in all languages.
        findings: of the file, with the other places that they point to.
    """

    bytes: int = 1 << 20
    depth: int = 64
    nodes: int = 50_000
    aliases: int = 1_000
    scalar: int = 100_000
    text: int = 2 << 20
    path: int = 1_000
    documents: int = 100
    outcomes: int = 500
    outcome_text: int = 100_000
    findings: int = 5_000


LIMITS = Limits()


class UnsafeError(Exception):
    """Reading stops here: the message of MC003 that says why, and the place."""

    def __init__(self, message: str, place: Place, fields: Fields) -> None:
        """Keep what the finding needs."""
        super().__init__(message)
        self.message = message
        self.place = place
        self.fields = fields


@dataclass(slots=True)
class Meter:
    """Counts what has been read of a file so far and stops at a limit."""

    limits: Limits
    nodes: int = 0
    aliases: int = 0
    characters: int = 0

    def path(self, length: int, span: Span) -> None:
        """Measure the path to a value."""
        if length > self.limits.path:
            self.stop("long-path", span, self.limits.path)

    def node(self, depth: int, span: Span, characters: int) -> None:
        """Count one node: how deep it stands and how long its text is."""
        self.nodes += 1
        self.characters += characters
        if depth > self.limits.depth:
            self.stop("too-deep", span, self.limits.depth)
        if self.nodes > self.limits.nodes:
            self.stop("too-many-nodes", span, self.limits.nodes)
        if self.characters > self.limits.text:
            self.stop("too-much-text", span, self.limits.text)

    def alias(self, span: Span) -> None:
        """Count one alias."""
        self.aliases += 1
        if self.aliases > self.limits.aliases:
            self.stop("too-many-aliases", span, self.limits.aliases)

    def stop(self, message: str, span: Span, limit: int) -> None:
        """Stop reading at a place; raises UnsafeError."""
        short = Span(span.start, max(span.start, min(span.end, span.start + 1)))
        raise UnsafeError(message, Place("", short), {"limit": limit})
