"""Turns hits into findings: severity at the dossier's status, precedence, the words, the lines and the fingerprint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from mclint.catalog.messages import say
from mclint.dossier.document import child_of
from mclint.dossier.source import Source
from mclint.dossier.tree import split_pointer
from mclint.engine.marks import Marks, item_of, scope_of
from mclint.engine.plan import Plan
from mclint.engine.raws import Behind, Raw, released
from mclint.findings import Finding, LocatedEdit, LocatedFix, RelatedLocation
from mclint.model import Fix, Message, Span

#: An id is shown up to here: a file can repeat a long one in each of its findings.
_LONGEST_ID = 300


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
    """Keep one of what is said of a text in several places that use it: where it is written itself, else the first use.

    It weighs as much as the gravest of them, and explains what any of them does.
    """
    first: dict[tuple[str, str, Span], int] = {}
    kept: list[Raw] = []
    for raw in raws:
        place = first.setdefault((raw.rule.id, raw.hit.message, raw.hit.place.span), len(kept))
        if place == len(kept):
            kept.append(raw)
        elif _behind_alias(kept[place]):
            kept[place] = _joined(kept[place], raw) if _behind_alias(raw) else _joined(raw, kept[place])
        elif _behind_alias(raw):
            kept[place] = _joined(kept[place], raw)
        else:
            kept.append(raw)
    return kept


def _joined(raw: Raw, other: Raw) -> Raw:
    """Return a hit that weighs as much as another of the same text, if that is graver, and explains what both do."""
    if raw.severity.rank <= other.severity.rank and other.behind in (None, raw.behind):
        return raw
    severity = min(raw.severity, other.severity, key=lambda item: item.rank)
    behind = other.behind if raw.behind is None else Behind(released((raw, other)))
    return replace(raw, severity=severity, behind=behind)


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
    marks = Marks()
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
        item, lang = scope_of(pointer)
        self.pointers.add(pointer)
        self.langs.setdefault(item, set()).add(lang)

    def silences(self, raw: Raw) -> bool:
        """Say whether one of the hits says better what a hit of a rule that yields to this one says."""
        pointer = raw.hit.place.pointer
        if raw.rule.yields_to_pointer:
            return pointer in self.pointers
        item, lang = scope_of(pointer)
        if not item or "" in self.langs:
            return True
        langs = self.langs.get(item, frozenset[str]())
        return bool(langs) and (not lang or "" in langs or lang in langs)


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
