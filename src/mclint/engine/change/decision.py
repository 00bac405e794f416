"""Whether a committee's decision still covers what it covered at the revision: one decision, one content."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from mclint.dossier.digest import canonical, signed_content
from mclint.dossier.document import Document
from mclint.dossier.placeholders import has_letters, is_placeholder
from mclint.dossier.tree import Kind, Node
from mclint.letters.names import same_name
from mclint.model import Fields, Hit, Place, Problem

_SIGN_OFF = "/exam_committee/sign_off"
_APPROVALS = frozenset({"approved", "approved-with-conditions"})


@dataclass(frozen=True, slots=True)
class Decision:
    """What tells one decision of a committee from another; "" for what is not there or only stands for something open."""

    date: str
    by: str
    reference: str


def decision_of(document: Document) -> Decision | None:
    """Return the decision in a dossier, None where there is none."""
    root = document.node(_SIGN_OFF)
    if root is None or root.kind is not Kind.MAP or not _value(root, "decision"):
        return None
    by = root.fields.get("by")
    signer = _value(by, "id") if by is not None and by.kind is Kind.MAP else _text(by)
    return Decision(*map(_said, (_value(root, "date"), signer, _value(root, "reference"))))


def same_decision(now: Decision, then: Decision) -> bool:
    """Say whether a decision is the one that was there before.

    Taking the date, the signer or the reference away, or adding the latter two, makes no new decision, nor does writing
    them with other signs that look the same; and one that is older than what it replaces cannot have covered what came
    later.
    """
    if now.date and now.date < then.date and (not now.reference or same_name(now.reference, then.reference)):
        return True
    if now.date and now.date != then.date:
        return False
    pairs = ((now.by, then.by), (now.reference, then.reference))
    return all(not one or not other or same_name(one, other) for one, other in pairs)


def reused(document: Document, was: Document, earlier: Document | None, revision: str) -> Iterator[Problem]:
    """Yield MC909 where a decision is used for what it did not cover, or says something else than it did.

    Args:
        document: the dossier as it is.
        was: the dossier that the same decision covered at the revision.
        earlier: what this dossier was there; None for a new one.
        revision: how the user named the revision.
    """
    sign_off = document.node(_SIGN_OFF)
    if sign_off is None or _value(sign_off, "decision") not in _APPROVALS:
        return
    then = was.node(_SIGN_OFF)
    now_content, then_content = signed_content(document), signed_content(was)
    changed = [name for name in sorted({*now_content, *then_content}) if _differs(now_content, then_content, name)]
    fields: Fields = {"revision": revision, "date": _value(sign_off, "date") or "?"}
    place = Place(_SIGN_OFF, sign_off.key_place.span)
    if changed:
        key = "content" if was.id == (earlier if earlier is not None else document).id else "borrowed"
        yield Problem("MC909", Hit(place, key, {**fields, "parts": tuple(changed), "id": was.id or "?"}), document.number)
    elif then is not None and (parts := [name for name, wider in _wider(sign_off, then) if wider]):
        yield Problem("MC909", Hit(place, "decision", {**fields, "parts": tuple(parts)}), document.number)


def _wider(now: Node, then: Node) -> Iterator[tuple[str, bool]]:
    """Yield each part of a decision with whether it allows more than the same decision did before."""
    yield "decision", _value(now, "decision") == "approved" and _value(then, "decision") != "approved" and not _all_met(now, then)
    yield "conditions", not _conditions(then) <= _conditions(now) and _value(then, "decision") in _APPROVALS
    yield "scope", bool(_items(then, "scope")) and not _items(now, "scope") <= _items(then, "scope")
    until, before = _value(now, "valid_until"), _value(then, "valid_until")
    yield "valid_until", bool(before) and (not until or until > before)


def _all_met(now: Node, then: Node) -> bool:
    """Say whether a decision with conditions became an approval since each of them is now marked as met."""
    was = _value(then, "decision") == "approved-with-conditions"
    conditions = now.fields.get("conditions")
    items = conditions.items if conditions is not None else []
    met = all(item.kind is Kind.MAP and _value(item, "met") for item in items)
    return was and met and _conditions(then) <= _conditions(now)


def _conditions(node: Node) -> frozenset[str]:
    found = node.fields.get("conditions")
    items = found.items if found is not None else []
    return frozenset(_value(item, "text") if item.kind is Kind.MAP else _text(item) for item in items) - {""}


def _items(node: Node, key: str) -> frozenset[str]:
    found = node.fields.get(key)
    return frozenset(_text(item) for item in found.items) if found is not None else frozenset()


def _differs(one: dict[str, object], other: dict[str, object], name: str) -> bool:
    return (name in one) != (name in other) or canonical(one.get(name)) != canonical(other.get(name))


def _said(text: str) -> str:
    """Return a text, "" for one that says nothing: whatever stands there then, it names no other decision."""
    return text if has_letters(text) and not is_placeholder(text) else ""


def _value(node: Node | None, key: str) -> str:
    return _text(node.fields.get(key)) if node is not None else ""


def _text(node: Node | None) -> str:
    """Return a value as text, so that blanks, case and the form of letters make no other decision."""
    if node is None or node.kind is not Kind.SCALAR:
        return ""
    return " ".join(unicodedata.normalize("NFKC", node.text).casefold().split())
