"""One dossier judged by several frameworks: each rule is asked once where it is bound alike, and each framework has its say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from mclint.catalog.frameworks import framework_names, load_framework
from mclint.catalog.registry import load_registry
from mclint.checks.env import Env
from mclint.config.settings import Settings
from mclint.dossier.load import load_bytes
from mclint.engine.check import Checker
from mclint.engine.examine import Examination, run_step
from mclint.engine.plan import Plan, make_plan
from mclint.engine.raws import Raw
from mclint.engine.reader import CachedReader
from mclint.engine.schema import validate
from mclint.entries import Verdict
from mclint.findings import FileResult
from mclint.model import Severity
from tests.catalogues import FALLS, dossier
from tests.checking import READER
from tests.conftest import ROOT, TODAY

ALL = framework_names()
TEXT = dossier("roc/a", FALLS)
VAGUE = dossier("roc/a", ["De lerende begrijpt het belang van valpreventie.", *FALLS])
EXAMPLES = sorted((ROOT / "examples").glob("*/*.yaml"))


def examination(text: str = TEXT) -> Examination:
    document = load_bytes(text.encode(), "dossier.yaml").documents[0]
    return Examination(document, list(validate(document, frozenset(ALL))), Env(document, TODAY, READER))


def plan(framework: str, **more: Any) -> Plan:
    return make_plan(load_registry(), load_framework(framework), **more)


def check(text: str, *frameworks: str, **settings: Any) -> FileResult:
    result = Checker(TODAY, CachedReader(None), "nl", frameworks=frameworks).check(
        text.encode(), "dossier.yaml", Settings(**settings)
    )
    assert result is not None
    return result


def verdicts(text: str, *frameworks: str, **settings: Any) -> tuple[Verdict, ...]:
    (entry,) = check(text, *(frameworks or ALL), **settings).entries
    return entry.verdicts


def errors(result: FileResult) -> tuple[str, ...]:
    return tuple(sorted({item.rule for item in result.findings if item.severity is Severity.ERROR}))


def said(raws: list[Raw]) -> list[tuple[object, ...]]:
    """Return rule, message, place and severity of each hit."""
    return [(raw.rule.id, raw.hit.message, raw.hit.place, raw.severity) for raw in raws]


def counting(made: Plan, asked: Counter[str]) -> Plan:
    """Return a plan that counts how often each check is given a node."""

    def counted(step: Any) -> Any:
        def check(*arguments: Any) -> Iterator[Any]:
            asked[step.key] += 1
            return step.check(*arguments)  # type: ignore[no-any-return]

        return replace(step, check=check)

    return replace(made, steps=tuple(map(counted, made.steps)))


def test_a_rule_that_frameworks_bind_alike_is_asked_once() -> None:
    once: Counter[str] = Counter()
    for name in ALL:
        examination().raws(counting(plan(name), once))
    together: Counter[str] = Counter()
    found = examination()
    for name in (*ALL, *ALL):
        found.raws(counting(plan(name), together))
    alone: Counter[str] = Counter()
    plans = {step.key: step for name in ALL for step in plan(name).steps}
    for step in plans.values():
        alone[step.key] += sum(1 for pattern in step.rule.at for _ in found.document.find(pattern))
    assert together == +alone
    assert sum(once.values()) > sum(together.values())


def test_a_rule_that_frameworks_bind_differently_is_asked_for_each() -> None:
    keys: dict[str, set[str]] = {}
    for name in ALL:
        for step in plan(name).steps:
            keys.setdefault(step.rule.id, set()).add(step.key)
    assert any(len(found) > 1 for found in keys.values())
    found = examination()
    for name in ALL:
        assert said(found.raws(plan(name))) == said(examination().raws(plan(name)))


def test_a_broken_rule_hides_nothing_and_is_told_once() -> None:
    def broken(*_: object) -> Iterator[Any]:
        raise RuntimeError("stuk")

    made, found = plan("npuls-mbo-pilot"), examination(VAGUE)
    steps = tuple(replace(step, check=broken) if step.rule.id == "MC201" else step for step in made.steps)
    raws = found.raws(replace(made, steps=steps))
    assert found.raws(replace(made, steps=steps)) == raws
    assert list(map(str, found.failures)) == ["MC201 could not be judged: RuntimeError('stuk')"]
    whole = examination(VAGUE).raws(made)
    assert {raw.rule.id for raw in whole} - {raw.rule.id for raw in raws} == {"MC201"}


def test_a_document_that_cannot_be_judged_is_asked_nothing() -> None:
    asked: Counter[str] = Counter()
    found = examination("- mclint\n- learning_outcomes\n")
    assert not found.readable
    assert [raw.rule.id for raw in found.raws(counting(plan("eu-2022"), asked))] == ["MC004"]
    assert not asked


def test_a_step_is_asked_at_each_of_its_places() -> None:
    found = examination(VAGUE)
    step = next(step for step in plan("npuls-mbo-pilot").steps if step.rule.id == "MC201")
    assert [hit.place.pointer for hit in run_step(step, found.env)] == ["/learning_outcomes/0/text"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_verdict_says_what_a_check_by_that_framework_says(path: Any) -> None:
    text = path.read_text("utf-8")
    together = check(text, *ALL).entries
    for number, name in enumerate(ALL):
        alone = check(text, framework=name)
        found = tuple(sorted({rule for entry in together for rule in entry.verdicts[number].errors}))
        assert {entry.verdicts[number].framework for entry in together} <= {name}
        assert found == errors(alone) or not together


def test_asking_for_verdicts_changes_no_finding() -> None:
    for text in (TEXT, VAGUE, "mclint: 1\n"):
        plain, judged = check(text), check(text, *ALL)
        assert judged.findings == plain.findings
        assert judged.failures == plain.failures == ()
        assert tuple(replace(entry, verdicts=()) for entry in judged.entries) == plain.entries


def test_verdicts_stand_in_the_order_that_they_were_asked_for() -> None:
    for names in (ALL, ALL[::-1], ALL[:1], ()):
        assert tuple(item.framework for item in check(TEXT, *names).entries[0].verdicts) == names


def test_an_ignored_error_is_none_and_an_ignore_that_may_not_be_counts() -> None:
    line = "workload: {sbu: 160}"
    bad = VAGUE.replace(line, "workload: {sbu: 120}")
    (before,) = verdicts(bad, "npuls-mbo")
    assert {"MC102", "MC201"} <= set(before.errors)
    ignored = bad.replace("workload:", '# mclint: ignore[MC102] reason="x"\nworkload:')
    (after,) = verdicts(ignored, "npuls-mbo")
    assert set(before.errors) - set(after.errors) == {"MC102"}
    assert set(after.errors) <= set(before.errors)
    refused = bad.replace("workload:", '# mclint: ignore[MC401] reason="x"\nworkload:')
    (refusing,) = verdicts(refused, "npuls-mbo")
    assert set(refusing.errors) - set(before.errors) <= {"MC904"}


def test_the_ignores_of_one_verdict_are_not_used_up_for_the_next() -> None:
    ignored = VAGUE.replace("learning_outcomes:", '# mclint: ignore[MC201] reason="x"\nlearning_outcomes:')
    first, second = verdicts(ignored, "npuls-mbo", "npuls-mbo")
    assert first == second
    assert "MC201" not in first.errors


def test_a_configuration_holds_for_verdicts() -> None:
    (strict,) = verdicts(VAGUE, "npuls-mbo", select=("MC201",), severity={"MC201": Severity.ERROR})
    assert strict.errors == ("MC201",)
    (lenient,) = verdicts(VAGUE, "npuls-mbo", select=("MC201",), severity={"MC201": Severity.NOTE})
    assert lenient.errors == ()
    (without,) = verdicts(VAGUE, "npuls-mbo", select=("MC201",), ignore=("MC201",))
    assert without.errors == ()


def test_each_dossier_of_a_file_has_verdicts_of_its_own() -> None:
    good = (ROOT / "examples" / "good" / "valpreventie-ouderenzorg.yaml").read_text("utf-8")
    entries = check(f"{good}---\n{VAGUE}", "npuls-mbo-pilot").entries
    assert [entry.number for entry in entries] == [1, 2]
    assert entries[0].verdicts == (Verdict("npuls-mbo-pilot"),)
    assert entries[1].verdicts[0].errors


def test_a_document_that_cannot_be_judged_has_no_verdict() -> None:
    result = check("- mclint\n", *ALL)
    assert result.entries == ()
    assert errors(result) == ("MC004",)


def test_a_rule_that_breaks_for_a_verdict_only_makes_the_check_incomplete(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a framework says of a dossier is no pass where one of its rules could not be judged."""
    own = {step.key for step in plan("eu-2022").steps}
    step = next(step for step in plan("npuls-mbo").steps if step.key not in own)

    def broken(asked: Any, env: Env) -> Iterator[Any]:
        if asked.key == step.key:
            raise RuntimeError("stuk")
        return run_step(asked, env)

    monkeypatch.setattr("mclint.engine.examine.run_step", broken)
    result = check(TEXT, "npuls-mbo", framework="eu-2022")
    assert result.failures == (f"dossier.yaml: {step.rule.id} kon niet worden beoordeeld: RuntimeError('stuk')",)
