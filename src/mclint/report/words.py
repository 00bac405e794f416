"""The fixed words of reports in Dutch and English."""

from __future__ import annotations

from mclint.findings import Finding, LocatedFix
from mclint.model import Severity

_WORDS: dict[str, dict[str, str]] = {
    "nl": {
        "help": "hulp",
        "note": "toelichting",
        "see": "zie",
        "fix": "oplossing",
        "file": "bestand",
        "files": "bestanden",
        "dossier": "dossier",
        "dossiers": "dossiers",
        "error": "fout",
        "errors": "fouten",
        "warning": "waarschuwing",
        "warnings": "waarschuwingen",
        "notes": "opmerkingen",
        "one-note": "opmerking",
        "fixable": "{count} te herstellen met --fix",
        "fixable-more": "nog {count} met --fix --unsafe-fixes",
        "fixable-unsafe": "{count} te herstellen met --fix --unsafe-fixes",
        "suppressed": "{count} genegeerd",
        "clean": "alles in orde",
        "no-dossiers": "geen dossiers gevonden",
        "nothing-checked": "er is geen dossier gevonden, dus er is niets gecontroleerd; noem de map waar de dossiers staan. Een "
        "dossier is een bestand op .yaml met bovenaan de sleutel 'mclint:'",
        "incomplete": "de controle is niet volledig",
        "known": "{count} al bekend",
        "fixed": "{count} hersteld",
        "finding": "bevinding",
        "findings": "bevindingen",
        "remark": "mededeling",
        "remarks": "mededelingen",
        "and-more": "en nog {count}",
        "not-annotated": "{findings} zonder annotatie, want GitHub toont er tien per soort: zie de samenvatting van de taak "
        "of een ander formaat",
        "summary-full": "De samenvatting van de taak is vol: het overzicht van deze controle past er niet meer bij.",
        "left-out": "Hier is geen plaats voor nog {findings} ({severities}). Een ander formaat toont ze alle.",
        "cut": "niet opgenomen, omdat er te veel zijn: {counted}; draai mclint zelf voor het hele overzicht",
        "title-good": "alles in orde",
        "title-fine": "in orde, met aandachtspunten",
        "title-bad": "nog niet in orde",
        "title-none": "geen dossiers gevonden",
        "title-incomplete": "de controle is niet volledig",
        "column-place": "plaats",
        "column-finding": "bevinding",
        "column-help": "wat je kunt doen",
        "skipped": "taalregels overgeslagen voor {languages}: daar heeft mclint geen woordenlijst voor",
        "seconds": "in {seconds} s",
        "school": "school",
        "schools": "scholen",
        "stats-title": "Cijfers van de catalogus",
        "stats-headline": "{dossiers} van {schools}, in {files}",
        "stats-left-out": "{files} zijn niet meegeteld, omdat ze niet als dossier te lezen zijn:",
        "stats-one-left-out": "{files} is niet meegeteld, omdat het niet als dossier te lezen is:",
        "stats-by-school": "{table} (scholen)",
        "stats-multiple": "(soms meer dan één antwoord)",
        "stats-ready": "Klaar voor {framework}: {passed} van {of}.",
        "stats-none-judged": "Klaar voor {framework}: nog niet van toepassing.",
        "stats-not-yet-count": "Nog niet van toepassing: {dossiers} in ontwikkeling.",
        "stats-not-yet": "nog niet van toepassing",
        "stats-because": "Wat nog in de weg staat:",
        "stats-count": "aantal",
        "stats-pass": "voldoet",
        "stats-fail": "voldoet niet",
    },
    "en": {
        "help": "help",
        "note": "note",
        "see": "see",
        "fix": "fix",
        "file": "file",
        "files": "files",
        "dossier": "dossier",
        "dossiers": "dossiers",
        "error": "error",
        "errors": "errors",
        "warning": "warning",
        "warnings": "warnings",
        "notes": "notes",
        "one-note": "note",
        "fixable": "{count} fixable with --fix",
        "fixable-more": "{count} more with --fix --unsafe-fixes",
        "fixable-unsafe": "{count} fixable with --fix --unsafe-fixes",
        "suppressed": "{count} ignored",
        "clean": "all is well",
        "no-dossiers": "no dossiers found",
        "nothing-checked": "no dossier was found, so nothing was checked; name the folder that holds the dossiers. A dossier is "
        "a file in .yaml with the key 'mclint:' at the top",
        "incomplete": "the check is not complete",
        "known": "{count} known already",
        "fixed": "{count} fixed",
        "finding": "finding",
        "findings": "findings",
        "remark": "remark",
        "remarks": "remarks",
        "and-more": "and {count} more",
        "not-annotated": "{findings} without an annotation, since GitHub shows ten of each kind: see the summary of the job "
        "or another format",
        "summary-full": "The summary of the job is full: the overview of this check does not fit into it any more.",
        "left-out": "There is no room here for {findings} more ({severities}). Another format shows them all.",
        "cut": "left out because there are too many: {counted}; run mclint yourself for all of them",
        "title-good": "all is well",
        "title-fine": "fine, with points of attention",
        "title-bad": "not in order yet",
        "title-none": "no dossiers found",
        "title-incomplete": "the check is not complete",
        "column-place": "place",
        "column-finding": "finding",
        "column-help": "what you can do",
        "skipped": "language rules skipped for {languages}: mclint has no word list for it",
        "seconds": "in {seconds} s",
        "school": "school",
        "schools": "schools",
        "stats-title": "Figures of the catalogue",
        "stats-headline": "{dossiers} of {schools}, in {files}",
        "stats-left-out": "{files} are not counted, since they cannot be read as a dossier:",
        "stats-one-left-out": "{files} is not counted, since it cannot be read as a dossier:",
        "stats-by-school": "{table} (schools)",
        "stats-multiple": "(sometimes more than one answer)",
        "stats-ready": "Ready for {framework}: {passed} of {of}.",
        "stats-none-judged": "Ready for {framework}: not yet applicable.",
        "stats-not-yet-count": "Not yet applicable: {dossiers} in development.",
        "stats-not-yet": "not yet applicable",
        "stats-because": "What still stands in the way:",
        "stats-count": "count",
        "stats-pass": "passes",
        "stats-fail": "does not pass",
    },
}

