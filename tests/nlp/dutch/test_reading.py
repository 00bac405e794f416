from __future__ import annotations

import random
from time import perf_counter

import pytest

from mclint.nlp.analysis import Analysis, Subject
from mclint.nlp.read import analyse

#: Sentence, lemmas, kinds and underlined words of its main predicates, in order, parted by "|".
TABLE = [
    ("De verpleegkundige belt dezelfde dag de huisarts.", "bellen", "action", "belt"),
    ("De hulp meldt elke dag aan de planner wat leeg is.", "melden", "action", "meldt"),
    ("De lerende heeft weet van de risico's van medicatie.", "hebben", "state", "heeft weet van"),
    ("De student is zich ervan bewust dat zijn houding invloed heeft op de cliënt.", "zijn", "state", "is zich ervan bewust"),
    ("Je ontwikkelt gevoel voor verhoudingen in een bloemstuk.", "ontwikkelen", "state", "ontwikkelt gevoel voor"),
    ("De deelnemer doet kennis op over houtsoorten.", "opdoen", "state", "doet kennis op"),
    ("De cursist raakt vertrouwd met het kassasysteem.", "raken", "state", "raakt vertrouwd met"),
    ("De lerende krijgt grip op zijn planning.", "krijgen", "state", "krijgt grip op"),
    ("De groep staat stil bij rouw en verlies.", "stilstaan", "state", "staat stil bij"),
    ("De student verdiept zich in de doelgroep.", "verdiepen", "state", "verdiept zich"),
    ("De student is in staat tot inzicht in zijn eigen handelen.", "zijn", "state", "is"),
    ("De lerende maakt zich de basis van het lassen eigen.", "maken", "state", "maakt zich de basis van het lassen eigen"),
    ("Je weet hoe je een klacht afhandelt.", "weten", "state", "weet"),
    ("De kandidaat weet wat de regels zijn voor gevaarlijke stoffen.", "weten", "state", "weet"),
    ("De monteur kent de onderdelen van een cv-ketel.", "kennen", "state", "kent"),
    ("De student snapt het verschil tussen bruto en netto.", "snappen", "state", "snapt"),
    ("De lerende is thuis in de wet- en regelgeving.", "zijn", "state", "is thuis in"),
    ("Je voelt je zeker in het gesprek met een klant.", "voelen", "attitude", "voelt je zeker in"),
    ("De medewerker is gemotiveerd om klanten te helpen.", "zijn", "state", "is gemotiveerd om"),
    ("De deelnemer heeft respect voor andere culturen.", "hebben", "attitude", "heeft respect voor"),
    ("De lerende is eigenaar van zijn leerproces.", "zijn", "state", "is eigenaar van"),
    ("De verzorgende leeft zich in in de situatie van de bewoner.", "inleven", "attitude", "leeft zich in"),
    ("De student toont zich flexibel bij wijzigingen in het rooster.", "tonen", "attitude", "toont zich flexibel"),
    ("Je neemt verantwoordelijkheid voor je eigen werk.", "nemen", "attitude", "neemt verantwoordelijkheid voor"),
    ("De lerende draagt bij aan een veilige werkomgeving.", "bijdragen", "state", "draagt bij aan"),
    ("Je kunt omgaan met stress.", "omgaan", "state", "omgaan met"),
    ("De kapper weet om te gaan met lastige klanten.", "omgaan", "state", "om te gaan met"),
    (
        "De lerende gaat op een professionele manier om met feedback.",
        "omgaan",
        "state",
        "gaat op een professionele manier om met",
    ),
    ("De student is vaardig in het gebruik van spreadsheets.", "zijn", "state", "is vaardig in"),
    ("Je krijgt een rondleiding door de keuken.", "krijgen", "teaching", "krijgt een rondleiding"),
    ("Er wordt ingegaan op de basisprincipes van hygiëne.", "ingaan", "teaching", "ingegaan"),
    ("We besteden aandacht aan ergonomisch werken.", "besteden", "teaching", "besteden"),
    ("De training behandelt de belangrijkste lastechnieken.", "behandelen", "teaching", "behandelt"),
    ("De student maakt kennis met de verschillende afdelingen.", "kennismaken", "teaching", "maakt kennis met"),
    ("De lerende woont een vergadering bij.", "bijwonen", "teaching", "woont een vergadering bij"),
    ("De student oefent met de tillift.", "oefenen", "teaching", "oefent met de"),
    ("De student oefent in het voeren van gesprekken.", "oefenen", "teaching", "oefent in het"),
    ("Je leert een website bouwen.", "leren", "teaching", "leert"),
    ("De deelnemer doet ervaring op met het bedienen van de machine.", "opdoen", "teaching", "doet ervaring"),
    ("De verpleegkundige zorgt voor een veilige omgeving.", "zorgen", "action", "zorgt"),
    ("De student signaleert veranderingen in het gedrag van de bewoner.", "signaleren", "action", "signaleert"),
    ("De lerende communiceert met ouders over de ontwikkeling van hun kind.", "communiceren", "action", "communiceert"),
    ("De student werkt samen met collega's aan een project.", "samenwerken", "action", "werkt samen"),
    ("De lerende herkent signalen van ondervoeding.", "herkennen", "action", "herkent"),
    ("De student heeft een plan opgesteld.", "opstellen", "action", "opgesteld"),
    ("De cursist heeft geleerd om een infuus in te brengen.", "inbrengen", "action", "in te brengen"),
    ("De lerende kan elastische kousen aan- en uittrekken.", "aantrekken|uittrekken", "action|action", "aan-|uittrekken"),
    (
        "De student kan de gegevens verzamelen en verwerken en de resultaten presenteren aan de opdrachtgever.",
        "verzamelen|verwerken|presenteren",
        "action|action|action",
        "verzamelen|verwerken|presenteren",
    ),
    ("Daarbij kan hij gebruikmaken van een checklist.", "gebruikmaken", "action", "gebruikmaken"),
    ("Opstelling van een begroting voor een klein evenement.", "opstellen", "action", "Opstelling van"),
    ("Uitvoering van metingen aan elektrische installaties.", "uitvoeren", "action", "Uitvoering van"),
    ("Beoordeling van de kwaliteit van het gelaste werk.", "beoordelen", "action", "Beoordeling van"),
    ("Beheersing van de Engelse taal.", "beheersen", "state", "Beheersing van"),
    (
        "Draaiboek schrijven, ploeg briefen, repetities leiden.",
        "schrijven|briefen|leiden",
        "action|action|action",
        "schrijven|briefen|leiden",
    ),
    ("De kok flambeert crêpes aan tafel.", "flamberen", "action", "flambeert"),
    ("De lerende toont een professionele houding.", "tonen", "attitude", "toont een professionele houding"),
    ("De lerende beschikt over kennis van marketing.", "beschikken", "state", "beschikt over"),
    ("De lerende heeft een goed beeld van de organisatie.", "hebben", "state", "heeft een goed beeld van"),
    ("De lerende staat open voor feedback.", "openstaan", "attitude", "staat open"),
    ("Je ontwikkelt een onderzoekende houding.", "ontwikkelen", "attitude", "ontwikkelt een onderzoekende houding"),
    ("De student begrijpt en past de regels toe.", "begrijpen|toepassen", "state|action", "begrijpt|past de regels toe"),
    ("De deelnemer is op de hoogte van de laatste ontwikkelingen.", "zijn", "state", "is op de hoogte van"),
    ("De leerlingen kunnen een werkstuk maken en presenteren.", "maken|presenteren", "action|action", "maken|presenteren"),
    ("Inzicht krijgen in de eigen kwaliteiten en valkuilen.", "krijgen", "state", "Inzicht krijgen"),
    ("Bewust zijn van je eigen rol in het team.", "zijn", "state", "Bewust zijn"),
    ("Communicatie in de zorg", "-", "topic", "Communicatie in de zorg"),
    ("Snijtechnieken, kookmethoden en bereidingen", "-", "topic", "Snijtechnieken, kookmethoden en bereidingen"),
    ("Planten, bomen en heesters", "-", "topic", "Planten, bomen en heesters"),
    ("Inleiding marketing", "-", "topic", "Inleiding marketing"),
    ("Hygiëne en veiligheid op de werkvloer", "-", "topic", "Hygiëne en veiligheid op de werkvloer"),
    ("EHBO", "-", "topic", "EHBO"),
    ("In deze module leer je hoe je een website bouwt.", "leren", "teaching", "leer"),
    (
        "Tijdens de training komen verschillende gesprekstechnieken aan bod.",
        "komen",
        "teaching",
        "komen verschillende gesprekstechnieken aan bod",
    ),
    ("De docent legt uit hoe de machine werkt.", "uitleggen", "action", "legt uit"),
    ("De module gaat over het begeleiden van groepen.", "gaan", "teaching", "gaat"),
    ("Studenten krijgen handvatten voor het voeren van moeilijke gesprekken.", "krijgen", "teaching", "krijgen handvatten"),
    ("Aan de hand van casussen wordt geoefend met het stellen van diagnoses.", "oefenen", "teaching", "geoefend"),
    ("Deze cursus biedt inzicht in de wereld van cybersecurity.", "bieden", "teaching", "biedt"),
    ("Na deze training ga je aan de slag met je eigen project.", "gaan", "teaching", "ga je aan de slag"),
    ("Als lerende kun je een eenvoudige offerte opstellen.", "opstellen", "action", "opstellen"),
    ("Op basis van de intake stelt de lerende een zorgplan op.", "opstellen", "action", "stelt de lerende een zorgplan op"),
    ("Stel een factuur op volgens de geldende eisen.", "opstellen", "action", "Stel een factuur op"),
    ("De lasser last een hoeknaad in positie PB.", "lassen", "action", "last"),
    ("Legt aan de klant uit waarom de reparatie duurder uitvalt.", "uitleggen", "action", "Legt aan de klant uit"),
    ("Bij een calamiteit ontruimt de beveiliger het gebouw.", "ontruimen", "action", "ontruimt"),
    ("De student kan, na overleg met de werkbegeleider, zelfstandig een wond verzorgen.", "verzorgen", "action", "verzorgen"),
    ("De gezel is bevoegd en bekwaam om een katheter in te brengen.", "inbrengen", "action", "in te brengen"),
    ("De student is vaardig in lassen.", "zijn", "state", "is vaardig in"),
    ("Rijdt veilig achteruit met een aanhanger.", "achteruitrijden", "action", "Rijdt veilig achteruit"),
    ("Een offerte maken en bespreken met de klant", "maken|bespreken", "action|action", "maken|bespreken"),
    ("Het zelfstandig opmaken van een kassa", "opmaken", "action", "opmaken"),
    (
        "De bakker weegt grondstoffen af, mengt het deeg en bakt het brood af.",
        "afwegen|mengen|afbakken",
        "action|action|action",
        "weegt grondstoffen af|mengt|bakt het brood af",
    ),
    (
        "Verwijdert oude verflagen, schuurt de ondergrond en brengt een grondlaag aan.",
        "verwijderen|schuren|aanbrengen",
        "action|action|action",
        "Verwijdert|schuurt|brengt een grondlaag aan",
    ),
    ("De student overlegd met de opdrachtgever over de planning.", "overleggen", "action", "overlegd"),
    ("De student beantwoord vragen van klanten.", "beantwoorden", "action", "beantwoord"),
    ("De student kan kritisch denken.", "denken", "state", "denken"),
    ("Je bent je bewust van je eigen vooroordelen.", "zijn", "state", "bent je bewust van"),
    ("Je hebt kennis van de anatomie van de huid.", "hebben", "state", "hebt kennis van"),
    ("Heeft affiniteit met jongeren.", "hebben", "attitude", "Heeft affiniteit met"),
    ("Is nieuwsgierig naar nieuwe technieken.", "zijn", "state", "Is nieuwsgierig naar"),
    ("Begrijpt hoe een zorgplan wordt opgesteld.", "begrijpen", "state", "Begrijpt"),
    ("Er wordt door de lerende een risicoanalyse uitgevoerd.", "uitvoeren", "action", "uitgevoerd"),
    (
        "Je kunt een Excel-bestand met draaitabellen opzetten en de uitkomsten daarvan uitleggen.",
        "opzetten|uitleggen",
        "action|action",
        "opzetten|uitleggen",
    ),
    ("De student laat zien dat hij een bloeddruk kan meten.", "meten", "action", "meten"),
    ("De student laat zien dat hij betrokken is bij de cliënt.", "zijn", "state", "betrokken is"),
    ("De student toont aan dat hij een presentatie kan geven.", "geven", "action", "geven"),
    ("De student toont inzicht in de bedrijfsprocessen.", "tonen", "state", "toont inzicht in"),
    ("De lerende weet storingen te verhelpen.", "verhelpen", "action", "verhelpen"),
    (
        "Kan storingen aan een hydraulisch systeem lokaliseren, analyseren en verhelpen.",
        "lokaliseren|analyseren|verhelpen",
        "action|action|action",
        "lokaliseren|analyseren|verhelpen",
    ),
    ("Om kunnen gaan met lastige klanten", "omgaan", "state", "Om kunnen gaan met"),
    (
        "Kruiden, specerijen en smaakstoffen uit de Aziatische keuken",
        "-",
        "topic",
        "Kruiden, specerijen en smaakstoffen uit de Aziatische keuken",
    ),
    ("openstellen (met alle zintuigen) voor dramatisch spel", "openstellen", "attitude", "openstellen (met alle zintuigen) voor"),
    (
        "De lerende laat het proeven door een panel en licht de uitkomst toe.",
        "laten|toelichten",
        "action|action",
        "laat|licht de uitkomst toe",
    ),
    ("kent prioriteiten toe aan meldingen", "toekennen", "action", "kent prioriteiten toe"),
    ("Legt uit waarom cliënten het advies niet begrijpen.", "uitleggen", "action", "Legt uit"),
    ("De student begrijpt hoe je een zorgplan opstelt.", "begrijpen", "state", "begrijpt"),
    ("Stelt een zorgplan op", "opstellen", "action", "Stelt een zorgplan op"),
    ("Een zorgplan opstellen", "opstellen", "action", "opstellen"),
    ("Opstellen van een zorgplan", "opstellen", "action", "Opstellen van"),
    ("Het meten van de bloeddruk", "meten", "action", "Het meten van"),
    ("Je stelt een zorgplan op", "opstellen", "action", "stelt een zorgplan op"),
    ("De lerende kan:\n- een plan opstellen\n- het budget bewaken", "opstellen|bewaken", "action|action", "opstellen|bewaken"),
    (
        "De lerende werkt een casus aan de hand van richtlijnen uit.",
        "uitwerken",
        "action",
        "werkt een casus aan de hand van richtlijnen uit",
    ),
    ("De student oriënteert zich op het beroep.", "oriënteren", "state", "oriënteert zich"),
    ("De lerende volgt een training.", "volgen", "teaching", "volgt een training"),
    ("De lerende krijgt uitleg over hygiëne.", "krijgen", "teaching", "krijgt uitleg"),
    ("Toetst de kennis van collega's met een quiz.", "toetsen", "action", "Toetst"),
]

