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

_VOWELS = "aeiou"
_DIAERESIS = {"e": "ë", "i": "ï", "u": "ü"}
_LONG = ("aa", "ee", "oo", "uu")
_WEAK = ("elen", "enen", "emen")
#: Prefixes that stay on the verb: the vowel behind them is the first of the stem, and the participle has no "ge-".
_PREFIXES = ("onder", "achter", "over", "door", "voor", "weer", "ont", "her", "ver", "mis", "vol", "om", "be", "ge", "er")
_DOUBLE = ("ie", "oe", "eu", "ui", "ij", "ei", "au", "ou", "aai", "ooi", "oei", "eeu", "ieu")


def stem_of(infinitive: str) -> str:
    """Return the stem of a simple infinitive: "maken" gives "maak", "leggen" "leg", "geven" "geef", "oefenen" "oefen"."""
    if infinitive.endswith(("doen", "gaan", "staan", "slaan", "zien")):
        return infinitive[:-1]
    if infinitive.endswith("komen"):
        return infinitive[:-2]
    if infinitive.endswith("iën"):
        return f"{infinitive[:-2]}e"
    if not infinitive.endswith("en"):
        return infinitive.removesuffix("n").removesuffix("ë")
    body = infinitive[:-2]
    if infinitive.endswith("iëren"):
        return f"{body[:-2]}eer"
    if infinitive.endswith(("eëren", "ueren")) and not infinitive.endswith("eueren"):
        return f"{body[:-1]}er"
    if len(body) > 1 and body[-1] == body[-2] and body[-1] not in _VOWELS:
        body = body[:-1]
    elif _open_syllable(body) and not _unstressed(infinitive):
        body = body[:-1] + body[-2] + body[-1]
    return body[:-1] + {"v": "f", "z": "s"}.get(body[-1], body[-1])


def _open_syllable(body: str) -> bool:
    """Say whether the vowel before the last consonant stands alone, so that it is doubled in the stem."""
    if len(body) < 2 or body[-1] in f"{_VOWELS}xyw" or body[-2] not in "aeou":
        return False
    before = body[-3:-1]
    return not (before in _LONG or before in _DOUBLE or (len(body) > 2 and body[-3] in _VOWELS))


def _unstressed(infinitive: str) -> bool:
    """Say whether the last vowel of the stem is weak: "oefen", "handel"; "-eren" is so in listed verbs only."""
    weak = _words("unstressed")
    if infinitive in weak or any(infinitive.removeprefix(prefix) in weak for prefix in _PREFIXES):
        return True
    if not infinitive.endswith(_WEAK) or infinitive.endswith(tuple(_words("stressed"))):
        return False
    rest = infinitive[:-4]
    for prefix in _PREFIXES:
        if infinitive.startswith(prefix) and len(infinitive) > len(prefix) + 4:
            rest = infinitive[len(prefix) : -4]
            break
    return any(letter in f"{_VOWELS}y" for letter in rest)


def third_of(infinitive: str) -> str:
    """Return the third person of a simple infinitive."""
    given = _irregular()["present"].get(infinitive)
    if isinstance(given, Mapping) and "third" in given:
        return str(given["third"][0])
    stem = stem_of(infinitive)
    return stem if stem.endswith("t") else f"{stem}t"


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
    return f"{stem}{ending}" if _prefixed(infinitive) else f"{_with_ge(stem)}{ending}"


def _with_ge(stem: str) -> str:
    """Return a stem behind "ge-", with a diaeresis where two vowels would run together: "geëvalueer", "geïnstalleer"."""
    clashes = stem[0] in "eiu" and not stem.startswith(("ij", "ui"))
    return f"ge{_DIAERESIS[stem[0]]}{stem[1:]}" if clashes else f"ge{stem}"


def _prefixed(infinitive: str) -> bool:
    if infinitive in _words("with_ge"):
        return False
    return any(infinitive.startswith(prefix) and len(infinitive) > len(prefix) + 4 for prefix in _PREFIXES)


def _is_prefixed(infinitive: str, verb: str) -> bool:
    return infinitive[: -len(verb)] in _words("inseparable")


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


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(str(word) for word in _irregular()[name])
