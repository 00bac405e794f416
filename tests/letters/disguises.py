"""Writes words so that they look the same, or nearly so, and are other signs."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from confusable_homoglyphs.categories import alias
from confusable_homoglyphs.confusables import confusables_data

#: Signs that do not show; the last ones leave a gap in some fonts.
HIDDEN = "\u00ad\u200b\u200c\u200d\u200e\u2060\ufeff\u034f\u180b\ufe0f\U000e0061\U000e0101\u061c\u3164\u115f"
ACCENTS = "\u0301\u0300\u0302\u0308\u0323\u0332\u0335"
LIGATURES = {"ij": "ĳ", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ", "st": "ﬆ"}
SCRIPTS = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "GEORGIAN")


def _look_alikes() -> Mapping[str, tuple[str, ...]]:
    """Return for each ASCII letter the letters of other scripts that Unicode's own table sends to it, in its case."""
    found: dict[str, list[str]] = {}
    for sign, others in confusables_data.items():
        for other in others:
            letter = str(other["c"])
            if len(sign) == 1 and len(letter) == 1 and letter.isascii() and letter.isalpha() and alias(sign) in SCRIPTS:
                if sign.isalpha() and sign.isupper() == letter.isupper():
                    found.setdefault(letter, []).append(sign)
    return {letter: tuple(signs) for letter, signs in found.items()}


LOOK_ALIKES = _look_alikes()


def full_width(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if sign.isascii() and sign.isalnum() else sign for sign in text)


def bold(text: str) -> str:
    """Return a text in the bold letters and digits that Unicode has for mathematics."""
    names = {**{letter: f"MATHEMATICAL BOLD SMALL {letter.upper()}" for letter in "abcdefghijklmnopqrstuvwxyz"}}
    names |= {letter.upper(): name.replace("SMALL", "CAPITAL") for letter, name in names.items()}
    return "".join(unicodedata.lookup(names[sign]) if sign in names else sign for sign in text)


def ligatures(text: str) -> str:
    for letters, sign in LIGATURES.items():
        text = text.replace(letters, sign)
    return text


def escaped(text: str) -> str:
    """Return a text as a double-quoted YAML scalar in which everything beyond ASCII is an escape."""
    plain = {'"': '\\"', "\\": "\\\\", "\n": "\\n"}
    signs = (
        plain.get(sign, sign) if sign.isascii() else f"\\U{ord(sign):08X}" if ord(sign) > 0xFFFF else f"\\u{ord(sign):04X}"
        for sign in text
    )
    return f'"{"".join(signs)}"'
