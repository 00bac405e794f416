"""Checks on references to skills outside the dossier and on what a badge needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mclint.checks.env import Env
from mclint.checks.signoff import is_approval
from mclint.dossier.document import State
from mclint.dossier.tree import Node
from mclint.model import Hit, Status

__all__ = ["BadgeReady", "SkillAddress", "badge_ready", "skill_address"]

# Addresses of skills: ESCO's and DigComp's by the Commission, CompetentNL's by its host, whose paths are not stable yet.
_KNOWN_SKILLS = (
    re.compile(r"https?://data\.europa\.eu/esco/skill/[0-9A-Za-z][0-9A-Za-z.-]*"),
    re.compile(r"https?://data\.europa\.eu/snb/dcf/\S+"),
    re.compile(r"https?://linkeddata\.competentnl\.nl/(?:uwv/)?id/[a-z-]+/\S+"),
)
_ADDRESS = re.compile(r"https?://\S+\.\S+")


@dataclass(frozen=True, slots=True)
class SkillAddress:
    """No parameters."""


def skill_address(node: Node, env: Env, params: SkillAddress) -> Iterator[Hit]:  # noqa: ARG001 - one signature for all checks
    """Report a skill that is no address of ESCO, DigComp or CompetentNL; whether the address exists is not looked up.

    Messages: `other-address` (value), `plain-word` (value).
    """
    text = node.text.strip()
    if any(pattern.fullmatch(text) for pattern in _KNOWN_SKILLS):
        return
    yield Hit(node.place, "other-address" if _ADDRESS.fullmatch(text) else "plain-word", {"value": text})


@dataclass(frozen=True, slots=True)
class BadgeReady:
    """`forms`: the credentials that are badges; `needs`: pointers that must be there; `silent_for`: statuses."""

    forms: tuple[str, ...] = ("edubadge", "open-badge")
    needs: tuple[str, ...] = ()
    silent_for: tuple[str, ...] = ()


def badge_ready(node: Node, env: Env, params: BadgeReady) -> Iterator[Hit]:
    """Report in one finding what a badge needs and the dossier lacks; the node is the form of the credential.

    Messages: `lacks` (missing: codes).
    """
    document = env.document
    if node.text not in params.forms or document.status in {Status(name) for name in params.silent_for}:
        return
    missing = [pointer for pointer in params.needs if document.state(pointer) is State.MISSING]
    without_criteria = any(
        document.state(f"{item.pointer}/criteria") is State.MISSING for item in document.find("/assessments/*")
    )
    if without_criteria or document.state("/assessments") is State.MISSING:
        missing.append("criteria")
    if not any(document.state(f"/level/{name}") is not State.MISSING for name in ("nlqf", "eqf")):
        missing.append("level")
    sbu = document.get("/workload/sbu")
    known_load = document.state("/workload/ects") is State.PRESENT or (sbu is not None and sbu.text != "unknown")
    if not known_load and document.state("/workload/sbu") is not State.HIDDEN:
        missing.append("workload")
    if not is_approval(document) and document.state("/exam_committee/sign_off/decision") is not State.HIDDEN:
        missing.append("sign-off")
    if missing:
        yield Hit(node.place, "lacks", {"missing": tuple(missing), "form": node.text})
