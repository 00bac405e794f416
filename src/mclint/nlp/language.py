"""Tells in which language a text stands: by the small words that every sentence is full of, and by groups of letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from mclint.letters.fold import Folded, fold, is_usual
from mclint.letters.signs import GAPS
from mclint.nlp.spelling import letter_groups, lists_of_small_words, owners_of_words, word_scores

#: A word; parts with a hyphen belong together, so that "out-of-the-box" is one loan word.
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|['’][ns]\b")
_GAP = re.compile(f"[{GAPS}]")
#: What ends a sentence or a part of one.
_END = re.compile(r"[.!?;:\n]")

#: From so many words on a text can be told by what most of its words look like; a shorter one has to be clearer.
LEAST_WORDS = 5
#: A shorter text says nothing where the language that it is said to be in is not read.
_LEAST_SUSPECTED = 3
#: By how much the words must look like another language, on average for each word, in natural logarithms of likelihood.
_CLEAR = 1.0
_VERY_CLEAR = 2.0
#: From here on the words look so much like the language itself that few small words of another one say little.
_OWN = 2.5
#: The same for a text that is said to be in a language of which only the small words are known, or nothing.
_CLEAR_UNKNOWN = 1.8
#: Fewer words in a row may stand in another language: "learning by doing", the name of a norm.
_LEAST_RUN = 4
#: Of all words so many must be small words of the language, where its letters are not known or those of the other are not.
_SHARE, _SHARE_UNREAD = 0.2, 0.25


@dataclass(frozen=True, slots=True)
class Run:
    """The words in a row that look most like one language: where they stand, how many, how clear it is.

    `gain` is by how much they look like it on average; `lead` how many more of its small words they hold than of others.
    """

    start: int
    end: int
    words: int
    gain: float
    lead: int

    @property
    def is_clear(self) -> bool:
        """Say whether nobody could take it for a title or a few loan words of another language."""
        return self.words >= _LEAST_RUN and self.gain >= _VERY_CLEAR and self.lead >= 2


@dataclass(frozen=True, slots=True)
class Signs:
    """What in a text says which language it stands in; signs of several texts can be added.

    Attributes:
        words: how many words it has.
        letters: for each language that is read how likely its words are (natural logarithm, against the mean of these).
        small: for each language known how many of its small words there are.
        single: how many words of one letter it has; a formula holds "y" and "a" as well.
        runs: for each language that is read the words in a row that look most like it; of one text only.
    """

    words: int = 0
    letters: Mapping[str, float] = field(default_factory=dict)
    small: Mapping[str, int] = field(default_factory=dict)
    single: int = 0
    runs: Mapping[str, Run] = field(default_factory=dict)

    def __add__(self, other: Signs) -> Signs:
        """Return the signs of two texts together, for what is known of the second; nothing and a text is that text."""
        letters = {lang: self.letters.get(lang, 0.0) + value for lang, value in other.letters.items()}
        small = {lang: self.small.get(lang, 0) + value for lang, value in other.small.items()}
        return Signs(self.words + other.words, letters, small, self.single + other.single)

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        runs = {lang: [run.start, run.end, run.words, run.gain, run.lead] for lang, run in self.runs.items()}
        counts = {"words": self.words, "small": dict(self.small), "single": self.single}
        return {**counts, "letters": dict(self.letters), "runs": runs}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Signs:
        """Build signs from plain data; raises KeyError, TypeError or ValueError on anything else."""
        letters = {str(lang): float(value) for lang, value in data["letters"].items()}
        small = {str(lang): int(value) for lang, value in data["small"].items()}
        runs = {
            str(lang): Run(int(start), int(end), int(words), float(gain), int(lead))
            for lang, (start, end, words, gain, lead) in data["runs"].items()
        }
        return cls(int(data["words"]), letters, small, int(data["single"]), runs)


def read_signs(text: str) -> Signs:
    """Return what in a text says which language it stands in.

    A text with letters that may be others is read as it is written and as people see it; the reading in which small words
    of one language are the larger part counts.
    """
    ways = [Folded(text, text)]
    if not is_usual(text, asked=False):
        ways += [fold(text), fold(_GAP.sub(" ", text))]
    return max(map(_signs, ways), key=lambda signs: max(signs.small.values(), default=0) / max(1, signs.words))


def _signs(look: Folded) -> Signs:
    text, langs = look.text, letter_groups().languages
    spans = [match.span() for match in _WORD.finditer(text)]
    words = [text[start:end].lower().replace("’", "'") for start, end in spans]
    scores = [word_scores(word) for word in words]
    letters = {lang: round(sum(score[place] for score in scores), 2) for place, lang in enumerate(langs)}
    owners = owners_of_words()
    small = Counter(lang for word in words if word in owners for lang in owners[word])
    gaps = pairwise(spans)
    ends = frozenset(place for place, ((_, end), (start, _)) in enumerate(gaps) if _END.search(text, end, start))
    written = [look.back(*span) for span in spans]
    runs = {lang: run for lang in langs if (run := _run(words, written, scores, ends, lang)) is not None}
    single = sum(len(word) == 1 for word in words)
    return Signs(len(words), letters, {lang: small[lang] for lang in lists_of_small_words()}, single, runs)


def other_language(signs: Signs, said: str) -> str:
    """Return the language that a text clearly stands in, if that is another than it is said to be in, else "".

    Args:
        said: primary subtag of the language that the text is said to be in, in lower case.
    """
    if said not in signs.letters:
        return _known(signs) if signs.words >= LEAST_WORDS else ""
    found, gain = _likest(signs, said)
    lead = signs.small.get(found, 0) - signs.small.get(said, 0)
    unread = {lang: count for lang, count in signs.small.items() if lang not in signs.letters}
    nearer = any(count - signs.small.get(found, 0) > 2 for count in unread.values())
    if lead > 0 and gain >= (_CLEAR if signs.words >= LEAST_WORDS else _VERY_CLEAR) and not nearer:
        return found
    return _unread(signs, unread, -gain) if signs.words >= LEAST_WORDS else ""


def suspected(signs: Signs, said: str) -> str:
    """Return the language that the words of a text look like, though it has too few small words to be sure; else "".

    A verb of that language makes it sure.
    """
    if said not in signs.letters:
        return _known(signs, lead=1) if signs.words >= _LEAST_SUSPECTED else ""
    found, gain = _likest(signs, said)
    return found if gain >= _VERY_CLEAR else ""


def suspected_together(signs: Signs, said: str) -> str:
    """Return the language that the words of several texts look like, with few small words or none; else "".

    A verb of that language in each of the texts makes it sure.
    """
    if said in signs.letters:
        return suspected(signs, said)
    found = max(signs.letters, key=lambda lang: (signs.letters[lang], lang), default="")
    nearer = any(count > signs.small.get(found, 0) for count in signs.small.values())
    return found if found and not nearer and -_likest(signs, found)[1] >= _CLEAR_UNKNOWN else ""


def is_nearer(signs: Signs, said: str, other: str) -> bool:
    """Say whether a text looks more like the language that it is said to be in than like another one."""
    if said in signs.letters and other in signs.letters:
        return signs.letters[said] - signs.letters[other] >= _CLEAR * signs.words
    return signs.small.get(said, 0) > signs.small.get(other, 0)


def _likest(signs: Signs, said: str) -> tuple[str, float]:
    """Return the other language that the words look like most, and by how much they look more like it on average."""
    others = [lang for lang in signs.letters if lang != said]
    if not others or not signs.words:
        return "", 0.0
    found = max(others, key=lambda lang: (signs.letters[lang], lang))
    return found, (signs.letters[found] - signs.letters[said]) / signs.words


def _known(signs: Signs, lead: int = 2) -> str:
    """Return the language among those that are read that a text clearly stands in, "" where it could be any other.

    `lead` is how many more of its small words there must be than of any other language.
    """
    found = max(signs.letters, key=lambda lang: (signs.letters[lang], lang))
    count = signs.small.get(found, 0)
    more = min((count - other for lang, other in signs.small.items() if lang != found), default=0)
    gain = -_likest(signs, found)[1]
    sure = gain >= _CLEAR_UNKNOWN and count >= _SHARE * signs.words and more >= max(lead, signs.words / 20)
    return found if sure else ""


def _unread(signs: Signs, unread: Mapping[str, int], gain: float) -> str:
    """Return the language that is not read in which a text clearly stands, by its small words.

    `gain` is by how much the words look like the language that it is said to be in; if very much so, one more is needed.
    """
    found = max(unread, key=lambda lang: (unread[lang], lang), default="")
    lead = min((unread[found] - count for lang, count in signs.small.items() if lang != found), default=0) if found else 0
    least = max(2 if gain < _OWN else 3, signs.words / 20) + signs.single
    return found if lead >= least and unread[found] >= _SHARE_UNREAD * signs.words else ""


def _run(
    words: list[str], spans: list[tuple[int, int]], scores: list[tuple[float, ...]], ends: frozenset[int], lang: str
) -> Run | None:
    """Return the words in a row whose sum of what speaks for one language, above the least that is clear, is highest.

    `ends` holds the places of words behind which a sentence or a part of it ends.
    """
    langs = letter_groups().languages
    place = langs.index(lang)
    gains = [score[place] - max(value for other, value in enumerate(score) if other != place) for score in scores]
    best, total, first, low, high = 0.0, 0.0, 0, 0, 0
    for index, gain in enumerate(gains):
        if total <= 0:
            total, first = 0.0, index
        total += gain - _CLEAR
        if total > best:
            best, low, high = total, first, index + 1
    if not high:
        return None
    low, high = _whole(low, high, gains, ends)
    owners = owners_of_words()
    small = Counter(owner for word in words[low:high] if word in owners for owner in owners[word])
    lead = small[lang] - max(small[other] for other in langs if other != lang)
    return Run(spans[low][0], spans[high - 1][1], high - low, round(sum(gains[low:high]) / (high - low), 2), lead)


def _whole(low: int, high: int, gains: list[float], ends: frozenset[int]) -> tuple[int, int]:
    """Return a run with the rest of its sentence, on each side as far as that does not speak for another language."""
    first = next((place for place in range(low, 0, -1) if place - 1 in ends), 0)
    last = next((place for place in range(high, len(gains)) if place - 1 in ends), len(gains))
    before, after = gains[first:low], gains[high:last]
    return (
        first if sum(before) >= -_VERY_CLEAR * len(before) else low,
        last if sum(after) >= -_VERY_CLEAR * len(after) else high,
    )
