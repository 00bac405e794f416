"""Checks on the sign-off of the exam committee: the decision, its scope, the digest, who signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mclint.checks.dates import Compared, compared
from mclint.checks.env import Env
from mclint.dossier.digest import digest, faulty
from mclint.dossier.document import Document, State
from mclint.dossier.tree import Kind, Node
from mclint.letters.names import same_name
from mclint.model import Hit, Related, Status

__all__ = [
    "Approved",
    "InScope",
    "Independent",
    "Unchanged",
    "approved",
    "compared_days",
    "in_scope",
    "independent",
    "unchanged",
]

SIGN_OFF = "/exam_committee/sign_off"


@dataclass(frozen=True, slots=True)
class Approved:
    """`serious_from`: the status from which a rejection is as serious as it gets."""

    serious_from: str = "offered"


def approved(node: Node, env: Env, params: Approved) -> Iterator[Hit]:
    """Report a decision that is no approval, and an approval with open conditions; the node is the decision.

    Messages: `pending`, `rejected`, `rejected-early`, `open-conditions` (count).
    """
    if node.text == "pending":
        yield Hit(node.place, "pending")
    elif node.text == "rejected":
        late = env.document.status.step >= Status(params.serious_from).step
        yield Hit(node.place, "rejected" if late else "rejected-early")
    elif still_open := open_conditions(env.document):
        related = tuple(Related(item.place) for item in still_open)
        yield Hit(node.place, "open-conditions", {"count": len(still_open)}, related)


@dataclass(frozen=True, slots=True)
class InScope:
    """`scopes`: what the committee is expected to guard."""

    scopes: tuple[str, ...] = ()


def in_scope(node: Node, env: Env, params: InScope) -> Iterator[Hit]:
    """Report which of the expected scopes an approval leaves out; the node is the sign-off.

    Messages: `incomplete` (missing: codes).
    """
    pointer = f"{node.pointer}/scope"
    state = env.document.state(pointer)
    if not is_approval(env.document) or state is State.HIDDEN or not params.scopes:
        return
    given = {item.text for item in env.document.find(f"{pointer}/*")}
    missing = tuple(scope for scope in params.scopes if scope not in given)
    if missing:
        scope = env.document.get(pointer)
        place = scope.place if scope is not None else env.document.missing_place(pointer)
        yield Hit(place, "incomplete", {"missing": missing})


@dataclass(frozen=True, slots=True)
class Unchanged:
    """No parameters."""


def unchanged(node: Node, env: Env, params: Unchanged) -> Iterator[Hit]:  # noqa: ARG001 - one signature for all checks
    """Report an approval whose digest does not fit the content, or that has none; the node is the sign-off.

    Messages: `stale` (digest: the digest of the content as it is), `no-digest` (digest). Silent while the schema finds
    something wrong in the signed content: nobody should sign, nor see the digest of, what is about to be mended.
    """
    pointer = f"{node.pointer}/digest"
    state = env.document.state(pointer)
    if not is_approval(env.document) or state is State.HIDDEN or faulty(env.document):
        return
    actual = digest(env.document)
    if state is State.MISSING:
        yield Hit(env.document.missing_place(pointer), "no-digest", {"digest": actual})
        return
    given = env.document.node(pointer)
    if given is not None and given.text.strip().lower() != actual:
        yield Hit(given.place, "stale", {"digest": actual})


@dataclass(frozen=True, slots=True)
class Independent:
    """`team`: where the ids of the makers stand; `signer`: the id of who signed."""

    team: str = "/development/team/*/id"
    signer: str = "/exam_committee/sign_off/by/id"


def independent(node: Node, env: Env, params: Independent) -> Iterator[Hit]:  # noqa: ARG001 - one signature for all checks
    """Report an approval by somebody of the development team; the node is the sign-off.

    Messages: `own-work` (id), `cannot-judge`.
    """
    document = env.document
    if not is_approval(document):
        return
    state = document.state(params.signer)
    signer = document.get(params.signer)
    team = list(document.find(params.team))
    same = [member for member in team if signer is not None and same_name(member.text, signer.text)]
    if signer is not None and same:
        related = tuple(Related(member.place, {"id": member.text}) for member in same)
        yield Hit(signer.place, "own-work", {"id": signer.text}, related)
    elif state is State.MISSING:
        yield Hit(document.missing_place(params.signer), "cannot-judge")
    elif not team and document.state("/development/team") is State.MISSING:
        yield Hit(document.missing_place("/development/team"), "cannot-judge")


def compared_days(node: Node, env: Env, params: Compared) -> Iterator[Hit]:
    """Report days in the wrong order as `dates.compared` does, but only where the committee has approved."""
    if is_approval(env.document):
        yield from compared(node, env, params)


def is_approval(document: Document) -> bool:
    """Say whether the committee has approved: `approved`, or with conditions that are all met."""
    decision = document.get(f"{SIGN_OFF}/decision")
    if decision is None:
        return False
    if decision.text == "approved-with-conditions":
        return not open_conditions(document)
    return decision.text == "approved"


def open_conditions(document: Document) -> list[Node]:
    """Return the conditions of the sign-off that have no date on which they were met."""
    return [
        item
        for item in document.find(f"{SIGN_OFF}/conditions/*")
        if item.kind is not Kind.MAP or document.state(f"{item.pointer}/met") is State.MISSING
    ]
