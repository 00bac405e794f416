"""Kinds 6 and 7: what was offered does not step back, and comparing with a revision hides nothing of the change."""

from __future__ import annotations

from collections.abc import Callable

from tests.gate.attack import FALLS, Attack, Change, edited, edits, goes, on_main
from tests.gate.dossiers import falls, line, sealed
from tests.gate.edits import LOOSENINGS, REWRITTEN, Edit, then, with_status
from tests.gate.identities import delete_a_document, leave_the_id_to_a_decoy
from tests.gate.judging import GATE, OF_THE_CHANGE, Files, catalogue
from tests.gate.steps import join, link_from_before, move, move_out_of_sight, move_to_a_hidden_folder, pad_above
from tests.gate.trees import second_of_two
from tests.repository import Scratch

LOOSENED = frozenset({"MC908"})
EXEMPTION = "protected: [{{rule: MC908, path: {path}, reason: de opleiding begint opnieuw}}]\n"


def _framework(new: str) -> Edit:
    return lambda text: line(text, "framework", new)


def _language(new: str) -> Edit:
    return lambda text: line(text, "language", f"language: {new}")


def _loosened(edit: Edit, base: Callable[[], Files] = catalogue) -> Attack:
    return Attack(edits(edit), LOOSENED, base=base)


def _with_settings(settings: str, edit: Edit = str) -> Callable[[], Files]:
    return lambda: {**catalogue(), ".mclint.yaml": settings, FALLS: edit(falls())}


def _strict(text: str) -> str:
    """Let a dossier choose the framework without the room of the pilot, with a load that satisfies it."""
    text = text.replace("sbu: 80", "sbu: 240").replace("contact: 30", "contact: 190")
    return sealed(line(text, "framework", "framework: npuls-mbo"))


def exempt_itself(made: Scratch) -> None:
    """Lower the status, and add the exception for it to the configuration in the same change."""
    made.write(FALLS, with_status("in-development")(falls()))
    made.write(".mclint.yaml", EXEMPTION.format(path=FALLS))


def lower_beside_the_exempted(made: Scratch) -> None:
    """Lower the status of one dossier where main makes an exception for another."""
    made.write(FALLS, with_status("in-development")(falls()))


LOOSENED_IN_PLACE: dict[str, Attack] = {
    **{
        f"{then_} to {now}": _loosened(with_status(now), on_main(str, then_))
        for then_ in ("offered", "awarded")
        for now in ("in-development", "developed")
    },
    "another framework": _loosened(_framework("framework: eu-2022")),
    "a stricter framework left out": _loosened(_framework(""), _with_settings("exclude: [concept]\n", _strict)),
    "another framework where nothing is pinned": _loosened(
        _framework("framework: eu-2022"), _with_settings("exclude: [concept]\n")
    ),
    "another language": _loosened(_language("en")),
    "a language that nobody reads": _loosened(_language("fy")),
    "another framework while it retires": _loosened(then(with_status("retired"), _framework("framework: eu-2022"))),
    "another language while it retires": _loosened(then(with_status("retired"), _language("en"))),
    "status left out": Attack(edits(lambda text: line(text, "status", "")), frozenset({"MC004"})),
    "a status that does not exist": Attack(edits(with_status("concept")), frozenset({"MC004"})),
    "an exception in the change itself": Attack(exempt_itself, LOOSENED),
    "beside an exception of main": Attack(
        lower_beside_the_exempted, LOOSENED, base=_with_settings(EXEMPTION.format(path="a/fietsen.yaml"))
    ),
}

#: Changes that are errors as changes, so that no earlier state of the file can have had the finding.
_OF_THE_CHANGE: dict[str, Change] = {
    **{name: edits(edit) for name, edit in LOOSENINGS.items()},
    "deleted document": delete_a_document,
    "decoy": leave_the_id_to_a_decoy,
    "out of sight": goes(move_out_of_sight),
    "out of sight, rewritten": goes(edited(REWRITTEN), move_out_of_sight),
    "hidden folder": goes(move_to_a_hidden_folder),
    "moved and lowered": goes(edited(with_status("in-development")), move),
    "padded and rewritten": goes(edited(REWRITTEN), move, pad_above),
    "joined and rewritten": goes(edited(REWRITTEN), join),
    "second of two, rewritten": goes(edited(REWRITTEN), start=second_of_two),
    "linked from before, lowered": goes(edited(with_status("in-development")), link_from_before),
}

#: What `--since` is compared with: the base itself, and the change, against which no file has changed at all.
REVISIONS = ("main", "HEAD")

SINCE: dict[str, Attack] = {
    f"{name}, since {revision}": Attack(change, OF_THE_CHANGE, arguments=("--since", revision, *GATE))
    for number, (name, change) in enumerate(_OF_THE_CHANGE.items())
    for revision in (REVISIONS if number % 3 == 0 else REVISIONS[1:])  # a revision without a difference is the harder one
}
