"""Tells causes from consequences: what would no longer be said if a misspelt key had its right name is left to that key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from mclint.dossier.document import Document
from mclint.dossier.renamed import follow, renamed
from mclint.engine.raws import Behind, Raw
from mclint.engine.stamp import settle
from mclint.model import Hit, Problem

#: So many misspelt keys of a dossier are mended one by one, to know what each of them explains; the rest all at once.
_MOST_APART = 8
#: A block with a misspelt key may hold others, which are only seen once it has its name.
_MOST_BELOW = 4

#: What the schema says of a document; it hides what is wrong in it.
Judge = Callable[[Document], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Mended:
    """A dossier in which some misspelt keys have their right names.

    Attributes:
        keys: the pointers of those keys that it adds to the one before.
        names: what every renamed key of the file is called now, by pointer.
        doubtful: whether a value does not fit the name that its key has now, so that what it would say is not known.
    """

    document: Document
    keys: frozenset[str]
    names: Mapping[str, str]
    doubtful: bool


def mendings(document: Document, problems: Iterable[Problem], judge: Judge) -> Iterator[Mended]:
    """Yield the dossier with one misspelt key mended, with two, and so on; see `Hit.means`."""
    keys = [(hit.place.pointer, hit.means) for hit in (problem.hit for problem in problems) if hit.means]
    apart = [[pair] for pair in keys[:_MOST_APART]]
    names: dict[str, str] = {}
    for group in [*apart, keys[_MOST_APART:]]:
        if group:
            names |= dict(group)
            yield _mended(document, dict(names), frozenset(pointer for pointer, _ in group), judge)


def _mended(document: Document, names: dict[str, str], keys: frozenset[str], judge: Judge) -> Mended:
    """Mend keys, and the keys below them that can be seen only then."""
    roots = tuple(names.values())
    for _ in range(_MOST_BELOW):
        mended = renamed(document, names)
        found = [hit for problem in judge(mended) if _below((hit := problem.hit).place.pointer, roots)]
        back = {follow(node.pointer, names): node.pointer for node in document.root.walk()} if found else {}
        more = {back[hit.place.pointer]: hit.means for hit in found if hit.means and hit.place.pointer in back}
        if not more.keys() - names.keys():
            break
        names |= more
    return Mended(mended, keys, names, any(hit.place.pointer in mended.hidden for hit in found))


def _below(pointer: str, roots: tuple[str, ...]) -> bool:
    return any(pointer == root or pointer.startswith(f"{root}/") for root in roots)


def explained(
    told: Iterable[Raw], found: Iterable[Raw], steps: Iterable[tuple[Mended, Iterable[Raw]]]
) -> tuple[list[Raw], list[Raw]]:
    """Return both without what a misspelt key explains; the key's own hit weighs as much as the gravest of that.

    What it explains stands in `Raw.behind`: it speaks again where the key's finding is ignored.

    Args:
        told: what the loader and the schema say, misspelt keys among it.
        found: what the rules find.
        steps: the dossier with more and more keys mended, and what the rules find in it then.
    """
    told, found = list(told), list(found)
    for mended, then in steps:
        if not any(_speaks(raw, mended) for raw in told):
            continue  # the rule that would say so is off
        found, apart = _apart(found, mended, then)
        behind = Behind(settle(apart)) if apart else None
        told = [_weighed(raw, behind) if _speaks(raw, mended) else raw for raw in told]
    return told, found


def _speaks(raw: Raw, mended: Mended) -> bool:
    return bool(raw.hit.means) and raw.hit.place.pointer in mended.keys


def _apart(found: list[Raw], mended: Mended, raws: Iterable[Raw]) -> tuple[list[Raw], list[Raw]]:
    """Return the hits that stay, as they are in the mended dossier, and those that are gone from it."""
    then: dict[tuple[str, str, str], list[Hit]] = {}
    for raw in raws:
        then.setdefault((raw.rule.id, raw.hit.message, raw.hit.place.pointer), []).append(raw.hit)
    kept: list[Raw] = []
    behind: list[Raw] = []
    for raw in found:
        same = then.get((raw.rule.id, raw.hit.message, follow(raw.hit.place.pointer, mended.names)), [])
        hit = next((item for item in same if item.fields == raw.hit.fields), None) or _changed(raw, same, mended)
        if hit is None:
            behind.append(raw)
        elif hit.fields == raw.hit.fields:
            kept.append(raw)
        else:
            kept.append(replace(raw, hit=replace(hit, place=replace(hit.place, pointer=raw.hit.place.pointer))))
    return kept, behind


def _changed(raw: Raw, same: list[Hit], mended: Mended) -> Hit | None:
    """Return what a hit says once keys are mended; None where nobody knows that yet."""
    if not same or (mended.doubtful and not same[0].parts):
        return None
    return next((hit for hit in same if hit.place.span == raw.hit.place.span), same[0])


def _weighed(raw: Raw, behind: Behind | None) -> Raw:
    if behind is None:
        return raw
    return replace(raw, severity=min(raw.severity, behind.severity, key=lambda item: item.rank), behind=behind)
