"""Finds infinitives: behind "te", at the end of a phrase behind a modal, or alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mclint.nlp.dutch.lexicon import Lexicon
from mclint.nlp.dutch.words import ADVERBS, COMPOUND_TAILS, DETERMINERS, MODALS, NOUN_LIKE, PREPOSITIONS, PRONOUNS, Clause

#: Behind an infinitive that opens a text these begin a question or a statement: "weten dat", "onderzoeken hoe".
_ASKS = frozenset({"dat", "of", "hoe", "wat", "waarom", "welke", "wie"})
_THESE = frozenset({"dit", "dat", "deze", "die", "alle", "beide", "het", "veel"})

_PREFIXES = (
    "over", "door", "om", "onder", "voor", "aan", "af", "in", "op", "uit", "toe", "weg", "mee", "na", "bij", "terug", "her",
    "ver",
)  # fmt: skip
_PREFIXED_NOUNS = frozenset(
    ["onderwerpen", "voorwerpen", "verschillen", "uitgangspunten", "voorkeuren", "invallen", "ongevallen", "onderdelen"]
)


@dataclass(frozen=True, slots=True)
class Verb:
    """A main verb: its infinitive, place, particle's place, form, and the stretch of words that can belong to it.

    `finite` is the place of the finite word that carries it (a modal, or itself); `te` that of "te" before it.
    """

    lemma: str
    index: int
    form: str
    particle: int | None = None
    finite: int = 0
    te: int | None = None
    low: int = 0
    high: int = 0


def te_infinitives(clause: Clause, lex: Lexicon, start: int, finite: int) -> Iterator[Verb]:
    """Yield the verbs behind "te", their particle joined ("op te stellen")."""
    for index in range(start, len(clause)):
        if clause.word(index) != "te" or clause.hidden[index]:
            continue
        place = index + 1
        if clause.word(place) == "kunnen":
            place += 1
        word = clause.word(place)
        particle = clause.word(index - 1)
        if particle + word in lex.infinitives or particle in lex.particles.get(word, ()):
            yield Verb(particle + word, place, "modal", index - 1, finite, index, low=finite, high=len(clause))
        elif word in lex.infinitives or any(item.form == "bare" for item in lex.forms.get(word, ())):
            yield Verb(word, place, "modal", None, finite, index, low=finite, high=len(clause))
        elif word.endswith("en") and len(word) > 4:
            yield Verb(word, place, "modal", None, finite, index, low=finite, high=len(clause))


def infinitives(clause: Clause, lex: Lexicon, start: int, finite: int) -> Iterator[Verb]:
    """Yield the infinitives that end a phrase: behind a modal, or in a text without a finite verb."""
    form = "modal" if finite >= 0 else "infinitive"
    for index in clause.visible(start):
        word, before = clause.word(index), clause.word(index - 1)
        if not _is_infinitive(clause, lex, index) or before == "te":
            continue
        if before == "het" and finite < 0 and (index == 1 or clause.word(index - 2) in ("en", "of", ",")):
            yield Verb(word, index, "nominal", None, 0, high=len(clause))
            continue
        if _is_noun(clause, lex, index, finite) or _behind_preposition(clause, lex, index):
            continue
        lemma, particle = word, None
        yield from _elided(clause, lex, index, form, finite)
        behind = clause.word(index - 2) if before == "kunnen" else before
        stranded = behind in PREPOSITIONS and _stranded(clause, index - 1)
        if behind in lex.particles.get(word, ()) and behind + word in lex.infinitives and not stranded:
            lemma, particle = behind + word, index - 1 - (before == "kunnen")
        elif before in PREPOSITIONS and not stranded:
            continue
        if index == 0 and finite < 0 and len(clause) > 1:
            yield Verb(lemma, index, "nominal" if clause.word(1) == "van" else "infinitive", None, 0, high=len(clause))
            continue
        yield Verb(lemma, index, form, particle, max(finite, 0), low=max(finite, 0), high=len(clause))


def _stranded(clause: Clause, place: int) -> bool:
    """Say whether a preposition belongs to "er", "hier" or "daar" further ahead: "hier redenen voor geven"."""
    return any(clause.word(index) in ("er", "hier", "daar") for index in range(max(0, place - 6), place))


def _is_noun(clause: Clause, lex: Lexicon, index: int, finite: int) -> bool:
    """Say whether the words before show that this is no verb of its own: an article, "laten zien dat"."""
    word, before = clause.word(index), clause.word(index - 1)
    if before == "eigen" and word == "maken":
        return False  # "zich de basis eigen maken"
    if before == "laten" and word == "zien" and clause.word(index + 1) == "dat" and finite >= 0:
        return True
    if before in DETERMINERS - _THESE and clause.word(index - 2) != "er" and not _coordinated(clause, lex, index):
        return True
    if before == "het" and (clause.word(index + 1) in PREPOSITIONS or finite < 0):
        return True
    return clause.word(index + 1) == "van" and before in DETERMINERS


def _behind_preposition(clause: Clause, lex: Lexicon, index: int) -> bool:
    """Say whether a word is the second of two verbs used as nouns: "bij modelleren en visualiseren"."""
    row = clause.word(index - 1) in ("en", "of") and clause.word(index - 2) in lex.infinitives
    first = clause.word(index - 3) in PREPOSITIONS and clause.word(index - 3) + clause.word(index - 2) not in lex.infinitives
    return row and first and not _stranded(clause, index - 3)


def _elided(clause: Clause, lex: Lexicon, index: int, form: str, finite: int) -> Iterator[Verb]:
    """Yield the first verb of "aan- en uittrekken", which shows its particle only."""
    particle = clause.word(index - 2).removesuffix("-")
    if clause.word(index - 1) not in ("en", "of") or not particle or particle == clause.word(index - 2):
        return
    for simple, particles in _ends_of(clause.word(index), lex):
        if particle in particles:
            low = max(finite, 0)
            yield Verb(particle + simple, index - 2, form, None, low, low=low, high=len(clause))
            return


def _ends_of(word: str, lex: Lexicon) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the simple verbs that a separable infinitive ends in, with their particles."""
    for cut in range(2, len(word) - 3):
        if word[:cut] in lex.particles.get(word[cut:], ()):
            yield word[cut:], lex.particles[word[cut:]]


