"""What a check may look at besides the node it is called with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar

from mclint.checks.spoken import Spoken
from mclint.dossier.document import Document
from mclint.dossier.prose import Prose
from mclint.nlp.analysis import Analysis
from mclint.nlp.language import Signs

_Fact = TypeVar("_Fact")


class Reader(Protocol):
    """Reads texts; the engine hands in one that remembers what it read before."""

    def languages(self) -> frozenset[str]:
        """Return the languages that have a lexicon."""

    def analyse(self, text: str, lang: str) -> Analysis:
        """Return how a text is read as a learning outcome."""

    def counts(self, text: str, lang: str) -> dict[str, float]:
        """Return what can be counted in one sentence, by name: words, clauses."""

    def difficulty(self, text: str, lang: str) -> dict[str, float]:
        """Return how hard the words of one sentence are, by the formula for its language; slow the first time."""

    def signs(self, text: str) -> Signs:
        """Return what in a text says which language it stands in."""

    def marks(self, text: str, lang: str) -> dict[str, list[list[int]]]:
        """Return the ranges of words that lists know, by kind: schooling, dated, quality, criterion, abbreviation, expanded."""

    def content(self, text: str, lang: str) -> list[str]:
        """Return the lemmas of the words that carry meaning, sorted, each once."""

    def suggest(self, text: str, lang: str, index: int, level: int) -> list[str]:
        """Return observable verbs for a predicate of the text, in the form in which the sentence needs them.

        `index` counts the predicates of the analysis; `level` is the claimed level 1 to 8, 0 where none is known.
        """


@dataclass(frozen=True, slots=True)
class Env:
    """The surroundings of one check: the dossier, the day that counts as today, and a reader of texts.

    `spoken` knows in which language each text of the dossier stands.
    """

    document: Document
    today: date
    reader: Reader
    spoken: Spoken = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Start with nothing known of the languages."""
        object.__setattr__(self, "spoken", Spoken(self.document, self.reader))

    _facts: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, make: Callable[[], _Fact]) -> _Fact:
        """Return what holds for the whole dossier, worked out when a check first asks for it.

        A check that is called for each item of a list and looks at all items of another takes time squared otherwise.
        """
        if name not in self._facts:
            self._facts[name] = make()
        fact: _Fact = self._facts[name]
        return fact

    def texts(self, pattern: str) -> Iterator[Prose]:
        """Yield the texts at a pointer pattern that are read, each in the language that it stands in.

        One for each language in which a text is given, and one more for a part that stands in another language. Languages
        without a lexicon are left out.
        """
        known = self.reader.languages()
        for node in self.document.find(pattern):
            yield from (prose for prose in self.spoken.texts(node) if prose.lang in known)
