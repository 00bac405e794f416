"""Learns the votes of `rules/lexicons/en/bloom.yaml` from outcomes with human Bloom ratings, and measures them.

    PYTHONPATH=src python bench/learn_bloom_en.py RATINGS.tsv.gz [--folds 5] [--write rules/lexicons/en/bloom.yaml]

Each line of the ratings: id, source, text, levels as digits ("45"), separated by tabs. The model is linear: a feature of
a predicate (see `mclint.nlp.english.bloom`) adds points to levels. It is fitted by stochastic gradient descent (AdaGrad)
with an L1 penalty; where an outcome has several predicates or levels, each predicate is taken to be meant by the level it
votes for most among those the raters gave. The figure is micro-averaged F1 over the six levels, between the highest level
of each predicate and the raters' levels. Only figures are written, no text of the ratings.
"""

from __future__ import annotations

import argparse
import gzip
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mclint.nlp.english.bloom import Basis, content, features, rate
from mclint.nlp.english.lexicon import lexicon
from mclint.nlp.english.reading import drafts
from mclint.nlp.english.segments import segments, words_of
from mclint.nlp.pipeline import tokenise

LEAST = 4  # outcomes in which a feature must occur
LEAST_VERB = 1
RATE, PENALTY, EPOCHS, SCALE, SMALLEST = 0.3, 0.02, 10, 10, 1
# Names of the source and its layout, which say nothing of the level.
LEFT_OUT = frozenset(["monash", "themeslabel", "theme", "tlo", "unit"])

