from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mclint.across.matching import (
    MATCH,
    Evidence,
    compare,
    has_words,
    likest,
    match_outcomes,
    pair_up,
    profile_of,
    shared_vocabulary,
)
from mclint.entries import OutcomeEntry
from tests.across.making import catalogue, dossier, outcome

SHARE = st.floats(0, 1)


def evidence(first: OutcomeEntry, second: OutcomeEntry) -> Evidence:
    return compare(profile_of(first), profile_of(second))


@pytest.mark.parametrize(
    ("first", "second", "lang"),
    [
        ("De lerende stelt een zorgplan op.", "Een zorgplan opstellen.", "nl"),
        ("De lerende stelt een zorgplan op.", "De lerende kan een zorgplan opstellen.", "nl"),
        ("De lerende stelt een zorgplan op.", "Het opstellen van een zorgplan", "nl"),
        ("De lerende stelt een zorgplan op.", "De verzorgende stelt zorgplannen op.", "nl"),
        ("The learner draws up a care plan.", "Draw up a care plan.", "en"),
        ("The learner draws up a care plan.", "Be able to draw up care plans.", "en"),
    ],
)
def test_the_same_in_another_form_is_a_full_match(first: str, second: str, lang: str) -> None:
    found = evidence(outcome(first, lang), outcome(second, lang))
    assert (found.better, found.worse, found.task) == (1, 1, 1)
    assert found.likeness > 0.95


def test_other_words_for_the_same_match_and_other_work_does_not() -> None:
    known = outcome("De lerende stelt een zorgplan op voor een cliënt.")
    other_words = evidence(known, outcome("Een zorgplan maken voor patiënten."))
    assert MATCH < other_words.likeness < evidence(known, known).likeness
    assert evidence(known, outcome("De monteur vervangt de kabels van een laadpaal.")).likeness < MATCH


def test_comparing_is_symmetric() -> None:
    sample = [item for entry in catalogue()[::5] for item in entry.outcomes[:3] if item.lang == "nl"]
    assert len(sample) > 20
    for first, second in product(sample, repeat=2):
        assert evidence(first, second) == evidence(second, first)


def test_every_outcome_is_most_like_itself() -> None:
    for entry in catalogue()[::3]:
        for item in entry.outcomes:
            if item.tasks and (item.objects or item.others):
                own = evidence(item, item)
                assert (own.better, own.worse, own.task) == pytest.approx((1, 1, 1))
                assert own.likeness > MATCH


@given(SHARE, SHARE, SHARE, st.floats(0, 5), SHARE, SHARE, SHARE, st.floats(0, 5))
def test_more_evidence_never_makes_two_outcomes_less_alike(
    better: float, worse: float, task: float, kinship: float, one: float, two: float, three: float, four: float
) -> None:
    less = Evidence(min(better, one), min(worse, two), min(task, three), min(kinship, four))
    more = Evidence(max(better, one), max(worse, two), max(task, three), max(kinship, four))
    assert 0 < less.likeness <= more.likeness < 1


@pytest.mark.parametrize("text", ["de het en", "En.", "De lerende kan dit."])
def test_an_outcome_of_small_words_only_matches_nothing_and_nothing_matches_it(text: str) -> None:
    empty, known = outcome(text), outcome("De lerende stelt een zorgplan op.")
    for first, second in ((empty, known), (known, empty), (empty, empty)):
        assert match_outcomes([first], [second]) == []
        assert shared_vocabulary([first], [second]) == 0


def test_texts_in_two_languages_are_not_compared() -> None:
    dutch, english = outcome("De lerende stelt een plan op."), outcome("The learner draws up a plan.", "en")
    assert match_outcomes([dutch], [english]) == []
    assert shared_vocabulary([dutch], [english]) == 0


def test_a_language_without_word_lists_is_no_match_and_no_crash() -> None:
    french = outcome("Établir un plan de soins.", "fr")
    assert not has_words(french)
    assert match_outcomes([french], [french]) == []
    assert shared_vocabulary([french], [french]) == 0


def test_translations_beside_dutch_texts_do_not_get_in_the_way() -> None:
    own = dossier("a", ["{nl: De lerende stelt een zorgplan op., fr: Établir un plan de soins.}"]).outcomes
    assert [own[match.first].lang for match in match_outcomes(own, own)] == ["nl"]
    assert shared_vocabulary(own, own) == pytest.approx(1)


def test_a_translated_outcome_matches_once() -> None:
    both = dossier("a", ["{nl: De lerende stelt een zorgplan op., en: The learner draws up a care plan.}"]).outcomes
    assert len(both) == 2
    (match,) = match_outcomes(both, both)
    assert both[match.first].lang == both[match.second].lang


def test_each_outcome_is_in_one_pair_and_the_likest_come_first() -> None:
    first = dossier("a", ["Een zorgplan opstellen.", "Een zorgplan maken en bespreken.", "Wonden verzorgen."]).outcomes
    second = dossier("b", ["Wonden verzorgen.", "Een zorgplan opstellen.", "Een kabel trekken."]).outcomes
    pairs = {(match.first, match.second) for match in match_outcomes(first, second)}
    assert pairs == {(0, 1), (2, 0)}
    assert {(j, i) for i, j in pairs} == {(match.first, match.second) for match in match_outcomes(second, first)}


@settings(deadline=None)  # the lists are read on first use
@given(st.lists(st.tuples(SHARE, st.integers(0, 4), st.integers(0, 4)), max_size=20))
def test_pairing_up_is_one_to_one_and_leaves_nothing_better_behind(scores: list[tuple[float, int, int]]) -> None:
    items = [OutcomeEntry(f"/learning_outcomes/{number}/text", "x", "nl", "Een plan maken.") for number in range(5)]
    found = pair_up(items, items, scores)
    taken = [{match.first: match.likeness for match in found}, {match.second: match.likeness for match in found}]
    assert len(taken[0]) == len(taken[1]) == len(found)
    assert [match.first for match in found] == sorted(taken[0])
    for score, i, j in scores:
        assert score < MATCH or max(taken[0].get(i, 0), taken[1].get(j, 0)) >= score
    assert found == pair_up(items, items, scores[::-1])


def test_a_match_shows_the_words_of_the_first() -> None:
    first, second = outcome("Een zorgplan opstellen met de familie."), outcome("De verzorgende maakt zorgplannen.")
    (match,) = match_outcomes([first], [second])
    assert set(match.shared) >= {"opstellen", "zorgplan"}
    assert "familie" not in match.shared


def test_only_terms_that_share_a_feature_are_looked_at() -> None:
    profile, other = profile_of(outcome("Een zorgplan opstellen.")), profile_of(outcome("Kabels trekken."))
    for term, _ in profile.words:
        assert likest(term, profile.holders) == 1
        assert likest(term, other.holders) == 0


def test_shared_vocabulary_is_a_share_and_the_same_from_both_sides() -> None:
    entries = catalogue()[::4]
    for first, second in product(entries, repeat=2):
        share = shared_vocabulary(first.outcomes, second.outcomes)
        assert share == pytest.approx(shared_vocabulary(second.outcomes, first.outcomes))
        assert 0 <= share <= 1 + 1e-9
        assert first is not second or share == pytest.approx(1)
