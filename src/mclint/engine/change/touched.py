"""What a change touches: the dossiers of files that are new, gone or different, on both sides."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mclint.config.git import Blob, blob_id
from mclint.dossier.digest import digest
from mclint.dossier.encoding import is_wide
from mclint.dossier.files import Files
from mclint.dossier.load import load_bytes
from mclint.dossier.recognise import is_structured, reads_as_dossier
from mclint.engine.change.before import Before
from mclint.engine.change.identity import Origin, Sighted, Trace, covered_by, origins, pack, sight

#: Larger files are no text that anybody writes; of those nothing is read as a dossier.
_MOST_BYTES = 64 << 20
_HEAD = 512


@dataclass(frozen=True, slots=True)
class Change:
    """The dossiers that a change touches, and what each of them was.

    Attributes:
        before: documents of the revision whose file is no longer there as it was.
        now: documents of files that are new or not as they were; number 0 for a file whose documents cannot be read.
        origins: for each of `now` the one of the revision that it was; a new one is left out.
        links: new or changed links with the name of a dossier that lead out of the repository or nowhere, by their path
            from its root.
        packed: the same for the processes that check files.
    """

    before: tuple[Sighted, ...]
    now: tuple[Sighted, ...]
    origins: dict[Origin, Sighted] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    packed: bytes = b""


def find_change(before: Before) -> Change:
    """Return what the files of now, committed or not, change of the dossiers of a revision."""
    root, files = before.repository.root, before.files
    same: set[str] = set()
    now: list[Sighted] = []
    links: list[str] = []
    paths = {*before.repository.present(), *(path for path in files if os.path.lexists(root / path))}
    for path in sorted(paths):
        if (root / path).is_symlink():
            if _is_new_link(root, path, files.get(path)):
                links.append(path)
            continue
        raw = _text_of(root, path)
        if raw is not None and before.is_untouched(path, raw):
            same.add(path)
        elif raw is not None:
            now += _dossiers(raw, path)
    since = set(files) - set(before.forked) if before.forked else set()  # what the branch never had, it did not take away
    gone = [path for path, blob in files.items() if path not in same and path not in since and not blob.link]
    was = [item for path in gone for item in _dossiers(before.bytes_of(files[path]), path) if item.number]
    found = origins(was, now)
    signed = list(was)
    if any(item.decision is not None and item.place not in found for item in now):
        signed += _sharing(now, sorted(same), lambda path: _text_of(root, path) or b"")
    traces = {item.place: _trace(item, found.get(item.place), signed) for item in now}
    return Change(tuple(was), tuple(now), found, tuple(links), pack(traces, (item.path for item in now)))


def _trace(item: Sighted, was: Sighted | None, signed: Iterable[Sighted]) -> Trace:
    covered = covered_by(item, was, signed)
    return Trace(was.place if was is not None else None, covered.place if covered is not None else None)


def _dossiers(raw: bytes, path: str) -> Iterator[Sighted]:
    """Yield the documents of a file that reads as a dossier."""
    if not reads_as_dossier(raw, path):
        return
    documents = load_bytes(raw, path).documents
    if not documents:
        yield Sighted(path, 0)
    for document in documents:
        yield sight(document, path, digest(document))


def _sharing(now: Iterable[Sighted], paths: Iterable[str], read: Callable[[str], bytes]) -> Iterator[Sighted]:
    """Yield dossiers of unchanged files that may hold a decision of a new one: its date stands in them."""
    dates = {item.decision.date.encode() for item in now if item.decision is not None and item.decision.date}
    for path in paths:
        raw = read(path)
        if any(date in raw for date in dates):
            yield from _dossiers(raw, path)


def _text_of(root: Path, path: str) -> bytes | None:
    """Return the bytes of a file that may be a text, None for a link, a folder, or what is no text."""
    full = str(root / path)
    try:
        if os.path.realpath(full) != full:
            return None
        raw = Files(root).read(full, _MOST_BYTES)
    except OSError:
        return None
    head = raw[:_HEAD]
    return None if len(raw) > _MOST_BYTES or (b"\0" in head and not is_wide(raw)) else raw


def _is_new_link(root: Path, path: str, was: Blob | None) -> bool:
    """Say whether a link with the name of a dossier, that was not there before, leads out of the repository or nowhere."""
    target = os.fsencode((root / path).readlink())
    known = was is not None and was.link and blob_id(target, was.oid) == was.oid
    real = Path(os.path.realpath(root / path))
    return is_structured(path) and not known and not (real.is_relative_to(root) and real.exists())
