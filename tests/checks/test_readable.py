"""The formula for hard words is slow to load, so it is asked only where it can decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from mclint.checks.env import Env
from mclint.checks.prose import Readable, readable
from mclint.dossier.load import load_bytes
from mclint.engine.reader import CachedReader

PARAMS = Readable(words=(("nl", 35),), limits=(("nl", "words", 8), ("nl", "clauses", 1), ("nl", "ease", 95)), hard_measures=2)
EASY = "De lerende stelt een plan op."
LONG = "De lerende stelt met de cliënt thuis een plan op voor de week."
HARD = "De lerende implementeert multidisciplinaire kwaliteitsverbeteringstrajecten conform organisatiespecifieke beleidskaders."
BOTH = "De lerende stelt, als dat kan, met de cliënt thuis een plan op voor de week."
LONG_AND_HARD = (
    "De lerende implementeert multidisciplinaire kwaliteitsverbeteringstrajecten conform organisatiespecifieke "
    "beleidskaders binnen intramurale gezondheidszorginstellingen."
)


@dataclass
class Asked(CachedReader):
    """Notes for which sentences the formula is asked."""

    sentences: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(None)

    def difficulty(self, text: str, lang: str) -> dict[str, float]:
        self.sentences.append(text)
        return super().difficulty(text, lang)


@pytest.mark.parametrize(
    ("text", "hard", "asked"),
    [(EASY, False, False), (LONG, False, True), (HARD, False, False), (BOTH, True, False), (LONG_AND_HARD, True, True)],
)
def test_a_sentence_is_hard_by_two_measures(text: str, hard: bool, asked: bool) -> None:
    raw = f"mclint: 1\nlanguage: nl\nlearning_outcomes: [{{id: LO1, text: '{text}'}}]\n"
    document = load_bytes(raw.encode(), "dossier.yaml").documents[0]
    reader = Asked()
    node = next(iter(document.find("/learning_outcomes/*/text")))
    hits = list(readable(node, Env(document, date(2026, 11, 24), reader), PARAMS))
    assert [hit.message for hit in hits] == (["hard"] if hard else [])
    assert bool(reader.sentences) is asked
