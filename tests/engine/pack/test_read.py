"""Every mistake in a rule pack is named, with its file and line, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from mclint.catalog.cards import card_paths
from mclint.catalog.registry import load_registry
from mclint.config.settings import ConfigError
from mclint.data import rules_dir
from mclint.dossier.load import load_bytes
from mclint.engine.pack.parameters import parameter_faults
from mclint.engine.pack.read import read_packs, registry_of
from mclint.engine.pack.shape import faults_of
from mclint.engine.plan import ENGINE, known_checks
from mclint.engine.schema import schema_of
from tests.packs import CARD, card, write_pack

OWN = load_registry()
FIRST, _, SECOND = CARD.partition("---\n")
#: What is changed in the card, on which line the mistake stands, and what is said of it in Dutch and in English.
BROKEN: dict[str, tuple[str, int, str, str]] = {
    "a key with a mistake": (card(("severity: error", "severty: error")), 5, "bedoel je 'severity'", "did you mean 'severity'"),
    "an unknown key": (
        card(("status: stable", "status: stable\ncolour: red")),
        5,
        "'colour' bestaat hier niet",
        "no key 'colour'",
    ),
    "a key that lacks": (card(("confidence: high\n", "")), 1, "ontbreekt de sleutel 'confidence'", "'confidence' is missing"),
    "an unknown key of a message": (card(("    help:", "    hlep:")), 14, "bedoel je 'help'", "did you mean 'help'"),
    "an unknown key of the page": (card(("why:", "reason:")), 19, "'reason' bestaat hier niet", "no key 'reason'"),
    "an unknown key of an example": (
        card(
            (
                "    good: |",
                "    godo: |",
            )
        ),
        29,
        "bedoel je 'good'",
        "did you mean 'good'",
    ),
    "a key of the package's own examples": (
        card(("  - lang: nl", "  - lang: nl\n    before: x")),
        25,
        "'before' bestaat",
        "'before'",
    ),
    "an id in small letters": (card(code="roc101"), 1, "hoofdletters en daarna cijfers", "capital letters followed by digits"),
    "an id without digits": (card(code="ROC"), 1, "hoofdletters en daarna cijfers", "capital letters followed by digits"),
    "an id of mclint": (card(code="MC201"), 1, "van mclint zelf", "mclint's own"),
    "an id that mclint may get": (card(code="MC998"), 1, "van mclint zelf", "mclint's own"),
    "a name in capitals": (card(name="Kosten"), 2, "kleine letters en cijfers", "lower-case letters and digits"),
    "a name of mclint": (card(name="outcome-vague-verb"), 2, "al van de regel MC201", "belongs to the rule MC201"),
    "a version that is a number": (card(('since: "1.0"', "since: 1.0")), 3, 'aanhalingstekens: "1.0"', 'in quotes: "1.0"'),
    "a wrong severity": (card(("severity: error", "severity: eror")), 5, "bedoel je 'error'", "did you mean 'error'"),
    "a wrong status": (card(("status: stable", "status: done")), 4, "mogelijk zijn: preview", "known are: preview"),
    "a misspelt check": (card(("structure.required", "structure.requird")), 7, "bedoel je 'structure.required'", "did you mean"),
    "a check from elsewhere": (card(("structure.required", "os.system")), 7, "de controle 'os.system' bestaat niet", "no check"),
    "the check of the engine": (card(("structure.required", "engine")), 7, "de controle 'engine' bestaat niet", "no check"),
    "a misspelt parameter": (card(("  fields:", "  feilds:")), 9, "bedoel je 'fields'", "did you mean 'fields'"),
    "a parameter that is a list": (card(("{costs: /x-costs}", "[/x-costs]")), 9, "moet hier een map", "must be a map"),
    "a parameter of a wrong kind": (
        card(("  fields:", "  together: often\n  fields:")),
        9,
        "moet hier true of false",
        "true or false",
    ),
    "a parameter that lacks": (
        card(("structure.required\nwith:\n  fields: {costs: /x-costs}", "structure.some")),
        7,
        "de parameter 'of' nodig",
        "needs the parameter 'of'",
    ),
    "parameters that are a text": (
        card(("\n  fields: {costs: /x-costs}", " fields")),
        8,
        "'with' moet een map",
        "'with' must be a map",
    ),
    "a relation that is none": (
        card(("structure.required", "dates.compared"), ("fields: {costs: /x-costs}", "order: [[/a, na, /b, missing]]")),
        8,
        "na",
        "na",
    ),
    "a message in one language": (card(("    en: 'The costs are missing ({missing}).'\n", "")), 11, "'en'", "'en' is missing"),
    "a text that is empty": (card(("'De kosten ontbreken ({missing}).'", "''")), 12, "staat geen tekst", "no text here"),
    "fields that differ": (
        card(("missing ({missing}).'", "missing.'")),
        13,
        "in het Nederlands {missing}, in het Engels geen",
        "in Dutch {missing}, in English none",
    ),
    "fields of a help that differ": (
        card(("nl: 'Vul \"x-costs\" in.'", "nl: 'Vul {missing} in.'")),
        16,
        "velden tussen accolades",
        "fields in braces",
    ),
    "no message": (
        FIRST.partition("messages:")[0] + "messages: {}\n---\n" + SECOND,
        10,
        "'messages' is leeg",
        "'messages' is empty",
    ),
    "no second part": (FIRST, 16, "tweede deel van de kaart ontbreekt", "second part of the card is missing"),
    "an empty second part": (FIRST + "---\n", 17, "tweede deel van de kaart ontbreekt", "second part of the card is missing"),
    "a third part": (CARD + "---\nid: ROC102\n", 41, "nog een deel", "one more"),
    "no summary": (
        card(("summary: {nl: 'De kosten ontbreken.', en: 'The costs are missing.'}\n", "")),
        18,
        "'summary'",
        "'summary' is missing",
    ),
    "a summary in one language": (
        card(("summary: {nl: 'De kosten ontbreken.', en:", "summary: {en:")),
        18,
        "'nl'",
        "'nl' is missing",
    ),
    "no source": (
        card(("\n  - {title: Catalogusafspraken, nl: {title: Catalogusafspraken}}", " []")),
        21,
        "'sources' heeft ten minste 1",
        "needs at least 1",
    ),
    "a source without a title": (
        card(("{title: Catalogusafspraken, nl:", "{year: 2025, nl:")),
        22,
        "een bron heeft een titel",
        "a source has a title",
    ),
    "a framework that is not there": (
        card(("{title: Catalogusafspraken, nl: {title: Catalogusafspraken}}", "{framework: npuls-mbo-pilto, clause: point-9}")),
        22,
        "bedoel je 'npuls-mbo-pilot'",
        "did you mean 'npuls-mbo-pilot'",
    ),
    "a clause that is not there": (
        card(("{title: Catalogusafspraken, nl: {title: Catalogusafspraken}}", "{framework: eu-2022, clause: punt-9}")),
        22,
        "heeft geen bepaling 'punt-9'",
        "has no clause 'punt-9'",
    ),
    "a clause without its framework": (
        card(("{title: Catalogusafspraken, nl:", "{title: x, clause: point-9, nl:")),
        22,
        "noem het met framework",
        "name it with framework",
    ),
    "an address that is not safe": (
        card(("{title: Catalogusafspraken, nl:", "{title: x, url: 'http://x.example', nl:")),
        22,
        "https://",
        "https://",
    ),
    "one example": (CARD.partition("  - lang: en")[0], 23, "'examples' heeft ten minste 2", "needs at least 2"),
    "an example that is bad and fine": (
        card(("    expect: [{at: /x-costs, text: mclint, message: missing}]\n    good: |", "    fine: |")),
        24,
        "een voorbeeld heeft",
        "an example has",
    ),
    "a message that the card lacks": (
        card(("message: missing}", "message: mising}")),
        28,
        "bedoel je 'missing'",
        "did you mean 'missing'",
    ),
    "a language that is none": (card(("lang: nl", "lang: fr")), 24, "'fr' kan hier niet", "'fr' cannot stand here"),
    "a day that is none": (
        card(("lang: nl\n", "lang: nl\n    today: 2026-02-30\n")),
        25,
        "geen dag die bestaat",
        "no day that exists",
    ),
    "a framework of an example": (
        card(("lang: nl\n", "lang: nl\n    framework: eu-2023\n")),
        25,
        "bedoel je 'eu-2022'",
        "did you mean 'eu-2022'",
    ),
    "a parameter of an example": (
        card(("lang: nl\n", "lang: nl\n    with: {togehter: true}\n")),
        25,
        "bedoel je 'together'",
        "did you mean 'together'",
    ),
    "an encoding that is none": (
        card(("lang: nl\n", "lang: nl\n    encoding: utf-99\n")),
        25,
        "de codering 'utf-99'",
        "no encoding 'utf-99'",
    ),
    "a rule that is not there": (
        card(("check:", "yields_to: [ROC999]\ncheck:")),
        7,
        "de regel 'ROC999' bestaat niet",
        "no rule 'ROC999'",
    ),
    "a list of codes that is not there": (
        card(("check:", "codes: {missing: demand_orign}\ncheck:")),
        7,
        "bedoel je 'demand_origin'",
        "did you mean",
    ),
    "a place without a slash": (card(("check:", "at: title\ncheck:")), 7, "begint", "starts with a slash"),
    "a colon in a text": (
        card(("nl: 'De kosten ontbreken ({missing}).'", "nl: De kosten: ze ontbreken")),
        12,
        "dubbele punt",
        "colon",
    ),
    "a quote that is not closed": (card(("'Fill in \"x-costs\".'\n---", "'Fill in\n---")), 16, "", ""),
    "a key twice": (card(("status: stable", "status: stable\nseverity: note")), 6, "severity", "severity"),
    "an object": (card(("id: ROC101", "id: !!python/object/apply:os.system [x]")), 1, "", ""),
    "nothing": ("", 1, "dit bestand is leeg", "this file is empty"),
    "a list": ("- id: ROC101\n---\n" + SECOND, 1, "een map", "a map"),
    "a dossier": ("mclint: 1\nid: roc-voorbeeld/x\ntitle: x\n", 1, "'mclint' bestaat hier niet", "no key 'mclint'"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_card_is_named_rightly_with_its_line(name: str, tmp_path: Path) -> None:
    text, line, dutch, english = BROKEN[name]
    pack = write_pack(tmp_path / "regels", kosten=text)
    found = read_packs([pack], OWN).mistakes
    placed = [(item.path, item.line) for item in found]
    assert (str(pack / "kosten.yaml"), line) in placed, [str(item.placed) for item in found]
    there = [item for item in found if item.line == line]
    assert any(dutch in item.said.text("nl") for item in there), [item.said.text("nl") for item in there]
    assert any(english in item.said.text("en") for item in there), [item.said.text("en") for item in there]
    assert all(item.said.text("nl") != item.said.text("en") for item in found)
    with pytest.raises(ConfigError) as caught:
        registry_of((pack,))
    assert str(found[0].placed) in str(caught.value)


@pytest.mark.parametrize("name", [name for name in BROKEN if BROKEN[name][0]])
def test_the_shape_of_a_card_is_judged_as_its_schema_says(name: str) -> None:
    loaded = load_bytes(BROKEN[name][0].encode(), "kosten.yaml", texts=False)
    parts = schema_of("rule-card")["$defs"]
    for document, part in zip(loaded.documents, ("rule", "page"), strict=False):
        validator = Draft202012Validator({"$ref": f"#/$defs/{part}", "$defs": parts}, format_checker=FormatChecker(["date"]))
        assert validator.is_valid(document.root.plain()) == (not list(faults_of(document.root, part))) or "package's own" in name


def test_a_card_that_is_right_has_no_mistake(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "regels", kosten=CARD)
    assert read_packs([pack], OWN).mistakes == ()
    assert "ROC101" in registry_of((pack,)).rules


@pytest.mark.parametrize(
    ("second", "file", "dutch", "english"),
    [
        (card(name="other-name"), "twee", "de code ROC101 is al gebruikt in", "the id ROC101 is already taken in"),
        (card(code="ROC102"), "twee", "de naam costs-missing is al van de regel ROC101", "belongs to the rule ROC101"),
    ],
)
def test_what_is_taken_in_another_card_or_pack_is_named(tmp_path: Path, second: str, file: str, dutch: str, english: str) -> None:
    one = write_pack(tmp_path / "a", een=CARD, twee=second)
    other = write_pack(tmp_path / "b", een=CARD), write_pack(tmp_path / "c", twee=second)
    for packs in ([one], other):
        (found,) = read_packs(packs, OWN).mistakes
        assert Path(found.path).stem == file
        assert dutch in found.said.text("nl")
        assert english in found.said.text("en")


def test_all_mistakes_are_data_and_the_first_one_says_how_to_see_the_rest(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "regels", a=card(("severity: error", "severity: eror"), ("why:", "wyh:")), b="")
    (pack / "oud.txt").write_text("x", "utf-8")
    found = read_packs([pack], OWN).mistakes
    assert [(Path(item.path).name, item.line, item.column) for item in found] == [
        ("a.yaml", 5, 11), ("a.yaml", 18, 1), ("a.yaml", 19, 1), ("b.yaml", 1, 1), ("oud.txt", 0, 0),
    ]  # fmt: skip
    with pytest.raises(ConfigError, match=r"a\.yaml:5:11: .* \(and 4 more; 'mclint pack check .*regels' shows them all\)"):
        registry_of((pack,))


@pytest.mark.parametrize("path", card_paths(rules_dir()), ids=lambda path: path.name.partition("-")[0])
def test_our_own_cards_have_the_shape_and_parameters_that_a_pack_needs(path: Path) -> None:
    loaded = load_bytes(path.read_bytes(), path.name, texts=False)
    first, second = (document.root for document in loaded.documents)
    rule = OWN.rules[first.fields["id"].text]
    faults = list(faults_of(first, "rule"))
    if "gate" not in rule.tags:
        faults += faults_of(second, "page")
    if rule.check != ENGINE:
        check = known_checks()[rule.check]
        faults += parameter_faults(first.fields.get("with"), rule.check, check, first.span, whole=False)
    left = [fault.said.text("en") for fault in faults if "'before'" not in fault.said.text("en")]
    assert left == []