Votes = dict[str, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class Rated:
    """One outcome: the raters' levels, the features of each predicate, what its levels depend on, and its words."""

    levels: frozenset[int]
    predicates: tuple[tuple[str, ...], ...]
    bases: tuple[Basis, ...]
    words: tuple[str, ...]


def read_ratings(path: Path) -> Iterator[Rated]:
    """Yield the rated outcomes of a file."""
    lex = lexicon()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            _, _, text, digits = line.rstrip("\n").split("\t")
            parts = list(segments(text, list(words_of(text, tokenise(text, "en")))))
            bases = tuple(draft.basis for draft in drafts(parts, text, lex) if draft.basis is not None)
            every = [basis.keys for basis in bases]
            words = tuple(word for word in content(text) if word not in LEFT_OUT)
            named = tuple(tuple(dict.fromkeys(features(every, place, words))) for place in range(len(every)))
            yield Rated(frozenset(map(int, digits)), named, bases, words)


def _vocabulary(data: Sequence[Rated]) -> dict[str, int]:
    counts = Counter(name for item in data for name in {name for names in item.predicates for name in names})
    kept = [name for name, count in counts.items() if count >= (LEAST_VERB if name.startswith("v=") else LEAST)]
    return {name: place for place, name in enumerate(sorted(kept))}


def _targets(chances: list[np.ndarray], levels: np.ndarray, first: bool) -> list[np.ndarray]:
    """Return for each predicate the distribution over levels it should have, given the raters' set."""
    if len(chances) == 1 or first:
        targets = []
        for chance in chances:
            target = np.zeros(6)
            target[levels] = 1 / len(levels) if len(chances) == 1 else chance[levels]
            targets.append(target / target.sum())
        return targets
    taken = [int(levels[np.argmax(chance[levels])]) for chance in chances]
    for level in levels:
        free = [(chances[j][level] - chances[j][taken[j]], j) for j in range(len(taken)) if taken.count(taken[j]) > 1]
        if level not in taken and free:
            taken[max(free)[1]] = int(level)
    return [np.eye(6)[level] for level in taken]


def learn(data: Sequence[Rated], seed: int = 1) -> Votes:
    """Return the votes fitted to rated outcomes."""
    vocabulary = _vocabulary(data)
    places = [
        [np.array([vocabulary[name] for name in names if name in vocabulary], dtype=np.int64) for names in item.predicates]
        for item in data
    ]
    weights, squares = np.zeros((len(vocabulary), 6)), np.full((len(vocabulary), 6), 0.1)
    total = np.zeros_like(weights)
    order = list(range(len(data)))
    shuffle = random.Random(seed)
    for epoch in range(EPOCHS):
        shuffle.shuffle(order)
        for number in order:
            if not places[number]:
                continue
            levels = np.array(sorted(level - 1 for level in data[number].levels))
            chances = [_chance(weights[names].sum(0)) for names in places[number]]
            for names, chance, target in zip(places[number], chances, _targets(chances, levels, epoch == 0), strict=True):
                slope = chance - target
                squares[names] += slope * slope
                step = RATE / np.sqrt(squares[names])
                moved = weights[names] - step * slope
                weights[names] = np.sign(moved) * np.maximum(np.abs(moved) - PENALTY * step, 0)
        if epoch >= EPOCHS // 2:
            total += weights
    points = np.round(total / (EPOCHS - EPOCHS // 2) * SCALE).astype(int)
    points[np.abs(points) < SMALLEST] = 0
    return {
        name: tuple((level + 1, int(points[place, level])) for level in range(6) if points[place, level])
        for name, place in vocabulary.items()
        if points[place].any() or name.startswith("v=")
    }


def _chance(scores: np.ndarray) -> np.ndarray:
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum())


def score(data: Sequence[Rated], votes: Votes) -> float:
    """Return the micro-averaged F1 of the votes on rated outcomes."""
    hits = predicted = given = 0
    for item in data:
        levels = {max(found) for found in _levels(item, votes) if found}
        hits += len(levels & item.levels)
        predicted += len(levels)
        given += len(item.levels)
    return 2 * hits / (predicted + given)


def _levels(item: Rated, votes: Votes) -> Iterator[tuple[int, ...]]:
    for place in range(len(item.bases)):
        yield rate(votes, item.bases, place, item.words)


def main() -> None:
    """Measure by cross-validation, then learn from everything and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ratings", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    data = list(read_ratings(options.ratings))
    random.Random(0).shuffle(data)
    figures = []
    for fold in range(options.folds):
        held_out = data[fold :: options.folds]
        rest = [item for place, item in enumerate(data) if place % options.folds != fold]
        figures.append(score(held_out, learn(rest)))
        print(f"fold {fold}: micro-F1 {figures[-1]:.4f} on {len(held_out)}", flush=True)
    mean = sum(figures) / len(figures) if figures else 0.0
    votes = learn(data)
    print(f"mean {mean:.4f}; on the outcomes learned from {score(data, votes):.4f}; {len(votes)} features")
    if options.write:
        write(options.write, votes, len(data), options.folds, mean)


def write(path: Path, votes: Votes, count: int, folds: int, mean: float) -> None:
    """Write the lexicon file."""
    lines = [f"  {' '.join((name, *(f'{level}:{value}' for level, value in points)))}" for name, points in votes.items()]
    head = f"""about: >-
  Votes for Bloom levels, learned by bench/learn_bloom_en.py from {count} university learning outcomes with the levels
  that human raters gave them; micro-averaged F1 in {folds}-fold cross-validation {mean:.3f}. A line is a feature and its
  points per level (1 remember to 6 create): v a verb (with its frame), vo verb and object noun, n number of
  predicates, vn and vp the verb with the next or previous one, nx and pv those alone, ot and vot another verb of the
  outcome, t and vt a word of the outcome (with the verb). Figures only; but for verbs, features of fewer than {LEAST}
  outcomes are left out.
sources:
  - title: "Automatic classification of learning objectives based on Bloom's taxonomy, data set of the paper (ratings)"
    author: "Y. Li and others"
    year: 2022
  - title: "A taxonomy for learning, teaching, and assessing: a revision of Bloom's taxonomy of educational objectives"
    author: "L. W. Anderson and D. R. Krathwohl (eds)"
    year: 2001
date: 2026-11-24
votes: |
"""
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
