"""The summary for people on GitHub and GitLab: complete, of limited size, and nothing in it but text."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from mclint.engine.run import run
from mclint.engine.worker import RunOptions
from mclint.findings import Finding, Report
from mclint.model import Severity
from mclint.report.escape import markdown, markdown_code, visible
from mclint.report.formats import Context, render
from mclint.report.markdown import LEAST_BYTES, MOST_COMMENT_BYTES, summarise
from tests.conftest import ROOT, TODAY
from tests.hostile.cases import PAYLOADS

#: What a page links, mentions or replaces in the texts between tags: GitHub and GitLab look after Markdown was read.
LINKED = re.compile(
    r"@\w|#\d|GH-\d|!\d|\$\w|%\w|~\w|&\d|:[+\w-]+:|(?:https?|ftp|mailto|xmpp):\S|www\.\w|\b[0-9a-f]{7,40}\b|\w\.[a-z]{2,}",
    re.IGNORECASE,
)
PARTS = ("https://", "www.", "@", "a.nl", "[^1]", "GH-1", "deadbeef0", " ", "1.", "- ")
HOSTILE = (
    st.text(st.characters(), max_size=40)
    | st.text("@#[](){}<>!|`*_~&$^\\:/w.h \t\n\r\x1b%,-=+1a\"'?;\u202e\u200b", max_size=60)
    | st.lists(st.sampled_from([*PAYLOADS.values(), "https://", "www.", "@", "a.nl", "[^1]", "GH-1", "deadbeef0", " "])).map(
        "".join
    )
)


class Page(HTMLParser):
    """Gathers the texts and tags of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.texts: list[str] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open = False

    def handle_endtag(self, tag: str) -> None:
        self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[-1] += data
        else:
            self.texts.append(data)
        self._open = True


#: With tables, strikethrough and more links than GitHub makes (bare domains too).
PARSER = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(["table", "strikethrough", "linkify"])


def page_of(text: str) -> Page:
    page = Page()
    page.feed(PARSER.render(text))
    page.close()
    return page


@cache
def checked() -> Report:
    return run(["examples/bad", "examples/good"], RunOptions(TODAY, use_cache=False, isolated=True))


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def context(fail: Severity = Severity.ERROR) -> Context:
    return Context(lambda _: None, root=ROOT, fails=lambda finding: finding.severity.rank <= fail.rank)


def written(report: Report, fail: Severity = Severity.ERROR) -> str:
    return "".join(f"{line}\n" for line in render("markdown", report, context(fail)))


@given(HOSTILE)
@example("https://evil.example/x www.evil.example a@b.nl @iemand #12 GH-12 a/b#1 0123456789abcdef0123 :tada: [^1] $x$")
@example("a\\|b`|`[x]: https://evil.example")
def test_any_text_in_a_table_is_shown_as_it_is_and_nothing_more(text: str) -> None:
    page = page_of(f"| a | b |\n|---|---|\n| x{markdown(text)} | {markdown_code(text)} |\n")
    assert [tag for tag in page.tags if tag != "b"] == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td", "code"]
    shown = visible(re.sub(r"[ \t\r\n]+", " ", text).strip(" \t\r\n"))
    cells = [cell.strip() for cell in "".join(page.texts).split("\n")]
    assert [cell for cell in cells if cell] == [cell for cell in ("a", "b", f"x{shown}".strip(), shown.strip()) if cell]
    assert [part for part in page.texts if LINKED.search(part)] == []


@given(HOSTILE)
def test_any_text_in_the_title_of_a_fold_is_shown_as_it_is(text: str) -> None:
    page = page_of(f"<details>\n<summary>{markdown_code(text)}</summary>\n\nx\n\n</details>\n")
    assert [tag for tag in page.tags if tag != "b"] == ["details", "summary", "code", "p"]
    assert [part for part in page.texts if LINKED.search(part)] == []


def test_a_zero_width_sign_does_not_stand_for_the_break() -> None:
    assert "\u200b" not in markdown("@iemand #12 https://example.net")
    assert markdown("a\0b") == "a&#92;x00b"


