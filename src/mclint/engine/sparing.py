"""Keeps the results of a large catalogue small: equal texts are kept once, and beyond a limit the words of outcomes go.

Results that come from another process hold their own copy of every text, also of those that all findings have in common.
"""

from __future__ import annotations

from dataclasses import replace
from sys import intern

from mclint.across.catalogue import MOST_COMPARED
from mclint.entries import Entry, OutcomeEntry
from mclint.findings import Finding, Report


def shared(finding: Finding) -> Finding:
    """Return a finding whose texts are those of earlier findings where they are equal."""
    location = finding.location
    path = intern(location.path)
    return replace(
        finding,
        rule=intern(finding.rule),
        name=intern(finding.name),
        message_key=intern(finding.message_key),
        message=intern(finding.message),
        help=intern(finding.help),
        framework=intern(finding.framework),
        location=replace(location, path=path),
        dossier=intern(finding.dossier) if finding.dossier is not None else None,
        pointer=intern(finding.pointer),
        item=intern(finding.item) if finding.item is not None else None,
        lang=intern(finding.lang),
    )


def spare(report: Report, new: int) -> None:
    """Let go of the words of all outcomes once there are more dossiers than are compared with each other.

    `new` of the entries, the last ones, have come since this was done before.
    """
    if len(report.entries) > MOST_COMPARED:
        start = len(report.entries) - new
        start = start if start > MOST_COMPARED else 0
        report.entries[start:] = map(without_words, report.entries[start:])


def without_words(entry: Entry) -> Entry:
    """Return an entry that still counts in every table, but can no longer be compared or shown."""
    outcomes = tuple(OutcomeEntry(intern(item.pointer), "", intern(item.lang), "", item.bloom) for item in entry.outcomes)
    return replace(entry, title="", outcomes=outcomes, assessments=())
