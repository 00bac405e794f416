"""A fix changes exactly what it is meant to change: no comment, order, style or other value."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mclint.dossier.load import load_bytes
from mclint.engine.fix import Fixed, edited, fix_bytes
from mclint.engine.intent import changes_as_meant
from mclint.findings import Finding
from mclint.model import Edit, Span
from tests.checking import check_text
from tests.conftest import ROOT

EXAMPLES = sorted((ROOT / "examples").glob("*/*.yaml"))
HEAD = "mclint: 1\nid: roc-voorbeeld/x\ntitle: t\nlanguage: nl\nstatus: in-development\n"


def found(raw: bytes) -> tuple[Finding, ...]:
    return check_text(raw).findings


def fix(text: str | bytes, *, unsafe: bool = False) -> Fixed:
    return fix_bytes(text.encode() if isinstance(text, str) else text, "x.yaml", found, unsafe=unsafe)


def fixed(text: str, *, unsafe: bool = False) -> str:
    return fix(text, unsafe=unsafe).after.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Titel_x: 1\n", None),
        ("Learning-Outcomes: []  # nog leeg\n", "learning_outcomes: []  # nog leeg\n"),
        ("sector: Techniek_En_Gebouwde-Omgeving\n", None),
        ("level: {nlqf:3}\n", "level: {nlqf: 3}\n"),
        ("level: {verified: nee}\n", "level: {verified: false}\n"),
        ("workload: {sbu: '80'}\n", "workload: {sbu: 80}\n"),
        ("version: 1\nsector: x\nversion: 1\n", "sector: x\nversion: 1\n"),
        ("version: 1\nsector: x\nversion: 2\n", None),
        ("provider:\n  name: a\nprovider:\n    name: a  # zo\n", "provider:\n    name: a  # zo\n"),
        ("provider:\n  name: a  # zo\nprovider:\n  name: a\n", None),
        ("demand: {origin: teachers}\n", "demand: {origin: [teachers]}\n"),
        ("summary: een\u200b tekst\n", "summary: een tekst\n"),
        ('summary: "een\\u200b te\\xADk\u200bst\\u200B"  # zo\n', 'summary: "een tekst"  # zo\n'),
        ('summary: "een\\u202E tekst"\n', None),
        ("version: 1  # mclint: ignore[MC101] reason='x'\n", "version: 1\n"),
        ("level: {nlqf: 3}  # mclint: ignore[MC504] reason='x'\n", None),
        ("level: {nlqf: 3, rationale: x}  # mclint: ignore[MC504] reason='x'\n", "level: {nlqf: 3, rationale: x}\n"),
        ("# mclint: ignore[MC504] reason='x'\nlevel: {nlqf: 3, rationale: x}\n", "level: {nlqf: 3, rationale: x}\n"),
        (
            "level: {nlqf: 3}  # mclint: ignore[MC503, MC504] reason='x'\n",
            "level: {nlqf: 3}  # mclint: ignore[MC504] reason='x'\n",
        ),
    ],
)  # fmt: skip
def test_safe_fixes(before: str, after: str | None) -> None:
    assert fixed(HEAD + before) == HEAD + (before if after is None else after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("titel: x\n", None),
        ("niveau: {nlqf: 3}\n", "level: {nlqf: 3}\n"),
        ("demand: {origin: [teachrs]}\n", "demand: {origin: [teachers]}\n"),
        ("level: {nlqf: 3, eqf: 4}\n", "level: {nlqf: 3, eqf: 3}\n"),
        ("level: {eqf: 4}\n", "level: {nlqf: 4, eqf: 4}\n"),
        ("level:\r\n  eqf: 4  # zo\r\n", "level:\r\n  nlqf: 4\r\n  eqf: 4  # zo\r\n"),
        ("workload: {sbu: 1.200}\n", "workload: {sbu: 1200}\n"),
        ("development: {started: 3-11-2025}\n", "development: {started: 2025-11-03}\n"),
    ],
)
def test_unsafe_fixes_are_asked_for(before: str, after: str | None) -> None:
    assert fixed(HEAD + before) == HEAD + before
    if after is not None:
        assert fixed(HEAD + before, unsafe=True) == HEAD + after


def test_a_byte_order_mark_goes_and_line_ends_stay() -> None:
    text = HEAD.replace("\n", "\r\n") + "level: {verified: ja}\r\n"
    assert fix(b"\xef\xbb\xbf" + text.encode()).after.decode() == text.replace("ja}", "true}")


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_what_is_no_utf8_is_left_alone(encoding: str) -> None:
    raw = (HEAD + "level: {verified: ja}\nsummary: café\n").encode(encoding)
    assert fix(raw, unsafe=True).after == raw


def test_an_anchored_value_is_not_changed_in_other_places() -> None:
    text = HEAD + "level: {verified: &a ja}\nassessments: [{id: A1, type: exam, outcomes: [], identity_verified: *a}]\n"
    done = fix(text)
    assert done.after.decode() == text
    assert done.applied == []
    assert {item.rule for item in done.refused} == {"MC004"}


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_keep_all_that_is_not_mended(path: object, unsafe: bool) -> None:
    raw = path.read_bytes()  # type: ignore[attr-defined]
    done = fix(raw, unsafe=unsafe)
    assert done.refused == []
    again = fix(done.after, unsafe=unsafe)
    assert (again.after, again.applied) == (done.after, [])
    unreadable = ("MC001", "MC002", "MC003")
    errors = Counter(item.rule for item in found(raw) if item.rule in unreadable)
    assert Counter(item.rule for item in found(done.after) if item.rule in unreadable) <= errors
    before, after = Counter(raw.splitlines()), Counter(done.after.splitlines())
    assert sum((before - after).values()) <= len(done.applied)
    assert bool(done.applied) == (raw != done.after)


VALUES = st.sampled_from(
    ["ja", "nee", "true", "'80'", "80 uur", "3", "1.200", "x # geen opmerking", "|\n    regel", "[a, b]", "{a: ja}"]
)
KEYS = st.sampled_from(
    ["sector", "Sector", "titel", "level", "niveau", "verified", "initial", "x-eigen", "workload", "sbu", "Version"]
)
COMMENTS = st.sampled_from(["", "  # zo", "  # mclint: ignore[MC004] reason='x'", '  # mclint: ignore[MC201, MC102] reason="y"'])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(KEYS, VALUES, COMMENTS), max_size=8), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_whatever_is_written_stays_but_for_what_is_mended(rows: list[tuple[str, str, str]], end: str, unsafe: bool) -> None:
    body = "".join(f"{key}: {value}{'' if value.startswith('|') else note}\n" for key, value, note in rows)
    raw = (HEAD + "# boven\n" + body + "# onder\n").replace("\n", end).encode()
    done = fix(raw, unsafe=unsafe)
    before, after = load_bytes(raw, "x.yaml"), load_bytes(done.after, "x.yaml")
    assert {item.rule for item in after.problems} <= {item.rule for item in before.problems}
    assert len(after.documents) == len(before.documents)
    assert done.after.endswith(f"# onder{end}".encode())
    if end == "\r\n":
        assert re.search(rb"(?<!\r)\n", done.after) is None
    assert fix(done.after, unsafe=unsafe).after == done.after


def test_very_many_fixes_in_one_file() -> None:
    rows = "".join(f"  - {{id: A{number}, type: exam, outcomes: [], identity_verified: ja}}\n" for number in range(1500))
    done = fix(HEAD + "assessments:\n" + rows)
    assert done.after.decode().count("identity_verified: true") == 1500
    assert len(done.applied) >= 1500


def meant(before: str, after: str, *edits: Edit) -> bool:
    return changes_as_meant(load_bytes(before.encode(), "x"), load_bytes(after.encode(), "x"), [edits])


def test_what_was_not_meant_is_seen() -> None:
    text = "a: ja\nb: 1  # x\n"
    edit = Edit(Span(3, 5), "true")
    assert meant(text, edited(text, [edit]), edit)
    assert not meant(text, "a: true\nb: 2  # x\n", edit)
    assert not meant(text, "a: true\nb: 1\n", edit)
    assert not meant(text, "a: 'true'\nb: 1  # x\n", edit)
    assert not meant(text, "a: true\nb: 1  # x\nc: 1\n", edit)
    assert not meant(text, text, edit)
    assert not meant(text, "a: true\n---\nb: 1  # x\n", edit)


def test_one_is_not_true_and_not_one_and_a_half() -> None:
    edit = Edit(Span(3, 4), "true")
    assert not meant("a: x\n", "a: 1\n", edit)
    assert json.dumps(1) != json.dumps(True)
