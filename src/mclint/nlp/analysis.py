"""How one learning outcome is read: the one structure that every language rule and `explain --analyse` use.

Offsets count code points in the text that was read; every end is exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Range = tuple[int, int]

#: The fields of a predicate that are phrases, and those that are plain data already.
_PHRASES = ("object", "context", "criterion", "subject_phrase")
_PLAIN = ("lemma", "start", "end", "mark", "bloom", "domain", "form", "frame", "sentence", "item", "confidence", "known")


class PredicateKind(StrEnum):
    """What a main predicate says: something to see, something in the head, what the course does, no verb, or a stance."""

    ACTION = "action"
    STATE = "state"
    TEACHING = "teaching"
    TOPIC = "topic"
    ATTITUDE = "attitude"


class Subject(StrEnum):
    """Who does it: the learner (also an occupation, "je", or nobody named) or a listed non-learner."""

    LEARNER = "learner"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of the text: its words and their range."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Predicate:
    """One main predicate; never one of a subordinate clause.

    Attributes:
        lemma: infinitive with its separable particle joined ("opstellen"; English phrasal verbs with a blank,
            "set up"); None for a topic.
        kind: what it is; state, topic and attitude (listed as unobservable) and teaching are not measurable.
        start, end: from the first to the last word of the verb, particle included ("stelt ... op").
        mark: what a finding underlines: the verb, the frame's words from first to last ("heeft inzicht in"), the noun phrase.
        bloom: levels 1 to 6 on which sources place the verb, sorted; empty where none applies.
        domain: cognitive, psychomotor or affective; None where not known.
        object: what it is done to.
        context: where, with whom or with what ("bij een cliënt met dementie", "with a validated tool").
        criterion: how well or by what norm ("volgens het protocol", "within 10 minutes").
        form: finite, infinitive, imperative, participle, gerund or nominal ("Het opstellen van ...", "Inzicht in ...").
        frame: key of the lexicon's frame that matched, or None.
        subject: who does it, and `subject_phrase` its words.
        sentence: index of the sentence, from 0; `item` index of the list item under a stem, or None.
        confidence: high, medium or low.
        known: whether the lexicon knows the verb (else grammar or the model said so).
    """

    lemma: str | None
    kind: PredicateKind
    start: int
    end: int
    mark: Range
    bloom: tuple[int, ...] = ()
    domain: str | None = None
    object: Phrase | None = None
    context: Phrase | None = None
    criterion: Phrase | None = None
    form: str = "finite"
    frame: str | None = None
    subject: Subject = Subject.LEARNER
    subject_phrase: Phrase | None = None
    sentence: int = 0
    item: int | None = None
    confidence: str = "high"
    known: bool = True

    @property
    def observable(self) -> bool:
        """Say whether somebody else could see it done."""
        return self.kind is PredicateKind.ACTION

    def to_json(self) -> dict[str, Any]:
        """Return plain data for the cache; `asdict` would copy each value in depth, which takes longer than reading."""
        data = {name: getattr(self, name) for name in _PLAIN}
        phrases = {name: getattr(self, name) for name in _PHRASES}
        shown = {name: item and {"text": item.text, "start": item.start, "end": item.end} for name, item in phrases.items()}
        return {**data, **shown, "kind": self.kind.value, "subject": self.subject.value}


@dataclass(frozen=True, slots=True)
class Analysis:
    """The reading of one text.

    Attributes:
        text: the text as read.
        language: primary subtag.
        sentences: the range of each sentence; a stem with a list is one sentence.
        predicates: the main predicates in the order of the text; empty for an empty text.
    """

    text: str
    language: str
    sentences: tuple[Range, ...] = ()
    predicates: tuple[Predicate, ...] = ()

    @property
    def measurable(self) -> bool:
        """Say whether there is a predicate and all of them are actions of the learner."""
        return bool(self.predicates) and all(
            predicate.observable and predicate.subject is Subject.LEARNER for predicate in self.predicates
        )

    def to_json(self) -> dict[str, Any]:
        """Return plain data for the cache."""
        return {
            "text": self.text,
            "language": self.language,
            "sentences": [list(sentence) for sentence in self.sentences],
            "predicates": [item.to_json() for item in self.predicates],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Analysis:
        """Build an analysis from `to_json`; raises KeyError, TypeError or ValueError on anything else."""
        predicates = tuple(
            Predicate(
                **{
                    **item,
                    "kind": PredicateKind(item["kind"]),
                    "subject": Subject(item["subject"]),
                    "mark": (int(item["mark"][0]), int(item["mark"][1])),
                    "bloom": tuple(int(level) for level in item["bloom"]),
                    **{name: Phrase(**item[name]) if item[name] else None for name in _PHRASES},
                }
            )
            for item in data["predicates"]
        )
        sentences = tuple((int(start), int(end)) for start, end in data["sentences"])
        return cls(str(data["text"]), str(data["language"]), sentences, predicates)
