"""Measures how well overlap is found on labelled pairs of dossiers, by language and kind, and fits the weights anew.

python -m bench.overlap                 # the test half, and the hard one
python -m bench.overlap --set dev --show   # the mistakes on the development half
python -m bench.overlap --fit           # the weights of matching.py and overlap.py, from the development sets
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from bench.measured import write_measured
from mclint.across.matching import compare, match_outcomes, profile_of, shared_vocabulary
from mclint.across.overlap import count_outcomes, find_overlaps, overlap_of
from mclint.entries import Entry, OutcomeEntry
from mclint.nlp.read import analyse
from mclint.nlp.words import meaning_of

SETS = Path(__file__).parent / "sets"


@dataclass(frozen=True)
class Pair:
    """A labelled pair: `matches` are places in the outcomes of the first and of the second dossier."""

    id: str
    lang: str
    kind: str
    overlap: bool
    first: Entry
    second: Entry
    matches: frozenset[tuple[int, int]]


def read_set(name: str) -> list[Pair]:
    """Return the pairs of a set whose label is beyond doubt."""
    rows = yaml.safe_load((SETS / f"{name}.yaml").read_text("utf-8"))
    return [_pair(row) for row in rows if row["label"] != "doubtful"]


def _pair(row: dict[str, Any]) -> Pair:
    matches = frozenset((int(first), int(second)) for first, second in row["matches"])
    first, second = (_entry(f"{row['id']}-{side}", row["lang"], row[side]) for side in "ab")
    return Pair(row["id"], row["lang"], row["kind"], row["label"] == "overlap", first, second, matches)


def _entry(name: str, lang: str, data: dict[str, Any]) -> Entry:
    outcomes = tuple(_outcome(number, str(text), lang) for number, text in enumerate(data["outcomes"]))
    empty: dict[str, Any] = dict.fromkeys(
        ("status", "sector", "level", "eqf", "provenance", "committee", "decision", "signed", "provider"), ""
    )
    lists: dict[str, Any] = dict.fromkeys(("roles", "origins", "processes", "scope", "assessments", "references"), ())
    return Entry(
        path=name, number=1, id=name, title=str(data["title"]), lang=lang, low=None, high=None, employers=0, outcomes=outcomes,
        **empty, **lists,
    )  # fmt: skip


def _outcome(number: int, text: str, lang: str) -> OutcomeEntry:
    found = meaning_of(analyse(text, lang))
    pointer = f"/learning_outcomes/{number}/text"
    return OutcomeEntry(pointer, f"LO{number}", lang, text, found.bloom, found.tasks, found.objects, found.others)


def scores(found: int, right: int, wanted: int) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    precision = right / found if found else 0.0
    recall = right / wanted if wanted else 0.0
    return precision, recall, 2 * right / (found + wanted) if found + wanted else 0.0


def figures_of(pairs: list[Pair]) -> dict[str, Any]:
    """Return the figures of a set by language, as pages of rules show them."""
    entries = sorted((entry for pair in pairs for entry in (pair.first, pair.second)), key=lambda entry: entry.place)
    found = {frozenset((item.later.id, item.earlier.id)) for item in find_overlaps(entries)}
    figures: dict[str, Any] = {}
    for lang in ("nl", "en"):
        part = [(pair, frozenset((pair.first.id, pair.second.id)) in found) for pair in pairs if pair.lang == lang]
        right = sum(said and pair.overlap for pair, said in part)
        values = scores(sum(said for _, said in part), right, sum(pair.overlap for pair, _ in part))
        named = zip(("precision", "recall", "f1"), values, strict=True)
        figures[lang] = {"pairs": {"pairs": len(part), **{name: round(value, 2) for name, value in named}}}
    return figures


def evaluate(pairs: list[Pair], show: bool) -> Iterator[str]:
    """Yield the figures of a set: all pairs stand in one catalogue, and the pairs of the labels are looked up in it."""
    entries = sorted((entry for pair in pairs for entry in (pair.first, pair.second)), key=lambda entry: entry.place)
    found = {frozenset((item.later.id, item.earlier.id)): item for item in find_overlaps(entries)}
    said = {pair.id: frozenset((pair.first.id, pair.second.id)) in found for pair in pairs}
    across = len(found) - sum(said.values())
    for lang in ("nl", "en", None):
        part = [pair for pair in pairs if lang in (None, pair.lang)]
        right = sum(said[pair.id] and pair.overlap for pair in part)
        figures = scores(sum(said[pair.id] for pair in part), right, sum(pair.overlap for pair in part))
        yield f"dossiers {lang or 'all'} ({len(part)}): precision {figures[0]:.3f}, recall {figures[1]:.3f}, F1 {figures[2]:.3f}"
    wrong = Counter(pair.kind for pair in pairs if said[pair.id] != pair.overlap)
    kinds = Counter(pair.kind for pair in pairs)
    yield "wrong by kind: " + ", ".join(f"{kind} {wrong[kind]}/{count}" for kind, count in kinds.items())
    total = len(entries) * (len(entries) - 1) // 2 - len(pairs)
    yield f"dossiers of different pairs that are said to overlap: {across} of {total}"
    matched = [
        {(item.first, item.second) for item in match_outcomes(pair.first.outcomes, pair.second.outcomes)} for pair in pairs
    ]
    overlapping = [(pair, own) for pair, own in zip(pairs, matched, strict=True) if pair.overlap and said[pair.id]]
    right = sum(len(own & pair.matches) for pair, own in overlapping)
    figures = scores(sum(len(own) for _, own in overlapping), right, sum(len(pair.matches) for pair, _ in overlapping))
    yield f"outcomes in those found: precision {figures[0]:.3f}, recall {figures[1]:.3f}, F1 {figures[2]:.3f}"
    if show:
        for pair in pairs:
            if said[pair.id] != pair.overlap:
                yield f"  {pair.id} {pair.kind}: {pair.first.title} | {pair.second.title}"


def fit(pairs: list[Pair]) -> Iterator[str]:
    """Yield weights fitted by logistic regression: of the evidence for outcomes, then of what makes dossiers overlap."""
    rows, labels = [], []
    for pair in pairs:
        for i, one in enumerate(pair.first.outcomes):
            for j, other in enumerate(pair.second.outcomes):
                found = compare(profile_of(one), profile_of(other))
                rows.append([found.better, found.worse, found.task, found.kinship, 1.0])
                labels.append((i, j) in pair.matches)
    weights = _logistic(np.array(rows), np.array(labels, float), 1.0)
    yield "outcomes: better, worse, task, kinship, start = " + ", ".join(f"{weight:.2f}" for weight in weights)
    rows = []
    for pair in pairs:
        overlap = overlap_of(pair.second, pair.first, match_outcomes(pair.second.outcomes, pair.first.outcomes))
        half = (min(count_outcomes(pair.first), count_outcomes(pair.second)) + 1) // 2
        best = sorted((match.likeness for match in overlap.matches), reverse=True)[:half]
        rows.append([sum(best) / half, shared_vocabulary(pair.first.outcomes, pair.second.outcomes), 1.0])
    weights = _logistic(np.array(rows), np.array([pair.overlap for pair in pairs], float), 0.1)
    yield "dossiers: outcomes, vocabulary, start = " + ", ".join(f"{weight:.2f}" for weight in weights)


def _logistic(rows: Any, labels: Any, penalty: float) -> Any:
    """Return the weights of a logistic regression with an L2 penalty on all but the last (Newton's method)."""
    weights = np.zeros(rows.shape[1])
    ridge = penalty * np.eye(rows.shape[1])
    ridge[-1, -1] = 1e-9
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - labels) + ridge @ weights
        weights = weights - np.linalg.solve((rows * (chance * (1 - chance))[:, None]).T @ rows + ridge, slope)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", choices=sorted(path.stem for path in SETS.glob("*.yaml")), dest="names")
    parser.add_argument("--show", action="store_true", help="also list the pairs that are wrong")
    parser.add_argument("--write", action="store_true", help="write the figures of the test half for the page of MC802")
    parser.add_argument("--fit", action="store_true", help="print weights fitted on the development sets")
    given = parser.parse_args()
    if given.fit:
        print("\n".join(fit([*read_set("dev"), *read_set("dev2")])))
        return
    if given.write:
        write_measured({"MC802": figures_of(read_set("test"))})
        return
    for name in given.names or ["test", "hard-test"]:
        print(f"# {name}")
        for line in evaluate(read_set(name), given.show):
            print(line)


if __name__ == "__main__":
    main()
