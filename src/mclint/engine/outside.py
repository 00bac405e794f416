"""What is said of a dossier that a link puts outside of the repository, where only files of the repository are read."""

from __future__ import annotations

from mclint.config.settings import Settings
from mclint.dossier.source import Source
from mclint.engine.check import Checker
from mclint.engine.choice import fallback_framework
from mclint.engine.raws import weigh
from mclint.engine.stamp import finish
from mclint.findings import FileResult
from mclint.model import Hit, Place, Span


def outside_hit(path: str) -> Hit:
    """Return what is to be said of a path, which is the one that was asked for."""
    return Hit(Place("", Span(0, 0)), "outside", {"path": path})


def refused(path: str, checker: Checker, settings: Settings) -> FileResult:
    """Return the result of a file that was not read: one finding, which holds nothing of it."""
    plan, lang = checker.plan(fallback_framework(settings), settings, path), checker.language(settings, "")
    weighed = weigh(plan, "MC907", outside_hit(path), 1, None)
    findings = finish([weighed] if weighed is not None else [], plan, Source(path, ""), lang)
    return FileResult(path, tuple(findings), lang=lang)
