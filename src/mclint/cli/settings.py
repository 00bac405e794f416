"""`mclint settings`: shows the settings in force for a path, and where each came from."""

from __future__ import annotations

import json
import os
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mclint.cli.kinds import FilePath, OneOf
from mclint.cli.policy import policy_in_force
from mclint.cli.reader import read_here
from mclint.cli.spoken import SpokenCommand, unused_lang_option
from mclint.texts.sentences import sentence

if TYPE_CHECKING:
    from mclint.config.revision import Policy

_DEFAULT = "default"


@click.command("settings", cls=SpokenCommand)
@unused_lang_option
@click.argument("path", default=".", type=FilePath(readable=False))
@click.option("--config", type=FilePath(dir_okay=False))
@click.option("--config-from", metavar="REF")
@click.option("--isolated", is_flag=True)
@click.option("--format", "form", type=OneOf(["text", "json"]), default="text")
def command(path: str, config: str | None, config_from: str | None, isolated: bool, form: str) -> None:
    """Show each setting for a file or folder with its origin: the default, or a configuration file."""
    from mclint.config.discovery import SettingsFinder
    from mclint.config.rules import check_rules
    from mclint.engine.discover import PathError, why_not
    from mclint.engine.pack.read import registry_of

    if not os.path.exists(path):
        raise PathError(why_not(path))
    with policy_in_force(config_from, config) as policy:
        settings = SettingsFinder({}, Path(config) if config else None, isolated, policy).for_path(Path(path))
        check_rules(settings, registry_of(settings.rule_packs))
        rows = {
            name: {"value": _shown(getattr(settings, name), policy), "origin": settings.origins.get(name, _DEFAULT)}
            for name in settings.__slots__
            if name not in ("origins", "root", "trusted")
        }
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for name, row in rows.items():
        value = json.dumps(row["value"], ensure_ascii=False)
        origin = row["origin"] if row["origin"] != _DEFAULT else read_here(sentence("run.default-framework"))
        click.echo(f"{name:<11} {value}  ({origin})")


def _shown(value: Any, policy: Policy | None) -> Any:
    if isinstance(value, Path):
        return policy.shown(str(value)) if policy is not None else str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: _shown(getattr(value, item.name), policy) for item in fields(value)}
    if isinstance(value, dict):
        return {key: _shown(item, policy) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_shown(item, policy) for item in value]
    return value
