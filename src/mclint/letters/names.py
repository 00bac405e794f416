"""Compares names and ids as people see them."""

from __future__ import annotations

from mclint.letters.fold import fold, skeleton

#: Capitals and digits that pass for the same sign, by Unicode's confusables.
_ALIKE = str.maketrans({"0": "O", "1": "l", "|": "l", "I": "l"})


def same_name(first: str, second: str) -> bool:
    """Say whether two ids name the same: case, width, script and blanks do not tell them apart, nor do "0" and "O"."""
    return first == second or skeleton(first) == skeleton(second) or _look(first) == _look(second)


def _look(name: str) -> str:
    """Return what an id looks like, with one sign for all that look alike."""
    return "".join(fold(name).text.translate(_ALIKE).casefold().replace("rn", "m").split())
