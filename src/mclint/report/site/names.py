"""Names of files and languages that are safe whatever a dossier says."""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNSAFE = re.compile(r"[^a-z0-9_]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
#: Windows keeps these names for devices, whatever comes behind a period.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])")
#: Well below what any file system takes, a suffix and a number included.
_LONGEST = 80


def unique_names(texts: Iterable[str], otherwise: str) -> list[str]:
    """Return a file name without suffix for each text: lower case, only letters, digits, `-` and `_`, each once.

    Names that differ by capitals only would be one file on some systems, so there are none. The first of two equal texts
    keeps the plain name.

    Args:
        texts: ids as written.
        otherwise: the name where nothing of the text is left.
    """
    used: set[str] = set()
    found = []
    for text in texts:
        plain = _plain(text) or otherwise
        name, number = plain, 1
        while name in used:
            number += 1
            name = f"{plain}-{number}"
        used.add(name)
        found.append(name)
    return found


def _plain(text: str) -> str:
    plain = _UNSAFE.sub("-", text.lower().replace("/", "_"))[:_LONGEST].strip("-_")
    return f"{plain}-" if _RESERVED.fullmatch(plain) else plain


def html_language(lang: str, page: str) -> str:
    """Return a language for `lang=` where it differs from that of the page, else ""; "" too for what is no language."""
    return lang if lang != page and _LANGUAGE.fullmatch(lang) else ""
