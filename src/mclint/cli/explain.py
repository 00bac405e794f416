"""`mclint explain`: one rule on a page, or how one learning outcome is read."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mclint.cli.faults import UsageFault
from mclint.cli.kinds import FilePath, OneOf
from mclint.cli.options import message_language, terminal_width
from mclint.cli.own import rules_here
from mclint.cli.reader import reader_of
from mclint.cli.spoken import SpokenCommand, lang_option
from mclint.cli.streams import reading_standard_input
from mclint.texts.sentences import sentence

if TYPE_CHECKING:
    from mclint.catalog.registry import Registry


@click.command("explain", cls=SpokenCommand)
@click.argument("rule", required=False, metavar="RULE")
@click.option("--analyse", metavar="TEXT")
@click.option("--framework", metavar="NAME")
@lang_option
@click.option("--format", "form", type=OneOf(["text", "json", "markdown"]), default="text")
@click.option("--config", type=FilePath(exists=True, dir_okay=False))
@click.option("--isolated", is_flag=True)
def command(
    rule: str | None, analyse: str | None, framework: str | None, lang: str | None, form: str, config: str | None, isolated: bool
) -> None:
    """Explain RULE (MC201, or outcome-vague-verb); with --analyse show how a learning outcome is read.

    The configuration of the current folder says which own rules there are, and which pipelines read an outcome.
    """
    if (rule is None) == (analyse is None):
        raise UsageFault(sentence("usage.one-or-analyse"))
    if analyse is not None:
        language = lang or message_language(None) or "nl"
        pipeline = _pipeline(language, config, isolated)
        for text in _texts(analyse):
            click.echo(_analysis(text, language, form, pipeline))
        return
    known = rules_here(config, isolated)
    click.echo("\n".join(_page(str(rule), known, framework, lang or reader_of(click.get_current_context()).lang, form)))


def _texts(given: str) -> Iterator[str]:
    if given != "-":
        yield given
        return
    with reading_standard_input():
        for line in sys.stdin:
            yield line.rstrip("\r\n")


def _pipeline(lang: str, config: str | None, isolated: bool) -> Path | None:
    """Return the folder of the pipeline that a configuration chooses for a language, else None."""
    from mclint.config.discovery import SettingsFinder
    from mclint.engine.reader import find_pipelines

    settings = SettingsFinder({}, Path(config) if config else None, isolated).for_path(Path())
    found = find_pipelines(settings).get(lang)
    return found.folder if found is not None else None


def _analysis(text: str, lang: str, form: str, pipeline: Path | None) -> str:
    from mclint.nlp.read import analyse
    from mclint.report.analysis import analysis_data, analysis_text

    analysis = analyse(text, lang, pipeline)
    if form == "json":
        return json.dumps(analysis_data(analysis), ensure_ascii=False)
    return "\n".join(analysis_text(analysis, message_language(None) or lang))


def _page(key: str, registry: Registry, framework_name: str | None, lang: str, form: str) -> Iterator[str]:
    from mclint.catalog.frameworks import DEFAULT_FRAMEWORK, load_framework
    from mclint.catalog.registry import measured, rule_page
    from mclint.config.discovery import check_frameworks
    from mclint.report.escape import json_text, terminal
    from mclint.report.page import WIDTH, literal, page_data, page_lines
    from mclint.suggest import closest

    rule = registry.find(key)
    if rule is None:
        names = [*registry.rules, *(item.name for item in registry)]
        similar = closest(key, names)
        likely = sentence("usage.similar", name=similar) if similar else "."
        raise UsageFault(sentence("usage.no-such-rule", name=key, similar=likely))
    if framework_name:
        check_frameworks((framework_name,), "--framework")
    page: Any = page_data(rule, rule_page(rule), load_framework(framework_name or DEFAULT_FRAMEWORK), measured(rule.id))
    own = rule.id in registry.packed
    if form == "json":
        yield json_text(page, indent=2)
    elif form == "markdown":
        yield from page_lines(literal(page) if own else page, lang, markdown=True)
    else:
        lines = page_lines(page, lang, width=min(terminal_width(os.environ) or WIDTH, WIDTH))
        yield from map(terminal, lines) if own else lines
