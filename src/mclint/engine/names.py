"""Names of languages, countries, months and days, as the Unicode CLDR has them; Babel is loaded for a wrong value only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from mclint.suggest import closest, folded

#: Languages in which names are known: those of the messages first, then those of neighbours.
_NAMED_IN = ("nl", "en", "de", "fr")
_TWO_LETTERS = 2


def language_code(text: str) -> str | None:
    """Return the code of a language by its name ("Nederlands", "Dutch") or a longer code ("nld"), or None."""
    code, dash, rest = text.replace("_", "-").partition("-")
    shorter = _aliases("language").get(code.lower())
    if shorter is not None:
        return f"{shorter.split('_')[0]}{dash}{rest}"
    if code.lower() in _locale("en").languages:
        return f"{code.lower()}{dash}{rest}"
    return _languages().get(folded(text))


def similar_language(text: str) -> str | None:
    """Return the code of the language whose name a text is nearly, or None."""
    return _similar(text, "language")


def country_code(text: str) -> str | None:
    """Return the ISO 3166-1 code of a country by its name ("Nederland"), in lower case, or by a longer code, or None."""
    code = text.upper()
    known = _aliases("territory").get(code, [])
    if len(known) == 1:
        return str(known[0])
    if len(code) == _TWO_LETTERS and code in _locale("en").territories:
        return code
    return _countries().get(folded(text))


def similar_country(text: str) -> str | None:
    """Return the code of the country whose name a text is nearly, or None."""
    return _similar(text, "country")


def _similar(text: str, kind: str) -> str | None:
    """Return the code of a name that starts with the same letter and is nearly the text: few names are compared."""
    codes = _languages() if kind == "language" else _countries()
    name = closest(text, _by_letter(kind).get(folded(text)[:1], ()))
    return codes[name] if name is not None else None


@cache
def _by_letter(kind: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in _languages() if kind == "language" else _countries():
        found.setdefault(name[:1], []).append(name)
    return found


@cache
def months() -> Mapping[str, int]:
    """Return the months 1 to 12 by their folded names, whole and short."""
    return dict(_calendar("months"))


@cache
def weekdays() -> frozenset[str]:
    """Return the folded names of the days of the week, whole and short."""
    return frozenset(name for name, _ in _calendar("days"))


def _calendar(kind: str) -> Iterator[tuple[str, int]]:
    for lang in _NAMED_IN[:2]:
        for context in getattr(_locale(lang), kind).values():
            for width in ("wide", "abbreviated"):
                yield from ((folded(name), number) for number, name in context[width].items())


@cache
def _languages() -> Mapping[str, str]:
    """Return codes by folded name; a name that several languages share is left to the first."""
    found: dict[str, str] = {}
    for lang in _NAMED_IN:
        for code, name in _locale(lang).languages.items():
            found.setdefault(folded(name), code.replace("_", "-"))
    return found


@cache
def _countries() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for lang in _NAMED_IN:
        for code, name in _locale(lang).territories.items():
            if len(code) == _TWO_LETTERS and code.isalpha():
                found.setdefault(folded(name), code)
    return found


@cache
def _locale(lang: str) -> Any:
    from babel import Locale

    return Locale(lang)


def _aliases(kind: str) -> Mapping[str, Any]:
    from babel.core import get_global

    found: Mapping[str, Any] = get_global("language_aliases" if kind == "language" else "territory_aliases")
    return found
