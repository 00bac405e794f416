"""The texts of a comparison in Dutch and English."""

from __future__ import annotations

from datetime import date

from mclint.catalog.messages import show
from mclint.entries import Entry
from mclint.texts.sentences import sentence

_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def say(key: str, lang: str, **values: object) -> str:
    """Return a text in a language, its `{name}` parts filled; a value is never read for parts itself."""
    return sentence(f"comparison.{key}", **{name: str(value) for name, value in values.items()}).text(lang)


def day_text(text: str, lang: str) -> str:
    """Return a day in words ("3 mei 2026"); what is no day stays as it is written."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {_MONTHS[lang].split()[day.month - 1]} {day.year}"


def load_text(entry: Entry, lang: str) -> str:
    """Return a study load in words, "" where it is not known."""
    if entry.low is None or entry.high is None:
        return ""
    low, high = show(entry.low, lang, {}), show(entry.high, lang, {})
    return say("hour" if low == "1" else "hours", lang, hours=low) if low == high else say("range", lang, low=low, high=high)
