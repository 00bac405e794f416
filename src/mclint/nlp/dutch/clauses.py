"""The verb of a clause such as "hoe je een zorgplan opstelt", by the forms of the lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mclint.nlp.dutch.inflection import INFINITIVE, THIRD
from mclint.nlp.dutch.lexicon import Lexicon, lexicon

#: How many words of a clause may name who does it: "hoe je", "hoe de lerende".
_SUBJECT = 2


def clause_verb(words: Sequence[str], advice: Mapping[str, Any]) -> str | None:
    """Return the verb that somebody does in a clause without its "hoe", with a bar behind its particle, or None.

    Where a thing is the subject ("hoe een warmtepomp werkt"), only a passive or an infinitive is something to do.
    """
    lex = lexicon()
    by_person = any(word in advice["persons"] for word in words[:_SUBJECT])
    for place in range(len(words) - 1, -1, -1):
        lemma = _behind_particle(words, place, lex, advice) or _lemma(words[place], lex, finite=by_person)
        if lemma is not None and lemma in lex.verbs:
            return _with_bar(lemma, lex)
    return None


def _behind_particle(words: Sequence[str], place: int, lex: Lexicon, advice: Mapping[str, Any]) -> str | None:
    """Return the infinitive of "op te stellen", at its last word."""
    if place < len(("op", "te")) or words[place - 1] not in advice["to"]:
        return None
    simple = next((form.verb for form in lex.forms.get(words[place], ()) if form.verb in lex.particles), None)
    particle = words[place - 2]
    return f"{particle}{simple}" if simple is not None and particle in lex.particles[simple] else None


def _lemma(word: str, lex: Lexicon, *, finite: bool) -> str | None:
    """Return the infinitive of "opgesteld" or "opstellen", and with `finite` also of "opstelt"."""
    if word in lex.participles:
        return lex.participles[word]
    wanted = (INFINITIVE, THIRD) if finite else (INFINITIVE,)
    simple = (form.verb for form in lex.forms.get(word, ()) if form.form in wanted)
    return next(simple, None) or (lex.joined.get(word) if finite else None)


def _with_bar(lemma: str, lex: Lexicon) -> str:
    for simple, particles in lex.particles.items():
        if lemma.endswith(simple) and lemma.removesuffix(simple) in particles:
            return f"{lemma.removesuffix(simple)}|{simple}"
    return lemma
