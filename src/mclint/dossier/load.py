"""Turns the bytes of a file into documents and problems, within limits; nothing in a file makes it fail."""

from __future__ import annotations

from collections import deque

import yaml

from mclint.dossier.build import Builder, Built
from mclint.dossier.comments import Comment, find_comments
from mclint.dossier.document import Document, LoadedFile
from mclint.dossier.encoding import NOT_UTF8, parsable, read_source
from mclint.dossier.guard import LIMITS, Limits, UnsafeError
from mclint.dossier.measure import too_many_outcomes
from mclint.dossier.mistakes import explain_syntax
from mclint.dossier.recognise import front_matter_end
from mclint.dossier.source import Source
from mclint.dossier.strange import strange_texts
from mclint.dossier.tree import Kind
from mclint.dossier.typed import swapped, swaps_in, tell
from mclint.model import Hit, Place, Problem, Span

#: How much of a file that is too large is kept to show where it starts.
_KEPT = 4096


def load_bytes(raw: bytes, path: str, limits: Limits = LIMITS, *, texts: bool = True) -> LoadedFile:
    """Return the documents in the bytes of a file, and what is wrong with its bytes, its YAML and its texts.

    Documents before a broken one are kept. `path` is only how the file is shown; `texts` whether to look at letters that
    are not what they look like, as in a file that people read.
    """
    if len(raw) > limits.bytes:
        source = Source(path, raw[:_KEPT].decode("utf-8", "replace"), raw[:_KEPT])
        hit = Hit(Place("", Span(0, min(1, len(source.text)))), "too-large", {"limit": limits.bytes // 1024})
        return LoadedFile(source, [], [Problem("MC003", hit)])
    source, problems = read_source(raw, path)
    if any(problem.hit.message in NOT_UTF8 for problem in problems):
        return LoadedFile(source, [], problems)
    end = front_matter_end(source.text, path)
    swaps = swaps_in(parsable(source.text[:end]), limits) if texts else []
    shown = swapped(source.text, swaps)
    builder = Builder(parsable(shown[:end]), limits, shown)
    built: list[tuple[int, Built]] = []
    complete = False
    try:
        for item in builder.documents():
            built.append((builder.number, item))
        complete = True
    except UnsafeError as unsafe:
        hit = Hit(unsafe.place, unsafe.message, unsafe.fields)
        rule = "MC001" if unsafe.message in ("starts-with", "unreadable") else "MC003"
        builder.problems.append(Problem(rule, hit, builder.number))
    except yaml.YAMLError as error:
        builder.problems.append(_unread(error, builder, limits))
    documents = _documents(source, shown, built, end if complete else built[-1][1].end if built else 0)
    numbered = [(item.end, number) for number, item in built]
    measured = too_many_outcomes(documents, limits)
    strange = [item for document in documents if texts for item in strange_texts(document.root, source.text, document.number)]
    found = [*(_numbered(item, numbered) for item in (*problems, *tell(swaps, source.text))), *builder.problems]
    meant = frozenset(edit for swap in swaps for edit in swap.edits)
    return LoadedFile(source, documents, [*found, *measured, *strange], meant)


def _unread(error: yaml.YAMLError, builder: Builder, limits: Limits) -> Problem:
    """Return the problem for what the parser refuses; libyaml from 0.2.6 on counts levels itself, far beyond our limit."""
    number = max(1, builder.number)
    if "nesting depth" not in f"{getattr(error, 'problem', '')}":
        return Problem("MC001", explain_syntax(error, builder.text), number)
    mark = getattr(error, "problem_mark", None)
    start = min(getattr(mark, "index", 0), max(0, len(builder.text) - 1))
    return Problem("MC003", Hit(Place("", Span(start, start + 1)), "too-deep", {"limit": limits.depth}), number)


def _documents(source: Source, shown: str, built: list[tuple[int, Built]], end: int) -> list[Document]:
    """Return the documents that hold something, each with its comments; `end` is how far the file could be read."""
    scalars = [scalar for _, item in built for scalar in item.scalars]
    comments = deque(find_comments(shown, scalars, end))
    documents = []
    for index, (number, item) in enumerate(built):
        last = index == len(built) - 1
        own: list[Comment] = []
        while comments and (last or comments[0].span.start < item.end):
            own.append(comments.popleft())
        if item.root.kind is not Kind.SCALAR or not item.root.is_null:
            documents.append(Document(source, number, item.root, tuple(own)))
    return documents


def _numbered(problem: Problem, ends: list[tuple[int, int]]) -> Problem:
    """Return a problem of the text with the number of the document that it stands in."""
    start = problem.hit.place.span.start
    number = next((number for end, number in ends if start < end), ends[-1][1] if ends else 1)
    return Problem(problem.rule, problem.hit, number)
