"""Checks on assessments: what they cover, whether the form fits, and what is stated about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mclint.checks.env import Env
from mclint.checks.structure import id_of
from mclint.dossier.document import State
from mclint.dossier.tree import Node
from mclint.model import Fields, Hit, Place, Related
from mclint.nlp.analysis import Predicate
from mclint.suggest import Guesses

__all__ = ["Aligned", "NamesKnown", "Stated", "aligned", "names_known", "stated"]

#: How many ids a message lists.
_MOST_IDS = 12
#: How many items beside a wrong reference, and references in each, are looked at to guess what was meant.
_MOST_BESIDE = 100


@dataclass(frozen=True, slots=True)
class NamesKnown:
    """`names`: where the known ids stand; `field`: the list of the node that refers to them."""

    names: str
    field: str


def names_known(node: Node, env: Env, params: NamesKnown) -> Iterator[Hit]:
    """Report each reference to an id that does not exist, and a node that refers to nothing.

    Messages: `unknown` (id, known: the ids that there are), `unknown-similar` (id, suggestion, known), `covers-nothing` (id).
    """
    document = env.document
    pointer = f"{node.pointer}/{params.field}"
    if document.state(pointer) is State.MISSING:
        yield Hit(document.missing_place(pointer), "covers-nothing", {"id": id_of(node)})
        return
    known = env.once(f"ids {params.names}", lambda: [name.text for name in document.find(params.names)])
    distinct = env.once(f"distinct ids {params.names}", lambda: frozenset(known))
    guesses = env.once("guesses", Guesses)
    references = list(document.find(f"{pointer}/*"))
    wrong = [reference for reference in references if known and reference.text not in distinct]
    likely = _likely(known, {item.text for item in references}, node, params.field) if wrong else []
    for reference in wrong:
        similar = guesses.closest(reference.text, likely)
        fields: Fields = {"id": reference.text, "known": tuple(known[:_MOST_IDS])}
        if similar is not None:
            yield Hit(reference.place, "unknown-similar", {**fields, "suggestion": similar})
        else:
            yield Hit(reference.place, "unknown", fields)


def _likely(known: list[str], own: set[str], node: Node, field: str) -> list[str]:
    """Return the ids that the node does not name yet, first those that nothing beside it names."""
    beside = node.parent.items[:_MOST_BESIDE] if node.parent is not None else []
    lists = (other.fields[field].items[:_MOST_BESIDE] for other in beside if field in other.fields)
    named = {item.text for items in lists for item in items}
    return sorted((name for name in known if name not in own), key=lambda name: name in named)


@dataclass(frozen=True, slots=True)
class Aligned:
    """`written`: the forms of assessment that show knowledge only; `bloom`: the level from which that is too little."""

    written: tuple[str, ...] = ("written-exam", "multiple-choice")
    bloom: int = 6
    domain: str = "psychomotor"


def aligned(node: Node, env: Env, params: Aligned) -> Iterator[Hit]:
    """Report a written assessment that is all there is for outcomes to make or perform; the node is the assessment.

    Messages: `written-only` (outcomes, type).
    """
    document = env.document
    kind = document.get(f"{node.pointer}/type")
    if kind is None or kind.text not in params.written:
        return
    performed = env.once(f"performed {params}", lambda: _performed(env, params))
    covers = dict.fromkeys(item.text for item in document.find(f"{node.pointer}/outcomes/*"))
    found = sorted(performed[name] for name in covers if name in performed)
    places = {name: place for _, name, place in found}
    if places:
        related = tuple(Related(place, {"id": name}) for name, place in places.items())
        yield Hit(kind.place, "written-only", {"outcomes": tuple(places), "type": kind.text}, related)


@dataclass(frozen=True, slots=True)
class Stated:
    """`fields`: what should be stated about the node."""

    fields: tuple[str, ...]


def stated(node: Node, env: Env, params: Stated) -> Iterator[Hit]:
    """Report in one finding which of the fields are not stated.

    Messages: `not-stated` (missing: names of the fields).
    """
    pointers = {name: f"{node.pointer}/{name}" for name in params.fields}
    missing = [name for name, pointer in pointers.items() if env.document.state(pointer) is State.MISSING]
    if missing:
        yield Hit(env.document.missing_place(pointers[missing[0]]), "not-stated", {"missing": tuple(missing)})


def _performed(env: Env, params: Aligned) -> dict[str, tuple[int, str, Place]]:
    """Return the outcomes to make or perform that only written assessments cover, by id: number, id and place of each."""
    shown = {
        item.text
        for assessment in env.document.find("/assessments/*")
        if (kind := env.document.get(f"{assessment.pointer}/type")) is None or kind.text not in params.written
        for item in env.document.find(f"{assessment.pointer}/outcomes/*")
    }
    found: dict[str, tuple[int, str, Place]] = {}
    for number, outcome in enumerate(env.document.find("/learning_outcomes/*")):
        name = id_of(outcome)
        place = _performance(outcome, env, params) if name not in shown else None
        if place is not None:
            first = found.get(name, (number, name, place))[0]
            found[name] = (first, name, place)
    return found


def _performance(outcome: Node, env: Env, params: Aligned) -> Place | None:
    """Return the text of an outcome that asks to make or perform something, else None."""
    for prose in env.texts(f"{outcome.pointer}/text"):
        predicates = env.reader.analyse(prose.text, prose.lang).predicates
        if any(_performs(item, params) for item in predicates):
            return prose.place(predicates[0].mark[0], predicates[0].mark[1])
    return None


def _performs(predicate: Predicate, params: Aligned) -> bool:
    creates = bool(predicate.bloom) and max(predicate.bloom) >= params.bloom
    return predicate.observable and predicate.known and (predicate.domain == params.domain or creates)
