"""A comma between brackets that cuts a text in two is told of, with what YAML made of it."""

from __future__ import annotations

import pytest

from mclint.dossier.load import load_bytes
from mclint.engine.schema import validate

HEAD = "mclint: 1\nid: roc/val\ntitle: Zorg\nlanguage: {}\nstatus: developed\nlearning_outcomes: [{{id: LO1, text: Meet.}}]\n"


def told(text: str, language: str = "nl") -> list[tuple[str, str, str]]:
    (document,) = load_bytes((HEAD.format(language) + text).encode(), "x.yaml").documents
    return [(item.rule, item.hit.message, str(item.hit.fields.get("whole", ""))) for item in validate(document, frozenset())]


@pytest.mark.parametrize(
    ("text", "message", "whole"),
    [
        (
            "audience: {prerequisites: [Diploma monteur, of vijf jaar ervaring]}\n",
            "comma-in-list",
            "Diploma monteur, of vijf jaar ervaring",
        ),
        (
            "audience:\n  prerequisites: [Rijbewijs B,\n    mits het geldig is]\n",
            "comma-in-list",
            "Rijbewijs B, mits het geldig is",
        ),
        ("employers: [{name: Jansen, Pieters en Zonen}]\n", "comma-in-map", "Jansen, Pieters en Zonen"),
        ("provider: {name: ROC Voorbeeld, Zorg, country: NL}\n", "comma-in-map", "ROC Voorbeeld, Zorg"),
        (
            "workload: {sbu: 80, rationale: Naast het werk, dus in twee weken}\n",
            "comma-in-map",
            "Naast het werk, dus in twee weken",
        ),
    ],
)
def test_a_text_that_is_cut_in_two(text: str, message: str, whole: str) -> None:
    assert told(text) == [("MC005", message, whole)]


def test_each_language_has_its_own_words() -> None:
    text = "audience: {prerequisites: [Diploma, or five years of work]}\n"
    assert told(text, "en") == [("MC005", "comma-in-list", "Diploma, or five years of work")]
    assert told(text, "nl") == []


@pytest.mark.parametrize(
    "text",
    [
        "audience: {prerequisites: [Diploma monteur, Rijbewijs B]}\n",
        "audience: {prerequisites: ['Diploma', 'of vijf jaar ervaring']}\n",
        "audience:\n  prerequisites:\n    - Diploma\n    - of vijf jaar ervaring\n",
        "x-talen: [nl, en]\ndemand: {origin: [employers, teachers]}\n",
        "provider: {name: 'Jansen, Pieters en Zonen', url: }\n",
    ],
)
def test_a_list_that_is_meant(text: str) -> None:
    assert told(text) == []
