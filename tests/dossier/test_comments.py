from __future__ import annotations

import pytest

from tests.dossier.reading import document


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("a: 1 # een\n", [("# een", False)]),
        ("# een\na: 1\n", [("# een", True)]),
        ("a:\n  # een\n  b: 1\n", [("# een", True)]),
        ("a:\n  - b # een\n  -  # twee\n    c: 1\n", [("# een", False), ("# twee", False)]),
        ("a: b#c\n", []),
        ("a: 'b # c'\n", []),
        ('a: "b # c\n  # d"\n', []),
        ("'a # b': 1\n", []),
        ("a: |\n  # b\n  c # d\n", []),
        ("a: >- # een\n  # b\n", [("# een", False)]),
        ("a: |\n  b\n# een\nc: 1\n", [("# een", True)]),
        ("a: |\n  b\n\n# een\n", [("# een", True)]),
        ("a: [1, # een\n  2 # twee\n]\n", [("# een", False), ("# twee", False)]),
        ("a: 1\t# een\r\n# twee\rb: 2 # drie\n", [("# een", False), ("# twee", True), ("# drie", False)]),
        ("--- # een\na: 1\n... # twee\n", [("# een", False), ("# twee", False)]),
        ("a: 1 # een", [("# een", False)]),
        ("a: b\n  c # een\n", [("# een", False)]),
        ("a: &x # een\n  b: 1\n", [("# een", False)]),
        ("a: # één 😀\n  b: 1\n", [("# één 😀", False)]),
    ],
)
def test_comments_are_found_and_texts_are_not(text: str, comments: list[tuple[str, bool]]) -> None:
    found = document(text).comments
    assert [(comment.text, comment.own_line) for comment in found] == comments
    assert all(text[comment.span.start : comment.span.end] == comment.text for comment in found)
