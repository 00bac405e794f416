"""Steps that move, split, join, link, pad and rewrite a dossier in its catalogue, and that combine."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.gate.dossiers import till
from tests.gate.edits import as_json, reformatted
from tests.gate.trees import Tree

Step = Callable[[Tree], Tree]

_PADDING = "".join(f"# Notitie {number}: dit dossier is besproken met het team en met het werkveld.\n" for number in range(400))


def stay(tree: Tree) -> Tree:
    """Leave it where it is."""
    return tree


def move(tree: Tree) -> Tree:
    """Move the file to another folder."""
    return tree.moved(f"b/{Path(tree.at).name}")


def rename(tree: Tree) -> Tree:
    """Give the file another name in its folder."""
    return tree.moved(f"{Path(tree.at).parent}/anders{Path(tree.at).suffix}")


def move_to_top(tree: Tree) -> Tree:
    """Move the file to the root of the repository."""
    return tree.moved(Path(tree.at).name)


def change_case(tree: Tree) -> Tree:
    """Change nothing in the name of the file but its case."""
    return tree.moved(f"{Path(tree.at).parent}/{Path(tree.at).name.capitalize()}")


def change_extension(tree: Tree) -> Tree:
    """Write the extension in another way that a scan takes as well."""
    return tree.moved(str(Path(tree.at).with_suffix(".yaml" if Path(tree.at).suffix == ".YML" else ".YML")))


def pad_above(tree: Tree) -> Tree:
    """Put so much comment above it that git sees another file."""
    return tree.edited(lambda text: _PADDING + text)


def pad_below(tree: Tree) -> Tree:
    """Put so much comment below it that git sees another file."""
    return tree.edited(lambda text: text.rstrip("\n") + "\n" + _PADDING)


def pad_with_keys(tree: Tree) -> Tree:
    """Add a long key of the institution's own, so that git sees another file."""
    if "x-notities" in tree.text or re.search(r"(?m)^\{", tree.text):
        return tree
    return tree.edited(lambda text: f"x-notities: |\n{_PADDING.replace('#', '  ')}{text}")


def reformat(tree: Tree) -> Tree:
    """Put the keys in another order and everything in block style."""
    return tree.edited(reformatted)


def write_as_json(tree: Tree) -> Tree:
    """Write the dossier as JSON, in its YAML file."""
    return tree.edited(as_json)


