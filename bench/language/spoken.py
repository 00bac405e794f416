"""Measures MC214: how often an outcome is said to stand in another language, where its language is right and where it is wrong.

    python -m bench.language.spoken                  the sets that were built for this
    python -m bench.language.spoken --real FOLDER    all outcomes of a folder with *.tsv and *.tsv.gz too
    python -m bench.language.spoken --real FOLDER --write

Each outcome is a dossier of its own, once in its own language and once in the other. `--write` takes the test halves.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.language.__main__ import read_set
from bench.measured import write_measured
from mclint.checks.spoken import Spoken
from mclint.dossier.load import load_bytes
from mclint.engine.reader import CachedReader
from mclint.nlp.language import LEAST_WORDS, read_signs

OTHER = {"nl": "en", "en": "nl"}


@dataclass(frozen=True)
class Figures:
    """How many of a set are of five words or more and were found in the wrong language, and how many wrongly in the right one."""

    outcomes: int
    long: int
    found: int
    false: tuple[str, ...]

    def as_measured(self) -> dict[str, float]:
        """Return the figures as the page of a rule shows them."""
        precision, recall = self.found / max(1, self.found + len(self.false)), self.found / max(1, self.long)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        rounded = {"precision": round(precision, 2), "recall": round(recall, 2), "f1": round(f1, 2)}
        return {"outcomes": self.outcomes, **rounded}


def strays(text: str, said: str) -> set[str]:
    """Return the languages other than the one it is said to be in that are found in an outcome by itself."""
    dossier = f"language: {said}\nlearning_outcomes: [{{id: LO1, text: {json.dumps(text)}}}]\n"
    document = load_bytes(dossier.encode(), "dossier.yaml").documents[0]
    found = Spoken(document, CachedReader(None)).outcomes()
    return {item.lang for item in found if item.sure and item.lang != said}


def measure(texts: list[str], lang: str) -> Figures:
    long = [text for text in texts if read_signs(text).words >= LEAST_WORDS]
    found = sum(lang in strays(text, OTHER[lang]) for text in long)
    return Figures(len(texts), len(long), found, tuple(text for text in long if strays(text, lang)))


def whole_files(folder: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Yield name, language and texts of each file of outcomes; the name of a file starts with its language."""
    for path in sorted([*folder.glob("*.tsv"), *folder.glob("*.tsv.gz")]):
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as stream:
            rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
        yield path.name, path.name[:2], [row[2] for row in rows if len(row) > 2 and row[2] != "text"]


def show(name: str, figures: Figures) -> None:
    share = figures.found / max(1, figures.long)
    print(f"{name}: {figures.outcomes} outcomes, {len(figures.false)} wrongly reported, {share:.3f} of {figures.long} found")
    for text in figures.false[:8]:
        print(f"    {text[:150]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--real", type=Path, help="folder with the real outcomes")
    parser.add_argument("--write", action="store_true", help="write the figures of the test halves for the page of the rule")
    given = parser.parse_args()
    if given.write and given.real is None:
        sys.exit("name the folder of real outcomes with --real")
    measured: dict[str, dict[str, dict[str, float]]] = {}
    for lang in OTHER:
        for kind in ("built", "real"):
            for half in ("test",) if given.write else ("dev", "test"):
                items = read_set(lang, kind, half, given.real)
                if items:
                    figures = measure([item.text for item in items], lang)
                    show(f"{lang} {kind} {half}", figures)
                    measured.setdefault(lang, {})[kind] = figures.as_measured()
    if given.write:
        write_measured({"MC214": measured})
    elif given.real is not None:
        for name, lang, texts in whole_files(given.real):
            show(name, measure(texts, lang))


if __name__ == "__main__":
    main()
