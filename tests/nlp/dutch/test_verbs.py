"""Main verbs are found wherever they stand: split, fronted, in rows, beside clauses, written with a slip."""

from __future__ import annotations

import pytest

from mclint.nlp.read import analyse

TABLE = [
    ("Bekend met de regels rond alcohol schenken", "None:state"),
    ("Zich de principes van lean eigen maken", "maken:state"),
    ("De lerende volgt drie e-learnings over medicatie.", "volgen:teaching"),
    ("De student kijkt mee bij een ervaren collega.", "meekijken:teaching"),
    ("metingen doen van hoeken en lengten", "doen"),
    ("touwzwaaien vanaf een verhoging", "touwzwaaien"),
    ("De kandidaat kan plichten die inwoners van een land hebben, herleiden tot wetten.", "herleiden"),
    ("Je kan delen waaruit een motor is opgebouwd benoemen en aanwijzen.", "benoemen|aanwijzen"),
    ("Zij kunnen betrekken Jansens opvatting dat mensen en dieren elkaar vinden in een dorp.", "betrekken"),
    ("beoordelen of de gevonden bron betrouwbaar en actueel is", "beoordelen"),
    ("weten dat voor het wegen twee maten gebruikt worden", "weten:state"),
    ("De deelnemer kan een keuze maken en daar argumenten voor geven.", "maken|geven"),
    ("Je legt uit vormen van warmtetransport en geeft daarvan voorbeelden.", "uitleggen|geven"),
    ("De lerende voert uit de opdracht van de leidinggevende.", "uitvoeren"),
    (
        "Je kan benoemen op welke wijze planten zich kunnen aanpassen en beargumenteren wat helpt.",
        "benoemen|beargumenteren",
    ),
    (
        "Je kan krachten analyseren zowel met een tekening als met een som, waaronder het ontbinden ervan.",
        "analyseren",
    ),
    ("samen een bal rollend overspelen", "overspelen"),
    ("De kandidaat kan een grafiek tekenen en interpreteren.", "tekenen|interpreteren"),
    ("De lerende kan het onderscheiden van hoofdzaken en bijzaken.", "onderscheiden"),
    (
        "Zij kunnen uitleggen dat samenwerking de basis is. Daarbij kunnen zij betrekken Jansens werk.",
        "uitleggen|betrekken",
    ),
    ("De kandidaat kent/weet de volgende feiten.", "kennen:state|weten:state"),
    ("De leerling kan de computer gebruiken bij modelleren en visualiseren van processen.", "gebruiken"),
    ("De kandidaat kan vaardigheden toepassen die bijdragen tot kennis van land en cultuur.", "toepassen"),
    ("Ontkalkt de espressomachine en spoelt de leidingen door.", "ontkalken|doorspoelen"),
    ("Brengt een stuclaag aan op een wand en werkt die strak af.", "aanbrengen|afwerken"),
    ("schuimt melk op tot een fijne microfoam", "opschuimen"),
    ("doseert zuurstof en dient die toe via een neusbril", "doseren|toedienen"),
    ("Maakt een risicoanalyse van een werkplek; bespreekt deze met de preventiemedewerker", "maken|bespreken"),
    ("Hecht wonden en verwijderd hechtingen", "hechten|verwijderen"),
    ("Overlegd met de opdrachtgever over meerwerk.", "overleggen"),
    ("Je begrijpt het verschil tussen bruto en netto en je rekent het loon uit.", "begrijpen:state|uitrekenen"),
    ("De kok besteedt bij het doorgeven van de dienst aandacht aan: allergenen, voorraad en schoonmaak.", "besteden"),
]


@pytest.mark.parametrize(("text", "wanted"), TABLE)
def test_the_main_verbs_are_found(text: str, wanted: str) -> None:
    found = analyse(text, "nl").predicates
    kinds = [f"{item.lemma}" if item.kind.value == "action" else f"{item.lemma}:{item.kind.value}" for item in found]
    assert "|".join(kinds) == wanted


@pytest.mark.parametrize("text", ["omtrek, oppervlakte en inhoud", "Normen en waarden", "Veiligheid op de werkvloer"])
def test_a_topic_stays_a_topic(text: str) -> None:
    assert [item.kind.value for item in analyse(text, "nl").predicates] == ["topic"]
