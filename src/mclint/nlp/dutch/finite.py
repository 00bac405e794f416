"""Says which words are finite verbs, and where their particle stands."""

from __future__ import annotations

from mclint.nlp.dutch.carried import third
from mclint.nlp.dutch.infinitives import Verb
from mclint.nlp.dutch.inflection import THIRD
from mclint.nlp.dutch.lexicon import Lexicon, lexicon
from mclint.nlp.dutch.words import ADVERBS, BE, DETERMINERS, MODALS, NOT_VERBS, PREPOSITIONS, Clause

_NOUN_PARTICLES = frozenset(["vorm", "les", "plaats", "deel", "kennis", "leiding", "zand", "orde", "alarm"])
#: Verbs whose particle may stand right behind them, before the object, though it is a preposition elsewhere.
_TIGHT = frozenset(
    [
        ("leggen", "uit"), ("voeren", "uit"), ("rekenen", "uit"), ("lossen", "op"), ("sommen", "op"), ("tonen", "aan"),
        ("wijzen", "aan"), ("vullen", "in"),
    ]
)  # fmt: skip
#: Particles that make a new verb with nearly every simple one; in these places they cannot be prepositions.
_FREE = frozenset(["door", "weg", "terug", "af", "uit", "in", "op", "aan", "bij", "mee", "na", "om", "over", "vast", "los"])
#: A particle stands no further behind its verb than so many words.
_REACH = 40
_SECOND = PREPOSITIONS - {"aan", "uit", "van"}
_STRANDS = frozenset(["er", "hier", "daar", "waar", "ervan", "ermee", "welke", "van"])
AGAIN = frozenset(["je", "hij", "zij", "ze", "jij"])
#: Before the finite verb of a further main predicate.
BEFORE_NEXT = AGAIN | {"en", "of", ",", ";", "vervolgens", "daarna", "dan", "deze", "maar"}


def finite_verb(clause: Clause, lex: Lexicon, index: int) -> Verb | None:
    """Return the verb of a finite word, its particle joined where it stands further on."""
    word = clause.word(index)
    if word in lex.joined:
        return Verb(lex.joined[word], index, "finite", finite=index, high=len(clause))
    readings = sorted(lex.forms.get(word, ()), key=lambda found: (found.form.endswith("bare"), found.form != THIRD))
    for found in readings:
        particle = particle_place(clause, lex, found.verb, index)
        if particle is not None:
            lemma = clause.word(particle) + found.verb
            return Verb(lemma, index, "finite", particle, index, high=len(clause))
    for found in readings:
        if not found.form.endswith("bare"):
            return Verb(found.verb, index, "finite", finite=index, high=len(clause))
    if readings:
        return Verb(readings[0].verb, index, "finite", finite=index, high=len(clause))
    return guess(clause, index)


def guess(clause: Clause, index: int) -> Verb | None:
    """Return an unknown word that looks like a third person as a verb: "skimt" as "skimmen"."""
    word = clause.word(index)
    if word.endswith("d") and (slip := third(f"{word[:-1]}t", lexicon()) or third(f"{word}t", lexicon())):
        return Verb(slip, index, "finite", finite=index, high=len(clause))
    short = len(word) == 4 and index == 0 and word not in NOT_VERBS and word[-2:] not in ("tt", "st")
    if (len(word) > 4 or short) and word.endswith("t") and word.isalpha():
        lemma = f"{word[:-4]}eren" if word.endswith("eert") else f"{word[:-1]}en"
        return Verb(lemma, index, "finite", finite=index, high=len(clause))
    return None


def particle_place(clause: Clause, lex: Lexicon, verb: str, index: int) -> int | None:
    """Return the place of the last particle of a verb that ends a phrase, before the next finite verb."""
    wanted = lex.particles.get(verb, frozenset())
    best = None
    for place in clause.visible(index + 1, index + _REACH):
        word = clause.word(place)
        if place > index + 1 and clause.word(place - 1) in BEFORE_NEXT and is_finite(clause, lex, place):
            break
        loose = clause.word(place - 1) == "aandacht"
        loose = loose or (word in _NOUN_PARTICLES and clause.word(place - 1) in DETERMINERS | PREPOSITIONS)
        if word in wanted and clause.ends(place + 1) and not loose and clause.word(place + 1) != "te":
            best = place
        elif word in wanted and place == index + 1 and (word not in PREPOSITIONS or (verb, word) in _TIGHT):
            best = place
        if word in (";", ":"):
            break
        free = best is None and place > index + 1 and word in _FREE and word not in wanted
        if free and clause.answer("closes", place, lambda place: _closes(clause, place)):
            best = place
    return best


def _closes(clause: Clause, place: int) -> bool:
    """Say whether a word ends its clause behind an object and can be nothing but a particle: "spoelt de leidingen door"."""
    following = clause.word(place + 1)
    ends = not clause.is_word(place + 1) or following in ("en", "of")
    ends = ends or following in _SECOND  # two in a row: the first is no preposition
    before = clause.word(place - 1)
    apart = following not in ("-", "/") and before not in ADVERBS and before not in PREPOSITIONS
    return ends and apart and not any(clause.word(index) in _STRANDS for index in range(max(0, place - 8), place))


def slipped(clause: Clause, lex: Lexicon, index: int) -> bool:
    """Say whether a participle stands where a third person belongs: "beoordeelt ... en overlegd met"."""
    word = clause.word(index)
    follows = clause.word(index + 1) in PREPOSITIONS | DETERMINERS and clause.word(index + 1) != "door"
    follows = follows or (clause.word(index - 1) in ("en", ",") and not clause.ends(index + 1))
    return bool(word.endswith("d") and word in lex.participles and follows and third(f"{word[:-1]}t", lex))


def is_finite(clause: Clause, lex: Lexicon, index: int) -> bool:
    """Say whether a word is surely a third person: known as one, and no article or preposition stands before it."""
    return clause.answer("finite", index, lambda place: _is_finite(clause, lex, place))


def _is_finite(clause: Clause, lex: Lexicon, index: int) -> bool:
    word = clause.word(index)
    if clause.word(index - 1) in DETERMINERS | PREPOSITIONS:
        return False
    if word in BE or word in MODALS or (word in lex.joined and word.endswith("t")):
        return True
    if clause.word(index - 2) in PREPOSITIONS and clause.word(index - 1).endswith("e"):
        return False  # an adjective: "van dunne plaat"
    if word in NOT_VERBS and clause.word(index - 1) not in lex.learners | AGAIN:
        apart = (particle_place(clause, lex, item.verb, index) for item in lex.forms.get(word, ()))
        opens = clause.word(index - 1) in ("", "en", ",") and clause.word(index + 1) in DETERMINERS
        return opens or any(place is not None for place in apart)
    found = [item for item in lex.forms.get(word, ()) if item.form in (THIRD, f"{THIRD}-bare")]
    return bool(found) and word.endswith("t")


def gives(clause: Clause, lex: Lexicon, index: int) -> bool:
    """Say whether "dient" is no modal here but "dient ... toe" or "dient ... in"."""
    return clause.word(index) in ("dient", "dienen") and particle_place(clause, lex, "dienen", index) is not None
