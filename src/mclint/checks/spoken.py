"""In which languages the texts of a dossier stand, whatever they are said to be in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mclint.dossier.document import Document
from mclint.dossier.prose import Prose, texts_at
from mclint.dossier.tree import Node
from mclint.nlp.analysis import PredicateKind
from mclint.nlp.language import Signs, is_nearer, other_language, suspected, suspected_together

if TYPE_CHECKING:
    from mclint.checks.env import Reader

OUTCOMES = "/learning_outcomes/*/text"


@dataclass(slots=True)
class Spoken:
    """Decides for each text of one dossier in which language it is judged.

    A text is judged in the language that it clearly stands in, by its own words; where it is too short to tell, in the one
    that all outcomes together stand in; else in the one that it is said to be in. A long run of words in another language
    that is read, with a verb of that language, is judged by itself.
    """

    document: Document
    reader: Reader
    _texts: dict[str, tuple[Prose, ...]] = field(default_factory=dict)
    _together: dict[str, tuple[Prose, str]] = field(default_factory=dict)
    _summed: bool = False

    def texts(self, node: Node) -> Iterator[Prose]:
        """Yield the texts of a node, each with the language that it is judged in; what is not read too."""
        for prose in texts_at(node, self.document.language):
            known = self._texts.get(prose.node.pointer)
            if known is None:
                known = self._texts[prose.node.pointer] = tuple(self._parts(prose))
            yield from known

    def outcomes(self) -> Iterator[Prose]:
        """Yield the texts of all outcomes, as `texts` does."""
        for node in self.document.find(OUTCOMES):
            yield from self.texts(node)

    def together(self, said: str) -> tuple[Prose, str] | None:
        """Return the first outcome that is said to be in a language, and the other one that all of them stand in.

        None where no other language is clear from all of them together.
        """
        if not self._summed:
            self._summed = True
            self._sum()
        return self._together.get(said)

    def _sum(self) -> None:
        texts: dict[str, list[Prose]] = {}
        for node in self.document.find(OUTCOMES):
            for prose in texts_at(node, self.document.language):
                texts.setdefault(prose.said, []).append(prose)
        found = {said: self._of_all(said, proses) for said, proses in texts.items() if said}
        self._together = {said: (texts[said][0], lang) for said, lang in found.items() if lang}

    def _of_all(self, said: str, proses: list[Prose]) -> str:
        """Return the other language that all texts together stand in, "" where that is not clear."""
        total = Signs()
        for prose in proses:
            total += self.reader.signs(prose.text)
        found = other_language(total, said)
        if found or len(proses) < 2:
            return found
        found = suspected_together(total, said)
        return found if found and all(self._is_of(prose.text, found, said) for prose in proses) else ""

    def _is_of(self, text: str, lang: str, said: str) -> bool:
        """Say whether a text holds a main verb of a language and none of the one that it is said to be in."""
        return self._has_verb(text, lang) and not self._has_verb(text, said)

    def _parts(self, prose: Prose) -> Iterator[Prose]:
        """Yield a text as it is judged, and a run of words in another language, which is blanked in the text, by itself.

        Where the rest says nothing that anybody does, it is no outcome: the whole text is judged in the language of the run.
        """
        if not prose.said:
            yield prose
            return
        signs = self.reader.signs(prose.text)
        lang, sure = self._language(prose, signs)
        prose = replace(prose, lang=lang, sure=sure)
        run = self._run(prose, signs)
        if run is None:
            yield prose
            return
        start, end = run.start, run.start + len(run.text)
        rest = f"{prose.text[:start]}{' ' * (end - start)}{prose.text[end:]}"
        if all(item.kind is PredicateKind.TOPIC for item in self.reader.analyse(rest, prose.lang).predicates):
            yield replace(prose, lang=run.lang, sure=run.sure)
            return
        yield replace(prose, text=rest)
        yield run

    def _language(self, prose: Prose, signs: Signs) -> tuple[str, bool]:
        """Return the language that a text is judged in, and whether it is another one by its own words."""
        found = other_language(signs, prose.said)
        if found:
            return found, True
        found = suspected(signs, prose.said)
        if found and self._is_of(prose.text, found, prose.said):
            return found, True
        together = self.together(prose.said)
        if together is not None and not is_nearer(signs, prose.said, together[1]):
            return together[1], False
        return prose.said, False

    def _run(self, prose: Prose, signs: Signs) -> Prose | None:
        """Return the words in a row of a text that stand in another language than the rest and hold a verb of it."""
        if prose.lang not in signs.runs:
            return None
        clear = [(run.gain * run.words, lang) for lang, run in signs.runs.items() if lang != prose.lang and run.is_clear]
        for _, lang in sorted(clear, reverse=True):
            run = signs.runs[lang]
            text = prose.text[run.start : run.end]
            if self._has_verb(text, lang):
                return Prose(prose.node, lang, text, prose.said, run.start, sure=lang != prose.said)
        return None

    def _has_verb(self, text: str, lang: str) -> bool:
        """Say whether a text, read in a language, has a main verb that the lists of that language know."""
        if lang not in self.reader.languages():
            return False
        predicates = self.reader.analyse(text, lang).predicates
        return any(item.known and item.kind is not PredicateKind.TOPIC for item in predicates)
