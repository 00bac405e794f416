"""One decision, one content: what makes another decision, and what may change under the same one."""

from __future__ import annotations

import pytest
import yaml

from mclint.dossier.load import load_bytes
from mclint.engine.change.decision import Decision, decision_of, reused, same_decision

BASE = Decision("2025-11-03", "ec-01", "ec-2025-118")


@pytest.mark.parametrize(
    ("now", "same"),
    [
        (BASE, True),
        (Decision("", "", ""), True),
        (Decision("2025-11-03", "", "ec-2025-118"), True),
        (Decision("2025-11-03", "ec-01", ""), True),
        (Decision("2026-01-01", "ec-01", "ec-2025-118"), False),
        (Decision("2025-11-03", "ec-02", "ec-2025-118"), False),
        (Decision("2025-11-03", "ec-01", "ec-2026-001"), False),
        (Decision("2025-01-01", "ec-01", "ec-2025-118"), True),
        (Decision("2025-01-01", "ec-02", ""), True),
        (Decision("2025-01-01", "ec-01", "ec-2025-001"), False),
    ],
)
def test_what_makes_another_decision(now: Decision, same: bool) -> None:
    assert same_decision(now, BASE) is same


def test_adding_what_was_not_there_makes_no_other_decision_but_a_date_does() -> None:
    bare = Decision("2025-11-03", "", "")
    assert same_decision(BASE, bare)
    assert not same_decision(BASE, Decision("", "ec-01", "ec-2025-118"))


@pytest.mark.parametrize(
    ("sign_off", "expected"),
    [
        ("{decision: approved, date: 2025-11-03, by: {id: ec-01}, reference: EC-2025-118}", BASE),
        ("{decision: approved, date: ' 2025-11-03', by: {id: EC-01}, reference: 'ＥＣ-2025-118 '}", BASE),
        ("{decision: approved, by: ec-01}", Decision("", "ec-01", "")),
        ("{date: 2025-11-03}", None),
        ("approved", None),
    ],
)
def test_a_decision_is_read_without_its_clothes(sign_off: str, expected: Decision | None) -> None:
    text = f"mclint: 1\nexam_committee:\n  sign_off: {sign_off}\n"
    assert decision_of(load_bytes(text.encode(), "a.yaml").documents[0]) == expected


def told(now: dict[str, object], then: dict[str, object], **content: object) -> list[tuple[str, object]]:
    """Return messages with the parts that they name, for two sign-offs of one dossier."""
    old, new = (
        {"mclint": 1, "id": "a/b", "title": "T", **extra, "exam_committee": {"sign_off": sign_off}}
        for sign_off, extra in ((then, {}), (now, content))
    )
    documents = [load_bytes(yaml.safe_dump(item).encode(), "a.yaml").documents[0] for item in (new, old)]
    problems = list(reused(documents[0], documents[1], documents[1], "main"))
    assert all(problem.rule == "MC909" for problem in problems)
    return [(problem.hit.message, problem.hit.fields["parts"]) for problem in problems]


OK: dict[str, object] = {"decision": "approved", "date": "2025-11-03"}
HALF: dict[str, object] = {"decision": "approved-with-conditions", "date": "2025-11-03", "conditions": ["een", "twee"]}


@pytest.mark.parametrize(
    ("now", "then", "parts"),
    [
        (OK, OK, None),
        (OK, {**OK, "decision": "rejected"}, ("decision",)),
        (OK, {**OK, "decision": "pending"}, ("decision",)),
        ({**OK, "decision": "rejected"}, OK, None),
        (OK, HALF, ("conditions", "decision")),
        ({**HALF, "conditions": ["een"]}, HALF, ("conditions",)),
        ({**HALF, "conditions": [{"text": "een", "met": "2026-01-01"}, "twee"]}, HALF, None),
        ({**HALF, "conditions": ["een", "twee", "drie"]}, HALF, None),
        ({**HALF, "decision": "approved"}, HALF, ("decision",)),
        (
            {**OK, "conditions": [{"text": "een", "met": "2026-01-01"}, {"text": "twee", "met": "2026-01-01"}]},
            HALF,
            None,
        ),
        ({**OK, "scope": ["level", "award"]}, {**OK, "scope": ["level"]}, ("scope",)),
        ({**OK, "scope": ["level"]}, {**OK, "scope": ["level", "award"]}, None),
        ({**OK, "scope": ["level"]}, OK, None),
        ({**OK, "valid_until": "2030-01-01"}, {**OK, "valid_until": "2028-01-01"}, ("valid_until",)),
        (OK, {**OK, "valid_until": "2028-01-01"}, ("valid_until",)),
        ({**OK, "valid_until": "2027-01-01"}, {**OK, "valid_until": "2028-01-01"}, None),
        ({**OK, "valid_until": "2027-01-01"}, OK, None),
    ],
)
def test_the_same_decision_may_not_say_more(
    now: dict[str, object], then: dict[str, object], parts: tuple[str, ...] | None
) -> None:
    found = told(now, then)
    assert [(message, tuple(sorted(names))) for message, names in found] == ([("decision", parts)] if parts else [])  # type: ignore[call-overload]


def test_other_content_is_named_by_its_parts() -> None:
    assert told(OK, OK, title="Anders", workload={"sbu": 80}) == [("content", ("title", "workload"))]
    assert told({**OK, "decision": "rejected"}, OK, title="Anders") == []
    assert told(OK, {**OK, "decision": "rejected"}, title="Anders") == [("content", ("title",))]
