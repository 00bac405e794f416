"""Kind 5: the milder of two policies never wins; a dossier is judged at least by the policy that held where it stood."""

from __future__ import annotations

from collections.abc import Callable

from tests.gate.attack import Attack, read
from tests.gate.dossiers import line, sealed, till
from tests.gate.edits import with_id, with_new_decision, with_vague_outcome
from tests.gate.judging import Files, catalogue
from tests.repository import Scratch

#: Configurations of a folder on main that judge a dossier more mildly than the folder where it stood.
MILDER: dict[str, str] = {
    "fail level": "fail_level: never\n",
    "ignored rules": "ignore: [MC1, MC2, MC3, MC4]\n",
    "selected rules": "select: [MC5]\n",
    "severity": "severity: {MC102: note, MC201: note}\n",
    "framework": "framework: [eu-2022, npuls-mbo-pilot]\nignore: [MC201]\n",
    "parameters": "params: {MC102: {minimum: 1}, MC103: {unit: 1}}\nignore: [MC201]\n",
    "left out": "exclude: ['**']\n",
    "rules by file": "per_file: {'**': {ignore: [MC1, MC2]}}\n",
}
#: Settings on main of the folder where a dossier stood, stricter than those of the rest.
STRICTER: dict[str, str] = {
    "fail level": "fail_level: warning\n",
    "severity": "severity: {MC306: error}\n",
    "framework": "framework: npuls-mbo\n",
    "parameters": "params: {MC102: {minimum: 160}}\n",
}


def _flawed() -> str:
    """Return a dossier with too small a load and a vague outcome, errors by the policy of the root; it names no framework."""
    text = (
        with_vague_outcome(till())
        .replace("sbu: 80", "sbu: 40")
        .replace("contact: 30, self_study: 30", "contact: 10, self_study: 10")
    )
    return sealed(line(text, "framework", ""))


def _unsupervised() -> str:
    """Return a dossier with one warning (MC306) and 80 hours."""
    return sealed(line(till(), "supervision", ""))


def _with_folder(folder: str, settings: str, text: str) -> Callable[[], Files]:
    return lambda: {**catalogue(), f"{folder}/.mclint.yaml": settings, "school/kassa.yaml": text}


def into_the_folder(made: Scratch) -> None:
    """Move the dossier into the folder of the milder policy."""
    (made.root / "b").mkdir(exist_ok=True)
    made.git("mv", "school/kassa.yaml", "b/kassa.yaml")


def into_the_folder_under_padding(made: Scratch) -> None:
    """Move the dossier there, padded so that git sees no rename."""
    made.write("b/kassa.yaml", "# Notitie\n" * 2000 + read(made, "school/kassa.yaml"))
    (made.root / "school/kassa.yaml").unlink()


def into_a_file_of_the_folder(made: Scratch) -> None:
    """Put the dossier behind a good new one in a file of the folder."""
    made.write("b/meer.yaml", f"{with_id('nieuw')(with_new_decision(till()))}---\n{read(made, 'school/kassa.yaml')}")
    (made.root / "school/kassa.yaml").unlink()


def link_from_the_folder(made: Scratch) -> None:
    """Leave the dossier where it is, and put a link to it in the folder, which sorts before it."""
    (made.root / "b").mkdir(exist_ok=True)
    (made.root / "b/kassa.yaml").symlink_to("../school/kassa.yaml")


def out_of_the_folder(made: Scratch) -> None:
    """Move the dossier out of the folder with the stricter policy."""
    made.git("mv", "school/kassa.yaml", "a/kassa.yaml")


#: Each way into the folder, with the policies that are tried.
_INTO = {
    into_the_folder: tuple(MILDER),
    into_the_folder_under_padding: ("fail level", "framework"),
    into_a_file_of_the_folder: ("ignored rules", "left out"),
    link_from_the_folder: tuple(MILDER),
}

#: A dossier that fails where it stands on main fails wherever a change moves it.
POLICIES: dict[str, Attack] = {
    **{
        f"{change.__name__.replace('_', ' ')}: {name}": Attack(change, base=_with_folder("b", MILDER[name], _flawed()))
        for change, names in _INTO.items()
        for name in names
    },
    **{
        f"out of the folder: {name}": Attack(out_of_the_folder, base=_with_folder("school", settings, _unsupervised()))
        for name, settings in STRICTER.items()
    },
}
