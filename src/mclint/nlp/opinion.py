"""Lets a trained pipeline say what the verb is where grammar sees none or the lists do not know it.

Where lexicon and grammar know the verb, they decide; and of a verb that the pipeline brings, the lexicon says what kind
it is, if it is listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mclint.nlp.analysis import Analysis, Phrase, Predicate, PredicateKind, Range, Subject
from mclint.nlp.tokens import Head


def is_open(analysis: Analysis) -> bool:
    """Say whether lexicon and grammar leave something to ask a pipeline."""
    return any(_is_bare_topic(item) or not item.known for item in analysis.predicates)


def settle(analysis: Analysis, heads: Sequence[Head]) -> Analysis:
    """Return the reading with what the pipeline sees in the places that lexicon and grammar leave open."""
    if all(_is_bare_topic(item) for item in analysis.predicates):
        found = [_supplied(analysis, head) for head in heads] if analysis.predicates else []
        return replace(analysis, predicates=tuple(found)) if found else analysis
    taken = {item.start for item in analysis.predicates if item.known}
    free = [head for head in heads if head.verb[0] not in taken]
    settled = []
    for item in analysis.predicates:
        head = None if item.known or _is_bare_topic(item) else _pick(analysis, item, free)
        if head is not None:
            free.remove(head)
        settled.append(item if head is None else _corrected(analysis, item, head))
    return replace(analysis, predicates=tuple(settled))


def _is_bare_topic(item: Predicate) -> bool:
    return item.kind is PredicateKind.TOPIC and item.frame is None


def _pick(analysis: Analysis, item: Predicate, heads: Sequence[Head]) -> Head | None:
    """Return the verb at the same place, else the first in the same sentence, else None."""
    low, high = analysis.sentences[item.sentence] if item.sentence < len(analysis.sentences) else (0, len(analysis.text))
    near = [head for head in heads if low <= head.verb[0] < high]
    return next((head for head in near if item.start <= head.verb[0] < item.end), next(iter(near), None))


def _corrected(analysis: Analysis, item: Predicate, head: Head) -> Predicate:
    """Return a predicate with the pipeline's verb; what grammar read around the same word stays."""
    supplied = replace(_supplied(analysis, head), sentence=item.sentence, item=item.item)
    if not item.start <= head.verb[0] < item.end:
        return supplied
    listed = _listed(head.lemma, analysis.language)
    if listed is None:
        return replace(item, lemma=head.lemma)
    kind = listed.kind if item.kind is PredicateKind.ACTION else item.kind
    return replace(item, lemma=head.lemma, kind=kind, bloom=listed.bloom, domain=listed.domain, confidence="medium", known=True)


def _supplied(analysis: Analysis, head: Head) -> Predicate:
    text, lang = analysis.text, analysis.language
    listed, subject = _listed(head.lemma, lang), Subject.LEARNER
    kind = listed.kind if listed is not None else PredicateKind.ACTION
    who = _who(head.subject_word, lang)
    if who == "things":
        kind = PredicateKind.TEACHING
    elif who == "people":
        subject = Subject.OTHER
    apart = head.whole[1] - head.whole[0] > head.verb[1] - head.verb[0]
    return Predicate(
        lemma=head.lemma,
        kind=kind,
        start=head.whole[0],
        end=head.whole[1],
        mark=head.whole if apart else head.verb,
        bloom=listed.bloom if listed is not None else (),
        domain=listed.domain if listed is not None else None,
        object=_phrase(text, head.object),
        context=_phrase(text, head.context),
        form=head.form,
        subject=subject,
        subject_phrase=_phrase(text, head.subject) if subject is Subject.OTHER else None,
        sentence=next((place for place, (low, high) in enumerate(analysis.sentences) if low <= head.verb[0] < high), 0),
        confidence="low" if listed is None else "medium",
        known=listed is not None,
    )


def _phrase(text: str, found: Range | None) -> Phrase | None:
    return Phrase(text[found[0] : found[1]], *found) if found is not None else None


@dataclass(frozen=True, slots=True)
class _Listed:
    """What the lists say of a verb by itself."""

    kind: PredicateKind
    bloom: tuple[int, ...] = ()
    domain: str | None = None


def _listed(lemma: str, lang: str) -> _Listed | None:
    """Return what the lists say of a verb, None for an unlisted one; a state that depends on its object counts as action."""
    return _listed_dutch(lemma) if lang == "nl" else _listed_english(lemma)


def _listed_dutch(lemma: str) -> _Listed | None:
    from mclint.nlp.dutch.lexicon import lexicon

    lex = lexicon()
    state, entry = lex.states.get(lemma), lex.verbs.get(lemma)
    if lemma in lex.teaching:
        return _Listed(PredicateKind.TEACHING)
    if state is not None and not (state.seen_with or state.only_with or state.prepositions or state.reflexive or state.clause):
        return _Listed(PredicateKind(state.kind), state.bloom)
    if entry is not None:
        return _Listed(PredicateKind.ACTION, *entry)
    return None


def _listed_english(lemma: str) -> _Listed | None:
    from mclint.nlp.english.lexicon import lexicon

    lex = lexicon()
    name = lex.canonical.get(lemma, lemma)
    state, entry = lex.states.get(name), lex.verbs.get(name)
    if name in lex.lists["teaching_verbs"]:
        return _Listed(PredicateKind.TEACHING)
    if state is not None and not (state.seen_with or state.only_with):
        return _Listed(PredicateKind(state.kind), state.bloom)
    if entry is not None:
        return _Listed(PredicateKind.ACTION, entry.bloom, entry.domain)
    return None


def _who(word: str, lang: str) -> str:
    """Return "people" or "things" for a subject that is no learner, "" for any other."""
    if lang == "nl":
        from mclint.nlp.dutch.lexicon import lexicon as dutch

        return "people" if word in dutch().people else "things" if word in dutch().things else ""
    from mclint.nlp.english.lexicon import lexicon as english

    return english().others.get(word, "")
