"""The English word lists in the form the reader needs: forms looked up in one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from mclint.nlp.english.inflection import BASE, GERUND, PARTICIPLE, PAST, THIRD, forms, plural, spellings
from mclint.nlp.lexicon import load

Levels = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class VerbEntry:
    """What the lists know of one verb: Bloom levels of all sources, the domain, and whether it goes without an object."""

    bloom: Levels = ()
    domain: str | None = None


@dataclass(frozen=True, slots=True)
class State:
    """One verb nobody can see: its kind, levels and how sure the guides are; `seen_with` are objects that make it an action,
    `only_with` the only ones with which it is none.
    """

    kind: str = "state"
    bloom: Levels = ()
    confidence: str = "high"
    seen_with: frozenset[str] = frozenset()
    only_with: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Frame:
    """One multiword frame; which of the four word groups is filled says how it matches."""

    key: str
    kind: str
    bloom: Levels = ()
    confidence: str = "medium"
    light: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    adjectives: tuple[tuple[str, ...], ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All English lists.

    Attributes:
        shapes: word form to its (form, lemma) readings.
        whole: lemmas that are verbs without a particle.
        verbs: canonical lemma (British, phrasal ones with blanks) to its entry.
        canonical: other spelling of a lemma to the canonical one.
        phrasal: head lemma to the particle words of its phrasal verbs, longest first.
        states, nominal: what cannot be seen.
        nominal_actions: noun to the verb it stands for.
        nouns, adjectives: base forms that are common nouns or adjectives too.
        lists: the plain word lists by name.
        by_object: nouns that make a verb teaching.
        compounds: nouns that make a compound with a word that could be a verb.
        others: head nouns of non-learners, plurals included, to "people" or "things".
        learners: head nouns of learners, plurals included.
        votes: learned points of a feature for Bloom levels, as (level, points); see `bloom`.
        by_light: light verb to the frames that it opens, in their order.
        by_phrase, by_adjective: first word to the phrases or adjectives that start with it, each with its frame.
    """

    shapes: Mapping[str, tuple[tuple[str, str], ...]]
    whole: frozenset[str]
    verbs: Mapping[str, VerbEntry]
    canonical: Mapping[str, str]
    phrasal: Mapping[str, tuple[tuple[str, ...], ...]]
    states: Mapping[str, State]
    nominal: tuple[Frame, ...]
    nominal_actions: Mapping[str, str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    lists: Mapping[str, frozenset[str]]
    by_object: Mapping[str, frozenset[str]]
    compounds: Mapping[str, frozenset[str]]
    others: Mapping[str, str]
    learners: frozenset[str]
    votes: Mapping[str, tuple[tuple[int, int], ...]]
    by_light: Mapping[str, tuple[Frame, ...]]
    by_phrase: Mapping[str, tuple[tuple[tuple[str, ...], Frame], ...]]
    by_adjective: Mapping[str, tuple[tuple[tuple[str, ...], Frame], ...]]

    def readings(self, word: str, form: str) -> list[str]:
        """Return the lemmas that a lower-case word can be in a form."""
        return [lemma for shape, lemma in self.shapes.get(word, ()) if shape == form]

    def known(self, lemma: str) -> bool:
        """Say whether a lemma, in any spelling, is listed as an action or a state."""
        name = self.canonical.get(lemma, lemma)
        return name in self.verbs or name in self.states


def _entries(groups: Iterable[Mapping[str, Any]]) -> dict[str, VerbEntry]:
    entries: dict[str, VerbEntry] = {}
    for group in groups:
        for verb in group["verbs"]:
            before = entries.get(verb, VerbEntry())
            bloom = tuple(sorted({*before.bloom, *group["bloom"]}))
            entries[verb] = VerbEntry(bloom, before.domain or group["domain"])
    return entries


def _shapes(
    lemmas: Iterable[str], irregular: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, tuple[tuple[str, str], ...]], dict[str, str]]:
    shapes: dict[str, dict[tuple[str, str], None]] = {}
    canonical: dict[str, str] = {}
    for lemma in lemmas:
        for spelling in spellings(lemma):
            canonical.setdefault(spelling, lemma)
            for word, form in forms(spelling.partition(" ")[0], irregular):
                shapes.setdefault(word, {})[form, spelling.partition(" ")[0]] = None
    return {word: tuple(readings) for word, readings in shapes.items()}, canonical