_ITEMS = {
    "learning_outcomes": {"nl": "leeruitkomst", "en": "outcome"},
    "assessments": {"nl": "toets", "en": "assessment"},
    "team": {"nl": "ontwikkelteam", "en": "development team"},
}


def word(key: str, lang: str, **values: object) -> str:
    """Return a fixed text in a language, its `{name}` parts filled."""
    text = _WORDS.get(lang, _WORDS["en"])[key]
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def count_of(number: int, one: str, many: str, lang: str) -> str:
    """Return a number with its noun: "1 fout", "2 fouten"."""
    return f"{number} {word(one if number == 1 else many, lang)}"


def count_severity(number: int, severity: Severity, lang: str) -> str:
    """Return how many findings of a severity there are, in words."""
    one, many = {
        Severity.ERROR: ("error", "errors"),
        Severity.WARNING: ("warning", "warnings"),
        Severity.NOTE: ("one-note", "notes"),
    }[severity]
    return count_of(number, one, many, lang)


def fix_line(fix: LocatedFix, lang: str) -> str:
    """Return what a fix does and the options that carry it out: "oplossing (--fix): Vervang door true"."""
    title = f": {fix.title}" if fix.title else ""
    return f"{word('fix', lang)} ({'--fix' if fix.safe else '--fix --unsafe-fixes'}){title}"


def item_line(finding: Finding, lang: str) -> str:
    """Return what the finding is about: "leeruitkomst LO2"; "" where it is about no item."""
    if finding.item is None:
        return ""
    family = next((token for token in finding.pointer.split("/") if token in _ITEMS), "")
    label = _ITEMS.get(family, {}).get(lang, "")
    return f"{label} {finding.item}".strip()
