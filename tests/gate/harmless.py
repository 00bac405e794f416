"""What schools and maintainers do every week, and what passes: exit code 0 and nothing that is an error."""

from __future__ import annotations

from collections.abc import Callable

from tests.gate import edits as texts
from tests.gate.attack import FALLS, Change, Deed, edited, edits, goes, on_main, read
from tests.gate.dossiers import bikes, bread, falls, flowers, line, sealed, till
from tests.gate.edits import FORMS, REWRITTEN, SIGNED_CONTENT, Edit, then, with_id, with_new_decision, with_status
from tests.gate.ignores import IGNORE, PLACE, VAGUE, with_outcomes
from tests.gate.judging import GATE, Files, catalogue
from tests.gate.others import NO_DOSSIERS
from tests.gate.steps import HARMLESS
from tests.gate.trees import second_of_two
from tests.repository import Scratch

TWO = "samen/twee.yaml"
OUTCOME = SIGNED_CONTENT["text of an outcome"]
DECIDED_ANEW = then(OUTCOME, with_new_decision)


def with_another_summary(text: str) -> str:
    return texts.swap(text, "verkleinen samen", "verminderen samen")


def with_a_digest(text: str) -> str:
    return sealed(texts.swap(text, "118\n", "118\n    digest:\n"))


def nothing(made: Scratch) -> None:
    """Change nothing at all."""


def add_a_dossier(made: Scratch) -> None:
    """Add a good new dossier."""
    made.write("b/kassa.yaml", till())


def add_a_draft(made: Scratch) -> None:
    """Add a dossier in development, in which much is still open."""
    made.write("b/kassa.yaml", _DRAFT)


_DRAFT = (
    "mclint: 1\nid: roc-voorbeeld/kassa\ntitle: Kassa\nlanguage: nl\nstatus: in-development\n"
    "learning_outcomes:\n  - id: LO1\n    text: De lerende rekent een verkoop af op de kassa.\n"
)


def start_from_a_copy(made: Scratch) -> None:
    """Begin a new dossier as a copy of one that is offered: another id, lower status, no sign-off, and a first edit."""
    text = with_status("in-development")(with_id("valpreventie-intramuraal")(OUTCOME(falls())))
    made.write("a/vallen-intramuraal.yaml", text[: text.index("  sign_off:")] + text[text.index("credential:") :])


def add_one_that_was_approved_in_the_same_meeting(made: Scratch) -> None:
    """Add a new dossier with the date, chair and reference of one that is there: a committee may approve two at once."""
    text = line(line(till(), "date", "date: 2025-11-03"), "reference", "reference: EC-2025-118")
    made.write("b/kassa.yaml", sealed(text))


def add_a_document(made: Scratch) -> None:
    """Put a second dossier into a file that held one."""
    made.write(FALLS, f"{falls()}---\n{till()}")


def rename_with_git(made: Scratch) -> None:
    """Rename a dossier with git mv."""
    made.git("mv", FALLS, "a/valpreventie.yaml")


def move_the_folder(made: Scratch) -> None:
    """Move a whole folder with git mv."""
    made.git("mv", "a", "opleidingen")


def rename_and_edit(made: Scratch) -> None:
    """Rename a dossier and edit a text, with a new decision of the committee."""
    made.git("mv", FALLS, "a/valpreventie.yaml")
    made.write("a/valpreventie.yaml", DECIDED_ANEW(read(made, "a/valpreventie.yaml")))


def rename_and_edit_what_nobody_signs(made: Scratch) -> None:
    """Rename a dossier and edit its summary, which is not part of what was signed off."""
    made.git("mv", FALLS, "a/valpreventie.yaml")
    made.write("a/valpreventie.yaml", read(made, "a/valpreventie.yaml").replace("samen met ouderen", "met de ouderen"))


def rename_with_another_id(made: Scratch) -> None:
    """Give a dossier another id and its file another name; chosen: path and likeness tell that it is the same."""
    made.git("mv", FALLS, "a/thuis.yaml")
    made.write("a/thuis.yaml", with_id("valpreventie-thuis")(falls()))


def swap_two_names(made: Scratch) -> None:
    """Let two files change names; each dossier stays what it was."""
    made.write(FALLS, bikes("in-development"))
    made.write("a/fietsen.yaml", falls())


def split_a_file(made: Scratch) -> None:
    """Give the second dossier of a file a file of its own."""
    made.write(TWO, bread())
    made.write("samen/boeketten.yaml", flowers())


def split_a_file_in_two_new_ones(made: Scratch) -> None:
    """Give both dossiers of a file a file of their own, and take the old file away."""
    (made.root / TWO).unlink()
    made.write("brood/desem.yaml", bread())
    made.write("bloemen/boeketten.yaml", flowers())


