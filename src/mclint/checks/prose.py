"""Checks on the words of a text: what ties it to a course or a year, what has no criterion, what is hard to read."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mclint.checks.env import Env
from mclint.dossier.prose import Prose, primary_subtag
from mclint.dossier.tree import Node
from mclint.letters.fold import fold
from mclint.model import Hit, Related
from mclint.nlp.fold import folded
from mclint.nlp.language import LEAST_WORDS

__all__ = [
    "Different",
    "Expanded",
    "InLanguage",
    "LanguageKnown",
    "Marked",
    "Readable",
    "different",
    "expanded",
    "in_language",
    "language_known",
    "marked",
    "readable",
]


@dataclass(frozen=True, slots=True)
class Marked:
    """`kind`: which list of words; `unless`: a kind of words in the same sentence that makes it fine."""

    kind: str
    unless: str | None = None


def marked(node: Node, env: Env, params: Marked) -> Iterator[Hit]:
    """Report words that a list knows, in the text of an outcome.

    Messages: `marked` (words).
    """
    for prose in env.texts(node.pointer):
        marks = env.reader.marks(prose.text, prose.lang)
        excused = marks.get(params.unless, []) if params.unless else []
        if not marks.get(params.kind):
            continue
        sentences = env.reader.analyse(prose.text, prose.lang).sentences or ((0, len(prose.text)),)
        excuses = sorted(other[0] for other in excused)
        for start, end in marks[params.kind]:
            low, high = _sentence_of(start, sentences) or (0, len(prose.text))
            if bisect_left(excuses, low) == bisect_left(excuses, high):
                yield Hit(prose.place(start, end), "marked", {"words": " ".join(prose.text[start:end].split())})


def _sentence_of(offset: int, sentences: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the sentence that an offset is in; they come in the order of the text."""
    place = bisect_right(sentences, offset, key=lambda sentence: sentence[0]) - 1
    return sentences[place] if place >= 0 and offset < sentences[place][1] else None


@dataclass(frozen=True, slots=True)
class Readable:
    """`words`: the longest sentence per language, as pairs; `limits`: language, measure and the value beyond which it is hard.

    `hard_measures`: how many measures beyond their limit make a sentence hard.
    """

    words: tuple[tuple[str, int], ...] = ()
    limits: tuple[tuple[str, str, float], ...] = ()
    hard_measures: int = 2


def readable(node: Node, env: Env, params: Readable) -> Iterator[Hit]:
    """Report a sentence that is too long, or hard by several measures; the sentence is the place.

    Messages: `long` (count, most), `hard`.
    """
    for prose in env.texts(node.pointer):
        most = dict(params.words).get(prose.lang)
        for start, end in env.reader.analyse(prose.text, prose.lang).sentences:
            sentence = prose.text[start:end]
            words = folded(sentence, prose.lang).text.split()
            count = len([word for word in words if any(sign.isalnum() for sign in word)])
            if most is not None and count > most:
                yield Hit(prose.place(start, end), "long", {"count": count, "most": most})
            elif _is_hard(sentence, prose.lang, env, params):
                yield Hit(prose.place(start, end), "hard")


def _is_hard(sentence: str, lang: str, env: Env, params: Readable) -> bool:
    """Say whether enough measures lie beyond their limits; the formula is asked only where it can decide."""
    limits = {name: limit for language, name, limit in params.limits if language == lang}
    found = env.reader.counts(sentence, lang)
    beyond = sum(found[name] > limit for name, limit in limits.items() if name in found)
    others = limits.keys() - found.keys()
    if found and beyond < params.hard_measures <= beyond + len(others):
        hard = env.reader.difficulty(sentence, lang)
        beyond += sum(hard.get(name, 0.0) > limits[name] for name in others)
    return bool(limits) and beyond >= params.hard_measures


@dataclass(frozen=True, slots=True)
class Different:
    """`likeness`: from which Jaccard index of their lemmas two texts say the same."""

    likeness: float = 0.9


def different(node: Node, env: Env, params: Different) -> Iterator[Hit]:
    """Report two outcomes that say the same, at the later one; the node is the list of outcomes.

    Messages: `same` (id: of the earlier one).
    """
    language = env.document.language
    texts = [
        (outcome, prose, frozenset(env.reader.content(prose.text, prose.lang)))
        for outcome in env.document.find(f"{node.pointer}/*")
        for prose in env.texts(f"{outcome.pointer}/text")
        if prose.said == language and not prose.is_part
    ]
    for first, second in _alike([words for _, _, words in texts], params.likeness):
        (outcome, earlier, _), (_, later, _) = texts[first], texts[second]
        identity = outcome.fields.get("id")
        related = (Related(earlier.node.place),)
        yield Hit(later.node.place, "same", {"id": identity.text if identity is not None else "?"}, related)


