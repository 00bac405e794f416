"""`mclint settings`: shows the settings in force for a path, and where each came from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

_DEFAULT = "default"


@click.command("settings", short_help="Show the settings in force for a path.")
@click.argument("path", default=".", type=click.Path(exists=True))
@click.option("--config", type=click.Path(exists=True, dir_okay=False), help="Use this configuration and no other.")
@click.option("--isolated", is_flag=True, help="Use no configuration file at all.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Output.")
def command(path: str, config: str | None, isolated: bool, form: str) -> None:
    """Show each setting for a file or folder with its origin: the default, or a configuration file."""
    from mclint.catalog.registry import load_registry
    from mclint.config.discovery import SettingsFinder
    from mclint.config.rules import check_rules

    settings = SettingsFinder({}, Path(config) if config else None, isolated).for_path(Path(path))
    check_rules(settings, load_registry(settings.rule_packs))
    rows = {
        name: {"value": _shown(getattr(settings, name)), "origin": settings.origins.get(name, _DEFAULT)}
        for name in settings.__slots__
        if name not in ("origins", "root")
    }
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for name, row in rows.items():
        value = json.dumps(row["value"], ensure_ascii=False)
        click.echo(f"{name:<11} {value}  ({row['origin']})")


def _shown(value: Any) -> Any:
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, dict):
        return {key: _shown(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_shown(item) for item in value]
    if hasattr(value, "__slots__") and hasattr(value, "pattern"):
        return {name: _shown(getattr(value, name)) for name in value.__slots__}
    return value
