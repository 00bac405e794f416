"""One cause, one finding: what a misspelt key explains is silent while that key speaks, and no gate opens by a misspelling."""

from __future__ import annotations

from functools import cache

import pytest

from mclint.config.settings import Settings
from mclint.dossier.digest import digest
from mclint.dossier.load import load_bytes
from mclint.dossier.tree import Node
from mclint.engine.check import Checker
from mclint.findings import Finding
from mclint.suggest import did_you_mean, synonyms
from tests.checking import READER
from tests.conftest import ROOT, TODAY

ANNOTATED = (ROOT / "tests" / "data" / "annotated.yaml").read_text("utf-8")


@cache
def signed() -> str:
    """Return the annotated dossier, which has every block, with the digest of its content."""
    (document,) = load_bytes(ANNOTATED.encode(), "x.yaml").documents
    sign_off = document.node("/exam_committee/sign_off/date")
    assert sign_off is not None
    assert sign_off.key_span is not None
    at = sign_off.key_span.start
    return f"{ANNOTATED[:at]}digest: {digest(document)}\n    {ANNOTATED[at:]}"


@cache
def findings(text: str, **settings: tuple[str, ...]) -> tuple[Finding, ...]:
    result = Checker(TODAY, READER, "en").check(text.encode(), "x.yaml", Settings(**settings))
    assert result is not None
    return result.findings


def nodes() -> list[Node]:
    (document,) = load_bytes(signed().encode(), "x.yaml").documents
    return [node for node in document.root.walk() if node.key is not None and not node.pointer.startswith("/x-")]


def written(node: Node, key: str) -> str:
    span, text = node.key_span, signed()
    assert span is not None
    return text[: span.start] + key + text[span.end :]


def without(node: Node) -> str:
    """Return the dossier in which the institution keeps a field for itself, so that it is missing."""
    return written(node, f"x-{node.key}")


def misspellings(node: Node) -> list[str]:
    """Return other names for a key, of which the format knows the key that is meant: a slip of the pen, and a synonym."""
    assert node.key is not None
    assert node.parent is not None
    slip = f"{node.key[:2]}{node.key[1]}{node.key[2:]}"
    table = synonyms().places.get(node.parent.key or "", {}), synonyms().everywhere
    synonym = next((word for words in table for word, keys in words.items() if keys == (node.key,)), slip)
    others = set(node.parent.fields)
    names = dict.fromkeys(name for name in (slip, synonym) if name not in others)
    return [name for name in names if did_you_mean(name, [node.key], node.parent.key or "") == node.key]


def worst(found: tuple[Finding, ...]) -> int:
    return min((finding.severity.rank for finding in found), default=9)


CASES = [pytest.param(node, name, id=f"{node.pointer} {name}") for node in nodes() for name in misspellings(node)]


def test_the_dossier_has_enough_keys_to_misspell() -> None:
    assert findings(signed()) == ()
    assert len(CASES) > len(nodes())


@pytest.mark.parametrize(("node", "name"), CASES)
def test_a_misspelt_key_is_the_only_finding(node: Node, name: str) -> None:
    said = findings(written(node, name))
    assert [item.pointer.rpartition("/")[2] for item in said] == [name]
    assert worst(said) <= worst(findings(without(node)))


@pytest.mark.parametrize(("node", "name"), CASES[::3])
def test_where_the_key_is_not_told_of_its_consequences_are(node: Node, name: str) -> None:
    """A misspelling is no way around a gate: what it explains counts as soon as nobody says so of the key."""
    text, span = written(node, name), node.key_span
    assert span is not None
    off = findings(text, ignore=("MC005",))
    start = text.rfind("\n", 0, span.start) + 1
    ignored = f'{text[:start]}{" " * (span.start - start)}# mclint: ignore[MC005] reason="later"\n{text[start:]}'
    assert worst(off) <= worst(findings(without(node)))
    assert worst(findings(ignored)) <= worst(off)


def changed(*pairs: tuple[str, str]) -> str:
    text = signed()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def told(text: str, **settings: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return [(item.rule, item.pointer, item.severity.value) for item in findings(text, **settings)]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        (  # each key carries what it explains itself
            [("\ntitle:", "\ntitel:"), ("\nlevel:", "\nniveau:"), ("\nemployers:", "\nwerkgevers:")],
            [("MC004", "/titel", "error"), ("MC005", "/niveau", "error"), ("MC005", "/werkgevers", "warning")],
        ),
        (  # a key below a misspelt one is found once that has its name
            [("\nworkload:", "\nstudielast:"), ("  sbu:", "  uren:")],
            [("MC005", "/studielast", "error")],
        ),
        (  # without a value the field is still missing, and that is said besides
            [("\nemployers:", "\nwerkgevers:\nx-employers:")],
            [("MC005", "/werkgevers", "warning"), ("MC601", "/employers", "warning")],
        ),
        (  # what is missing for another reason stays, without what the key explains
            [("\nworkload:", "\nstudielast:"), ("    decision: approved", "    decision: pending")],
            [("MC005", "/studielast", "error"), ("MC402", "/exam_committee/sign_off/decision", "error")],
        ),
        (  # the value that the key gets is still to be mended, so nobody knows the digest yet
            [("\nlevel:\n  nlqf: 4", "\nniveau: 4\nx-level:\n  nlqf: 4")],
            [("MC005", "/niveau", "error")],
        ),
        ([("  eqf: 4", "  eqf:4")], [("MC001", "", "error")]),
    ],
    ids=["each its own", "below", "empty", "other cause", "wrong value", "broken"],
)
def test_causes_and_consequences(pairs: list[tuple[str, str]], expected: list[tuple[str, str, str]]) -> None:
    assert sorted(told(changed(*pairs))) == sorted(expected)


def test_only_what_changed_since_the_sign_off_is_told_of_a_stale_digest() -> None:
    """The digest that is told is the one that holds once the key is mended."""
    text = changed(("\nassessments:", "\ntoetsen:"), ("pass_mark: Elk onderdeel", "pass_mark: Ieder onderdeel"))
    right = changed(("pass_mark: Elk onderdeel", "pass_mark: Ieder onderdeel"))
    stale = [item.help for item in findings(text) if item.rule == "MC404"]
    assert stale == [item.help for item in findings(right) if item.rule == "MC404"]
    assert len(stale) == 1


def test_a_maintainer_who_lets_a_key_pass_lets_nothing_else_pass() -> None:
    text = changed(("\nexam_committee:", "\nexamencommissie:"))
    assert told(text, ignore=("MC005",)) == [("MC401", "/exam_committee/sign_off", "error")]
    assert told(text) == [("MC005", "/examencommissie", "error")]


def mark_of(rule: str, *pairs: tuple[str, str]) -> str:
    """Return the fingerprint of the only finding of a rule."""
    (found,) = [item for item in findings(changed(*pairs)) if item.rule == rule]
    return found.fingerprint


def test_a_misspelt_key_that_explains_more_is_another_finding() -> None:
    """Whoever agreed to a key, in a baseline or by what was there before, has not agreed to what it silences later."""
    hours = ("  sbu:", "  sbuu:")
    both, fewer = (hours, ("\nworkload:\n", "\nworkload:\n  ects: 3\n")), (hours,)
    assert mark_of("MC005", *both) != mark_of("MC005", *fewer)
    assert mark_of("MC005", *fewer) == mark_of("MC005", *fewer, ("\ntitle:", "\n# een regel erbij\ntitle:"))
