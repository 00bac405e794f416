"""What somebody meant who wrote a value in another form than the format wants: one normaliser for each kind of field.

Each takes the text as it was written and returns the value that the format can hold, or None where nobody can tell. The words
of people's forms stand in `rules/words/writing.yaml`; names of languages, countries and months come from the Unicode CLDR.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, wraps
from typing import Any, ParamSpec

from mclint.data import read_yaml, rules_dir
from mclint.engine import names
from mclint.suggest import did_you_mean, folded

P = ParamSpec("P")

_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_WITH_WORDS = re.compile(r"(?P<before>[^0-9]*?)\s*(?P<number>[0-9](?:[0-9.,\s]*[0-9])?)\s*(?P<behind>[^0-9]*)", re.DOTALL)
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]?([0-9]{1,2})[-/. ]?([0-9]{1,2})")
#: A word processor makes dashes of hyphens, and people put blanks around them.
_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_WITH_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{1,2}:[0-9]{2}\S*")
_SIGNS = re.compile(r"[0-9]+|[^\W\d_]+")
_PERIOD = re.compile(r"P?(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::[0-9]+)?(?:[/?#]\S*)?", re.IGNORECASE)
_SCHEME = re.compile(r"(?:h\w{2,4}s?\s*[:;]?\s*/{0,3}\s*|//)(?=\w)", re.IGNORECASE)
_CENTURY = 2000
#: Longer texts are no value in another form, and not worth the time to find out.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Meant:
    """A value that the format can hold; `safe` where it says the very same, `key` where it belongs to another field."""

    text: str
    safe: bool = False
    key: str = ""


def _of_short_texts(normaliser: Callable[P, Meant | None]) -> Callable[P, Meant | None]:
    """Give a normaliser only texts that could be a value: its first argument."""

    @wraps(normaliser)
    def guarded(*arguments: P.args, **named: P.kwargs) -> Meant | None:
        return normaliser(*arguments, **named) if len(str(arguments[0])) <= _LONGEST else None

    return guarded


@_of_short_texts
def yes_or_no(text: str) -> Meant | None:
    """Return true or false for a word that says so: "ja", "no", "aan"."""
    word = text.strip().lower()
    for value, words in (("true", writing()["yes"]), ("false", writing()["no"])):
        if word in {str(item).lower() for item in words}:
            return Meant(value, safe=True)
    return None


def is_thousands(text: str) -> bool:
    """Say whether a number is written as Dutch writes thousands: "1.200"."""
    return _THOUSANDS.fullmatch(text) is not None


@_of_short_texts
def number(text: str, unit: str = "", *, ranges: bool = False) -> Meant | None:
    """Return the number that a text gives: "1.200", "80 uur", "80,5", "ca. 50%", "1 jaar" for months, a number in quotes.

    Args:
        text: as it was written.
        unit: what the field counts, as `x-unit` in the schema names it; "" where it counts nothing.
        ranges: whether the field takes two numbers, such as 80-160.

    A number of another unit has that unit as its `key`.
    """
    text = text.strip()
    if _NUMBER.fullmatch(text) and not is_thousands(text):
        return Meant(text, safe=True)
    if ranges and (found := _range(text, unit)) is not None:
        return Meant(found)
    match = _WITH_WORDS.fullmatch(text)
    if match is None:
        return None
    plain = _plain_number(match["number"])
    said = [_unit_of(match["before"]), _unit_of(match["behind"].strip().strip(".,-"))]
    if plain is None or None in said:
        return None
    kind = next((part for part in said if part), unit)
    if kind == "years" and unit == "months" and plain.isdecimal():
        return Meant(str(int(plain) * int(writing()["months_in_a_year"])))
    return Meant(plain, key="" if kind == unit else kind)


@_of_short_texts
def day(text: str) -> Meant | None:
    """Return the day that a text gives: "3-11-2025" (day before month), "2025/11/3", "3 november 2025", "Nov 3, 2025"."""
    text = text.strip()
    if match := _WITH_TIME.fullmatch(text):
        text = match[1]
    text = _DASH.sub("-", text)
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]), safe=False)
    if match := _DAY_FIRST.fullmatch(text):
        year = int(match[3]) + (_CENTURY if len(match[3]) == len("25") else 0)
        first, second = int(match[1]), int(match[2])
        return _day(year, second, first, safe=False) or _day(year, first, second, safe=False)
    return _day_in_words(text)


@_of_short_texts
def duration(text: str) -> Meant | None:
    """Return the ISO 8601 duration that a text gives: "3 jaar" is P3Y, "onbeperkt" is unlimited."""
    said = " ".join(text.lower().split())
    if said in writing()["unlimited"] or said == "unlimited":
        return Meant("unlimited", safe=True)
    if (match := _PERIOD.fullmatch(said)) and any(match.groups()):
        return Meant("P" + said.upper().removeprefix("P"), safe=True)
    signs, found = {"years": "Y", "months": "M", "days": "D"}, ""
    tokens = [token for token in _SIGNS.findall(said) if token not in writing()["both"]]
    if not tokens or len(tokens) % 2:
        return None
    for count, word in zip(tokens[::2], tokens[1::2], strict=True):
        plain, kind = count if count.isdecimal() else _numbers().get(count), _units().get(word, "")
        if plain is None or kind not in signs or signs[kind] in found:
            return None
        found += f"{plain}{signs[kind]}"
    return Meant(f"P{found}", safe=True) if re.fullmatch(r"([0-9]+Y)?([0-9]+M)?([0-9]+D)?", found) else None


@_of_short_texts
def level(text: str, codes: Iterable[str], key: str) -> Meant | None:
    """Return the level that a text names with words around it: "NLQF 3", "niveau 3", "mbo-4", "level four"."""
    words, known, found, plus = writing()["level"], set(codes), "", ""
    harmless = {*words["any"], *words.get(key, ())}
    others = {*words["nlqf"], *words["eqf"], *words["other"]}
    safe = True
    for token in re.findall(r"[0-9]+|\+|[^\W\d_]+", text.lower()):
        value = token if token.isdecimal() else _numbers().get(token, "")
        if value and not found:
            found = value
        elif found and token in words["plus"]:
            plus = "+"
        elif token in harmless or token in others:
            safe = safe and token in harmless
        else:
            return None
    return Meant(found + plus, safe) if found + plus in known else None


@_of_short_texts
def language(text: str) -> Meant | None:
    """Return the code of a language that is written as its name or as a longer code: "Nederlands", "nld", "nl_NL"."""
    said = _without_articles(text)
    code = names.language_code(said)
    if code is not None:
        return Meant(code, safe=True)
    similar = names.similar_language(said)
    return Meant(similar) if similar is not None else None


@_of_short_texts
def country(text: str) -> Meant | None:
    """Return the code of a country that is written as its name, in lower case or as a longer code: "Nederland", "nl", "NLD"."""
    said = _without_articles(text)
    code = names.country_code(said)
    if code is not None:
        return Meant(code, safe=True)
    similar = _countries().get(said.lower()) or names.similar_country(said)
    return Meant(similar) if similar is not None else None


@_of_short_texts
def address(text: str) -> Meant | None:
    """Return a web address that lacks its beginning, or has it misspelt, with https:// in front."""
    rest = text.strip()
    if (match := _SCHEME.match(rest)) and not _HOST.fullmatch(rest):
        rest = rest[match.end() :]
    return Meant(f"https://{rest}") if _HOST.fullmatch(rest) else None


