"""Takes compounds apart at the words they are made of: "valrisicoprofiel" is a "profiel" of "val" and "risico"."""

from __future__ import annotations

from collections.abc import Callable

#: Languages that write compounds as one word.
_JOINED = frozenset({"nl"})
#: A part has so many letters at least; one that no list knows so many.
_SHORTEST, _SHORTEST_UNKNOWN = 3, 5
#: What has more letters is no word that anybody takes apart; the longest compounds of dictionaries have some fifty.
_LONGEST = 64
#: What may stand between two parts.
_LINKS = ("", "s", "e", "en", "n")


def split_compound(word: str, lang: str, knows: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the parts of a compound in order, or the word itself.

    The last part is the longest word that is known. What stands in front of it need not be known ("hoogvolt|kabel"), but
    then it is long enough to be a word of its own.

    Args:
        knows: says whether a word stands in a list.
    """
    if "-" in word:
        return tuple(part for part in word.split("-") if part) or (word,)
    if lang not in _JOINED or not 2 * _SHORTEST <= len(word) <= _LONGEST:
        return (word,)
    return _split(word, knows, {}) or (word,)


def _split(word: str, knows: Callable[[str], bool], done: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the parts, () where there are none; `done` holds what is known of shorter words, so that none is split twice."""
    if word not in done:
        done[word] = _parts(word, knows, done)
    return done[word]


def _parts(word: str, knows: Callable[[str], bool], done: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    unknown: tuple[str, ...] = ()
    for place in range(_SHORTEST, len(word) - _SHORTEST + 1):
        last, rest = word[place:], word[:place]
        if not knows(last):
            continue
        for link in _LINKS:
            first = rest.removesuffix(link) if link else rest
            if len(first) < _SHORTEST or (link and first == rest):
                continue
            if knows(first):
                return first, last
            if len(first) >= 2 * _SHORTEST and (split := _split(first, knows, done)):
                return *split, last
        if not unknown and len(rest) >= _SHORTEST_UNKNOWN:
            unknown = (rest, last)
    return unknown
