from __future__ import annotations

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mclint.suggest import closest, did_you_mean, folded, synonyms

KEYS = ["title", "language", "level", "workload", "learning_outcomes", "assessments", "exam_committee"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("titel", "title"), ("Title", "title"), ("langauge", "language"), ("work-load", "workload"), ("levle", "level"),
        ("learningOutcomes", "learning_outcomes"), ("assesments", "assessments"), ("exam_comittee", "exam_committee"),
        ("kleur", None), ("", None), ("--", None), ("xyz", None), ("a" * 5000, None),
    ],
)  # fmt: skip
def test_the_closest_word_is_found(word: str, meant: str | None) -> None:
    assert closest(word, KEYS) == meant


@pytest.mark.parametrize("place", ["sbu", "ects"])
@pytest.mark.parametrize(
    ("word", "meant"),
    [("van", "min"), ("tot", "max"), ("Minimaal", "min"), ("t/m", "max"), ("tot en met", "max"), ("from", "min")],
)
def test_the_ends_of_a_range_are_known_by_their_words(word: str, meant: str, place: str) -> None:
    assert did_you_mean(word, ["min", "max"], place) == meant


def test_short_words_have_to_be_equal() -> None:
    assert closest("9", ["1", "2"]) is None
    assert closest("4 +", ["4", "4+"]) == "4+"
    assert closest("ID", ["id"]) == "id"


def test_of_equal_candidates_the_first_wins() -> None:
    assert closest("MC594", ["MC504", "MC594x", "MC593"]) == "MC504"


def brute(first: str, second: str) -> int:
    """Return the restricted Damerau-Levenshtein distance by its definition."""
    table = [[max(i, j) if 0 in (i, j) else 0 for j in range(len(second) + 1)] for i in range(len(first) + 1)]
    for i in range(1, len(first) + 1):
        for j in range(1, len(second) + 1):
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (first[i - 1] != second[j - 1]))
            if i > 1 and j > 1 and first[i - 1] == second[j - 2] and first[i - 2] == second[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


WORDS = st.text(st.sampled_from("abcde"), min_size=1, max_size=12)


@given(WORDS, st.lists(WORDS, max_size=6))
def test_nothing_nearer_is_overlooked(word: str, candidates: list[str]) -> None:
    limit = min(3, len(word) // 3)
    near = [(brute(word, candidate), place) for place, candidate in enumerate(candidates) if brute(word, candidate) <= limit]
    assert closest(word, candidates) == (candidates[min(near)[1]] if near else None)


@pytest.mark.parametrize(
    ("word", "candidates", "place", "meant"),
    [
        ("leeruitkomsten", KEYS, "", "learning_outcomes"),
        ("titel", KEYS, "", "title"),
        ("toetsen", KEYS, "", "assessments"),
        ("aangeboden", ["offered", "developed"], "status", "offered"),
        ("praktijkopdracht", ["portfolio", "practical-assignment"], "type", "practical-assignment"),
        ("docent", ["employers", "teachers"], "origin", "teachers"),
        ("beëindigd", ["offered", "retired"], "status", "retired"),
        ("aangeboden", ["portfolio"], "status", None),
    ],
)
def test_synonyms_come_before_likeness(word: str, candidates: list[str], place: str, meant: str | None) -> None:
    assert did_you_mean(word, candidates, place) == meant


def test_folding_leaves_out_what_people_vary() -> None:
    assert folded("Zelf-Studie_Úren ") == "zelfstudieuren"
    assert folded("4+") == "4+"


def test_the_list_of_synonyms_names_only_keys_and_codes_of_the_format() -> None:
    from mclint.engine.schema import schema_of_dossier

    known: set[str] = set()
    pending: list[object] = [schema_of_dossier()]
    while pending:
        part = pending.pop()
        if isinstance(part, dict):
            known |= set(part.get("properties", ())) | {str(code) for code in part.get("enum", ())}
            pending += part.values()
        elif isinstance(part, list):
            pending += part
    of_program = {"command", "option"}
    tables = (synonyms().everywhere, *(table for place, table in synonyms().places.items() if place not in of_program))
    targets = {target for table in tables for targets in table.values() for target in targets}
    assert targets <= known


def test_the_words_for_commands_and_options_name_those_of_the_program() -> None:
    from mclint.cli.main import COMMANDS, cli

    context = click.Context(cli)
    commands = [command for name in COMMANDS if (command := cli.get_command(context, name)) is not None]
    options = {option for command in (cli, *commands) for param in command.get_params(context) for option in param.opts}
    places = synonyms().places
    assert {target for targets in places["command"].values() for target in targets} <= set(COMMANDS)
    assert {target for targets in places["option"].values() for target in targets} <= options
