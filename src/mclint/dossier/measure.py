"""Measures the outcomes of a file against what is judged of them: reading a sentence takes far longer than loading it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mclint.dossier.document import Document
from mclint.dossier.guard import Limits
from mclint.dossier.tree import Kind, Node
from mclint.model import Fields, Hit, Problem

OUTCOMES = "learning_outcomes"


def too_many_outcomes(documents: Iterable[Document], limits: Limits) -> Iterator[Problem]:
    """Yield one problem for each dossier whose outcomes are too many or too long, and hide them from every rule.

    What is not judged must not pass, so this is a limit like those within which a file is read. The texts of all
    dossiers of a file count together, with those behind aliases, and each language of a text by itself.
    """
    read = 0
    for document in documents:
        listed = document.root.fields.get(OUTCOMES)
        if listed is None or listed.kind is not Kind.LIST:
            continue
        texts = sum(map(_length, listed.items))
        message, limit = "too-many-outcomes", limits.outcomes
        if len(listed.items) <= limits.outcomes:
            message, limit = "too-much-of-outcomes", limits.outcome_text
            if read + texts <= limit:
                read += texts
                continue
        document.hidden.add(listed.pointer)
        fields: Fields = {"count": len(listed.items), "limit": limit}
        yield Problem("MC003", Hit(listed.key_place, message, fields), document.number)


def _length(outcome: Node) -> int:
    """Return how many characters an outcome has, all languages together."""
    text = outcome.fields.get("text")
    if text is None:
        return 0
    return len(text.text) if text.kind is Kind.SCALAR else sum(len(child.text) for child in text.fields.values())
