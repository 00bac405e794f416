from __future__ import annotations

from pathlib import Path

import pytest

from mclint.data import rules_dir
from mclint.nlp.dutch.lexicon import lexicon
from mclint.nlp.lexicon import load

FOLDER = rules_dir() / "lexicons"
FILES = sorted(FOLDER.glob("*/*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_list_says_what_it_is_and_where_it_comes_from(path: Path) -> None:
    data = load(path.parent.name, path.stem)
    assert data["about"]
    assert data["sources"]
    assert data["date"]


def suggestions() -> set[str]:
    frames, states = load("nl", "frames"), load("nl", "states")["states"]
    groups = [*frames["frames"], *frames["nominal"], *states.values()]
    return {verb for group in groups for verb in group.get("suggestions", ())} | set(frames["nominal_suggestions"])


def test_dutch_suggestions_are_listed_verbs_that_can_be_seen() -> None:
    known = {verb for group in load("nl", "verbs")["groups"] for verb in group["verbs"]}
    assert {verb for verb in suggestions() if verb.split(" ")[0] not in known} == set()


def test_every_dutch_state_and_frame_has_three_suggestions() -> None:
    frames, states = load("nl", "frames"), load("nl", "states")["states"]
    groups = {**{item["key"]: item for item in [*frames["frames"], *frames["nominal"]]}, **states}
    assert {key for key, item in groups.items() if len(item.get("suggestions", ())) < 3} == set()


def test_no_dutch_verb_is_listed_twice_in_a_group() -> None:
    for group in load("nl", "verbs")["groups"]:
        assert len(group["verbs"]) == len(set(group["verbs"])), group["field"]


def test_every_listed_dutch_verb_is_known() -> None:
    lex = lexicon()
    listed = {verb.replace("|", "") for group in load("nl", "verbs")["groups"] for verb in group["verbs"]}
    assert {verb for verb in listed if not lex.known(verb)} == set()
