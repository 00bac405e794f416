"""Quality frameworks as data: which rules hold and with which parameters, severities and clauses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from mclint.catalog.cards import CardError, gate_from, load_yaml_documents
from mclint.data import rules_dir
from mclint.model import Framework, RuleSetting, Severity

DEFAULT_FRAMEWORK = "npuls-mbo-pilot"


def framework_names() -> tuple[str, ...]:
    """Return the ids of the frameworks that the package holds, in order."""
    return tuple(sorted(path.stem for path in _folder().glob("*.yaml")))


def load_framework(name: str) -> Framework:
    """Read a framework, with what it extends; raises CardError for an unknown name or a circle."""
    return _framework(_merged(name, ()))


def cited(framework: str, clause: str, where: str) -> Mapping[str, str]:
    """Return a clause of a framework in every language; raises CardError, with the place that cites it, where there is none."""
    if framework not in framework_names():
        raise CardError(f"{where}: cites the framework {framework}, which is not there; known are {', '.join(framework_names())}")
    clauses = _clauses(framework)
    if clause not in clauses:
        raise CardError(f"{where}: cites the clause {clause}, which {framework} does not have; it has {', '.join(clauses)}")
    return clauses[clause]


def cite(sources: Iterable[Mapping[str, Any]], where: str) -> list[dict[str, Any]]:
    """Return the sources of a card, those in a framework with the text of their clause; raises CardError as `cited` does."""
    return [
        {**source, "text": dict(cited(source["framework"], source["clause"], where))} if "framework" in source else dict(source)
        for source in sources
    ]


@cache
def _clauses(framework: str) -> Mapping[str, Mapping[str, str]]:
    return load_framework(framework).clauses


def _folder() -> Path:
    return rules_dir() / "frameworks"


def _merged(name: str, seen: tuple[str, ...]) -> dict[str, Any]:
    path = _folder() / f"{name}.yaml"
    if name in seen:
        raise CardError(f"{name}: frameworks extend each other in a circle: {' > '.join((*seen, name))}")
    if name not in framework_names():
        raise CardError(f"{name}: unknown framework; known are {', '.join(framework_names())}")
    data = next(load_yaml_documents(path), None)
    if not isinstance(data, dict):
        raise CardError(f"{path.name}: a framework is a map of keys such as id, version and rules")
    if not data.get("extends"):
        return data
    base = _merged(str(data["extends"]), (*seen, name))
    return {
        **base,
        **data,
        "clauses": {**(base.get("clauses") or {}), **(data.get("clauses") or {})},
        "rules": _merge_rules(base.get("rules") or {}, data.get("rules") or {}),
    }


def _merge_rules(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    merged = {key: dict(value) for key, value in base.items()}
    for key, value in own.items():
        before = merged.get(key, {})
        merged[key] = {**before, **value, "with": {**(before.get("with") or {}), **(value.get("with") or {})}}
    return merged


def _framework(data: Mapping[str, Any]) -> Framework:
    try:
        framework = Framework(
            id=data["id"],
            version=str(data["version"]),
            title=data["title"],
            source={key: str(value) for key, value in data["source"].items()},
            valid={key: str(value) for key, value in (data.get("valid") or {}).items() if value is not None},
            extends=data.get("extends"),
            select=tuple(data.get("select") or ("MC",)),
            ignore=tuple(data.get("ignore") or ()),
            rules={key: _setting(value) for key, value in (data.get("rules") or {}).items()},
            clauses=data.get("clauses") or {},
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise CardError(f"framework {data.get('id', '?')}: {error!r}") from error
    for key, setting in framework.rules.items():
        if setting.clause is not None and setting.clause not in framework.clauses:
            known = ", ".join(framework.clauses) or "none"
            raise CardError(f"framework {framework.id}: {key} cites the clause {setting.clause}; under clauses there are {known}")
    return framework


def _setting(data: Mapping[str, Any]) -> RuleSetting:
    return RuleSetting(
        severity=Severity(data["severity"]) if "severity" in data else None,
        gate=gate_from(data),
        params=data.get("with") or {},
        clause=data.get("clause"),
    )
