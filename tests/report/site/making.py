"""Makes reports for the tests: a folder of dossiers in, a folder of pages out."""

from __future__ import annotations

from pathlib import Path

from mclint.catalog.frameworks import framework_names
from mclint.dossier.files import Files
from mclint.engine.run import run
from mclint.engine.worker import RunOptions
from mclint.report.site.build import write_site
from mclint.report.site.catalogue import Catalogue, gather
from tests.conftest import ROOT, TODAY

CATALOGUE = ROOT / "examples" / "catalogue"
#: Dossiers with findings of every severity, with none, with a text in two languages, and two that overlap.
CHOSEN = (
    "kustpoort-college/hoofdhuid-in-de-kapsalon.yaml",
    "lindenhof-vakschool/klimaattuinen-aanleggen.yaml",
    "roc-het-kompas/positieve-gezondheid.yaml",
    "roc-noorderdiep/drones-en-kaarten-akkerbouw.yaml",
)


def make_dossiers(folder: Path) -> Path:
    """Write a small catalogue: some invented dossiers, an English one, and one that overlaps with another."""
    for name in CHOSEN:
        target = folder / name
        target.parent.mkdir(parents=True)
        target.write_bytes((CATALOGUE / name).read_bytes())
    (folder / "english.yaml").write_bytes((ROOT / "examples" / "good" / "less-food-waste.yaml").read_bytes())
    (folder / "ignores.yaml").write_bytes((ROOT / "examples" / "bad" / "suppressions.yaml").read_bytes())
    twin = (CATALOGUE / CHOSEN[1]).read_text("utf-8").replace("id: lindenhof-vakschool/", "id: andere-school/", 1)
    (folder / "twin.yaml").write_text(twin.replace("Lindenhof Vakschool", "Andere School"), "utf-8")
    return folder


def gathered(*paths: Path, lang: str = "nl") -> Catalogue:
    """Check dossiers and return what a report of them needs."""
    options = RunOptions(today=TODAY, lang=lang, use_cache=False, isolated=True, frameworks=framework_names())
    return gather(run([str(path) for path in paths], options), lang, TODAY)


def make_site(dossiers: Path, site: Path, lang: str = "nl") -> Catalogue:
    """Write the report of a folder of dossiers."""
    catalogue = gathered(dossiers, lang=lang)
    write_site(catalogue, site, Files().read)
    return catalogue


def files_of(site: Path) -> dict[str, bytes]:
    """Return the files of a report by name."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}
