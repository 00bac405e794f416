from __future__ import annotations

import pytest

from mclint.nlp.dutch.inflection import INFINITIVE, THIRD, participle_of, simple_forms, stem_of, third_of, third_person


@pytest.mark.parametrize(
    ("infinitive", "third"),
    [
        ("maken", "maakt"),
        ("leggen", "legt"),
        ("geven", "geeft"),
        ("reizen", "reist"),
        ("meten", "meet"),
        ("oefenen", "oefent"),
        ("rekenen", "rekent"),
        ("berekenen", "berekent"),
        ("behandelen", "behandelt"),
        ("verdelen", "verdeelt"),
        ("verhogen", "verhoogt"),
        ("verlenen", "verleent"),
        ("beoordelen", "beoordeelt"),
        ("beweren", "beweert"),
        ("begeren", "begeert"),
        ("herstellen", "herstelt"),
        ("mixen", "mixt"),
        ("evenaren", "evenaart"),
        ("bemesten", "bemest"),
        ("ondernemen", "onderneemt"),
        ("garanderen", "garandeert"),
        ("stofferen", "stoffeert"),
        ("veranderen", "verandert"),
        ("benaderen", "benadert"),
        ("evalueren", "evalueert"),
        ("kleuren", "kleurt"),
        ("definiëren", "definieert"),
        ("creëren", "creëert"),
        ("skiën", "skiet"),
        ("voldoen", "voldoet"),
        ("voorzien", "voorziet"),
        ("verwelkomen", "verwelkomt"),
        ("houden", "houdt"),
        ("updaten", "updatet"),
    ],
)
def test_third_person_follows_the_spelling_rules(infinitive: str, third: str) -> None:
    assert third_of(infinitive) == third


@pytest.mark.parametrize(
    ("infinitive", "participle"),
    [
        ("maken", "gemaakt"),
        ("werken", "gewerkt"),
        ("reizen", "gereisd"),
        ("schrijven", "geschreven"),
        ("beschrijven", "beschreven"),
        ("bestrijden", "bestreden"),
        ("verhuizen", "verhuisd"),
        ("ondersteunen", "ondersteund"),
        ("overtuigen", "overtuigd"),
        ("evalueren", "geëvalueerd"),
        ("installeren", "geïnstalleerd"),
        ("ijken", "geijkt"),
        ("uploaden", "geüpload"),
        ("beitelen", "gebeiteld"),
        ("kopiëren", "gekopieerd"),
        ("ontvangen", "ontvangen"),
        ("doen", "gedaan"),
    ],
)
def test_participle_follows_the_rules_and_the_list_of_strong_verbs(infinitive: str, participle: str) -> None:
    assert participle_of(infinitive) == participle


def test_stem_ends_in_a_voiceless_letter() -> None:
    assert (stem_of("verven"), stem_of("lezen")) == ("verf", "lees")


def test_irregular_presents_are_given_whole() -> None:
    forms = set(simple_forms("zijn"))
    assert {("zijn", INFINITIVE), ("is", THIRD), ("bent", THIRD)} <= forms


@pytest.mark.parametrize(
    ("verb", "shown"),
    [("uit|leggen", "legt uit"), ("benoemen", "benoemt"), ("af|stemmen op", "stemt af op"), ("reageren op", "reageert op")],
)
def test_suggestions_take_the_form_of_the_sentence(verb: str, shown: str) -> None:
    assert third_person(verb) == shown
