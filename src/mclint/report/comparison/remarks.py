"""The sentences of a comparison: what differs strongly, and which outcomes could not be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mclint.across.tables import label, title
from mclint.catalog.messages import join_words
from mclint.codes import called, codes_of
from mclint.entries import Entry
from mclint.nlp.lexicon import languages
from mclint.report.comparison.data import APPROVED, Comparison, Side
from mclint.report.comparison.words import load_text, say

#: How many ids a sentence lists.
_MOST_IDS = 10


def difference_lines(comparison: Comparison, lang: str) -> Iterator[str]:
    """Yield a sentence for each strong difference; one that says so where there is none."""
    one, other = comparison.first.entry, comparison.second.entry
    if one.id and one.id == other.id:
        yield say("same-id", lang)
    for kind in comparison.differences:
        if kind == "level":
            yield say("level", lang, **_levels(one, other, lang))
        elif kind == "load":
            open_text = say("open", lang)
            yield say("load", lang, a=load_text(one, lang) or open_text, b=load_text(other, lang) or open_text)
        elif kind == "outcomes":
            yield _few(comparison, lang)
        else:
            sentence = _undecided if kind == "decision" else _untested
            yield from (text for name, side in zip("AB", comparison.sides, strict=True) if (text := sentence(name, side, lang)))
    if not comparison.differences:
        yield say("no-differences", lang)


def language_lines(comparison: Comparison, lang: str) -> Iterator[str]:
    """Yield why outcomes were not compared: there are none, they are in different languages, or in one without word lists."""
    for name, side in zip("AB", comparison.sides, strict=True):
        if not side.total:
            yield say("no-outcomes", lang, side=name)
    spoken = [dict.fromkeys(outcome.lang for outcome in side.apart) for side in comparison.sides]
    unknown = [code for code in dict.fromkeys((*spoken[0], *spoken[1])) if code not in languages()]
    if unknown:
        yield say("languages-unknown", lang, languages=_languages(unknown, lang))
    if not all(side.total for side in comparison.sides) or not any(spoken):
        return
    if not comparison.comparable:
        one, other = (dict.fromkeys(outcome.lang for outcome in side.entry.outcomes) for side in comparison.sides)
        if set(one) != set(other):
            yield say("languages-differ", lang, a=_languages(list(one), lang), b=_languages(list(other), lang))
    else:
        yield say("languages-partly", lang, a=len(comparison.first.apart), b=len(comparison.second.apart))


def _languages(codes: Sequence[str], lang: str) -> str:
    return join_words([called("language", code, lang) if code else "?" for code in codes], lang)


def _levels(one: Entry, other: Entry, lang: str) -> dict[str, str]:
    """Return how both levels are called, on the scale on which they differ: the national one where both have it or can."""
    national = one.level != other.level and (bool(one.level and other.level) or not (one.eqf and other.eqf))
    if national or one.eqf == other.eqf:
        names = [label("level", entry.level, lang) if entry.level else "" for entry in (one, other)]
    else:
        names = [say("eqf-level", lang, level=entry.eqf) if entry.eqf else "" for entry in (one, other)]
    first, second = (name or say("open", lang) for name in names)
    scale = title("level", lang) if national or one.eqf == other.eqf else say("eqf", lang)
    return {"scale": scale, "a": first, "b": second}


def _few(comparison: Comparison, lang: str) -> str:
    count, (one, other) = len(comparison.pairs), comparison.sides
    key = {0: "outcomes-none", 1: "outcomes-one"}.get(count, "outcomes-few")
    return say(key, lang, count=count, a=one.total, b=other.total)


def _undecided(name: str, side: Side, lang: str) -> str:
    if side.entry.decision in APPROVED:
        return ""
    known = side.entry.decision if side.entry.decision in codes_of("decision") else ""
    return say(f"decision-{known}", lang, side=name)


def _untested(name: str, side: Side, lang: str) -> str:
    ids, count = [outcome.id for outcome in side.untested], len(side.untested)
    if not ids:
        return ""
    more = [say("and-more", lang, count=count - _MOST_IDS)] if count > _MOST_IDS else []
    shown = ", ".join([*ids[:_MOST_IDS], *more]) if more else join_words(ids, lang)
    key = "untested-all" if count == side.total else "untested-one" if count == 1 else "untested-some"
    return say(key, lang, side=name, count=count, ids=shown)
