"""Cuts a text into tokens with spaCy, and asks an installed pipeline for its main verbs.

The only module that imports spaCy, and only when first used.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mclint.nlp.tokens import Head, Token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as Word

#: A stretch without blanks that is longer than this is no word; it is cut, since the tokenizer's time on it grows fast.
_LONGEST = 200
_LONG_STRETCH = re.compile(rf"\S{{{_LONGEST + 1},}}")

#: A pipeline is not asked about a longer text: an outcome is a sentence or a short list, and parsing takes long.
_LONGEST_PARSED = 5_000

#: Components that say nothing of verbs; leaving them out saves most of the time of a big pipeline.
_NEEDLESS = ("ner", "entity_ruler", "entity_linker", "span_ruler", "spancat", "textcat", "textcat_multilabel")

#: Dependency labels, those of Universal Dependencies first, then those of spaCy's English pipelines.
_OBJECTS = frozenset({"obj", "dobj"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
_PARTICLES = frozenset({"compound:prt", "prt"})
_AROUND = frozenset({"obl", "prep"})
_CARRIED = frozenset({"xcomp", "ccomp"})


def tokenise(text: str, lang: str) -> list[Token]:
    """Return the tokens of a text in order; `lang` is a primary language subtag that spaCy knows.

    Offsets fit the text as given, whatever its length. The time taken grows linearly with the length.
    """
    tokenizer = _tokenizer(lang)
    tokens: list[Token] = []
    for start, piece in _pieces(text):
        tokens.extend(_token(start + item.idx, item.text) for item in tokenizer(piece))
    return tokens


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield the text whole, or in parts where a stretch without blanks is too long to be a word."""
    done = 0
    for match in _LONG_STRETCH.finditer(text):
        if match.start() > done:
            yield done, text[done : match.start()]
        for start in range(match.start(), match.end(), _LONGEST):
            yield start, text[start : min(start + _LONGEST, match.end())]
        done = match.end()
    if done < len(text):
        yield done, text[done:]


def _token(start: int, text: str) -> Token:
    is_space = text.isspace()
    is_word = not is_space and any(sign.isalnum() for sign in text)
    lower = text.lower().replace("’", "'").replace("‘", "'")
    return Token(text, lower, start, start + len(text), is_word, not is_word and not is_space, is_space)


@cache
def _tokenizer(lang: str) -> Callable[[str], Doc]:
    import spacy

    return spacy.blank(lang).tokenizer


def main_verbs(text: str, lang: str, folder: Path) -> list[Head]:
    """Return the main verbs of a text as an installed pipeline sees them, in order; none for a text too long to parse.

    Raises:
        ValueError: the pipeline has no parser, or cannot be loaded by the version of spaCy that is installed.
    """
    if len(text) > _LONGEST_PARSED or _LONG_STRETCH.search(text):
        return []
    doc = _trained(folder)(text)
    if not doc.has_annotation("DEP"):
        raise ValueError(f"the pipeline in {folder.name} has no parser, so it cannot say what the main verb is; choose another")
    found = [_head(word, lang) for sentence in doc.sents for word in _verbs(sentence.root)]
    return sorted(found, key=lambda head: head.verb)


def _verbs(root: Word) -> Iterator[Word]:
    """Yield the verb at the root of a sentence, or what an auxiliary or adjective there carries, and those beside it."""
    carried = [child for child in root.children if child.dep_ in _CARRIED and child.pos_ == "VERB"]
    if root.pos_ == "VERB":
        yield root
    elif carried:
        yield from _verbs(carried[0])
    for child in root.children:
        if child.dep_ == "conj":
            yield from _verbs(child)


def _head(word: Word, lang: str) -> Head:
    children = list(word.children)
    particle = next((child for child in children if child.dep_ in _PARTICLES), None)
    edges = [word, *([particle] if particle is not None else [])]
    subject = next((child for child in children if child.dep_ in _SUBJECTS), None)
    return Head(
        _lemma(word, particle, lang),
        _form(word, children, subject),
        (word.idx, word.idx + len(word)),
        (min(part.idx for part in edges), max(part.idx + len(part) for part in edges)),
        _phrase(children, _OBJECTS),
        _phrase(children, _AROUND),
        _phrase(children, _SUBJECTS),
        subject.lower_ if subject is not None else "",
    )


def _lemma(word: Word, particle: Word | None, lang: str) -> str:
    """Return the infinitive; Dutch treebanks part the particle from it by "_", in some with the particle in the lemma."""
    lemma = (word.lemma_ or word.text).lower().replace("_", "")
    if particle is None or (lang == "nl" and lemma.startswith(particle.lower_)):
        return lemma
    return f"{particle.lower_}{lemma}" if lang == "nl" else f"{lemma} {particle.lower_}"


def _form(word: Word, children: list[Word], subject: Word | None) -> str:
    helped = any(child.dep_ == "aux" and child.pos_ == "AUX" for child in children)
    if "Mood=Imp" in word.morph:
        return "imperative"
    if "VerbForm=Inf" in word.morph:
        return "modal" if helped or subject is not None else "infinitive"
    return "finite"


def _phrase(children: list[Word], labels: frozenset[str]) -> tuple[int, int] | None:
    """Return the range of the first child with one of the labels and all that depends on it."""
    child = next((child for child in children if child.dep_ in labels), None)
    if child is None:
        return None
    return child.left_edge.idx, child.right_edge.idx + len(child.right_edge)


@cache
def _trained(folder: Path) -> Language:
    import spacy

    try:
        return spacy.load(folder, exclude=_NEEDLESS)
    except (OSError, ImportError, KeyError) as error:
        raise ValueError(f"the pipeline in {folder.name} cannot be loaded: {error}") from error