@_of_short_texts
def code(text: str, codes: Iterable[str], place: str) -> Meant | None:
    """Return the code that a text means at a place, by synonym or by likeness; safe where only case or hyphens differ."""
    found = did_you_mean(text, codes, place)
    return None if found is None else Meant(found, safe=folded(text) == folded(found))


def several_codes(text: str, codes: Iterable[str], place: str) -> tuple[str, ...]:
    """Return the codes that a text names one after the other: "online/fysiek", "docenten en werkgevers"; else none."""
    if len(text) > _LONGEST:
        return ()
    known = tuple(codes)
    parts = [part.strip() for part in _between().split(f" {text} ") if part.strip()]
    found = [did_you_mean(part, known, place) for part in parts]
    meant = tuple(dict.fromkeys(item for item in found if item is not None))
    return meant if len(parts) > 1 and None not in found and len(meant) == len(parts) else ()


@cache
def writing() -> Mapping[str, Any]:
    """Return `rules/words/writing.yaml`, read once."""
    return read_yaml(rules_dir() / "words" / "writing.yaml")


def _plain_number(text: str) -> str | None:
    """Return digits as YAML wants them: a point for the decimals, and nothing for the thousands."""
    text = re.sub(r"\s", "", text)
    if is_thousands(text) or re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+", text):
        return re.sub(r"[.,]", "", text)
    if match := re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{3})*|[0-9]+),([0-9]+)", text):
        return f"{match[1].replace('.', '')}.{match[2]}".removesuffix(".00")
    return text if _NUMBER.fullmatch(text) else None


