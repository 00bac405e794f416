"""Finds the cards of an institution's own rule packs: every YAML file below the folder, whatever it is called."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mclint.catalog.cards import CardError
from mclint.texts.sentences import Sentence, reason, sentence

#: How the file of a card ends, in capitals or not.
SUFFIXES = (".yaml", ".yml")
#: What tells people about a pack may stand in it, as plain text or as a page.
_FOR_PEOPLE = ("readme", "changelog", "licence", "license")
_FOR_PEOPLE_SUFFIXES = ("", ".md", ".txt")
#: Frameworks are no cards.
_FRAMEWORKS = "frameworks"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a rule pack.

    Attributes:
        path: the file or folder that it is in.
        line: the line, from 1; 0 where it is about the whole file or folder.
        column: the column, from 1; 0 where there is no line.
        said: what is wrong, and what to do.
    """

    path: str
    line: int
    column: int
    said: Sentence

    @property
    def placed(self) -> Sentence:
        """Return what is said, behind the place."""
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return sentence("packs.placed", place=place, said=self.said)


@dataclass(frozen=True, slots=True)
class Found:
    """What a folder with a rule pack holds: its cards, in order, and what is there that cannot be one."""

    cards: tuple[Path, ...]
    mistakes: tuple[Mistake, ...]


def pack_cards(packs: Iterable[Path]) -> Iterator[Path]:
    """Yield the cards of packs, in order.

    Raises:
        CardError: a pack that is not there or cannot be read, or a file in it that is no card.
    """
    for folder in packs:
        found = find_cards(folder)
        for mistake in found.mistakes:
            raise CardError(mistake.placed)
        yield from found.cards


def find_cards(folder: Path) -> Found:
    """Return the cards of a pack, at any depth; names that start with a dot, and what is there for people, are passed over."""
    if not os.path.isdir(folder):
        key = "packs.no-folder" if os.path.lexists(folder) else "packs.not-there"
        return Found((), (_about(folder, key, folder=folder.name),))
    cards: list[Path] = []
    mistakes: list[Mistake] = []
    for path, key in _entries(folder, mistakes):
        if key:
            mistakes.append(_about(path, key))
        elif path.suffix.lower() in SUFFIXES:
            cards.append(path)
        elif not _is_for_people(path):
            mistakes.append(_about(path, "packs.not-read"))
    if not cards and not mistakes:
        mistakes.append(_about(folder, "packs.empty", folder=folder.name))
    return Found(tuple(cards), tuple(mistakes))


def _entries(folder: Path, mistakes: list[Mistake]) -> Iterator[tuple[Path, str]]:
    """Yield each file below a folder, and each link or folder that cannot be gone into, with the key of what is wrong with it.

    What a link leads to is never looked at: a pack is what stands in its own folder.
    """

    def closed(error: OSError) -> None:
        mistakes.append(Mistake(str(error.filename), 0, 0, sentence("packs.closed", why=reason(error))))

    for base, folders, names in os.walk(folder, onerror=closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if os.path.islink(os.path.join(base, name))]
        apart = [_FRAMEWORKS] if base == str(folder) and _FRAMEWORKS in folders and _FRAMEWORKS not in links else []
        folders[:] = [name for name in folders if name not in (*links, *apart)]
        yield from ((Path(base, name), "packs.frameworks") for name in apart)
        for name in sorted((*names, *links)):
            path = Path(base, name)
            if not name.startswith("."):
                yield path, "packs.link" if path.is_symlink() else ""


def _is_for_people(path: Path) -> bool:
    return path.stem.lower() in _FOR_PEOPLE and path.suffix.lower() in _FOR_PEOPLE_SUFFIXES


def _about(path: Path, key: str, **fields: str) -> Mistake:
    return Mistake(str(path), 0, 0, sentence(key, **fields))
