"""The dossiers of a catalogue as they stand in a working tree, with one of them in view."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.gate.dossiers import bikes, bread, falls, flowers
from tests.gate.edits import Edit
from tests.repository import Scratch

#: What a step leaves alone at the top of a working tree.
_KEPT = {".git", ".github", ".mclint.yaml", "README.md", "package.json"}


@dataclass(frozen=True)
class Tree:
    """The dossiers of a catalogue, and which one it is about.

    Attributes:
        files: the documents of each file by path.
        at: the file that holds the dossier under attack.
        number: which of the documents there it is, from 0.
        links: what symbolic links lead to by their own path, both from the root.
    """

    files: dict[str, tuple[str, ...]]
    at: str
    number: int = 0
    links: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.files[self.at][self.number]

    def edited(self, edit: Edit) -> Tree:
        """Return the tree with another text for the dossier under attack."""
        documents = list(self.files[self.at])
        documents[self.number] = edit(self.text)
        return replace(self, files={**self.files, self.at: tuple(documents)})

    def moved(self, path: str) -> Tree:
        """Return the tree with the whole file under another path; a path that is taken gets another name."""
        path = self.free(path)
        files = {path if name == self.at else name: texts for name, texts in self.files.items()}
        return replace(self, at=path, files=files, links=self.relinked(path))

    def relinked(self, path: str) -> dict[str, str]:
        """Return the links, those to the file under attack leading to another path."""
        return {name: path if target == self.at else target for name, target in self.links.items()}

    def free(self, path: str) -> str:
        """Return the path, or one like it where it is taken or leads through a link."""
        path = os.path.normpath(path)
        while path.split("/")[0] in self.links:
            path = f"n{path}"
        folder, name = os.path.split(path)
        while os.path.join(folder, name) in {*self.files, *self.links}:
            name = f"n{name}"
        return os.path.join(folder, name)

    def lay(self, made: Scratch) -> Scratch:
        """Make a working tree look like this one."""
        for path in made.root.iterdir():
            if path.name not in _KEPT:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        for name, texts in self.files.items():
            made.write(name, "---\n".join(texts))
        for name, target in self.links.items():
            (made.root / name).parent.mkdir(parents=True, exist_ok=True)
            (made.root / name).symlink_to(os.path.relpath(target, Path(name).parent))
        return made


_FILES = {"a/fietsen.yaml": (bikes, "awarded"), "a/vallen.yaml": (falls, "offered")}


def single() -> Tree:
    """Return the catalogue, about a dossier in a file of its own."""
    files = {name: (make(status),) for name, (make, status) in _FILES.items()}
    return Tree({**files, "samen/twee.yaml": (bread(), flowers())}, "a/vallen.yaml")


def first_of_two() -> Tree:
    """Return the catalogue, about the first document of a file with two."""
    return replace(single(), at="samen/twee.yaml")


def second_of_two() -> Tree:
    """Return the catalogue, about the second document of a file with two."""
    return replace(single(), at="samen/twee.yaml", number=1)


START: tuple[Callable[[], Tree], ...] = (single, first_of_two, second_of_two)
