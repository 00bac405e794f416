"""Small dossiers that overlap, refer to each other and share ids, for tests of rules across dossiers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from mclint.engine.run import run
from mclint.engine.worker import RunOptions
from mclint.findings import Finding, Report
from tests.conftest import TODAY

#: Outcomes that say the same in other words, and outcomes that say something else.
TILL = ("De verkoper rekent een verkoop af op de kassa.", "De verkoper maakt de kassa op aan het eind van de dag.")
TILL_AGAIN = ("Een verkoop afrekenen op de kassa.", "Aan het eind van de dag de kassa opmaken.")
FALLS = ("De lerende ontwerpt een scholing over vallen voor collega's.", "De lerende beoordeelt een oefening met een kijkwijzer.")

_TEXT = """mclint: 1
id: {identity}
title: {title}
language: nl
status: developed
provider: {{name: {provider}}}
level: {{nlqf: {level}}}
workload: {{sbu: {load}}}
{above}learning_outcomes:
{outcomes}
{below}"""


def quoted(text: str) -> str:
    """Return a text as YAML in double quotes, every sign that may not stand there escaped."""
    return "".join(sign if sign > "\uffff" else json.dumps(sign)[1:-1] for sign in text).join('""')


def dossier(
    identity: str,
    outcomes: Iterable[str] = FALLS,
    *,
    title: str | None = None,
    provider: str = "ROC Voorbeeld",
    level: int = 2,
    load: int = 160,
    into: Iterable[str] = (),
    above: str = "",
) -> str:
    """Return a dossier in block style; `into` is what it can be stacked into, `above` stands above the outcomes."""
    references = "".join(f"    - {quoted(item)}\n" for item in into)
    return _TEXT.format(
        identity=quoted(identity),
        title=quoted(title or f"Titel van {identity}"),
        provider=provider,
        level=level,
        load=load,
        above=above,
        outcomes="\n".join(f"  - id: LO{number}\n    text: {text}" for number, text in enumerate(outcomes, 1)),
        below=f"credential:\n  stackable_into:\n{references}" if references else "",
    )


#: Two schools with the same outcomes, two levels and three times the load apart; MC802 and MC803 stand in the second.
EARLIER = dossier("roc-voorbeeld/kassa", TILL, title="Afrekenen", load=80)
LATER = dossier("vakschool/kassa", TILL_AGAIN, title="Werken aan de kassa", provider="Vakschool", level=4, load=240)


def put(folder: Path, files: dict[str, str]) -> Path:
    """Write files below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def options(*select: str, use_cache: bool = False) -> RunOptions:
    """Return options under which only some rules speak, those across dossiers where none is named."""
    return RunOptions(today=TODAY, use_cache=use_cache, options=(("select", select or ("MC80",)),), isolated=True)


def run_on(folder: Path, files: dict[str, str], *select: str) -> Report:
    """Return the report on a folder with these files."""
    return run([str(put(folder, files))], options(*select))


def shown(report: Report, folder: Path) -> list[tuple[str, str, str, str]]:
    """Return rule, message, file and covered text of each finding across dossiers."""
    return [
        (item.rule, item.message_key, Path(item.location.path).relative_to(folder).as_posix(), covered(item))
        for item in report.findings
        if item.rule.startswith("MC80")
    ]


def covered(finding: Finding) -> str:
    """Return the text at the place of a finding; a text of more lines up to the end of its first."""
    at = finding.location
    line = Path(at.path).read_text("utf-8").split("\n")[at.start.line - 1]
    return line[at.start.column - 1 : at.end.column - 1 if at.end.line == at.start.line else None]
