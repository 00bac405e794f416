"""`mclint rules`: lists the rules, as a framework sets them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from mclint.cli.kinds import OneOf
from mclint.cli.reader import read_here, reader_of
from mclint.cli.spoken import SpokenCommand, lang_option
from mclint.texts.sentences import sentence


@click.command("rules", cls=SpokenCommand)
@click.option("--format", "form", type=OneOf(["text", "json", "markdown"]), default="text")
@click.option("--framework", metavar="NAME")
@lang_option
def command(form: str, framework: str | None, lang: str | None) -> None:
    """List all rules with severity and confidence, as a framework sets them."""
    rows = list(_rows(framework, lang or reader_of(click.get_current_context()).lang))
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif form == "markdown":
        click.echo(read_here(sentence("run.rules-head")) + "\n|---|---|---|---|---|")
        for row in rows:
            summary = row["summary"].replace("|", "\\|")
            click.echo(f"| {row['id']} | {row['name']} | {row['severity']} | {row['confidence']} | {summary} |")
    else:
        width = max(len(row["name"]) for row in rows)
        for row in rows:
            shown = row["severity"] if row["enabled"] else read_here(sentence("run.off"))
            click.echo(f"{row['id']}  {row['name']:<{width}}  {shown:<7}  {row['summary']}")


def _rows(framework_name: str | None, lang: str) -> Iterator[dict[str, Any]]:
    from mclint.catalog.frameworks import DEFAULT_FRAMEWORK, load_framework
    from mclint.catalog.messages import in_language
    from mclint.catalog.registry import ALWAYS_ON, load_registry, rule_page
    from mclint.config.discovery import check_frameworks

    if framework_name:
        check_frameworks((framework_name,), "--framework")
    registry = load_registry()
    framework = load_framework(framework_name or DEFAULT_FRAMEWORK)
    chosen = registry.expand(framework.select) - registry.expand(framework.ignore) | set(ALWAYS_ON)
    for rule in registry:
        setting = framework.rules.get(rule.id)
        gate = (setting.gate if setting and setting.gate else None) or rule.gate
        page: Any = rule_page(rule)
        yield {
            "id": rule.id,
            "name": rule.name,
            "severity": ((setting.severity if setting else None) or rule.severity).value,
            "confidence": rule.confidence.value,
            "status": rule.status,
            "since": rule.since,
            "gate": gate.full.value if gate.full else None,
            "from": gate.since.value if gate.since else None,
            "tags": list(rule.tags),
            "framework": framework.id,
            "enabled": rule.id in chosen,
            "clause": setting.clause if setting else None,
            "summary": in_language(page["summary"], lang),
        }
