"""The words and marks of a text, as every reader of it sees them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One word, mark or stretch of white space of a text.

    Attributes:
        text: as written; `lower` the same in lower case with typographic apostrophes made plain.
        start, end: its range in the text, in code points; the end is exclusive.
        is_word: has a letter or digit.
        is_punct: has neither and is not white space.
        is_space: white space only (line breaks and double blanks; a single blank between words is no token).
    """

    text: str
    lower: str
    start: int
    end: int
    is_word: bool
    is_punct: bool
    is_space: bool


@dataclass(frozen=True, slots=True)
class Head:
    """One main verb as a trained pipeline sees it; ranges are in code points of the text, with an exclusive end.

    Attributes:
        lemma: the infinitive with its particle joined: "opstellen", "set up".
        form: finite, infinitive, imperative or modal (an infinitive behind a modal).
        verb: range of the verb itself; `whole` from the first to the last word, particle included.
        object, context, subject: ranges of the phrases it governs, None where there is none.
        subject_word: the head of the subject in lower case, "" for none.
    """

    lemma: str
    form: str
    verb: tuple[int, int]
    whole: tuple[int, int]
    object: tuple[int, int] | None = None
    context: tuple[int, int] | None = None
    subject: tuple[int, int] | None = None
    subject_word: str = ""