HOSTILE = [
    "De lerende stelt een plan op en " * 3000,
    "(" * 50000,
    "\U0001f600 " * 20000,
    "\u05e9\u05dc\u05d5\u05dd \u202e\u0645\u0631\u062d\u0628\u0627 " * 5000,
    "<p>Stelt <b>een</b> plan op</p> " * 3000,
    "- een plan opstellen\n" * 5000,
    "om te doen en " * 7000,
    "dat hij werkt, " * 6000,
    "hoe " * 20000,
]


def joined(found: list[str]) -> str:
    return "|".join(found)


@pytest.mark.parametrize(("text", "lemmas", "kinds", "marks"), TABLE)
def test_main_predicates(text: str, lemmas: str, kinds: str, marks: str) -> None:
    predicates = analyse(text, "nl").predicates
    assert joined([item.lemma or "-" for item in predicates]) == lemmas
    assert joined([item.kind.value for item in predicates]) == kinds
    assert joined([text[slice(*item.mark)] for item in predicates]) == marks


def test_a_listed_other_is_the_subject_and_an_occupation_is_the_learner() -> None:
    assert analyse("De docent legt de stof uit.", "nl").predicates[0].subject is Subject.OTHER
    assert analyse("De verzorgende legt de zorg uit.", "nl").predicates[0].subject is Subject.LEARNER


