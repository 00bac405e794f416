"""Reads an English learning outcome: who does what, and whether it can be seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from mclint.nlp.analysis import Analysis, Predicate, PredicateKind
from mclint.nlp.english.bloom import content, rate
from mclint.nlp.english.drafts import Draft, read_clause
from mclint.nlp.english.group import FINITE, verb_group
from mclint.nlp.english.inflection import BASE, THIRD
from mclint.nlp.english.lexicon import Lexicon, lexicon
from mclint.nlp.english.segments import Segment, segments, words_of
from mclint.nlp.english.start import opening
from mclint.nlp.english.words import Clause, Word
from mclint.nlp.tokens import Token

#: So many words of stems are read again with their items, then the items by themselves: a long stem with many items would
#: take time squared.
_MOST_REPEATED = 1_000


def _lead(stem: Clause) -> tuple[Word, ...] | None:
    """Return the words of a stem that each item completes; () if it is a mere heading, None if it is complete by itself."""
    words = stem.words[:-1]
    probe = Clause(words, stem.lex)
    start = opening(probe)
    if start is None:
        named = any(word.low in stem.lex.learners or stem.isin(place, "modals") for place, word in enumerate(words))
        return words if named or _open_end(probe) else ()
    if verb_group(probe, start.index, start.form, opening=start.subject is None) is None:
        return words
    return None


def _open_end(clause: Clause) -> bool:
    """Say whether a stem ends in "to" after an ability noun or adjective ("Is able to:")."""
    return clause.at(len(clause.words) - 1) == "to"


def _read_list(text: str, stem: Segment, items: Sequence[Segment], lex: Lexicon, room: int) -> Iterator[Draft]:
    """Yield what a stem says with each of its items; it is read with them for as many words as there is room for."""
    lead = _lead(Clause(stem.words, lex))
    if lead is None:
        whole = Clause(stem.words[:-1], lex)
        yield from read_clause(whole, text, stem)
    for segment in items:
        room -= len(lead or ())
        clause = Clause((*(lead or ()), *segment.words) if room >= 0 else segment.words, lex)
        if lead is not None:
            yield from read_clause(clause, text, segment)
        elif _imperative(clause):
            yield from read_clause(clause, text, segment)


def _imperative(clause: Clause) -> bool:
    start = opening(clause)
    return start is not None and start.form in (BASE, THIRD, FINITE)


def _blocks(parts: Sequence[Segment]) -> Iterator[tuple[Segment, list[Segment]]]:
    """Yield each sentence with the items under it."""
    for _, group in groupby(parts, key=lambda part: part.sentence):
        first, *items = group
        yield first, items


def drafts(parts: Sequence[Segment], text: str, lex: Lexicon) -> list[Draft]:
    """Return the main predicates of a text that is cut into segments, without their Bloom levels."""
    found: list[Draft] = []
    room = _MOST_REPEATED
    for first, items in _blocks(parts):
        if items:
            found += _read_list(text, first, items, lex, room)
            room -= len(first.words) * len(items)
        else:
            found += read_clause(Clause(first.words, lex), text, first)
    if any(item.predicate.kind is not PredicateKind.TOPIC for item in found):
        # A heading, a code or a note beside an outcome that has its verb is not an outcome of its own.
        found = [item for item in found if item.predicate.kind is not PredicateKind.TOPIC]
    return found


def read(text: str, tokens: Iterable[Token]) -> Analysis:
    """Return the reading of one English outcome.

    Args:
        text: the outcome as it stands.
        tokens: its tokens; blanks among them are skipped.
    """
    lex = lexicon()
    parts = list(segments(text, list(words_of(text, tokens))))
    found = drafts(parts, text, lex)
    return Analysis(text, "en", tuple(_sentences(parts)), tuple(_rated(text, found, lex)))


def _rated(text: str, found: Sequence[Draft], lex: Lexicon) -> Iterator[Predicate]:
    """Yield the predicates with their Bloom levels, which depend on those beside them."""
    every = [draft.basis for draft in found if draft.basis is not None]
    words = content(text) if every else ()
    index = 0
    for draft in found:
        if draft.basis is None:
            yield draft.predicate
            continue
        yield replace(draft.predicate, bloom=rate(lex.votes, every, index, words))
        index += 1


def _sentences(parts: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    for first, items in _blocks(parts):
        yield first.words[0].start, (items or [first])[-1].words[-1].end
