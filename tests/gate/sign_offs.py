"""Kind 4: a sign-off does not survive a rewrite of what was signed off."""

from __future__ import annotations

import re

from tests.gate.attack import FALLS, Attack, edited, edits, goes, on_main, read
from tests.gate.dossiers import line, sealed
from tests.gate.edits import REWRITTEN, SIGNED_CONTENT, Edit, empty_digest, swap, then, with_status, without_digest
from tests.gate.steps import move, pad_above
from tests.repository import Scratch

REUSED = frozenset({"MC909"})
OUTCOME = SIGNED_CONTENT["text of an outcome"]

#: What a rewritten dossier does with its digest.
DIGESTS: dict[str, Edit] = {"renewed": sealed, "gone": without_digest, "empty": empty_digest}


def _by(new: str) -> Edit:
    return lambda text: line(text, "by", new)


def _reference(new: str) -> Edit:
    return lambda text: line(text, "reference", new)


def _date(new: str) -> Edit:
    return lambda text: line(text, "date", new)


#: The same decision, written in another way or with less of it: no committee has come together.
#: Chosen where the contract is silent: a decision that only loses its date, its chair or its reference is no new one,
#: since it names nothing that was not known; else leaving all three out would be the cheapest rewrite.
SAME_DECISION: dict[str, Edit] = {
    "date in quotes": _date('date: "2025-11-03"'),
    "date behind an alias": lambda text: _date("date: *dag")(f"x-dag: &dag 2025-11-03\n{text}"),
    "chair in block style": _by("by:\n      id: ec-01\n      role: voorzitter"),
    "chair with a key of its own": _by("by: {role: voorzitter, id: ec-01, x-telefoon: intern}"),
    "reference in quotes": _reference("reference: 'EC-2025-118'"),
    "reference with blanks": _reference('reference: "EC-2025-118 "'),
    "scope in another order": lambda text: line(text, "scope", "scope: [award, workload, level, assessment, learning-outcomes]"),
    "valid until a day": _date("date: 2025-11-03\n    valid_until: 2030-11-03"),
    "conditions that are met": lambda text: swap(
        swap(text, "decision: approved\n", "decision: approved-with-conditions\n"),
        "conditions: []",
        "conditions: [{text: Vul de criteria aan., met: 2025-12-01}]",
    ),
    "keys in another order": lambda text: swap(line(text, "date", ""), "reference: EC", "date: 2025-11-03\n    reference: EC"),
    "reference left out": _reference(""),
    "chair left out": _by(""),
    "reference with a sign that does not show": _reference("reference: EC-\u200b2025-118"),
    "reference with a soft hyphen": _reference("reference: EC-\u00ad2025-118"),
    "reference in letters of another script": _reference("reference: E\u0421-2025-118"),
    "reference with another hyphen": _reference("reference: EC\u20112025-118"),
    "reference with a letter for a digit": _reference("reference: EC-2O25-118"),
    "reference that is still open": _reference("reference: n.t.b."),
    "reference without a letter": _reference('reference: "-"'),
    "reference in square brackets": _reference('reference: "[nummer van het besluit]"'),
    "chair with a sign that does not show": _by("by: {role: voorzitter, id: ec-\u200b01}"),
    "chair with a letter for a digit": _by("by: {role: voorzitter, id: ec-O1}"),
    "chair that is still open": _by("by: {role: voorzitter, id: n.t.b.}"),
    "date left out": _date(""),
    "date, chair and reference left out": then(_date(""), _by(""), _reference("")),
}


def in_two_commits(made: Scratch) -> None:
    """Rewrite an outcome in one commit, and renew the digest in the next."""
    made.commit({FALLS: OUTCOME(read(made))})
    made.commit({FALLS: sealed(read(made))})


def moved_in_one_commit_and_rewritten_in_another(made: Scratch) -> None:
    """Move the file first, with a good explanation, and rewrite an outcome when nobody remembers."""
    (made.root / "b").mkdir()
    made.git("mv", FALLS, "b/vallen.yaml")
    made.commit()
    made.commit({"b/vallen.yaml": REWRITTEN(read(made, "b/vallen.yaml"))})


