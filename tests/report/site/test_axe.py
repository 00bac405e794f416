"""axe, the usual tool for accessibility, finds nothing on any kind of page: light and dark, on a telephone and on a desk."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from mclint.cli.main import main
from tests.conftest import ROOT
from tests.report.site.making import CHOSEN, make_dossiers, make_site

PAGES = {
    "overview": "index.html",
    "list": "dossiers.html",
    "overlaps": "overlaps.html",
    "rules": "rules.html",
    "rule": "rules/MC201.html",
    "dossier": "dossiers/kustpoort-college_hoofdhuid-in-de-kapsalon.html",
    "overlapping dossier": "dossiers/lindenhof-vakschool_klimaattuinen-aanleggen.html",
    "comparison": "comparison.html",
}
#: Everything is opened first: what is folded has to be as good as the rest.
_RUN = """
const done = arguments[arguments.length - 1];
for (const details of document.querySelectorAll("details")) details.open = true;
axe.run(document, {resultTypes: ["violations"]}).then(
  (found) => done(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`)),
  (error) => done([String(error)]),
);
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a report of dossiers with all kinds of findings, and a comparison beside it."""
    dossiers, folder = make_dossiers(tmp_path_factory.mktemp("dossiers")), tmp_path_factory.mktemp("site")
    for path in sorted((ROOT / "examples" / "bad").glob("*.yaml")):
        (dossiers / path.name).write_bytes(path.read_bytes())
    for name in (CHOSEN[1], "twin.yaml"):  # a wide title, which the map has to have room for
        path = dossiers / name
        path.write_text(
            path.read_text("utf-8").replace("title: Tuinen", "title: WATERMOLENS EN WINDMOLENBOUW WWW Tuinen"), "utf-8"
        )
    make_site(dossiers, folder)
    pair = [str(dossiers / CHOSEN[1]), str(dossiers / "twin.yaml")]
    with pytest.raises(SystemExit) as ended:
        main(["compare", *pair, "--lang", "nl", "--isolated", "--format", "html", "--output", str(folder / "comparison.html")])
    assert ended.value.code in (0, None)
    return folder


@pytest.fixture
def window(browser: Any, request: pytest.FixtureRequest) -> Iterator[int]:
    """Give the browser a scheme of colours and a width."""
    scheme, width = request.param
    browser.set_script_timeout(60)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    yield width
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def violations(browser: Any) -> list[str]:
    """Return what axe finds on the page that is open."""
    browser.execute_script(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    return list(browser.execute_async_script(_RUN))


WINDOWS = pytest.mark.parametrize(
    "window",
    [(scheme, width) for scheme in ("light", "dark") for width in (390, 1280)],
    indirect=True,
    ids=lambda value: f"{value[0]}-{value[1]}",
)


@WINDOWS
@pytest.mark.parametrize("name", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing(browser: Any, site: Path, window: int, name: str) -> None:
    browser.get((site / name).as_uri())
    assert violations(browser) == []
    # Everything is unfolded now, and still nothing makes the page scroll sideways.
    assert browser.execute_script("return document.documentElement.scrollWidth") <= window


@WINDOWS
def test_all_pages_start_at_one_margin(browser: Any, site: Path, window: int) -> None:
    starts = set()
    for name in PAGES.values():
        browser.get((site / name).as_uri())
        starts.add(browser.execute_script("return document.querySelector('h1').getBoundingClientRect().left"))
    assert len(starts) == 1


#: Mistakes that were made once, each with the rule of axe that names it.
MISTAKES = {
    "landmark-unique": "document.querySelector('.scroll').setAttribute('role', 'region')",
    "color-contrast": "document.querySelector('.lead').style.color = 'rgb(180, 180, 180)'",
    "scrollable-region-focusable": (
        "const box = document.querySelector('table.outcomes').parentElement;"
        "box.removeAttribute('tabindex'); box.style.width = '80px';"
        "for (const link of box.querySelectorAll('a')) link.replaceWith(link.textContent)"
    ),
}


@pytest.mark.parametrize("window", [("light", 390)], indirect=True)
@pytest.mark.parametrize("rule", MISTAKES)
def test_axe_would_find_a_mistake(browser: Any, site: Path, window: int, rule: str) -> None:
    browser.get((site / PAGES["dossier"]).as_uri())
    browser.execute_script(MISTAKES[rule])
    assert rule in {found.partition(":")[0] for found in violations(browser)}


@WINDOWS
def test_nothing_on_the_map_is_cut_off(browser: Any, site: Path, window: int) -> None:
    browser.get((site / PAGES["overlaps"]).as_uri())
    outside = (
        "const map = document.querySelector('svg.map'), room = map.viewBox.baseVal;"
        "return [...map.querySelectorAll('text, path, circle')].filter((part) => {"
        "  const box = part.getBBox();"
        "  return box.x < 0 || box.y < 0 || box.x + box.width > room.width || box.y + box.height > room.height;"
        "}).length"
    )
    assert browser.execute_script(outside) == 0


@pytest.mark.parametrize("window", [("light", 390)], indirect=True)
@pytest.mark.parametrize("name", ["overlaps", "rules", "rule", "dossier", "overlapping dossier", "comparison"])
def test_tables_are_read_without_scrolling_on_a_telephone(browser: Any, site: Path, window: int, name: str) -> None:
    browser.get((site / PAGES[name]).as_uri())
    wide = "return [...document.querySelectorAll('.scroll')].filter((box) => box.scrollWidth > box.clientWidth).length"
    assert browser.execute_script(wide) == 0