def _coordinated(clause: Clause, lex: Lexicon, index: int) -> bool:
    """Say whether an infinitive stands in a row of them: "herkennen en toepassen", "uitvoeren, testen en evalueren"."""
    marks = ("en", "of", ",", "en/of")
    ahead = clause.word(index - 1) in marks and clause.word(index - 2) in lex.infinitives
    behind = clause.word(index + 1) in marks and clause.word(index + 2) in lex.infinitives
    return ahead and (behind or clause.word(index) not in NOUN_LIKE)


def _is_infinitive(clause: Clause, lex: Lexicon, index: int) -> bool:
    return clause.answer("infinitive", index, lambda place: _looks_infinitive(clause, lex, place))


def _looks_infinitive(clause: Clause, lex: Lexicon, index: int) -> bool:
    word = clause.word(index)
    if word not in lex.infinitives and not any(item.form == "bare" for item in lex.forms.get(word, ())):
        return clause.ends(index + 1) and clause.word(index + 1) != "van" and _is_derived(clause, lex, index)
    if word in ("kunnen", "zijn", "worden", "moeten", "zullen", "willen", "mogen", "laten", "hebben") and not clause.ends(
        index + 1
    ):
        return False
    following = clause.word(index + 1)
    if index == 0 and following in _ASKS and clause.hidden[1]:
        return True
    if index == 0 and following in ("van", "en", ",", "of"):
        return word not in NOUN_LIKE
    if following in lex.infinitives and following not in NOUN_LIKE:
        return False
    if index == 0 and len(clause) > 1 and (word not in NOUN_LIKE or is_work(clause, index)):
        return True
    behind = clause.word(index - 2) if clause.word(index - 1) in PRONOUNS else clause.word(index - 1)
    if behind in MODALS:
        return word not in NOUN_LIKE or is_work(clause, index) or not _another(clause, lex, index)
    if _coordinated(clause, lex, index):
        return True
    if word in NOUN_LIKE:
        return _is_verb_after_all(clause, lex, index)
    return clause.ends(index + 1) or following in DETERMINERS or following in ADVERBS or following in lex.participles


