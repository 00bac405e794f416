"""Suggests observable verbs in place of one that nobody can see, in the form in which the sentence needs them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from mclint.nlp.advice import clause_verbs, is_trait
from mclint.nlp.analysis import Analysis, Predicate
from mclint.nlp.fold import as_meant
from mclint.nlp.lexicon import load

#: The Bloom level that suits a level of the NLQF (0 where none is known), after the words of its descriptors: carry out
#: by a procedure (1, 2), choose a method (3), analyse (4), judge (5 and up).
_BLOOM_FOR_LEVEL = {0: 3, 1: 2, 2: 3, 3: 3, 4: 4, 5: 4, 6: 5, 7: 5, 8: 6}

#: Forms of a predicate in which a verb stands as it is listed ("modal": "kan ... uitleggen"); in all others the third
#: person fits, unless the sentence itself has a bare verb there ("Students understand").
_BARE_FORMS = frozenset({"infinitive", "imperative", "modal"})

#: Finite forms of the verbs of English frames that go with a plural subject.
_ENGLISH_PLURALS = frozenset({"are", "have"})


def suggest(analysis: Analysis, index: int, level: int) -> tuple[str, ...]:
    """Return verbs to put in the place of a predicate, best first.

    Args:
        analysis: the reading of the text.
        index: which of its predicates.
        level: the claimed NLQF level 1 to 8, 0 where none is known.

    The verbs are those that the lexicon lists for this verb or frame; the ones that suit the level come first. Behind "how"
    it is the verb of the clause, behind "what" or "why" it is one of explaining; in place of a trait there is none.
    """
    analysis = as_meant(analysis)
    predicate = analysis.predicates[index]
    if is_trait(analysis, predicate):
        return ()
    wanted = _BLOOM_FOR_LEVEL.get(level, 3)
    verbs = clause_verbs(analysis, predicate) or sorted(
        _listed(predicate, analysis.language), key=lambda verb: _distance(verb, analysis.language, wanted)
    )
    bare = predicate.form in _BARE_FORMS or (analysis.language == "en" and _is_bare(analysis.text, predicate))
    return tuple(_in_form(verb, analysis.language, bare) for verb in verbs)


def _listed(predicate: Predicate, lang: str) -> list[str]:
    """Return the verbs listed for the frame, else for the verb, else for any knowledge noun."""
    by_frame, by_verb, default = _tables(lang)
    found = by_frame.get(predicate.frame or "") or by_verb.get(predicate.lemma or "") or default
    return list(found)


@cache
def _tables(lang: str) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]], list[str]]:
    frames, states = load(lang, "frames"), load(lang, "states")["states"]
    by_frame = {
        str(item["key"]): item["suggestions"]
        for group in ("frames", "nominal")
        for item in frames.get(group, ())
        if item.get("suggestions")
    }
    by_verb = {_joined(str(verb)): item["suggestions"] for verb, item in states.items() if item.get("suggestions")}
    return by_frame, by_verb, list(frames["nominal_suggestions"])


def _distance(verb: str, lang: str, wanted: int) -> int:
    levels = _levels(lang).get(_joined(verb), ())
    return min((abs(level - wanted) for level in levels), default=1)


@cache
def _levels(lang: str) -> dict[str, tuple[int, ...]]:
    """Return the Bloom levels of every listed verb."""
    found: dict[str, tuple[int, ...]] = {}
    _collect(load(lang, "verbs"), found)
    return found


def _collect(data: Any, found: dict[str, tuple[int, ...]]) -> None:
    """Gather levels wherever a map gives them: for a list of verbs, or by verb."""
    if isinstance(data, dict):
        if isinstance(data.get("bloom"), list) and isinstance(data.get("verbs"), list):
            for verb in data["verbs"]:
                _add(found, str(verb), data["bloom"])
        for name, value in data.items():
            if isinstance(value, dict) and isinstance(value.get("bloom"), list):
                _add(found, str(name), value["bloom"])
            _collect(value, found)
    elif isinstance(data, list):
        for item in data:
            _collect(item, found)


def _add(found: dict[str, tuple[int, ...]], verb: str, levels: list[int]) -> None:
    key = _joined(verb)
    found[key] = tuple(sorted({*found.get(key, ()), *levels}))


def _joined(verb: str) -> str:
    """Return a listed verb as one writes it: the lists part a separable particle by a bar ("uit|leggen")."""
    return verb.replace("|", "")


def _is_bare(text: str, predicate: Predicate) -> bool:
    """Say whether an English verb stands without "-s": behind "can" or "to", or with a plural subject."""
    word = text[predicate.start : predicate.end].lower().split()[:1]
    return bool(word) and (word[0] in _ENGLISH_PLURALS or word == (predicate.lemma or "").split()[:1])


def _in_form(verb: str, lang: str, bare: bool) -> str:
    return _joined(verb) if bare else third_person(verb, lang)


def third_person(verb: str, lang: str) -> str:
    """Return the third person of a verb as it is listed: "past toe", with its particle apart where it would stand twice."""
    if lang == "en":
        from mclint.nlp.english.inflection import third_person as third_person_en

        return third_person_en(verb)
    from mclint.nlp.dutch.inflection import third_person as third_person_nl

    shown = third_person_nl(verb)
    *_, particle, last = ["", *shown.split(" ")]
    return f"{shown.removesuffix(f' {particle} {last}')} ... {last}" if particle == last else shown
