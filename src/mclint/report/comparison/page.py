"""A comparison as one page of HTML that needs nothing else, on screen and on paper."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mclint.report.comparison.sheet import Sheet
from mclint.report.comparison.words import say
from mclint.report.escape import visible

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).resolve().parent


def render(sheet: Sheet) -> Iterator[str]:
    """Yield the lines of the page."""
    from markupsafe import Markup

    style = (_HERE / "style.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    words = {key: say(key, sheet.lang) for key in ("part", "mark")}
    page = _environment().get_template("compare.html")
    # The style is ours; escaped it would be another text than the one of the digest.
    text = page.render(sheet=sheet, words=words, style=Markup(style), digest=digest)  # noqa: S704
    yield from text.rstrip("\n").split("\n")


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(_HERE / "templates"),
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )


def _finalize(value: Any) -> Any:
    """Make what steers a reader visible in every text; `##` ends, since a build runner reads commands from its log."""
    from markupsafe import Markup, escape

    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return Markup("&#35;").join(escape(part) for part in visible(value).split("#"))
