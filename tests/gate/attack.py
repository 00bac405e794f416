"""What a change does to a repository: an attack with what has to be said of it, or an honest deed that passes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.gate.dossiers import falls
from tests.gate.edits import Edit
from tests.gate.judging import GATE, Files, catalogue
from tests.gate.trees import Tree, single
from tests.repository import Scratch

#: What a pull request does to the working tree.
Change = Callable[[Scratch], object]

FALLS = "a/vallen.yaml"


@dataclass(frozen=True)
class Attack:
    """A change that may not pass.

    Attributes:
        change: what the pull request does.
        errors: one of these rules has to be an error; with none, any rule may be.
        told: a rule that has to be among the findings, whatever its severity; "" for none.
        base: the files on main.
        arguments: how the check is called.
        codes: the exit codes that are right.
    """

    change: Change
    errors: frozenset[str] = frozenset()
    told: str = ""
    base: Callable[[], Files] = catalogue
    arguments: tuple[str, ...] = GATE
    codes: tuple[int, ...] = (1,)


@dataclass(frozen=True)
class Deed:
    """A change that passes.

    Attributes:
        change: what the pull request does.
        base: the files on main.
        told: a rule that has to be among the findings all the same, below the fail level; "" for none.
        arguments: how the check is called.
    """

    change: Change
    base: Callable[[], Files] = catalogue
    told: str = ""
    arguments: tuple[str, ...] = GATE


def table(changes: Iterable[Change], attack: Callable[[Change], Attack]) -> dict[str, Attack]:
    """Return attacks by the name of what they do."""
    return {getattr(change, "__name__", "change").replace("_", " "): attack(change) for change in changes}


def read(made: Scratch, path: str = FALLS) -> str:
    return (made.root / path).read_text("utf-8")


def edits(edit: Edit, path: str = FALLS) -> Change:
    """Return the change that edits the text of a file; an edit that changes nothing would prove nothing."""

    def change(made: Scratch) -> None:
        text = edit(read(made, path))
        assert text != read(made, path)
        made.write(path, text)

    return change


def goes(*steps: Callable[[Tree], Tree], start: Callable[[], Tree] = single) -> Change:
    """Return the change that takes a dossier of the catalogue through some steps."""

    def change(made: Scratch) -> None:
        tree = start()
        for step in steps:
            tree = step(tree)
        tree.lay(made)

    return change


def edited(edit: Edit) -> Callable[[Tree], Tree]:
    """Return the step that edits the text of a dossier."""
    return lambda tree: tree.edited(edit)


def on_main(edit: Edit, status: str = "offered") -> Callable[[], Files]:
    """Return the catalogue in which the dossier about falls stands with an edit."""
    return lambda: {**catalogue(), FALLS: edit(falls(status))}
