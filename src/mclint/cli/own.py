"""The rules that commands about rules know: those of the package, and of the packs that a configuration names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mclint.catalog.registry import Registry


def rules_here(config: str | None, isolated: bool) -> Registry:
    """Return the rules under a configuration.

    Args:
        config: the file of the configuration; None for that of the current folder.
        isolated: whether no configuration holds.

    Raises:
        ConfigError: a configuration, or a rule pack that it names, that cannot be used.
    """
    from mclint.config.discovery import SettingsFinder
    from mclint.engine.pack.read import registry_of

    settings = SettingsFinder({}, Path(config) if config else None, isolated).for_path(Path())
    return registry_of(settings.rule_packs)
