from __future__ import annotations

import pytest

from mclint.dossier.load import load_bytes
from tests.checking import check_text
from tests.dossier.reading import problems

SIGNS = [
    ("\\u200b", "invisible"), ("\\xAD", "invisible"), ("\\U000E0061", "invisible"), ("\\u034F", "invisible"),
    ("\\u3164", "invisible"), ("\\uFE0F", "invisible"), ("\\u180E", "invisible"), ("\\u2800", "invisible"),
    ("\\u202e", "bidi"), ("\\u2066", "bidi"), ("\\0", "control"), ("\\a", "control"), ("\\e", "control"), ("\\x7F", "control"),
    ("\\N", "line-separator"), ("\\L", "line-separator"), ("\\P", "line-separator"), ("\\u2028", "line-separator"),
]  # fmt: skip
PLACES = [
    'title: "Zo{}rg"\n', '"ti{}tle": Zorg\n', 'a:\n  - {{text: "Zo{}rg"}}\n', 'x-own: {{"y{}z": 1}}\n', 'a: [&b "Zo{}rg", *b]\n',
    'a: "eerste\n  re{}gel"\n', '!!str "Zo{}rg"\n',
]  # fmt: skip


@pytest.mark.parametrize(("escape", "message"), SIGNS)
@pytest.mark.parametrize("place", PLACES)
def test_an_escape_is_found_where_it_stands(escape: str, message: str, place: str) -> None:
    assert problems(place.format(escape)) == [("MC006", message, escape)]


@pytest.mark.parametrize(
    "text", ['"a\\tb\\n"', '"\\_5 uur"', '"\\"\\\\\\/"', "'\\u200b'", "\\u200b", '"👩\\u200d⚕\\ufe0f"', '"❤\\uFE0F"', '"\\u00e9"']
)
def test_other_escapes_are_fine(text: str) -> None:
    assert problems(f"title: {text}\n") == []


def test_an_escape_is_told_with_its_field_and_code() -> None:
    (problem,) = load_bytes(b'a:\n  - "x\\u200By"\n---\nb: 1\n', "x.yaml").problems
    assert (problem.document, problem.hit.place.pointer, dict(problem.hit.fields)) == (1, "/a/0", {"code": "U+200B"})


@pytest.mark.parametrize("sign", ["\u034f", "\u3164", "\ufe0f", "\U000e0061", "\u180b", "\u2800", "\u115f", "\u206a", "\ufff9"])
def test_more_signs_that_do_not_show(sign: str) -> None:
    assert problems(f'title: "Zo{sign}rg"\n') == [("MC006", "invisible", sign)]
    assert problems(f"title: Zo{sign}\n")[:1] == [("MC006", "invisible", sign)]


@pytest.mark.parametrize(
    "text", ["❤️", "1️⃣", "👩‍⚕️", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "⠃⠀⠗", "葛\U000e0100", "ᄀᅠ"]
)
def test_signs_that_do_their_work(text: str) -> None:
    assert problems(f"title: {text}\n") == []


WORD = "bеgrijpt"


@pytest.mark.parametrize(
    ("dossier", "covered"),
    [
        (f"title: Hij {WORD} het\n", WORD), (f"title: '{WORD}'\n", WORD), (f"a:\n  text: >-\n    Hij\n    {WORD} het\n", WORD),
        (f"a: |\n  {WORD}\n", WORD), ("titlе: x\nb: 1\n", "titlе"),
        ('"titl\\u0435": x\n', "titl\\u0435"), ('a: "b\\u0435grijpt"\n', "b\\u0435grijpt"),
        (f"x-own: [{WORD}]\n", WORD), (f"a: &t {WORD}\nb: *t\n", WORD), (f"title: {{nl: {WORD}}}\n", WORD), (f"{WORD}\n", WORD),
        ('a: "be\\xADgrijр\\u0301t"\n', "be\\xADgrijр\\u0301t"), ("provider: {name: RОС Voorbeeld}\n", "RОС"),
    ],
)  # fmt: skip
def test_a_word_of_mixed_scripts_is_found_in_every_text(dossier: str, covered: str) -> None:
    found = [item for item in problems(dossier) if item[1] != "invisible"]
    assert found == [("MC006", "mixed-scripts", covered)]


def test_a_comment_is_not_read() -> None:
    assert problems(f"a: 1 # {WORD}\n") == []


def test_a_word_is_told_with_its_sign() -> None:
    (problem,) = load_bytes(f"a: 1\n---\nb: {WORD}\n".encode(), "x.yaml").problems
    assert (problem.document, problem.hit.place.pointer) == (2, "/b")
    assert dict(problem.hit.fields) == {"word": WORD, "sign": "е", "code": "U+0435"}


def test_a_word_all_in_another_script_is_a_warning() -> None:
    assert problems("title: draag een саре\n") == [("MC006", "look-alike", "саре")]
    assert problems("title: Он поёт в хоре\n") == []


def test_findings_about_texts_stop_at_fifty() -> None:
    assert len(problems('a: "' + "\\u200b" * 300 + f'{WORD} "\n' + f"b: {' '.join([WORD] * 300)}\n")) == 50


def test_files_that_nobody_reads_as_a_dossier_may_hold_anything() -> None:
    assert load_bytes(f'a: "{WORD} \\u202e"\n'.encode(), "x.yaml", texts=False).problems == []


def test_severities() -> None:
    found = check_text(f'mclint: 1\ntitle: "{WORD} \\u200b\\u202e een саре"\n').findings
    assert [(item.message, item.severity.value) for item in found if item.rule == "MC006"] == [
        ('In "bеgrijpt" is "е" (U+0435) een letter uit een ander schrift.', "error"),
        ("Hier staat een onzichtbaar teken (U+200B).", "note"),
        ("Hier staat een teken dat de leesrichting omdraait (U+202E).", "error"),
        ('"саре" lijkt gewoon geschreven, maar alle letters komen uit een ander schrift (U+0441).', "warning"),
    ]
