"""What codes are called: every code that the schema knows has its name in both languages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from mclint.catalog.frameworks import framework_names
from mclint.catalog.messages import LANGUAGES
from mclint.codes import called, codes_of, with_label
from mclint.data import schemas_dir

SCHEMA: Any = json.loads((schemas_dir() / "dossier.schema.json").read_text("utf-8"))


def lists(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every part of the schema that lists codes."""
    if isinstance(schema, dict):
        if "enum" in schema and schema.get("x-kind") == "code":
            yield path, schema
        for key, part in schema.items():
            yield from lists(part, f"{path}/{key}")
    elif isinstance(schema, list):
        for place, part in enumerate(schema):
            yield from lists(part, f"{path}/{place}")


@pytest.mark.parametrize(("path", "schema"), list(lists(SCHEMA)))
def test_every_code_of_the_schema_has_its_names(path: str, schema: dict[str, Any]) -> None:
    codes = {str(code) for code in schema["enum"] if code is not None}
    assert set(codes_of(schema["x-codes"])) == codes, path
    for lang in LANGUAGES:
        names = [called(schema["x-codes"], code, lang) for code in codes]
        assert all(names)
        assert len(set(names)) == len(names)


def test_every_framework_of_the_package_has_a_short_name() -> None:
    assert set(codes_of("framework")) == set(framework_names())


@pytest.mark.parametrize(
    ("name", "code", "lang", "expected"),
    [
        ("employer_roles", "co-creator", "nl", "co-creator (medeontwikkelaar)"),
        ("employer_roles", "other", "en", "other"),
        ("status", "offered", "nl", "offered (wordt aangeboden)"),
        ("status", "offered", "en", "offered"),
        ("level", "4", "nl", "4"),
        ("level", "4+", "nl", "4+"),
        ("form", "edubadge", "nl", "edubadge"),
        ("sector", "zorg-welzijn-sport", "nl", "zorg-welzijn-sport"),
        ("sector", "zorg-welzijn-sport", "en", "zorg-welzijn-sport (care, welfare and sport)"),
        ("status", "no such code", "nl", "no such code"),
        ("no such list", "code", "nl", "code"),
    ],
)
def test_a_code_stands_alone_where_its_name_says_nothing_more(name: str, code: str, lang: str, expected: str) -> None:
    assert with_label(name, code, lang) == expected
