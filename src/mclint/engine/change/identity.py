"""Which dossier of a revision a dossier of now is: by its id, else by its file, else by its likeness.

A dossier keeps its identity wherever it moves, however its file is padded and in whatever file it stands, so that a
change cannot take it for a new one.
"""

from __future__ import annotations

import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mclint.dossier.document import Document
from mclint.dossier.tree import Kind, Node
from mclint.engine.change.decision import Decision, decision_of, same_decision

#: What of a dossier tells it from others; what all dossiers of a school have in common is left out.
_TELLING = ("title", "summary", "learning_outcomes")
_WORD = re.compile(r"[^\W\d_]{4,}")
#: Two dossiers are alike from this part of the words of the one that has fewer. In the example catalogue only the pair
#: that was made to overlap comes above it.
LIKENESS = 0.5
#: In the file where the dossier stood this part is enough.
_LIKENESS_IN_PLACE = 0.25
#: With fewer words than this nothing can be said of likeness.
_FEWEST_WORDS = 5
#: Beyond so many pairs likeness is not asked: what is then not found again counts as gone, which is an error.
_MOST_PAIRS = 250_000


@dataclass(frozen=True, slots=True)
class Origin:
    """One document of the revision: its file from the root, and its number."""

    path: str
    number: int


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a document of now came from, and which document the same decision of its committee covered."""

    origin: Origin | None
    signed: Origin | None = None


@dataclass(frozen=True, slots=True)
class Sighted:
    """What is needed of a dossier to know it again.

    `number` is 0 for a file that reads as a dossier but whose documents cannot be read. `content` is the digest of the
    signed-off content, `words` are numbers that stand for the words of its title, summary and outcomes.
    """

    path: str
    number: int
    id: str | None = None
    decision: Decision | None = None
    content: str = ""
    words: frozenset[int] = frozenset()

    @property
    def place(self) -> Origin:
        """Return its file and number."""
        return Origin(self.path, self.number)


def sight(document: Document, path: str, content: str) -> Sighted:
    """Return what is needed to know a document again; `content` is the digest of its signed-off content."""
    return Sighted(path, document.number, document.id, decision_of(document), content, _words(document))


def alike(one: Sighted, other: Sighted) -> float:
    """Return which part of the words of the smaller of two dossiers the other has too, 0 to 1."""
    fewest = min(len(one.words), len(other.words))
    return len(one.words & other.words) / fewest if fewest >= _FEWEST_WORDS else 0.0


def origins(before: Sequence[Sighted], now: Sequence[Sighted]) -> dict[Origin, Sighted]:
    """Return for each document of now the one of the revision that it was; a new one is left out.

    An id tells it, unless the words are those of another dossier: then the id was given to something else. A dossier that
    goes on under another id is known by its words, in its own file already by a part of them. Several documents of now may
    claim the same one: a copy is judged as the dossier that it copies, but for a copy of one that is still there.
    """
    by_id: dict[str, list[Sighted]] = defaultdict(list)
    for item in before:
        if item.id is not None:
            by_id[item.id].append(item)
    named = {item.place: _by_id(item, by_id.get(item.id or "", [])) for item in now}
    found = {item.place: was for item in now if (was := named[item.place]) is not None and _may_be(item, was, LIKENESS)}
    still_there = {was.place for was in found.values()}
    rest = [item for item in now if item.place not in found]
    strays = [was for was in before if was.place not in still_there]
    if len(rest) * len(strays) <= _MOST_PAIRS:
        for item in rest:
            likest = max(strays, key=lambda was: (alike(item, was), was.path == item.path), default=None)
            if likest is not None and alike(item, likest) >= LIKENESS:
                found[item.place] = likest
    for item in rest:
        own = named[item.place]
        if item.place not in found and own is not None:
            found[item.place] = own
    _pair_in_files(found, rest, strays)
    return found


def _by_id(item: Sighted, same: Sequence[Sighted]) -> Sighted | None:
    """Return the document of an id: the one in the same file, else the likest."""
    return max(same, key=lambda was: (was.path == item.path, alike(item, was)), default=None)


def _may_be(item: Sighted, was: Sighted, least: float) -> bool:
    """Say whether two documents are alike, or have too few words to tell."""
    return min(len(item.words), len(was.words)) < _FEWEST_WORDS or alike(item, was) >= least


def covered_by(item: Sighted, was: Sighted | None, signed: Iterable[Sighted]) -> Sighted | None:
    """Return the document of the revision that the decision of this one covered, None where the decision is new.

    Args:
        item: a document of now.
        was: what it was, None for a new one.
        signed: documents of the revision whose decision may be the same.
    """
    if item.decision is None:
        return None
    same = [
        other
        for other in signed
        if other.decision is not None and other.decision.date and same_decision(item.decision, other.decision)
    ]
    equal = next((other for other in same if other.content == item.content), None)
    if equal is not None:
        return equal
    if was is not None and was.decision is not None and same_decision(item.decision, was.decision):
        return was
    likest = max(same, key=lambda other: alike(item, other), default=None)
    return likest if likest is not None and alike(item, likest) >= LIKENESS else None


def pack(traces: Mapping[Origin, Trace], paths: Iterable[str]) -> bytes:
    """Return traces as bytes that can travel to another process; `paths` are the files that the change touches."""
    rows: dict[str, list[list[object]]] = {path: [] for path in paths}
    for place, trace in traces.items():
        rows[place.path].append([place.number, _row(trace.origin), _row(trace.signed)])
    return zlib.compress(json.dumps(rows, ensure_ascii=True).encode("ascii"))


def unpack(data: bytes) -> dict[str, dict[int, Trace]]:
    """Undo `pack`; of no bytes it gives nothing."""
    rows = json.loads(zlib.decompress(data)) if data else {}
    return {
        path: {number: Trace(_origin(origin), _origin(signed)) for number, origin, signed in items}
        for path, items in rows.items()
    }


def _pair_in_files(found: dict[Origin, Sighted], now: Iterable[Sighted], before: Iterable[Sighted]) -> None:
    """Pair what is left in each file, the likest first, where a part of the words is the same."""
    taken = {was.place for was in found.values()}
    by_file: dict[str, list[Sighted]] = defaultdict(list)
    for was in before:
        if was.place not in taken:
            by_file[was.path].append(was)
    pairs = [(item, was) for item in now if item.place not in found for was in by_file.get(item.path, ())]
    for item, was in sorted(pairs, key=lambda pair: -alike(*pair)):
        if item.place not in found and was.place not in taken and _may_be(item, was, _LIKENESS_IN_PLACE):
            found[item.place] = was
            taken.add(was.place)


def _words(document: Document) -> frozenset[int]:
    texts = (text for key in _TELLING if key in document.root.fields for text in _texts(document.root.fields[key]))
    return frozenset(zlib.crc32(word.encode()) for text in texts for word in _WORD.findall(text.lower()))


def _texts(node: Node) -> Iterator[str]:
    for item in node.walk():
        if item.kind is Kind.SCALAR and item.key != "id":
            yield item.text


def _row(origin: Origin | None) -> list[object] | None:
    return [origin.path, origin.number] if origin is not None else None


def _origin(row: list[object] | None) -> Origin | None:
    return Origin(str(row[0]), int(str(row[1]))) if row is not None else None
