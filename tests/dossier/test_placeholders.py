"""Texts that say nothing yet, in every text field of the format, and texts that only look so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mclint.catalog.frameworks import framework_names
from mclint.catalog.messages import LANGUAGES
from mclint.data import schemas_dir
from mclint.dossier.document import MAY_BE_EMPTY, Document, State
from mclint.dossier.load import load_bytes
from mclint.dossier.placeholders import is_placeholder
from mclint.dossier.starting import starting_dossier
from mclint.engine.schema import validate
from mclint.texts.sentences import sentence
from tests.checking import check_text

SCHEMA = json.loads((schemas_dir() / "dossier.schema.json").read_text("utf-8"))
STATUSES = SCHEMA["properties"]["status"]["enum"]
WITHOUT_LETTERS = ["-", "?", "___", "🙂", "…", "\u2013", "\u00a0", "[ ]", "(!)"]


def texts_of(schema: dict[str, Any], tokens: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield the path of every text field that no list of codes limits, and whether it can hold several languages."""
    branches = [schema, *schema.get("anyOf", ()), *schema.get("oneOf", ())]
    prose = schema.get("x-kind") == "prose"
    if prose or any("string" in str(branch.get("type", "")) and "enum" not in branch for branch in branches):
        yield tokens, prose
    if prose:
        return
    for branch in branches:
        for name, child in branch.get("properties", {}).items():
            yield from texts_of(child, (*tokens, name))
        if isinstance(branch.get("items"), dict):
            yield from texts_of(branch["items"], (*tokens, "0"))


FIELDS = sorted({item for item in texts_of(SCHEMA) if item[0] != ("status",)})


def holding(tokens: tuple[str, ...], value: object, status: str) -> Document:
    """Return a dossier that holds a value at a path, and little more; its texts stand in quotes, and so are texts."""
    held = value
    for token in reversed(tokens[1:]):
        held = [held] if token == "0" else {token: held}
    data = {"mclint": 1, "language": "nl", "status": status, tokens[0]: held}
    (document,) = load_bytes(json.dumps(data, ensure_ascii=False).encode(), "x.yaml").documents
    return document


def test_the_fields_of_the_format_are_found() -> None:
    pointers = {"/".join(tokens) for tokens, _ in FIELDS}
    assert {"title", "learning_outcomes/0/text", "audience/prerequisites/0", "exam_committee/name", "partners/0/name"} <= pointers
    assert sum(prose for _, prose in FIELDS) >= len(("title", "summary", "criteria"))


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize(("tokens", "prose"), FIELDS, ids=lambda item: "/".join(item) if isinstance(item, tuple) else "")
def test_a_text_without_a_letter_is_missing_in_every_text_field(tokens: tuple[str, ...], prose: bool, status: str) -> None:
    pointer = "/" + "/".join(tokens)
    for text in WITHOUT_LETTERS:
        document = holding(tokens, text, status)
        assert document.state(pointer) is State.MISSING, text
        assert list(document.find(pointer)) == []
        if tokens[-1] == "0" and tokens[-2] not in MAY_BE_EMPTY:
            assert document.state(pointer.removesuffix("/0")) is State.MISSING, text
        if prose:
            document = holding(tokens, {"nl": text}, status)
            assert document.state(f"{pointer}/nl") is State.MISSING
            told = {item.hit.place.pointer: item.hit.message for item in validate(document, frozenset(framework_names()))}
            assert told[pointer] == "language-lacks"


@pytest.mark.parametrize("text", [sentence(f"init.{key}").text(lang) for lang in LANGUAGES for key in ("title", "outcome")])
def test_what_the_template_says_is_a_placeholder_however_it_is_set(text: str) -> None:
    assert is_placeholder(text)
    assert is_placeholder(f"  {text.upper().rstrip('.')} ")
    assert is_placeholder(text.replace(" ", "\n  ", 1))


@pytest.mark.parametrize(
    "text",
    [
        "[invullen]",
        "[titel].",
        "[handeling] [situatie]",
        "[hours]",
        "[1]",
        "\uff3binvullen\uff3d",
        "De lerende maakt een plan bij [situatie].",
        "De lerende " + "maakt een heel lang plan " * 10 + "volgens [Norm].",
    ],
)
def test_an_open_slot_is_a_placeholder(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        *("nog invullen", "Nog in te vullen.", "volgt", "Volgt nog...", "Tekst volgt", "nog niet bekend", "Wordt nog aangevuld"),
        *("P.M.", "n.n.b.", "Niet van toepassing", "nog  te bepalen", "hier tekst invoeren", "To be confirmed", "tba"),
        *("Klik of tik om tekst in te voeren.", "Click or tap here to enter text.", "Kies een item."),
    ],
)
def test_what_people_and_forms_leave_open_is_a_placeholder(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        "<motivatie>",
        "{titel}",
        "<invullen>.",
        "De lerende voert <handeling> uit bij {situatie}.",
        "De lerende " + "maakt een heel lang plan " * 10 + "volgens <norm>.",
    ],
)
def test_a_slot_in_other_brackets_is_one_too(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        "<https://www.example.org/klachten>",
        "<klachten@example.org>",
        "Temperatuur < 7 graden en pH > 5",
        "De opleiding volgt de lerende",
        "Nog niet bekend bij werkgevers",
        "De lerende past de richtlijn toe [1].",
        "De lerende past de norm [NEN 1010] toe.",
        "Zie [de handreiking](https://www.example.org).",
        "Valpreventie [pilot]",
        "a[0]",
        "Titel van de microcredential valpreventie",
        "De norm in een situatie",
    ],
)
def test_other_brackets_are_the_authors_own(text: str) -> None:
    assert not is_placeholder(text)


@given(st.text("abc xyz", min_size=1, max_size=30), st.text("abc 123", max_size=12), st.text("abc xyz", max_size=30))
def test_a_bracket_is_a_placeholder_only_where_nothing_else_is_said(before: str, held: str, behind: str) -> None:
    assert is_placeholder(f"[{held}]")
    said = before + behind
    assert is_placeholder(f"{before}[{held}]{behind}") is not any(map(str.isalnum, said))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("framework", framework_names())
@pytest.mark.parametrize("status", STATUSES)
def test_the_untouched_template_fails_on_all_that_init_made_up(lang: str, framework: str, status: str) -> None:
    text = starting_dossier("x.yaml", framework, lang, None, "roc-aan-zee")
    text = text.replace("status: in-development", f"status: {status}", 1)
    open_still = {item.pointer for item in check_text(text).findings if item.severity.value == "error" and item.rule == "MC004"}
    made_up = {"/id", "/title", "/learning_outcomes/0/text"}
    assert open_still == (set() if status == "in-development" else made_up)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_template_with_an_own_title_is_open_in_its_outcome_only(lang: str) -> None:
    text = starting_dossier("x.yaml", "npuls-mbo", lang, "Valpreventie", "roc-voorbeeld")
    found = check_text(text.replace("status: in-development", "status: offered", 1)).findings
    assert [item.pointer for item in found if item.rule == "MC004"] == ["/learning_outcomes/0/text"]