def _unit_of(words: str) -> str | None:
    """Return the unit that words beside a number name, "" where they name none, None where they say something else."""
    said = words.strip().strip("().:").strip().lower()
    if not said or said in writing()["about_words"]:
        return ""
    return _units().get(said)


def _range(text: str, unit: str) -> str | None:
    """Return two numbers with a word between them as the format writes them: 80-160."""
    joined = "|".join(re.escape(word) for word in sorted(writing()["range"], key=len, reverse=True))
    match = re.fullmatch(rf"([0-9]+)\s*(?:[-\u2010-\u2015\u2212]|{joined})\s*([0-9]+)\s*([^0-9]*)", text, re.IGNORECASE)
    return f"{match[1]}-{match[2]}" if match and _unit_of(match[3]) in ("", unit) else None


def _day_in_words(text: str) -> Meant | None:
    numbers, found = [], 0
    for token in _SIGNS.findall(text.lower()):
        if token.isdecimal():
            numbers.append(token)
        elif (month := names.months().get(folded(token))) is not None and not found:
            found = month
        elif token not in writing()["day"] and folded(token) not in names.weekdays():
            return None
    years = [number for number in numbers if len(number) == len("2025")]
    days = [number for number in numbers if len(number) < len("100")]
    if not found or len(numbers) != len(("day", "year")) or len(years) != 1 or len(days) != 1:
        return None
    return _day(int(years[0]), found, int(days[0]), safe=True)


def _day(year: int, month: int, number: int, *, safe: bool) -> Meant | None:
    try:
        return Meant(date(year, month, number).isoformat(), safe)
    except ValueError:
        return None


def _without_articles(text: str) -> str:
    first, _, rest = text.strip().partition(" ")
    return rest if rest and first.lower() in writing()["articles"] else text.strip()


@cache
def _units() -> Mapping[str, str]:
    """Return the kind of each unit that people write."""
    return {str(word): kind for kind, words in writing()["units"].items() for word in words}


@cache
def _countries() -> Mapping[str, str]:
    """Return the codes of countries by what people call them besides their names."""
    return {str(word): code for code, words in writing()["countries"].items() for word in words}


@cache
def _numbers() -> Mapping[str, str]:
    """Return the digits of each number that people write as a word."""
    return {str(word): str(value) for value, words in writing()["numbers"].items() for word in words}


@cache
def _between() -> re.Pattern[str]:
    """Return what stands between two codes: a sign, or a word of its own."""
    words = [str(word) for word in writing()["both"]]
    signs = "".join(re.escape(word) for word in words if not word.isalpha())
    return re.compile(rf"[{signs}]|\s(?:{'|'.join(word for word in words if word.isalpha())})\s", re.IGNORECASE)
