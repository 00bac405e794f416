"""Reads finite words that carry another verb: "laat zien dat", "heeft ... opgesteld", "wordt door de lerende ... uitgevoerd"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mclint.nlp.dutch.infinitives import Verb, te_infinitives
from mclint.nlp.dutch.inflection import THIRD
from mclint.nlp.dutch.lexicon import Lexicon
from mclint.nlp.dutch.words import DETERMINERS, MODALS, Clause


def perfect(clause: Clause, lex: Lexicon, finite: int) -> list[Verb]:
    """Return the verbs of "heeft een plan opgesteld" or "heeft geleerd om ... te"; empty for anything else."""
    for index in clause.visible(finite + 1):
        word = clause.word(index)
        if word in ("en", ",", ";", "of") and index > finite + 1 and third(clause.word(index + 1), lex):
            break
        lemma = lex.participles.get(word)
        if lemma is None or not clause.ends(index + 1) or clause.word(index - 1) in DETERMINERS:
            continue
        inner: list[Verb] = []
        if lemma in lex.teaching:
            clause.reveal()
            inner = list(te_infinitives(clause, lex, index, finite))
        return inner or [Verb(lemma, index, "finite", finite=finite, high=len(clause))]
    return []


def able(clause: Clause, finite: int) -> bool:
    """Say whether "is in staat om ... te" or the like stands here."""
    words = {clause.word(index) for index in clause.visible(finite + 1, finite + 8)}
    return bool(words & {"staat", "bevoegd", "bekwaam", "vaardig", "capabel"}) and (
        "te" in {clause.word(i) for i in range(finite, len(clause))}
    )


def shown(clause: Clause, lex: Lexicon, finite: int) -> list[Verb]:
    """Return the verbs of "laat zien dat hij ... uitvoert" and "toont aan dat ... kan ..."; empty for anything else."""
    words = [clause.word(index) for index in range(finite, min(len(clause), finite + 5))]
    if not (
        words[:2] == ["laat", "zien"] or words[:2] == ["toont", "aan"] or "aantonen" in words or words[1:3] == ["zien", "dat"]
    ):
        return []
    that = next((index for index in range(finite + 1, min(len(clause), finite + 7)) if clause.word(index) == "dat"), None)
    if that is None:
        return list(te_infinitives(clause, lex, finite + 2, finite)) if words[1:2] == ["zien"] else []
    inner = [*_final_verbs(clause, lex, that + 1)]
    return [replace(verb, finite=finite) for verb in inner]


def _final_verbs(clause: Clause, lex: Lexicon, start: int) -> Iterator[Verb]:
    """Yield the verbs at the end of a subordinate clause: "dat hij een plan opstelt", "dat hij kan lassen"."""
    for index in range(start, len(clause)):
        word = clause.word(index)
        if word in lex.joined:
            yield Verb(lex.joined[word], index, "finite", finite=index, low=start, high=len(clause))
        elif clause.ends(index + 1) and (lemma := third(word, lex)) and word not in MODALS:
            yield Verb(lemma, index, "finite", finite=index, low=start, high=len(clause))
        elif word in lex.infinitives and word not in ("kunnen", "zijn") and clause.ends(index + 1):
            yield Verb(word, index, "modal", finite=index, low=start, high=len(clause))


def third(word: str, lex: Lexicon) -> str | None:
    """Return the simple verb of which a word is the third person, else None."""
    return next((found.verb for found in lex.forms.get(word, ()) if found.form == THIRD), None)


def passive(clause: Clause, lex: Lexicon, finite: int) -> Verb | None:
    """Return the verb of a passive in which the learner does it, or that says what the course does, else None."""
    others = lex.people | lex.things
    by = any(clause.word(i) == "door" and not {clause.word(i + 1), clause.word(i + 2)} & others for i in range(len(clause)))
    for index in clause.visible(finite + 1):
        if clause.word(index) in lex.participles and (by or clause.word(index) in lex.teaching_passive):
            return Verb(lex.participles[clause.word(index)], index, "participle", finite=finite, high=len(clause))
    return None
