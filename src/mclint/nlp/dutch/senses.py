"""Says what a verb means where it stands: an action, a state, or teaching."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from mclint.nlp.analysis import PredicateKind
from mclint.nlp.dutch.infinitives import Verb
from mclint.nlp.dutch.lexicon import Frame, Lexicon
from mclint.nlp.dutch.words import PREPOSITIONS, Clause

KINDS = {kind.value: kind for kind in PredicateKind}
_BE = frozenset({"zijn", "worden", "raken", "blijven"})
#: A phrase that makes a verb teaching starts no further from it than so many words.
_REACH = 30


@dataclass(frozen=True, slots=True)
class Sense:
    """What a verb means where it stands."""

    kind: PredicateKind
    frame: str | None = None
    mark: tuple[int, int] | None = None
    bloom: tuple[int, ...] = ()
    confidence: str = "high"


def nominal_mark(clause: Clause, index: int) -> tuple[int, int]:
    """Return the range of a nominalised action with its article and "van": "Het opstellen van"."""
    first = index - 1 if clause.word(index - 1) == "het" else index
    last = index + 1 if clause.word(index + 1) == "van" else index
    return clause.tokens[first].start, clause.tokens[last].end


def sense_of(clause: Clause, verb: Verb, lex: Lexicon) -> Sense:
    """Return what a verb means among the words that can belong to it."""
    words = _around(clause, verb)
    if verb.form == "participle":
        passive = clause.word(verb.index) in lex.teaching_passive and "door" not in words.values()
        return Sense(PredicateKind.TEACHING if passive else PredicateKind.ACTION)
    if verb.lemma in _BE:
        return _copula(clause, verb, words, lex)
    frame = next((found for item in lex.frames if (found := _frame_at(clause, verb, item, words))), None)
    if frame is not None:
        return frame
    if verb.lemma in lex.teaching and not (verb.lemma == "leren" and "aan" in words.values()):
        return Sense(PredicateKind.TEACHING, mark=_with_met(clause, verb))
    if _by_object(verb, words, lex):
        places = (index for index, word in words.items() if _is_one_of(word, lex.teaching_objects[verb.lemma]))
        last = max(places, default=verb.index)
        last += clause.word(last + 1) == "met"
        first, end = min(verb.index, last), max(verb.index, last)
        return Sense(PredicateKind.TEACHING, mark=(clause.tokens[first].start, clause.tokens[end].end))
    if verb.lemma in ("komen", "staan", "gaan"):
        for phrase in lex.teaching_phrases:
            ended = _phrase_end(clause, phrase.split(" "), verb.index)
            if ended is not None:
                last = ended
                first = min(verb.index, last - len(phrase.split(" ")) + 1)
                return Sense(PredicateKind.TEACHING, mark=(clause.tokens[first].start, clause.tokens[max(last, verb.index)].end))
    return _state(clause, verb, words, lex)


def _with_met(clause: Clause, verb: Verb) -> tuple[int, int] | None:
    """Return the range of "maakt kennis met"; None for a verb without a particle."""
    if verb.particle is None:
        return None
    last = verb.particle + (clause.word(verb.particle + 1) == "met")
    return clause.tokens[min(verb.index, verb.particle)].start, clause.tokens[max(verb.index, last)].end


def _state(clause: Clause, verb: Verb, words: dict[int, str], lex: Lexicon) -> Sense:
    state = lex.states.get(verb.lemma)
    if state is None and verb.lemma == "hebben":
        return Sense(PredicateKind.STATE, confidence="low")
    if state is None:
        return Sense(PredicateKind.ACTION)
    near = set(words.values())
    reflexive_misses = state.reflexive and not near & {"zich", "zichzelf", "je"}
    if reflexive_misses or (state.only_with and not near & state.only_with) or (state.seen_with & near):
        return Sense(PredicateKind.ACTION)
    if state.prepositions and not near & state.prepositions:
        return Sense(PredicateKind.ACTION)
    if verb.lemma == "kennen" and verb.particle is not None:
        return Sense(PredicateKind.ACTION)
    if verb.lemma == "weten" and verb.te is not None:
        return Sense(PredicateKind.ACTION)
    if state.clause and not any(word in ("dat", "van") for word in near):
        return Sense(PredicateKind.ACTION)
    mark = None
    reflexive = state.reflexive or clause.word(verb.index + 1) == "zich"
    if reflexive or state.prepositions:
        wanted = state.prepositions | ({"zich"} if reflexive else frozenset())
        near_places = [index for index, word in words.items() if word in wanted and index != verb.particle][:2]
        places = [verb.index, *near_places, *([verb.particle] if verb.particle is not None else [])]
        mark = (clause.tokens[min(places)].start, clause.tokens[max(places)].end)
    return Sense(KINDS[state.kind], mark=mark, bloom=state.bloom, confidence=state.confidence)


def _copula(clause: Clause, verb: Verb, words: dict[int, str], lex: Lexicon) -> Sense:
    for frame in lex.frames:
        for index, word in words.items():
            if word in frame.adjectives and clause.word(index + 1) not in lex.learners:
                last = index + 1 if clause.word(index + 1) in PREPOSITIONS else index
                low, high = min(index, verb.index), max(last, verb.index)
                mark = (clause.tokens[low].start, clause.tokens[high].end)
                return Sense(KINDS[frame.kind], frame.key, mark, frame.bloom, frame.confidence)
    hoogte = _phrase_end(clause, ["op", "de", "hoogte"], verb.index)
    if hoogte is not None:
        last = hoogte
        high = last + 1 if clause.word(last + 1) == "van" else last
        low, high = min(verb.index, last - 2), max(high, verb.index)
        return Sense(PredicateKind.STATE, "op-de-hoogte-zijn", (clause.tokens[low].start, clause.tokens[high].end), (2,))
    return Sense(PredicateKind.STATE, "copula", confidence="medium")


def _frame_at(clause: Clause, verb: Verb, frame: Frame, words: dict[int, str]) -> Sense | None:
    """Return the sense of a light verb with one of the frame's nouns as head of what it governs, else None."""
    if verb.lemma not in frame.verbs or (verb.lemma == "laten" and "zien" not in words.values()):
        return None
    for index, word in words.items():
        loose = frame.loose and (index > verb.index or index + 1 == verb.index)
        if not _is_one_of(word, frame.nouns) or not (loose or _governed(clause, verb, index)):
            continue
        if word == "eigen" and not (clause.ends(index + 1) or index + 1 == verb.index):
            continue
        last = index + 1 if clause.word(index + 1) in ("in", "van", "over", "met", "voor", "op", "naar", "met") else index
        low, high = min(index, verb.index), max(last, verb.index)
        mark = (clause.tokens[low].start, clause.tokens[high].end)
        return Sense(KINDS[frame.kind], frame.key, mark, frame.bloom, frame.confidence)
    return None


