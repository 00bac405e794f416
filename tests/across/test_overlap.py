from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mclint.across.catalogue import Catalogue
from mclint.across.matching import match_outcomes
from mclint.across.overlap import OVERLAP, Overlap, count_outcomes, find_overlaps, is_overlap, overlap_of
from mclint.entries import Entry
from tests.across.making import catalogue, dossier

CARE = ["De lerende stelt een zorgplan op.", "Wonden verzorgen.", "Medicijnen toedienen aan een cliënt."]
SAID_AGAIN = ["Een zorgplan maken.", "De verzorgende verzorgt een wond.", "Medicatie toedienen aan cliënten."]
CABLES = ["De monteur trekt een kabel.", "Een groepenkast aansluiten.", "Storingen zoeken in een laadpaal."]


def names(found: Iterable[Overlap]) -> list[tuple[str, str]]:
    return [(overlap.later.id, overlap.earlier.id) for overlap in found]


def every_pair(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """Return the overlaps that comparing every pair gives."""
    pairs = ((later, earlier) for earlier, later in combinations(entries, 2))
    compared = (overlap_of(later, earlier, match_outcomes(later.outcomes, earlier.outcomes)) for later, earlier in pairs)
    return sorted(names(filter(is_overlap, compared)))


@pytest.fixture
def two() -> list[Entry]:
    return [dossier("a", CARE), dossier("b", SAID_AGAIN)]


def test_two_dossiers_that_say_the_same_in_other_words_overlap(two: list[Entry]) -> None:
    (overlap,) = find_overlaps([*two, dossier("c", CABLES)])
    assert (overlap.later, overlap.earlier, overlap.smaller) == (two[1], two[0], 3)
    assert [(match.first, match.second) for match in overlap.matches] == [(0, 0), (1, 1), (2, 2)]
    assert OVERLAP <= overlap.likeness < 1


def test_the_same_text_is_a_full_match() -> None:
    (overlap,) = find_overlaps([dossier("a", CARE), dossier("b", CARE)])
    assert len(overlap.matches) == overlap.smaller == 3
    assert overlap.likeness > 0.95
    assert all(match.likeness > 0.9 for match in overlap.matches)


def test_likeness_is_the_same_from_both_sides() -> None:
    for first, second in combinations([*catalogue()[::4], dossier("a", CARE), dossier("b", SAID_AGAIN)], 2):
        one = overlap_of(first, second, match_outcomes(first.outcomes, second.outcomes))
        other = overlap_of(second, first, match_outcomes(second.outcomes, first.outcomes))
        assert one.likeness == pytest.approx(other.likeness)
        assert (one.smaller, is_overlap(one)) == (other.smaller, is_overlap(other))
        assert {(match.first, match.second) for match in one.matches} == {(match.second, match.first) for match in other.matches}


def test_all_pairs_of_the_catalogue_are_found_without_comparing_all() -> None:
    found = names(find_overlaps(catalogue()))
    assert sorted(found) == every_pair(catalogue())
    assert {frozenset(pair) for pair in found} == {
        frozenset(
            {"heuvelrand-college/warmtepompen-bestaande-woningen", "maasvallei-vakschool/warmtepompen-plaatsen-en-inregelen"}
        ),
        frozenset({"duinrand-college/slimme-hulpmiddelen", "roc-de-wissel/zorgtechnologie-thuis"}),
        frozenset({"lindenhof-vakschool/klimaattuinen-aanleggen", "roc-zeven-torens/klimaatbestendig-tuinieren"}),
        frozenset({"roc-stroomdal/medicijnen-klaarzetten-en-toedienen", "veenland-college/medicatie-toedienen-thuis"}),
    }


def test_the_order_of_the_files_changes_only_which_one_is_later() -> None:
    found, turned = find_overlaps(catalogue()), find_overlaps(catalogue()[::-1])
    assert {frozenset(pair) for pair in names(found)} == {frozenset(pair) for pair in names(turned)}
    by_pair = {frozenset((item.later.id, item.earlier.id)): item for item in turned}
    for overlap in found:
        other = by_pair[frozenset((overlap.later.id, overlap.earlier.id))]
        assert (other.later, other.earlier) == (overlap.earlier, overlap.later)
        assert other.likeness == pytest.approx(overlap.likeness)


@cache
def six() -> tuple[Entry, ...]:
    texts = [CARE, SAID_AGAIN, CABLES, CARE[:2], CABLES[::-1], ["Haar knippen.", "Een kapsel föhnen."]]
    return tuple(dossier(f"d{number}", outcomes) for number, outcomes in enumerate(texts))


@settings(deadline=None)
@given(st.permutations(range(6)))
def test_any_order_of_files_gives_the_same_pairs(order: list[int]) -> None:
    found = {frozenset(pair) for pair in names(find_overlaps([six()[place] for place in order]))}
    assert found == {frozenset(pair) for pair in every_pair(six())}
    assert frozenset({"roc/d2", "roc/d4"}) in found
    assert not any("roc/d5" in pair for pair in found)


def test_a_run_is_repeated_exactly() -> None:
    assert find_overlaps(catalogue()) == find_overlaps(catalogue())


def test_the_strongest_of_one_dossier_comes_first() -> None:
    entries = [dossier("a", SAID_AGAIN), dossier("b", CARE), dossier("c", CARE)]
    found = find_overlaps(entries)
    assert names(found) == [("roc/b", "roc/a"), ("roc/c", "roc/b"), ("roc/c", "roc/a")]
    assert found[1].likeness > found[2].likeness


def test_two_dossiers_with_one_id_are_not_compared(two: list[Entry]) -> None:
    assert find_overlaps([replace(entry, id="roc/x") for entry in two]) == []
    assert len(find_overlaps([replace(entry, id="") for entry in two])) == 1


def test_a_retired_dossier_is_left_out_of_a_catalogue(two: list[Entry]) -> None:
    assert len(Catalogue(two).overlaps) == 1
    for place in (0, 1):
        changed = [replace(entry, status="retired") if number == place else entry for number, entry in enumerate(two)]
        assert Catalogue(changed).overlaps == []


def test_a_catalogue_of_too_many_dossiers_is_not_compared(two: list[Entry], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mclint.across.catalogue.MOST_COMPARED", 1)
    assert Catalogue(two).overlaps == []
    assert Catalogue(two).by_id == {"roc/a": [two[0]], "roc/b": [two[1]]}


def test_texts_in_two_languages_are_not_compared(two: list[Entry]) -> None:
    english = dossier("c", ["The learner draws up a care plan.", "Dress wounds.", "Administer medicines to a client."], "en")
    assert find_overlaps([two[0], english]) == []


def test_translations_count_once_and_are_compared_in_the_language_that_both_have() -> None:
    translated = [
        "{nl: De lerende stelt een zorgplan op., en: The learner draws up a care plan.}",
        "{nl: Wonden verzorgen., en: Dress wounds.}",
    ]
    both = [dossier("a", translated), dossier("b", translated)]
    assert count_outcomes(both[0]) == 2
    (overlap,) = find_overlaps(both)
    assert (overlap.smaller, len(overlap.matches)) == (2, 2)
    (overlap,) = find_overlaps([both[0], dossier("c", ["Draw up care plans.", "Dress a wound."], "en")])
    assert {overlap.earlier.outcomes[match.second].lang for match in overlap.matches} == {"en"}


def test_translations_into_a_language_without_word_lists_are_passed_over() -> None:
    translated = [
        "{nl: De lerende stelt een zorgplan op., fr: Établir un plan de soins.}",
        "{nl: Wonden verzorgen., fr: Panser.}",
    ]
    (overlap,) = find_overlaps([dossier("a", translated), dossier("b", translated)])
    assert {overlap.later.outcomes[match.first].lang for match in overlap.matches} == {"nl"}
    french = ["Établir un plan de soins.", "Panser une plaie."]
    assert find_overlaps([dossier("c", french, "fr"), dossier("d", french, "fr")]) == []


@pytest.mark.parametrize("outcomes", [[], ["de het en"], ["'- + -'", "De lerende kan dit."]])
def test_a_dossier_without_anything_to_compare_overlaps_with_nothing(outcomes: list[str], two: list[Entry]) -> None:
    empty = [dossier("e", outcomes), dossier("f", outcomes)]
    assert find_overlaps(empty) == []
    assert len(find_overlaps([empty[0], *two, empty[1]])) == 1


@pytest.mark.parametrize("entries", [[], [dossier("a", CARE)]])
def test_fewer_than_two_dossiers_do_not_overlap(entries: list[Entry]) -> None:
    assert find_overlaps(entries) == []


def test_one_outcome_of_two_is_no_overlap_but_one_of_one_is() -> None:
    one, more = dossier("a", CARE[:1]), dossier("b", [CARE[0], *CABLES])
    assert names(find_overlaps([one, dossier("c", CARE[:1])])) == [("roc/c", "roc/a")]
    assert find_overlaps([dossier("d", [CARE[0], "Haar knippen."]), more]) == []


def test_a_part_of_a_larger_dossier_is_measured_by_the_smaller_one() -> None:
    (overlap,) = find_overlaps([dossier("a", [*CARE, *CABLES]), dossier("b", CABLES[:2])])
    assert overlap.smaller == len(overlap.matches) == 2


@pytest.mark.parametrize("word", ["a" * 90_000, "netwerk" * 3000, "kabel-" * 10_000 + "x"])
def test_very_long_words_are_compared_as_they_are(word: str) -> None:
    found = find_overlaps([dossier(name, [f"De monteur vervangt een {word}."]) for name in "ab"])
    assert names(found) == [("roc/b", "roc/a")]


def test_very_many_dossiers_of_one_text_find_the_first_ones_only() -> None:
    entries = [replace(dossier("a", CARE), id=f"roc/{number}", path=f"{number:03}.yaml") for number in range(60)]
    found = find_overlaps(entries)
    later = {overlap.later.id for overlap in found}
    assert later == {entry.id for entry in entries[1:]}
    assert len(found) < 60 * 59 / 4
