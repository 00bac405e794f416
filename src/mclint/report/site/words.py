"""The fixed texts of the pages in one language, as `texts.yaml` holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from mclint.across.tables import label
from mclint.catalog.messages import join_words
from mclint.codes import called
from mclint.data import read_yaml

_FIELD = re.compile(r"\{([a-z]+)\}")


@cache
def texts() -> Mapping[str, Any]:
    """Return the texts, nouns and names of codes by key and language."""
    return read_yaml(Path(__file__).resolve().parent / "texts.yaml")


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language."""

    lang: str

    def text(self, key: str, **values: object) -> str:
        """Return a text with its `{name}` parts filled; numbers get the thousands of the language."""
        template = str(texts()["texts"][key][self.lang])
        return _FIELD.sub(lambda match: self._shown(values[match[1]]), template)

    def _shown(self, value: object) -> str:
        return self.number(value) if isinstance(value, int) else str(value)

    def number(self, value: int) -> str:
        """Return a whole number as the language writes it."""
        return f"{value:,}".replace(",", "." if self.lang == "nl" else ",")

    def noun(self, value: int, word: str) -> str:
        """Return the form of a noun that goes with a number."""
        return str(texts()["nouns"][word][self.lang][value != 1])

    def count(self, value: int, word: str) -> str:
        """Return a number with its noun: "1 fout", "1.200 fouten"."""
        return f"{self.number(value)} {self.noun(value, word)}"

    def percent(self, part: float) -> str:
        """Return a part from 0 to 1 in whole percent."""
        return f"{round(100 * part)}%"

    def day(self, text: str) -> str:
        """Return a day as people write it: "22 september 2025"; anything but a day as YYYY-MM-DD stays what it is."""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return text
        return f"{day.day} {texts()['months'][self.lang][day.month - 1]} {day.year}"

    def label(self, table: str, code: str) -> str:
        """Return how a code of a table of figures is called; a study load that no list has is so many hours."""
        found = label(table, code, self.lang)
        return self.text("hours", hours=code.replace("-", "–")) if table == "workload" and found == code else found

    def code(self, table: str, code: str) -> str:
        """Return how a code of the dossier format is called; a code that no list has is its own name."""
        return called(table, code, self.lang)

    def joined(self, parts: Iterable[str]) -> str:
        """Return texts as a list: "a, b en c"."""
        return join_words(list(parts), self.lang)
