"""Chooses by what a dossier is judged: its framework, and what a maintainer lets pass in its file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mclint.catalog.frameworks import DEFAULT_FRAMEWORK, framework_names
from mclint.config.settings import Exemption, Settings
from mclint.dossier.document import Document
from mclint.engine.discover import matches
from mclint.engine.raws import Raw, released
from mclint.engine.suppress import exemptions


def exempted(settings: Settings, path: str) -> list[Exemption]:
    """Return what a maintainer lets pass in a file."""
    return [item for item in exemptions(settings) if matches(Path(path), item.path, settings.root)]


def choose_framework(document: Document, settings: Settings) -> str:
    """Return the framework of a dossier: an option or a pinning configuration, else the dossier's choice, else ours."""
    allowed = settings.frameworks
    if settings.framework or len(allowed) == 1:
        return fallback_framework(settings)
    node = document.get("/framework")
    if node is not None and node.text in (allowed or framework_names()):
        return node.text
    return fallback_framework(settings)


def fallback_framework(settings: Settings) -> str:
    """Return the framework that holds where no dossier chooses: of the command line, the configuration, else ours."""
    return settings.framework or next(iter(settings.frameworks), DEFAULT_FRAMEWORK)


def split_exempt(raws: Iterable[Raw], granted: Iterable[Exemption]) -> tuple[list[Raw], list[tuple[Raw, str]]]:
    """Return the hits that stay, and those that a maintainer lets pass with the reason for each."""
    granted = list(granted)
    kept: list[Raw] = []
    passed: list[tuple[Raw, str]] = []
    for raw in raws:
        reason = next((item.reason for item in granted if raw.rule.id.startswith(item.rule)), None)
        if reason is None:
            kept.append(raw)
        else:
            passed.append((raw, reason))
    if behind := released(raw for raw, _ in passed):
        more, excused = split_exempt(behind, granted)
        return kept + more, passed + excused
    return kept, passed
