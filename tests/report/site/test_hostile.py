"""Whatever a dossier says, a report shows it as text."""

from __future__ import annotations

import re

import pytest

from tests.hostile.cases import CASES, PAYLOADS, poisoned
from tests.report.site.making import make_site
from tests.report.site.reading import Element, check_safe, everything, read_site

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
#: What a report could take for something else than text.
_MORE = {
    "attribute breaker": '" autofocus onfocus=PWNED() x="',
    "single attribute breaker": "' onmouseover='PWNED()",
    "end of title": "</title><script>PWNED()</script>",
    "template": "{{ 7*7 }}{% include '/etc/passwd' %}PWNED",
    "script address": "javascript:PWNED()",
    "other site": "https://school.example@evil.example/PWNED",
    "SVG": "<svg onload=PWNED()><desc>",
    "path up": "../../PWNED",
    "character reference": "&quot;&gt;&lt;script&gt;PWNED",
    "empty": "",
}


def _links(payload: str) -> str:
    """Return a valid dossier that says a text where pages could make links, ids and names of files of it."""
    text = '"' + payload.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r") + '"'
    text = _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return (
        f"mclint: 1\nid: a/b\ntitle: {text}\nlanguage: nl\nstatus: offered\nsummary: {{{text}: x, en: {text}}}\n"
        f"provider: {{name: {text}, url: {text}}}\nquality: {{complaints: {text}}}\ncredential: {{stackable_into: [{text}]}}\n"
        f"learning_outcomes: [{{id: {text}, text: {text}}}]\n"
        f"assessments: [{{id: {text}, title: {text}, type: portfolio, outcomes: [{text}], criteria: {text}}}]\n"
        f"exam_committee: {{name: {text}, sign_off: {{decision: approved, conditions: [{{text: {text}}}]}}}}\n"
    )


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Element]:
    dossiers, site = tmp_path_factory.mktemp("dossiers"), tmp_path_factory.mktemp("site")
    for number, payload in enumerate([*PAYLOADS.values(), *_MORE.values()]):
        (dossiers / f"p{number}.yaml").write_text(poisoned(payload), "utf-8", "surrogatepass")
        (dossiers / f"l{number}.yaml").write_text(_links(payload), "utf-8")
    for number, case in enumerate(CASES):
        if case.kind in ("file name", "YAML"):
            case.write(dossiers / str(number))
    make_site(dossiers, site)
    for path in site.rglob("*"):
        assert path.is_dir() or not _STEERING.search(path.read_text("utf-8")), path
        assert re.fullmatch(r"[A-Za-z0-9._-]+", path.name)
    return read_site(site)


def test_nothing_of_a_dossier_becomes_an_element_an_attribute_or_a_link(pages: dict[str, Element]) -> None:
    assert len(pages) > 100
    for page in pages.values():
        check_safe(page)


def test_what_was_said_is_shown(pages: dict[str, Element]) -> None:
    shown = "".join(page.text for name, page in pages.items() if name.startswith("dossiers/"))
    for text in (
        "<script>PWNED()</script>",
        "{{ 7*7 }}",
        "javascript:PWNED()",
        "]]>PWNED",
        '" autofocus onfocus=PWNED()',
        "\\u202ePWNED",
    ):
        assert text in shown


def test_only_plain_addresses_are_links(pages: dict[str, Element]) -> None:
    links = {e.attributes["href"] for page in pages.values() for e in everything(page) if "href" in e.attributes}
    outside = {link for link in links if ":" in link}
    assert all(re.fullmatch(r"https?://[a-z0-9.-]+(/[!-~]*)?", link) for link in outside)
    assert not any("PWNED" in link for link in links - outside)
