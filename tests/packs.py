"""A rule card that is right, and packs made of it, for tests that change one thing."""

from __future__ import annotations

from pathlib import Path

CARD = """id: ROC101
name: costs-missing
since: "1.0"
status: stable
severity: error
confidence: high
check: structure.required
with:
  fields: {costs: /x-costs}
messages:
  missing:
    nl: 'De kosten ontbreken ({missing}).'
    en: 'The costs are missing ({missing}).'
    help:
      nl: 'Vul "x-costs" in.'
      en: 'Fill in "x-costs".'
---
summary: {nl: 'De kosten ontbreken.', en: 'The costs are missing.'}
why: {nl: 'Een lerende wil weten wat het kost.', en: 'A learner wants to know what it costs.'}
fix: {nl: 'Vul "x-costs" in.', en: 'Fill in "x-costs".'}
sources:
  - {title: Catalogusafspraken, nl: {title: Catalogusafspraken}}
examples:
  - lang: nl
    bad: |
      mclint: 1
      title: Zorg
    expect: [{at: /x-costs, text: mclint, message: missing}]
    good: |
      mclint: 1
      title: Zorg
      x-costs: 120
  - lang: en
    bad: |
      mclint: 1
    expect: [{at: /x-costs, text: mclint, message: missing}]
    good: |
      mclint: 1
      x-costs: 0
"""


def card(*changes: tuple[str, str], code: str = "ROC101", name: str = "costs-missing") -> str:
    """Return the card with some of its words replaced, each of which must be there."""
    text = CARD.replace("ROC101", code).replace("costs-missing", name)
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    return text


def write_pack(folder: Path, **cards: str) -> Path:
    """Write cards by their names, without the ending, into a folder; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in cards.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder
