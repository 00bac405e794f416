"""The texts of a comparison in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mclint.catalog.messages import fill, show
from mclint.entries import Entry

_WORDS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "title": "Twee dossiers naast elkaar",
        "part": "onderdeel",
        "mark": "let op",
        "legend": "let op: verschilt sterk of ontbreekt",
        "differences": "Wat sterk verschilt of ontbreekt",
        "no-differences": "mclint ziet geen sterke verschillen en mist geen besluit of toets.",
        "level": "{scale}: {a} bij A, {b} bij B.",
        "load": "Studielast: {a} bij A, {b} bij B.",
        "outcomes-none": "Leeruitkomsten: geen enkele leeruitkomst van A lijkt op een van B.",
        "outcomes-few": "Leeruitkomsten: A heeft er {a}, B heeft er {b}, en daarvan lijken maar {count} op elkaar.",
        "outcomes-one": "Leeruitkomsten: A heeft er {a}, B heeft er {b}, en bij maar één leeruitkomst lijken ze op elkaar.",
        "decision-": "Examencommissie: bij {side} staat geen besluit.",
        "decision-pending": "Examencommissie: bij {side} is nog niet besloten.",
        "decision-rejected": "Examencommissie: {side} is afgekeurd.",
        "untested-one": "Toetsing: bij leeruitkomst {ids} van {side} hoort geen toets.",
        "untested-some": "Toetsing: bij {count} leeruitkomsten van {side} hoort geen toets: {ids}.",
        "untested-all": "Toetsing: bij geen enkele leeruitkomst van {side} hoort een toets.",
        "same-id": "Beide dossiers hebben dezelfde id: het kunnen twee versies van één dossier zijn.",
        "facts": "De dossiers",
        "name": "Titel",
        "school": "School",
        "id": "Id",
        "file": "Bestand",
        "eqf": "Niveau (EQF)",
        "eqf-level": "niveau {level}",
        "hours": "{hours} uur",
        "hour": "{hours} uur",
        "range": "{low} tot {high} uur",
        "open": "niet ingevuld",
        "no-title": "zonder titel",
        "no-school": "een school zonder naam",
        "nothing": "geen",
        "no-decision": "geen besluit",
        "matches": "Leeruitkomsten die op elkaar lijken",
        "matched": "{count} van de {total} leeruitkomsten van A lijken op een leeruitkomst van B. B heeft er {others}.",
        "matched-one": "1 van de {total} leeruitkomsten van A lijkt op een leeruitkomst van B. B heeft er {others}.",
        "matched-none": "Geen enkele leeruitkomst van A lijkt op een van B. A heeft er {total}, B heeft er {others}.",
        "method": "Hoe hoger het percentage, hoe groter de kans dat twee leeruitkomsten hetzelfde vragen. mclint leidt dat "
        "af uit de woorden. Of de inhoud echt evenveel waard is, beoordeelt de examencommissie.",
        "pair": "{a} en {b} lijken voor {percent}% op elkaar",
        "words": "Woorden van A die dat laten zien: {words}",
        "tested-by": "Toets: {tests}",
        "tested-by-several": "Toetsen: {tests}",
        "not-tested": "Geen toets",
        "alone": "Leeruitkomsten die alleen in één dossier staan",
        "alone-row": "Alleen hier",
        "apart": "Leeruitkomsten die niet zijn vergeleken",
        "apart-row": "Niet vergeleken",
        "languages-differ": "De leeruitkomsten van A zijn geschreven in het {a}, die van B in het {b}. mclint vergelijkt geen "
        "teksten in verschillende talen.",
        "languages-partly": "mclint vergelijkt alleen leeruitkomsten in dezelfde taal. Daardoor vallen {a} van A en {b} van "
        "B af.",
        "languages-unknown": "Voor teksten in het {languages} heeft mclint geen woordenlijsten. Die leeruitkomsten zijn "
        "niet vergeleken.",
        "no-outcomes": "In {side} staan geen leeruitkomsten. Er valt dus niets te vergelijken.",
        "assessments": "Toetsing",
        "forms": "Vormen",
        "tests": "Toetsen",
        "no-tests": "geen toetsen",
        "covers": "(leeruitkomsten {ids})",
        "covers-one": "(leeruitkomst {ids})",
        "covers-none": "(geen leeruitkomst)",
        "signing": "Examencommissie",
        "decision": "Besluit",
        "signed": "Datum",
        "scope": "Gaat over",
        "verdicts": "Voldoen ze aan de kwaliteitskaders?",
        "as-of": "Beoordeeld op {day}, zoals de dossiers nu zijn.",
        "gates": "Er gelden meer regels naarmate een dossier verder is. Een dossier in ontwikkeling voldoet dus eerder dan een "
        "dossier dat wordt aangeboden.",
        "pass": "voldoet",
        "fail": "voldoet niet: {rules}",
        "rules": "Waar deze regels over gaan:",
        "and-more": "en nog {count}",
        "broken": "{file} is niet als dossier te lezen. Verbeter eerst dit:",
    },
    "en": {
        "title": "Two dossiers side by side",
        "part": "part",
        "mark": "take note",
        "legend": "take note: differs strongly or is missing",
        "differences": "What differs strongly or is missing",
        "no-differences": "mclint sees no strong differences and misses no decision or assessment.",
        "level": "{scale}: {a} for A, {b} for B.",
        "load": "Study load: {a} for A, {b} for B.",
        "outcomes-none": "Outcomes: no outcome of A is like one of B.",
        "outcomes-few": "Outcomes: A has {a}, B has {b}, and only {count} of them are alike.",
        "outcomes-one": "Outcomes: A has {a}, B has {b}, and they are alike in one outcome only.",
        "decision-": "Exam committee: {side} has no decision.",
        "decision-pending": "Exam committee: nothing has been decided on {side} yet.",
        "decision-rejected": "Exam committee: {side} was rejected.",
        "untested-one": "Assessment: no assessment covers outcome {ids} of {side}.",
        "untested-some": "Assessment: no assessment covers {count} outcomes of {side}: {ids}.",
        "untested-all": "Assessment: no assessment covers any outcome of {side}.",
        "same-id": "Both dossiers have the same id: they may be two versions of one dossier.",
        "facts": "The dossiers",
        "name": "Title",
        "school": "School",
        "id": "Id",
        "file": "File",
        "eqf": "Level (EQF)",
        "eqf-level": "level {level}",
        "hours": "{hours} hours",
        "hour": "{hours} hour",
        "range": "{low} to {high} hours",
        "open": "not filled in",
        "no-title": "without a title",
        "no-school": "a school without a name",
        "nothing": "none",
        "no-decision": "no decision",
        "matches": "Outcomes that are alike",
        "matched": "{count} of the {total} outcomes of A are like an outcome of B. B has {others}.",
        "matched-one": "1 of the {total} outcomes of A is like an outcome of B. B has {others}.",
        "matched-none": "No outcome of A is like one of B. A has {total}, B has {others}.",
        "method": "The higher the percentage, the more likely it is that two outcomes ask for the same. mclint concludes "
        "that from the words. Whether the content is really worth the same is for the exam committee to judge.",
        "pair": "{a} and {b} are {percent}% alike",
        "words": "Words of A that show it: {words}",
        "tested-by": "Assessment: {tests}",
        "tested-by-several": "Assessments: {tests}",
        "not-tested": "No assessment",
        "alone": "Outcomes of one dossier only",
        "alone-row": "Only here",
        "apart": "Outcomes that were not compared",
        "apart-row": "Not compared",
        "languages-differ": "The outcomes of A are written in {a}, those of B in {b}. mclint does not compare texts in "
        "different languages.",
        "languages-partly": "mclint compares outcomes in the same language only. That leaves out {a} of A and {b} of B.",
        "languages-unknown": "mclint has no word lists for texts in {languages}. Those outcomes were not compared.",
        "no-outcomes": "{side} has no outcomes, so there is nothing to compare.",
        "assessments": "Assessment",
        "forms": "Forms",
        "tests": "Assessments",
        "no-tests": "no assessments",
        "covers": "(outcomes {ids})",
        "covers-one": "(outcome {ids})",
        "covers-none": "(no outcome)",
        "signing": "Exam committee",
        "decision": "Decision",
        "signed": "Date",
        "scope": "Covers",
        "verdicts": "Do they meet the quality frameworks?",
        "as-of": "Judged on {day}, as the dossiers stand.",
        "gates": "More rules hold the further a dossier is. So a dossier in development passes sooner than one that is offered.",
        "pass": "passes",
        "fail": "does not pass: {rules}",
        "rules": "What these rules are about:",
        "and-more": "and {count} more",
        "broken": "{file} cannot be read as a dossier. Mend this first:",
    },
}

_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def say(key: str, lang: str, **values: object) -> str:
    """Return a text in a language, its `{name}` parts filled; a value is never read for parts itself."""
    return fill(_WORDS.get(lang, _WORDS["en"])[key], {name: str(value) for name, value in values.items()}, lang, {})


def day_text(text: str, lang: str) -> str:
    """Return a day in words ("3 mei 2026"); what is no day stays as it is written."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {_MONTHS[lang].split()[day.month - 1]} {day.year}"


def load_text(entry: Entry, lang: str) -> str:
    """Return a study load in words, "" where it is not known."""
    if entry.low is None or entry.high is None:
        return ""
    low, high = show(entry.low, lang, {}), show(entry.high, lang, {})
    return say("hour" if low == "1" else "hours", lang, hours=low) if low == high else say("range", lang, low=low, high=high)