def put_two_files_together(made: Scratch) -> None:
    """Put all dossiers of a folder into one file."""
    made.write("a.yaml", f"{bikes('awarded')}---\n{falls()}")
    made.git("rm", "--quiet", "-r", "a")


def add_and_remove_what_is_no_dossier(made: Scratch) -> None:
    """Add, edit, move and delete files that are no dossiers, whatever they say about dossiers."""
    made.git("mv", "package.json", "tools.json")
    made.git("rm", "--quiet", ".github/workflows/check.yml")
    made.write("README.md", str(catalogue()["README.md"]) + "\nMet `mclint .` controleer je alles.\n")
    for path, text in NO_DOSSIERS.items():
        made.write(path, text)


def _adds(path: str) -> Change:
    return lambda made: made.write(path, NO_DOSSIERS[path])


def draft_where_main_leaves_out(made: Scratch) -> None:
    """Add an unfinished dossier to a folder that the configuration of main leaves out.

    Chosen: `exclude` on main is a decision of whoever keeps the catalogue, who said there that nobody need look.
    """
    made.write("concept/kassa.yaml", line(till(), "level", "level: {nlqf: veel}").replace("  nlqf: 3\n", ""))


def make_the_policy_stricter(made: Scratch) -> None:
    """Edit the configuration, which counts once it is on main (MC905 says so)."""
    made.write(".mclint.yaml", "framework: npuls-mbo-pilot\nfail_level: warning\n")


def _ignored(text: str = VAGUE, above: str = "") -> str:
    return with_outcomes(f"{above}learning_outcomes:\n  - id: LO1\n    text: {text}{IGNORE}\n")


def _with_ignore() -> Files:
    return {**catalogue(), PLACE: _ignored()}


def _at_the_ignore(text: str, path: str = PLACE) -> Change:
    def change(made: Scratch) -> None:
        (made.root / PLACE).unlink()
        made.write(path, text)

    return change


def _own_work(base: str, ignore: str = "") -> Callable[[], Files]:
    """Return a base with a configuration, and a dossier that a member of its team signed off (MC405)."""
    text = falls().replace("by: {role: voorzitter, id: ec-01}", f"by: {{role: voorzitter, id: doc-12}}{ignore}")
    return lambda: {**catalogue(), ".mclint.yaml": base, FALLS: text}


def _decided(decision: str) -> Edit:
    return lambda text: line(text, "decision", f"decision: {decision}")


def _exempted(rule: str = "MC908") -> Callable[[], Files]:
    settings = f"protected: [{{rule: {rule}, path: {FALLS}, reason: afgesproken met de beheerder}}]\n"
    return lambda: {**catalogue(), ".mclint.yaml": f"framework: [npuls-mbo-pilot, eu-2022]\n{settings}"}


#: A step forward, or sideways: offered counts as awarded, and who retires a dossier leaves it to be seen.
STATUSES = (
    ("in-development", "developed"),
    ("developed", "offered"),
    ("offered", "awarded"),
    ("awarded", "offered"),
    ("offered", "retired"),
    ("awarded", "retired"),
    ("developed", "retired"),
)

