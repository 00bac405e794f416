"""`mclint rules`: lists the rules, as a framework sets them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from mclint.cli.kinds import FilePath, OneOf
from mclint.cli.own import rules_here
from mclint.cli.reader import read_here, reader_of
from mclint.cli.spoken import SpokenCommand, lang_option
from mclint.texts.sentences import sentence

if TYPE_CHECKING:
    from mclint.catalog.registry import Registry


@click.command("rules", cls=SpokenCommand)
@click.option("--format", "form", type=OneOf(["text", "json", "markdown"]), default="text")
@click.option("--framework", metavar="NAME")
@lang_option
@click.option("--config", type=FilePath(exists=True, dir_okay=False))
@click.option("--isolated", is_flag=True)
def command(form: str, framework: str | None, lang: str | None, config: str | None, isolated: bool) -> None:
    """List all rules with severity and confidence, as a framework sets them; own rules are those of the configuration here."""
    from mclint.report.escape import json_text, markdown, terminal

    known = rules_here(config, isolated)
    rows = list(_rows(known, framework, lang or reader_of(click.get_current_context()).lang))
    if form == "json":
        click.echo(json_text(rows, indent=2))
    elif form == "markdown":
        click.echo(read_here(sentence("run.rules-head")) + "\n|---|---|---|---|---|")
        for row in rows:
            summary = markdown(row["summary"]) if row["id"] in known.packed else row["summary"].replace("|", "\\|")
            click.echo(f"| {row['id']} | {row['name']} | {row['severity']} | {row['confidence']} | {summary} |")
    else:
        width, longest = (max(len(row[key]) for row in rows) for key in ("name", "id"))
        for row in rows:
            shown = row["severity"] if row["enabled"] else read_here(sentence("run.off"))
            summary = terminal(" ".join(row["summary"].split()))
            click.echo(f"{row['id']:<{longest}}  {row['name']:<{width}}  {shown:<7}  {summary}")


def _rows(registry: Registry, framework_name: str | None, lang: str) -> Iterator[dict[str, Any]]:
    from mclint.catalog.frameworks import DEFAULT_FRAMEWORK, load_framework
    from mclint.catalog.messages import in_language
    from mclint.catalog.registry import rule_page
    from mclint.config.discovery import check_frameworks

    if framework_name:
        check_frameworks((framework_name,), "--framework")
    framework = load_framework(framework_name or DEFAULT_FRAMEWORK)
    chosen = registry.chosen(framework)
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