def test_an_unknown_verb_is_read_as_written_and_said_to_be_unknown() -> None:
    (predicate,) = analyse("De lerende kan een rapport flurbelen.", "nl").predicates
    assert (predicate.lemma, predicate.known) == ("flurbelen", False)


def test_object_context_and_criterion_are_found() -> None:
    (predicate,) = analyse("De lerende meet de bloeddruk bij een bewoner volgens het protocol.", "nl").predicates
    assert predicate.object is not None
    assert predicate.object.text == "de bloeddruk"
    assert predicate.context is not None
    assert predicate.context.text == "bij een bewoner"
    assert predicate.criterion is not None
    assert predicate.criterion.text == "volgens het protocol"


@pytest.mark.parametrize("text", ["", " ", "\n", ".", "\x00", "1", "-", "te", "om te", "aan- en", "zich", "is", "kan"])
def test_next_to_nothing_is_read(text: str) -> None:
    found = analyse(text, "nl")
    assert all(0 <= item.start <= item.end <= len(text) for item in found.predicates)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_long_and_odd_texts_take_no_more_than_linear_time(text: str) -> None:
    analyse("warm up", "nl")
    before = perf_counter()
    assert isinstance(analyse(text, "nl"), Analysis)
    assert perf_counter() - before < 10


def test_words_in_any_order_are_read_without_an_error() -> None:
    dice = random.Random(7)
    words = " ".join(text for text, *_ in TABLE).split() + ["(", ")", ":", ";", ",", "-", "\n-", "aan-", "te", "om", "zich"]
    for _ in range(400):
        text = " ".join(dice.choices(words, k=dice.randint(1, 25)))
        for item in analyse(text, "nl").predicates:
            assert 0 <= item.mark[0] < item.mark[1] <= len(text)
