"""Reads rule packs with their places and finds every mistake in them, before any of their rules runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mclint.catalog.cards import CardError, read_card_bytes, rule_from_card
from mclint.catalog.messages import say
from mclint.catalog.packs import Mistake, find_cards
from mclint.catalog.registry import Registry, load_registry
from mclint.config.settings import ConfigError
from mclint.dossier.document import LoadedFile
from mclint.dossier.load import load_bytes
from mclint.dossier.tree import Node
from mclint.engine.pack.meaning import cross_faults, page_faults, rule_faults
from mclint.engine.pack.shape import Fault, faults_of, head
from mclint.engine.plan import bind, known_checks
from mclint.model import Problem, Rule, Span
from mclint.texts.sentences import Sentence, sentence

#: What is wrong with the bytes or the YAML of a file.
UNREADABLE = ("MC001", "MC002", "MC003", "MC006")


@dataclass(frozen=True, slots=True)
class _Finding(Sentence):
    """What a rule of the package says of a card, in the words that it has for a dossier."""

    rule: Rule
    problem: Problem

    def text(self, lang: str) -> str:
        hit = self.problem.hit
        return say(self.rule.messages[hit.message].text, self.rule, hit.fields, lang)

    def mapped(self, change: Callable[[str], str]) -> Sentence:
        return self


@dataclass(frozen=True, slots=True)
class OwnCard:
    """One card of a pack as it was read.

    Attributes:
        path: the file.
        loaded: its documents and their places.
        faults: what is wrong with it by itself.
        rule: the rule; None where the first document is not right.
        page: the second document; None where it is not right.
    """

    path: Path
    loaded: LoadedFile
    faults: tuple[Fault, ...]
    rule: Rule | None
    page: Node | None

    @property
    def root(self) -> Node:
        """Return the first document."""
        return self.loaded.documents[0].root

    def mistake(self, fault: Fault) -> Mistake:
        """Return one of the faults with the file, line and column."""
        at = self.loaded.source.position(fault.span.start)
        return Mistake(str(self.path), at.line, at.column, fault.said)


@dataclass(frozen=True, slots=True)
class Packs:
    """What some rule packs hold: their cards, and every mistake by file and line."""

    cards: tuple[OwnCard, ...]
    mistakes: tuple[Mistake, ...]


def read_packs(folders: Iterable[Path], own: Registry) -> Packs:
    """Read rule packs whole.

    Args:
        folders: the packs.
        own: the rules of the package.
    """
    mistakes: list[Mistake] = []
    cards: list[OwnCard] = []
    for folder in folders:
        found = find_cards(folder)
        mistakes += found.mistakes
        for path in found.cards:
            try:
                cards.append(_read_card(path, own))
            except CardError as error:
                mistakes.append(Mistake(str(path), 0, 0, _unplaced(error)))
    mistakes += [card.mistake(fault) for card in cards for fault in card.faults]
    mistakes += _together(cards, own)
    return Packs(tuple(cards), tuple(sorted(mistakes, key=lambda item: (item.path, item.line, item.column))))


def registry_of(folders: tuple[Path, ...], own: Mapping[str, Mapping[str, Any]] | None = None) -> Registry:
    """Return the rules of the package with those of rule packs, in which nothing is wrong.

    Args:
        folders: the packs.
        own: what `read_own_cards` gave before.

    Raises:
        ConfigError: a mistake in a pack; it names the first, and how to see the rest.
    """
    if folders:
        found = read_packs(folders, load_registry((), own)).mistakes
        if found:
            raise ConfigError(_refusal(found, folders))
    return load_registry(folders, own)


def _refusal(found: tuple[Mistake, ...], folders: tuple[Path, ...]) -> Sentence:
    first = found[0].placed
    if len(found) == 1:
        return first
    folder = next(folder for folder in folders if Path(found[0].path).is_relative_to(folder))
    return sentence("packs.more", first=first, count=len(found) - 1, folder=str(folder))


def _unplaced(error: CardError) -> Sentence:
    """Return what an error says of a file, without the file."""
    said = error.said
    inner = said.fields.get("said") if isinstance(said, Sentence) else None
    return inner if isinstance(inner, Sentence) else sentence("packs.not-usable", why=said)


def _read_card(path: Path, own: Registry) -> OwnCard:
    loaded = load_bytes(read_card_bytes(path), str(path), texts=False)
    unread = [
        Fault(problem.hit.place.span, _Finding("", {}, own.rules[problem.rule], problem))
        for problem in loaded.problems
        if problem.rule in UNREADABLE and problem.hit.message != "bom"
    ]
    if unread:
        return OwnCard(path, loaded, tuple(unread), None, None)
    faults = list(_document_faults(loaded))
    rule, page = _whole_rule(path, loaded, faults), _whole_page(loaded, faults)
    if rule is not None and page is not None:
        faults += page_faults(page, loaded.documents[0].root, known_checks())
    return OwnCard(path, loaded, tuple(faults), rule, page)


def _document_faults(loaded: LoadedFile) -> Iterator[Fault]:
    documents, end = loaded.documents, len(loaded.source.text.rstrip())
    if not documents:
        yield Fault(Span(0, 0), sentence("packs.no-rule-card"))
    elif len(documents) == 1:
        yield Fault(Span(max(0, end - 1), end), sentence("packs.no-page"))
    yield from (Fault(head(document.root), sentence("packs.third-document")) for document in documents[2:])


def _whole_rule(path: Path, loaded: LoadedFile, faults: list[Fault]) -> Rule | None:
    """Return the rule of the first document; None where that is not right, with its faults added to the others."""
    if not loaded.documents:
        return None
    root = loaded.documents[0].root
    found = list(faults_of(root, "rule")) or list(rule_faults(root, known_checks()))
    faults += found
    if found:
        return None
    try:
        data: Any = root.plain()
        rule = rule_from_card(data, str(path))
        bind(rule, {}, {}, known_checks())
    except CardError as error:
        faults.append(Fault(head(root.fields.get("with", root)), sentence("packs.not-usable", why=error.said)))
        return None
    return rule


def _whole_page(loaded: LoadedFile, faults: list[Fault]) -> Node | None:
    if len(loaded.documents) <= 1:
        return None
    page = loaded.documents[1].root
    found = list(faults_of(page, "page"))
    faults += found
    return None if found else page


def _together(cards: list[OwnCard], own: Registry) -> Iterator[Mistake]:
    """Yield what is wrong among the cards: an id or name that is taken, a rule that is not there."""
    taken: dict[str, str] = {}
    names = {rule.name: rule.id for rule in own}
    known = (*own.rules, *(card.rule.id for card in cards if card.rule is not None))
    for card in cards:
        if card.rule is None:
            continue
        if card.rule.id in taken:
            said = sentence("packs.id-taken", id=card.rule.id, path=taken[card.rule.id])
            yield card.mistake(Fault(card.root.fields["id"].span, said))
        elif card.rule.name in names:
            said = sentence("packs.name-taken", name=card.rule.name, rule=names[card.rule.name])
            yield card.mistake(Fault(card.root.fields["name"].span, said))
        taken.setdefault(card.rule.id, str(card.path))
        names.setdefault(card.rule.name, card.rule.id)
        yield from (card.mistake(fault) for fault in cross_faults(card.root, card.page, known))
