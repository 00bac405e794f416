"""Fills messages: names in braces only, never an attribute or an index, with values written for the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from mclint.model import Fields, FieldValue

LANGUAGES = ("nl", "en")

_FIELD = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_AND = {"nl": "en", "en": "and"}


def fill(template: str, fields: Fields, lang: str, terms: Mapping[str, Mapping[str, str]]) -> str:
    """Fill every `{name}` of a template; a name without a value is left as it stands."""
    return _FIELD.sub(
        lambda match: show(fields[match[1]], lang, terms) if match[1] in fields else match[0],
        template,
    )


def field_names(template: str) -> set[str]:
    """Return the names that a template asks for."""
    return set(_FIELD.findall(template))


def in_language(texts: Mapping[str, str], lang: str) -> str:
    """Return the text in a language, English where that is not there, "" where neither is."""
    return texts.get(lang) or texts.get("en") or ""


def show(value: FieldValue, lang: str, terms: Mapping[str, Mapping[str, str]]) -> str:
    """Write one value: terms translated, numbers with the decimal sign of the language, several texts as a list."""
    if isinstance(value, tuple):
        return join_words([show(part, lang, terms) for part in value], lang)
    if isinstance(value, float):
        text = f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"
        return text.replace(".", ",") if lang == "nl" else text
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return in_language(terms[text], lang) if text in terms else text


def join_words(words: list[str], lang: str) -> str:
    """Join words as a list: "a, b en c" in Dutch, "a, b and c" in English."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {_AND.get(lang, 'and')} {words[-1]}"
