"""Which ignores count where a revision's policy holds: those that stood there, for no more than they ignored there."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from mclint.dossier.document import Document
from mclint.engine.suppress import Ignore, Suppressions, by_id
from mclint.model import Hit, Place, Problem


@dataclass(frozen=True, slots=True)
class _Covering:
    """An ignore with the values that it covers, by pointers in which ids stand for numbers."""

    ignore: Ignore
    covers: Counter[str]


def approved(
    suppressions: Suppressions, document: Document, known: Suppressions, earlier: Document | None, revision: str
) -> Suppressions:
    """Return the ignores that count, with a problem for each that the revision does not have.

    An ignore that covers more than it did counts for what it ignored there; `widened` reports it.

    Args:
        suppressions: the ignores of a document.
        known: those of the document that it was, after they were asked what they ignore there.
        earlier: that document; None for a new one, whose ignores were approved by nobody.
        revision: how the user named the revision.
    """
    if not suppressions.ignores:
        return suppressions
    then = list(_covering(known.ignores, earlier)) if earlier is not None else []
    kept: list[Ignore] = []
    problems: list[Problem] = []
    for item in _covering(suppressions.ignores, document):
        same = [other for other in then if _asks_no_more(item.ignore, other.ignore)]
        same = [other for other in same if item.covers & other.covers or item.covers == other.covers]
        if not same:
            problems.append(_problem(item.ignore, "new", document, revision))
            continue
        wider = not any(item.covers <= other.covers for other in same)
        allowed = sum((other.ignore.ignored for other in same), Counter[tuple[str, str]]())
        kept.append(replace(item.ignore, allowed=allowed, beyond=wider))
    return replace(suppressions, ignores=tuple(kept), problems=(*suppressions.problems, *problems))


def widened(suppressions: Suppressions, document: Document, revision: str) -> Iterator[Problem]:
    """Yield a problem for each ignore that covers or would ignore more than at the revision; call it after they were asked."""
    for ignore in suppressions.ignores:
        if ignore.beyond:
            yield _problem(ignore, "wider", document, revision)


def _problem(ignore: Ignore, message: str, document: Document, revision: str) -> Problem:
    fields = {"rules": ", ".join(ignore.patterns), "revision": revision}
    return Problem("MC906", Hit(Place("", ignore.comment.span), message, fields), document.number)


def _asks_no_more(now: Ignore, then: Ignore) -> bool:
    """Say whether an ignore names the same rules or fewer, for the same reason and no longer than before."""
    shorter = then.until is None or (now.until is not None and now.until <= then.until)
    return set(now.patterns) <= set(then.patterns) and now.reason == then.reason and shorter


def _covering(ignores: Iterable[Ignore], document: Document) -> Iterator[_Covering]:
    """Yield each ignore with what it covers; a repeated id is counted, so that a second item of that name is one more."""
    ignores = list(ignores)
    if not ignores:
        return
    below = (node for node in document.root.walk() if node.parent is not None)
    nodes = sorted(((node.key_span or node.dash or node.span).start, node.pointer) for node in below)
    starts = [start for start, _ in nodes]
    names: dict[str, str] = {}
    for ignore in ignores:
        first, last = bisect_left(starts, ignore.covers.start), bisect_left(starts, ignore.covers.end)
        pointers = [pointer for _, pointer in nodes[first:last]]
        for pointer in pointers:
            if pointer not in names:
                names[pointer] = by_id(pointer, document)
        yield _Covering(ignore, Counter(names[pointer] for pointer in pointers))
