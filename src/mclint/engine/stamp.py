"""Turns hits into findings: severity at the dossier's status, precedence, the words, the lines and the fingerprint."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from mclint.catalog.messages import say
from mclint.dossier.document import Document, child_of
from mclint.dossier.source import Source
from mclint.dossier.tree import Kind, split_pointer
from mclint.engine.plan import Plan
from mclint.findings import Finding, LocatedEdit, LocatedFix, RelatedLocation
from mclint.model import Fix, Hit, Message, Place, Rule, Severity, Span, Status

_NUMBER = re.compile(r"/[0-9]+(?=/|$)")
#: An id is shown up to here: a file can repeat a long one in each of its findings.
_LONGEST_ID = 300
_LONGEST_HASHED = 1_000


@dataclass(frozen=True, slots=True)
class Raw:
    """A hit with its rule, severity and document, before it gets words and lines.

    `behind` are the hits that it explains: they are silent as long as it speaks.
    """

    rule: Rule
    hit: Hit
    severity: Severity
    number: int
    document: Document | None = None
    behind: tuple[Raw, ...] = ()


def weigh(plan: Plan, rule_id: str, hit: Hit, number: int, document: Document | None) -> Raw | None:
    """Return the hit with the severity that holds for it, or None where the rule is off or its gate silent."""
    rule = plan.rules.get(rule_id)
    if rule is None:
        return None
    if hit.message not in rule.messages:
        hit = replace(hit, message=_known(hit.message, rule))
    status = document.status if document is not None else Status.OFFERED
    severity = plan.severity(rule, hit.message, status)
    return None if severity is None else Raw(rule, hit, severity, number, document)


def _known(message: str, rule: Rule) -> str:
    """Return the message of a card that stands for one that it does not have: "frame" for "frame-trait"."""
    shorter = message
    while shorter and shorter not in rule.messages:
        shorter = shorter.rpartition("-")[0]
    return shorter or message


def settle(raws: Iterable[Raw]) -> list[Raw]:
    """Drop what another rule says better (`yields_to`, `parts`); call `once` on what counts in the end."""
    raws = _without_told(list(raws))
    speaking: dict[str, _Speaking] = {}
    for raw in raws:
        speaking.setdefault(raw.rule.id, _Speaking()).add(raw.hit.place.pointer)
    kept: list[Raw] = []
    for raw in raws:
        if any(speaking[rule_id].silences(raw) for rule_id in raw.rule.yields_to if rule_id in speaking):
            continue
        kept.append(raw)
    return kept


def _without_told(raws: list[Raw]) -> list[Raw]:
    """Take out of a list of what is missing the parts that another rule reports, and the hit with the last of them."""
    if not any(raw.hit.parts for raw in raws):
        return raws
    told: dict[str, set[str]] = {}
    for raw in raws:
        told.setdefault(raw.hit.place.pointer, set()).add(raw.rule.id)
    kept = []
    for raw in raws:
        parts = {
            code: pointers
            for code, pointers in raw.hit.parts.items()
            if not all(told.get(pointer, set()) - {raw.rule.id} for pointer in pointers)
        }
        if parts:
            hit = replace(raw.hit, fields={**raw.hit.fields, "missing": tuple(parts)}, parts=parts)
            kept.append(replace(raw, hit=hit))
        elif not raw.hit.parts:
            kept.append(raw)
    return kept


def once(raws: Iterable[Raw]) -> list[Raw]:
    """Keep one of what is said of a text in several places that use it: where it is written itself, else the first use."""
    first: dict[tuple[str, str, Span], int] = {}
    kept: list[Raw] = []
    for raw in raws:
        place = first.setdefault((raw.rule.id, raw.hit.message, raw.hit.place.span), len(kept))
        if place == len(kept):
            kept.append(raw)
        elif _behind_alias(kept[place]):
            kept[place] = kept[place] if _behind_alias(raw) else raw
        elif not _behind_alias(raw):
            kept.append(raw)
    return kept


def strictest(
    kept: list[Raw], others: Iterable[Raw], ignored: list[tuple[Raw, str]]
) -> tuple[list[Raw], list[Raw], list[tuple[Raw, str]]]:
    """Return the hits of two judges together: each at its more severe weight, and ignored only where both ignore it.

    Args:
        kept: what counts for the first judge.
        others: what counts for the second.
        ignored: what the first judge ignores, with the reason.

    Returns:
        The hits of the first judge, those that only the second has, and what both ignore.
    """
    second = {_key(raw): raw for raw in others}
    first = [min((raw, second.pop(_key(raw), raw)), key=lambda item: item.severity.rank) for raw in kept]
    both = [item for item in ignored if _key(item[0]) not in second]
    return first, list(second.values()), both


def _key(raw: Raw) -> tuple[str, str, str, Span]:
    return raw.rule.id, raw.hit.message, raw.hit.place.pointer, raw.hit.place.span


def finish(raws: Iterable[Raw], plan: Plan, source: Source, lang: str) -> Iterator[Finding]:
    """Yield findings with words, lines and fingerprints."""
    marks = _Marks()
    for raw in raws:
        message = raw.rule.messages[raw.hit.message]
        item = item_of(raw.hit.place.pointer, raw.document)
        fingerprint = marks.of(raw, item)
        yield Finding(
            rule=raw.rule.id,
            name=raw.rule.name,
            message_key=raw.hit.message,
            severity=raw.severity,
            confidence=plan.confidence(raw.rule, raw.hit.message),
            message=say(message.text, raw.rule, raw.hit.fields, lang),
            help=say(message.help, raw.rule, raw.hit.fields, lang),
            framework=plan.framework.id,
            location=source.location(raw.hit.place.span),
            document=raw.number,
            dossier=_short(raw.document.id) if raw.document is not None else None,
            pointer=raw.hit.place.pointer,
            item=_short(item),
            related=tuple(_related(raw, message, source, lang)),
            fix=_located(raw.hit.fix, message, raw, source, lang) if raw.hit.fix else None,
            fingerprint=fingerprint,
            lang=lang,
        )


def item_of(pointer: str, document: Document | None) -> str | None:
    """Return the id of the nearest list item that holds a pointer, or None where there is none."""
    if document is None:
        return None
    node, found = document.root, None
    for token in split_pointer(pointer):
        child = child_of(node, token)
        if child is None:
            break
        node = child
        if node.parent is not None and node.parent.kind is Kind.LIST and node.kind is Kind.MAP:
            identity = node.fields.get("id")
            found = identity.text if identity is not None and identity.text else None
    return found


@dataclass(slots=True)
class _Speaking:
    """Where one rule speaks, kept so that whether it silences a hit is looked up and not compared with each of its hits.

    Attributes:
        pointers: the paths of its hits.
        langs: for each list item the languages of its texts that it speaks of, "" for the item as a whole; the item ""
            stands for the dossier.
    """

    pointers: set[str] = field(default_factory=set)
    langs: dict[str, set[str]] = field(default_factory=dict)

    def add(self, pointer: str) -> None:
        """Note a hit."""
        item, lang = _scope(pointer)
        self.pointers.add(pointer)
        self.langs.setdefault(item, set()).add(lang)

    def silences(self, raw: Raw) -> bool:
        """Say whether one of the hits says better what a hit of a rule that yields to this one says."""
        pointer = raw.hit.place.pointer
        if raw.rule.yields_to_pointer:
            return pointer in self.pointers
        item, lang = _scope(pointer)
        if not item or "" in self.langs:
            return True
        langs = self.langs.get(item, frozenset[str]())
        return bool(langs) and (not lang or "" in langs or lang in langs)


def _scope(pointer: str) -> tuple[str, str]:
    """Return the list item that a pointer is in ("" for none) and the language key below a text ("" for none)."""
    tokens = pointer.split("/")
    index = next((place for place, token in enumerate(tokens) if token.isdigit()), None)
    if index is None:
        return "", ""
    below = tokens[index + 1 :]
    return "/".join(tokens[: index + 1]), below[1] if len(below) == 2 and below[0] == "text" else ""


def _behind_alias(raw: Raw) -> bool:
    """Say whether the path of a hit, which need not be there to its end, leads through an alias."""
    node = raw.document.root if raw.document is not None else None
    for token in split_pointer(raw.hit.place.pointer):
        node = child_of(node, token) if node is not None else None
        if node is None:
            return False
        if node.aliased:
            return True
    return False


def _related(raw: Raw, message: Message, source: Source, lang: str) -> Iterator[RelatedLocation]:
    for related in raw.hit.related:
        text = say(message.related, raw.rule, {**raw.hit.fields, **related.fields}, lang)
        yield RelatedLocation(source.location(related.place.span), text)


def _located(fix: Fix, message: Message, raw: Raw, source: Source, lang: str) -> LocatedFix:
    title = say(message.fix, raw.rule, {**raw.hit.fields, **fix.fields}, lang)
    edits = (LocatedEdit(source.position(edit.span.start), source.position(edit.span.end), edit.text) for edit in fix.edits)
    return LocatedFix(fix.safe, title, tuple(edits))


def _short(text: str | None) -> str | None:
    return text if text is None or len(text) <= _LONGEST_ID else f"{text[: _LONGEST_ID - 1]}…"


@dataclass(slots=True)
class _Marks:
    """Gives fingerprints, with a number behind one that was given before; what is equal is hashed once."""

    hashes: dict[tuple[str, str, int, Place], str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def of(self, raw: Raw, item: str | None) -> str:
        """Return the fingerprint of a hit."""
        key = (raw.rule.id, raw.hit.message, raw.number, raw.hit.place)
        if key not in self.hashes:
            self.hashes[key] = _fingerprint(raw, item)
        digest = self.hashes[key]
        self.counts[digest] = self.counts.get(digest, 0) + 1
        return digest if self.counts[digest] == 1 else f"{digest}-{self.counts[digest]}"


def _fingerprint(raw: Raw, item: str | None) -> str:
    """Hash rule, message, dossier, item, the path below the item and the value.

    Moving an item or a line, and writing the same value in another style, change nothing.
    """
    pointer = raw.hit.place.pointer
    scope, _ = _scope(pointer)
    below = pointer.removeprefix(scope) if item is not None and scope else pointer
    owner = raw.document.id if raw.document is not None and raw.document.id else f"{raw.number}"
    text = "\x1f".join(
        (raw.rule.id, raw.hit.message, _condensed(owner), _condensed(item or ""), _NUMBER.sub("/*", below), _covered(raw))
    )
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


@lru_cache(maxsize=256)
def _condensed(text: str) -> str:
    """Return an id as it is hashed: a very long one, which many findings may share, by its own hash."""
    return text if len(text) <= _LONGEST_HASHED else hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _covered(raw: Raw) -> str:
    """Return the words that a hit speaks of: a whole value as it reads, a part of it without line breaks.

    A hit about what is missing stands at a key or a dash, which says nothing of its own.
    """
    if raw.document is None:
        return ""
    node, span = raw.document.node(raw.hit.place.pointer), raw.hit.place.span
    if node is None or (node.kind is not Kind.SCALAR and node.span == span):
        return ""
    text = node.text if node.span == span else raw.document.source.text[span.start : span.end]
    return " ".join(text.split())
