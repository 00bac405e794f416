"""All rules by id, and the selection of rules by id or prefix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mclint.catalog.cards import CardError, card_paths, load_yaml_documents, read_card, read_page, rule_from_card
from mclint.catalog.frameworks import cite
from mclint.catalog.packs import pack_cards
from mclint.data import rules_dir
from mclint.model import Framework, Rule

__all__ = ["ALWAYS_ON", "PROTECTED", "Registry", "load_registry", "measured", "pack_cards", "read_own_cards", "rule_page"]

#: Never switched off: what they find makes every other answer worthless, or says that somebody moves the gate itself.
ALWAYS_ON = frozenset({"MC001", "MC002", "MC003", "MC004", "MC006", "MC905", "MC906", "MC907", "MC908", "MC909"})

#: Never ignored by a comment, unless a configuration from outside the change allows it.
PROTECTED = (
    "MC001", "MC002", "MC003", "MC004", "MC006", "MC307", "MC401", "MC402", "MC404", "MC405", "MC406", "MC41", "MC9",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Registry:
    """All rules by id, in order of id.

    Attributes:
        rules: the rules.
        packed: the ids of those that come from an institution's own packs.
    """

    rules: Mapping[str, Rule]
    packed: frozenset[str] = frozenset()

    def __iter__(self) -> Iterator[Rule]:
        """Iterate over the rules in order of id."""
        return iter(self.rules.values())

    def find(self, key: str) -> Rule | None:
        """Return a rule by its id (in any case) or by its name, or None."""
        rule = self.rules.get(key.upper())
        return rule or next((rule for rule in self if rule.name == key.lower()), None)

    def matching(self, pattern: str) -> list[str]:
        """Return the ids that an id or prefix such as `MC2` names; a message (`MC104/no-breakdown`) names its rule."""
        prefix = pattern.split("/")[0].upper()
        return [rule_id for rule_id in self.rules if rule_id.startswith(prefix)]

    def expand(self, patterns: Iterable[str]) -> set[str]:
        """Return all ids that any of the patterns names."""
        return {rule_id for pattern in patterns for rule_id in self.matching(pattern)}

    def chosen(self, framework: Framework, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> set[str]:
        """Return the ids of the rules that run.

        Args:
            framework: the framework, whose own choice holds, with all rules of packs: it cannot know those.
            select: ids or prefixes that replace that choice; empty keeps it.
            ignore: ids or prefixes to leave out; what breaks every other answer (`ALWAYS_ON`) stays on.
        """
        wanted = tuple(select)
        usual = self.expand(framework.select) - self.expand(framework.ignore) | self.packed
        return ((self.expand(wanted) if wanted else usual) - self.expand(ignore)) | ALWAYS_ON


def load_registry(packs: Iterable[Path] = (), own: Mapping[str, Mapping[str, Any]] | None = None) -> Registry:
    """Read the package's cards and those of an institution's own packs.

    Args:
        packs: folders with cards of an institution.
        own: what `read_own_cards` gave before, so that the package's cards need not be parsed again.

    Raises:
        CardError: a card that cannot be used, or an id that is taken.
    """
    rules: dict[str, Rule] = {}
    cards = [*(own or read_own_cards()).items(), *((str(path), read_card(path)) for path in pack_cards(packs))]
    for path, data in cards:
        rule = rule_from_card(data, path)
        if rule.id in rules:
            raise CardError(f"{path}: the id {rule.id} is already taken by {rules[rule.id].path}")
        rules[rule.id] = rule
    packed = (rule.id for rule in rules.values() if not Path(rule.path).is_relative_to(rules_dir()))
    return Registry(dict(sorted(rules.items())), frozenset(packed))


def read_own_cards() -> dict[str, Mapping[str, Any]]:
    """Return the first document of each of the package's cards by path, as plain data."""
    return {str(path): read_card(path) for path in card_paths(rules_dir())}


def measured(rule_id: str) -> Mapping[str, Any]:
    """Return the measured precision, recall and F1 of a rule by language and kind of text; empty where none was measured."""
    found: Mapping[str, Any] = _measurements().get(rule_id, {})
    return found


@cache
def _measurements() -> Mapping[str, Any]:
    data = next(load_yaml_documents(rules_dir() / "words" / "measured.yaml"), None) or {}
    rules: Mapping[str, Any] = data.get("rules", {})
    return rules


def rule_page(rule: Rule) -> dict[str, Any]:
    """Return the page of a rule: summary, why, fix, sources (with the clauses that they cite) and examples.

    Raises:
        CardError: there is no page, or it cites a clause that its framework does not have.
    """
    page = read_page(Path(rule.path))
    return {**page, "sources": cite(page.get("sources") or (), Path(rule.path).name)}
