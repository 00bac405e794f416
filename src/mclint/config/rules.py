"""Holds settings against the rules that exist: a mistyped id would otherwise change nothing and say nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mclint.catalog.registry import Registry
from mclint.config.parse import similar
from mclint.config.settings import ConfigError, Settings
from mclint.suggest import closest
from mclint.texts.sentences import Said, sentence


def check_rules(settings: Settings, registry: Registry) -> None:
    """Raise ConfigError where settings name a rule, prefix or message that does not exist.

    Args:
        registry: the package's rules and those of the rule packs that the settings name.
    """
    for key, place, name in _patterns(settings):
        if not registry.matching(name):
            likely = _likely(name, registry)
            raise ConfigError(
                sentence("policy.no-such-rules", where=_origin(settings, key), key=place, name=name, similar=likely)
            )
    for key, place, names in _ids(settings):
        for name in names:
            _check_id(name, _origin(settings, key), place, registry)


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


def _check_id(name: str, where: Said, place: str, registry: Registry) -> None:
    rule_id, slash, message = name.partition("/")
    rule = registry.rules.get(rule_id)
    if rule is None:
        likely = _likely(rule_id, registry)
        raise ConfigError(sentence("policy.no-such-rule", where=where, key=place, name=rule_id, similar=likely))
    if slash and message not in rule.messages:
        found = closest(message, rule.messages)
        likely = similar(f"{rule_id}/{found}" if found else None, ".")
        known = tuple(sorted(rule.messages))
        fields = {"where": where, "key": place, "rule": rule_id, "name": message}
        raise ConfigError(sentence("policy.no-such-message", **fields, similar=likely, known=known))


def _likely(name: str, registry: Registry) -> Said:
    """Return which rule was probably meant: by its name, or by likeness of the id."""
    named = registry.find(name)
    return similar(named.id if named is not None else closest(name, registry.rules), ".")


def _origin(settings: Settings, key: str) -> Said:
    return settings.origins.get(key) or sentence("policy.configuration")
