"""Reads from a dossier what a catalogue keeps of it."""

from __future__ import annotations

from collections.abc import Iterator

from mclint.checks.spoken import Spoken
from mclint.checks.workload import DUTCH_CREDIT, load_of
from mclint.dossier.document import Document
from mclint.dossier.prose import texts_at
from mclint.dossier.tree import Kind, Node
from mclint.engine.plan import Plan
from mclint.engine.reader import CachedReader
from mclint.entries import AssessmentEntry, Entry, OutcomeEntry, ReferenceEntry, Spot, Verdict
from mclint.model import Place

#: Comments that may ask to ignore something; the engine reads them in full where it matters.
_MARK = "mclint"


def read_entry(document: Document, reader: CachedReader, plan: Plan, verdicts: tuple[Verdict, ...] = ()) -> Entry:
    """Return what a catalogue keeps of a dossier; what is missing or wrong in it is "" or None.

    Credits become the hours that the framework of the dossier gives them: a range where that leaves room, 75 to 90 for 3 EC
    under eu-2022.

    Args:
        reader: reads the outcomes, in every language that has a lexicon.
        plan: what it is checked by.
        verdicts: what the frameworks that were asked say of it.
    """
    load = load_of(document, plan.framework.hours_per_ects or DUTCH_CREDIT)
    employers = list(document.find("/employers/*"))
    return Entry(
        path=document.source.path,
        number=document.number,
        id=_text(document, "/id"),
        title=_own_words(document, "/title"),
        lang=document.language,
        provider=_text(document, "/provider/name"),
        status=_text(document, "/status"),
        sector=_text(document, "/sector"),
        level=_text(document, "/level/nlqf"),
        eqf=_text(document, "/level/eqf"),
        low=load.low if load is not None else None,
        high=load.high if load is not None else None,
        provenance=_text(document, "/provenance"),
        employers=len(employers),
        roles=_codes(document, "/employers/*/roles/*"),
        origins=_codes(document, "/demand/origin/*"),
        processes=_codes(document, "/quality/processes/*"),
        committee=_text(document, "/exam_committee/kind"),
        decision=_text(document, "/exam_committee/sign_off/decision"),
        scope=_codes(document, "/exam_committee/sign_off/scope/*"),
        signed=_text(document, "/exam_committee/sign_off/date"),
        outcomes=tuple(_outcomes(document, reader)),
        assessments=tuple(_assessment(document, node) for node in document.find("/assessments/*")),
        references=tuple(
            ReferenceEntry(node.pointer, node.text, _spot_of(document, node.place))
            for node in document.find("/credential/stackable_into/*")
        ),
        framework=plan.framework.id,
        across=tuple(step.rule.id for step in plan.across),
        verdicts=verdicts,
        id_spot=_spot(document, "/id"),
        outcomes_spot=_spot(document, "/learning_outcomes", key=True),
        ignores=any(_MARK in comment.text for comment in document.comments),
    )


def _outcomes(document: Document, reader: CachedReader) -> Iterator[OutcomeEntry]:
    known, spoken = reader.languages(), Spoken(document, reader)
    for node in document.find("/learning_outcomes/*/text"):
        identity = node.parent.fields.get("id") if node.parent is not None else None
        name = identity.text if identity is not None and identity.text else "?"
        for prose in spoken.texts(node):
            if prose.is_part:
                continue
            text, spot = " ".join(prose.node.text.split()), _spot_of(document, prose.node.place)
            if prose.lang not in known:
                yield OutcomeEntry(prose.node.pointer, name, prose.lang, text, spot=spot)
                continue
            found = reader.meaning(prose.text, prose.lang)
            words = {key: tuple(found[key]) for key in ("tasks", "objects", "others")}
            yield OutcomeEntry(prose.node.pointer, name, prose.lang, text, int(found["bloom"]), spot=spot, **words)


def _assessment(document: Document, node: Node) -> AssessmentEntry:
    at = node.pointer
    covered = _codes(document, f"{at}/outcomes/*")
    return AssessmentEntry(
        _text(document, f"{at}/id"), _text(document, f"{at}/type"), _own_words(document, f"{at}/title"), covered
    )


def _spot(document: Document, pointer: str, *, key: bool = False) -> Spot:
    """Return where a value or its key stands, or where a missing one is reported."""
    node = document.node(pointer)
    return _spot_of(document, document.missing_place(pointer) if node is None else node.key_place if key else node.place)


def _spot_of(document: Document, place: Place) -> Spot:
    start, end = document.source.position(place.span.start), document.source.position(place.span.end)
    return start.line, start.column, end.line, end.column


def _text(document: Document, pointer: str) -> str:
    node = document.get(pointer)
    return node.text.strip() if node is not None else ""


def _own_words(document: Document, pointer: str) -> str:
    """Return a text field in the dossier's language, white space folded; "" where it is not there."""
    node = document.get(pointer)
    if node is None or node.kind is Kind.SCALAR:
        return " ".join(node.text.split()) if node is not None else ""
    own = [prose.text for prose in texts_at(node, document.language) if prose.lang == document.language]
    return " ".join(own[0].split()) if own else ""


def _codes(document: Document, pattern: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(node.text for node in document.find(pattern)))
