"""Measures the reading of outcomes: precision, recall and F1 next to a plain list of forbidden words.

    python -m bench.language                         the sets that were built for this
    python -m bench.language --real FOLDER           real outcomes too: a folder with nl-slo-dev.tsv.gz, en-monash-dev.tsv.gz
    python -m bench.language --real FOLDER --bloom   Bloom levels against raters

Figures for the page of a rule come from the test halves, on which no rule was written: `--write`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from bench.measured import write_measured
from mclint.nlp.analysis import Analysis, PredicateKind, Subject
from mclint.nlp.installed import find_pipeline
from mclint.nlp.read import analyse

HERE = Path(__file__).resolve().parent
SETS = HERE / "sets"
REAL_FILES = {"nl": "nl-slo-dev.tsv.gz", "en": "en-monash-dev.tsv.gz"}
RULES = {"vague": "MC201", "topic": "MC202", "teaching": "MC203"}

#: Below so many labelled outcomes a figure says nothing.
LEAST = 10
#: What every reader thinks of first: words that should not be in an outcome.
PLAIN = {
    "nl": r"kennis|kent|kennen|weet|weten|begrijp\w*|begrip|inzicht\w*|bewust\w*|besef\w*|leert|leren|beheers\w*|bekend"
    r"|vertrouwd|waarde(?:ert|ren)|op de hoogte|oog voor|affiniteit|kennismak\w*|ervaart|ervaren|verkent|verkennen",
    "en": r"know|knows|knowledge|understand\w*|aware\w*|appreciat\w*|learn|learns|learned|familiar\w*|insight\w*"
    r"|comprehend\w*|grasp\w*|explore\w*|consider\w*|introduced|gain\w*|recogni[sz]e the importance|believe\w*",
}


@dataclass(frozen=True)
class Item:
    """One labelled outcome; `verbs` are its main verbs."""

    id: str
    text: str
    label: str
    verbs: tuple[str, ...]


@dataclass
class Score:
    """Counts of one way of judging on one set, and the outcomes it got wrong."""

    hit: int = 0
    false: int = 0
    missed: int = 0
    right: int = 0
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Return the share of what was flagged that should be."""
        return self.hit / (self.hit + self.false) if self.hit + self.false else 1.0

    @property
    def recall(self) -> float:
        """Return the share of what should be flagged that was."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def add(self, wanted: bool, given: bool, item: Item, label: str) -> None:
        """Count one outcome."""
        self.hit += wanted and given
        self.false += given and not wanted
        self.missed += wanted and not given
        self.right += not wanted and not given
        if wanted != given:
            self.wrong.append((item.label, label, item.text))

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"


def label_of(analysis: Analysis) -> str:
    """Return the label that the rules give: teaching before another subject, then vague, then topic."""
    kinds = {item.kind for item in analysis.predicates}
    if PredicateKind.TEACHING in kinds or any(item.subject is Subject.OTHER for item in analysis.predicates):
        return "teaching"
    if kinds & {PredicateKind.STATE, PredicateKind.ATTITUDE}:
        return "vague"
    return "topic" if PredicateKind.TOPIC in kinds else "ok"


def read_set(lang: str, kind: str, half: str, real: Path | None) -> list[Item]:
    """Return a set without the outcomes on which two raters could differ; real texts come from their own folder."""
    path = SETS / f"{lang}-{kind}-{half}.tsv"
    if not path.exists():
        return []
    texts = real_texts(lang, real) if kind == "real" else {}
    found = []
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            text = row.get("text") or texts.get(row["id"], "")
            if text and row["doubt"] != "1":
                verbs = tuple(verb for verb in row["verbs"].split("|") if verb not in ("", "-"))
                found.append(Item(row["id"], text, row["label"], verbs))
    return found


def real_rows(lang: str, real: Path | None) -> Iterator[list[str]]:
    if real is not None and (real / REAL_FILES[lang]).exists():
        with gzip.open(real / REAL_FILES[lang], "rt", encoding="utf-8") as stream:
            yield from (line.rstrip("\n").split("\t") for line in stream)


def real_texts(lang: str, real: Path | None) -> dict[str, str]:
    return {row[0]: row[2] for row in real_rows(lang, real) if len(row) > 2}


def judge(items: Iterable[Item], give: Callable[[Item], str]) -> tuple[Score, dict[str, Score], Counter[tuple[str, str]]]:
    """Return the score for "not measurable", the scores per label, and the confusion of labels."""
    whole, parts, confusion = Score(), {label: Score() for label in RULES}, Counter[tuple[str, str]]()
    for item in items:
        label = give(item)
        whole.add(item.label != "ok", label != "ok", item, label)
        for name, score in parts.items():
            score.add(item.label == name, label == name, item, label)
        confusion[(item.label, label)] += 1
    return whole, parts, confusion


def plain_list(lang: str) -> Callable[[Item], str]:
    pattern = re.compile(rf"\b(?:{PLAIN[lang]})\b", re.IGNORECASE)
    return lambda item: "vague" if pattern.search(item.text) else "ok"


def verbs_found(items: Iterable[Item], read: Callable[[str], Analysis]) -> tuple[int, int, list[tuple[str, str, str]]]:
    """Return how many labelled main verbs the reading has, how many there are, and those it misses.

    An English lemma may hold a preposition that the labels leave out ("deal with" for "deal").
    """
    right = total = 0
    missed = []
    for item in items:
        lemmas = {part.lemma for part in read(item.text).predicates if part.lemma}
        heads = lemmas | {lemma.split(" ")[0] for lemma in lemmas}
        for verb in item.verbs:
            total += 1
            if verb in lemmas or verb in heads:
                right += 1
            else:
                missed.append((verb, "|".join(sorted(lemmas)), item.text))
    return right, total, missed


def reader(lang: str, pipeline: str | None) -> Callable[[str], Analysis]:
    """Return what reads a text, with an installed pipeline where its name is one for the language."""
    folder = find_pipeline(pipeline, lang).folder if pipeline and pipeline.startswith(f"{lang}_") else None
    return lambda text: analyse(text, lang, folder)


def show_set(lang: str, kind: str, half: str, real: Path | None, examples: int, pipeline: str | None = None) -> Score | None:
    items = read_set(lang, kind, half, real)
    if not items:
        return None
    read = reader(lang, pipeline)
    baseline, _, _ = judge(items, plain_list(lang))
    whole, parts, confusion = judge(items, lambda item: label_of(read(item.text)))
    right, total, missed = verbs_found(items, read)
    print(f"\n{lang} {kind} {half}: {len(items)} outcomes, {sum(item.label != 'ok' for item in items)} not measurable")
    print(f"  plain list         not measurable  {baseline}")
    print(f"  lexicon + grammar  not measurable  {whole}   {whole.f1 - baseline.f1:+.3f} F1")
    for label, score in parts.items():
        print(f"    {RULES[label]} {label:<9} {score}")
    print(f"    main verb found    {right}/{total} = {right / max(1, total):.3f}")
    print(f"    labels given: {', '.join(f'{want}>{given} {n}' for (want, given), n in sorted(confusion.items()))}")
    if kind == "built" or half == "dev":
        for wanted, given, text in whole.wrong[:examples]:
            print(f"      {wanted} read as {given}: {text[:150]}")
        for verb, lemmas, text in missed[:examples]:
            print(f"      {verb} read as {lemmas or '-'}: {text[:150]}")
    return whole


def write(real: Path | None) -> None:
    """Write precision, recall and F1 of each rule on the test halves to the data that `mclint explain` shows."""
    rules: dict[str, dict[str, dict[str, dict[str, float]]]] = {}
    for lang in ("nl", "en"):
        for kind in ("built", "real"):
            items = read_set(lang, kind, "test", real)
            if not items:
                sys.exit(f"the {kind} set of {lang} was not found; name the folder of real outcomes with --real")
            _, parts, _ = judge(items, lambda item, lang=lang: label_of(analyse(item.text, lang)))
            for label, score in parts.items():
                if score.hit + score.missed < LEAST:
                    continue
                figures = {"outcomes": len(items), "precision": score.precision, "recall": score.recall, "f1": score.f1}
                rounded = {name: round(value, 2) for name, value in figures.items()}
                rules.setdefault(RULES[label], {}).setdefault(lang, {})[kind] = rounded
    write_measured(rules)
    print("written: rules/words/measured.yaml")


def bloom(real: Path | None) -> None:
    """Print the micro-averaged F1 of the highest level of each main predicate against the raters' levels."""
    hit = false = missed = count = 0
    started = perf_counter()
    for row in real_rows("en", real):
        if len(row) < 4 or not row[3].isdigit():
            continue
        count += 1
        wanted = {int(level) for level in row[3]}
        given = {max(item.bloom) for item in analyse(row[2], "en").predicates if item.bloom}
        hit, false, missed = hit + len(wanted & given), false + len(given - wanted), missed + len(wanted - given)
    precision, recall = hit / max(1, hit + false), hit / max(1, hit + missed)
    score = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"\nBloom, en real: {count} outcomes  P {precision:.3f}  R {recall:.3f}  micro-F1 {score:.3f}", end="  ")
    print(f"({perf_counter() - started:.1f} s)")
    print("  the levels of verbs were learned on these outcomes: see the cross-validated figure in the lexicon's header")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--real", type=Path, help="folder with the real outcomes")
    parser.add_argument("--bloom", action="store_true", help="only the Bloom levels")
    parser.add_argument("--lang", choices=["nl", "en"], action="append")
    parser.add_argument("--half", choices=["dev", "test"], action="append")
    parser.add_argument("--write", action="store_true", help="write the figures of the test halves for the pages of rules")
    parser.add_argument("--pipeline", metavar="NAME", help="an installed spaCy pipeline, asked as a configuration would let it")
    parser.add_argument("--examples", type=int, default=8, help="how many mistakes to show for each set")
    given = parser.parse_args()
    if given.bloom:
        bloom(given.real)
        return
    if given.write:
        write(given.real)
        return
    shown = [
        show_set(lang, kind, half, given.real, given.examples, given.pipeline)
        for lang in given.lang or ["nl", "en"]
        for kind in ("built", "real")
        for half in given.half or ["dev", "test"]
    ]
    if not any(shown):
        sys.exit("no labelled set was found")


if __name__ == "__main__":
    main()
