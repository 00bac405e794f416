"""Makes `rules/words/letters.yaml`: how likely each group of three letters is in the words of the lists of a language.

    python -m bench.language.letters --write

Only the words of our own lists count, each once: what a language looks like, not how often it says something.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from mclint.data import rules_dir
from mclint.nlp.dutch.lexicon import lexicon as dutch
from mclint.nlp.english.lexicon import lexicon as english
from mclint.nlp.lexicon import load
from mclint.nlp.spelling import groups_of

LANGUAGES = ("en", "nl")
#: Lists of names and numbers, or learned from texts of others.
LEFT_OUT = {"abbreviations", "bloom", "brands", "counts", "irregular"}
#: Rarer groups, and those that say little, are left out.
LEAST_COUNT, LEAST_WEIGHT = 6, 2
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_HEADER = """\
about: >-
  Groups of three letters by which Dutch and English words are told apart (MC214): how likely each is in the words of our own
  lists of a language against the mean of both, in tenths of natural logarithms. `^` and `$` stand for the start and the end of
  a word. Written by bench.language.letters.
sources:
  - {{title: word lists of rules/lexicons, publisher: mclint, year: {year}}}
date: {date}
languages: [{languages}]
letters: |
"""


def strings(value: Any) -> Iterator[str]:
    """Yield all texts in plain data, keys included, but for where a list comes from."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in ("about", "sources", "date"):
                yield str(key)
                yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def words_of(lang: str) -> set[str]:
    """Return all words of the lists of a language, in lower case, with the forms of its verbs."""
    names = sorted(path.stem for path in (rules_dir() / "lexicons" / lang).glob("*.yaml") if path.stem not in LEFT_OUT)
    texts = [text.replace("|", "") for name in names for text in strings(load(lang, name))]
    found = {word.lower() for text in texts for word in _WORD.findall(text)}
    if lang == "nl":
        return found | {*dutch().forms, *dutch().joined, *dutch().participles}
    return found | set(english().shapes)


def weights() -> dict[str, tuple[int, ...]]:
    """Return what each group of letters says for each language."""
    counts = {lang: Counter(group for word in words_of(lang) for group in groups_of(word)) for lang in LANGUAGES}
    groups = sorted(set().union(*counts.values()))
    totals = {lang: sum(found.values()) + len(groups) / 2 for lang, found in counts.items()}
    weighed: dict[str, tuple[int, ...]] = {}
    for group in groups:
        if sum(found[group] for found in counts.values()) < LEAST_COUNT:
            continue
        logs = [math.log((counts[lang][group] + 0.5) / totals[lang]) for lang in LANGUAGES]
        mean = sum(logs) / len(logs)
        values = tuple(round(10 * (value - mean)) for value in logs)
        if max(values) > LEAST_WEIGHT:
            weighed[group] = values
    return weighed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the file; otherwise only say what it would hold")
    found = weights()
    if parser.parse_args().write:
        day = datetime.now(UTC).date()
        head = _HEADER.format(year=day.year, date=day, languages=", ".join(LANGUAGES))
        lines = "".join(f"  {group} {' '.join(map(str, values))}\n" for group, values in found.items())
        (rules_dir() / "words" / "letters.yaml").write_text(head + lines, encoding="utf-8")
    print(f"{len(found)} groups of letters")


if __name__ == "__main__":
    main()