def _governed(clause: Clause, verb: Verb, index: int) -> bool:
    """Say whether no preposition or other noun phrase stands between a verb and a noun: "heeft veel kennis van"."""
    low, high = sorted((verb.index, index))
    if index > verb.index:
        between = [clause.word(place) for place in range(low + 1, high)]
        return not any(word in PREPOSITIONS or word == "," for word in between)
    return clause.word(index - 1) not in PREPOSITIONS and clause.word(index - 2) not in PREPOSITIONS


def _by_object(verb: Verb, words: dict[int, str], lex: Lexicon) -> bool:
    objects = lex.teaching_objects.get(verb.lemma)
    if not objects:
        return False
    if verb.lemma == "oefenen":
        return True
    return any(_is_one_of(word, objects) and (index > verb.index or verb.form != "finite") for index, word in words.items())


def _is_one_of(word: str, nouns: frozenset[str]) -> bool:
    """Say whether a word is one of the nouns, or a compound that ends in one ("leiderschapsvaardigheden")."""
    return word in nouns or word.endswith(_endings(nouns))


@cache
def _endings(nouns: frozenset[str]) -> tuple[str, ...]:
    """Return the nouns that are long enough to be known as the end of a compound."""
    return tuple(noun for noun in nouns if len(noun) > 5)


def _around(clause: Clause, verb: Verb) -> dict[int, str]:
    """Return the visible words that can belong to a verb: its own stretch between conjunctions with other verbs."""
    return {index: clause.word(index) for index in clause.visible(verb.low, verb.high) if index != verb.index}


def _phrase_end(clause: Clause, wanted: list[str], start: int) -> int | None:
    size = len(wanted)
    for index in range(max(0, start - _REACH), min(start + _REACH, len(clause) - size + 1)):
        if clause.word(index) == wanted[0] and [clause.word(index + step) for step in range(size)] == wanted:
            return index + size - 1
    return None
