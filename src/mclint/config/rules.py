"""Holds settings against the rules that exist: a mistyped id would otherwise change nothing and say nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mclint.catalog.registry import Registry
from mclint.config.settings import ConfigError, Settings
from mclint.suggest import closest


def check_rules(settings: Settings, registry: Registry) -> None:
    """Raise ConfigError where settings name a rule, prefix or message that does not exist.

    Args:
        registry: the package's rules and those of the rule packs that the settings name.
    """
    for key, place, name in _patterns(settings):
        if not registry.matching(name):
            raise ConfigError(f"{_origin(settings, key)}: {place}: no rule starts with {name!r}{_hint(name, registry)}")
    for key, place, names in _ids(settings):
        for name in names:
            _check_id(name, f"{_origin(settings, key)}: {place}", registry)


def _patterns(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Yield each id or prefix with its setting and the place to show."""
    for key, names in (("select", settings.select), ("ignore", settings.ignore)):
        yield from ((key, key, name) for name in names)
    protection = settings.protected
    for names in (protection.patterns, protection.free, tuple(item.rule for item in protection.exemptions)):
        yield from (("protected", "protected", name) for name in names)
    for entry in settings.per_file:
        for part, names in (("select", entry.select), ("ignore", entry.ignore)):
            yield from (("per_file", f"per_file.{entry.pattern}.{part}", name) for name in names)


def _ids(settings: Settings) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Yield the whole ids, some with a message (`MC104/no-breakdown`), with their setting and the place to show."""
    yield "severity", "severity", settings.severity
    yield "params", "params", settings.params
    yield from (("per_file", f"per_file.{entry.pattern}.severity", entry.severity) for entry in settings.per_file)


def _check_id(name: str, where: str, registry: Registry) -> None:
    rule_id, slash, message = name.partition("/")
    rule = registry.rules.get(rule_id)
    if rule is None:
        raise ConfigError(f"{where}: there is no rule {rule_id!r}{_hint(rule_id, registry)}")
    if slash and message not in rule.messages:
        similar = closest(message, rule.messages)
        hint = f"; did you mean {f'{rule_id}/{similar}'!r}?" if similar else "."
        known = ", ".join(sorted(rule.messages))
        raise ConfigError(f"{where}: {rule_id} has no message {message!r}{hint} Known are: {known}")


def _hint(name: str, registry: Registry) -> str:
    """Return which rule was probably meant: by its name, or by likeness of the id."""
    named = registry.find(name)
    similar = named.id if named is not None else closest(name, registry.rules)
    return f"{f'; did you mean {similar!r}?' if similar else '.'} See 'mclint rules'"


def _origin(settings: Settings, key: str) -> str:
    return settings.origins.get(key, "configuration")
