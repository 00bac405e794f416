"""Finds the main verbs of a clause: finite ones, those behind modals and frames, and infinitives that stand alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mclint.nlp.dutch.carried import able, passive, perfect, shown, third
from mclint.nlp.dutch.finite import BEFORE_NEXT, finite_verb, gives, guess, is_finite, particle_place, slipped
from mclint.nlp.dutch.infinitives import Verb, infinitives, prefixed_infinitive, te_infinitives, unknown_infinitives
from mclint.nlp.dutch.inflection import STEM
from mclint.nlp.dutch.lexicon import Lexicon
from mclint.nlp.dutch.words import (
    ADVERBS,
    DETERMINERS,
    MODALS,
    NOUN_LIKE,
    PLURAL_SUBJECTS,
    PREPOSITIONS,
    PRONOUNS,
    Clause,
)

_CARRIERS_TE = frozenset(["weet", "weten", "dient", "dienen", "hoeft", "hoeven", "slaagt", "probeert", "tracht", "leert"])
_STEMS = frozenset([STEM, f"{STEM}-bare"])
_HAVE = frozenset(["heeft", "hebt", "heb", "hebben"])


def main_verbs(clause: Clause, lex: Lexicon) -> list[Verb]:
    """Return the main verbs of a clause in order."""
    finite = _first_finite(clause, lex)
    if finite is None:
        alone = list(infinitives(clause, lex, 0, -1))
        alone += _behind_slash(clause, lex, alone)
        if not alone and (verb := prefixed_infinitive(clause, lex)) is not None:
            alone = [verb]
        return _stretched(clause, alone)
    found = [*_from(clause, lex, finite)]
    found += _behind_slash(clause, lex, found)
    if not found and clause.word(finite) in MODALS:
        found = _behind_modal(clause, lex, finite)
    if not found:
        found = list(infinitives(clause, lex, 0, -1))
    return _stretched(clause, found)


def _behind_slash(clause: Clause, lex: Lexicon, verbs: list[Verb]) -> list[Verb]:
    """Return the second verbs of words such as "kent/weet" and "herkennen/benoemen"."""
    found = []
    for verb in verbs:
        other = clause.tokens[verb.index].lower.partition("/")[2]
        lemma = (third(other, lex) or lex.joined.get(other)) if verb.form == "finite" else other
        if other and lemma is not None and (verb.form == "finite" or lemma in lex.infinitives):
            found.append(replace(verb, lemma=lemma, particle=None))
    return found


def _behind_modal(clause: Clause, lex: Lexicon, finite: int) -> list[Verb]:
    """Return the infinitives behind a modal that holds none at first sight: one that was taken for hidden, or an unknown one."""
    clause.reveal()
    if clause.word(finite + 1) == "het" and clause.word(finite + 2) in lex.infinitives and clause.word(finite + 3) == "van":
        return [Verb(clause.word(finite + 2), finite + 2, "modal", None, finite, low=finite, high=len(clause))]
    inner = list(infinitives(clause, lex, finite + 1, finite))
    loose = list(_anywhere(clause, lex, finite))[:1]
    near = [verb for verb in loose if verb.index <= finite + 3]
    return near or inner[-1:] or loose or list(unknown_infinitives(clause, finite))[-1:]


def _anywhere(clause: Clause, lex: Lexicon, finite: int) -> Iterator[Verb]:
    """Yield the infinitives behind a modal that no phrase ends with: "Daarbij kan hij betrekken verschillende meningen"."""
    for index in range(finite + 1, len(clause)):
        word, before = clause.word(index), clause.word(index - 1)
        if word in lex.infinitives and word not in NOUN_LIKE and before not in DETERMINERS | PREPOSITIONS:
            yield Verb(word, index, "modal", None, finite, low=finite, high=len(clause))


def _from(clause: Clause, lex: Lexicon, finite: int) -> Iterator[Verb]:
    """Yield the verb that a finite word carries, and those coordinated with it."""
    word = clause.word(finite)
    if gives(clause, lex, finite):
        yield from _plain(clause, lex, finite)
        return
    if word in MODALS or (word in ("ga", "gaat", "gaan") and particle_place(clause, lex, "gaan", finite) is None):
        inner = list(infinitives(clause, lex, finite + 1, finite)) or list(te_infinitives(clause, lex, finite + 1, finite))
        if not inner and (verb := finite_verb(clause, lex, finite)) is not None and word in ("ga", "gaat", "gaan"):
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
    yield from _plain(clause, lex, finite)


def _plain(clause: Clause, lex: Lexicon, finite: int) -> Iterator[Verb]:
    """Yield the verb of a finite word that carries no other, and those coordinated with it."""
    verb = finite_verb(clause, lex, finite)
    if verb is not None:
        yield verb
        yield from _next_finite(clause, lex, max(verb.index, verb.particle or 0))


def _next_finite(clause: Clause, lex: Lexicon, after: int) -> Iterator[Verb]:
    """Yield finite verbs that are coordinated with the one before: "... en registreert de gegevens"."""
    place = after + 1
    while place < len(clause):
        if not clause.hidden[place] and clause.word(place - 1) in BEFORE_NEXT:
            if clause.word(place) in ("wordt", "worden", "werd"):
                place += 1
                continue
            modal = clause.word(place) in MODALS and not gives(clause, lex, place)
            if modal or (clause.word(place) == "is" and able(clause, place)):
                inner = list(infinitives(clause, lex, place + 1, place))
                if inner:
                    yield from inner
                    place = inner[-1].index + 1
                    continue
            if (is_finite(clause, lex, place) and not modal) or slipped(clause, lex, place):
                verb = finite_verb(clause, lex, place)
                if verb is not None:
                    yield verb
                    place = max(verb.index, verb.particle or 0)
        place += 1


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
        if is_finite(clause, lex, index):
            return index
        if before in ("je", "ik", "jij") or clause.word(index + 1) in ("je", "jij"):
            if word not in DETERMINERS and any(item.form in _STEMS for item in lex.forms.get(word, ())):
                return index
        if before in PLURAL_SUBJECTS and _is_plural(word, lex) and not clause.ends(index + 1):
            return index
    if slipped(clause, lex, 0) and not clause.hidden[0]:
        return 0
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
        if (behind_learner or index == 0) and guess(clause, index) and clause.word(index) not in lex.things:
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
