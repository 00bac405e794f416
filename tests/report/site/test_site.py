"""The pages of a report: they are whole, lead where they say, say the same in every form, and never change by themselves."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest

from mclint.catalog.frameworks import framework_names
from mclint.entries import Standing, Verdict, standing_of
from mclint.report.site.catalogue import Catalogue
from tests.report.site.making import CATALOGUE, CHOSEN, files_of, gathered, make_dossiers, make_site
from tests.report.site.reading import Element, check_safe, everything, read_page, read_site

CSP = "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'"


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_dossiers(tmp_path_factory.mktemp("dossiers"))


@pytest.fixture(scope="module", params=["nl", "en"])
def made(request: pytest.FixtureRequest, dossiers: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Catalogue]:
    site = tmp_path_factory.mktemp("site")
    return site, make_site(dossiers, site, request.param)


@pytest.fixture
def pages(made: tuple[Path, Catalogue]) -> dict[str, Element]:
    return read_site(made[0])


def test_every_page_is_whole_and_safe(pages: dict[str, Element]) -> None:
    assert {"index.html", "dossiers.html", "overlaps.html", "rules.html"} < set(pages)
    for page in pages.values():
        check_safe(page)


def test_every_page_has_a_language_a_title_landmarks_and_headings_in_order(
    made: tuple[Path, Catalogue], pages: dict[str, Element]
) -> None:
    for name, page in pages.items():
        (html,) = page.find("html")
        assert html.attributes["lang"] == made[1].words.lang
        assert html.find("title")[0].text.split("|")[0].strip()
        for landmark in ("header", "main", "footer"):
            assert len(page.find(landmark)) == 1, name
        assert len(page.find("h1")) == 1
        levels = [int(element.tag[1]) for element in everything(page) if re.fullmatch("h[1-6]", element.tag)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), name
        assert html.find("a")[0].attributes["href"] == "#content"
        assert all(head.attributes.get("scope") for head in page.find("th"))


def test_the_policy_comes_before_everything_that_loads(pages: dict[str, Element]) -> None:
    for page in pages.values():
        head = page.find("head")[0]
        policy = next(i for i, item in enumerate(head.children) if "http-equiv" in item.attributes)
        assert head.children[policy].attributes["content"] == CSP
        assert policy == 1


def test_every_link_and_every_reference_resolves(made: tuple[Path, Catalogue], pages: dict[str, Element]) -> None:
    ids = {name: [e.attributes["id"] for e in everything(page) if "id" in e.attributes] for name, page in pages.items()}
    for name, found in ids.items():
        assert len(found) == len(set(found)), name
    for name, page in pages.items():
        for element in everything(page):
            for attribute in ("aria-labelledby", "for"):
                for target in element.attributes.get(attribute, "").split():
                    assert target in ids[name], (name, target)
            link = element.attributes.get("href") or element.attributes.get("src")
            if link is None or link.startswith("http"):
                continue
            path, _, anchor = link.partition("#")
            place = (made[0] / name).parent / path.partition("?")[0] if path else made[0] / name
            assert place.is_file(), (name, link)
            if anchor:
                assert anchor in ids[place.resolve().relative_to(made[0]).as_posix()], (name, link)


def test_a_link_to_the_list_chooses_what_its_filters_have(pages: dict[str, Element]) -> None:
    (form,) = pages["dossiers.html"].find("form")
    choices = {s.attributes["name"]: {o.attributes["value"] for o in s.find("option")} for s in form.find("select")}
    links = [
        (name, link.attributes["href"].partition("?")[2])
        for name, page in pages.items()
        for link in page.find("a")
        if "dossiers.html?" in link.attributes["href"]
    ]
    assert len(links) > 10
    for name, query in links:
        key, _, value = query.partition("=")
        assert unquote(value) in choices[key], (name, query)
    (table,) = pages["dossiers.html"].find("table")
    for row in table.find("tbody")[0].find("tr"):
        for key, allowed in choices.items():
            assert set(row.attributes[f"data-{key}"].split(" ")) <= allowed | {""}


def test_every_chart_has_a_table_with_the_same_numbers(pages: dict[str, Element]) -> None:
    figures = list(_figures(pages))
    assert len(figures) >= 12
    for figure in figures:
        assert all(svg.attributes["aria-hidden"] == "true" for svg in figure.find("svg"))
        drawn = [[span.text for span in bar.find("span")] for bar in figure.find("ul")[0].find("li")]
        listed = []
        for row in figure.find("tbody")[0].find("tr"):
            cells = [cell.text for cell in row.find("td")]
            listed.append([row.find("th")[0].text, cells[0] + (f" ({cells[1]})" if len(cells) > 1 else "")])
        assert drawn == listed[: len(drawn)]


def test_no_label_of_a_chart_or_of_the_map_is_cut_off(made: tuple[Path, Catalogue], pages: dict[str, Element]) -> None:
    labels = [item.text for figure in _figures(pages) for item in figure.find("span") if item.attributes["class"] == "label"]
    (svg,) = [svg for svg in pages["overlaps.html"].find("svg") if svg.attributes.get("class") == "map"]
    names = [" ".join(part.text for part in text.find("tspan")) for text in svg.find("text")]
    assert not any("…" in text for text in (*labels, *names))
    assert {f"{info.rule.id}: {info.summary}".removesuffix(".") for info in made[1].rules.values()} & set(labels)
    for entry in {entry.place: entry for pair in made[1].overlaps for entry in (pair.earlier, pair.later)}.values():
        assert f"{entry.title} {entry.provider}" in names


def test_findings_come_first_and_other_frameworks_are_folded(pages: dict[str, Element]) -> None:
    dossiers = [page for name, page in pages.items() if name.startswith("dossiers/")]
    for page in dossiers:
        sections = [item.attributes["aria-labelledby"] for item in page.find("section")]
        assert sections[:2] == ["findings", "verdicts"]
        (verdicts,) = [item for item in page.find("section") if item.attributes["aria-labelledby"] == "verdicts"]
        (folded,) = verdicts.find("details")
        assert "open" not in folded.attributes
        own = [item for item in verdicts.children if item.tag == "ul"]
        assert [len(item.find("strong")) for item in own] == [1]
        assert len(folded.find("strong")) == len(framework_names()) - 1


def test_a_dossier_in_development_is_not_ready(tmp_path: Path) -> None:
    source = (CATALOGUE / CHOSEN[1]).read_text("utf-8")
    status = re.search(r"^status: .*$", source, re.MULTILINE)
    assert status
    (tmp_path / "in").mkdir()
    for name, text in (("a", source), ("b", source.replace(status[0], "status: in-development"))):
        own = re.sub(r"^id: .*$", f"id: voorbeeld/{name}", text, flags=re.MULTILINE)
        (tmp_path / "in" / f"{name}.yaml").write_text(own, "utf-8")
    catalogue = make_site(tmp_path / "in", tmp_path / "site")
    ready, waiting = catalogue.entries
    framework = ready.framework
    assert [standing_of(entry, framework) for entry in (ready, waiting)] == [Standing.PASS, Standing.NOT_YET]
    broken = replace(waiting, verdicts=(Verdict(framework, ("MC101",)),))
    assert standing_of(broken, framework) is Standing.NOT_YET
    pages = read_site(tmp_path / "site")
    rows = pages["dossiers.html"].find("tbody")[0].find("tr")
    column = 7 + list(catalogue.frameworks).index(framework)
    assert [row.children[column].text for row in rows] == ["ja", "nog niet van toepassing"]
    assert f"{framework}:not-yet" in rows[1].attributes["data-ready"].split(" ")
    assert "1 van 1 dossier voldoet nu" in pages["index.html"].text
    assert "Voor 1 dossier in ontwikkeling is dit nog niet van toepassing." in pages["index.html"].text
    assert f"{framework}: nog niet van toepassing" in pages[f"dossiers/{catalogue.files[waiting.place]}"].text
    assert f"Voldoet aan {framework}" in pages[f"dossiers/{catalogue.files[ready.place]}"].text


def test_severities_have_their_colour_on_the_overview(pages: dict[str, Element]) -> None:
    bars = [rect.attributes["class"] for rect in pages["index.html"].find("rect")]
    assert {"bar error", "bar warning", "bar note"} <= set(bars)
    figures = [div.attributes.get("class") for div in pages["index.html"].find("dl")[0].find("div")]
    assert figures[2:] == ["error", "warning", "note"]


def test_no_two_landmarks_of_a_page_have_one_name(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        marks = [e for e in everything(page) if e.tag in ("nav", "section", "form") or e.attributes.get("role") == "region"]
        names = [e.attributes.get("aria-labelledby") or e.attributes["aria-label"] for e in marks]
        assert len(names) == len(set(names)), name


def _figures(pages: dict[str, Element]) -> Iterator[Element]:
    for page in pages.values():
        yield from page.find("figure")


def test_the_list_has_every_dossier_and_what_it_can_be_found_by(made: tuple[Path, Catalogue], pages: dict[str, Element]) -> None:
    rows = pages["dossiers.html"].find("tbody")[0].find("tr")
    assert len(rows) == len(made[1].entries) == len([name for name in pages if name.startswith("dossiers/")])
    (row,) = [row for row in rows if "Tuinen aanleggen" in row.text and "Lindenhof" in row.text]
    assert {"droogte", "lindenhof", "wadi"} <= set(row.attributes["data-search"].split())
    assert row.attributes["data-level"] == "3"


def test_the_words_of_a_finding_are_marked_in_the_outcome_and_in_the_file(pages: dict[str, Element]) -> None:
    page = pages["dossiers/kustpoort-college_hoofdhuid-in-de-kapsalon.html"]
    marks = [mark for mark in page.find("mark") if mark.text == "kent"]
    assert len(marks) == 2
    assert {mark.attributes["class"] for mark in marks} == {"error"}
    number = next(link.text for row in page.find("tr") if "kent" in row.text for link in row.find("sup"))
    (finding,) = [item for item in page.find("li") if item.attributes.get("id") == f"f{number}"]
    assert '"kent"' in finding.text
    line = next(item for item in page.find("li") if item.attributes.get("id", "").startswith("L") and "kent" in item.text)
    assert '"kent"' in line.text


def test_a_text_in_another_language_says_so(made: tuple[Path, Catalogue], pages: dict[str, Element]) -> None:
    name = next(made[1].files[entry.place] for entry in made[1].entries if entry.lang == "en")
    (heading,) = pages[f"dossiers/{name}"].find("h1")
    said = [child.attributes.get("lang") for child in heading.children]
    assert said == (["en"] if made[1].words.lang == "nl" else [None])


def test_overlap_is_shown_on_both_pages_and_on_the_map(pages: dict[str, Element]) -> None:
    here = pages["dossiers/lindenhof-vakschool_klimaattuinen-aanleggen.html"]
    there = pages["dossiers/andere-school_klimaattuinen-aanleggen.html"]
    for page, other in ((here, "Andere School"), (there, "Lindenhof Vakschool")):
        (section,) = [item for item in page.find("section") if item.attributes["aria-labelledby"] == "similar"]
        assert other in section.text
        assert len(section.find("tbody")[0].find("tr")) == 7
    assert len(pages["overlaps.html"].find("path")) == 1


def test_what_is_ignored_is_named_with_its_reason(pages: dict[str, Element]) -> None:
    shown = [item for page in pages.values() for item in page.find("section") if item.attributes["aria-labelledby"] == "ignored"]
    assert "de drukkers in de regio eisen dit pakket" in "".join(item.text for item in shown)


def test_two_reports_of_one_catalogue_are_the_same_bytes(dossiers: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "a copy elsewhere"
    shutil.copytree(dossiers, elsewhere)
    make_site(dossiers, tmp_path / "one")
    make_site(elsewhere, tmp_path / "two")
    one, two = files_of(tmp_path / "one"), files_of(tmp_path / "two")
    assert one == two
    assert not any(str(dossiers).encode() in content for content in one.values())


def test_a_file_that_changed_after_the_check_is_said_to_have(dossiers: Path, tmp_path: Path) -> None:
    from mclint.report.site.build import write_site

    def gone(path: str) -> bytes:
        raise FileNotFoundError(2, "gone", path)

    catalogue = gathered(dossiers)
    write_site(catalogue, tmp_path / "site", gone)
    pages = read_site(tmp_path / "site")
    page = pages["dossiers/kustpoort-college_hoofdhuid-in-de-kapsalon.html"]
    assert catalogue.words.text("gone") in page.text
    assert "kent" in page.text


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_rule_has_a_page(lang: str, dossiers: Path) -> None:
    from mclint.catalog.registry import load_registry
    from mclint.report.site.build import pages as built
    from mclint.report.site.build import shared
    from mclint.report.site.catalogue import RuleInfo
    from mclint.report.site.render import render

    catalogue = gathered(dossiers / "twin.yaml", lang=lang)
    every = {rule.id: RuleInfo(rule, rule.name, f"{rule.id}.html") for rule in load_registry()}
    catalogue = replace(catalogue, rules=every)
    made = {name: (template, values) for name, template, values in built(catalogue, lambda path: Path(path).read_bytes())}
    for rule_id in every:
        name = f"rules/{rule_id}.html"
        template, values = made[name]
        page = read_page("".join(render(template, {**shared(catalogue, name), **values})))
        check_safe(page)
        assert len(page.find("section")) >= 4
