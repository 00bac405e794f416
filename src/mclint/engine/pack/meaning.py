"""Says what is wrong with a card whose shape is right: what it names must be there, and its two languages must agree."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping

from mclint.catalog.frameworks import framework_names, load_framework
from mclint.catalog.messages import field_names
from mclint.codes import code_lists
from mclint.dossier.tree import Kind, Node
from mclint.engine.pack.parameters import parameter_faults
from mclint.engine.pack.shape import Fault, head, likely
from mclint.engine.plan import ENGINE, Check
from mclint.texts.sentences import Said, Sentence, sentence

#: Ids that start so are those of the package, also of rules that it does not have yet.
RESERVED = "MC"
#: What a message says besides its own text.
_SAID = ("help", "related", "fix")


def rule_faults(root: Node, checks: Mapping[str, Check]) -> Iterator[Fault]:
    """Yield what is wrong with the first document of a card."""
    identity, check = root.fields["id"], root.fields["check"]
    if identity.text.startswith(RESERVED):
        yield Fault(identity.span, sentence("packs.id-of-mclint"))
    if check.text == ENGINE or check.text not in checks:
        yield Fault(check.span, sentence("packs.no-check", name=check.text, likely=likely(check.text, tuple(sorted(checks)))))
    else:
        yield from parameter_faults(root.fields.get("with"), check.text, checks[check.text], check.span)
    for message in (root, *root.fields["messages"].fields.values()):
        yield from _field_faults(message)
    for term in _children(root, "terms"):
        yield from _field_faults(term)
    for name in _children(root, "codes"):
        yield from _named(name, "packs.no-codes", (*code_lists()["lists"], *code_lists()["tables"]))


def page_faults(page: Node, rule: Node, checks: Mapping[str, Check]) -> Iterator[Fault]:
    """Yield what is wrong with the second document of a card, whose first one is right."""
    for source in page.fields["sources"].items:
        yield from _source_faults(source)
    messages = tuple(rule.fields["messages"].fields)
    for example in page.fields["examples"].items:
        for item in _children(example, "expect"):
            yield from _named(item.fields["message"], "packs.no-message", messages)
        if "framework" in example.fields:
            yield from _named(example.fields["framework"], "packs.no-framework", framework_names())
        if "encoding" in example.fields:
            yield from _encoding_faults(example.fields["encoding"])
        name = rule.fields["check"].text
        if "with" in example.fields and name in checks:
            yield from parameter_faults(example.fields["with"], name, checks[name], head(example), whole=False)


def cross_faults(root: Node, page: Node | None, rules: tuple[str, ...]) -> Iterator[Fault]:
    """Yield each rule that a card names and that is neither the package's nor of a pack."""
    named = _children(root, "yields_to")
    examples = page.fields["examples"].items if page is not None else []
    for item in (*named, *(rule for example in examples for rule in _children(example, "with_rules"))):
        yield from _named(item, "packs.no-rule", rules)


def _children(node: Node, key: str) -> tuple[Node, ...]:
    return tuple(node.fields[key].children) if key in node.fields else ()


def _named(node: Node, key: str, known: tuple[str, ...]) -> Iterator[Fault]:
    """Yield the fault of a name that is not one of those that there are."""
    if node.text not in known:
        yield Fault(node.span, sentence(key, name=node.text, likely=likely(node.text, known)))


def _field_faults(texts: Node) -> Iterator[Fault]:
    """Yield the fault of a text that has other fields in one language than in the other."""
    parts = [texts, *(texts.fields[key] for key in _SAID if key in texts.fields)]
    for part in parts:
        if part.kind is Kind.MAP and "nl" in part.fields and "en" in part.fields:
            fields = {lang: field_names(part.fields[lang].text) for lang in ("nl", "en")}
            if fields["nl"] != fields["en"]:
                yield Fault(part.fields["en"].span, _differ(fields))


def _differ(fields: Mapping[str, set[str]]) -> Sentence:
    shown: dict[str, Said] = {
        lang: ", ".join(f"{{{name}}}" for name in sorted(names)) or sentence("packs.no-fields") for lang, names in fields.items()
    }
    return sentence("packs.other-fields", **shown)


def _source_faults(source: Node) -> Iterator[Fault]:
    framework, clause = source.fields.get("framework"), source.fields.get("clause")
    if framework is None:
        if clause is not None:
            yield Fault(head(clause), sentence("packs.clause-alone"))
        return
    names = framework_names()
    yield from _named(framework, "packs.no-framework", names)
    if framework.text not in names:
        return
    if clause is None:
        yield Fault(head(source), sentence("packs.missing-key", key="clause"))
        return
    known = tuple(load_framework(framework.text).clauses)
    if clause.text not in known:
        similar = likely(clause.text, known)
        yield Fault(clause.span, sentence("packs.no-clause", framework=framework.text, name=clause.text, likely=similar))


def _encoding_faults(node: Node) -> Iterator[Fault]:
    try:
        codecs.lookup(node.text)
    except (LookupError, ValueError):
        yield Fault(node.span, sentence("packs.no-encoding", name=node.text))