def end_lines_with_crlf(tree: Tree) -> Tree:
    """End the lines as Windows does."""
    return tree.edited(lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"))


def escape_the_id(tree: Tree) -> Tree:
    """Write the id in quotes with an escape, which no search through the text finds."""
    return tree.edited(lambda text: re.sub(r"(?m)^id: roc-voorbeeld/([\w-]+)", r'"\\u0069d": "roc-voorbeeld\\u002f\1"', text))


def split_off(tree: Tree) -> Tree:
    """Give a document of several a file of its own."""
    if len(tree.files[tree.at]) == 1:
        return tree
    rest = tuple(text for number, text in enumerate(tree.files[tree.at]) if number != tree.number)
    path = tree.free("c/apart.yaml")
    return replace(tree, files={**tree.files, tree.at: rest, path: (tree.text,)}, at=path, number=0)


def join(tree: Tree) -> Tree:
    """Put it behind the documents of another file; what stood beside it stays where it was."""
    other = next((name for name in reversed(tree.files) if name != tree.at and name.endswith(".yaml")), None)
    if other is None:
        return tree
    files = dict(tree.files)
    rest = tuple(text for number, text in enumerate(files.pop(tree.at)) if number != tree.number)
    if rest:
        files[tree.at] = rest
    files[other] = (*files[other], tree.text)
    links = tree.links if rest else tree.relinked(other)
    return replace(tree, files=files, at=other, number=len(files[other]) - 1, links=links)


def reverse_the_documents(tree: Tree) -> Tree:
    """Put the documents of its file in the opposite order."""
    documents = tree.files[tree.at]
    return replace(tree, files={**tree.files, tree.at: documents[::-1]}, number=len(documents) - 1 - tree.number)


def put_a_new_one_before(tree: Tree) -> Tree:
    """Put a good new dossier before it in its file, where it stood itself."""
    new = till()
    if any(new in documents for documents in tree.files.values()):
        return tree
    return replace(tree, files={**tree.files, tree.at: (new, *tree.files[tree.at])}, number=tree.number + 1)


#: Steps that a school may take: none of them changes what was approved or how it is judged.
HARMLESS: tuple[Step, ...] = (
    stay,
    move,
    rename,
    move_to_top,
    change_case,
    change_extension,
    pad_above,
    pad_below,
    pad_with_keys,
    reformat,
    write_as_json,
    end_lines_with_crlf,
    escape_the_id,
    split_off,
    join,
    reverse_the_documents,
    put_a_new_one_before,
)


def link_from_before(tree: Tree) -> Tree:
    """Add a link to the file that sorts before it, so that a scan meets the dossier under a name without a past."""
    name = tree.free(f"{Path(tree.at).parent}/00.yaml")
    return replace(tree, links={**tree.links, name: tree.at})


def link_from_another_folder(tree: Tree) -> Tree:
    """Add a link to the file in a folder that sorts before all others."""
    name = tree.free("0/vooraan.yaml")
    return replace(tree, links={**tree.links, name: tree.at})


def hide_behind_a_link(tree: Tree) -> Tree:
    """Move the file to a name that no scan takes, and leave a link to it in its place."""
    old, moved = tree.at, tree.moved("teksten/tekst.txt")
    return replace(moved, links={**moved.links, old: moved.at})


def hide_the_folder_behind_a_link(tree: Tree) -> Tree:
    """Move the whole folder out of sight, and leave a link to it in its place."""
    return _folder_behind_a_link(tree, ".oud-")


def replace_the_folder_by_a_link(tree: Tree) -> Tree:
    """Move the whole folder to another one that a scan takes, and leave a link to it in its place."""
    return _folder_behind_a_link(tree, "z-")


def _folder_behind_a_link(tree: Tree, prefix: str) -> Tree:
    folder, *below = Path(tree.at).parts
    new = f"{prefix}{folder.lstrip('.')}"
    if not below or any(name.startswith(f"{new}/") for name in (*tree.files, *tree.links)):
        return tree

    def place(name: str) -> str:
        return f"{new}/{name.removeprefix(f'{folder}/')}" if name.startswith(f"{folder}/") else name

    files = {place(name): texts for name, texts in tree.files.items()}
    links = {place(name): place(target) for name, target in tree.links.items()}
    return Tree(files, place(tree.at), tree.number, {**links, folder: new})


def move_out_of_sight(tree: Tree) -> Tree:
    """Give the file a name that no scan takes."""
    return tree.moved(f"{tree.at}.txt")


def move_to_a_hidden_folder(tree: Tree) -> Tree:
    """Move the file to a folder that no scan enters."""
    return tree.moved(f".archief/{Path(tree.at).name}")


def change_the_id(tree: Tree) -> Tree:
    """Give the dossier another id."""
    return tree.edited(lambda text: re.sub(r"(d\"?: \"?roc-voorbeeld(?:/|\\u002f))", r"\1nieuw-", text, count=1))


def give_its_place_to_another(tree: Tree) -> Tree:
    """Move the file, and put a good new dossier where it was."""
    old, moved = tree.at, tree.moved("b/verplaatst.yaml")
    new = till()
    if old == moved.at or any(new in documents for documents in tree.files.values()):
        return moved
    return replace(moved, files={**moved.files, old: (new,)})


#: Steps to hide what a change does; by themselves some are errors, and with a loosening each has to be one.
SLY: tuple[Step, ...] = (
    link_from_before,
    link_from_another_folder,
    hide_behind_a_link,
    hide_the_folder_behind_a_link,
    replace_the_folder_by_a_link,
    move_out_of_sight,
    move_to_a_hidden_folder,
    change_the_id,
    give_its_place_to_another,
)
