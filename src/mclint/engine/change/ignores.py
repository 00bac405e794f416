"""Which ignores count where a revision's policy holds: those that stood there, for no more than they covered there."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from mclint.dossier.document import Document, child_of
from mclint.dossier.tree import split_pointer
from mclint.engine.suppress import Ignore, Suppressions
from mclint.model import Hit, Place, Problem


@dataclass(frozen=True, slots=True)
class _Covering:
    """An ignore with the values that it covers: by pointers in which ids stand for numbers, and by those of the document."""

    ignore: Ignore
    covers: Counter[str]
    pointers: tuple[str, ...]
    names: Mapping[str, str]


def approved(
    suppressions: Suppressions, document: Document, known: Suppressions, earlier: Document | None, revision: str
) -> Suppressions:
    """Return the ignores that count, with a problem for each that the revision does not have as it is now.

    Args:
        suppressions: the ignores of a document.
        known: those of the document that it was.
        earlier: that document; None for a new one, whose ignores were approved by nobody.
        revision: how the user named the revision.
    """
    if not suppressions.ignores:
        return suppressions
    then = list(_covering(known.ignores, earlier)) if earlier is not None else []
    kept: list[Ignore] = []
    problems: list[Problem] = []
    for item in _covering(suppressions.ignores, document):
        fields = {"rules": ", ".join(item.ignore.patterns), "revision": revision}
        before = [other for other in then if _asks_no_more(item.ignore, other.ignore)]
        if any(item.covers <= other.covers for other in before):
            kept.append(item.ignore)
            continue
        shared = [other for other in before if item.covers & other.covers]
        if shared:
            known_there = {name for other in shared for name in other.covers}
            allowed = frozenset(pointer for pointer in item.pointers if item.names[pointer] in known_there)
            kept.append(replace(item.ignore, allowed=allowed))
        hit = Hit(Place("", item.ignore.comment.span), "wider" if shared else "new", fields)
        problems.append(Problem("MC906", hit, document.number))
    return replace(suppressions, ignores=tuple(kept), problems=(*suppressions.problems, *problems))


def by_id(pointer: str, document: Document) -> str:
    """Return a pointer with the ids of list items in the place of their numbers, so that moving an item changes nothing.

    Where something is missing it is the pointer of what should hold it.
    """
    node, parts = document.root, []
    for token in split_pointer(pointer):
        child = child_of(node, token)
        if child is None:
            break
        node = child
        identity = node.fields.get("id") if token.isdigit() else None
        parts.append(f"id={identity.text}" if identity is not None and identity.text else token)
    return "/".join(parts)


def _asks_no_more(now: Ignore, then: Ignore) -> bool:
    """Say whether an ignore names the same rules or fewer, for the same reason and no longer than before."""
    shorter = then.until is None or (now.until is not None and now.until <= then.until)
    return set(now.patterns) <= set(then.patterns) and now.reason == then.reason and shorter


def _covering(ignores: Iterable[Ignore], document: Document) -> Iterator[_Covering]:
    """Yield each ignore with what it covers; a repeated id is counted, so that a second item of that name is one more."""
    ignores = list(ignores)
    if not ignores:
        return
    nodes = sorted(((node.key_span or node.dash or node.span).start, node.pointer) for node in document.root.walk())
    starts = [start for start, _ in nodes]
    names: dict[str, str] = {}
    for ignore in ignores:
        first, last = bisect_left(starts, ignore.covers.start), bisect_left(starts, ignore.covers.end)
        pointers = [pointer for _, pointer in nodes[first:last]]
        for pointer in pointers:
            if pointer not in names:
                names[pointer] = by_id(pointer, document)
        yield _Covering(ignore, Counter(names[pointer] for pointer in pointers), tuple(pointers), names)
