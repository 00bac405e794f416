"""The store of sentences: both languages say the same, every key is used, and errors keep what they say."""

from __future__ import annotations

import errno
import os
import pickle
import re
from pathlib import Path

import pytest

import mclint
from mclint.cli.faults import UsageFault
from mclint.config.settings import ConfigError, no_room
from mclint.data import rules_dir
from mclint.texts.sentences import LANGUAGES, field_names, reason, sentence, texts_of

FILES = sorted(path.stem for path in (rules_dir() / "texts").glob("*.yaml"))
EVERY = [(file, key) for file in FILES for key in texts_of(file)]


@pytest.mark.parametrize(("file", "key"), EVERY, ids=[f"{file}.{key}" for file, key in EVERY])
def test_both_languages_say_the_same(file: str, key: str) -> None:
    assert isinstance(key, str), "YAML reads on, off, yes and no as something else: quote them"
    texts = texts_of(file)[key]
    assert tuple(sorted(texts)) == tuple(sorted(LANGUAGES))
    assert field_names(texts["nl"]) == field_names(texts["en"])
    assert all(isinstance(text, str) and text.strip() for text in texts.values())


def test_an_option_and_a_command_that_a_sentence_names_are_named_in_both_languages() -> None:
    for file, key in EVERY:
        named = [set(re.findall(r"--[a-z][a-z-]+|'(?:git|mclint) [^']+'", texts_of(file)[key][lang])) for lang in LANGUAGES]
        assert {text.replace("BESTAND", "FILE") for text in named[0]} == named[1], f"{file}.{key}"


def test_every_sentence_is_used() -> None:
    source = "\n".join(path.read_text("utf-8") for path in Path(mclint.__file__).parent.rglob("*.py"))
    made = ("comparison", "help", "init", "placeholders", "system")  # whose keys are names of options, words and numbers
    computed = (
        "packs.kind-",
        "packs.form-",
        "packs.choice-",
        "packs.mistakes-",
        "packs.proved-",
        "policy.kind-",
        "usage.missing-",
        "run.from",
        "run.until",
    )
    unused = []
    for file, key in EVERY:
        whole = f"{file}.{key}"
        if file in made or whole.startswith(computed):
            continue
        if not any(text in source for text in (f'"{whole}"', f"'{whole}'", f'"{key}"', f"'{key}'")):
            unused.append(whole)
    assert not unused


def test_a_sentence_is_filled_in_each_language() -> None:
    said = sentence("policy.unknown-key", where="a", key="b", part="{where}", similar=sentence("policy.similar", name="c"))
    assert said.text("nl") == "a: b: de sleutel '{where}' bestaat niet; bedoel je 'c'?"
    assert said.text("en") == str(said) == said.text("fr") == "a: b: unknown key '{where}'; did you mean 'c'?"
    assert said.mapped(str.upper).text("nl") == "A: B: de sleutel '{WHERE}' bestaat niet; bedoel je 'C'?"


def test_a_list_of_sentences_is_one_field() -> None:
    said = sentence("writing.choose", choices=("x", sentence("writing.more", count=3)))
    assert said.text("nl") == "noem er één met zijn nummer of id: x, en nog 3"


@pytest.mark.parametrize(
    "error",
    [
        ConfigError(sentence("git.no-git")),
        ConfigError("as it was said elsewhere"),
        no_room("a.yaml", OSError(errno.ENOSPC, "No space left on device")),
    ],
)
def test_an_error_keeps_what_it_says_on_its_way_from_another_process(error: ConfigError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (again.said, str(again)) == (error.said, str(error))


def test_what_the_system_answers_is_told_in_our_words_and_else_in_its_own() -> None:
    for name, texts in texts_of("system").items():
        number = getattr(errno, name)
        assert sentence(f"system.{name}").text("nl") == texts["nl"]
        assert str(reason(OSError(number, os.strerror(number)))) == os.strerror(number)
    assert reason(OSError(errno.EACCES, "in other words")) == "in other words"
    assert reason(OSError("no number")) == "no number"


def test_a_fault_says_in_english_what_a_program_reads() -> None:
    assert str(UsageFault(sentence("usage.stdin-alone"))) == "- stands for standard input and goes alone"
