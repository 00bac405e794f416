from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mclint.across.concepts import ALIKE, HEAD, PART, SAME, Term, concepts_of, job_lists, likeness

LANGUAGES = ("nl", "en")
NAMES = st.frozensets(st.sampled_from("abcdef"), max_size=3)
TERMS = st.builds(Term, st.sampled_from("abc"), st.sampled_from("abc"), NAMES, NAMES, NAMES)


def alike(first: str, second: str, lang: str = "nl") -> float:
    concepts = concepts_of(lang)
    return likeness(concepts.term(first), concepts.term(second))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("cliënt", "cliënten", SAME),
        ("kabel", "kabel", SAME),
        ("cliënt", "patiënt", ALIKE),
        ("opstellen", "maken", ALIKE),
        ("installatie", "installeren", ALIKE),
        ("hoogvoltkabel", "kabel", HEAD),
        ("onderhoudsplan", "plan", HEAD),
        ("onderhoudsplan", "bouwplan", HEAD),
        ("risicoprofiel", "risico", PART),
        ("kabel", "hond", 0.0),
    ],
)
def test_what_two_dutch_words_have_in_common(first: str, second: str, expected: float) -> None:
    assert alike(first, second) == alike(second, first) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("plan", "plans", SAME), ("client", "patient", ALIKE), ("check", "inspect", ALIKE), ("cable", "dog", 0.0)],
)
def test_what_two_english_words_have_in_common(first: str, second: str, expected: float) -> None:
    assert alike(first, second, "en") == alike(second, first, "en") == expected


@given(TERMS, TERMS)
def test_likeness_is_symmetric_and_between_nothing_and_the_same(first: Term, second: Term) -> None:
    assert 0 <= likeness(first, second) == likeness(second, first) <= SAME
    assert likeness(first, first) == SAME


@settings(deadline=None)
@given(st.text("abnst", min_size=1, max_size=8), st.text("abnst", min_size=1, max_size=8))
def test_words_that_are_alike_share_a_feature(first: str, second: str) -> None:
    one, other = (concepts_of("nl").term(word) for word in (first, second))
    assert one.features & other.features or likeness(one, other) == 0


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(deadline=None)  # the lists are read on first use
@given(st.text(min_size=1, max_size=40))
def test_any_word_is_something_to_compare(lang: str, word: str) -> None:
    term = concepts_of(lang).term(word)
    assert term.word == word
    assert term.stem in term.keys
    assert 0 < term.weight <= 1
    assert bool(term.head) >= bool(term.parts)
    assert concepts_of(lang).term(word) is term


def test_a_word_that_says_little_weighs_little_and_a_rare_one_most() -> None:
    term = concepts_of("nl").term
    assert term("goed").weight < term("cliënt").weight < term("kabel").weight < term("qqqq").weight == 1


def test_an_expression_of_several_words_is_one_concept() -> None:
    concepts = concepts_of("nl")
    whole = concepts.term("prioriteren")
    said, alone = (
        next(concepts.terms(["stellen"], concepts.stems(text))) for text in ("Prioriteiten stellen.", "De machine stellen.")
    )
    assert likeness(whole, said) == ALIKE
    assert likeness(whole, alone) == 0


def test_professional_tasks_are_found_by_their_words_and_by_parts_of_compounds() -> None:
    term = concepts_of("nl").term
    assert term("handdoek").jobs & term("washandje").jobs
    assert term("onderhoudsplan").jobs & term("plan").jobs
    assert term("qqqq").jobs == frozenset()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_professional_task_has_words_to_know_it_by(lang: str) -> None:
    lists = job_lists(lang)
    assert lists
    for number, words in enumerate(lists):
        assert len(words) > 1, number
        assert all(word and word == word.strip() for word in words), words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_shares_are_shares(lang: str) -> None:
    concepts = concepts_of(lang)
    assert 0 < concepts.least_share < 1
    assert concepts.shares
    assert all(concepts.least_share <= share <= 1 for share in concepts.shares.values())


def test_a_language_is_read_once() -> None:
    assert concepts_of("nl") is concepts_of("nl")
    with pytest.raises(KeyError):
        concepts_of("fr")
