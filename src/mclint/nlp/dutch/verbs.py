"""Finds the main verbs of a clause: finite ones, those behind modals and frames, and infinitives that stand alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mclint.nlp.dutch.carried import able, passive, perfect, shown, third
from mclint.nlp.dutch.infinitives import Verb, infinitives, te_infinitives, unknown_infinitives
from mclint.nlp.dutch.inflection import STEM, THIRD
from mclint.nlp.dutch.lexicon import Lexicon, lexicon
from mclint.nlp.dutch.words import (
    ADVERBS,
    BE,
    DETERMINERS,
    MODALS,
    NOT_VERBS,
    PLURAL_SUBJECTS,
    PREPOSITIONS,
    PRONOUNS,
    Clause,
)

_CARRIERS_TE = frozenset(["weet", "weten", "dient", "dienen", "hoeft", "hoeven", "slaagt", "probeert", "tracht", "leert"])
_STEMS = frozenset([STEM, f"{STEM}-bare"])
_HAVE = frozenset(["heeft", "hebt", "heb", "hebben"])
_NOUN_PARTICLES = frozenset(["vorm", "les", "plaats", "deel", "kennis", "leiding", "zand", "orde", "alarm"])
_AGAIN = frozenset(["je", "hij", "zij", "ze", "jij"])
#: Before the finite verb of a further main predicate.
_BEFORE_NEXT = _AGAIN | {"en", "of", ",", "vervolgens", "daarna", "dan", "deze", "maar"}


def main_verbs(clause: Clause, lex: Lexicon) -> list[Verb]:
    """Return the main verbs of a clause in order."""
    finite = _first_finite(clause, lex)
    if finite is None:
        return _stretched(clause, list(infinitives(clause, lex, 0, -1)))
    found = list(_from(clause, lex, finite))
    if not found and clause.word(finite) in MODALS:
        found = _behind_modal(clause, lex, finite)
    if not found:
        found = list(infinitives(clause, lex, 0, -1))
    return _stretched(clause, found)


def _behind_modal(clause: Clause, lex: Lexicon, finite: int) -> list[Verb]:
    """Return the infinitives behind a modal that holds none at first sight: one that was taken for hidden, or an unknown one."""
    clause.hidden = [False] * len(clause)
    inner = list(infinitives(clause, lex, finite + 1, finite))
    return inner[-1:] or list(unknown_infinitives(clause, finite))[-1:]


def _from(clause: Clause, lex: Lexicon, finite: int) -> Iterator[Verb]:
    """Yield the verb that a finite word carries, and those coordinated with it."""
    word = clause.word(finite)
    if word in MODALS or (word in ("ga", "gaat", "gaan") and _particle(clause, lex, "gaan", finite) is None):
        inner = list(infinitives(clause, lex, finite + 1, finite)) or list(te_infinitives(clause, lex, finite + 1, finite))
        if not inner and (verb := _finite_verb(clause, lex, finite)) is not None and word in ("ga", "gaat", "gaan"):
            inner = [verb]
        yield from inner
        yield from _next_finite(clause, lex, inner[-1].index if inner else finite)
        return
    if word in ("is", "zijn", "ben", "bent") and able(clause, finite):
        inner = list(te_infinitives(clause, lex, finite + 1, finite)) or list(infinitives(clause, lex, finite + 1, finite))
        if inner:
            yield from inner
            yield from _next_finite(clause, lex, inner[-1].index)
            return
    if (
        word in _CARRIERS_TE
        and (inner := list(te_infinitives(clause, lex, finite + 1, finite)))
        and word in ("weet", "weten", "dient")
    ):
        yield from inner
        return
    if word in _HAVE and (done := perfect(clause, lex, finite)):
        yield from done
        yield from _next_finite(clause, lex, done[-1].index)
        return
    if inner := shown(clause, lex, finite):
        yield from inner
        return
    if word in ("wordt", "worden") and (verb := passive(clause, lex, finite)):
        yield verb
        return
    verb = _finite_verb(clause, lex, finite)
    if verb is not None:
        yield verb
        yield from _next_finite(clause, lex, max(verb.index, verb.particle or 0))


def _finite_verb(clause: Clause, lex: Lexicon, index: int) -> Verb | None:
    """Return the verb of a finite word, its particle joined where it stands further on."""
    word = clause.word(index)
    if word in lex.joined:
        return Verb(lex.joined[word], index, "finite", finite=index, high=len(clause))
    readings = sorted(lex.forms.get(word, ()), key=lambda found: (found.form.endswith("bare"), found.form != THIRD))
    for found in readings:
        particle = _particle(clause, lex, found.verb, index)
        if particle is not None:
            lemma = clause.word(particle) + found.verb
            return Verb(lemma, index, "finite", particle, index, high=len(clause))
    for found in readings:
        if not found.form.endswith("bare"):
            return Verb(found.verb, index, "finite", finite=index, high=len(clause))
    if readings:
        return Verb(readings[0].verb, index, "finite", finite=index, high=len(clause))
    return _guess(clause, index)


def _guess(clause: Clause, index: int) -> Verb | None:
    """Return an unknown word that looks like a third person as a verb: "skimt" as "skimmen"."""
    word = clause.word(index)
    if word.endswith("d") and (slip := third(f"{word[:-1]}t", lexicon()) or third(f"{word}t", lexicon())):
        return Verb(slip, index, "finite", finite=index, high=len(clause))
    if len(word) > 4 and word.endswith("t") and word.isalpha():
        lemma = f"{word[:-4]}eren" if word.endswith("eert") else f"{word[:-1]}en"
        return Verb(lemma, index, "finite", finite=index, high=len(clause))
    return None


def _particle(clause: Clause, lex: Lexicon, verb: str, index: int) -> int | None:
    """Return the place of the last particle of a verb that ends a phrase, before the next finite verb."""
    wanted = lex.particles.get(verb)
    if not wanted:
        return None
    best = None
    for place in clause.visible(index + 1):
        word = clause.word(place)
        if place > index + 1 and clause.word(place - 1) in ("en", ",", "of") and _is_finite(clause, lex, place):
            break
        loose = word in _NOUN_PARTICLES and clause.word(place - 1) in DETERMINERS | PREPOSITIONS
        if word in wanted and clause.ends(place + 1) and not loose and clause.word(place + 1) != "te":
            best = place
        if word in (";", ":"):
            break
    return best


def _next_finite(clause: Clause, lex: Lexicon, after: int) -> Iterator[Verb]:
    """Yield finite verbs that are coordinated with the one before: "... en registreert de gegevens"."""
    place = after + 1
    while place < len(clause):
        if not clause.hidden[place] and clause.word(place - 1) in _BEFORE_NEXT:
            if clause.word(place) in ("wordt", "worden", "werd"):
                place += 1
                continue
            if clause.word(place) in MODALS or (clause.word(place) == "is" and able(clause, place)):
                inner = list(infinitives(clause, lex, place + 1, place))
                if inner:
                    yield from inner
                    place = inner[-1].index + 1
                    continue
            if (_is_finite(clause, lex, place) and clause.word(place) not in MODALS) or _slipped(clause, lex, place):
                verb = _finite_verb(clause, lex, place)
                if verb is not None:
                    yield verb
                    place = max(verb.index, verb.particle or 0)
        place += 1


def _slipped(clause: Clause, lex: Lexicon, index: int) -> bool:
    """Say whether a participle stands where a third person belongs: "beoordeelt ... en overlegd met"."""
    word = clause.word(index)
    follows = clause.word(index + 1) in PREPOSITIONS | DETERMINERS and clause.word(index + 1) != "door"
    return bool(word.endswith("d") and word in lex.participles and follows and third(f"{word[:-1]}t", lex))


def _is_finite(clause: Clause, lex: Lexicon, index: int) -> bool:
    """Say whether a word is surely a third person: known as one, and no article or preposition stands before it."""
    word = clause.word(index)
    if clause.word(index - 1) in DETERMINERS | PREPOSITIONS:
        return False
    if word in BE or word in MODALS or word in lex.joined:
        return True
    if word in NOT_VERBS and clause.word(index - 1) not in lex.learners | _AGAIN:
        apart = (_particle(clause, lex, item.verb, index) for item in lex.forms.get(word, ()))
        opens = clause.word(index - 1) in ("", "en", ",") and clause.word(index + 1) in DETERMINERS
        return opens or any(place is not None for place in apart)
    found = [item for item in lex.forms.get(word, ()) if item.form in (THIRD, f"{THIRD}-bare")]
    return bool(found) and word.endswith("t")


def _first_finite(clause: Clause, lex: Lexicon) -> int | None:
    """Return the place of the first finite word of the main clause, or None where there is none."""
    for index in clause.visible():
        word, before = clause.word(index), clause.word(index - 1)
        if not clause.is_word(index):
            continue
        if word in MODALS and before not in DETERMINERS - {"alle", "deze", "die", "dit", "dat"}:
            return index
        if word in ("zijn", "weten") and before not in PLURAL_SUBJECTS:
            continue
        if _is_finite(clause, lex, index):
            return index
        if before in ("je", "ik", "jij") or clause.word(index + 1) in ("je", "jij"):
            if word not in DETERMINERS and any(item.form in _STEMS for item in lex.forms.get(word, ())):
                return index
        if before in PLURAL_SUBJECTS and _is_plural(word, lex) and not clause.ends(index + 1):
            return index
    first = _imperative(clause, lex)
    return first if first is not None else _unknown_finite(clause, lex)


def _is_plural(word: str, lex: Lexicon) -> bool:
    """Say whether a word can be the verb of a plural subject."""
    return word in lex.infinitives or word in ("hebben", "zijn") or any(item.form == "bare" for item in lex.forms.get(word, ()))


def _imperative(clause: Clause, lex: Lexicon) -> int | None:
    word = clause.word(0)
    if word in PREPOSITIONS:
        return None
    readings = [item for item in lex.forms.get(word, ()) if item.form in (STEM, f"{STEM}-bare")]
    follows = clause.word(1) in DETERMINERS | ADVERBS | PREPOSITIONS
    return 0 if readings and follows and not clause.hidden[0] else None


def _unknown_finite(clause: Clause, lex: Lexicon) -> int | None:
    """Return a word right behind the learner, or at the start, that looks like a verb of which no list knows."""
    for index in clause.visible():
        before = clause.word(index - 1)
        named = before in lex.learners and (before not in PRONOUNS or index == 1)
        behind_learner = named or (index == 2 and clause.word(0) in DETERMINERS and before not in lex.forms)
        slip = _forgotten_t(clause, lex, index)
        if named and slip:
            return index
        if (behind_learner or index == 0) and _guess(clause, index) and clause.word(index) not in lex.things:
            if behind_learner and (clause.word(index).endswith("eert") or (index == 1 and named)):
                return index
            allowed = DETERMINERS | PREPOSITIONS | ADVERBS if behind_learner else DETERMINERS
            if clause.word(index + 1) in allowed and clause.word(index)[-2:] != "st":
                return index
    return None


def _forgotten_t(clause: Clause, lex: Lexicon, index: int) -> bool:
    """Say whether a word is a known stem in "d" whose "t" was forgotten, before a noun phrase: "beantwoord vragen"."""
    word = clause.word(index)
    return word.endswith("d") and any(item.form in _STEMS for item in lex.forms.get(word, ())) and not clause.ends(index + 1)


def _stretched(clause: Clause, verbs: list[Verb]) -> list[Verb]:
    """Give each verb the words between the verbs around it."""
    verbs = sorted(dict.fromkeys(verbs), key=lambda verb: verb.index)
    found = []
    for place, verb in enumerate(verbs):
        if verb.form == "finite":
            low = 0 if place == 0 else verb.index
            high = verbs[place + 1].index if place + 1 < len(verbs) and verbs[place + 1].form == "finite" else len(clause)
        else:
            low = verb.finite if place == 0 or verbs[place - 1].form == "finite" else verbs[place - 1].index + 1
            high = verbs[place + 1].index if place + 1 < len(verbs) else len(clause)
            high = min(high, verb.index + 8)
        found.append(replace(verb, low=low, high=max(high, verb.index + 1)))
    return found
