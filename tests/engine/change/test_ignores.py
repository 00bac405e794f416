"""An approved ignore counts where and as often as it did at the base, and no more."""

from __future__ import annotations

import pytest

from mclint.checks.env import Env
from mclint.dossier.load import load_bytes
from mclint.engine.change.ignores import approved, widened
from mclint.engine.examine import Examination
from mclint.engine.suppress import NOTHING_IGNORED, Suppressions, by_id, read_suppressions, split_suppressed
from tests.checking import READER, plan_for
from tests.conftest import TODAY

IGNORE = '# mclint: ignore[MC504] reason="volgt"'


def asked(text: str) -> Suppressions:
    """Return the ignores of a dossier after they were asked what they ignore."""
    document = load_bytes(text.encode(), "a.yaml").documents[0]
    found = read_suppressions(document, TODAY)
    split_suppressed(Examination(document, [], Env(document, TODAY, READER)).raws(plan_for()), found)
    return found


def judged(now: str, then: str | None) -> tuple[list[str], int]:
    """Return the messages of MC906, and how many findings are ignored in the end."""
    document = load_bytes(now.encode(), "a.yaml").documents[0]
    earlier = load_bytes(then.encode(), "a.yaml").documents[0] if then is not None else None
    known = asked(then) if then is not None else NOTHING_IGNORED
    counted = approved(read_suppressions(document, TODAY), document, known, earlier, "main")
    _, ignored = split_suppressed(Examination(document, [], Env(document, TODAY, READER)).raws(plan_for()), counted)
    problems = [*counted.problems, *widened(counted, document, "main")]
    assert {problem.rule for problem in problems} <= {"MC906"}
    return [problem.hit.message for problem in problems], len(ignored)


LEVEL = f"level:  {IGNORE}\n  nlqf: 3\n"
LATER = LEVEL.replace('reason="volgt"', 'reason="volgt" until=2026-12-31')


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        (LEVEL, None, (["new"], 0)),
        (LEVEL, "level:\n  nlqf: 3\n", (["new"], 0)),
        (LEVEL, LEVEL, ([], 1)),
        (f"title: x\n\n{LEVEL}", LEVEL, ([], 1)),
        (LEVEL.replace("volgt", "later"), LEVEL, (["new"], 0)),
        (LATER, LEVEL, ([], 1)),
        (LEVEL, LATER, (["new"], 0)),
        (LATER.replace("12-31", "12-30"), LATER, ([], 1)),
        (LATER.replace("2026-12", "2027-12"), LATER, (["new"], 0)),
        (LEVEL, LEVEL.replace("MC504", "MC504, MC503"), ([], 1)),
        (LEVEL.replace("MC504", "MC504, MC503"), LEVEL, (["new"], 0)),
        (LEVEL.replace("MC504", "MC5"), LEVEL, (["new"], 0)),
        (f"level: {{nlqf: 3, eqf: 3}}  {IGNORE}\n", LEVEL, (["wider"], 1)),
        (f"title: x\n{IGNORE}\nlevel:\n  nlqf: 3\n", LEVEL, (["wider"], 1)),
        (f"workload: {{sbu: 80}}  {IGNORE}\nlevel: {{nlqf: 3}}\n", LEVEL, (["new"], 0)),
    ],
)
def test_an_ignore_counts_as_it_was_approved(now: str, then: str | None, expected: tuple[list[str], int]) -> None:
    assert judged(now, then) == expected


VAGUE = "De lerende begrijpt het nut van hygiëne."
OUTCOME = '# mclint: ignore[MC201] reason="afgesproken"'


def outcomes(*texts: str, ids: tuple[str, ...] = ("LO1", "LO2"), comment: str = OUTCOME) -> str:
    items = ", ".join(f"{{id: {id_}, text: {text}}}" for id_, text in zip(ids, texts, strict=False))
    return f"language: nl\nlearning_outcomes: [{items}]  {comment}\n"


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        (outcomes(VAGUE, VAGUE), outcomes(VAGUE), (["wider"], 1)),
        (outcomes(VAGUE), outcomes(VAGUE, VAGUE), ([], 1)),
        (outcomes(VAGUE, ids=("LO2",)), outcomes(VAGUE, ids=("LO1",)), (["wider"], 0)),
        (outcomes(VAGUE, VAGUE, ids=("LO1", "LO1")), outcomes(VAGUE), (["wider"], 1)),
        (outcomes(VAGUE.replace("begrijpt", "kent")), outcomes(VAGUE), ([], 1)),
        (outcomes(f"{VAGUE} De lerende kent de regels."), outcomes(VAGUE), (["wider"], 1)),
        (outcomes(VAGUE), outcomes("De lerende wast de handen."), (["wider"], 0)),
    ],
    ids=["one more", "one fewer", "another", "an id twice", "another verb", "more in one text", "nothing ignored before"],
)
def test_what_an_ignore_ignores_does_not_grow(now: str, then: str, expected: tuple[list[str], int]) -> None:
    assert judged(now, then) == expected


def test_items_are_named_by_their_ids() -> None:
    text = "learning_outcomes:\n- {id: LO1, text: x, skills: [a, b]}\n- {text: y}\n"
    document = load_bytes(text.encode(), "a.yaml").documents[0]
    assert by_id("/learning_outcomes/0/skills/1", document) == "learning_outcomes/id=LO1/skills/1"
    assert by_id("/learning_outcomes/1/text", document) == "learning_outcomes/1/text"
    assert by_id("/learning_outcomes/0/absent", document) == "learning_outcomes/id=LO1"
    assert by_id("", document) == ""
