"""What is read in an English outcome: main predicates, kinds, places, objects; our own sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mclint.nlp.analysis import Analysis, Predicate, Subject
from mclint.nlp.english.reading import read
from mclint.nlp.pipeline import tokenise
from tests.counting import calls


def analyse(text: str) -> Analysis:
    return read(text, tokenise(text, "en"))


def only(text: str) -> Predicate:
    found = analyse(text).predicates
    assert len(found) == 1, found
    return found[0]


def lemmas(text: str) -> list[str | None]:
    return [item.lemma for item in analyse(text).predicates]


def marked(text: str) -> str:
    found = only(text)
    return text[found.mark[0] : found.mark[1]]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("The learner understands the importance of fall prevention.", "understands"),
        ("Insight into laws and regulations", "Insight into"),
        ("Has a good working knowledge of allergens.", "Has a good working knowledge of"),
        ("Is aware of the risks of lifting.", "Is aware of"),
        ("Gets to grips with the till.", "Gets to grips with"),
        ("Takes the wishes of the client into account.", "Takes the wishes of the client into account"),
        ("Recognises the importance of rest.", "Recognises the importance of"),
        ("Demonstrates in a short task the acquisition of knowledge.", "Demonstrates in a short task the acquisition of"),
        ("Develop communication and teamwork skills", "Develop communication and teamwork skills"),
        ("Knows how to extinguish a fire.", "Knows how to"),
        ("Deals with angry customers.", "Deals with"),
        ("Explore the history of chairs.", "Explore"),
        ("Communication skills", "Communication skills"),
        ("Is a team player.", "Is"),
    ],
)
def test_what_nobody_can_see_is_marked(text: str, mark: str) -> None:
    assert not analyse(text).measurable
    assert only(text).kind in ("state", "attitude")
    assert marked(text) == mark


@pytest.mark.parametrize(
    "text",
    [
        "This module covers hygiene.",
        "The learner is introduced to bookkeeping.",
        "Students learn how to weld.",
        "Receives training in lifting.",
        "The lecturer explains the theory.",
        "Hygiene is covered in this course.",
        "To introduce students to the basics of law.",
        "Gains exposure to new tools.",
    ],
)
def test_what_the_course_does_is_teaching(text: str) -> None:
    assert [item.kind for item in analyse(text).predicates] == ["teaching"]


@pytest.mark.parametrize(
    "text",
    ["Hygiene.", "Design principles", "Nursing principles", "Stock control", "Week 1: introduction to tools", "Care plans"],
)
def test_a_topic_has_no_lemma(text: str) -> None:
    found = only(text)
    assert (found.kind, found.lemma) == ("topic", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The learner draws up a care plan.", ["draw up"]),
        ("The learner sets the table up before service.", ["set up"]),
        ("At the end of the shift, hands the keys over to a colleague.", ["hand over"]),
        ("Critically evaluate research reports.", ["evaluate"]),
        ("Using spreadsheets, design a budget for a shop.", ["design"]),
        ("Given a load, calculate the bending moment.", ["calculate"]),
        ("In a team, plan and report on a small project.", ["plan", "report"]),
        ("On completion students will be able to identify, analyse and assess risks.", ["identify", "analyse", "assess"]),
        ("Demonstrates the ability to calibrate a meter.", ["calibrate"]),
        ("Ability to lead a shift", ["lead"]),
        ("Shows that he can weld a joint.", ["weld"]),
        ("Demonstrates knowledge of dosage by calculating infusion rates.", ["calculate"]),
        ("A care plan is drawn up by the learner.", ["draw up"]),
        ("Preparing cold dishes and cleaning the kitchen", ["prepare", "clean"]),
        ("The measuring of blood pressure", ["measure"]),
        ("Design a garden", ["design"]),
        ("Explain how cells divide and communicate.", ["explain"]),
        ("Analyse figures in order to spot trends and explain them.", ["analyse"]),
        ("The technician tests the circuit and reports defects.", ["test", "report"]),
        ("Assess care and support needs of clients.", ["assess"]),
        ("Clean tools and report defects.", ["clean", "report"]),
        ("Describe functions that map, filter or sort lists.", ["describe"]),
        ("The learner zorbs the ball.", ["zorb"]),
        ("The paint is removed and the wood is sanded.", ["remove", "sand"]),
        ("Analyzes data and summarizes them.", ["analyze", "summarize"]),
        ("understand and apply the rules", ["understand", "apply"]),
        ("Has insight into prices and is able to negotiate a contract.", ["have", "negotiate"]),
    ],
)
def test_the_main_verbs(text: str, expected: list[str]) -> None:
    assert lemmas(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Checks the guest's understanding of the safety rules.",
        "Tests the knowledge of new colleagues.",
        "Drafts a memorandum of understanding.",
        "Prepares learning materials.",
        "Explains why clients do not understand the advice.",
        "Applies knowledge of materials.",
        "Recognises faults in the wiring.",
        "Has a conversation with a client.",
        "Values a house for sale.",
        "Follows a recipe.",
        "Teaches children how to swim.",
        "Works safely at height.",
    ],
)
def test_words_of_knowing_elsewhere_do_no_harm(text: str) -> None:
    assert analyse(text).measurable


def test_an_unknown_verb_is_a_guess() -> None:
    found = only("The learner zorbs the ball.")
    assert (found.known, found.confidence, found.kind) == (False, "low", "action")


def test_a_stem_gives_each_item_its_verb() -> None:
    text = "The learner can:\n- draw up a plan\n- report on progress\n- understand the law"
    found = analyse(text)
    assert [(item.lemma, item.item, item.sentence) for item in found.predicates] == [
        ("draw up", 0, 0),
        ("report", 1, 0),
        ("understand", 2, 0),
    ]
    assert found.sentences == ((0, len(text)),)


def test_a_complete_stem_keeps_its_verb() -> None:
    assert lemmas("Identify the following:\n- hazards\n- risks") == ["identify"]


def test_inline_items() -> None:
    assert lemmas("The learner can: a) draw up a plan; b) check stock; c) serve guests.") == ["draw up", "check", "serve"]


def test_object_context_and_criterion() -> None:
    found = only("The learner cleans a wound in a home setting according to the protocol.")
    texts = [part.text if part else None for part in (found.object, found.context, found.criterion)]
    assert texts == ["a wound", "in a home setting", "according to the protocol"]


def test_bare_coordinated_verbs_share_their_object() -> None:
    first, second = analyse("Identify and assess risks on site.").predicates
    assert first.object == second.object
    assert first.object is not None
    assert first.object.text == "risks"


@pytest.mark.parametrize("name", ["The employer signs the contract.", "The teacher shows the film."])
def test_a_non_learner_is_no_learner(name: str) -> None:
    assert only(name).subject is Subject.OTHER
    assert not analyse(name).measurable


@pytest.mark.parametrize("name", ["The technician seals a joint.", "You seal a joint.", "She seals a joint."])
def test_everybody_else_is_the_learner(name: str) -> None:
    assert only(name).subject is Subject.LEARNER


@pytest.mark.parametrize("text", ["", "   \n", "...", "🙂🙂", "<p></p>", "-", "1.", ":", "(((", "؟ مرحبا"])
def test_odd_texts_are_read_without_harm(text: str) -> None:
    assert all(0 <= item.start <= item.end <= len(text) for item in analyse(text).predicates)


_PIECES = st.sampled_from(
    ["the", "learner", "can", "and", ",", ";", ":", "\n- ", "plan", "to", "draw", "up", "is", "of", "(", ")", "skills"]
    + ["understand", "able", "by", "designing", "that", ".", "knowledge", "not", "clearly", "🙂", "a", "not only", "’s"]
)


@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=25).map(" ".join)))
def test_every_range_lies_in_the_text(text: str) -> None:
    found = analyse(text)
    for item in found.predicates:
        assert 0 <= item.start < item.end <= len(text)
        assert item.mark[0] <= item.start
        for part in (item.object, item.context, item.criterion):
            assert part is None or text[part.start : part.end] == part.text
    assert Analysis.from_json(found.to_json()) == found


@pytest.mark.parametrize("unit", ["plan, ", "clearly ", "(", "identify risks and ", "the learner ", "to ", "a. ", "- x\n", "; "])
def test_long_texts_take_work_in_proportion(unit: str) -> None:
    def steps(size: int) -> int:
        text = unit * (size // len(unit))
        tokens = tokenise(text, "en")
        return calls(lambda: read(text, tokens))

    steps(2_000)
    assert steps(80_000) < 15 * max(steps(8_000), 100)
