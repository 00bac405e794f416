"""Whatever letters a word is written with, the rules about words see it: each bad example of a card, in disguise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from random import Random
from typing import Any
from unicodedata import combining, normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mclint.catalog.cards import card_paths, read_card, read_page, rule_from_card
from mclint.data import rules_dir
from mclint.letters.signs import GAPS
from mclint.model import Rule
from mclint.nlp.language import other_language, read_signs
from mclint.nlp.marks import find_marks
from mclint.nlp.read import analyse
from mclint.nlp.words import content_lemmas
from tests.checking import Seen, hits_of, plan_for
from tests.conftest import TODAY
from tests.letters.disguises import ACCENTS, HIDDEN, LOOK_ALIKES, bold, escaped, full_width, ligatures

Disguise = Callable[[str, Random], str]


def unmarked(words: frozenset[str]) -> set[str]:
    """Return words without their accents: one more accent on a word that has one is read as none."""
    return {"".join(sign for sign in normalize("NFD", word) if not combining(sign)) for word in words}


def one_look_alike(text: str, random: Random) -> str:
    places = [place for place, sign in enumerate(text) if sign in LOOK_ALIKES]
    place = random.choice(places) if places else 0
    return text if not places else text[:place] + random.choice(LOOK_ALIKES[text[place]]) + text[place + 1 :]


def look_alikes(text: str, random: Random) -> str:
    return "".join(random.choice(LOOK_ALIKES[sign]) if sign in LOOK_ALIKES and random.random() < 0.5 else sign for sign in text)


def hidden_signs(text: str, random: Random) -> str:
    return re.sub(r"(?<=[a-zA-Z])(?=[a-zA-Z])", lambda _: random.choice(HIDDEN) if random.random() < 0.4 else "", text)


def loose_accents(text: str, random: Random) -> str:
    return re.sub("[a-zA-Z]", lambda match: match[0] + (random.choice(ACCENTS) if random.random() < 0.3 else ""), text)


def accents(text: str, random: Random) -> str:
    return unicodedata.normalize("NFC", loose_accents(text, random))


def stress(text: str, random: Random) -> str:
    return unicodedata.normalize("NFC", re.sub("[aeiou]", lambda match: f"{match[0]}\u0301", text))


DISGUISES: dict[str, Disguise] = {
    "one look-alike": one_look_alike,
    "look-alikes": look_alikes,
    "hidden signs": hidden_signs,
    "loose accents": loose_accents,
    "accents": accents,
    "stress": stress,
    "full width": lambda text, _: full_width(text),
    "bold": lambda text, _: bold(text),
    "ligatures": lambda text, _: ligatures(text),
}

PLAN = plan_for()


def run(rule: Rule, example: dict[str, Any], text: str) -> list[Seen]:
    rules = {rule.id, *rule.yields_to, *example.get("with_rules", ())}
    return [seen for seen in hits_of(text, rules, PLAN, example.get("today", TODAY)) if seen.rule == rule.id]


def _is_words(hit: Seen) -> bool:
    in_text = hit.pointer.endswith("/text") or hit.pointer in ("/title", "/summary")
    return in_text and "\n" not in hit.text and re.search("[a-z]{2}", hit.text) is not None


def examples() -> list[tuple[Rule, dict[str, Any], list[Seen]]]:
    """Return the bad examples of the rules about words, each with what they find in a text that stands on one line."""
    found = []
    for path in (path for path in card_paths(rules_dir()) if path.parent.name == "outcomes"):
        rule = rule_from_card(read_card(path), str(path))
        for example in read_page(path)["examples"]:
            if isinstance(example.get("bad"), str) and "with" not in example and "framework" not in example:
                seen = run(rule, example, example["bad"])
                if seen and all(_is_words(hit) for hit in seen):
                    found.append((rule, example, seen))
    return found


EXAMPLES = examples()


def disguised(example: str, seen: list[Seen], disguise: Disguise, random: Random) -> tuple[str, list[str]]:
    """Return an example with the words that were found in disguise, and these."""
    place, words = 0, []
    for hit in seen:
        place = example.index(hit.text, place)
        words.append(disguise(hit.text, random))
        example = example[:place] + words[-1] + example[place + len(hit.text) :]
        place += len(words[-1])
    return example, words


def test_there_are_examples_of_most_rules_about_words() -> None:
    assert len({rule.id for rule, _, _ in EXAMPLES}) >= 11


@pytest.mark.parametrize("name", DISGUISES)
@settings(deadline=None, max_examples=25)
@given(st.sampled_from(EXAMPLES), st.randoms(use_true_random=False))
def test_the_same_rule_speaks_at_the_same_words(
    name: str, chosen: tuple[Rule, dict[str, Any], list[Seen]], random: Random
) -> None:
    rule, example, seen = chosen
    if rule.id == "MC211" and name in ("stress", "accents", "loose accents"):
        return  # "vóór" is another word than "voor", so two such outcomes do not say the same
    text, words = disguised(example["bad"], seen, DISGUISES[name], random)
    found = run(rule, example, text)
    assert [(hit.pointer, hit.text, hit.message) for hit in found] == [
        (hit.pointer, word, hit.message) for hit, word in zip(seen, words, strict=True)
    ]


OUTCOMES = [
    ("nl", "De lerende begrijpt de regels.", "MC201", "begrijpt"),
    ("nl", "De lerende heeft inzicht in het zorgplan.", "MC201", "heeft inzicht in"),
    ("en", "The learner understands the rules of the house.", "MC201", "understands"),
    ("nl", "De lerende krijgt uitleg over het zorgplan.", "MC203", "krijgt uitleg"),
    ("en", "The employer orders the material for a project.", "MC215", "The employer"),
]


@pytest.mark.parametrize(("lang", "text", "rule", "words"), OUTCOMES, ids=[item[3] for item in OUTCOMES])
@pytest.mark.parametrize("name", DISGUISES)
def test_escapes_are_underlined_as_they_stand_in_the_file(lang: str, text: str, rule: str, words: str, name: str) -> None:
    for seed in range(4):
        other = DISGUISES[name](words, Random(seed))
        value = escaped(text.replace(words, other))
        dossier = f"language: {lang}\nlearning_outcomes:\n  - id: LO1\n    text: {value}\n"
        found = [hit for hit in hits_of(dossier, [rule, "MC203"], PLAN) if hit.rule == rule]
        assert [hit.text for hit in found] == [escaped(other)[1:-1]], dossier


TEXTS = st.sampled_from(
    [
        ("nl", "De lerende stelt een zorgplan op volgens het protocol."),
        ("nl", "Past de BHV-regels toe na de les, versie 2.1 van Excel."),
        ("en", "The learner checks the machine before every shift."),
        ("nl", "Begrijpt het, en voert een gesprek met de cliënt."),
    ]
)


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.sampled_from(sorted(DISGUISES)), st.randoms(use_true_random=False))
def test_a_reading_has_the_words_of_the_text_as_it_is_written(chosen: tuple[str, str], name: str, random: Random) -> None:
    lang, text = chosen
    written = DISGUISES[name](text, random)
    reading = analyse(written, lang)
    assert reading.text == written
    for item in reading.predicates:
        assert 0 <= item.start < item.end <= len(written)
        assert 0 <= item.mark[0] < item.mark[1] <= len(written)
        for phrase in (item.object, item.context, item.criterion, item.subject_phrase):
            assert phrase is None or written[phrase.start : phrase.end] == phrase.text != ""
    assert all(0 <= start < end <= len(written) for start, end in reading.sentences)
    assert all(0 <= start < end <= len(written) for ranges in find_marks(written, lang).values() for start, end in ranges)
    assert [item.lemma for item in reading.predicates] == [item.lemma for item in analyse(text, lang).predicates]
    if not set(GAPS).intersection(written):  # in "zorg" + a sign that looks like a blank + "plan" two words can be seen
        assert unmarked(content_lemmas(reading)) == unmarked(content_lemmas(analyse(text, lang)))


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", DISGUISES)
def test_the_language_of_a_text_is_told_whatever_it_is_written_with(lang: str, name: str) -> None:
    text = {"nl": "De lerende stelt een plan op en voert het uit.", "en": "The learner can write a plan and carry it out."}[lang]
    said = {"nl": "en", "en": "nl"}[lang]
    assert other_language(read_signs(DISGUISES[name](text, Random(1))), said) == lang
    assert other_language(read_signs(text.replace(" ", "\u3164")), said) == lang
    assert other_language(read_signs(DISGUISES[name](text, Random(1))), lang) == ""
