"""The page of one rule: what, why, how to mend it, where it comes from, and examples."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mclint.catalog.cards import example_text
from mclint.catalog.messages import in_language, show
from mclint.model import Framework, Rule, RuleSetting
from mclint.report.escape import markdown as escape_markdown
from mclint.report.escape import terminal, visible

_WORDS = {
    "nl": {
        "severity": "ernst", "confidence": "zekerheid", "since": "sinds versie", "what": "Wat", "why": "Waarom",
        "fix": "Wat kun je doen", "source": "Waar komt het vandaan", "before": "Eerst", "bad": "Zo niet", "good": "Zo wel",
        "fine": "Ook goed",
        "examples": "Voorbeelden", "gate": "telt vanaf status", "clause": "punt in het kader",
        "measured": "Gemeten",
        "error": "fout", "warning": "waarschuwing", "note": "opmerking",
        "high": "hoog", "medium": "midden", "low": "laag", "marked": "mclint wijst aan",
        "text-nl": "Nederlands", "text-en": "Engels",
        "built": "bedachte leeruitkomsten", "real": "echte leeruitkomsten",
        "pairs": "bedachte paren van dossiers",
        "precision": "terecht gemeld", "recall": "gevonden", "f1": "F1",
    },
    "en": {
        "severity": "severity", "confidence": "confidence", "since": "since version", "what": "What", "why": "Why",
        "fix": "What you can do", "source": "Where it comes from", "bad": "Not like this", "good": "Like this",
        "fine": "Fine as well",
        "before": "Before", "examples": "Examples", "gate": "counts from status", "clause": "clause of the framework",
        "measured": "Measured",
        "error": "error", "warning": "warning", "note": "note",
        "high": "high", "medium": "medium", "low": "low", "marked": "mclint points at",
        "text-nl": "Dutch", "text-en": "English",
        "built": "invented outcomes", "real": "real outcomes",
        "pairs": "invented pairs of dossiers",
        "precision": "precision", "recall": "recall", "f1": "F1",
    },
}  # fmt: skip
#: Columns of a page; a narrower terminal has fewer.
WIDTH = 88


def page_data(
    rule: Rule, page: Mapping[str, Any], framework: Framework, measured: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return all that a page shows as plain data, in every language."""
    setting = framework.rules.get(rule.id, RuleSetting())
    gate = setting.gate or rule.gate
    return {
        "id": rule.id,
        "name": rule.name,
        "severity": (setting.severity or rule.severity).value,
        "confidence": rule.confidence.value,
        "status": rule.status,
        "since": rule.since,
        "gate": gate.full.value if gate.full else None,
        "from": gate.since.value if gate.since else None,
        "tags": list(rule.tags),
        "framework": framework.id,
        "clause": dict(framework.clauses.get(setting.clause or "", {})) or None,
        "clause_id": setting.clause,
        "messages": {key: dict(message.text) for key, message in rule.messages.items()},
        "measured": dict(measured or {}),
        **{key: page.get(key) for key in ("summary", "why", "fix", "sources", "examples")},
    }


def literal(page: Mapping[str, Any]) -> dict[str, Any]:
    """Return a page that somebody else wrote so that nothing in it is Markdown; its examples stay within their blocks."""
    texts = {key: _literal(page[key], escape_markdown) for key in ("summary", "why", "fix", "sources")}
    return {**page, **texts, "examples": _literal(page["examples"], _fenced)}


def _fenced(text: str) -> str:
    """Return an example that ends no block of Markdown."""
    return "\n".join(visible(line) for line in text.split("\n")).replace("```", "`` `")


def _literal(part: Any, change: Callable[[str], str]) -> Any:
    if isinstance(part, str):
        return change(part)
    if isinstance(part, list):
        return [_literal(item, change) for item in part]
    return {key: _literal(value, change) for key, value in part.items()} if isinstance(part, dict) else part


