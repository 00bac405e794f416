"""Small dossiers that pass without a finding that weighs, for tests of the gate."""

from __future__ import annotations

import contextlib
import io
import re
import tempfile
from functools import cache
from pathlib import Path

import pytest

from mclint.cli.main import main

_TEXT = """mclint: 1
id: roc-voorbeeld/{slug}
title: {title}
language: nl
status: {status}
framework: npuls-mbo-pilot
summary: {summary}
sector: {sector}
provenance: new
provider: {{name: ROC Voorbeeld, country: NL, identifier: {{scheme: BRIN, value: 00AA}}, url: https://www.example.org}}
level:
  nlqf: 3
  rationale: {rationale}
workload:
  sbu: 80
  rationale: De taak is afgebakend en past in twee werkweken.
  breakdown: {{contact: 30, self_study: 30, assessment: 20}}
audience:
  description: {audience}
  initial: false
  prerequisites: [Diploma op niveau 2]
  admission: De opleiding bekijkt het diploma.
demand: {{origin: [employers], evidence: {evidence}}}
employers:
  - {{name: {employer}, roles: [requester]}}
learning_outcomes:
  - id: LO1
    text: {first}
  - id: LO2
    text: {second}
assessments:
  - id: A1
    type: portfolio
    title: {test}
    outcomes: [LO1, LO2]
    criteria: {criteria}
    pass_mark: Elk onderdeel is voldoende
    supervision: onsite
    identity_verified: true
delivery: {{mode: blended, instruction_language: nl}}
quality:
  processes: [exam-committee-review, learner-evaluation]
  responsible: Afdeling Kwaliteitszorg
  complaints: https://www.example.org/klachten
  review: {{interval_months: 60, last: 2026-01-15, next: 2031-01-15}}
development:
  started: 2025-02-01
  team:
    - {{role: docent, id: doc-12}}
exam_committee:
  name: Examencommissie
  kind: regular
  involved_since: 2025-02-10
  sign_off:
    decision: approved
    conditions: []
    date: {date}
    by: {{role: voorzitter, id: ec-01}}
    scope: [learning-outcomes, assessment, level, workload, award]
    reference: {reference}
    digest: sha256:{none}
credential: {{form: edubadge, stackable_into: [], validity: unlimited}}
"""

