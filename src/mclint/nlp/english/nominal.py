"""Reads a text without a verb: an ability, a knowledge noun, a nominalised action, or a bare topic."""

from __future__ import annotations

from dataclasses import dataclass

from mclint.nlp.analysis import PredicateKind
from mclint.nlp.english.frames import MEASURES, adjective_frame
from mclint.nlp.english.group import Group, ability_to, verb_group
from mclint.nlp.english.inflection import BASE, GERUND, singular
from mclint.nlp.english.start import skip_markers
from mclint.nlp.english.words import Clause


@dataclass(frozen=True, slots=True)
class Nominal:
    """A predicate without a verb of its own: its kind, its words (end exclusive), and what the lists say of its head."""

    kind: PredicateKind
    start: int
    end: int
    key: str | None = None
    bloom: tuple[int, ...] = ()
    lemma: str | None = None
    confidence: str = "high"


def ability(clause: Clause) -> Group | None:
    """Return the action of a text that begins with "(the) ability to", or None."""
    start = skip_markers(clause, 0)
    found = ability_to(clause, start, clause.lex.lists["abilities"])
    if found < 0:
        return None
    return verb_group(clause, found, GERUND if clause.at(found - 1) == "of" else BASE)


def _first_nouns(clause: Clause, start: int) -> list[int]:
    """Return the heads of the coordinated noun phrases the text begins with."""
    heads: list[int] = []
    place = start
    while len(heads) < 4:
        head = clause.head(place, 14)
        if head < 0:
            return heads
        heads.append(_before_adjective(clause, place, head))
        if clause.at(head) in MEASURES and clause.at(head + 1) == "of":
            place = head + 2
            continue
        place = head + 1
        if not clause.boundary(place):
            return heads
        while clause.boundary(place):
            place += 1
    return heads


def _before_adjective(clause: Clause, start: int, head: int) -> int:
    """Return the noun before an adjective that follows it ("skills relevant", "the skills needed"), else the head."""
    if head > start and clause.at(head) in (
        "relevant",
        "necessary",
        "needed",
        "required",
        "related",
        "associated",
        "appropriate",
    ):
        return head - 1
    if clause.at(start) == "understanding":
        return start
    return head


def nominal(clause: Clause) -> Nominal | None:
    """Return the reading of a text in which no verb was found; None if it holds no word."""
    start = skip_markers(clause, 0)
    end = len(clause.words)
    while end > start and not clause.at(end - 1)[-1:].isalnum():
        end -= 1
    if start >= end:
        return None
    found = adjective_frame(clause, start)
    if found is not None and (clause.isin(found.until - 1, "prepositions") or clause.isin(found.until, "coordinators")):
        return Nominal(found.kind, start, min(found.until, end), found.key, found.bloom, "be", found.confidence)
    heads = _first_nouns(clause, start)
    for head in heads:
        for frame in clause.lex.nominal:
            if clause.at(head) in frame.nouns and (head == heads[0] or not _topic_first(clause, heads)):
                last = head + 1
                if clause.at(last) in ("of", "into", "in", "for", "about", "with", "to", "on", "towards"):
                    last += 1
                return Nominal(PredicateKind(frame.kind), start, last, frame.key, frame.bloom, None, frame.confidence)
    action = clause.lex.nominal_actions.get(singular(clause.at(heads[0]))) if heads else None
    if action and clause.at(heads[-1] + 1) == "of":
        return Nominal(PredicateKind.ACTION, start, heads[-1] + 1, "nominal-action", (), action, "low")
    return Nominal(PredicateKind.TOPIC, start, end)


def _topic_first(clause: Clause, heads: list[int]) -> bool:
    """Say whether the first noun already makes it a topic ("Hygiene and awareness ...")."""
    return clause.determiner(skip_markers(clause, 0)) and len(heads) > 2
