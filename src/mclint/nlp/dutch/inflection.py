"""Dutch inflection: the forms of a verb by the spelling rules, with what no rule gives from the word list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from mclint.nlp.lexicon import load

INFINITIVE = "inf"
STEM = "stem"
THIRD = "third"
PARTICIPLE = "part"
PAST = "past"

_VOWELS = "aeiou"
_LONG = ("aa", "ee", "oo", "uu")
_DOUBLE = ("ie", "oe", "eu", "ui", "ij", "ei", "au", "ou", "aai", "ooi", "oei", "eeu", "ieu")


def stem_of(infinitive: str) -> str:
    """Return the stem of a simple infinitive: "maken" gives "maak", "leggen" "leg", "geven" "geef", "oefenen" "oefen"."""
    if infinitive in ("doen", "gaan", "staan", "slaan", "zien"):
        return infinitive[:-1]
    if not infinitive.endswith("en"):
        return infinitive.removesuffix("n")
    body = infinitive[:-2]
    if infinitive.endswith(("iën", "eën")):
        return infinitive[:-2].replace("ë", "e")
    if len(body) > 1 and body[-1] == body[-2] and body[-1] not in _VOWELS:
        body = body[:-1]
    elif _open_syllable(body) and not _unstressed(infinitive):
        body = body[:-1] + body[-2] + body[-1]
    return body[:-1] + {"v": "f", "z": "s"}.get(body[-1], body[-1])


def _open_syllable(body: str) -> bool:
    """Say whether the vowel before the last consonant stands alone, so that it is doubled in the stem."""
    if len(body) < 2 or body[-1] in _VOWELS or body[-2] not in "aeou":
        return False
    before = body[-3:-1]
    return not (before in _LONG or before in _DOUBLE or (len(body) > 2 and body[-3] in _VOWELS))


def _unstressed(infinitive: str) -> bool:
    return any(infinitive.endswith(verb) for verb in _irregular()["unstressed"])


def third_of(infinitive: str) -> str:
    """Return the third person of a simple infinitive."""
    given = _irregular()["present"].get(infinitive)
    if isinstance(given, Mapping) and "third" in given:
        return str(given["third"][0])
    if infinitive in _THIRD:
        return _THIRD[infinitive]
    stem = stem_of(infinitive)
    if infinitive in ("gaan", "staan", "slaan", "doen", "zien"):
        return f"{stem}t"
    return stem if stem.endswith("t") else f"{stem}t"


_THIRD = {"hebben": "heeft", "zijn": "is", "kunnen": "kan", "mogen": "mag", "willen": "wil", "zullen": "zal", "komen": "komt"}


def participle_of(infinitive: str) -> str:
    """Return the past participle of a simple infinitive."""
    for verb, (_, participle) in _irregular()["strong"].items():
        if infinitive == verb:
            return str(participle)
        if infinitive.endswith(verb) and _is_prefixed(infinitive, verb):
            return infinitive[: -len(verb)] + str(participle).removeprefix("ge")
    stem = stem_of(infinitive)
    raw = infinitive[:-2] if infinitive.endswith("en") else stem
    ending = "t" if raw and raw[-1] in "tkfsphcx" and not raw.endswith(("v", "z")) else "d"
    ending = "" if stem.endswith(ending) else ending
    prefix = "" if _prefixed(infinitive) else "ge"
    return f"{prefix}{stem}{ending}"


def _prefixed(infinitive: str) -> bool:
    return any(
        infinitive.startswith(prefix) and len(infinitive) > len(prefix) + 4 for prefix in ("be", "ge", "her", "ont", "ver", "er")
    )


def _is_prefixed(infinitive: str, verb: str) -> bool:
    return infinitive[: -len(verb)] in set(_irregular()["inseparable"])


def simple_forms(infinitive: str) -> Iterator[tuple[str, str]]:
    """Yield every (word, form) of a simple verb."""
    yield infinitive, INFINITIVE
    given = _irregular()["present"].get(infinitive)
    if given:
        yield from ((str(word), STEM) for word in given["stem"])
        yield from ((str(word), THIRD) for word in given["third"])
    else:
        yield stem_of(infinitive), STEM
        yield third_of(infinitive), THIRD
    yield participle_of(infinitive), PARTICIPLE


def third_person(verb: str) -> str:
    """Return the third person of a verb or phrase in which "|" marks a separable particle: "legt uit"."""
    head, _, rest = verb.partition(" ")
    if rest and not head.endswith("n"):
        words = verb.split(" ")
        place = next((i for i, word in enumerate(words) if word.endswith("en") and len(word) > 3), 0)
        moved = [third_of(words[place].replace("|", "")), *words[:place], *words[place + 1 :]]
        return " ".join(moved)
    particle, bar, simple = head.partition("|")
    shown = f"{third_of(simple)} {particle}" if bar else third_of(head)
    return f"{shown} {rest}" if rest else shown


@cache
def _irregular() -> Mapping[str, Any]:
    return load("nl", "irregular")
