"""What dossiers were at the revision whose policy counts, and what a change does to how they are judged."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from mclint.config.discovery import SettingsFinder
from mclint.config.git import Blob, Repository, blob_id
from mclint.dossier.document import Document, LoadedFile, child_of
from mclint.dossier.load import load_bytes
from mclint.dossier.tree import Node, split_pointer
from mclint.engine.discover import holds_dossier, is_excluded, is_scanned, may_hold_dossier
from mclint.engine.suppress import Ignore, Suppressions
from mclint.model import Hit, Place, Problem, Status

#: What an ignore is, wherever the lines and items of the file move: its rules, reason, last day and what it stands at.
_Identity = tuple[frozenset[str], str, str, bool, str]


@dataclass(eq=False)
class Before:
    """The files of a revision, read when they are asked for.

    Attributes:
        repository: where they stand.
        commit: the id of the commit.
        label: the revision as the user named it.
    """

    repository: Repository
    commit: str
    label: str
    _read: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def files(self) -> dict[str, Blob]:
        """Return the files of the revision by their path from the root."""
        return self.repository.files(self.commit)

    @cached_property
    def renames(self) -> dict[str, str]:
        """Return the old path of each renamed file by its new path."""
        return self.repository.renames(self.commit)

    def of(self, path: str, raw: bytes) -> bytes | None:
        """Return what a file was: `raw` itself where it has not changed, None where it is new."""
        relative = self.repository.relative(path)
        if relative is None:
            return None
        blob = self.files.get(relative) or self.files.get(self.renames.get(relative, ""))
        if blob is None or blob.link:
            return None
        if blob_id(raw, blob.oid) == blob.oid:
            return raw
        return self.bytes_of(blob)

    def bytes_of(self, blob: Blob) -> bytes:
        """Return the bytes of a file of the revision."""
        if blob.oid not in self._read:
            self._read.clear()  # files come one by one; a second question is about the same file
            self._read[blob.oid] = self.repository.read(blob)
        return self._read[blob.oid]


def earlier_dossiers(
    before: Before, paths: Iterable[str], finder: SettingsFinder, seen: Container[str]
) -> Iterator[tuple[str, str]]:
    """Yield the dossiers of a revision that a run on the paths would have checked, those in `seen` left out.

    Each is given by its path from the root of the repository and as the run would have shown it.
    """
    repository = before.repository
    named = [(place, name) for name in paths if (place := repository.relative(name)) is not None]
    for path, blob in before.files.items():
        place, name = next((item for item in named if item[0] in (".", path) or path.startswith(f"{item[0]}/")), ("", ""))
        if not place or path in seen or blob.link:
            continue
        below = PurePosixPath(path).relative_to(place)
        if (path != place and not is_scanned(below)) or is_excluded(
            repository.root / path, finder.for_path(repository.root / path)
        ):
            continue
        raw = before.bytes_of(blob)
        if may_hold_dossier(raw) and holds_dossier(load_bytes(raw, path)):
            yield path, (Path(name) / below).as_posix()


def earlier_document(document: Document, before: LoadedFile | None) -> Document | None:
    """Return the document that this one was: the one with its id, else the one at its place in the file."""
    documents = before.documents if before is not None else []
    same = [item for item in documents if item.id is not None and item.id == document.id]
    return next(iter(same or [item for item in documents if item.number == document.number]), None)


def approved(
    suppressions: Suppressions, document: Document, known: Suppressions, earlier: Document | None, revision: str
) -> Suppressions:
    """Return only the ignores that stood in the revision, with a problem for each that did not."""
    if not suppressions.ignores:
        return suppressions
    allowed = set(_identities(known, earlier)) if earlier is not None else set()
    kept: list[Ignore] = []
    problems: list[Problem] = []
    for ignore, identity in zip(suppressions.ignores, _identities(suppressions, document), strict=True):
        if identity in allowed:
            kept.append(ignore)
            continue
        fields = {"rules": ", ".join(ignore.patterns), "revision": revision}
        hit = Hit(Place("", ignore.comment.span), "new", fields)
        problems.append(Problem("MC906", hit, document.number))
    return replace(suppressions, ignores=tuple(kept), problems=(*suppressions.problems, *problems))


def loosened(document: Document, earlier: Document, frameworks: tuple[str, str], revision: str) -> Iterator[Problem]:
    """Yield what a change to the dossier does to its own judgement: a lower status, or another framework.

    `frameworks` are the one that holds now and the one that held.
    """
    if "" in document.hidden:
        return
    if _step(document) < _step(earlier):
        fields = {"before": earlier.status.value, "now": document.status.value, "revision": revision}
        yield Problem("MC908", Hit(_place(document, "/status"), "status", fields), document.number)
    now, then = frameworks
    if now != then:
        fields = {"before": then, "now": now, "revision": revision}
        yield Problem("MC908", Hit(_place(document, "/framework"), "framework", fields), document.number)


def _identities(suppressions: Suppressions, document: Document) -> list[_Identity]:
    nodes = sorted(_starts(document), key=lambda item: item[0]) if suppressions.ignores else []
    starts = [start for start, _ in nodes]
    found: list[_Identity] = []
    for ignore in suppressions.ignores:
        index = bisect_left(starts, ignore.covers.start)
        at = nodes[index] if index < len(nodes) and nodes[index][0] < ignore.covers.end else None
        place = _by_id(at[1].pointer, document) if at is not None else ""
        until = ignore.until.isoformat() if ignore.until else ""
        found.append((frozenset(ignore.patterns), ignore.reason, until, ignore.comment.own_line, place))
    return found


def _starts(document: Document) -> Iterator[tuple[int, Node]]:
    for node in document.root.walk():
        anchor = node.key_span or node.dash or node.span
        yield anchor.start, node


def _by_id(pointer: str, document: Document) -> str:
    """Return a pointer with the ids of list items in the place of their numbers, so that moving an item changes nothing."""
    node, parts = document.root, []
    for token in split_pointer(pointer):
        child = child_of(node, token)
        if child is None:
            return pointer
        node = child
        identity = node.fields.get("id") if token.isdigit() else None
        parts.append(f"id={identity.text}" if identity is not None and identity.text else token)
    return "/".join(parts)


def _step(document: Document) -> int:
    """Return how fully findings count at the status: a retired dossier is judged like one on offer."""
    return min(document.status.step, Status.OFFERED.step)


def _place(document: Document, pointer: str) -> Place:
    node = document.node(pointer)
    return node.place if node is not None else document.missing_place(pointer)
