"""Builds a tiny spaCy pipeline and installs it in a folder of the import path, as pip would, without any network."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

#: Word to part of speech, lemma and dependency on the verb; every other word is a noun that depends on the next.
WORDS = {
    "tuft": ("VERB", "tuften", "ROOT", "VerbForm=Fin"),
    "tuften": ("VERB", "tuften", "ROOT", "VerbForm=Inf"),
    "snapt": ("VERB", "begrijpen", "ROOT", "VerbForm=Fin"),
    "af": ("ADP", "af", "compound:prt", ""),
    "lerende": ("NOUN", "lerende", "nsubj", ""),
    "docent": ("NOUN", "docent", "nsubj", ""),
    "module": ("NOUN", "module", "nsubj", ""),
    "kleed": ("NOUN", "kleed", "obj", ""),
    "wool": ("NOUN", "wool", "nsubj", ""),
    "sit": ("VERB", "sit", "ROOT", "Mood=Imp"),
}


@Language.component("toy_parser")
def toy_parser(doc: Doc) -> Doc:
    """Parse by a list of words: the first listed verb governs all else."""
    entries = [WORDS.get(word.lower_, ("NOUN", word.lower_, "dep", "")) for word in doc]
    root = next((place for place, entry in enumerate(entries) if entry[2] == "ROOT"), 0)
    for place, (word, (pos, lemma, dep, morph)) in enumerate(zip(doc, entries, strict=True)):
        later = next((next_place for next_place in range(place + 1, len(doc)) if entries[next_place][2] != "dep"), root)
        word.head = doc[root if dep != "dep" else later]
        word.dep_, word.pos_, word.lemma_ = ("ROOT" if place == root else dep), pos, lemma
        word.set_morph(morph)
    return doc


def install(site: Path, name: str, version: str = "1.0", *, parser: bool = True) -> Path:
    """Write a package with a pipeline and the metadata of its installation to a folder, and return its data folder."""
    lang, _, rest = name.partition("_")
    nlp = spacy.blank(lang)
    if parser:
        nlp.add_pipe("toy_parser")
    nlp.meta.update(name=rest, version=version)
    package = site / name
    folder = package / f"{name}-{version}"
    package.mkdir(exist_ok=True)
    nlp.to_disk(folder)
    (package / "__init__.py").write_text("raise RuntimeError('a pipeline is loaded as data, not imported')\n", "utf-8")
    (package / "meta.json").write_text(json.dumps(nlp.meta), "utf-8")
    register(site, name, version)
    return folder


def register(site: Path, name: str, version: str = "1.0") -> None:
    """Write only the metadata of an installed package."""
    info = site / f"{name}-{version}.dist-info"
    info.mkdir(parents=True, exist_ok=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", "utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder of the import path, where a test can install a pipeline under a name of its own."""
    from mclint.nlp.installed import find_pipeline

    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    find_pipeline.cache_clear()
    return folder
