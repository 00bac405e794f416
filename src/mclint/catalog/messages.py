"""Fills messages: names in braces only, never an attribute or an index, with values written for the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from mclint.codes import codes_of, with_label
from mclint.model import Coded, Counted, Fields, FieldValue, Rule

LANGUAGES = ("nl", "en")

_FIELD = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_AND = {"nl": "en", "en": "and"}
#: A message quotes so many characters of one text and so many of a list of texts; what is cut ends with "…".
_LONGEST = 10_000
_MOST_PARTS = 500


def say(texts: Mapping[str, str], rule: Rule, fields: Fields, lang: str) -> str:
    """Return one of the texts of a rule in a language, filled as its card says (`terms`, `counted`, `codes`)."""
    return fill(in_language(texts, lang), {**_codes(rule, fields), **agreeing(rule.counted, fields, lang)}, lang, rule.terms)


def agreeing(counted: Mapping[str, Counted], fields: Fields, lang: str) -> Fields:
    """Return the words that agree with a number among the fields: the first form with 1, the second with anything else."""
    return {
        name: word.forms.get(lang, word.forms["en"])[0 if fields[word.by] in (1, "1") else 1]
        for name, word in counted.items()
        if word.by in fields
    }


def _codes(rule: Rule, fields: Fields) -> Fields:
    """Return the fields, those that hold codes with the list they are of; a field that no check fills has the whole list."""
    listed = {name: Coded(of, _as_texts(fields[name]) if name in fields else codes_of(of)) for name, of in rule.codes.items()}
    return {**fields, **listed}


def _as_texts(value: FieldValue) -> tuple[str, ...]:
    if isinstance(value, Coded):
        return value.codes
    return value if isinstance(value, tuple) else (str(value),)


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
    if isinstance(value, Coded):
        return join_words([with_label(value.list, code, lang) for code in value.codes], lang)
    if isinstance(value, tuple):
        parts = [show(part, lang, terms) for part in value[:_MOST_PARTS]]
        return join_words(parts if len(parts) == len(value) else [*parts, "…"], lang)
    if isinstance(value, float):
        text = f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"
        return text.replace(".", ",") if lang == "nl" else text
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    if text in terms:
        return in_language(terms[text], lang)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def join_words(words: list[str], lang: str) -> str:
    """Join words as a list: "a, b en c" in Dutch, "a, b and c" in English."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {_AND.get(lang, 'and')} {words[-1]}"
