"""Reads pages as a strict reader of HTML would, and keeps what the tests ask about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = {"meta", "link", "br", "input"}
_NAMES = """
html head body title header footer main nav section form figure figcaption details summary div span p a h1 h2 h3 ul ol li dl
dt dd table caption thead tbody tr th td code pre mark sup strong noscript script label select option button svg desc text
tspan rect path circle
"""
#: Every element that the templates use; anything else came out of a dossier.
KNOWN = VOID | set(_NAMES.split())
_SHAPES = {"rect", "path", "circle"}


@dataclass
class Element:
    """An element with its attributes and all text inside it."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def find(self, tag: str) -> list[Element]:
        """Return the elements of a kind below this one, in order."""
        found = []
        for child in self.children:
            if child.tag == tag:
                found.append(child)
            found += child.find(tag)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, None)
        self.open = self.root
        self.doctype = ""

    def handle_decl(self, decl: str) -> None:
        self.doctype = decl

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.children.append(element)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _SHAPES:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.tag, f"</{tag}> closes <{self.open.tag}>"
        assert self.open.parent is not None
        self.open = self.open.parent

    def handle_data(self, data: str) -> None:
        element: Element | None = self.open
        while element is not None:
            element.text += data
            element = element.parent

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")


def read_page(text: str) -> Element:
    """Return a page as a tree; raises AssertionError where an element is not closed or closes another."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.doctype == "DOCTYPE html"
    assert reader.open is reader.root, f"<{reader.open.tag}> is not closed"
    return reader.root


def everything(root: Element) -> list[Element]:
    """Return all elements of a page."""
    return [found for child in root.children for found in [child, *everything(child)]]


def read_site(site: Path) -> dict[str, Element]:
    """Return all pages of a report by name."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return {name: read_page((site / name).read_text("utf-8")) for name in names}


def check_safe(root: Element) -> None:
    """Check that a page holds nothing that runs, loads or leads where it should not."""
    for element in everything(root):
        assert element.tag in KNOWN, element.tag
        for name, value in element.attributes.items():
            assert not name.startswith("on"), name
            assert name != "style"
            assert re.fullmatch(r"[a-z-]+|viewbox|xmlns", name), name
            if name in ("src", "href"):
                assert re.match(r"https?://[^/@\s]+(/|$)|[#?]|(?:\.\./)*[a-z]", value), value
                assert ":" not in value.split("/")[0].split("?")[0] or value.startswith(("http://", "https://")), value
            if name == "href" and value.startswith("http"):
                assert element.attributes["rel"] == "noopener noreferrer"
            if name == "id":
                assert re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", value), value
        if element.tag == "script":
            assert element.text == ""
            assert element.attributes["src"] == "static/app.js"
