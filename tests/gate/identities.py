"""Kind 5: a dossier stays the dossier that it was, wherever it goes, whatever it is called and who takes its place."""

from __future__ import annotations

from collections.abc import Callable

from tests.gate.attack import FALLS, Attack, edited, goes, read, table
from tests.gate.dossiers import bikes, bread, falls, flowers, sealed, till
from tests.gate.edits import LOOSENINGS, REWRITTEN, swap, with_id, with_status
from tests.gate.judging import OF_THE_CHANGE, Files, catalogue
from tests.gate.steps import (
    HARMLESS,
    SLY,
    Step,
    escape_the_id,
    join,
    move,
    pad_above,
    put_a_new_one_before,
    reverse_the_documents,
    split_off,
    stay,
)
from tests.gate.trees import Tree, second_of_two, single
from tests.repository import Scratch

GONE = frozenset({"MC907"})
LOWERED = with_status("in-development")
TWO = "samen/twee.yaml"


def loosened_and(step: Step, loosening: str, start: Callable[[], Tree]) -> Attack:
    """Return the attack that loosens a dossier and takes one step with it."""
    return Attack(goes(edited(LOOSENINGS[loosening]), step, start=start), OF_THE_CHANGE)


def _steps() -> dict[str, Attack]:
    """Return each step with a lower status; and with rewritten content those that concern documents, or that hide."""
    rewritten = (stay, move, pad_above, escape_the_id, split_off, join, reverse_the_documents, put_a_new_one_before, *SLY)
    return {
        **{f"a lower status, {_name(step)}": loosened_and(step, "a lower status", single) for step in (*HARMLESS, *SLY)},
        **{
            f"rewritten, {_name(step)}": loosened_and(step, "an outcome rewritten, digest renewed", second_of_two)
            for step in rewritten
        },
    }


def _name(step: Step) -> str:
    return step.__name__.replace("_", " ")


def delete_a_document(made: Scratch) -> None:
    """Take the second document out of a file and leave the first."""
    made.write(TWO, bread())


def turn_a_document_into_a_comment(made: Scratch) -> None:
    """Leave a document where it is, as a comment."""
    made.write(TWO, bread() + "".join(f"# {part}\n" for part in flowers().splitlines()))


def turn_a_document_into_a_text(made: Scratch) -> None:
    """Leave a document where it is, as the text of a key of the institution's own in the document before."""
    made.write(TWO, f"{bread()}x-vervolg: |\n" + "".join(f"  {part}\n" for part in flowers().splitlines()))


def put_another_in_the_place_of_a_document(made: Scratch) -> None:
    """Put a good new dossier where the second document stood: same file, same number, nothing else in common."""
    made.write(TWO, f"{bread()}---\n{till()}")


def put_another_in_the_place_of_a_file(made: Scratch) -> None:
    """Put a good new dossier where another one stood: same path, nothing else in common."""
    made.write(FALLS, till())


def put_a_folder_in_the_place_of_a_file(made: Scratch) -> None:
    """Make a folder with the name of the dossier."""
    (made.root / FALLS).unlink()
    made.write(f"{FALLS}/leeg.txt", "")


def link_to_a_good_copy_outside(made: Scratch) -> None:
    """Replace the dossier by a link to a copy outside the repository, where anybody can edit it later."""
    outside = made.root.parent / "buiten.yaml"
    outside.write_text(read(made), "utf-8")
    (made.root / FALLS).unlink()
    (made.root / FALLS).symlink_to(outside)


def link_the_folder_to_a_copy_outside(made: Scratch) -> None:
    """Replace a folder of dossiers by a link to a copy of it outside the repository."""
    (made.root / "a").rename(made.root.parent / "buiten")
    (made.root / "a").symlink_to(made.root.parent / "buiten", target_is_directory=True)


def link_two_dossiers_to_one(made: Scratch) -> None:
    """Replace a dossier by a link to another dossier that passes."""
    (made.root / FALLS).unlink()
    (made.root / FALLS).symlink_to("fietsen.yaml")


