"""The verb of a clause such as "how to update a fork", by the listed verbs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mclint.nlp.english.lexicon import lexicon


def clause_verb(words: Sequence[str], advice: Mapping[str, Any]) -> str | None:
    """Return the verb that somebody does in a clause without its "how": behind "to" or a person; None for anything else."""
    if not words or (words[0] not in advice["to"] and words[0] not in advice["persons"]):
        return None
    skipped = {*advice["to"], *advice["helpers"]}
    rest = [word for word in words[1:] if word not in skipped and not word.endswith(advice["adverb"])]
    known = lexicon().verbs
    verbs = (" ".join(rest[:length]) for length in (2, 1) if len(rest) >= length)
    return next((verb for verb in verbs if verb in known), rest[0] if rest and words[0] in advice["to"] else None)