DEEDS: dict[str, Deed] = {
    **{
        deed.__name__.replace("_", " "): Deed(deed)
        for deed in (
            nothing,
            add_a_dossier,
            add_a_draft,
            start_from_a_copy,
            add_one_that_was_approved_in_the_same_meeting,
            add_a_document,
            rename_with_git,
            move_the_folder,
            rename_and_edit,
            rename_and_edit_what_nobody_signs,
            split_a_file,
            split_a_file_in_two_new_ones,
            put_two_files_together,
            add_and_remove_what_is_no_dossier,
            draft_where_main_leaves_out,
        )
    },
    **{f"step: {step.__name__.replace('_', ' ')}": Deed(goes(step, start=second_of_two)) for step in HARMLESS},
    **{f"form: {name}": Deed(edits(edit)) for name, edit in FORMS.items()},
    **{f"{was} to {now}": Deed(edits(with_status(now)), on_main(str, was)) for was, now in STATUSES},
    **{f"a file that is no dossier: {path}": Deed(_adds(path)) for path in NO_DOSSIERS},
    "swap two names": Deed(swap_two_names, lambda: {**catalogue(), "a/fietsen.yaml": bikes("in-development")}),
    "make the policy stricter": Deed(make_the_policy_stricter, told="MC905"),
    "an edit with a new decision": Deed(edits(DECIDED_ANEW)),
    "an edit with a new decision, moved": Deed(goes(edited(DECIDED_ANEW), *HARMLESS[1:3])),
    "an edit with a new date only": Deed(edits(then(OUTCOME, lambda text: line(text, "date", "date: 2026-10-05"), sealed))),
    "an edit with a new reference of the same day": Deed(
        edits(then(OUTCOME, lambda text: line(text, "reference", "reference: EC-2025-119"), sealed))
    ),
    "an edit with another chair": Deed(
        edits(then(OUTCOME, lambda text: line(text, "by", "by: {role: secretaris, id: ec-02}"), sealed))
    ),
    "an edit with a new decision without digest": Deed(edits(then(DECIDED_ANEW, texts.without_digest))),
    "an edit of what nobody signs": Deed(edits(with_another_summary)),
    "a digest added": Deed(edits(with_a_digest), on_main(texts.without_digest)),
    "a condition that is met": Deed(
        edits(lambda text: line(text, "conditions", "conditions: [{text: Vul de criteria aan., met: 2026-03-02}]")),
        on_main(
            then(
                _decided("approved-with-conditions"), lambda text: line(text, "conditions", "conditions: [Vul de criteria aan.]")
            ),
            "developed",
        ),
    ),
    "a rejected dossier that is mended": Deed(edits(REWRITTEN), on_main(_decided("rejected"), "developed")),
    "rejected, mended and approved on another day": Deed(
        edits(then(DECIDED_ANEW, with_status("offered"), _decided("approved"))), on_main(_decided("rejected"), "developed")
    ),
    "another id in its place": Deed(edits(with_id("valpreventie-thuis"))),
    "another id and another name": Deed(rename_with_another_id),
    "back while nothing is offered": Deed(edits(with_status("in-development")), on_main(str, "developed"), "MC908"),
    "another framework while nothing is offered": Deed(
        edits(lambda text: line(text, "framework", "framework: eu-2022")), on_main(str, "developed"), "MC908"
    ),
    "an exception of main for a lower status": Deed(edits(with_status("in-development")), _exempted()),
    "an exception of main for another framework": Deed(
        edits(lambda text: line(text, "framework", "framework: eu-2022")), _exempted()
    ),
    "an exception of main for a sign-off": Deed(edits(REWRITTEN), _exempted("MC909")),
    "an exception of main for a dossier that goes": Deed(lambda made: made.git("rm", "--quiet", FALLS), _exempted("MC907")),
    "an exception of main for own work": Deed(
        edits(with_another_summary), _own_work(f"protected: [{{rule: MC405, path: {FALLS}, reason: klein team}}]\n")
    ),
    "protection that main took away": Deed(
        edits(with_another_summary), _own_work("protected: [-MC405]\n", '  # mclint: ignore[MC405] reason="klein team"')
    ),
    "an approved ignore that stays": Deed(nothing, _with_ignore),
    "an approved ignore on another line": Deed(_at_the_ignore("# nieuw\n\n" + _ignored(above="x-nieuw: {a: 1}\n")), _with_ignore),
    "an approved ignore with an item before it": Deed(
        _at_the_ignore(
            with_outcomes(
                "learning_outcomes:\n  - id: LO2\n    text: De lerende telt het kasgeld.\n"
                f"  - id: LO1\n    text: {VAGUE}{IGNORE}\n"
            )
        ),
        _with_ignore,
    ),
    "an approved ignore whose text is mended": Deed(_at_the_ignore(_ignored(VAGUE.replace("nette", "schone"))), _with_ignore),
    "an approved ignore in a file that moves": Deed(_at_the_ignore(_ignored(), "b/kassa.yaml"), _with_ignore),
    "an approved ignore in a file that moves and grows": Deed(
        _at_the_ignore("# Notitie\n" * 2000 + _ignored(), "b/kassa.yaml"), _with_ignore
    ),
    "an approved ignore in a file with another document": Deed(
        _at_the_ignore(f"{with_id('nieuw')(with_new_decision(till()))}---\n{_ignored()}"), _with_ignore
    ),
    "an approved ignore that is no longer needed": Deed(
        _at_the_ignore(with_outcomes("learning_outcomes:\n  - id: LO1\n    text: De lerende telt het kasgeld.\n")), _with_ignore
    ),
    "known since main": Deed(
        nothing, lambda: {**catalogue(), PLACE: _ignored().replace(IGNORE, "")}, "", ("--since", "main", *GATE)
    ),
    "a good dossier since main": Deed(add_a_dossier, arguments=("--since", "main", *GATE)),
    "a stricter policy since the change itself": Deed(
        make_the_policy_stricter, told="MC905", arguments=("--since", "HEAD", *GATE)
    ),
    "back while nothing is offered, since the change itself": Deed(
        edits(with_status("in-development")), on_main(str, "developed"), "MC908", ("--since", "HEAD", *GATE)
    ),
    "a part of the catalogue": Deed(edits(DECIDED_ANEW), arguments=("--config-from", "main", "a")),
    "what is no dossier beside a part": Deed(add_and_remove_what_is_no_dossier, arguments=("--config-from", "main", "a")),
}
