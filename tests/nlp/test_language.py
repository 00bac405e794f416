from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mclint.engine.cache import Cache
from mclint.engine.reader import CachedReader
from mclint.nlp.language import Signs, other_language, read_signs, suspected
from mclint.nlp.lexicon import languages
from mclint.nlp.spelling import groups_of

DUTCH = "De lerende stelt samen met de cliënt een zorgplan op en bespreekt het met de familie."
ENGLISH = "The learner draws up a care plan with the client and discusses it with the family."
GERMAN = "Die Lernenden erstellen mit der Klientin einen Pflegeplan und besprechen ihn mit der Familie."
FRENCH = "Les apprenants établissent avec le client un plan de soins et en discutent avec la famille."
FRISIAN = "De learende makket mei de kliïnt in soarchplan en besprekt it mei de famylje fan de kliïnt."
DANISH = "Den lærende udarbejder en plejeplan sammen med borgeren og drøfter den med familien."
POLISH = "Uczestnik opracowuje plan opieki razem z klientem i omawia go z rodziną."


@pytest.mark.parametrize(
    ("text", "said", "found"),
    [
        (DUTCH, "nl", ""), (ENGLISH, "en", ""), (DUTCH, "en", "nl"), (ENGLISH, "nl", "en"),
        (GERMAN, "nl", "de"), (GERMAN, "en", "de"), (FRENCH, "nl", "fr"), (FRISIAN, "nl", "fy"),
        (DUTCH, "fy", "nl"), (DUTCH, "de", "nl"), (DUTCH, "zz", "nl"), (ENGLISH, "af", "en"), (ENGLISH, "und", "en"),
        (GERMAN, "de", ""), (FRENCH, "fr", ""), (FRISIAN, "fy", ""), (DANISH, "da", ""), (POLISH, "pl", ""),
        (DANISH, "zz", ""), (POLISH, "zz", ""), ("", "nl", ""), ("", "zz", ""), ("2026", "en", ""), ("Typografie", "en", ""),
    ],
)  # fmt: skip
def test_a_language_is_told_where_it_is_clear(text: str, said: str, found: str) -> None:
    assert other_language(read_signs(text), said) == found


def test_every_language_that_is_read_has_its_letters() -> None:
    assert set(read_signs(DUTCH).letters) == languages()


def test_a_few_words_are_only_suspected_where_no_small_word_says_it() -> None:
    signs = read_signs("Begrijpt verzorgingsmethoden")
    assert (other_language(signs, "en"), suspected(signs, "en"), suspected(signs, "nl")) == ("", "nl", "")


def test_a_run_ends_where_its_sentence_does() -> None:
    text = f"{DUTCH} {ENGLISH}"
    run = read_signs(text).runs["en"]
    assert text[run.start : run.end] == ENGLISH.rstrip(".")
    assert run.is_clear


WORDS = st.lists(st.sampled_from([*DUTCH.split(), *ENGLISH.split(), "x", "2026", "-", "hygiëne:"]), max_size=12)


@given(WORDS, WORDS)
def test_signs_of_two_texts_are_those_of_both_together(first: list[str], second: list[str]) -> None:
    one, other = read_signs(" ".join(first)), read_signs(" ".join(second))
    both, added = read_signs(" ".join([*first, *second])), Signs() + one + other
    assert (added.words, added.small, added.single) == (both.words, both.small, both.single)
    assert added.letters == pytest.approx(both.letters, abs=0.05)


@given(st.text(max_size=60))
def test_signs_are_kept_as_plain_data(text: str) -> None:
    signs = read_signs(text)
    assert Signs.from_json(signs.to_json()) == signs
    assert all(0 <= run.start < run.end <= len(text) for run in signs.runs.values())


def test_groups_of_letters_know_where_a_word_starts_and_ends() -> None:
    assert list(groups_of("op")) == ["^op", "op$"]


@pytest.mark.parametrize("damage", [{"words": 1}, {"words": "x", "letters": {}, "small": {}, "single": 0, "runs": {}}, 7, None])
def test_damaged_signs_are_read_anew(damage: object, tmp_path: object) -> None:
    reader = CachedReader(Cache(tmp_path))  # type: ignore[arg-type]
    reader._facts[("", DUTCH)] = {"signs": damage}
    assert reader.signs(DUTCH) == read_signs(DUTCH)
