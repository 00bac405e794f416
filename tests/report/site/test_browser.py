"""A report in a real browser: it opens from disk, obeys its own policy, works by keyboard, and asks the network for nothing.

Without Chromium these tests are skipped, unless MCLINT_BROWSER_TESTS=1 asks for them.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.cases import PAYLOADS, poisoned
from tests.report.site.making import CATALOGUE, make_dossiers, make_site

PAGES = ("index.html", "dossiers.html", "overlaps.html", "rules.html", "rules/MC201.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dossiers, folder = make_dossiers(tmp_path_factory.mktemp("dossiers")), tmp_path_factory.mktemp("site")
    for number, payload in enumerate(PAYLOADS.values()):
        (dossiers / f"p{number}.yaml").write_text(poisoned(payload), "utf-8")
    make_site(dossiers, folder)
    return folder


def open_page(browser: Any, site: Path, name: str) -> None:
    """Open a page with fresh logs."""
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get_log("performance")
    browser.get((site / "index.html").as_uri().removesuffix("index.html") + name)


def requests_of(browser: Any) -> list[str]:
    """Return the addresses that the page asked for."""
    messages = (json.loads(entry["message"])["message"] for entry in browser.get_log("performance"))
    return [item["params"]["request"]["url"] for item in messages if item["method"] == "Network.requestWillBeSent"]


def shown(browser: Any) -> int:
    """Return how many rows of the list are to be seen."""
    return int(
        browser.execute_script("return [...document.querySelectorAll('#list tbody tr')].filter(r => r.offsetHeight).length")
    )


def hits(browser: Any) -> str:
    """Return what is announced, once it has settled."""
    time.sleep(0.4)
    return str(browser.execute_script("return document.getElementById('hits').textContent"))


def is_styled(browser: Any) -> bool:
    """Say whether the style sheet is in force; on a busy machine that is a moment after the page is there."""
    return bool(browser.execute_script("return getComputedStyle(document.querySelector('.skip')).position === 'absolute'"))


def test_every_kind_of_page_opens_without_a_complaint_and_asks_for_its_own_files_only(browser: Any, site: Path) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    dossiers = [f"dossiers/{path.name}" for path in sorted((site / "dossiers").iterdir())]
    for name in (*PAGES, *dossiers):
        open_page(browser, site, name)
        WebDriverWait(browser, 20).until(is_styled, f"{name}: the style sheet was not taken")
        assert browser.get_log("browser") == [], name
        asked = requests_of(browser)
        assert asked
        assert all(url.startswith(site.as_uri()) for url in asked), name


def test_hostile_text_does_not_run(browser: Any, site: Path) -> None:
    browser.execute_cdp_cmd("Page.enable", {})
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": "window.PWNED = () => { window.harmed = true; }"})
    for path in sorted((site / "dossiers").iterdir()):
        open_page(browser, site, f"dossiers/{path.name}")
        assert browser.execute_script("return window.harmed === undefined && document.scripts.length === 0")
    open_page(browser, site, "dossiers.html")
    assert browser.execute_script("return window.harmed === undefined && document.scripts.length === 1")


def test_the_list_is_searched_and_filtered_by_keyboard(browser: Any, site: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    open_page(browser, site, "dossiers.html")
    total = shown(browser)
    assert hits(browser) == f"{total} van {total} dossiers"
    browser.find_element("tag name", "body").send_keys(Keys.TAB)
    assert browser.switch_to.active_element.get_attribute("class") == "skip"
    for _ in range(30):
        if browser.switch_to.active_element.get_attribute("id") == "search":
            break
        browser.switch_to.active_element.send_keys(Keys.TAB)
    browser.switch_to.active_element.send_keys("Lindenhof WADI")
    assert shown(browser) == 1
    assert hits(browser) == f"1 van {total} dossiers"
    browser.switch_to.active_element.send_keys(Keys.TAB)
    field = browser.switch_to.active_element
    assert field.get_attribute("id") == "filter-sector"
    field.send_keys("zorg")
    assert shown(browser) == 0
    assert hits(browser).startswith("Geen dossiers gevonden")
    browser.find_element("id", "clear").send_keys(Keys.ENTER)
    assert shown(browser) == total
    assert browser.switch_to.active_element.get_attribute("id") == "search"


def test_a_filter_parts_dossiers_by_how_they_stand_under_a_framework(browser: Any, site: Path) -> None:
    counts = []
    for standing in ("", ":fail", ":not-yet"):
        open_page(browser, site, f"dossiers.html?ready=npuls-mbo-pilot{standing}")
        counts.append(shown(browser))
    open_page(browser, site, "dossiers.html")
    total = shown(browser)
    assert sum(counts) == total
    assert all(count < total for count in counts)
    open_page(browser, site, "dossiers.html?rule=MC201&severity=nonsense")
    assert 0 < shown(browser) < total


def test_the_list_is_sorted_by_keyboard(browser: Any, site: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    open_page(browser, site, "dossiers.html")
    head = browser.find_element("css selector", "th.load button")
    keys = "return [...document.querySelectorAll('#list tbody td:nth-of-type(4)')].map(c => Number(c.dataset.key))"
    head.send_keys(Keys.ENTER)
    upward = browser.execute_script(keys)
    assert upward == sorted(upward)
    assert browser.find_element("css selector", "th.load").get_attribute("aria-sort") == "ascending"
    head.send_keys(Keys.ENTER)
    assert browser.execute_script(keys) == sorted(upward, reverse=True)
    assert len(browser.find_elements("css selector", "th[aria-sort]")) == 1


def test_the_list_is_a_plain_table_without_scripts(browser: Any, site: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        open_page(browser, site, "dossiers.html")
        assert not browser.find_element("id", "find").is_displayed()
        assert len(browser.find_elements("css selector", "#list tbody tr")) > 10
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


_CONTRAST = """
const light = (colour) => {
  const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map((v) => v / 255);
  const [r, g, b] = parts.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ground = (element) => {
  for (let e = element; e; e = e.parentElement) {
    const colour = getComputedStyle(e).backgroundColor;
    if (!/, 0\\)$/.test(colour)) return colour;
  }
  return "rgb(255, 255, 255)";
};
const poor = new Set();
for (const element of document.querySelectorAll("body *")) {
  const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  if (!own || !element.getClientRects().length) continue;
  const style = getComputedStyle(element);
  const [a, b] = [light(element.closest("svg") ? style.fill : style.color), light(ground(element))];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) poor.add(`${element.tagName}.${element.getAttribute("class")} ${ratio.toFixed(2)}`);
}
return [...poor];
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast_in_light_and_dark(browser: Any, site: Path, scheme: str) -> None:
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    grounds = set()
    for name in (*PAGES, "dossiers/kustpoort-college_hoofdhuid-in-de-kapsalon.html"):
        open_page(browser, site, name)
        assert browser.execute_script(_CONTRAST) == [], name
        grounds.add(browser.execute_script("return getComputedStyle(document.documentElement).backgroundColor"))
    assert grounds == {"rgb(255, 255, 255)" if scheme == "light" else "rgb(20, 24, 29)"}


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_is_wider_than_the_window(browser: Any, site: Path, width: int) -> None:
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        for name in (*PAGES, *(f"dossiers/{path.name}" for path in sorted((site / "dossiers").iterdir()))):
            open_page(browser, site, name)
            assert browser.execute_script("return document.documentElement.scrollWidth") <= width, name
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_what_scrolls_and_what_acts_can_be_reached_by_keyboard_and_shows_it(browser: Any, site: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    open_page(browser, site, "index.html")
    seen = []
    for _ in range(12):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        element = browser.switch_to.active_element
        seen.append((element.tag_name, element.value_of_css_property("outline-style")))
    assert {"a", "summary"} <= {tag for tag, _ in seen}
    assert all(outline == "solid" for _, outline in seen)


def test_the_whole_catalogue_opens_from_the_overview_to_a_finding(browser: Any, tmp_path: Path) -> None:
    make_site(CATALOGUE / "kustpoort-college", tmp_path / "site")
    open_page(browser, tmp_path / "site", "index.html")
    for link in ("Regels", "MC201", "Hoofdhuid beoordelen en behandelen in de kapsalon"):
        browser.find_element("link text", link).click()
    assert browser.execute_script("return document.querySelector(':target').textContent").count("kent") == 1
