"""The words of one clause, which of them belong to a subordinate clause, and small questions about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from mclint.nlp.lexicon import load
from mclint.nlp.tokens import Token


def _list(name: str) -> frozenset[str]:
    return frozenset(str(word) for word in load("nl", "grammar")[name])


DETERMINERS = _list("determiners")
PREPOSITIONS = _list("prepositions")
SUBORDINATORS = _list("subordinators")
MODALS = _list("modals")
BE = _list("be")
PRONOUNS = _list("pronouns")
ADVERBS = _list("adverbs")
NOUN_LIKE = _list("noun_like")
ABILITY = _list("ability")
COMPOUND_TAILS = tuple(_list("compound_tails"))
ABBREVIATIONS = _list("abbreviations")
PLURAL_SUBJECTS = _list("plural_subjects")
#: Forms of a verb that are far more often something else; only right behind the learner or first are they a verb.
NOT_VERBS = _list("not_verbs")

_PHRASE_ENDS = frozenset(
    ["en", "of", "dan", "als", "om", "dat", "te", "maar", "zodat", "waarbij", "zowel", "alsmede", "evenals", "alsook"]
)


@dataclass(slots=True)
class Clause:
    """The words of one sentence or list item; `hidden` marks those that belong to a subordinate clause or brackets."""

    tokens: Sequence[Token]
    hidden: list[bool] = field(default_factory=list)
    _words: list[str] = field(init=False)
    _answers: dict[str, list[bool]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Fold each word once: every question about a clause looks at several."""
        self._words = [token.lower.partition("/")[0] or token.lower for token in self.tokens]

    def reveal(self) -> None:
        """Hide no word any more."""
        self.hidden = [False] * len(self.tokens)
        self._answers.clear()

    def answer(self, question: str, index: int, ask: Callable[[int], bool]) -> bool:
        """Return the answer to a question about a word, asked once for each word; False outside the clause.

        It is asked from the last word to the first: what an answer depends on stands further on, and is known by then.
        """
        known = self._answers.get(question)
        if known is None:
            known = self._answers[question] = [False] * len(self.tokens)
            for place in reversed(range(len(self.tokens))):
                known[place] = ask(place)
        return 0 <= index < len(known) and known[index]

    def __len__(self) -> int:
        """Return the number of words and marks."""
        return len(self.tokens)

    def word(self, index: int) -> str:
        """Return a word in lower case; "" outside the clause."""
        return self._words[index] if 0 <= index < len(self._words) else ""

    def visible(self, start: int = 0, end: int | None = None) -> Iterator[int]:
        """Yield the places of the words that are not hidden."""
        for index in range(start, len(self.tokens) if end is None else min(end, len(self.tokens))):
            if not self.hidden[index]:
                yield index

    def is_word(self, index: int) -> bool:
        """Say whether there is a word at a place."""
        return 0 <= index < len(self.tokens) and self.tokens[index].is_word

    def ends(self, index: int) -> bool:
        """Say whether a clause or a phrase can end before this place: a mark, the end, a conjunction, a preposition."""
        return (
            index >= len(self.tokens)
            or not self.tokens[index].is_word
            or self.hidden[index]
            or self.word(index) in _PHRASE_ENDS
            or self.word(index) in PREPOSITIONS
            or self.word(index) in SUBORDINATORS
        )
