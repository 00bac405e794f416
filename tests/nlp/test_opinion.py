from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mclint.nlp.analysis import Analysis, Predicate, PredicateKind, Subject
from mclint.nlp.opinion import is_open, settle
from mclint.nlp.pipeline import main_verbs
from mclint.nlp.read import analyse
from mclint.nlp.tokens import Head
from tests.pipelines import install, site

__all__ = ["site"]


@pytest.fixture
def pipeline(site: Path) -> Path:
    return install(site, "nl_toy")


def only(analysis: Analysis) -> Predicate:
    assert len(analysis.predicates) == 1
    return analysis.predicates[0]


def test_the_verb_and_its_particle_come_from_the_pipeline(pipeline: Path) -> None:
    text = "De lerende tuft een kleed af."
    assert only(analyse(text, "nl")).kind is PredicateKind.TOPIC
    found = only(analyse(text, "nl", pipeline))
    assert (found.lemma, found.kind, found.form, found.known) == ("aftuften", PredicateKind.ACTION, "finite", False)
    assert text[found.start : found.end] == "tuft een kleed af"
    assert found.object is not None
    assert found.object.text == "een kleed"
    assert found.confidence == "low"


def test_an_infinitive_keeps_its_form(pipeline: Path) -> None:
    assert only(analyse("Een kleed tuften met wol.", "nl", pipeline)).form == "infinitive"


def test_the_lexicon_says_what_a_listed_verb_is(pipeline: Path) -> None:
    heads = [Head("begrijpen", "finite", (11, 16), (11, 16))]
    found = only(settle(analyse("De lerende tuft een kleed.", "nl"), heads))
    assert (found.lemma, found.kind, found.known, found.bloom) == ("begrijpen", PredicateKind.STATE, True, (2,))
    heads = [Head("opstellen", "finite", (11, 16), (11, 16))]
    assert only(settle(analyse("De lerende tuft een kleed.", "nl"), heads)).kind is PredicateKind.ACTION


@pytest.mark.parametrize("text", ["De lerende snapt een kleed.", "De lerende stelt een plan op.", "Inzicht in kleden.", ""])
def test_what_lexicon_and_grammar_know_stays(pipeline: Path, text: str) -> None:
    assert analyse(text, "nl", pipeline) == analyse(text, "nl")


def test_a_topic_without_a_verb_stays_a_topic(pipeline: Path) -> None:
    assert only(analyse("Kleuren en patronen", "nl", pipeline)).kind is PredicateKind.TOPIC


def test_another_subject_is_seen(pipeline: Path) -> None:
    found = only(analyse("Tuften: de docent tuft een kleed.", "nl", pipeline))
    assert found.subject is Subject.OTHER
    assert found.subject_phrase is not None
    assert "docent" in found.subject_phrase.text
    assert only(analyse("Deze module tuft een kleed.", "nl", pipeline)).kind is PredicateKind.TEACHING


def test_an_unknown_verb_is_replaced_in_its_own_sentence_only() -> None:
    text = "Wool a bench. Explain it."
    analysis = analyse(text, "en")
    unknown, known = analysis.predicates
    assert (unknown.known, known.known) == (False, True)
    elsewhere = [Head("explain", "imperative", (14, 21), (14, 21))]
    assert settle(analysis, elsewhere) == analysis
    same = settle(analysis, [Head("wool up", "imperative", (0, 4), (0, 4))]).predicates[0]
    assert same == replace(unknown, lemma="wool up")
    listed = settle(analysis, [Head("design", "imperative", (0, 4), (0, 4))]).predicates[0]
    assert (listed.lemma, listed.known, listed.object) == ("design", True, unknown.object)
    moved = settle(analysis, [Head("sit", "imperative", (7, 12), (7, 12))]).predicates[0]
    assert (moved.lemma, moved.start, moved.sentence) == ("sit", 7, unknown.sentence)


def test_a_pipeline_is_asked_only_where_something_is_open() -> None:
    assert is_open(analyse("De lerende tuft een kleed.", "nl"))
    assert not is_open(analyse("De lerende stelt een plan op.", "nl"))


def test_a_pipeline_without_a_parser_is_refused(site: Path) -> None:
    folder = install(site, "nl_blank", parser=False)
    with pytest.raises(ValueError, match="has no parser"):
        main_verbs("De lerende tuft.", "nl", folder)


def test_a_broken_pipeline_is_refused(site: Path) -> None:
    folder = install(site, "nl_broken")
    (folder / "config.cfg").unlink()
    with pytest.raises(ValueError, match="cannot be loaded"):
        main_verbs("De lerende tuft.", "nl", folder)


@pytest.mark.parametrize("text", ["x" * 100_000, "tuft " * 20_000, "\u202eaf tuft\u2066 👩‍🔧", "<b>tuft</b>\n\n- af\n", "\x00"])
def test_hostile_texts_are_read(pipeline: Path, text: str) -> None:
    analysis = analyse(text, "nl", pipeline)
    assert all(0 <= item.start <= item.end <= len(text) for item in analysis.predicates)
