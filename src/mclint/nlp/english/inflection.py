"""English inflection: the forms of a verb and the plural of a noun, in British and American spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

BASE = "base"
THIRD = "s"
GERUND = "ing"
PAST = "past"
PARTICIPLE = "pp"

_VOWELS = "aeiou"
_AMERICAN = (
    (re.compile(r"is(e|ation)$"), r"iz\1"),
    (re.compile(r"yse$"), "yze"),
    (re.compile(r"our$"), "or"),
    (re.compile(r"ould$"), "old"),
    (re.compile(r"ough$"), "ow"),
    (re.compile(r"ogue$"), "og"),
    (re.compile(r"tre$"), "ter"),
    (re.compile(r"(?<=[ti])l$"), "ll"),
    (re.compile(r"mme$"), "m"),
    (re.compile(r"actise$"), "actice"),
)
# Words that end like a British spelling and have no American twin.
_NO_TWIN = frozenset(
    ["advise", "arise", "comprise", "compromise", "devise", "disguise", "exercise", "improvise", "promise", "raise"]
    + ["revise", "rise", "supervise", "surprise", "televise", "praise", "cruise", "appraise", "pour", "tour", "devour"]
    + [
        "scour",
        "plough through",
        "fold",
        "mail",
        "boil",
        "oil",
        "sail",
        "tail",
        "detail",
        "fail",
        "trail",
        "coil",
        "spoil",
    ]
    + ["toil", "advertise", "excise", "incise", "bruise", "noise", "cough", "rough"]
)


def spellings(base: str) -> tuple[str, ...]:
    """Return the base form and its other spellings, the given one first; only the first word of a phrase varies."""
    head, _, rest = base.partition(" ")
    found = [head]
    if head not in _NO_TWIN:
        found += [made for pattern, to in _AMERICAN if (made := pattern.sub(to, head)) != head]
    return tuple(f"{word} {rest}" if rest else word for word in dict.fromkeys(found))


def _third(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")) and not base.endswith("oo"):
        return base + ("zes" if base == "quiz" else "es")
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _stems(base: str) -> tuple[str, ...]:
    """Return the stems that take a vowel ending: a doubled consonant where it is due, both where usage differs."""
    last3 = base[-3:]
    closed = (
        len(base) >= 2
        and base[-1] not in "aeiouwxyh"
        and base[-2] in _VOWELS
        and (len(base) == 2 or base[-3] not in _VOWELS or last3[:1] == "u" and base[-4:-3] == "q")
    )
    if not closed:
        return (base,)
    doubled = base + base[-1]
    syllables = len(re.findall(r"[aeiouy]+", base))
    return (doubled,) if syllables == 1 else (base, doubled)


def _vowel_ending(base: str, ending: str) -> Iterator[str]:
    if base.endswith("ie") and ending == "ing":
        yield base[:-2] + "ying"
    elif base.endswith("ee"):
        yield base + ending.removeprefix("e" if ending == "ed" else "")
    elif base.endswith("e") and not (ending == "ing" and base.endswith(("oe", "ye"))):
        yield base[:-1] + ending
    elif base.endswith("y") and ending == "ed" and base[-2:-1] not in _VOWELS:
        yield base[:-1] + "ied"
    elif base.endswith("c") and base[-2:-1] == "i":
        yield base + "k" + ending
    else:
        for stem in _stems(base):
            yield stem + ending


def forms(base: str, irregular: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield every (word, form) of one single-word verb; `irregular` maps a base to its past and participle forms."""
    yield base, BASE
    yield {"be": "is", "have": "has", "do": "does", "go": "goes"}.get(base, _third(base)), THIRD
    for word in _vowel_ending(base, "ing"):
        yield word, GERUND
    if base in irregular:
        past, participle = irregular[base]
        yield from ((word, PAST) for word in past.split("/"))
        yield from ((word, PARTICIPLE) for word in participle.split("/"))
    else:
        for word in _vowel_ending(base, "ed"):
            yield word, PAST
            yield word, PARTICIPLE


def plural(noun: str) -> str:
    """Return the regular plural of a noun; of a phrase, that of its last word."""
    return noun if noun.endswith("ss") or noun == "staff" else _third(noun)


def singular(noun: str) -> str:
    """Return the likely singular of a lower-case noun form; words that only look plural stay as they are."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is", "ics")) and len(noun) > 3:
        return noun[:-1]
    return noun


def third_person(base: str) -> str:
    """Return the third person of a verb or verb phrase: "carry out" gives "carries out"."""
    head, _, rest = base.partition(" ")
    word = {"be": "is", "have": "has", "do": "does", "go": "goes"}.get(head, _third(head))
    return f"{word} {rest}" if rest else word
