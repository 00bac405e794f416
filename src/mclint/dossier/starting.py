"""The dossier that `mclint init` writes: the template of a language, filled in."""

from __future__ import annotations

import re
import unicodedata

from mclint.data import rules_dir
from mclint.texts.sentences import sentence, texts_of

PROVIDER = "roc-voorbeeld"


def starting_dossier(name: str, framework: str, lang: str, title: str | None, provider: str) -> str:
    """Return the text of a starting dossier: the template in a language, filled in."""
    template = (rules_dir() / "templates" / f"dossier.{lang}.yaml").read_text(encoding="utf-8")
    shown = title or sentence("init.title").text(lang)
    values = {
        "file": name,
        "provider": slug(provider) or PROVIDER,
        "slug": slug(shown) or "microcredential",
        "title": shown.replace("\\", "\\\\").replace('"', '\\"'),
        "framework": framework,
        "outcome": sentence("init.outcome").text(lang),
        "load_hint": texts_of("init").get(framework, {}).get(lang, ""),
    }
    for key, value in values.items():
        template = template.replace(f"{{{key}}}", " ".join(value.split()))
    return template


def slug(text: str) -> str:
    """Return a text as part of an id: lower case letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
