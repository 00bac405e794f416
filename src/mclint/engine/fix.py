"""Applies fixes to the text of a file: only those after which exactly the intended value has changed are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from mclint.dossier.document import LoadedFile
from mclint.dossier.load import load_bytes
from mclint.engine.intent import changes_as_meant
from mclint.findings import Finding
from mclint.model import Edit, Span

#: A fix may make another one possible; after so many rounds something goes in a circle.
_MOST_ROUNDS = 25


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fix of one finding as edits of the text, in order."""

    finding: Finding
    edits: tuple[Edit, ...]

    @property
    def identity(self) -> tuple[str, str, tuple[str, ...]]:
        """Return what tells the fix apart from others, wherever its lines move."""
        return self.finding.rule, self.finding.pointer, tuple(edit.text for edit in self.edits)


@dataclass(slots=True)
class Fixed:
    """What came of fixing one file.

    Attributes:
        before: the bytes as they were.
        after: the bytes with the fixes.
        applied: the findings that were fixed.
        refused: the findings whose fix would have changed more than it should.
    """

    path: str
    before: bytes
    after: bytes
    applied: list[Finding] = field(default_factory=list)
    refused: list[Finding] = field(default_factory=list)


def fix_bytes(raw: bytes, path: str, check: Callable[[bytes], Iterable[Finding]], *, unsafe: bool) -> Fixed:
    """Fix what can be fixed in one file, in rounds until nothing changes.

    Args:
        raw: the bytes of the file; what is not UTF-8 is left alone.
        path: how the file is shown.
        check: gives the findings of bytes.
        unsafe: whether to apply fixes that may change what the dossier means as well.
    """
    done = Fixed(path, raw, raw)
    tried: set[tuple[str, str, tuple[str, ...]]] = set()
    for _ in range(_MOST_ROUNDS):
        loaded = load_bytes(done.after, path)
        if not _is_plain_utf8(loaded):
            break
        waiting = [item for item in _candidates(check(done.after), loaded, unsafe) if item.identity not in tried]
        if not waiting:
            break
        text, applied, refused = _apply(loaded, list(_apart(waiting)))
        tried.update(item.identity for item in refused)
        done.refused += [item.finding for item in refused]
        done.applied += [item.finding for item in applied]
        drop_bom = any(not item.edits for item in applied)
        done.after = (b"" if drop_bom else loaded.source.raw[: _bom_length(loaded)]) + text.encode("utf-8", "surrogatepass")
    return done


def _is_plain_utf8(loaded: LoadedFile) -> bool:
    """Say whether the text can be written back as the bytes it came from."""
    source = loaded.source
    return source.raw[_bom_length(loaded) :] == source.text.encode("utf-8", "surrogatepass")


def _bom_length(loaded: LoadedFile) -> int:
    return len(loaded.source.raw) - len(loaded.source.text.encode("utf-8", "surrogatepass")) if loaded.source.has_bom else 0


def _candidates(findings: Iterable[Finding], loaded: LoadedFile, unsafe: bool) -> Iterator[Candidate]:
    source = loaded.source
    for finding in findings:
        fix = finding.fix
        if fix is None or not (fix.safe or unsafe):
            continue
        edits = (Edit(Span(source.offset(edit.start), source.offset(edit.end)), edit.text) for edit in fix.edits)
        yield Candidate(finding, tuple(sorted(edits, key=lambda edit: edit.span)))


def _apart(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield fixes that touch no common text; the rest waits for the next round."""
    end = -1
    for item in sorted(candidates, key=lambda item: item.edits[0].span if item.edits else Span(0, 0)):
        if item.edits and item.edits[0].span.start <= end:
            continue
        end = max(end, item.edits[-1].span.end if item.edits else end)
        yield item


def _apply(loaded: LoadedFile, candidates: list[Candidate]) -> tuple[str, list[Candidate], list[Candidate]]:
    """Return the text with as many of the fixes as do what they should, those fixes, and the ones refused.

    All are tried at once; where that changes too much, halves are tried until the culprit is found. What has not been
    tried when a half succeeds waits for the next round.
    """
    text = edited(loaded.source.text, [edit for item in candidates for edit in item.edits])
    after = load_bytes(text.encode("utf-8", "surrogatepass"), loaded.source.path)
    if changes_as_meant(loaded, after, [item.edits for item in candidates]):
        return text, candidates, []
    if len(candidates) == 1:
        return loaded.source.text, [], candidates
    half = len(candidates) // 2
    text, applied, refused = _apply(loaded, candidates[:half])
    if applied:
        return text, applied, refused
    text, applied, more = _apply(loaded, candidates[half:])
    return text, applied, refused + more


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits that do not overlap."""
    parts, place = [], 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        parts += [text[place : edit.span.start], edit.text]
        place = edit.span.end
    return "".join((*parts, text[place:]))
