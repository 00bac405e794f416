"""What was meant by a value in another form than the format wants, for each kind of field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mclint.engine import meant, names
from mclint.engine.forms import form_of
from mclint.engine.schema import schema_of_dossier

LEVELS = ("1", "2", "3", "4", "5", "6", "7", "8", "entry", "4+")


def text_of(found: meant.Meant | None) -> str | None:
    return found.text if found is not None else None


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("80", "hours", "80"), ("80 uur", "hours", "80"), ("80 uren", "hours", "80"), ("80u", "hours", "80"),
        ("80 SBU", "hours", "80"), ("SBU 80", "hours", "80"), ("80 (sbu)", "hours", "80"), ("ca. 80 uur", "hours", "80"),
        ("± 80", "hours", "80"), ("~80", "hours", "80"), ("80 hours", "hours", "80"), ("80,5", "hours", "80.5"),
        ("80.5 uur", "hours", "80.5"), ("1.200", "hours", "1200"), ("1.200,50", "hours", "1200.50"), ("1 200", "hours", "1200"),
        ("1,200", "hours", "1200"), ("1.200.000", "hours", "1200000"), ("totaal 160 uur", "hours", "160"),
        ("2 EC", "credits", "2"), ("2 ECTS", "credits", "2"), ("2,5 EC", "credits", "2.5"), ("3 studiepunten", "credits", "3"),
        ("50%", "percent", "50"), ("50 %", "percent", "50"), ("50 procent", "percent", "50"), ("€ 80", "hours", None),
        ("80,-", "hours", "80"),
        ("12 maanden", "months", "12"), ("6 months", "months", "6"), ("1 jaar", "months", "12"), ("2 years", "months", "24"),
        ("veel", "hours", None), ("80 uur per week", "hours", None), ("1e3", "hours", None), ("80 of meer", "hours", None),
        ("twee weken", "hours", None), ("80 tot 160 uur", "hours", None), ("-8", "hours", None), ("1.20.0", "hours", None),
    ],
)  # fmt: skip
def test_a_number_with_words_around_it(text: str, unit: str, expected: str | None) -> None:
    assert text_of(meant.number(text, unit)) == expected


@pytest.mark.parametrize(
    ("text", "unit", "value", "key"),
    [("2 EC", "hours", "2", "credits"), ("56 uur", "credits", "56", "hours"), ("50%", "hours", "50", "percent")],
)
def test_a_number_of_another_unit_says_so(text: str, unit: str, value: str, key: str) -> None:
    assert meant.number(text, unit) == meant.Meant(value, key=key)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("80 tot 160 uur", "80-160"), ("80 t/m 160", "80-160"), ("80–160 uur", "80-160"), ("80 to 160 hours", "80-160")],
)
def test_two_numbers_where_a_field_takes_a_range(text: str, expected: str) -> None:
    assert text_of(meant.number(text, "hours", ranges=True)) == expected


@pytest.mark.parametrize(
    ("text", "expected", "safe"),
    [
        ("3 november 2025", "2025-11-03", True), ("3 nov. 2025", "2025-11-03", True), ("November 3, 2025", "2025-11-03", True),
        ("3rd of November 2025", "2025-11-03", True), ("maandag 3 november 2025", "2025-11-03", True),
        ("1 mrt 2026", "2026-03-01", True), ("1 maart 2026", "2026-03-01", True), ("per 1 Mei 2026", "2026-05-01", True),
        ("31 augustus 2026", "2026-08-31", True), ("Aug 31 2026", "2026-08-31", True),
        ("den 3e november 2025", "2025-11-03", True),
        ("03-11-2025", "2025-11-03", False), ("3/11/2025", "2025-11-03", False), ("3.11.2025", "2025-11-03", False),
        ("3-11-25", "2025-11-03", False), ("11/13/2025", "2025-11-13", False), ("2025-11-3", "2025-11-03", False),
        ("2025/11/03", "2025-11-03", False), ("20251103", "2025-11-03", False), ("2025-11-03T09:00:00Z", "2025-11-03", False),
        ("2025-11-03 09:00", "2025-11-03", False),
        ("2025\u201311\u201303", "2025-11-03", False), ("3\u201011\u20102025", "2025-11-03", False),
        ("3 - 11 - 2025", "2025-11-03", False),
        ("november 2025", None, None), ("31-31-2025", None, None), ("30 februari 2026", None, None), ("voorjaar", None, None),
        ("voorjaar 2025", None, None), ("3 november", None, None), ("2025", None, None), ("3 november 2025 of later", None, None),
    ],
)  # fmt: skip
def test_a_day(text: str, expected: str | None, safe: bool | None) -> None:
    found = meant.day(text)
    assert (text_of(found), found.safe if found else None) == (expected, safe)


@settings(deadline=None)
@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31)), st.sampled_from(["nl", "en"]))
def test_every_day_in_words_is_that_day(day: date, lang: str) -> None:
    from babel.dates import format_date

    assert text_of(meant.day(format_date(day, "d MMMM yyyy", locale=lang))) == day.isoformat()
    assert text_of(meant.day(format_date(day, "full", locale=lang))) == day.isoformat()
    assert text_of(meant.day(day.strftime("%d-%m-%Y"))) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 jaar", "P3Y"), ("drie jaar", "P3Y"), ("3 years", "P3Y"), ("1 jaar en 6 maanden", "P1Y6M"), ("18 maanden", "P18M"),
        ("36 mnd", "P36M"), ("30 dagen", "P30D"), ("p3y", "P3Y"), ("3Y", "P3Y"), ("onbeperkt", "unlimited"),
        ("Onbepaalde tijd", "unlimited"), ("Unlimited", "unlimited"), ("lifelong", "unlimited"),
        ("6 maanden en 1 jaar", None), ("3 weken", None), ("3", None), ("lang", None), ("", None),
    ],
)  # fmt: skip
def test_a_duration(text: str, expected: str | None) -> None:
    assert text_of(meant.duration(text)) == expected


@pytest.mark.parametrize(
    ("text", "key", "expected", "safe"),
    [
        ("NLQF 3", "nlqf", "3", True), ("nlqf-3", "nlqf", "3", True), ("NLQF3", "nlqf", "3", True),
        ("niveau 3", "nlqf", "3", True),
        ("Level 3", "nlqf", "3", True), ("NLQF-niveau 4+", "nlqf", "4+", True), ("nlqf 4 plus", "nlqf", "4+", True),
        ("niveau vier", "nlqf", "4", True), ("Level III", "nlqf", "3", True), ("mbo 3", "nlqf", "3", False),
        ("mbo-niveau 3", "nlqf", "3", False), ("EQF 3", "nlqf", "3", False), ("EQF 3", "eqf", "3", True),
        ("NLQF 3", "eqf", "3", False), ("niveau 9", "nlqf", None, None), ("niveau", "nlqf", None, None),
        ("3 of 4", "nlqf", None, None), ("31", "nlqf", None, None), ("hoog", "nlqf", None, None), ("3 keer", "nlqf", None, None),
    ],
)  # fmt: skip
def test_a_level_with_words_around_it(text: str, key: str, expected: str | None, safe: bool | None) -> None:
    found = meant.level(text, LEVELS, key)
    assert (text_of(found), found.safe if found else None) == (expected, safe)


@pytest.mark.parametrize(
    ("text", "expected", "safe"),
    [
        ("Nederlands", "nl", True), ("nederlands", "nl", True), ("Dutch", "nl", True), ("nld", "nl", True), ("dut", "nl", True),
        ("eng", "en", True), ("English", "en", True), ("Engels", "en", True), ("Duits", "de", True), ("deutsch", "de", True),
        ("Fries", "fy", True), ("het Nederlands", "nl", True), ("nl_NL", "nl-NL", True), ("Neder lands", "nl", True),
        ("Nederlandsch", "nl", False), ("Engles", "en", False), ("klinkt leuk", None, None), ("5", None, None),
    ],
)  # fmt: skip
def test_a_language(text: str, expected: str | None, safe: bool | None) -> None:
    found = meant.language(text)
    assert (text_of(found), found.safe if found else None) == (expected, safe)


@pytest.mark.parametrize(
    ("text", "expected", "safe"),
    [
        ("Nederland", "NL", True), ("nl", "NL", True), ("NLD", "NL", True), ("The Netherlands", "NL", True),
        ("Netherlands", "NL", True),
        ("België", "BE", True), ("Belgie", "BE", True), ("Belgium", "BE", True), ("Duitsland", "DE", True),
        ("Germany", "DE", True),
        ("Deutschland", "DE", True), ("Verenigd Koninkrijk", "GB", True), ("UK", "GB", True), ("Holland", "NL", False),
        ("EL", "GR", False), ("Nederlant", "NL", False), ("Atlantis in zee", None, None), ("5", None, None),
    ],
)  # fmt: skip
def test_a_country(text: str, expected: str | None, safe: bool | None) -> None:
    found = meant.country(text)
    assert (text_of(found), found.safe if found else None) == (expected, safe)


def test_every_country_and_language_is_known_by_its_names() -> None:
    from babel import Locale

    for lang in ("nl", "en"):
        territories = {code: name for code, name in Locale(lang).territories.items() if len(code) == 2 and code.isalpha()}
        assert [name for code, name in territories.items() if text_of(meant.country(name)) not in (code, None)] == []
        assert all(names.country_code(name) for name in territories.values())
        spoken = {code: name for code, name in Locale(lang).languages.items() if len(code) == 2 and len(name) > 3}
        assert [name for code, name in spoken.items() if names.language_code(name) != code] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("www.voorbeeld.nl", "https://www.voorbeeld.nl"), ("voorbeeld.nl/mc", "https://voorbeeld.nl/mc"),
        ("voorbeeld.nl?x=1", "https://voorbeeld.nl?x=1"), ("https//www.voorbeeld.nl", "https://www.voorbeeld.nl"),
        ("http:/voorbeeld.nl", "https://voorbeeld.nl"), ("htpps://voorbeeld.nl", "https://voorbeeld.nl"),
        ("https:voorbeeld.nl", "https://voorbeeld.nl"), ("//voorbeeld.nl", "https://voorbeeld.nl"),
        ("info@voorbeeld.nl", None), ("onze website", None), ("voorbeeld", None), ("javascript:alert(1)", None), ("", None),
    ],
)  # fmt: skip
def test_a_web_address(text: str, expected: str | None) -> None:
    assert text_of(meant.address(text)) == expected


@pytest.mark.parametrize(
    ("text", "place", "codes", "expected"),
    [
        ("online/fysiek", "mode", ("onsite", "online", "blended"), ("online", "onsite")),
        ("online en fysiek", "mode", ("onsite", "online", "blended"), ("online", "onsite")),
        ("docenten, werkgevers", "origin", ("employers", "teachers"), ("teachers", "employers")),
        ("docenten en tovenaars", "origin", ("employers", "teachers"), ()),
        ("docenten", "origin", ("employers", "teachers"), ()),
        ("docenten/docenten", "origin", ("employers", "teachers"), ()),
    ],
)
def test_several_codes_in_one_text(text: str, place: str, codes: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert meant.several_codes(text, codes, place) == expected


NORMALISERS: dict[str, Callable[[str], Any]] = {
    "yes_or_no": meant.yes_or_no,
    "number": lambda text: meant.number(text, "hours", ranges=True),
    "day": meant.day,
    "duration": meant.duration,
    "level": lambda text: meant.level(text, LEVELS, "nlqf"),
    "language": meant.language,
    "country": meant.country,
    "address": meant.address,
    "several_codes": lambda text: meant.several_codes(text, ("online", "onsite"), "mode"),
}


@pytest.mark.parametrize("name", NORMALISERS)
@pytest.mark.parametrize(
    "text", ["3² uur", "² november 2025", "²", "３ november 2025", "٨٠ uur", "P²Y", "niveau ³", "²-²-2025", "1²"]
)
def test_digits_of_other_scripts_are_no_numbers(name: str, text: str) -> None:
    assert NORMALISERS[name](text) in (None, ())


@pytest.mark.parametrize("name", NORMALISERS)
@pytest.mark.parametrize("text", [" " * 90_000 + "x", "8" * 90_000 + "x", "a, " * 30_000, "x" * 99_000, "a" + " " * 90_000 + "b"])
def test_a_text_that_is_too_long_to_be_a_value_takes_no_time(name: str, text: str) -> None:
    assert NORMALISERS[name](text) in (None, ())


@pytest.mark.parametrize("name", NORMALISERS)
@settings(deadline=None)
@given(text=st.text(max_size=40))
def test_no_text_breaks_a_normaliser(name: str, text: str) -> None:
    found = NORMALISERS[name](text)
    assert found is None or found == () or str(found)


def blocks(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if "properties" in schema:
        yield path, schema
    for name, part in schema.get("properties", {}).items():
        yield from blocks(part, f"{path}/{name}")
    if isinstance(schema.get("items"), dict):
        yield from blocks(schema["items"], f"{path}/*")


@pytest.mark.parametrize(("path", "schema"), [item for item in blocks(schema_of_dossier()) if item[0]])
def test_every_block_has_a_form_of_its_own_keys(path: str, schema: dict[str, Any]) -> None:
    import yaml

    form = yaml.safe_load(form_of(schema))
    assert form, path
    assert set(form) <= set(schema["properties"])
    assert set(schema.get("required", ())) <= set(form)
    assert schema.get("x-wraps", next(iter(form))) in form