def _phrasal(lemmas: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for lemma in lemmas:
        head, *rest = lemma.split()
        if rest:
            found.setdefault(head, set()).add(tuple(rest))
    return {head: tuple(sorted(rests, key=lambda rest: (-len(rest), rest))) for head, rests in found.items()}


def _frames(data: Mapping[str, Any], entries: Iterable[Mapping[str, Any]], confidence: str) -> tuple[Frame, ...]:
    def nouns(value: Any) -> frozenset[str]:
        listed = data[value] if isinstance(value, str) else value or ()
        return frozenset(form for noun in listed for form in (noun, plural(noun)))

    return tuple(
        Frame(
            entry["key"],
            entry["kind"],
            tuple(entry.get("bloom", ())),
            entry.get("confidence", confidence),
            frozenset(entry.get("light", ())),
            nouns(entry.get("nouns")),
            tuple(tuple(text.split()) for text in entry.get("adjectives", ())),
            tuple(tuple(text.split()) for text in entry.get("phrases", ())),
        )
        for entry in entries
    )


def _with_plurals(nouns: Iterable[str]) -> frozenset[str]:
    return frozenset(form for noun in nouns for form in (noun, plural(noun)))


def _states(data: Mapping[str, Any]) -> dict[str, State]:
    return {
        verb: State(
            entry.get("kind", "state"),
            tuple(entry.get("bloom", ())),
            entry.get("confidence", "high"),
            _with_plurals(entry.get("seen_with", ())),
            _with_plurals(entry.get("only_with", ())),
        )
        for verb, entry in data["states"].items()
    }


def _votes(lines: str) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    """Yield each feature with its points; a line is a feature and pairs "level:points"."""
    for line in lines.splitlines():
        feature, *points = line.split()
        yield feature, tuple((int(point[0]), int(point[2:])) for point in points)


_Value = TypeVar("_Value")


def _grouped(pairs: Iterable[tuple[str, _Value]]) -> dict[str, tuple[_Value, ...]]:
    """Return the values by their key, in order."""
    found: dict[str, list[_Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


@cache
def lexicon() -> Lexicon:
    """Return the English lists, read and compiled once; raises what `mclint.nlp.lexicon.load` raises on a broken install."""
    verbs, states, frames = load("en", "verbs"), load("en", "states"), load("en", "frames")
    teaching, others, irregular = load("en", "teaching"), load("en", "nonlearners"), load("en", "irregular")
    bloom, grammar = load("en", "bloom"), load("en", "grammar")
    entries = _entries(verbs["groups"])
    state_entries = _states(states)
    lemmas = [*entries, *state_entries, *teaching["verbs"], *teaching["verb_objects"], *others["teaching_verbs"]]
    lemmas += [*grammar["light_verbs"]] + [light for frame in frames["frames"] for light in frame.get("light", ())]
    past = {base: (pair[0], pair[1]) for base, pair in irregular["verbs"].items()}
    shapes, canonical = _shapes(dict.fromkeys(lemmas), past)
    lists = {name: frozenset(words) for name, words in grammar.items() if name not in ("about", "sources", "date")}
    lists |= {name: frozenset(frames[name]) for name in ("mental", "strict_mental")}
    lists |= {name: _with_plurals(frames[name]) for name in ("skills", "abilities", "importance")}
    lists |= {name: frozenset(irregular[name]) for name in ("noun_gerunds", "field_gerunds", "compound_first")}
    lists |= {"compound_heads": _with_plurals(irregular["compound_heads"])}
    lists |= {f"teaching_{name}": frozenset(teaching[name]) for name in ("verbs", "passive", "passive_to_modal")}
    lists |= {"no_object": frozenset(verbs["no_object"]), "course_verbs": frozenset(others["teaching_verbs"])}
    hidden = _frames(frames, frames["frames"], "medium")
    return Lexicon(
        shapes,
        frozenset(name for name in canonical if " " not in name),
        entries,
        canonical,
        _phrasal(canonical),
        state_entries,
        _frames(frames, frames["nominal"], "high"),
        dict(frames["nominal_actions"]),
        frozenset(verbs["also_noun"]),
        frozenset(irregular["also_adjective"]),
        lists,
        {verb: frozenset(nouns) for verb, nouns in teaching["verb_objects"].items()},
        {word: _with_plurals(nouns) for word, nouns in irregular["compound_pairs"].items()},
        {form: kind for kind in ("things", "people") for noun in others[kind] for form in (noun, plural(noun))},
        _with_plurals(others["learners"]),
        dict(_votes(bloom["votes"])),
        _grouped((light, frame) for frame in hidden for light in frame.light),
        _grouped((words[0], (words, frame)) for frame in hidden for words in frame.phrases),
        _grouped((words[0], (words, frame)) for frame in hidden for words in frame.adjectives),
    )


__all__ = ["BASE", "GERUND", "PARTICIPLE", "PAST", "THIRD", "Frame", "Lexicon", "State", "VerbEntry", "lexicon"]
