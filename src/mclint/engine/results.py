"""Results of whole files in the cache: plain data in, findings out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from mclint.catalog.cards import read_card_bytes
from mclint.catalog.registry import pack_cards
from mclint.config.settings import Settings
from mclint.engine.cache import Cache, hash_of, program_stamp
from mclint.engine.reader import find_pipelines
from mclint.entries import entry_from
from mclint.findings import FileResult, Finding, LocatedEdit, LocatedFix, Location, RelatedLocation
from mclint.model import Confidence, Position, Severity

#: The cache kind of results.
KIND = "results"
#: The cache kind of what rules across dossiers found in a whole run.
ACROSS = "across"


def result_key(raw: bytes, settings: Settings, path: str, today: date, lang: str | None, context: str = "") -> str:
    """Return the hash of all that the result of a file depends on.

    `context` stands for what the caller knows besides: what the file was at the revision whose policy counts.
    """
    local = path if settings.per_file or settings.protected.exemptions else ""
    shown = repr(replace(settings, rule_packs=(), baseline=None))  # packs count by content, wherever they lie
    packs, pipelines = _packs(settings), " ".join(item.stamp for item in find_pipelines(settings).values())
    return hash_of(program_stamp(), shown, packs, pipelines, local, today.isoformat(), lang or "", context, raw)


def load_result(cache: Cache, key: str, path: str) -> FileResult | None:
    """Return the remembered result of a file, or None."""
    data = cache.get(KIND, key)
    if data is None:
        return None
    try:
        return FileResult(
            path=path,
            findings=tuple(_finding(item, path) for item in data["findings"]),
            suppressed=tuple(_finding(item, path) for item in data["suppressed"]),
            dossiers=int(data["dossiers"]),
            lang=str(data["lang"]),
            skipped_languages=tuple(map(str, data["skipped_languages"])),
            entries=tuple(entry_from(item, path) for item in data["entries"]),
            fail_level=str(data["fail_level"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def store_result(cache: Cache, key: str, result: FileResult) -> None:
    """Remember the result of a file; one that is not complete is not kept."""
    if result.failures:
        return
    data = asdict(result)
    del data["path"], data["failures"], data["digest"]
    cache.put(KIND, key, data)


def load_results(cache: Cache, key: str) -> list[FileResult] | None:
    """Return what the rules across the dossiers of a run found, by file, or None where it is not remembered."""
    data = cache.get(ACROSS, key)
    if data is None:
        return None
    try:
        return [
            FileResult(
                path=str(item["path"]),
                findings=tuple(_finding(found, str(item["path"])) for found in item["findings"]),
                suppressed=tuple(_finding(found, str(item["path"])) for found in item["suppressed"]),
                lang=str(item["lang"]),
            )
            for item in data["results"]
        ]
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def store_results(cache: Cache, key: str, results: Iterable[FileResult]) -> None:
    """Remember what the rules across the dossiers of a run found."""
    cache.put(ACROSS, key, {"results": [asdict(result) for result in results]})


def is_not_dossier(cache: Cache, key: str) -> bool:
    """Say whether the file is remembered as no dossier."""
    data = cache.get(KIND, key)
    return data is not None and data.get("no_dossier") is True


def store_no_dossier(cache: Cache, key: str) -> None:
    """Remember that a scanned file holds no dossier."""
    cache.put(KIND, key, {"no_dossier": True})


def _packs(settings: Settings) -> str:
    """Return a hash of the cards of an institution; raises CardError for one that cannot be read."""
    return hash_of(*(read_card_bytes(path) for path in pack_cards(settings.rule_packs)))


def _finding(data: dict[str, Any], path: str) -> Finding:
    finding = Finding(
        **{
            **data,
            "severity": Severity(data["severity"]),
            "confidence": Confidence(data["confidence"]),
            "location": _location(data["location"]),
            "related": tuple(RelatedLocation(_location(item["location"]), item["message"]) for item in data["related"]),
            "fix": _fix(data["fix"]) if data["fix"] else None,
        }
    )
    before = finding.location.path
    related = tuple(
        replace(item, location=replace(item.location, path=path)) if item.location.path == before else item
        for item in finding.related
    )
    return replace(finding, location=replace(finding.location, path=path), related=related)


def _fix(data: dict[str, Any]) -> LocatedFix:
    edits = tuple(LocatedEdit(_position(item["start"]), _position(item["end"]), item["text"]) for item in data["edits"])
    return LocatedFix(bool(data["safe"]), data["title"], edits)


def _location(data: dict[str, Any]) -> Location:
    return Location(data["path"], _position(data["start"]), _position(data["end"]))


def _position(data: dict[str, int]) -> Position:
    return Position(int(data["line"]), int(data["column"]))