def _is_verb_after_all(clause: Clause, lex: Lexicon, index: int) -> bool:
    """Say whether a word that is as often the plural of a noun is a verb by what stands around it."""
    before, following = clause.word(index - 1), clause.word(index + 1)
    if before in ADVERBS and before not in PREPOSITIONS and clause.ends(index + 1) and following not in PREPOSITIONS:
        return True
    if following in ("en", "of", ",") and _has_object(clause, index) and _surely(clause.word(index + 2), lex):
        return True
    if clause.word(index - 2) in DETERMINERS and before.endswith(("e", "l")):
        return False
    return clause.ends(index + 1) and following not in PREPOSITIONS and following not in ("en", "of", ",", "die", "dat")


def _is_derived(clause: Clause, lex: Lexicon, index: int) -> bool:
    """Say whether a word in no list is a known verb behind a prefix: "doorspoelen"; no article or adjective before it."""
    word, before = clause.word(index), clause.word(index - 1)
    if before in DETERMINERS | PREPOSITIONS or before.endswith("e") or word in _PREFIXED_NOUNS:
        return False
    if index == 0 and word.endswith(COMPOUND_TAILS):
        return True  # "touwzwaaien"
    return word.startswith(_PREFIXES) and any(
        word.startswith(prefix) and (rest := word.removeprefix(prefix)) in lex.infinitives and rest not in NOUN_LIKE
        for prefix in _PREFIXES
    )


def _has_object(clause: Clause, index: int) -> bool:
    """Say whether a noun stands right before a word, no article or adjective: "een grafiek tekenen"."""
    before = clause.word(index - 1)
    return clause.is_word(index - 1) and before not in DETERMINERS | PREPOSITIONS | MODALS and not before.endswith("e")


def _surely(word: str, lex: Lexicon) -> bool:
    return word in lex.infinitives and word not in NOUN_LIKE


def is_work(clause: Clause, index: int) -> bool:
    """Say whether a verb that is as often a noun is the verb here: "werken met"."""
    return clause.word(index) in ("werken", "helpen", "spelen") and clause.word(index + 1) in PREPOSITIONS


def _another(clause: Clause, lex: Lexicon, index: int) -> bool:
    """Say whether a later word is surely the infinitive, so that this one is the plural of a noun."""
    later = (clause.word(place) for place in range(index + 1, len(clause)))
    return any(word in lex.infinitives and word not in NOUN_LIKE for word in later)


def prefixed_infinitive(clause: Clause, lex: Lexicon) -> Verb | None:
    """Return a last word that is in no list but for its prefix: "een bal rollend overspelen"; None where there is none."""
    places = [index for index in clause.visible() if clause.is_word(index)]
    if len(places) < 3:
        return None
    word, before = clause.word(places[-1]), clause.word(places[-1] - 1)
    if before in DETERMINERS | PREPOSITIONS or before.endswith("e") or word in _PREFIXED_NOUNS:
        return None
    if any(word.startswith(prefix) and word.removeprefix(prefix) in lex.infinitives for prefix in _PREFIXES):
        return Verb(word, places[-1], "infinitive", None, 0, high=len(clause))
    return None


def unknown_infinitives(clause: Clause, finite: int) -> Iterator[Verb]:
    """Yield words behind a modal that look like an infinitive, end a phrase, and are in no list."""
    for index in range(finite + 1, len(clause)):
        word, before = clause.word(index), clause.word(index - 1)
        looks = word.endswith("en") and len(word) > 4 and word.isalpha()
        if looks and clause.ends(index + 1) and not {word, before} & (DETERMINERS | PREPOSITIONS):
            yield Verb(word, index, "modal", None, finite, low=finite, high=len(clause))