_TOPICS = {
    "valpreventie": {
        "title": "Valpreventie bij ouderen thuis",
        "summary": "Zorgprofessionals verkleinen samen met ouderen de kans op een val.",
        "sector": "zorg-welzijn-sport",
        "rationale": "De lerende werkt zelfstandig bij de oudere thuis.",
        "audience": "Verzorgenden die bij ouderen thuis werken",
        "evidence": "Vraag van drie thuiszorgorganisaties in de regio",
        "employer": "Thuiszorg Voorbeeld",
        "first": "De lerende stelt voor een oudere een valrisicoprofiel op met een gevalideerd screeningsinstrument.",
        "second": "De lerende beoordeelt op basis van metingen of het valrisico is gedaald.",
        "test": "Casusportfolio van twee ouderen",
        "criteria": "Beoordelingsmodel valpreventie met acht punten",
        "date": "2025-11-03",
        "reference": "EC-2025-118",
    },
    "fietsen-repareren": {
        "title": "Elektrische fietsen repareren",
        "summary": "Monteurs vinden storingen in elektrische fietsen en verhelpen ze.",
        "sector": "mobiliteit-transport-logistiek-maritiem",
        "rationale": "De lerende kiest zelf de volgorde van het werk in de werkplaats.",
        "audience": "Fietsmonteurs met ervaring in de werkplaats",
        "evidence": "Vragenlijst onder twaalf fietsenwinkels",
        "employer": "Fietsenmaker Voorbeeld",
        "first": "De lerende meet met een multimeter de spanning van de accu van een elektrische fiets.",
        "second": "De lerende vervangt de motor van een elektrische fiets volgens het werkplaatshandboek.",
        "test": "Werkproef aan een elektrische fiets",
        "criteria": "Observatielijst van de werkplaats met tien punten",
        "date": "2026-03-09",
        "reference": "EC-2026-007",
    },
    "zuurdesem-bakken": {
        "title": "Zuurdesembrood bakken",
        "summary": "Bakkers maken brood met een eigen desem.",
        "sector": "voedsel-groen-gastvrijheid",
        "rationale": "De lerende past het recept aan de omstandigheden in de bakkerij aan.",
        "audience": "Medewerkers van ambachtelijke bakkerijen",
        "evidence": "Gesprekken met vijf bakkerijen",
        "employer": "Bakkerij Voorbeeld",
        "first": "De lerende kneedt een deeg van desem, bloem en water volgens een recept.",
        "second": "De lerende berekent voor een bestelling de hoeveelheid bloem en water.",
        "test": "Bakproef met drie broden",
        "criteria": "Beoordelingsformulier voor korst, kruim en smaak",
        "date": "2026-02-16",
        "reference": "EC-2026-003",
    },
    "boeketten-binden": {
        "title": "Boeketten binden voor een uitvaart",
        "summary": "Bloemisten maken rouwwerk in overleg met nabestaanden.",
        "sector": "voedsel-groen-gastvrijheid",
        "rationale": "De lerende vertaalt wensen van nabestaanden in een ontwerp.",
        "audience": "Bloemisten en medewerkers van tuincentra",
        "evidence": "Verzoek van de brancheorganisatie",
        "employer": "Bloemenwinkel Voorbeeld",
        "first": "De lerende tekent een ontwerp voor een rouwboeket op basis van een gesprek met de nabestaanden.",
        "second": "De lerende bindt een rouwboeket volgens het eigen ontwerp.",
        "test": "Proeve met een ontwerp en een boeket",
        "criteria": "Beoordelingslijst met negen punten over kleur, techniek en houdbaarheid",
        "date": "2026-05-18",
        "reference": "EC-2026-022",
    },
    "kassa-bedienen": {
        "title": "De kassa van een buurtwinkel bedienen",
        "summary": "Verkopers rekenen af en houden het kasgeld bij.",
        "sector": "handel-ondernemerschap",
        "rationale": "De lerende handelt zelfstandig aan de kassa en vraagt hulp bij verschillen.",
        "audience": "Verkopers en vrijwilligers van buurtwinkels",
        "evidence": "Oproep van de winkeliersvereniging",
        "employer": "Buurtwinkel Voorbeeld",
        "first": "De lerende rekent een verkoop af op de kassa met contant geld en met een pinpas.",
        "second": "De lerende telt aan het eind van de dag het kasgeld en verklaart een verschil.",
        "test": "Proefdag achter de kassa",
        "criteria": "Checklist met zes handelingen",
        "date": "2026-06-08",
        "reference": "EC-2026-030",
    },
}


@cache
def dossier(slug: str, status: str = "offered") -> str:
    """Return a good dossier about one of five subjects, approved by the exam committee."""
    return sealed(_TEXT.format(slug=slug, status=status, none="0" * 64, **_TOPICS[slug]))


def falls(status: str = "offered") -> str:
    return dossier("valpreventie", status)


def bikes(status: str = "offered") -> str:
    return dossier("fietsen-repareren", status)


def bread(status: str = "offered") -> str:
    return dossier("zuurdesem-bakken", status)


def flowers(status: str = "offered") -> str:
    return dossier("boeketten-binden", status)


def till(status: str = "offered") -> str:
    return dossier("kassa-bedienen", status)


def line(text: str, key: str, new: str) -> str:
    """Replace the whole line of a key that stands once in the text, its indentation kept; "" takes the line out."""
    pattern = re.compile(rf"^( *){re.escape(key)}:.*\n", re.MULTILINE)
    found = pattern.findall(text)
    assert len(found) == 1, f"{key!r} stands {len(found)} times in the text"
    return pattern.sub(lambda match: f"{match[1]}{new}\n" if new else "", text)


@cache
def sealed(text: str) -> str:
    """Return the text of a dossier with the digest that `mclint digest` prints for it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dossier.yaml"
        path.write_text(text, "utf-8")
        out = io.StringIO()
        with contextlib.redirect_stdout(out), pytest.raises(SystemExit) as stop:
            main(["digest", str(path)])
    assert stop.value.code == 0
    return line(text, "digest", f"digest: {out.getvalue().strip()}")
