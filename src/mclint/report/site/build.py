"""Writes the report of a catalogue: every page from its values and its template, one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import mclint
from mclint.report.site.catalogue import Catalogue
from mclint.report.site.dossier import dossier_page
from mclint.report.site.folder import ReportFolder
from mclint.report.site.listing import list_page
from mclint.report.site.overlapping import overlaps_page
from mclint.report.site.overview import overview_page
from mclint.report.site.render import STATIC, render
from mclint.report.site.rulepages import by_rule, one_rule_page, rules_page
from mclint.report.site.sheets import Read, read_sheets

#: A page: its file, its template, and what it shows.
Page = tuple[str, str, Mapping[str, Any]]


def write_site(catalogue: Catalogue, root: Path, read: Read) -> int:
    """Write the report of a catalogue and return how many pages it has.

    Args:
        catalogue: the run.
        root: the folder to write to.
        read: gives the bytes of a dossier's file, for its lines.

    Raises:
        FolderError: a folder that holds something else.
        OSError: a file that cannot be written.
    """
    static = sorted(path for path in STATIC.iterdir() if path.is_file())
    names = page_names(catalogue)
    folder = ReportFolder(root, [*names, *(f"static/{path.name}" for path in static)])
    for path in static:
        folder.write(f"static/{path.name}", [path.read_text("utf-8")])
    for name, template, values in pages(catalogue, read):
        folder.write(name, render(template, {**shared(catalogue, name), **values}))
    folder.finish()
    return len(names)


def page_names(catalogue: Catalogue) -> list[str]:
    """Return the files of all pages."""
    return [
        *("index.html", "dossiers.html", "overlaps.html", "rules.html"),
        *(f"rules/{info.file}" for info in catalogue.rules.values()),
        *(f"dossiers/{catalogue.files[entry.place]}" for entry in catalogue.entries),
    ]


def pages(catalogue: Catalogue, read: Read) -> Iterator[Page]:
    """Yield the pages one by one; each file of dossiers is read once more when its pages are due."""
    yield "index.html", "index.html", overview_page(catalogue)
    yield "dossiers.html", "dossiers.html", list_page(catalogue)
    yield "overlaps.html", "overlaps.html", overlaps_page(catalogue)
    yield "rules.html", "rules.html", rules_page(catalogue)
    found = by_rule(catalogue)
    for rule_id, info in catalogue.rules.items():
        yield f"rules/{info.file}", "rule.html", one_rule_page(catalogue, info, found.get(rule_id, []))
    yield from _dossiers(catalogue, read)


def _dossiers(catalogue: Catalogue, read: Read) -> Iterable[Page]:
    for path, group in groupby(catalogue.entries, key=lambda entry: entry.path):
        entries = list(group)
        for entry, sheet in zip(entries, read_sheets(path, entries, read), strict=True):
            yield f"dossiers/{catalogue.files[entry.place]}", "dossier.html", dossier_page(catalogue, entry, sheet)


def shared(catalogue: Catalogue, name: str) -> dict[str, Any]:
    """Return what every page is given."""
    words = catalogue.words
    return {
        "lang": words.lang,
        "t": words.text,
        "n": words.count,
        "number": words.number,
        "percent": words.percent,
        "page": name,
        "root": "../" * name.count("/"),
        "rules": catalogue.rules,
        "frameworks": catalogue.frameworks,
        "total_dossiers": len(catalogue.entries),
        "version": mclint.__version__,
        "day": words.day(catalogue.day.isoformat()),
    }
