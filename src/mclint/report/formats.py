"""Every output by its name, and what all of them are given."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mclint.findings import Finding, Report
from mclint.model import Severity

#: The outputs of `check`, for people first; each is a module here of the same name with a function `render`.
FORMATS = ("text", "concise", "github", "markdown", "json", "jsonl", "sarif", "gitlab", "junit", "checkstyle")

#: Columns of a line of a file below a message, where nobody says how wide it may be.
FRAME = 124

#: Reads the lines of a checked file by its path, without line ends; None where it can no longer be read.
Lines = Callable[[str], list[str] | None]


def is_error(finding: Finding) -> bool:
    """Say whether a finding fails a run that sets no other level."""
    return finding.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Context:
    """What an output may need besides the report.

    Attributes:
        lines: reads the lines of a checked file.
        color: whether to use colour; never in an output that a program reads.
        statistics: whether to count the findings per rule as well.
        quiet: whether to leave out the line that counts.
        width: how many columns a line of text for people may take; None leaves messages in one line each.
        frame: how many columns the lines of a file may take below a message, where `width` is None.
        root: the folder that paths in machine-readable outputs are relative to: the root of the repository, else the
            folder in which mclint runs.
        rule_packs: folders with rule cards of an institution, for outputs that list all rules.
        fails: says whether a finding is at or above the fail level of its file, for outputs that pass or fail.
    """

    lines: Lines
    color: bool = False
    statistics: bool = False
    quiet: bool = False
    width: int | None = None
    frame: int = FRAME
    root: Path = field(default_factory=Path.cwd)
    rule_packs: tuple[Path, ...] = ()
    fails: Callable[[Finding], bool] = is_error


def render(name: str, report: Report, context: Context) -> Iterator[str]:
    """Yield a report in one format, line by line and without line ends."""
    renderer: Callable[[Report, Context], Iterator[str]] = importlib.import_module(f"mclint.report.{name}").render
    return renderer(report, context)
