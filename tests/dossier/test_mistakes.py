from __future__ import annotations

import pytest

from mclint.dossier.load import load_bytes
from tests.dossier.reading import problems


@pytest.mark.parametrize(
    ("text", "message", "seen"),
    [
        ("title: Zorg: een inleiding\n", "unquoted-colon", "Zorg: een inleiding"),
        ("- Zorg: een: inleiding\n", "unquoted-colon", "een: inleiding"),
        ("a:\n  - text: Zorg: x\n", "unquoted-colon", "Zorg: x"),
        ("text: De lerende: meet\n  en weegt\n", "unquoted-colon", "De lerende: meet"),
        ('"a": b: c\n', "unquoted-colon", "b: c"),
        ("url: http://x\ntitle: Zorg: http://x\n", "unquoted-colon", "Zorg: http://x"),
        ("title: @zorg\n", "starts-with", "@"),
        ("contact: -\ntitle: x\n", "only-sign", "-"),
        ("contact: ?\ntitle: x\n", "only-sign", "?"),
        ("level: -\n  nlqf: 4\n", "only-sign", "-"),
        ("a:\n  - contact: - # nog niets\n", "only-sign", "-"),
        ("```yaml\ntitle: x\n```\n", "fence", "```yaml"),
        ("title: x\n```\n", "fence", "```"),
        ("  ``` yml\ntitle: x\n", "fence", "``` yml"),
        ("title: `zorg`\n", "starts-with", "`"),
        ("title: %zorg\n", "starts-with", "%"),
        ("title: *zorg\n", "starts-with", "*zorg"),
        ("title: **vet** tekst\n", "starts-with", "*"),
        ("title: & zorg\n", "starts-with", "&"),
        ("title: - zorg\n", "starts-with", "-"),
        ("title: | zorg\n", "starts-with", "|"),
        ("title: > 80 uur\n", "starts-with", ">"),
        ("title: ,zorg\n", "starts-with", ","),
        ("title: [basis] Zorg\n", "starts-with", "["),
        ("title: {basis} Zorg\n", "starts-with", "{"),
        ('title: "Zorg" en welzijn\n', "text-after-quote", '"Zorg" en welzijn'),
        ("title: 's middags en 's avonds\n", "text-after-quote", "'s middags en 's avonds"),
        ("title: 's middags\n", "open-quote", "'"),
        ('title: "Zorg\nlanguage: nl\n', "open-quote", '"'),
        ('title: "Zorg\nlanguage: nl\nsummary: "Wat je leert"\n', "open-quote", '"'),
        ("title: 'Zorg\nlanguage: nl\nsummary: 'Wat je leert'\n", "open-quote", "'"),
        ('a:\n  - "Zorg\n  - b: 1\n    c: "Wat je leert"\n', "open-quote", '"'),
        ('a: [x, "Zorg, y]\nb: 1\nc: "Wat je leert"\n', "open-quote", '"'),
        ('title: "Zorg" en "welzijn"\n', "text-after-quote", '"Zorg" en "welzijn"'),
        ('title: "Zorg\n  en welzijn" thuis\n', "text-after-quote", '"Zorg'),
        ('title: "C:\\zorg"\n', "backslash", "\\z"),
        ('title: "\\x4"\n', "backslash", "\\x"),
        ("level: {nlqf: 4\nstatus: x\n", "open-bracket", "{"),
        ("a: [1, 2\nb: 3\n", "open-bracket", "["),
        ("a: [\n", "open-bracket", "["),
        ("a: [1, 2]]\n", "unreadable", "]"),
        ("\ttitle: Zorg\n", "tab", "\t"),
        ("level:\n\tnlqf: 4\n", "tab", "\t"),
        ("level:\n  nlqf: 4\n\teqf: 4\n", "tab", "\t"),
        ("title: Zorg\nlanguage nl\nstatus: developed\n", "no-colon", "language nl"),
        ("title: Zorg\nlanguage\n", "no-colon", "language"),
        ("x: |\n a\nb\n", "no-colon", "b"),
        ("mclint:1\ntitle: x\n", "no-blank", "mclint:1"),
        ("mclint: 1\ntitle:Zorg\nstatus: x\n", "no-blank", "title:Zorg"),
        ("a:\n  - b\n  -c\n", "no-blank", "-c"),
        ("level:\n  nlqf = 4\n  eqf: 4\n", "no-colon", "nlqf = 4"),
        ("- id 1\n  text: a\n", "no-colon", "id 1"),
        ("a:\n  - b\n  •c\n", "no-blank", "•c"),
        ("a:\n  - id: b\n  –id: c\n    text: d\n", "no-blank", "–id: c"),
        ("title: Zorg\n  language: nl\n", "indentation", "language"),
        ("title:\n    nl: a\n  en: b\n", "indentation", "en"),
        ("a:\n  - b\n - c\n", "indentation", "-"),
        ("%YAML 3.0\n---\na: 1\n", "unreadable", "%"),
        ("a: 1\r\nb: c: d\r\n", "unquoted-colon", "c: d"),
        ("é: 😀\ntitle: é: 😀\n", "unquoted-colon", "é: 😀"),
    ],
)
def test_the_cause_is_named_and_underlined(text: str, message: str, seen: str) -> None:
    assert problems(text) == [("MC001", message, seen)]


def test_where_the_parser_gave_up_is_the_related_place() -> None:
    text = 'title: "Zorg\nlanguage: nl\n'
    ((problem),) = load_bytes(text.encode(), "x.yaml").problems
    (related,) = problem.hit.related
    assert related.place.span.start == len(text)


@pytest.mark.parametrize("text", ["", " ", "\n", "---\n", "# over\n", "~\n", "---\n---\n"])
def test_an_empty_file_is_no_mistake_in_yaml(text: str) -> None:
    loaded = load_bytes(text.encode(), "x.yaml")
    assert (loaded.problems, loaded.documents) == ([], [])