def test_every_finding_is_shown_with_its_place_and_help() -> None:
    report = checked()
    text = "".join(f"{line}\n" for line in summarise(report, context(), 10_000_000))
    page = page_of(text)
    dossiers = {(finding.location.path, finding.document, finding.dossier) for finding in report.findings}
    assert page.tags.count("table") == page.tags.count("details") == len(dossiers)
    assert page.tags.count("tr") == len(report.findings) + len(dossiers)
    shown = "".join(page.texts)
    for finding in report.findings:
        assert finding.rule in shown
        assert visible(finding.message) in shown
        assert visible(finding.help) in shown
    own = ["h2", "p", "details", "summary", "code", "b", "table", "thead", "tbody", "tr", "th", "td", "br", "strong"]
    assert set(page.tags) <= set(own)


@pytest.mark.parametrize(
    ("findings", "fail", "title"),
    [
        ([], Severity.ERROR, "## ✅ mclint: alles in orde"),
        (["error"], Severity.ERROR, "## ❌ mclint: nog niet in orde"),
        (["warning", "note"], Severity.ERROR, "## ⚠️ mclint: in orde, met aandachtspunten"),
        (["warning"], Severity.WARNING, "## ❌ mclint: nog niet in orde"),
    ],
)
def test_the_title_follows_the_fail_level(findings: list[str], fail: Severity, title: str) -> None:
    first = checked().findings[0]
    found = [replace(first, severity=Severity(name)) for name in findings]
    assert written(Report(findings=found, files=["a.yaml"], dossiers=1, lang="nl"), fail).startswith(f"{title}\n")


def test_what_the_run_says_about_itself_is_shown() -> None:
    report = replace(checked(), findings=[], remarks=["@iemand | zegt iets"], failures=("regel MC201 brak af",), known=[first()])
    text = written(report)
    assert text.startswith("## ❌ mclint: de controle is niet volledig\n")
    assert "1 al bekend" in text
    shown = "".join(page_of(text).texts)
    assert "@iemand | zegt iets" in shown
    assert "regel MC201 brak af" in shown
    assert first().message not in shown


def test_a_long_list_is_folded() -> None:
    few = replace(checked(), findings=[first()])
    assert "<details open>" in written(few)
    assert "<details>" in written(checked())
    assert "<details open>" not in written(checked())


@pytest.mark.parametrize("room", [LEAST_BYTES, LEAST_BYTES + 700, 20_000, MOST_COMMENT_BYTES, 1_000_000])
def test_a_summary_stays_within_its_room_and_counts_what_is_left_out(room: int) -> None:
    report = checked()
    many = [replace(item, location=replace(item.location, path=f"{n:05}.yaml")) for n in range(60) for item in report.findings]
    large = replace(report, findings=many, remarks=["x@y " * 200] * 900)
    text = "".join(f"{line}\n" for line in summarise(large, context(), room))
    assert len(text.encode()) <= room
    counted = re.search(r"geen plaats voor nog (\d+) bevindingen", text)
    rows = len(re.findall(r"^\| \d+:\d+", text, re.MULTILINE))
    assert rows + int(counted[1] if counted else 0) == len(many)
    assert re.search(r"en nog \d+ mededelingen", text)


def test_errors_stay_where_not_everything_fits() -> None:
    text = "".join(f"{line}\n" for line in summarise(checked(), context(), 12_000))
    assert re.search(r"^\|.* ❌ fout ", text, re.MULTILINE)
    assert not re.search(r"^\|.* ⚠️ waarschuwing |^\|.* ℹ️ opmerking ", text, re.MULTILINE)


def test_an_endless_text_is_shortened() -> None:
    long = replace(first(), message="[" * 100_000, help="@" * 100_000)
    assert len(written(replace(checked(), findings=[long])).encode()) < MOST_COMMENT_BYTES


def first() -> Finding:
    return checked().findings[0]
