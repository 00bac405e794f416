"""Says whether bytes read as a dossier, whatever the file is called, however long it is and however its keys are written."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

import yaml

from mclint.dossier.document import LoadedFile
from mclint.dossier.encoding import is_wide, parsable
from mclint.dossier.guard import LIMITS
from mclint.dossier.tree import Kind
from mclint.dossier.typed import swapped, swaps_in
from mclint.letters.fold import skeleton
from mclint.letters.signs import BLANKS, DOUBLE_QUOTES, SINGLE_QUOTES

#: A top-level key that makes a YAML file a dossier, in the Dutch spelling too, so that a misspelling hides nothing.
DOSSIER_KEYS = frozenset({"mclint", "learning_outcomes", "leeruitkomsten"})

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: A key in plain letters; a backslash, since between double quotes each letter of a key may be an escape; or a letter of
#: another script near a colon, which may only look like one of ours.
_HINTS = re.compile(rb"mclint|learning_outcomes|leeruitkomsten|\\|[\x80-\xff][^\x80-\xff]{0,60}:")
_B, _Q = f"[ \\t{BLANKS}]", f"[\"'\u2019{DOUBLE_QUOTES}{SINGLE_QUOTES}]"
_AT_A_LINE = re.compile(
    rf"^(?:\ufeff)?(?:---{_B}+)?\{{?{_B}*{_Q}?(?:mclint|learning_outcomes|leeruitkomsten){_Q}?{_B}*:", re.MULTILINE
)
#: Names of files that are meant as YAML or JSON: in those a broken text with a key of a dossier counts as one.
_STRUCTURED = (".yaml", ".yml", ".json", ".jsonc", ".json5")
#: Names of pages, of which only what stands between two lines of hyphens at the top is YAML.
_PAGES = (".md", ".markdown", ".mdx", ".qmd", ".rmd")
_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
#: Behind the keys of a document that was read to its end; no key can be it.
_END = "\0"
#: A longer key is none of a dossier, whatever it looks like.
_LONGEST_KEY = 100
#: So much of a text is walked for its keys: deeper or longer ones are judged by their lines.
_MOST_DEPTH = 100
_MOST_EVENTS = 200_000


def may_hold_dossier(raw: bytes) -> bool:
    """Say cheaply whether bytes can be a dossier at all: one of the keys occurs, or may be written with escapes."""
    return is_wide(raw) or _HINTS.search(_narrow(raw)) is not None


def holds_dossier(loaded: LoadedFile) -> bool:
    """Say whether a file is a dossier: a document has one of the keys at top level, or a broken file shows one."""
    for document in loaded.documents:
        if document.root.kind is Kind.MAP and _tells(document.root.fields):
            return True
    return bool(loaded.problems) and shows_dossier(loaded.source.raw, loaded.source.text)


def reads_as_dossier(raw: bytes, path: str) -> bool:
    """Say whether a file of any name and size reads as a dossier.

    A text that breaks counts only where its name says YAML or JSON: a page of documentation may show a dossier without
    being one.
    """
    if not may_hold_dossier(raw):
        return False
    return shows_dossier(raw) if is_structured(path) else _has_key(_text(raw), whole=True)


def shows_dossier(raw: bytes, text: str | None = None) -> bool:
    """Say whether a text shows a key of a dossier: at the top as far as it can be read, or at the start of a line."""
    text = _text(raw) if text is None or is_wide(raw) else text
    return _has_key(text, whole=False) or _AT_A_LINE.search(text) is not None


def is_structured(path: str) -> bool:
    """Say whether a name is one of a YAML or JSON file, also with something behind it such as `.bak`."""
    name = PurePosixPath(path).name.lower()
    return any(name.endswith(ending) or f"{ending}." in name or f"{ending}~" in name for ending in _STRUCTURED)


def front_matter_end(text: str, path: str) -> int:
    """Return where the YAML of a file ends: at the end of the text, for a page at the end of its front matter.

    What stands below that is no document, unless it reads as a dossier itself.
    """
    if PurePosixPath(path).suffix.lower() not in _PAGES or (opening := _FENCE.match(text)) is None:
        return len(text)
    closing = _FENCE.search(text, opening.end())
    return len(text) if closing is None or _has_key(text[closing.start() :], whole=True) else closing.start()


def _tells(keys: Iterable[str]) -> bool:
    """Say whether one of the keys makes a dossier, or looks the same as one that does."""
    return any(key in DOSSIER_KEYS or (not key.isascii() and _look(key) in DOSSIER_KEYS) for key in keys)


@lru_cache(maxsize=1024)
def _look(key: str) -> str:
    return skeleton(key[:_LONGEST_KEY])


def _text(raw: bytes) -> str:
    wide = is_wide(raw)
    plain = _narrow(raw.removeprefix(codecs.BOM_UTF16_LE).removeprefix(codecs.BOM_UTF16_BE)) if wide else raw
    return plain.decode("utf-8", "replace").removeprefix("\ufeff")


def _narrow(raw: bytes) -> bytes:
    """Return bytes of UTF-16 or UTF-32 so that ASCII words can be found in them."""
    return raw.replace(b"\0", b"") if b"\0" in raw else raw


def _has_key(text: str, *, whole: bool) -> bool:
    """Say whether a document has a key of a dossier at its top; with `whole` only one that can be read to its end.

    A text is read as it stands, and as it is meant where a word processor wrote it.
    """
    text = parsable(text)
    if _shows_key(text, whole=whole):
        return True
    swaps = swaps_in(text, LIMITS) if len(text) <= LIMITS.bytes else []
    return bool(swaps) and _shows_key(swapped(text, swaps), whole=whole)


def _shows_key(text: str, *, whole: bool) -> bool:
    try:
        for keys in _top_keys(text):
            if _tells(keys) and (keys[-1] == _END or not whole):
                return True
    except (yaml.YAMLError, ValueError, OverflowError):
        pass  # what stands behind the break is nobody's dossier, but for what lines show
    return False


def _top_keys(text: str) -> Iterator[list[str]]:
    """Yield the keys at the top of a document each time one is read, and with `_END` behind them at the document's end.

    Escapes are undone and aliases followed. Raises ValueError beyond a limit.
    """
    reader = _LOADER(text)
    top = _Top()
    try:
        for _ in range(_MOST_EVENTS):
            if not reader.check_event():
                return
            event = reader.get_event()
            if isinstance(event, yaml.DocumentStartEvent):
                top = _Top()
            elif isinstance(event, yaml.DocumentEndEvent):
                yield [*top.keys, _END]
            elif isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent) and top.take(event):
                yield top.keys
            if top.depth > _MOST_DEPTH:
                break
        raise ValueError("too deep or too long to be walked")
    finally:
        reader.dispose()


@dataclass(slots=True)
class _Top:
    """Follows the events of one document and keeps the keys of the map at its top."""

    keys: list[str] = field(default_factory=list)
    depth: int = 0
    is_map: bool = False
    at_key: bool = True
    anchors: dict[str, str] = field(default_factory=dict)

    def take(self, event: Any) -> bool:
        """Follow one event; say whether it was a key at the top."""
        if isinstance(event, yaml.CollectionStartEvent):
            self.depth += 1
            self.is_map = isinstance(event, yaml.MappingStartEvent) if self.depth == 1 else self.is_map
            return False
        if isinstance(event, yaml.CollectionEndEvent):
            self.depth -= 1
            return self._step(None)
        value = self.anchors.get(event.anchor or "", "") if isinstance(event, yaml.AliasEvent) else event.value
        if isinstance(event, yaml.ScalarEvent) and event.anchor:
            self.anchors[event.anchor] = value
        return self._step(value)

    def _step(self, value: str | None) -> bool:
        """Go from a key at the top to its value, or the other way round."""
        if self.depth != 1 or not self.is_map:
            return False
        was_key, self.at_key = self.at_key, not self.at_key
        if was_key and value is not None:
            self.keys.append(value)
        return was_key and value is not None
