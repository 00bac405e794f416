"""Turns templates into pages: everything is escaped, nothing is left undefined, and no text can steer how it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mclint.report.escape import visible
from mclint.report.site.names import html_language

_HERE = Path(__file__).resolve().parent
#: Files that every report holds beside its pages.
STATIC = _HERE / "static"


def render(template: str, values: Mapping[str, Any]) -> Iterator[str]:
    """Yield a page piece by piece, so that no large page has to be held in memory."""
    return _environment().get_template(template).generate(**values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_plain,
    )
    environment.filters["weblink"] = web_link
    environment.globals["html_language"] = html_language
    return environment


def _plain(value: Any) -> Any:
    """Return a value as it goes into a page: controls and signs of direction become visible; our own markup stays."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def web_link(text: str) -> str:
    """Return an address that a page may link to, "" for anything but a plain http or https address."""
    if not text.isascii() or not text.isprintable() or " " in text or "\\" in text:
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    # A name before @ makes an address look like another one.
    return text if parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc else ""
