"""The words of one clause, and what a word can be by its shape alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mclint.nlp.english.lexicon import Lexicon

ADJECTIVE = re.compile(r"(ful|ous|ive|al|ic|able|ible|less|ary|ish|ant|ent|ed|ing|ern|ese|ian|ean|ular|ory|-\w+ed|-based|y)$")
# Longer rows of adverbs are no language; without a limit they would cost time squared.
_MOST_ADVERBS = 12
PUNCTUATION = frozenset(",;:.!?()[]{}\"“”'‘’–—…/•*-")
# Adjectives and participles that follow their noun ("the skills needed to ...").
_BEHIND = frozenset(
    [
        "needed",
        "required",
        "necessary",
        "relevant",
        "related",
        "associated",
        "involved",
        "used",
        "available",
        "suitable",
        "applicable",
        "pertinent",
        "essential",
    ]
)
COMMAS = frozenset([",", ";", ":", "(", ")", "–", "—", "-", "•", "…"])


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark: as written, in lower case, and its range."""

    text: str
    low: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of one sentence or list item, with the lexicon to judge them by; an index out of range is an empty word."""

    words: tuple[Word, ...]
    lex: Lexicon

    def at(self, index: int) -> str:
        """Return the lower-case word, or an empty text beyond either end."""
        return self.words[index].low if 0 <= index < len(self.words) else ""

    def isin(self, index: int, name: str) -> bool:
        """Say whether the word stands in one of the lexicon's lists; "'s" is a form of be behind a pronoun only."""
        if (
            name == "be_forms"
            and self.at(index) == "'s"
            and self.at(index - 1) not in ("he", "she", "it", "that", "who", "what", "there")
        ):
            return False
        return self.at(index) in self.lex.lists[name]

    def adverb(self, index: int) -> bool:
        """Say whether the word is an adverb of a list or by its ending."""
        word = self.at(index)
        if word in self.lex.lists["adverbs"]:
            return True
        return word.endswith("ly") and len(word) > 4 and word not in self.lex.lists["not_adverbs"]

    def past_adverbs(self, index: int) -> int:
        """Return the index after adverbs, coordinated ones included ("clearly and concisely")."""
        for _ in range(_MOST_ADVERBS):
            if self.adverb(index):
                index += 1
            elif self.at(index) in ("and", "or", ",", "&") and self.adverb(index - 1) and self._manner_ahead(index + 1):
                index += 1
            else:
                break
        return index

    def _manner_ahead(self, index: int) -> bool:
        return (
            self.at(index).endswith("ly") and self.adverb(index) or (self.at(index) in ("and", "or") and self.adverb(index + 1))
        )

    def determiner(self, index: int) -> bool:
        """Say whether the word opens a noun phrase: determiner, quantifier or number."""
        word = self.at(index)
        return self.isin(index, "determiners") or self.isin(index, "quantifiers") or word[:1].isdigit()

    def adjective(self, index: int) -> bool:
        """Say whether the word looks like an adjective by its ending."""
        word = self.at(index)
        return len(word) > 4 and ADJECTIVE.search(word) is not None

    def boundary(self, index: int) -> bool:
        """Say whether the word separates coordinated parts."""
        return self.isin(index, "coordinators") or self.at(index) in (",", ";")

    def stop(self, index: int) -> bool:
        """Say whether a noun phrase ends before this word: the end, a mark, a preposition, a subordinator, a coordinator."""
        word = self.at(index)
        return (
            not word
            or word in COMMAS
            or word in (".", "!", "?")
            or self.isin(index, "prepositions")
            or self.isin(index, "subordinators")
            or self.isin(index, "coordinators")
        )

    def head(self, index: int, limit: int = 9) -> int:
        """Return the index of the head of the noun phrase that starts here: its last word; -1 if there is none."""
        last = -1
        for place in range(index, min(index + limit, len(self.words))):
            word = self.at(place)
            if word in ("and", "or", ",", "/", "and/or") and self._joins_modifiers(place):
                continue
            if place > index and word in _BEHIND and self.stop(place + 1):
                break
            if self.stop(place) or self.isin(place, "modals") or self.isin(place, "have_forms"):
                break
            last = place
        return last

    def _joins_modifiers(self, index: int) -> bool:
        """Say whether a coordinator stands between two adjectives before a noun ("clear and concise reports")."""
        after = index + 1
        if self.at(index) == "," and self.at(after) in ("and", "or"):
            after += 1
        after = after + 1 if self.adverb(after) else after
        return (
            (self.adjective(index - 1) or self.at(index - 1) in self.lex.adjectives)
            and (self.adjective(after) or self.at(after) in self.lex.adjectives)
            and not self.stop(after + 1)
        )