def move_all_and_lower_one(made: Scratch) -> None:
    """Move the whole folder, and lower the status of one dossier in it."""
    made.git("mv", "a", "opleidingen")
    made.write("opleidingen/vallen.yaml", LOWERED(read(made, "opleidingen/vallen.yaml")))


def swap_the_ids(made: Scratch) -> None:
    """Swap the ids of an offered dossier and one in development, and their statuses too: each id keeps its status.

    Chosen: a text that was offered and that goes on under the id of another has stepped back.
    """
    made.write("a/vallen.yaml", LOWERED(with_id("fietsen-repareren")(falls())))
    made.write("a/fietsen.yaml", with_id("valpreventie")(bikes("offered")))


def leave_the_id_to_a_decoy(made: Scratch) -> None:
    """Give the id to a good dossier about something else, and go on under another id with a lower status."""
    made.write("a/nieuw.yaml", with_id("valpreventie")(till()))
    made.write(FALLS, LOWERED(with_id("valpreventie-thuis")(falls())))


def leave_the_id_to_a_copy_and_rewrite(made: Scratch) -> None:
    """Leave the id to a true copy elsewhere, and rewrite the dossier at its own path under the same decision."""
    made.write("b/kopie.yaml", falls())
    made.write(FALLS, with_id("valpreventie-thuis")(REWRITTEN(falls())))


def copy_it_to_where_nobody_was_asked_to_look(made: Scratch) -> None:
    """Lower the status of a dossier and leave a true copy with its id outside the folder that is checked."""
    made.write("b/kopie.yaml", falls())
    made.write(FALLS, LOWERED(falls()))


def move_out_of_the_named_folder(made: Scratch) -> None:
    """Move a dossier out of the folder that is checked, and lower its status there."""
    made.write("b/vallen.yaml", LOWERED(falls()))
    (made.root / FALLS).unlink()


def move_out_of_the_named_folder_unchanged(made: Scratch) -> None:
    """Move a dossier out of the folder that is checked, as a first step."""
    (made.root / "b").mkdir()
    made.git("mv", FALLS, "b/vallen.yaml")


def change_id_and_path_and_lower(made: Scratch) -> None:
    """Change the id with a move, so that only likeness tells what it was, and lower the status."""
    made.git("mv", FALLS, "a/anders.yaml")
    made.write("a/anders.yaml", LOWERED(with_id("iets-anders")(falls())))


def change_id_title_and_path_under_padding(made: Scratch) -> None:
    """Change id and title, pad it so that git sees no rename, rewrite an outcome and renew the digest."""
    text = with_id("iets-anders")(REWRITTEN(falls()))
    (made.root / FALLS).unlink()
    made.write(
        "b/anders.yaml",
        "# Notitie van het team\n" * 900 + sealed(swap(text, "title: Valpreventie bij", "title: Minder vallen door")),
    )


def _bikes_in_development() -> Files:
    return {**catalogue(), "a/fietsen.yaml": bikes("in-development")}


_NAMED = ("--config-from", "main", "a")

IDENTITIES: dict[str, Attack] = {
    **_steps(),
    **table(
        [
            delete_a_document,
            turn_a_document_into_a_comment,
            turn_a_document_into_a_text,
            put_another_in_the_place_of_a_document,
            put_another_in_the_place_of_a_file,
            put_a_folder_in_the_place_of_a_file,
            link_to_a_good_copy_outside,
            link_the_folder_to_a_copy_outside,
            link_two_dossiers_to_one,
        ],
        lambda change: Attack(change, GONE),
    ),
    **table(
        [
            move_all_and_lower_one,
            leave_the_id_to_a_decoy,
            leave_the_id_to_a_copy_and_rewrite,
            change_id_and_path_and_lower,
            change_id_title_and_path_under_padding,
        ],
        lambda change: Attack(change, OF_THE_CHANGE),
    ),
    "swap the ids": Attack(swap_the_ids, OF_THE_CHANGE, base=_bikes_in_development),
    **table(
        [copy_it_to_where_nobody_was_asked_to_look, move_out_of_the_named_folder, move_out_of_the_named_folder_unchanged],
        lambda change: Attack(change, OF_THE_CHANGE, arguments=_NAMED),
    ),
}
