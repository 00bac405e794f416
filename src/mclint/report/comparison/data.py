"""Compares two dossiers: facts about them, in no language yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mclint.across.matching import match_outcomes
from mclint.across.tables import load_ratio
from mclint.entries import AssessmentEntry, Entry, OutcomeEntry
from mclint.nlp.lexicon import languages

#: From how many times the smaller study load the larger one differs strongly. MC803 asks for more before it speaks, since
#: nobody asked it; whoever puts two dossiers side by side wants to know.
LOAD_RATIO = 1.5

_WORD = re.compile(r"[^\W_][\w'’-]*")

APPROVED = ("approved", "approved-with-conditions")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome, in one language, with the assessments that cover it."""

    id: str
    lang: str
    text: str
    assessments: tuple[AssessmentEntry, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two outcomes that mean the same: how alike they are, 0 to 1, and the words of the first that show it."""

    first: Outcome
    second: Outcome
    likeness: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two dossiers.

    Attributes:
        entry: what is known of it.
        total: how many outcomes it has.
        alone: outcomes that were compared and match none of the other dossier.
        apart: outcomes that were not compared, since the other dossier has none in their language.
        untested: outcomes that no assessment covers.
    """

    entry: Entry
    total: int
    alone: tuple[Outcome, ...]
    apart: tuple[Outcome, ...]
    untested: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two dossiers and what their outcomes have in common, the likest first."""

    first: Side
    second: Side
    pairs: tuple[Pair, ...]

    @property
    def sides(self) -> tuple[Side, Side]:
        """Return the first and the second dossier."""
        return self.first, self.second

    @property
    def comparable(self) -> bool:
        """Say whether any outcomes could be compared at all."""
        return all(side.total > len(side.apart) for side in self.sides)

    @property
    def differences(self) -> tuple[str, ...]:
        """Return what differs strongly, in this order: level, load, outcomes, decision, untested.

        Outcomes do where less than half of the smaller dossier matches; a missing decision and outcomes without an
        assessment count on either side.
        """
        one, other = self.first.entry, self.second.entry
        smaller = min(side.total - len(side.apart) for side in self.sides)
        found = {
            "level": levels_differ(one, other),
            "load": loads_differ(one, other),
            "outcomes": self.comparable and 2 * len(self.pairs) < smaller,
            "decision": any(entry.decision not in APPROVED for entry in (one, other)),
            "untested": any(side.untested for side in self.sides),
        }
        return tuple(kind for kind, differs in found.items() if differs)


def compare(first: Entry, second: Entry) -> Comparison:
    """Compare two dossiers; outcomes are compared with those in the same language only."""
    known = languages()
    own, others = _readable(first, known), _readable(second, known)
    matches = match_outcomes(own, others)
    pairs = tuple(
        Pair(
            _outcome(first, own[match.first]),
            _outcome(second, others[match.second]),
            match.likeness,
            _as_written(match.shared, own[match.first].text),
        )
        for match in sorted(matches, key=lambda match: (-match.likeness, match.first))
    )
    return Comparison(
        _side(first, {own[match.first].number for match in matches}, own, others),
        _side(second, {others[match.second].number for match in matches}, others, own),
        pairs,
    )


def levels_differ(one: Entry, other: Entry) -> bool:
    """Say whether levels differ on a scale that both dossiers name, or only one dossier names a level."""
    scales = [(one.level, other.level), (one.eqf, other.eqf)]
    shared = [scale for scale in scales if all(scale)]
    if shared:
        return any(first != second for first, second in shared)
    return any(level for scale in scales for level in scale)


def loads_differ(one: Entry, other: Entry) -> bool:
    """Say whether one study load is much larger than the other (ranges that touch are equal), or only one is known."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return (one.low is None) != (other.low is None)
    return load_ratio(one, other) >= LOAD_RATIO


def _readable(entry: Entry, known: frozenset[str]) -> list[OutcomeEntry]:
    """Return the texts of outcomes in a language that has word lists."""
    return [outcome for outcome in entry.outcomes if outcome.lang in known]


def _side(entry: Entry, matched: set[int], own: Sequence[OutcomeEntry], others: Sequence[OutcomeEntry]) -> Side:
    spoken = {outcome.lang for outcome in others}
    compared = {outcome.number for outcome in own if outcome.lang in spoken}
    shown = [(outcome.number, _outcome(entry, outcome)) for outcome in _each(entry)]
    return Side(
        entry,
        len(shown),
        tuple(outcome for number, outcome in shown if number in compared - matched),
        tuple(outcome for number, outcome in shown if number not in compared),
        tuple(outcome for _, outcome in shown if not outcome.assessments),
    )


def _each(entry: Entry) -> Iterator[OutcomeEntry]:
    """Yield each outcome once: in the language of the dossier where it is written in several."""
    texts: dict[int, OutcomeEntry] = {}
    for outcome in entry.outcomes:
        if outcome.number not in texts or (outcome.lang == entry.lang != texts[outcome.number].lang):
            texts[outcome.number] = outcome
    yield from texts.values()


def _outcome(entry: Entry, outcome: OutcomeEntry) -> Outcome:
    covering = tuple(item for item in entry.assessments if outcome.id in item.outcomes)
    return Outcome(outcome.id, outcome.lang, outcome.text, covering)


def _as_written(lemmas: Sequence[str], text: str) -> tuple[str, ...]:
    """Return each lemma as the text has it where a word starts with it, since readers look for what they see."""
    words = _WORD.findall(text.lower())
    return tuple(dict.fromkeys(next((word for word in words if word.startswith(lemma)), lemma) for lemma in lemmas))
