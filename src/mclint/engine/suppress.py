"""Ignoring findings with `# mclint: ignore[MC207] reason="..." until=2027-01-01`, and what is wrong with an ignore."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from mclint.catalog.registry import PROTECTED, Registry
from mclint.config.settings import Exemption, Settings
from mclint.dossier.comments import Comment
from mclint.dossier.document import Document, child_of
from mclint.dossier.tree import split_pointer
from mclint.engine.covers import covered_spans
from mclint.engine.raws import Raw, released
from mclint.model import Edit, Fix, Hit, Place, Problem, Span
from mclint.suggest import Guesses

_MEANT = re.compile(
    r"#+\s*mclint\b\s*(?::\s*)?(?:ignor|negeer|disable|allow|suppress|noqa|skip|off\b|uit\b|nolint)", re.IGNORECASE
)
_EXACT = re.compile(r"#\s*mclint:\s*ignore\[(?P<rules>[^\]]*)\](?P<rest>.*)", re.DOTALL)
_OPTION = re.compile(r"""\s+(?P<name>reason|until)=(?P<value>"[^"]*"|'[^']*'|(?<=until=)[^\s"'“”‘’]+)""")
_RULE = re.compile(r"[A-Za-z]{1,9}[0-9]{0,9}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: One ignore names no more rules; prefixes name many at once, and there are fewer rules than this.
_MOST_RULES = 100


@dataclass(frozen=True, slots=True)
class Guard:
    """Which rules no comment can ignore: the fixed ones and `extra`, but for those that a maintainer set `free`."""

    extra: tuple[str, ...] = ()
    free: tuple[str, ...] = ()

    def holds(self, rule: str) -> bool:
        """Say whether a rule, or every rule with a prefix, is protected."""
        return rule.startswith((*PROTECTED, *self.extra)) and not (self.free and rule.startswith(self.free))


def guard_of(settings: Settings) -> Guard:
    """Return which rules are protected; only a configuration from outside the change can take protection away."""
    return Guard(settings.protected.patterns, settings.protected.free if settings.trusted else ())


def exemptions(settings: Settings) -> tuple[Exemption, ...]:
    """Return what a maintainer lets pass, from a configuration outside the change only."""
    return settings.protected.exemptions if settings.trusted else ()


@dataclass(slots=True)
class Ignore:
    """One well-formed ignore: which rules, where, why, until when, and what it has ignored or may not ignore.

    `allowed` counts what it may ignore, by rule and place (`by_id`); None where that is all that it covers.
    `ignored` counts in the same way what it has ignored; `beyond` says that there was more, or that it covers more.
    """

    comment: Comment
    patterns: tuple[str, ...]
    reason: str
    until: date | None
    covers: Span
    allowed: Counter[tuple[str, str]] | None = None
    ignored: Counter[tuple[str, str]] = field(default_factory=Counter)
    used: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    beyond: bool = False

    def pattern_for(self, rule_id: str) -> str | None:
        """Return the pattern that names a rule, or None."""
        return next((pattern for pattern in self.patterns if rule_id.startswith(pattern)), None)


@dataclass(frozen=True, slots=True)
class Suppressions:
    """What the comments of one document ask for, and the problems with those comments themselves."""

    ignores: tuple[Ignore, ...]
    problems: tuple[Problem, ...]


#: What a document without any ignore asks for.
NOTHING_IGNORED = Suppressions((), ())


def read_suppressions(document: Document, today: date, guard: Guard = Guard()) -> Suppressions:
    """Read the ignores of a document.

    Args:
        document: the document; only its comments and where its nodes stand matter.
        today: an ignore holds up to and including its `until` day.
        guard: which rules cannot be ignored.
    """
    if "" in document.hidden:
        return Suppressions((), ())
    ignores: list[Ignore] = []
    problems: list[Problem] = []
    meant = [comment for comment in document.comments if _MEANT.match(comment.text)]
    covered = covered_spans(meant, document) if meant else {}
    for comment in meant:
        parsed = _parse(comment, covered[comment])
        if isinstance(parsed, str):
            problems.append(_problem("MC901", parsed, comment, document))
            continue
        if parsed.until is not None and parsed.until < today:
            problems.append(_problem("MC903", "expired", comment, document, until=parsed.until))
            continue
        parsed.refused.update(pattern for pattern in parsed.patterns if guard.holds(pattern))
        ignores.append(parsed)
    return Suppressions(tuple(ignores), tuple(problems))


def split_suppressed(
    raws: Iterable[Raw], suppressions: Suppressions, guard: Guard = Guard()
) -> tuple[list[Raw], list[tuple[Raw, str]]]:
    """Return the hits that stay, and those that are ignored with the reason for each.

    What an ignored hit explained (`Raw.behind`) speaks for itself again.
    """
    raws = list(raws)
    if not suppressions.ignores:
        return raws, []
    found = _matches(raws, suppressions.ignores)
    kept: list[Raw] = []
    ignored: list[tuple[Raw, str]] = []
    for index, raw in enumerate(raws):
        match = found.get(index)
        if match is None:
            kept.append(raw)
            continue
        ignore, pattern = match
        if guard.holds(raw.rule.id):
            ignore.refused.add(pattern)
            kept.append(raw)
            continue
        ignore.used.add(pattern)
        place = raw.rule.id, by_id(raw.hit.place.pointer, raw.document) if raw.document is not None else ""
        if ignore.allowed is not None and ignore.ignored[place] >= ignore.allowed[place]:
            ignore.beyond = True
            kept.append(raw)
            continue
        ignore.ignored[place] += 1
        ignored.append((raw, ignore.reason))
    if behind := released(raw for raw, _ in ignored):
        more, silenced = split_suppressed(behind, suppressions, guard)
        return kept + more, ignored + silenced
    return kept, ignored


def unused(suppressions: Suppressions, registry: Registry, ran: set[str], document: Document) -> Iterator[Problem]:
    """Yield MC904 for what may not be ignored and MC902 for each part of an ignore that ignored nothing.

    Call it after `split_suppressed`. A pattern is judged only if all rules that it names ran.
    """
    guesses = Guesses()
    for ignore in suppressions.ignores:
        for pattern in dict.fromkeys(ignore.patterns):
            if pattern in ignore.refused:
                yield _problem("MC904", "protected", ignore.comment, document, rule=pattern)
            elif pattern not in ignore.used:
                yield from _idle(pattern, ignore, registry, ran, document, guesses)


def _idle(
    pattern: str, ignore: Ignore, registry: Registry, ran: set[str], document: Document, guesses: Guesses
) -> Iterator[Problem]:
    matching = registry.matching(pattern)
    if matching:
        if ran.issuperset(matching):
            yield _problem("MC902", "unused", ignore.comment, document, _without(pattern, ignore, document), rule=pattern)
        return
    similar = guesses.closest(pattern, list(registry.rules))
    message = "unknown-similar" if similar else "unknown"
    fields = {"rule": pattern, **({"suggestion": similar} if similar else {})}
    yield _problem("MC902", message, ignore.comment, document, **fields)


def _matches(raws: list[Raw], ignores: tuple[Ignore, ...]) -> dict[int, tuple[Ignore, str]]:
    """Return for each hit, by its place in the list, the first ignore that covers it and the pattern that names it.

    Both sides are walked once in the order of the file; ignores that cover the same stretch are asked together.
    """
    groups: dict[Span, list[Ignore]] = {}
    for ignore in ignores:
        groups.setdefault(ignore.covers, []).append(ignore)
    waiting = sorted(groups, reverse=True)
    known: dict[tuple[Span, str], tuple[Ignore, str] | None] = {}
    found: dict[int, tuple[Ignore, str]] = {}
    active: list[Span] = []
    for index in sorted(range(len(raws)), key=lambda place: raws[place].hit.place.span.start):
        rule_id, start = raws[index].rule.id, raws[index].hit.place.span.start
        while waiting and waiting[-1].start <= start:
            active.append(waiting.pop())
        active = [span for span in active if span.end > start]
        for span in active:
            if (span, rule_id) not in known:
                known[span, rule_id] = _first(groups[span], rule_id)
            match = known[span, rule_id]
            if match is not None:
                found[index] = match
                break
    return found


def by_id(pointer: str, document: Document) -> str:
    """Return a pointer with the ids of list items in the place of their numbers, so that moving an item changes nothing.

    Where something is missing it is the pointer of what should hold it.
    """
    node, parts = document.root, []
    for token in split_pointer(pointer):
        child = child_of(node, token)
        if child is None:
            break
        node = child
        identity = node.fields.get("id") if token.isdigit() else None
        parts.append(f"id={identity.text}" if identity is not None and identity.text else token)
    return "/".join(parts)


def _first(ignores: list[Ignore], rule_id: str) -> tuple[Ignore, str] | None:
    return next(((item, pattern) for item in ignores if (pattern := item.pattern_for(rule_id)) is not None), None)


def _parse(comment: Comment, covers: Span) -> Ignore | str:
    """Return the ignore, or the key of the message that says what is wrong with its form."""
    match = _EXACT.match(comment.text.rstrip())
    if match is None:
        return "malformed"
    patterns = tuple(part.strip().upper() for part in match["rules"].split(","))
    if not all(_RULE.fullmatch(pattern) for pattern in patterns):
        return "malformed"
    if len(patterns) > _MOST_RULES:
        return "too-many"
    options, rest = _options(match["rest"])
    if any(quote in rest for quote in "“”‘’„"):
        return "curly-quotes"
    if rest.strip():
        return "malformed" if options or "=" in rest else "no-reason"
    if not options.get("reason"):
        return "no-reason"
    try:
        until = _day(options["until"]) if "until" in options else None
    except ValueError:
        return "bad-date"
    return Ignore(comment, patterns, options["reason"], until, covers)


def _options(text: str) -> tuple[dict[str, str], str]:
    """Return the options behind the brackets, the last of each name, and what follows them."""
    options: dict[str, str] = {}
    place = 0
    while (option := _OPTION.match(text, place)) is not None:
        value = option["value"]
        options[option["name"]] = (value[1:-1] if value[0] in "\"'" else value).strip()
        place = option.end()
    return options, text[place:]


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _without(pattern: str, ignore: Ignore, document: Document) -> Fix:
    """Return the fix that takes a rule out of a comment, or the whole comment where it names no other rule."""
    comment, text = ignore.comment, document.source.text
    others = [name for name in ignore.patterns if name != pattern]
    if others:
        opening = comment.span.start + comment.text.index("[") + 1
        closing = comment.span.start + comment.text.index("]")
        return Fix((Edit(Span(opening, closing), ", ".join(others)),), fields={"rule": pattern})
    start = comment.span.start
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    if not comment.own_line:
        return Fix((Edit(Span(start, comment.span.end), ""),), fields={"rule": pattern})
    ending = re.compile(r"\r\n|\r|\n").match(text, comment.span.end)
    return Fix((Edit(Span(start, ending.end() if ending else comment.span.end), ""),), fields={"rule": pattern})


def _problem(
    rule_id: str, message: str, comment: Comment, document: Document, fix: Fix | None = None, /, **fields: str | date
) -> Problem:
    return Problem(rule_id, Hit(Place("", comment.span), message, fields, fix=fix), document.number)
