"""Edits of the text of a dossier: what changes nothing, what a committee has to see, and what loosens."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import yaml

from tests.gate.dossiers import line, sealed

#: Makes another text of the text of one dossier.
Edit = Callable[[str], str]


def swap(text: str, old: str, new: str) -> str:
    """Replace what stands in a text exactly once; an edit that changes nothing would prove nothing."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the text"
    return text.replace(old, new)


def then(*edits: Edit) -> Edit:
    """Return an edit that makes some edits in turn."""

    def apply(text: str) -> str:
        for edit in edits:
            text = edit(text)
        return text

    return apply


def without_digest(text: str) -> str:
    return line(text, "digest", "")


def empty_digest(text: str) -> str:
    return line(text, "digest", "digest:")


def with_vague_outcome(text: str) -> str:
    """Give LO2 a text that MC201 calls an error, signed off as it stands."""
    return sealed(re.sub(r"(?<=  - id: LO2\n    text: ).*", "De lerende begrijpt het belang van het onderwerp.", text))


def with_new_decision(text: str) -> str:
    """Let the committee decide anew, about the content as it is now."""
    return sealed(line(line(text, "date", "date: 2026-10-05"), "reference", "reference: EC-2026-141"))


def with_status(status: str) -> Edit:
    return lambda text: line(text, "status", f"status: {status}")


def with_id(slug: str) -> Edit:
    """Return an edit that gives another id to a dossier as this module makes it."""
    return lambda text: swap(text, next(re.finditer(r"^id: .*\n", text, re.MULTILINE))[0], f"id: roc-voorbeeld/{slug}\n")


def as_json(text: str) -> str:
    """Write a dossier as JSON, which is YAML too."""
    return json.dumps(yaml.safe_load(text), ensure_ascii=False, indent=1, default=str) + "\n"


def reformatted(text: str) -> str:
    """Write a dossier with its keys in another order and everything in block style."""
    return str(yaml.safe_dump(yaml.safe_load(text), sort_keys=True, allow_unicode=True, default_flow_style=False))


# What the committee approved, changed in each of its parts. A table: part of the signed content -> edit.
SIGNED_CONTENT: dict[str, Edit] = {
    "title": lambda text: re.sub(r"(?m)^title: (.*)$", r"title: \1 en daarbuiten", text, count=1),
    "language": lambda text: line(text, "language", "language: nl-BE"),
    "text of an outcome": lambda text: re.sub(r"(  - id: LO1\n    text: .*)\.\n", r"\1 in een groep.\n", text),
    "an outcome more": lambda text: swap(
        swap(text, "assessments:\n", "  - id: LO3\n    text: De lerende schrijft een verslag van de taak.\nassessments:\n"),
        "[LO1, LO2]",
        "[LO1, LO2, LO3]",
    ),
    "an outcome fewer": lambda text: swap(re.sub(r"  - id: LO2\n.*\n", "", text), "[LO1, LO2]", "[LO1]"),
    "outcomes in another order": lambda text: re.sub(r"(  - id: LO1\n.*\n)(  - id: LO2\n.*\n)", r"\2\1", text),
    "skills of an outcome": lambda text: re.sub(
        r"(  - id: LO1\n.*\n)",
        r"\1    skills: [http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001]\n",
        text,
    ),
    "type of an assessment": lambda text: swap(text, "type: portfolio", "type: reflection"),
    "criteria of an assessment": lambda text: re.sub(r"(    criteria: .*)", r"\1 of minder", text),
    "pass mark": lambda text: line(text, "pass_mark", "pass_mark: De helft is voldoende"),
    "supervision": lambda text: line(text, "supervision", "supervision: none"),
    "an assessment more": lambda text: swap(
        text,
        "delivery:",
        "  - {id: A2, type: reflection, title: Terugblik, outcomes: [LO2], criteria: Vier punten, pass_mark: Drie punten,"
        " supervision: none, identity_verified: true}\ndelivery:",
    ),
    "level": lambda text: swap(text, "nlqf: 3", "nlqf: 2"),
    "grounds of the level": lambda text: re.sub(r"(nlqf: 3\n  rationale: .*)", r"\1 Soms.", text),
    "study load": lambda text: swap(swap(text, "sbu: 80", "sbu: 160"), "contact: 30", "contact: 110"),
    "grounds of the study load": lambda text: swap(text, "past in twee werkweken", "past in drie werkweken"),
    "breakdown": lambda text: swap(text, "contact: 30, self_study: 30", "contact: 10, self_study: 50"),
}

REWRITTEN = then(SIGNED_CONTENT["text of an outcome"], sealed)

#: What makes the judgement of an offered dossier milder; each is an error, wherever the dossier goes.
LOOSENINGS: dict[str, Edit] = {
    "a lower status": with_status("in-development"),
    "a slightly lower status": with_status("developed"),
    "another framework": lambda text: line(text, "framework", "framework: eu-2022"),
    "another language": then(lambda text: line(text, "language", "language: en"), sealed),
    "an outcome rewritten, digest renewed": REWRITTEN,
    "an outcome rewritten, digest gone": then(SIGNED_CONTENT["text of an outcome"], without_digest),
    "a larger study load, digest renewed": then(SIGNED_CONTENT["study load"], sealed),
}


def in_block_style(text: str) -> str:
    return str(yaml.safe_dump(yaml.safe_load(text), allow_unicode=True))


#: The same content in another form: no committee has to come together for it.
FORMS: dict[str, Edit] = {
    "comments": lambda text: text.replace("learning_outcomes:\n", "# besproken op 4 mei\nlearning_outcomes:  # vijf\n"),
    "order of keys": lambda text: swap(text, "  nlqf: 3\n", "").replace("thuis.\nworkload", "thuis.\n  nlqf: 3\nworkload"),
    "quotes": lambda text: text.replace("title: Valpreventie bij ouderen thuis", 'title: "Valpreventie bij ouderen \\u0074huis"'),
    "an anchor": lambda text: text.replace("title: Valpreventie", "title: &titel Valpreventie"),
    "an alias": lambda text: f"x-titel: &titel Valpreventie bij ouderen thuis\n{text}".replace(
        "title: Valpreventie bij ouderen thuis", "title: *titel"
    ),
    "a folded text": lambda text: text.replace("text: De lerende stelt voor", "text: >-\n      De lerende stelt\n      voor"),
    "blanks at the end": lambda text: text.replace("thuis.\nworkload", "thuis.   \nworkload"),
    "flow style": lambda text: text.replace("level:\n  nlqf: 3\n  rationale: De", "level: {nlqf: 3, rationale: De").replace(
        "thuis.\nworkload", "thuis.}\nworkload"
    ),
    "a level in quotes": lambda text: swap(text, "nlqf: 3", 'nlqf: "3"'),
    "order of the outcomes that are assessed": lambda text: swap(text, "[LO1, LO2]", "[LO2, LO1]"),
    "keys of our own": lambda text: swap(text, "  - id: LO1\n", "  - id: LO1\n    x-code: 12\n"),
    "block style": in_block_style,
    "line ends": lambda text: text.replace("\n", "\r\n"),
    "empty lines": lambda text: text.replace("\nlearning_outcomes", "\n\n\nlearning_outcomes"),
}
