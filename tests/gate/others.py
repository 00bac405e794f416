"""Files of a catalogue that are no dossiers."""

from __future__ import annotations

#: Files that are no dossiers; some talk about them, some hold their words below the top level.
NO_DOSSIERS: dict[str, str | bytes] = {
    ".github/workflows/lint.yaml": "on: [push]\njobs: {lint: {runs-on: ubuntu-latest, steps: [{run: mclint .}]}}\n",
    ".pre-commit-config.yaml": "repos:\n  - repo: https://example.org/mclint\n    rev: v1\n    hooks: [{id: mclint}]\n",
    "compose.yaml": "services:\n  site:\n    image: example/site:1\n    command: mclint check .\n",
    "mkdocs.yml": "site_name: Catalogus\nnav: [{Dossiers: dossiers.md}, {mclint: mclint.md}]\n",
    "renovate.json": '{"packageRules": [{"matchPackageNames": ["mclint"]}]}\n',
    "schema/dossier.schema.json": '{"properties": {"mclint": {"const": 1}, "learning_outcomes": {"type": "array"}}}\n',
    "docs/dossiers.md": "# Dossiers\n\n```yaml\nmclint: 1\nid: roc-voorbeeld/x\nlearning_outcomes: []\n```\n",
    "docs/voorblad.md": "---\ntitle: Leeruitkomsten\n---\n\nZie learning_outcomes in het dossier.\n\n- mclint: het programma\n",
    "docs/leeruitkomsten.txt": "leeruitkomsten zijn wat een lerende kan.\nmclint controleert ze.\n",
    "docs/notulen.txt": "Besproken: mclint, learning_outcomes en leeruitkomsten.\n- punt 1: nee\n",
    "tests/test_kassa.py": 'DOSSIER = """mclint: 1\nlearning_outcomes: []\n"""\n',
    "uitvoer.json": '{"version": 1, "tool": {"name": "mclint"}, "findings": [{"dossier": "roc-voorbeeld/x"}]}\n',
    "lijst.csv": "id;learning_outcomes\nroc-voorbeeld/x;Kennen\n",
    "wijziging.patch": "--- a/x.yaml\n+++ b/x.yaml\n@@ -1,2 +1,2 @@\n-mclint: 1\n+mclint: 1\n learning_outcomes: []\n",
    "logo.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00mclint: 1\n\xff\xfe",
    "templates/deployment.yaml": "{{- if .Values.mclint }}\nname: mclint\n{{ end }}\n",
    "lang.txt": "Een regel over leeruitkomsten.\n" * 50_000,
    "oud.txt": "Zorg voor cliënten: leeruitkomsten\n".encode("latin-1"),
    "leeg.yaml": "",
    "lijst.yaml": "- mclint: 1\n- learning_outcomes\n",
    "Makefile": "check:\n\tmclint --config-from origin/main .\n",
}
