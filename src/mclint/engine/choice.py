"""Chooses by what a dossier is judged: its framework, and what a maintainer lets pass in its file."""

from __future__ import annotations

from pathlib import Path

from mclint.catalog.frameworks import DEFAULT_FRAMEWORK, framework_names
from mclint.config.settings import Exemption, Settings
from mclint.dossier.document import Document
from mclint.engine.discover import matches
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
