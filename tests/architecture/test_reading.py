"""Files that somebody else may have written are read in one place, which knows where links may lead."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

SOURCE = ROOT / "src" / "mclint"
READING = frozenset({"open", "fdopen", "read_bytes", "read_text"})

#: The other modules that open files, and which these are.
OTHERS = {
    "cli/github.py": "files that the runner named",
    "cli/pack.py": "a template of the package",
    "cli/schema.py": "a schema of the package",
    "cli/streams.py": "the null device",
    "cli/writing.py": "the outputs that the user named",
    "data.py": "rules of the package",
    "dossier/starting.py": "a template of the package",
    "engine/cache.py": "the cache of the user",
    "engine/schema.py": "a schema of the package",
    "nlp/installed.py": "an installed package",
    "nlp/lexicon.py": "words of the package",
    "report/comparison/page.py": "a style of the package",
    "report/site/build.py": "styles of the package",
    "report/site/folder.py": "the report that is written",
}


def test_only_modules_with_a_reason_open_files() -> None:
    found = {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py") if any(opened(path))}
    assert found == {"dossier/files.py", *OTHERS}


def opened(path: Path) -> Iterator[ast.Call]:
    """Yield the calls that open a file; `Files.read` and the like are called `read`, and `open` of a reader is none."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            owner = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
            if name in READING and owner != "reader":
                yield node
