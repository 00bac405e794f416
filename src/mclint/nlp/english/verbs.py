"""Decides whether a word that can be a verb is one here, and which verb."""

from __future__ import annotations

from dataclasses import dataclass

from mclint.nlp.english.inflection import BASE, GERUND, THIRD, singular
from mclint.nlp.english.words import COMMAS, Clause

# A longer row of words that may be verbs or nouns is taken for nouns.
_MOST_CONJUNCTS = 8
SURE = 2
MAYBE = 1


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb in place: index of its head, index after its adjacent words, lemma, last index of a far particle or -1."""

    index: int
    after: int
    lemma: str
    far: int = -1
    known: bool = True

    @property
    def last(self) -> int:
        """Return the index of the last word of the verb."""
        return max(self.after - 1, self.far)


def status(clause: Clause, index: int, form: str) -> int:
    """Return SURE, MAYBE (noun or adjective as well) or 0 for "this word can be a verb in this form"."""
    word = clause.at(index)
    lemmas = [lemma for lemma in clause.lex.readings(word, form) if _stands(clause, index, lemma)]
    if not lemmas:
        return 0
    if form == BASE and (word in clause.lex.nouns or word in clause.lex.adjectives):
        return MAYBE
    if form == THIRD and any(lemma in clause.lex.nouns for lemma in lemmas):
        return MAYBE
    if form == GERUND and word in clause.lex.lists["noun_gerunds"]:
        return MAYBE
    return SURE


def _stands(clause: Clause, index: int, lemma: str) -> bool:
    """Say whether the lemma is a verb by itself, or has the particle here without which it is none ("peer review")."""
    if lemma in clause.lex.whole or _adjacent_phrase(clause, index, lemma):
        return True
    rests = clause.lex.phrasal.get(lemma, ())
    return any(len(rest) == 1 and rest[0] in _PARTICLES and _far_particle(clause, index, rest[0]) > 0 for rest in rests)


def is_verb(clause: Clause, index: int, form: str, *, opening: bool, bare: bool = False) -> bool:
    """Say whether the word is a verb in this form here.

    Args:
        opening: the clause starts here.
        bare: the verb before it has no object yet ("plan and report on").
    """
    found = status(clause, index, form)
    if found == SURE and opening and form == BASE and clause.at(index + 1) in ("of",):
        return False
    if found != MAYBE:
        return found == SURE
    return _verb_context(clause, index, form, opening=opening, bare=bare)


def _verb_context(clause: Clause, index: int, form: str, *, opening: bool, bare: bool) -> bool:
    after = clause.past_adverbs(index + 1)
    lemma = clause.lex.readings(clause.at(index), form)[0]
    word = clause.at(after)
    if opening and clause.adverb(index - 1) and form == BASE:
        return word != "of"
    if clause.isin(after, "determiners") or clause.isin(after, "pronouns") or word[:1].isdigit():
        return True
    if after > index + 1 or _adjacent_phrase(clause, index, lemma):
        return True
    if clause.isin(after, "coordinators") or word == ",":
        return (opening or bare) and _coordinated(clause, after, form)
    if clause.stop(after):
        if opening and form == BASE and (clause.isin(after, "subordinators") and word != "as"):
            return True
        if opening and form == BASE and clause.isin(after, "prepositions") and word not in ("of", "to", "for", "into"):
            return lemma in clause.lex.lists["no_object"] or not clause.isin(index, "compound_first")
        free = lemma in clause.lex.lists["no_object"] and word not in ("of", "")
        return free and (form == BASE or word in ("with", "on", "in", "to", "for", "at") and form == THIRD)
    return _before_noun(clause, index, after, form, opening=opening, bare=bare)


def _coordinated(clause: Clause, index: int, form: str, depth: int = 0) -> bool:
    """Say whether another verb in the same form follows the coordinator ("plan, implement and evaluate")."""
    while clause.boundary(index):
        index += 1
    index = clause.past_adverbs(index)
    found = status(clause, index, form)
    if found == MAYBE:
        after = clause.past_adverbs(index + 1)
        lemma = clause.lex.readings(clause.at(index), form)[0]
        if clause.boundary(after):
            return depth < _MOST_CONJUNCTS and _coordinated(clause, after, form, depth + 1)
        return (
            clause.determiner(after)
            or clause.isin(after, "pronouns")
            or _adjacent_phrase(clause, index, lemma)
            or lemma in clause.lex.lists["no_object"]
            or (not clause.stop(after) and not compound(clause, index, after))
        )
    return found == SURE


def _before_noun(clause: Clause, index: int, after: int, form: str, *, opening: bool, bare: bool) -> bool:
    """Decide for a bare noun or adjective behind the word: "design systems" or "design principles"."""
    if form == THIRD:
        return True
    if bare and not compound(clause, index, after):
        return True
    if form == GERUND:
        head = clause.at(clause.head(after))
        if clause.at(index) in clause.lex.lists["field_gerunds"]:
            return False
        if clause.at(after) in clause.lex.compounds.get(clause.at(index), frozenset()):
            return False
        return singular(head) != head and not clause.isin(clause.head(after), "compound_heads")
    if compound(clause, index, after):
        return False
    if opening or bare or clause.determiner(after):
        return True
    word = clause.at(index)
    before, head = clause.at(index - 2), clause.at(clause.head(after))
    plurals = (singular(before) != before) + (singular(head) != head)
    return word not in clause.lex.adjectives and plurals >= (2 if clause.isin(index, "compound_first") else 1)


def compound(clause: Clause, index: int, after: int) -> bool:
    """Say whether the word and the head of the noun phrase after it make a common compound ("research methods")."""
    if not clause.stop(after + 1):
        return False
    if clause.at(after) in clause.lex.compounds.get(clause.at(index), frozenset()):
        return True
    return clause.isin(index, "compound_first") and clause.isin(after, "compound_heads")


def _adjacent_phrase(clause: Clause, index: int, lemma: str) -> bool:
    return any(
        all(clause.at(index + 1 + step) == word for step, word in enumerate(rest)) for rest in clause.lex.phrasal.get(lemma, ())
    )


# Prepositions join their verb only when adjacent; these adverbial particles may stand behind the object.
_PARTICLES = frozenset(
    ["up", "out", "off", "down", "on", "in", "away", "back", "over", "apart", "together", "aside", "forward", "through"]
)


def verb_at(clause: Clause, index: int, form: str) -> Verb | None:
    """Return the verb that starts at a word, with adjacent or far particle; None if the word is no verb in this form."""
    lemmas = [lemma for lemma in clause.lex.readings(clause.at(index), form) if _stands(clause, index, lemma)]
    if not lemmas:
        return None
    for lemma in lemmas:
        for rest in clause.lex.phrasal.get(lemma, ()):
            if all(clause.at(index + 1 + step) == word for step, word in enumerate(rest)):
                return Verb(index, index + 1 + len(rest), " ".join((lemma, *rest)))
    for lemma in lemmas:
        for rest in clause.lex.phrasal.get(lemma, ()):
            if len(rest) == 1 and rest[0] in _PARTICLES and (far := _far_particle(clause, index, rest[0])) > 0:
                return Verb(index, index + 1, f"{lemma} {rest[0]}", far)
    return Verb(index, index + 1, lemmas[0])


def shown(clause: Clause, lemma: str) -> str:
    """Return the lemma as a reader names it: with a particle, without a mere preposition or noun ("reflect", "set up")."""
    head, _, rest = lemma.partition(" ")
    kept = lemma in clause.lex.lists["kept_prepositions"] or rest in _PARTICLES - {"in", "on", "through"}
    return lemma if kept else head


def _far_particle(clause: Clause, index: int, particle: str) -> int:
    """Return the index of a particle behind a short object ("sets the table up"), which nothing but a stop follows."""
    for place in range(index + 2, min(index + 9, len(clause.words))):
        word = clause.at(place)
        if word == particle:
            after = clause.at(place + 1)
            closes = not after or after in COMMAS or after in (".", "and", "or") or clause.adverb(place + 1)
            follows = clause.isin(place + 1, "prepositions") or clause.isin(place + 1, "subordinators")
            if particle in ("in", "on", "through", "over"):
                return place if closes or clause.at(place + 1) == "to" else -1
            return place if closes or follows else -1
        if clause.stop(place) and word != "of":
            return -1
    return -1