def _alike(sets: list[frozenset[str]], likeness: float) -> Iterator[tuple[int, int]]:
    """Yield each set with the first earlier one whose Jaccard index with it is high enough.

    Two such sets share one of the first words of each when all are ordered from rare to common (prefix filtering, after
    Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", 2007), so few pairs are compared.
    """
    count = Counter(word for words in sets for word in words)
    holders: dict[str, list[int]] = {}
    for second, words in enumerate(sets):
        ordered = sorted(words, key=lambda word: (count[word], word))
        prefix = ordered[: len(words) - math.ceil(likeness * len(words)) + 1] if words else []
        candidates = sorted({first for word in prefix for first in holders.get(word, ())})
        for first in candidates:
            if len(words & sets[first]) / len(words | sets[first]) >= likeness:
                yield first, second
                break
        else:
            for word in prefix:
                holders.setdefault(word, []).append(second)


@dataclass(frozen=True, slots=True)
class Expanded:
    """`texts`: pointers of the texts that count; `names`: pointers of names of organisations, which are exempt."""

    texts: tuple[str, ...]
    names: tuple[str, ...] = ()


def expanded(node: Node, env: Env, params: Expanded) -> Iterator[Hit]:  # noqa: ARG001 - one signature for all checks
    """Report the first use of an abbreviation that is written out nowhere in the dossier; the node is the root.

    Messages: `unknown` (abbreviation).
    """
    places = {id(item): place for place, item in enumerate(env.document.root.walk())}
    proses = [prose for pattern in params.texts for prose in env.texts(pattern)]
    proses.sort(key=lambda prose: places[id(prose.node)])
    known = {name for pattern in params.names for item in env.document.find(pattern) for name in item.text.split()}
    found: list[tuple[str, Prose, int, int]] = []
    for prose in proses:
        marks = env.reader.marks(prose.text, prose.lang)
        known |= {fold(prose.text[start:end]).text for start, end in marks.get("expanded", [])}
        found += [(fold(prose.text[start:end]).text, prose, start, end) for start, end in marks.get("abbreviation", [])]
    for abbreviation, prose, start, end in found:
        if abbreviation not in known:
            known.add(abbreviation)
            yield Hit(prose.place(start, end), "unknown", {"abbreviation": abbreviation})


@dataclass(frozen=True, slots=True)
class InLanguage:
    """`least_words`: a shorter text is not reported by itself, only together with all outcomes."""

    least_words: int = LEAST_WORDS


def in_language(node: Node, env: Env, params: InLanguage) -> Iterator[Hit]:
    """Report a text, or a part of it, that is in another language than it is said to be in.

    Messages: `other-language`, `together` (said, found: codes of languages). What only all outcomes together show is
    reported once, at the language of the dossier, or at the first outcome where the language is that of a map.
    """
    for prose in env.spoken.texts(node):
        if _is_stray(prose, env, params):
            yield Hit(prose.whole(), "other-language", {"said": prose.said, "found": prose.lang})
        together = env.spoken.together(prose.said)
        if together is not None and together[0].node is prose.node and not prose.is_part:
            strays = [item for item in env.spoken.outcomes() if item.said == prose.said and _is_stray(item, env, params)]
            if not strays:
                own = env.document.get("/language") if prose.said == env.document.language else None
                place = own.place if own is not None else prose.node.place
                yield Hit(place, "together", {"said": prose.said, "found": together[1]})


def _is_stray(prose: Prose, env: Env, params: InLanguage) -> bool:
    return prose.sure and prose.lang != prose.said and env.reader.signs(prose.text).words >= params.least_words


@dataclass(frozen=True, slots=True)
class LanguageKnown:
    """`accepted`: languages (primary subtags) in which dossiers may be written though they are not read.

    Raises ValueError for anything but a list of language tags.
    """

    accepted: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what is no list of tags."""
        if not isinstance(self.accepted, tuple) or not all(isinstance(tag, str) and tag for tag in self.accepted):
            raise ValueError("accepted is a list of language tags, such as [de, fr]")


def language_known(node: Node, env: Env, params: LanguageKnown) -> Iterator[Hit]:  # noqa: ARG001 - one signature for all checks
    """Report once that outcomes stand in a language that is not read; the node is the root.

    Messages: `unread` (language: its code), at the language of the dossier; `text-unread` (found), at the first
    outcome that is said to be in a language that is read and stands in another one.
    """
    known, document = env.reader.languages(), env.document
    own = document.get("/language")
    if own is not None and document.language and document.language not in known:
        if document.language not in {primary_subtag(tag) for tag in params.accepted}:
            text = own.text.strip()
            yield Hit(own.place, "unread", {"language": text if "-" in text else document.language})
            return
    for prose in env.spoken.outcomes():
        if prose.said in known and prose.lang not in known:
            yield Hit(prose.whole(), "text-unread", {"found": prose.lang})
            return
