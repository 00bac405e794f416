"""Checks on references to skills outside the dossier and on what a badge needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mclint.checks.env import Env
from mclint.checks.signoff import SIGN_OFF, is_approval
from mclint.dossier.document import Document, State
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

    Messages: `lacks` (missing: codes; what other rules report is left out of them).
    """
    document = env.document
    if node.text not in params.forms or document.status in {Status(name) for name in params.silent_for}:
        return
    fields = ((pointer, (pointer,)) for pointer in params.needs if document.state(pointer) is State.MISSING)
    parts = {code: pointers for code, pointers in (*fields, *_needs(document)) if pointers}
    if parts:
        yield Hit(node.place, "lacks", {"missing": tuple(parts), "form": node.text}, parts=parts)


def _needs(document: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what every badge needs besides its fields, by code, with the pointers at which it is missing, none if it is there."""
    assessments, levels, loads = "/assessments", ("/level/nlqf", "/level/eqf"), ("/workload/sbu", "/workload/ects")
    criteria = tuple(f"{item.pointer}/criteria" for item in document.find(f"{assessments}/*"))
    without = tuple(pointer for pointer in criteria if document.state(pointer) is State.MISSING)
    yield "criteria", without or ((assessments,) if document.state(assessments) is State.MISSING else ())
    yield "level", () if any(document.state(name) is not State.MISSING for name in levels) else levels[:1]
    states, sbu = [document.state(name) for name in loads], document.get(loads[0])
    known = states[1] is not State.MISSING or states[0] is State.HIDDEN or (sbu is not None and sbu.text != "unknown")
    yield "workload", () if known else loads[:1]
    decision = f"{SIGN_OFF}/decision"
    waits = not is_approval(document) and document.state(decision) is not State.HIDDEN
    yield "sign-off", (SIGN_OFF if document.state(SIGN_OFF) is State.MISSING else decision,) if waits else ()
