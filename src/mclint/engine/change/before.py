"""What dossiers were at the revision whose policy counts: each document of now with the one that it was."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from mclint.config.discovery import SettingsFinder
from mclint.config.git import Blob, Repository, blob_id
from mclint.dossier.document import Document, LoadedFile
from mclint.dossier.load import load_bytes
from mclint.dossier.recognise import holds_dossier, may_hold_dossier
from mclint.engine.change.identity import Origin, Trace
from mclint.engine.discover import is_excluded, is_scanned

#: So many files of the revision are kept once they were read: a file of now may hold documents of several.
_MOST_KEPT = 8


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a document was.

    Attributes:
        path: its file from the root of the repository, "" for a new document.
        document: the document itself, None for a new one.
        signed: the document that the same decision of the committee covered, None where there is none.
        same: whether its file has not changed at all.
    """

    path: str
    document: Document | None
    signed: Document | None = None
    same: bool = False


@dataclass(eq=False)
class Before:
    """The files of a revision, read when they are asked for.

    Attributes:
        repository: where they stand.
        commit: the id of the commit.
        label: the revision as the user named it.
        traces: by path and number where each document that the change touches came from; a file that is not in it has
            not changed, or is judged by its path alone.
    """

    repository: Repository
    commit: str
    label: str
    traces: Mapping[str, Mapping[int, Trace]] = field(default_factory=dict)
    _kept: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def files(self) -> dict[str, Blob]:
        """Return the files of the revision by their path from the root."""
        return self.repository.files(self.commit)

    @cached_property
    def forked(self) -> dict[str, Blob]:
        """Return the files as they were where the branch that is checked out left the revision.

        What the revision has got since is no change of the branch, and a merge keeps it.
        """
        fork = self.repository.fork(self.commit)
        return {} if fork is None else self.files if fork == self.commit else self.repository.files(fork)

    def is_untouched(self, path: str, raw: bytes) -> bool:
        """Say whether a file, by its path from the root, is as it is at the revision, or as the branch found it."""
        blobs = (self.files.get(path), self.forked.get(path))
        return any(blob is not None and not blob.link and blob_id(raw, blob.oid) == blob.oid for blob in blobs)

    @cached_property
    def renames(self) -> dict[str, str]:
        """Return the old path of each renamed file by its new path."""
        return self.repository.renames(self.commit)

    def of(self, path: str, raw: bytes) -> bytes | None:
        """Return what a file was: `raw` itself where it has not changed, None where it is new."""
        relative = self.repository.relative(path)
        blob = self._blob(relative) if relative is not None else None
        if blob is None or blob.link:
            return None
        return raw if blob_id(raw, blob.oid) == blob.oid else self.bytes_of(blob)

    def earlier(self, loaded: LoadedFile) -> dict[int, Earlier]:
        """Return what each document of a file was, by its number; one without any past is left out."""
        path, raw = self.repository.real(loaded.source.path), loaded.source.raw
        if path is None:
            return {}
        if self.is_untouched(path, raw):
            return {document.number: Earlier(path, document, same=True) for document in loaded.documents}
        traces = self.traces.get(path)
        if traces is None:
            return dict(self._by_place(path, loaded))
        found = {}
        for document in loaded.documents:
            trace = traces.get(document.number, Trace(None))
            was, signed = self._document(trace.origin), self._document(trace.signed)
            if was is not None or signed is not None:
                found[document.number] = Earlier(trace.origin.path if trace.origin is not None else "", was, signed)
        return found

    def context(self, path: str, raw: bytes) -> str:
        """Return what stands for all that the revision says of a file, to tell results apart."""
        real = self.repository.real(path)
        if real is None:
            return "outside"
        if self.is_untouched(real, raw):
            return "same"
        traces = self.traces.get(real)
        if traces is None:
            blob = self._blob(real)
            return f"place {blob.oid}" if blob is not None else "new"
        return " ".join(f"{number} {self._stamp(trace.origin)} {self._stamp(trace.signed)}" for number, trace in traces.items())

    def places(self, path: str) -> set[str]:
        """Return the files of the revision in which documents of a file stood, its own place left out.

        A link has its own place, and that of what it leads to.
        """
        real = self.repository.real(path) or ""
        traces = self.traces.get(real, {}).values()
        return {real, *(trace.origin.path for trace in traces if trace.origin is not None)} - {self.repository.relative(path)}

    def bytes_of(self, blob: Blob) -> bytes:
        """Return the bytes of a file of the revision."""
        if blob.oid not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[blob.oid] = self.repository.read(blob)
        return self._kept[blob.oid]

    def load(self, path: str) -> LoadedFile:
        """Return a file of the revision, read as a dossier; raises KeyError where there is none."""
        return load_bytes(self.bytes_of(self.files[path]), path)

    def _by_place(self, path: str, loaded: LoadedFile) -> Iterator[tuple[int, Earlier]]:
        """Yield what the documents were where only the path tells: by their id, else by their place in the file."""
        blob = self._blob(path)
        if blob is None or blob.link:
            return
        was = load_bytes(self.bytes_of(blob), path).documents
        for document in loaded.documents:
            same = [item for item in was if item.id is not None and item.id == document.id]
            found = next(iter(same or [item for item in was if item.number == document.number]), None)
            if found is not None:
                yield document.number, Earlier(path, found, found)

    def _blob(self, path: str) -> Blob | None:
        return self.files.get(path) or self.files.get(self.renames.get(path, ""))

    def _document(self, origin: Origin | None) -> Document | None:
        if origin is None or origin.path not in self.files:
            return None
        return next((item for item in self.load(origin.path).documents if item.number == origin.number), None)

    def _stamp(self, origin: Origin | None) -> str:
        if origin is None:
            return "-"
        blob = self.files.get(origin.path)
        return f"{origin.path}:{blob.oid if blob is not None else ''}:{origin.number}"


def would_be_checked(path: str, paths: Iterable[str], repository: Repository, finder: SettingsFinder) -> str | None:
    """Return a file as a run on the paths would show it, None where the run would not look at it.

    `path` counts from the root of the repository, whether or not the file is there now.
    """
    for name in paths:
        place = repository.relative(name)
        if place is None or not (place in (".", path) or path.startswith(f"{place}/")):
            continue
        below = PurePosixPath(path).relative_to(place)
        full = repository.root / path
        if (path == place or is_scanned(below)) and not is_excluded(full, finder.at(path)):
            return (Path(name) / below).as_posix()
    return None


def earlier_dossiers(
    before: Before, paths: Iterable[str], finder: SettingsFinder, seen: Container[str]
) -> Iterator[tuple[str, str]]:
    """Yield the dossiers of a revision that a run on the paths would have checked, those in `seen` left out.

    Each is given by its path from the root of the repository and as the run would have shown it.
    """
    paths = list(paths)
    for path, blob in before.files.items():
        if path in seen or blob.link:
            continue
        shown = would_be_checked(path, paths, before.repository, finder)
        if shown is not None and may_hold_dossier(raw := before.bytes_of(blob)) and holds_dossier(load_bytes(raw, path)):
            yield path, shown
