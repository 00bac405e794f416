"""Kind 11: what a change adds and what reads as a dossier is judged, or named as not judged."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.gate.attack import FALLS, Attack, Change, table
from tests.gate.dossiers import till
from tests.gate.edits import as_json, with_vague_outcome
from tests.gate.judging import Files, catalogue
from tests.repository import Scratch

#: Names under which a scan may not look. Each is added by the change, with a dossier that no framework lets pass.
NAMES = (
    "a/kassa.yaml", "a/kassa.YAML", "a/kassa.Yml", "a/kassa.yMl", "a/kassa.json", "a/kassa.JSON", "a/kassa.txt",
    "a/kassa.text", "a/kassa.yaml.bak", "a/kassa.yaml.txt", "a/kassa.yaml~", "a/kassa.yaml.orig", "a/kassa.yml.disabled",
    "a/kassa.md", "a/kassa.markdown", "a/kassa.yaml.tmpl", "a/kassa.conf", "a/kassa.jsonl", "a/kassa", "KASSA", "a/.kassa.yaml",
    "a/.yaml", ".yaml", ".kassa.yml", "a/.mclint.d.yaml", "a/.mclint.kassa.yaml", "a/mclint.yaml", "a/#kassa.yaml#",
    "a/kassa.yaml ", "a/kassa .yaml", "a/-kassa.yaml", "-kassa.yaml", "a/kassa\nregel.yaml", "a/kässa.yaml", "a/kassa\u202e.yaml",
    ".github/kassa.yaml", ".github/workflows/kassa.yml", ".github/ISSUE_TEMPLATE/kassa.yaml", ".gitlab/kassa.yaml",
    ".archief/kassa.yaml", "a/.oud/diep/kassa.yaml", "node_modules/kassa.yaml", "a/node_modules/x/kassa.yaml",
    "venv/kassa.yaml", ".venv/kassa.yaml", "__pycache__/kassa.yaml", "a/__pycache__/kassa.txt", "build/kassa.yaml",
    "dist/kassa.yaml", "vendor/kassa.yaml", "target/kassa.yaml", ".git-oud/kassa.yaml", "docs/kassa.txt", "tests/kassa.yaml",
)  # fmt: skip


def vague() -> str:
    """Return a dossier that is an error wherever somebody looks."""
    return with_vague_outcome(till())


def _head(new: str, old: str = "mclint: 1\n") -> str:
    text = vague()
    assert text.startswith(old)
    return new + text.removeprefix(old)


def _front_matter() -> str:
    return f"---\n{vague()}---\n\n# De kassa\n\nEen dossier met een toelichting: zie hierboven.\n\n- een lijst\n"


def _typed(key: str) -> Callable[[], str]:
    """Return how to write the keys that make a dossier as a word processor does; "\\1" stands for the key."""
    return lambda: re.sub(r"(?m)^(mclint|learning_outcomes):", key, vague())


#: Ways to write a dossier in a file that a scan does take, so that a look at its first bytes sees none.
SPELLINGS: dict[str, Callable[[], str | bytes]] = {
    "keys with escapes": lambda: _head('"\\u006dclint": 1\n').replace("learning_outcomes:", '"learning\\x5foutcomes":'),
    "a key with an escape in capitals": lambda: _head('"mclin\\U00000074": 1\n').replace(
        "learning_outcomes:", '"\\u006cearning_outcomes":'
    ),
    "a key over two lines": lambda: _head('? "mcl\\\n  int"\n: 1\n').replace(
        "learning_outcomes:", '? "learning_\\\n  outcomes"\n:'
    ),
    "keys with a question mark": lambda: _head("? mclint\n: 1\n").replace("learning_outcomes:", "? learning_outcomes\n:"),
    "keys with a tag": lambda: _head("!!str mclint: 1\n").replace("learning_outcomes:", "!!str learning_outcomes:"),
    "keys with an anchor": lambda: _head("&a mclint: 1\n").replace("learning_outcomes:", "&b learning_outcomes:"),
    "keys with a blank before the colon": lambda: _head("mclint : 1\n").replace("learning_outcomes:", "learning_outcomes :"),
    "keys behind an alias": lambda: _head("x-a: &a mclint\nx-b: &b learning_outcomes\n*a : 1\n").replace(
        "learning_outcomes:", "*b :"
    ),
    "everything further in": lambda: "".join(f"   {line}\n" for line in vague().splitlines()),
    "as JSON": lambda: as_json(vague()),
    "as JSON with escapes": lambda: (
        as_json(vague()).replace('"mclint"', '"\\u006dclint"').replace('"learning_outcomes"', '"\\u006cearning_outcomes"')
    ),
    "without the key of the format": lambda: _head(""),
    "behind a document that is none": lambda: f"notitie: dit is geen dossier\n---\n{vague()}",
    "behind an empty document": lambda: f"---\n---\n---\n{vague()}",
    "behind ninety documents": lambda: "".join(f"n: {number}\n---\n" for number in range(90)) + vague(),
    "behind more documents than are read": lambda: "".join(f"n: {number}\n---\n" for number in range(120)) + vague(),
    "behind a directive": lambda: f"%YAML 1.2\n---\n{vague()}",
    "behind the end of a document": lambda: f"# niets\n...\n...\n---\n{vague()}",
    "behind a byte order mark": lambda: f"\ufeff{vague()}",
    "behind half a megabyte of comment": lambda: "# vulling\n" * 52_000 + vague(),
    "behind a megabyte of comment": lambda: "# vulling\n" * 105_000 + vague(),
    "behind a megabyte of empty lines": lambda: "\n" * (1 << 20) + vague(),
    "behind a megabyte on one line": lambda: f"# {'x' * (1 << 20)}\n{vague()}",
    "behind nine megabytes": lambda: "# vulling\n" * 1_000_000 + vague(),
    "before a megabyte of comment": lambda: vague() + "# vulling\n" * 105_000,
    "in UTF-16": lambda: vague().encode("utf-16"),
    "in UTF-16 without a mark": lambda: vague().encode("utf-16-le"),
    "in UTF-32": lambda: vague().encode("utf-32"),
    "in Latin-1": lambda: vague().replace("Examencommissie", "Examencommissië").encode("latin-1"),
    "with old line ends": lambda: vague().replace("\n", "\r"),
    "with keys that only look the same": lambda: vague().replace("mclint:", "m\u0441lint:").replace("ng_o", "ng_\u043e"),
    "with keys that hold what does not show": lambda: vague().replace("mclint:", "mcl\u200bint:").replace("ng_o", "ng\u00ad_o"),
    "with special blanks in its keys": _typed("\\1\u00a0:"),
    "with typographic quotes around its keys": _typed("\u201c\\1\u201d:"),
    "with special blanks, and broken": lambda: "x-a: [\n" + _typed("\\1\u00a0:")(),
    "with typographic quotes, and broken": lambda: "x-a: [\n" + _typed("\u201e\\1\u201d:")(),
    "with a control character before it": lambda: f"# \x07\n{vague()}",
    "with a broken document behind it": lambda: f"{vague()}---\n[open: {{\n",
    "with a broken document before it": lambda: f"[open: {{\n---\n{vague()}",
}


def _adds(path: str, text: Callable[[], str | bytes]) -> Change:
    return lambda made: made.write(path, text())


def add_what_git_ignores(made: Scratch) -> None:
    """Add a folder to .gitignore and commit a dossier in it all the same."""
    made.commit({".gitignore": "stil/\n", "stil/kassa.yaml": vague()})


def add_with_attributes(made: Scratch) -> None:
    """Let .gitattributes call a dossier a binary file that is made by a machine and never shown."""
    made.commit({".gitattributes": "kassa.yaml binary -diff export-ignore linguist-generated\n", "a/kassa.yaml": vague()})


def add_front_matter(made: Scratch) -> None:
    """Add a Markdown page whose front matter is a whole dossier.

    Chosen: the first document of the page reads as a dossier, whatever follows, unlike an example between fences.
    """
    made.write("a/kassa.md", _front_matter())


def link_to_a_text(made: Scratch) -> None:
    """Add a dossier as a text, and a link to it that looks like a dossier."""
    made.write("teksten/kassa.txt", vague())
    (made.root / "a/kassa.yaml").symlink_to("../teksten/kassa.txt")


def link_from_a_hidden_folder(made: Scratch) -> None:
    """Add a dossier in a hidden folder, and a link to that folder where people look."""
    made.write(".archief/kassa.yaml", vague())
    (made.root / "nieuw").symlink_to(".archief", target_is_directory=True)


def link_to_what_lies_outside(made: Scratch) -> None:
    """Add a link to a dossier that lies outside the repository."""
    outside = made.root.parent / "buiten.yaml"
    outside.write_text(vague(), "utf-8")
    (made.root / "a/kassa.yaml").symlink_to(outside)


def link_to_nothing(made: Scratch) -> None:
    """Add a link that leads nowhere yet, with the name of a dossier.

    Chosen: a link with such a name stands for a dossier; what cannot be read cannot have been judged,
    so that a run may also say that it is incomplete (3).
    """
    (made.root / "a/kassa.yaml").symlink_to("../later/kassa.yaml")


def hide_behind_a_good_one(made: Scratch) -> None:
    """Put a vague dossier behind a good one, in the same file, under a document that is none."""
    made.write(FALLS, f"{catalogue()[FALLS]!s}---\nnotitie: hieronder staat niets\n---\n{vague()}")


def link_out_of_the_named_folder(made: Scratch) -> None:
    """Add a dossier outside the folder that is checked, and a link to it inside."""
    made.write("b/kassa.yaml", vague())
    (made.root / "a/kassa.yaml").symlink_to("../b/kassa.yaml")


def link_a_folder_out_of_the_named_folder(made: Scratch) -> None:
    """Add a folder outside the folder that is checked, and a link to it inside."""
    made.write("b/kassa.yaml", vague())
    (made.root / "a/nieuw").symlink_to("../b", target_is_directory=True)


def add_beside_the_named_folder(made: Scratch) -> None:
    """Add a dossier outside the folder that is checked.

    Chosen: by the contract each file that a change adds is judged or named. Whoever keeps the catalogue and wants no word
    of other folders has `exclude` for it, which says so where everybody can read it.
    """
    made.write("b/kassa.yaml", vague())


def touch_a_text(made: Scratch) -> None:
    """Make a text that was no dossier on main into one."""
    made.write("a/notitie.txt", vague())


def touch_a_dossier_that_nobody_judged(made: Scratch) -> None:
    """Change a dossier that stood on main as a text, where nobody looked: what a change touches counts as well."""
    made.write("a/oud.txt", vague())


def _with(path: str, text: Callable[[], str]) -> Callable[[], Files]:
    return lambda: {**catalogue(), path: text()}


_NAMED = ("--config-from", "main", "a")

UNSEEN: dict[str, Attack] = {
    **{f"named {name!a}": Attack(_adds(name, vague)) for name in NAMES},
    **{f"written {how}": Attack(_adds("a/kassa.yaml", text)) for how, text in SPELLINGS.items()},
    "as JSON in a file for it": Attack(_adds("a/kassa.json", lambda: as_json(vague()))),
    "as JSON in a hidden folder": Attack(_adds(".archief/kassa.json", lambda: as_json(vague()))),
    "escaped keys in a text": Attack(_adds("a/kassa.txt", SPELLINGS["keys with escapes"])),
    "a megabyte of comment in a text": Attack(_adds("a/kassa.txt", SPELLINGS["behind a megabyte of comment"])),
    "special blanks in a text": Attack(_adds("a/kassa.txt", SPELLINGS["with special blanks in its keys"])),
    "special blanks below front matter": Attack(_adds("a/kassa.md", lambda: "---\ntitel: Kassa\n---\n" + _typed("\\1\u00a0:")())),
    "typographic quotes in a hidden folder": Attack(
        _adds(".archief/kassa", SPELLINGS["with typographic quotes around its keys"])
    ),
    "UTF-16 in a text": Attack(_adds("a/kassa.txt", SPELLINGS["in UTF-16"])),
    "second document of a text": Attack(_adds("a/kassa.txt", SPELLINGS["behind a document that is none"])),
    **table(
        [
            add_what_git_ignores,
            add_with_attributes,
            add_front_matter,
            link_to_a_text,
            link_from_a_hidden_folder,
            link_to_what_lies_outside,
            hide_behind_a_good_one,
        ],
        Attack,
    ),
    **table(
        [link_out_of_the_named_folder, link_a_folder_out_of_the_named_folder, add_beside_the_named_folder],
        lambda change: Attack(change, arguments=_NAMED),
    ),
    "link to nothing": Attack(link_to_nothing, codes=(1, 3)),
    "touch a text": Attack(touch_a_text, base=_with("a/notitie.txt", lambda: "Alleen een notitie.\n")),
    "touch a dossier that nobody judged": Attack(touch_a_dossier_that_nobody_judged, base=_with("a/oud.txt", till)),
}
