"""Finds what belongs to a verb: its object, its context and its criterion."""

from __future__ import annotations

from dataclasses import dataclass

from mclint.nlp.analysis import Phrase
from mclint.nlp.dutch.infinitives import Verb
from mclint.nlp.dutch.lexicon import Lexicon
from mclint.nlp.dutch.words import ADVERBS, BE, MODALS, PREPOSITIONS, SUBORDINATORS, Clause

_CRITERIA = ("volgens", "conform", "binnen", "overeenkomstig", "zonder")
_CRITERION_PHRASES = ("aan de hand van", "met behulp van", "op basis van", "met inachtneming van")


@dataclass(frozen=True, slots=True)
class Complements:
    """The object, context and criterion of one verb; each None where there is none."""

    object: Phrase | None
    context: Phrase | None
    criterion: Phrase | None


def complements(text: str, clause: Clause, verb: Verb, lex: Lexicon) -> Complements:
    """Return what belongs to a verb."""
    places = [index for index in clause.visible(verb.low, verb.high) if _belongs(clause, verb, index, lex)]
    chunks = _chunks(clause, places)
    criterion = next((chunk for chunk in chunks if _is_criterion(clause, chunk)), None)
    context = next((chunk for chunk in chunks if chunk is not criterion and clause.word(chunk[0]) in PREPOSITIONS), None)
    bare = [chunk for chunk in chunks if clause.word(chunk[0]) not in PREPOSITIONS]
    wanted = next((chunk for chunk in bare if any(clause.word(index) not in ADVERBS for index in chunk)), None)
    if wanted is None and (following := _clause_object(clause, verb)) is not None:
        wanted = following
    return Complements(*(_phrase(text, clause, chunk) for chunk in (wanted, context, criterion)))


def _belongs(clause: Clause, verb: Verb, index: int, lex: Lexicon) -> bool:
    word = clause.word(index)
    if index in (verb.index, verb.particle, verb.te) or word in MODALS or (word in BE and index == verb.finite):
        return False
    if verb.form in ("finite", "modal") and index < verb.finite and clause.word(0) not in PREPOSITIONS:
        return False
    return not (word in lex.learners or clause.word(index + 1) in lex.learners)


def _chunks(clause: Clause, places: list[int]) -> list[list[int]]:
    """Cut words into phrases: a preposition starts one, a mark or a gap ends one."""
    found: list[list[int]] = []
    for index in places:
        word = clause.word(index)
        if not clause.is_word(index):
            found.append([])
            continue
        starts = word in PREPOSITIONS or not found or not found[-1] or found[-1][-1] != index - 1
        if starts and not (word == "van" and found and found[-1] and found[-1][-1] == index - 1):
            found.append([index])
        else:
            found[-1].append(index)
    trimmed = (_without_edges(clause, chunk) for chunk in found)
    return [chunk for chunk in trimmed if chunk]


def _without_edges(clause: Clause, chunk: list[int]) -> list[int]:
    while chunk and clause.word(chunk[-1]) in ("en", "of", "om", "te", "zich"):
        chunk = chunk[:-1]
    while chunk and clause.word(chunk[0]) in ("en", "of", "zich", "ook", "te", "om"):
        chunk = chunk[1:]
    return chunk


def _is_criterion(clause: Clause, chunk: list[int]) -> bool:
    words = " ".join(clause.word(index) for index in chunk[:4])
    return clause.word(chunk[0]) in _CRITERIA or words.startswith(_CRITERION_PHRASES)


def _clause_object(clause: Clause, verb: Verb) -> list[int] | None:
    """Return the subordinate clause right behind a verb as its object: "legt uit waarom ..."."""
    start = max(verb.index, verb.particle or 0) + 1
    if start < len(clause) and clause.hidden[start] and clause.word(start) in SUBORDINATORS | {"dat", "of"}:
        return [index for index in range(start, len(clause)) if clause.hidden[index]]
    return None


def _phrase(text: str, clause: Clause, chunk: list[int] | None) -> Phrase | None:
    if not chunk:
        return None
    start, end = clause.tokens[chunk[0]].start, clause.tokens[chunk[-1]].end
    return Phrase(text[start:end], start, end)
