"""Runs one check on a small dossier, without cards, frameworks or gates."""

from __future__ import annotations

from datetime import date
from typing import Any

from mclint.checks.env import Env
from mclint.dossier.document import Document
from mclint.dossier.load import load_bytes
from mclint.engine.reader import CachedReader
from mclint.model import Hit
from tests.conftest import TODAY


def document_of(text: str, hidden: tuple[str, ...] = ()) -> Document:
    document = load_bytes(text.encode(), "dossier.yaml").documents[0]
    document.hidden.update(hidden)
    return document


def hits(check: Any, params: object, text: str, at: str = "", *, today: date = TODAY, hidden: tuple[str, ...] = ()) -> list[Hit]:
    document = document_of(text, hidden)
    env = Env(document, today, CachedReader(None))
    return [hit for node in document.find(at) for hit in check(node, env, params)]


def shown(found: list[Hit], text: str) -> list[tuple[str, str, str]]:
    """Return pointer, covered text and message of each hit."""
    return [(hit.place.pointer, text[hit.place.span.start : hit.place.span.end], hit.message) for hit in found]
