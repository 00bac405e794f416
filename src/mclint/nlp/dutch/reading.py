"""Reads a Dutch outcome: finds its main predicates and says of each what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from mclint.nlp.analysis import Analysis, Phrase, Predicate, PredicateKind, Subject
from mclint.nlp.dutch.infinitives import Verb, is_work
from mclint.nlp.dutch.lexicon import Lexicon, lexicon
from mclint.nlp.dutch.mask import hide
from mclint.nlp.dutch.phrases import complements
from mclint.nlp.dutch.segments import Segment, segments
from mclint.nlp.dutch.senses import KINDS, nominal_mark, sense_of
from mclint.nlp.dutch.verbs import main_verbs
from mclint.nlp.dutch.words import DETERMINERS, NOUN_LIKE, PREPOSITIONS, Clause
from mclint.nlp.tokens import Token


def read(text: str, tokens: Sequence[Token]) -> Analysis:
    """Return how a Dutch text is read; `tokens` are those of the whole text, in order."""
    parts = segments(text, tokens)
    found: list[Predicate] = []
    for stem, items in parts:
        found += _read_group(text, stem, items)
    if any(item.kind is not PredicateKind.TOPIC for item in found):
        found = [item for item in found if item.kind is not PredicateKind.TOPIC]
    sentences: dict[int, tuple[int, int]] = {}
    for stem, items in parts:
        for part in (stem, *items):
            if part is not None and part.tokens:
                low, high = part.tokens[0].start, part.tokens[-1].end
                before = sentences.get(part.sentence, (low, high))
                sentences[part.sentence] = (min(before[0], low), max(before[1], high))
    return Analysis(text, "nl", tuple(sentences[key] for key in sorted(sentences)), tuple(found))


def _read_group(text: str, stem: Segment, items: list[Segment]) -> list[Predicate]:
    own = _read_clause(text, stem)
    if not items:
        return own
    below = [predicate for item in items for predicate in _read_clause(text, item)]
    verbs = [predicate for predicate in below if predicate.kind is not PredicateKind.TOPIC]
    lead = [predicate for predicate in own if predicate.kind is not PredicateKind.TOPIC]
    if lead and lead[0].lemma not in ("kunnen", "zijn"):
        verbs = [predicate for predicate in verbs if predicate.form != "nominal"]
    if verbs:
        return [*(item for item in lead if item.lemma not in ("kunnen", "zijn")), *verbs]
    return lead or own[:1] or below[:1]


def _read_clause(text: str, segment: Segment) -> list[Predicate]:
    lex = lexicon()
    clause = Clause(segment.tokens, [False] * len(segment.tokens))
    if clause.word(0) in lex.bare and clause.word(1) in PREPOSITIONS:
        return [_bare(clause, segment, lex)]
    hide(clause, lex)
    verbs = main_verbs(clause, lex)
    named = (index for index in clause.visible() if clause.is_word(index) and clause.word(index) in lex.learners)
    learner = next(named, len(clause))
    found = [_predicate(text, clause, verb, learner, segment, lex) for verb in verbs]
    found = [item for item in found if item.frame != "copula" or (len(found) == 1 and _about_learner(clause, lex))]
    if found:
        return found
    nominal = _nominal(clause, segment, lex)
    return [nominal] if nominal is not None else []


def _bare(clause: Clause, segment: Segment, lex: Lexicon) -> Predicate:
    """Return the reading of a text that only says what the learner is: "Bekend met de regels"."""
    frame = next(item for item in lex.frames if clause.word(0) in item.adjectives)
    mark = (clause.tokens[0].start, clause.tokens[1].end)
    base = Predicate(None, KINDS[frame.kind], *mark, mark, sentence=segment.sentence)
    return replace(base, item=segment.item, form="nominal", frame=frame.key, bloom=frame.bloom, known=True)


def _about_learner(clause: Clause, lex: Lexicon) -> bool:
    return any(clause.word(index) in lex.learners - {"je", "u"} for index in range(min(4, len(clause))))


def _predicate(text: str, clause: Clause, verb: Verb, learner: int, segment: Segment, lex: Lexicon) -> Predicate:
    sense = sense_of(clause, verb, lex)
    tokens = clause.tokens
    places = [verb.index, *([verb.particle] if verb.particle is not None else [])]
    start, end = tokens[min(places)].start, tokens[max(places)].end
    mark = (
        sense.mark
        or (nominal_mark(clause, verb.index) if verb.form == "nominal" else None)
        or ((tokens[verb.index].start, tokens[verb.index].end) if verb.particle is None else (start, end))
    )
    subject, phrase = _subject(text, clause, verb, learner, lex)
    kind = sense.kind
    if subject is Subject.OTHER and phrase is not None and _head(phrase.text) in lex.things:
        kind, subject = PredicateKind.TEACHING, Subject.LEARNER
    if kind is PredicateKind.ACTION and verb.form == "finite" and _by_us(clause, verb):
        kind = PredicateKind.TEACHING
    entry = lex.verbs.get(verb.lemma)
    parts = complements(text, clause, verb, lex)
    return Predicate(
        lemma=verb.lemma,
        kind=kind,
        start=start,
        end=end,
        mark=mark,
        bloom=sense.bloom or (entry[0] if entry and kind is PredicateKind.ACTION else ()),
        domain=entry[1] if entry else None,
        object=parts.object,
        context=parts.context,
        criterion=parts.criterion,
        form=verb.form,
        frame=sense.frame,
        subject=subject,
        subject_phrase=phrase,
        sentence=segment.sentence,
        item=segment.item,
        confidence=sense.confidence if lex.known(verb.lemma) or sense.frame else "low",
        known=lex.known(verb.lemma) or sense.frame is not None,
    )


#: In front of a noun behind the verb these say when something is done, not by whom: "belt dezelfde dag de huisarts".
_WHEN = frozenset({"dezelfde", "elke", "iedere", "diezelfde"})


def _subject(text: str, clause: Clause, verb: Verb, learner: int, lex: Lexicon) -> tuple[Subject, Phrase | None]:
    """Return who does it, by the words before a finite verb, or right behind it where something else comes first.

    `learner` is the place of the first word that names a learner, past the end where there is none.
    """
    if verb.form not in ("finite", "modal"):
        return Subject.LEARNER, None
    ahead = list(islice((index for index in clause.visible(0, verb.finite) if clause.is_word(index)), 6))
    behind = (index for index in clause.visible(verb.finite + 1, verb.finite + 5) if clause.is_word(index))
    after = [index for index in behind if clause.word(index - 1) not in _WHEN]
    if verb.finite == 0 or learner < verb.finite:
        return Subject.LEARNER, None
    if ahead and clause.word(ahead[0]) in PREPOSITIONS:
        ahead = []
    for inverted, places in enumerate((ahead, after[:3])):
        if inverted and any(clause.word(index) in lex.learners for index in after):
            return Subject.LEARNER, None
        for step, index in enumerate(places):
            if clause.word(index) in lex.people | lex.things:
                if clause.word(index) in lex.people and step and clause.word(places[0]) in PREPOSITIONS:
                    continue
                first = places[0] if step <= 2 else index
                if clause.word(first) in PREPOSITIONS and first != index and clause.word(first + 1) in DETERMINERS:
                    first += 1
                start, end = clause.tokens[first].start, clause.tokens[index].end
                return Subject.OTHER, Phrase(text[start:end], start, end)
    return Subject.LEARNER, None


def _by_us(clause: Clause, verb: Verb) -> bool:
    """Say whether "we" do it: then the course speaks, not the learner."""
    return bool({clause.word(verb.finite - 1), clause.word(verb.finite + 1)} & {"we", "wij"})


def _head(words: str) -> str:
    return words.lower().split()[-1]


def _nominal(clause: Clause, segment: Segment, lex: Lexicon) -> Predicate | None:
    """Return the reading of a text without a verb: a nominalised action, a knowledge noun, or a topic."""
    words = [index for index in range(len(clause)) if clause.is_word(index)]
    if not words:
        return None
    tokens = clause.tokens
    first = 1 if clause.word(words[0]) in ("het", "de", "een") and len(words) > 1 else 0
    base = Predicate(None, PredicateKind.TOPIC, tokens[words[0]].start, tokens[words[-1]].end, (0, 0), sentence=segment.sentence)
    base = replace(base, item=segment.item, form="nominal", mark=(base.start, base.end))
    for place in words[first : first + 5]:
        word = clause.word(place)
        opens = place == words[first] and (word not in NOUN_LIKE or is_work(clause, place))
        if word in lex.infinitives and (clause.word(place + 1) == "van" or opens) and len(words) > first + 1:
            return _nominal_action(base, clause, place, words, lex)
        lemma = _noun_of_action(word, lex) if clause.word(place + 1) == "van" else None
        if lemma is not None and not any(word in frame.nouns for frame in lex.nominal):
            action = _nominal_action(base, clause, place, words, lex)
            return replace(action, lemma=lemma, known=True, bloom=lex.verbs.get(lemma, ((), None))[0])
        for frame in lex.nominal:
            if word in frame.nouns:
                last = place + 1 if clause.word(place + 1) in ("in", "van", "over", "voor", "met", "naar") else place
                mark = (tokens[place].start, tokens[last].end)
                kind = KINDS[frame.kind]
                named = replace(base, lemma=_noun_of_action(word, lex), kind=kind, frame=frame.key, bloom=frame.bloom)
                return replace(named, mark=mark, start=mark[0], end=mark[1])
        if word in PREPOSITIONS or word in ("en", "of"):
            break
    return base


def _noun_of_action(word: str, lex: Lexicon) -> str | None:
    """Return the verb of a noun in "-ing" ("opstelling", "beoordeling"), None where the lists have no such verb."""
    if not word.endswith("ing"):
        return None
    stem = word[:-3]
    lemma = f"{stem}en"
    return lemma if lemma in lex.infinitives and (lemma in lex.verbs or lemma in lex.states) else None


def _nominal_action(base: Predicate, clause: Clause, place: int, words: list[int], lex: Lexicon) -> Predicate:
    lemma = clause.word(place)
    last = place + 1 if clause.word(place + 1) == "van" else place
    mark = (clause.tokens[words[0]].start, clause.tokens[last].end)
    state, entry = lex.states.get(lemma), lex.verbs.get(lemma)
    kind = PredicateKind.ACTION
    if state is not None and not state.only_with and not state.reflexive:
        kind = KINDS[state.kind]
    elif lemma in lex.teaching:
        kind = PredicateKind.TEACHING
    start, end = clause.tokens[place].start, clause.tokens[place].end
    bloom = entry[0] if entry else ()
    return replace(base, lemma=lemma, kind=kind, mark=mark, start=start, end=end, bloom=bloom, known=lex.known(lemma))