def page_lines(page: Mapping[str, Any], lang: str, *, markdown: bool = False, width: int = WIDTH) -> Iterator[str]:
    """Yield the page line by line, as plain text or as Markdown; sentences take `width` columns, examples stay as they are."""
    words = _WORDS.get(lang, _WORDS["en"])
    facts = [
        f"{words['severity']}: {words[page['severity']]}",
        f"{words['confidence']}: {words[page['confidence']]}",
        f"{words['since']} {page['since']}",
    ]
    if page["gate"] or page["from"]:
        facts.insert(1, f"{words['gate']} {page['gate'] or page['from']}")
    title = f"{page['id']} {page['name']}"
    yield f"# {title}" if markdown else title
    yield "" if markdown else "=" * len(title)
    yield from _wrapped(", ".join(facts), "", width)
    for key, name in (("what", "summary"), ("why", "why"), ("fix", "fix")):
        yield from _section(words[key], in_language(page[name] or {}, lang), markdown, width)
    yield from _heading(words["source"], markdown)
    for source in page["sources"] or ():
        address = f", {source['url']}" if "url" in source else ""
        yield from _wrapped(f"- {source_line(source, lang)}{address}", "  ", width)
    if page["measured"]:
        yield from _heading(words["measured"], markdown)
        for text in _measured(page["measured"], lang, words):
            yield from _wrapped(text, "  ", width)
    yield from _examples(page["examples"] or (), lang, words, markdown, width)


def _section(title: str, text: str, markdown: bool, width: int) -> Iterator[str]:
    yield from _heading(title, markdown)
    for number, paragraph in enumerate(part for part in text.split("\n") if part.strip()):
        if number:
            yield ""
        yield from _wrapped(" ".join(paragraph.split()), "", width)


def _heading(title: str, markdown: bool) -> Iterator[str]:
    yield ""
    yield f"## {title}" if markdown else title
    yield "" if markdown else "-" * len(title)


def _wrapped(text: str, indent: str, width: int) -> Iterator[str]:
    yield from textwrap.wrap(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _measured(measured: Mapping[str, Any], lang: str, words: Mapping[str, str]) -> Iterator[str]:
    for language, kind, figures in shown_figures(measured):
        parts = [f"{words[name]} {show(float(figures[name]), lang, {})}" for name in ("precision", "recall", "f1")]
        count = figures["pairs"] if kind == "pairs" else figures["outcomes"]
        yield f"- {words[f'text-{language}']}, {count} {words[kind]}: {', '.join(parts)}"


def source_line(source: Mapping[str, Any], lang: str) -> str:
    """Return where a rule comes from: a clause of a framework in words, or a title and who wrote it; without the address.

    What a source gives under the name of a language says it in that language.
    """
    said = {**source, **source.get(lang, {})}
    note = f" ({said['note']})" if "note" in said else ""
    if "framework" in said:
        return f"{said['framework']}: {in_language(said['text'], lang)}{note}"
    return ", ".join(str(said[key]) for key in ("title", "publisher", "author", "year", "clause") if key in said) + note


def shown_figures(measured: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield language, kind of text and figures: those of text that nobody here wrote, where there are any."""
    for language, kinds in measured.items():
        for kind in ["real"] if "real" in kinds else list(kinds):
            yield language, kind, kinds[kind]


def example_parts(examples: Any, lang: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield kind and item of the examples in a language, else of all: what is wrong, how it is mended, then what is fine."""
    wanted = [item for item in examples if item["lang"] == lang] or list(examples)
    for item in sorted(wanted, key=lambda item: "fine" in item):
        yield from ((kind, item) for kind in ("bad", "good", "fine") if kind in item)


def _examples(examples: Any, lang: str, words: Mapping[str, str], markdown: bool, width: int) -> Iterator[str]:
    yield from _heading(words["examples"], markdown)
    for kind, item in example_parts(examples, lang):
        if kind == "bad" and ("before" in item or "was" in item):
            yield from _block(f"{words['before']}{_in_file(item.get('was', item.get('file')))}", item.get("before", ""), markdown)
        leads = f" -> {item['leads_to']}" if "leads_to" in item else ""
        name = f"{item['file']}{leads}" if "file" in item else None
        yield from _block(f"{words[kind]}{_in_file(name)}", example_text(item[kind]), markdown)
        marked = list(dict.fromkeys(str(place["text"]) for place in item.get("expect", ()) if place["text"]))
        if kind == "bad" and marked:
            shown = ", ".join(f'"{terminal(" ".join(text.split()))}"' for text in marked)
            yield from _wrapped(f"{words['marked']}: {shown}", "  ", width)
        yield ""


def _in_file(name: str | None) -> str:
    return f" ({name})" if name else ""


def _block(title: str, text: str, markdown: bool) -> Iterator[str]:
    yield f"{title}:"
    yield "```yaml" if markdown else ""
    yield from (line if markdown else f"    {line}" for line in text.rstrip("\n").split("\n"))
    yield "```" if markdown else ""