def rewritten_while_main_went_on(made: Scratch) -> None:
    """Rewrite an outcome on a branch that main has left behind; the dossier on main is still what was approved."""
    made.git("switch", "--quiet", "main")
    made.commit({"README.md": "# Catalogus\n"})
    made.git("switch", "--quiet", "wijziging")
    made.write(FALLS, REWRITTEN(read(made)))


def rewritten_with_the_old_text_kept_aside(made: Scratch) -> None:
    """Rewrite an outcome, and keep what was approved as a key of the institution's own, where a search would find it."""
    old = re.sub(r"(?m)^", "  ", read(made))
    made.write(FALLS, f"{REWRITTEN(read(made))}x-goedgekeurd: |\n{old}")


def with_a_day_that_is_still_to_come(made: Scratch) -> None:
    """Rewrite an outcome under a decision of next year: another decision, but no committee can have taken it (MC406)."""
    made.write(FALLS, sealed(line(OUTCOME(read(made)), "date", "date: 2027-02-01")))


def _decided(decision: str, *more: str) -> Edit:
    """Return the edit that lets the base hold another decision, of the same day and with the same reference."""
    return lambda text: line(text, "decision", "\n    ".join([f"decision: {decision}", *more]))


def _conditions(new: str) -> Edit:
    return lambda text: line(text, "conditions", f"conditions: {new}")


_OFFERED = with_status("offered")
_OPEN = then(_decided("approved-with-conditions"), _conditions("[Vul de criteria aan.]"))

#: A decision that says something else than it said on its day. The contract compares signed content only; chosen here:
#: the decision itself belongs to what a date, a chair and a reference stand for, so that a rejection that becomes an
#: approval without a new decision is a sign-off used again (MC909) too, with the content as it was or another.
OTHER_WORDS = {
    "rejected, then approved on the same day": Attack(
        edits(then(_decided("approved"), _OFFERED)), REUSED, base=on_main(_decided("rejected"), "developed")
    ),
    "rejected, then approved on the same day for other content": Attack(
        edits(then(_decided("approved"), _OFFERED, REWRITTEN)), REUSED, base=on_main(_decided("rejected"), "developed")
    ),
    "open conditions that disappear": Attack(
        edits(then(_decided("approved"), _conditions("[]"), _OFFERED)), REUSED, base=on_main(_OPEN, "developed")
    ),
    "valid for longer than was decided": Attack(
        edits(lambda text: line(text, "valid_until", "valid_until: 2031-11-03")),
        REUSED,
        base=on_main(_decided("approved", "valid_until: 2026-12-31")),
    ),
}


def _reused(edit: Edit) -> Attack:
    return Attack(edits(edit), REUSED)


SIGN_OFFS: dict[str, Attack] = {
    **{f"{part}, digest renewed": _reused(then(edit, sealed)) for part, edit in SIGNED_CONTENT.items()},
    **{f"an outcome, digest {how}": _reused(then(OUTCOME, edit)) for how, edit in DIGESTS.items()},
    **{f"the same decision: {how}": _reused(then(OUTCOME, edit, sealed)) for how, edit in SAME_DECISION.items()},
    "digest never there": Attack(edits(OUTCOME), REUSED, base=on_main(without_digest)),
    "digest there from now on": Attack(
        edits(then(OUTCOME, lambda text: swap(text, "118\n", "118\n    digest:\n"), sealed)), REUSED, base=on_main(without_digest)
    ),
    "a dossier that is not offered yet": Attack(edits(REWRITTEN), REUSED, base=on_main(str, "developed")),
    "offered at last": Attack(edits(then(_OFFERED, REWRITTEN)), REUSED, base=on_main(str, "developed")),
    "retired meanwhile": _reused(then(with_status("retired"), REWRITTEN)),
    "moved and padded, digest gone": Attack(goes(edited(then(OUTCOME, without_digest)), move, pad_above), REUSED),
    "in two commits": Attack(in_two_commits, REUSED),
    "moved in one commit, rewritten in another": Attack(moved_in_one_commit_and_rewritten_in_another, REUSED),
    "while main went on": Attack(rewritten_while_main_went_on, REUSED),
    "with the old text kept aside": Attack(rewritten_with_the_old_text_kept_aside, REUSED),
    "on a day to come": Attack(with_a_day_that_is_still_to_come, frozenset({"MC406"})),
    **OTHER_WORDS,
}
