"""The Dutch word lists in the form the reader needs: forms looked up in one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from mclint.nlp.dutch.inflection import INFINITIVE, simple_forms
from mclint.nlp.lexicon import load

Levels = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to read a word as a verb: the simple verb, and which form of it."""

    verb: str
    form: str


@dataclass(frozen=True, slots=True)
class State:
    """A verb that nobody can see; see the list itself for what the keys mean."""

    kind: str = "state"
    bloom: Levels = ()
    confidence: str = "high"
    seen_with: frozenset[str] = frozenset()
    only_with: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    reflexive: bool = False
    clause: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A multiword frame: a light verb with nouns, or an adjective after a form of zijn.

    `loose` ones may have other phrases between verb and noun.
    """

    key: str
    kind: str
    bloom: Levels
    confidence: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All Dutch lists.

    Attributes:
        forms: word form to its readings as a simple verb or a whole separable infinitive.
        verbs: infinitive, particle joined, to Bloom levels and domains.
        particles: simple verb to the particles with which it makes a verb of the lists.
        joined: finite forms of separable verbs written as one ("opstelt"), to the infinitive.
        participles: past participles, particle joined ("opgesteld"), to the infinitive.
    """

    forms: Mapping[str, tuple[Form, ...]]
    verbs: Mapping[str, tuple[Levels, str | None]]
    particles: Mapping[str, frozenset[str]]
    joined: Mapping[str, str]
    participles: Mapping[str, str]
    states: Mapping[str, State]
    frames: tuple[Frame, ...]
    nominal: tuple[Frame, ...]
    bare: frozenset[str]
    teaching: frozenset[str]
    teaching_objects: Mapping[str, frozenset[str]]
    teaching_passive: frozenset[str]
    teaching_phrases: tuple[str, ...]
    people: frozenset[str]
    things: frozenset[str]
    learners: frozenset[str]
    infinitives: frozenset[str] = field(default_factory=frozenset)

    def known(self, lemma: str) -> bool:
        """Say whether an infinitive is listed."""
        return lemma in self.verbs or lemma in self.states or lemma in self.teaching


@cache
def lexicon() -> Lexicon:
    """Return the Dutch lists, read once."""
    verbs: dict[str, tuple[Levels, str | None]] = {}
    marked: set[str] = set()
    for group in load("nl", "verbs")["groups"]:
        for verb in group["verbs"]:
            marked.add(verb)
            lemma = verb.replace("|", "")
            levels, domain = verbs.get(lemma, ((), None))
            verbs[lemma] = (tuple(sorted({*levels, *group.get("bloom", ())})), domain or group.get("domain"))
    states, teaching = load("nl", "states")["states"], load("nl", "teaching")
    marked |= {*states, *teaching["verbs"], *teaching["verb_objects"], *_FUNCTION_VERBS}
    forms, particles, joined, participles = _tables(marked)
    frames, others = load("nl", "frames"), load("nl", "nonlearners")
    return Lexicon(
        forms=forms,
        verbs=verbs,
        particles=particles,
        joined=joined,
        participles=participles,
        states={key.replace("|", ""): _state(item) for key, item in states.items()},
        frames=tuple(_frame(item) for item in frames["frames"]),
        nominal=tuple(_frame(item) for item in frames["nominal"]),
        bare=frozenset(frames["bare"]),
        teaching=frozenset(verb.replace("|", "") for verb in teaching["verbs"]),
        teaching_objects={key.replace("|", ""): frozenset(words) for key, words in teaching["verb_objects"].items()},
        teaching_passive=frozenset(teaching["passive"]),
        teaching_phrases=tuple(teaching["phrases"]),
        people=frozenset(others["people"]),
        things=frozenset(others["things"]),
        learners=frozenset(others["learners"]),
        infinitives=frozenset(word for word, found in forms.items() if any(item.form == INFINITIVE for item in found)),
    )


_FUNCTION_VERBS = (
    "zijn", "hebben", "worden", "kunnen", "moeten", "mogen", "zullen", "willen", "gaan", "komen", "staan", "laten", "doen",
    "maken", "geven", "nemen", "houden", "krijgen", "brengen", "blijven", "raken", "zien", "dienen", "hoeven", "durven",
    "tonen", "aan|tonen", "vertonen", "demonstreren", "weten", "dragen", "bezitten", "zorgen", "zetten", "leggen", "stellen",
)  # fmt: skip


def _tables(
    marked: Iterable[str],
) -> tuple[dict[str, tuple[Form, ...]], dict[str, frozenset[str]], dict[str, str], dict[str, str]]:
    forms: dict[str, set[Form]] = {}
    particles: dict[str, set[str]] = {}
    joined: dict[str, str] = {}
    participles: dict[str, str] = {}
    for verb in marked:
        particle, bar, simple = verb.partition("|")
        simple = simple if bar else verb
        lemma = f"{particle}{simple}" if bar else verb
        for word, form in simple_forms(simple):
            if bar:
                particles.setdefault(simple, set()).add(particle)
            if form == "part":
                participles[f"{particle}{word}" if bar else word] = lemma
            elif bar and form == INFINITIVE:
                forms.setdefault(lemma, set()).add(Form(lemma, INFINITIVE))
                forms.setdefault(word, set()).add(Form(simple, "bare"))
            elif bar:
                joined[f"{particle}{word}"] = lemma
                forms.setdefault(word, set()).add(Form(simple, f"{form}-bare"))
            else:
                forms.setdefault(word, set()).add(Form(simple, form))
    tuples = {word: tuple(sorted(found, key=lambda item: (item.form, item.verb))) for word, found in forms.items()}
    return tuples, {verb: frozenset(found) for verb, found in particles.items()}, joined, participles


def _state(item: Mapping[str, Any]) -> State:
    return State(
        kind=item.get("kind", "state"),
        bloom=tuple(item.get("bloom", ())),
        confidence=item.get("confidence", "high"),
        seen_with=frozenset(item.get("seen_with", ())),
        only_with=frozenset(item.get("only_with", ())),
        prepositions=frozenset(item.get("with", ())),
        reflexive=bool(item.get("reflexive")),
        clause=bool(item.get("clause")),
    )


def _frame(item: Mapping[str, Any]) -> Frame:
    return Frame(
        key=item["key"],
        kind=item["kind"],
        bloom=tuple(item.get("bloom", ())),
        confidence=item.get("confidence", "high"),
        verbs=frozenset(item.get("verbs", ())),
        nouns=frozenset(item.get("nouns", ())),
        adjectives=frozenset(item.get("adjectives", ())),
        loose=bool(item.get("loose")),
    )
