"""Kind 8: an approved ignore covers what it covered on main, and nothing that a change puts under it."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.gate.attack import Attack, read
from tests.gate.dossiers import line, till
from tests.gate.edits import Edit, with_id
from tests.gate.judging import Files, catalogue
from tests.repository import Scratch

PLACE = "a/kassa.yaml"
IGNORE = '  # mclint: ignore[MC201] reason="zo afgesproken"'
_ABOVE = IGNORE.strip()
GOOD, VAGUE, VAGUE_TOO = (
    "De lerende rekent een verkoop af op de kassa.",
    "De lerende begrijpt het belang van een nette kassa.",
    "De lerende kent de regels van de winkel.",
)


def with_outcomes(block: str) -> str:
    """Return a dossier with a block of outcomes of its own, not signed off yet, in which A1 assesses all that stand in it."""
    text = re.sub(r"(?s)learning_outcomes:\n.*?assessments:", lambda _: f"{block}assessments:", till("developed"))
    text = re.sub(r"(?s)  sign_off:\n.*(?=credential:)", "", text)
    return line(text, "outcomes", f"outcomes: [{', '.join(sorted(set(re.findall(r'LO[0-9]', block))))}]")


def _item(number: int, text: str) -> str:
    return f'{{id: LO{number}, text: "{text}"}}'


#: What stood on main under an ignore, and what a change makes of it. Chosen: an ignore covers more than it did where more
#: findings fall under it, or others at other items; a text may be edited under an ignore as long as that is not so.
WIDER: dict[str, tuple[str, str]] = {
    "a second item in a list on one line": (
        f"learning_outcomes: [{_item(1, VAGUE)}]{IGNORE}\n",
        f"learning_outcomes: [{_item(1, VAGUE)}, {_item(2, VAGUE_TOO)}]{IGNORE}\n",
    ),
    "an item before the first in a list on one line": (
        f"learning_outcomes: [{_item(1, VAGUE)}]{IGNORE}\n",
        f"learning_outcomes: [{_item(2, VAGUE_TOO)}, {_item(1, VAGUE)}]{IGNORE}\n",
    ),
    "a list on a line of its own": (
        f"learning_outcomes:\n  [{_item(1, VAGUE)}]{IGNORE}\n",
        f"learning_outcomes:\n  [{_item(1, VAGUE)}, {_item(2, VAGUE_TOO)}]{IGNORE}\n",
    ),
    "lines of a flow list joined": (
        f"learning_outcomes:\n  [{_item(1, VAGUE)},{IGNORE}\n   {_item(2, GOOD)}]\n",
        f"learning_outcomes:\n  [{_item(1, VAGUE)}, {_item(2, VAGUE_TOO)}]{IGNORE}\n",
    ),
    "lines of a block list joined": (
        f"learning_outcomes:\n  - {_item(1, VAGUE)}{IGNORE}\n  - {_item(2, GOOD)}\n",
        f"learning_outcomes: [{_item(1, VAGUE)}, {_item(2, VAGUE_TOO)}]{IGNORE}\n",
    ),
    "a text drawn up to the line of its id": (
        f"learning_outcomes:\n  - id: LO1{IGNORE}\n    text: {GOOD}\n",
        f"learning_outcomes:\n  - {_item(1, VAGUE)}{IGNORE}\n",
    ),
    "a text drawn up to the line of the list": (
        f"learning_outcomes:{IGNORE}\n  - id: LO1\n    text: {GOOD}\n",
        f"learning_outcomes: [{_item(1, VAGUE)}]{IGNORE}\n",
    ),
    "the header of a block": (
        f"learning_outcomes:\n  - id: LO1\n    text: {VAGUE}{IGNORE}\n",
        f"learning_outcomes:\n  - id: LO1\n    text: |-{IGNORE}\n      {VAGUE}\n      {VAGUE_TOO}\n",
    ),
    "the header of a block for another text": (
        f"learning_outcomes:\n  - id: LO1\n    text: |-{IGNORE}\n      {VAGUE}\n",
        f"learning_outcomes:\n  - id: LO1\n    text: |-{IGNORE}\n      {VAGUE}\n      {VAGUE_TOO}\n      {VAGUE_TOO}\n",
    ),
    "above a list that grew": (
        f"{_ABOVE}\nlearning_outcomes:\n  - {_item(1, VAGUE)}\n",
        f"{_ABOVE}\nlearning_outcomes:\n  - {_item(1, VAGUE)}\n  - {_item(2, VAGUE_TOO)}\n",
    ),
    "above a list that grew in front": (
        f"{_ABOVE}\nlearning_outcomes:\n  - {_item(1, VAGUE)}\n",
        f"{_ABOVE}\nlearning_outcomes:\n  - {_item(2, VAGUE_TOO)}\n  - {_item(1, VAGUE)}\n",
    ),
    "above a list in which an item changed": (
        f"{_ABOVE}\nlearning_outcomes:\n  - {_item(1, VAGUE)}\n  - {_item(2, GOOD)}\n",
        f"{_ABOVE}\nlearning_outcomes:\n  - {_item(1, VAGUE)}\n  - {_item(3, VAGUE_TOO)}\n",
    ),
    "behind an anchor that another outcome uses": (
        f"learning_outcomes:\n  - id: LO1\n    text: &vaag {VAGUE}{IGNORE}\n  - id: LO2\n    text: {GOOD}\n",
        f"learning_outcomes:\n  - id: LO1\n    text: &vaag {VAGUE}{IGNORE}\n  - id: LO2\n    text: *vaag\n",
    ),
    "until a later day": (
        f"learning_outcomes:\n  - id: LO1\n    text: {VAGUE}{IGNORE} until=2026-12-31\n",
        f"learning_outcomes:\n  - id: LO1\n    text: {VAGUE}{IGNORE} until=2036-12-31\n",
    ),
}

_ONE = f"learning_outcomes:\n  - id: LO1\n    text: {VAGUE}{IGNORE}\n"


def _on_main(block: str, edit: Edit = str) -> Callable[[], Files]:
    return lambda: {**catalogue(), PLACE: edit(with_outcomes(block))}


def _becomes(block: str) -> Callable[[Scratch], object]:
    return lambda made: made.write(PLACE, with_outcomes(block))


def put_a_document_before_with_the_same_ignore(made: Scratch) -> None:
    """Put a new dossier in the place of the first document, with the ignore that was approved for that one."""
    made.write(PLACE, f"{with_id('nieuw')(read(made, PLACE))}---\n{read(made, PLACE)}")


def take_the_path_with_the_same_ignore(made: Scratch) -> None:
    """Move a dossier and put a new one in its place, with the ignore that was approved for the old one."""
    made.write("b/kassa.yaml", "# verplaatst\n" * 900 + read(made, PLACE))
    made.write(PLACE, with_id("nieuw")(read(made, PLACE)))


def give_another_item_the_id(made: Scratch) -> None:
    """Give a second vague outcome the id and the ignore of the first, and the first another id."""
    made.write(PLACE, with_outcomes(f"{_ONE}  - id: LO1\n    text: {VAGUE_TOO}{IGNORE}\n".replace("- id: LO1", "- id: LO2", 1)))


_NOT_APPROVED = frozenset({"MC201"})

IGNORES: dict[str, Attack] = {
    **{name: Attack(_becomes(now), _NOT_APPROVED, told="MC906", base=_on_main(before)) for name, (before, now) in WIDER.items()},
    **{
        change.__name__.replace("_", " "): Attack(change, _NOT_APPROVED, told="MC906", base=_on_main(_ONE))
        for change in (
            put_a_document_before_with_the_same_ignore,
            take_the_path_with_the_same_ignore,
            give_another_item_the_id,
        )
    },
}
