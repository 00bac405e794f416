"""Sentences by key, filled in the language of whoever reads them; what makes one need not know that language."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from mclint.data import read_yaml, rules_dir

LANGUAGES = ("nl", "en")
#: What the sentences are in where nothing says which language is read.
DEFAULT_LANGUAGE = "en"

_FIELD = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that is not yet in a language.

    Attributes:
        key: the file of `rules/texts/`, a dot, and its key there.
        fields: what its `{names}` stand for; a tuple is a list with commas.
    """

    key: str
    fields: Mapping[str, Value]

    def text(self, lang: str) -> str:
        """Return the sentence in a language, its fields filled; English where the language has none."""
        texts = entry(self.key)
        return _FIELD.sub(lambda match: _shown(self.fields[match[1]], lang), texts.get(lang, texts[DEFAULT_LANGUAGE]))

    def mapped(self, change: Callable[[str], str]) -> Sentence:
        """Return the sentence with each text among its fields changed."""
        return Sentence(self.key, {name: _changed(value, change) for name, value in self.fields.items()})

    def __str__(self) -> str:
        return self.text(DEFAULT_LANGUAGE)


Value: TypeAlias = "str | int | Sentence | tuple[Value, ...]"
#: What may be said: a sentence of ours, or words that come from elsewhere, such as those of a system.
Said: TypeAlias = "Sentence | str"


class SaidError(Exception):
    """An error that is told in the language of whoever reads it.

    Attributes:
        said: what is told.
    """

    def __init__(self, said: Said) -> None:
        """Take what is told; it stays with the error where that goes to another process."""
        super().__init__(said)
        self.said = said

    def __str__(self) -> str:
        return str(self.said)


def sentence(key: str, /, **fields: Value) -> Sentence:
    """Return the sentence with a key, to be filled with fields."""
    return Sentence(key, fields)


def told(said: Said, lang: str) -> str:
    """Return what is said in a language; words that come from elsewhere stay as they are."""
    return said.text(lang) if isinstance(said, Sentence) else said


def reason(error: OSError | UnicodeError) -> Said:
    """Return what the system answered, in our words where it is one of the usual answers."""
    number = getattr(error, "errno", None)
    name = errno.errorcode.get(number, "") if number is not None else ""
    plain = getattr(error, "strerror", None) or str(error)
    known = texts_of("system").get(name)
    return sentence(f"system.{name}") if known is not None and known[DEFAULT_LANGUAGE] == plain else plain


@cache
def texts_of(file: str) -> Mapping[str, Mapping[str, str]]:
    """Return the sentences of one file of `rules/texts/` by key and language, read when first asked for."""
    data: Mapping[str, Any] = read_yaml(rules_dir() / "texts" / f"{file}.yaml")
    return data


def entry(key: str) -> Mapping[str, str]:
    """Return a sentence by language; raises KeyError where there is none."""
    file, _, name = key.partition(".")
    return texts_of(file)[name]


def field_names(text: str) -> set[str]:
    """Return the names that a text asks for."""
    return set(_FIELD.findall(text))


def _shown(value: Value, lang: str) -> str:
    if isinstance(value, tuple):
        return ", ".join(_shown(part, lang) for part in value)
    return value.text(lang) if isinstance(value, Sentence) else str(value)


def _changed(value: Value, change: Callable[[str], str]) -> Value:
    if isinstance(value, tuple):
        return tuple(_changed(part, change) for part in value)
    if isinstance(value, Sentence):
        return value.mapped(change)
    return change(value) if isinstance(value, str) else value
