"""Finds personal data in a dossier that is meant for a public catalogue."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from mclint.checks.env import Env
from mclint.dossier.prose import Prose
from mclint.dossier.tree import Kind, Node
from mclint.model import Hit, Span

__all__ = ["PersonalData", "personal_data"]

_URL = re.compile(r"https?://\S+|urn:\S+|sha256:\S+")
_EMAIL = re.compile(r"(?<![\w.+-])([A-Za-z0-9][\w.+-]{0,63})@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
# Dutch numbers: ten digits from 0, or +31 / 0031 and nine digits, with blanks, hyphens, dots or brackets between.
_PHONE = re.compile(r"(?<![\d.])\(?(?:(?:\+|00)31[\s.-]?(?:\(0\)[\s.-]?)?|0)[1-9](?:[\s.()-]{0,2}\d){8}(?!\d)")
_BSN = re.compile(r"(?<![\d.,/-])(?:\d{9}|\d{4}\.\d{2}\.\d{3}|\d{3} \d{3} \d{3})(?![\d/-]|[.,]\d)")
_BSN_WORD = re.compile(r"\bbsn\b|burgerservicenummer|sofinummer|persoonsgebonden nummer", re.IGNORECASE)
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_BSN_NEAR = 40

_NAME = (
    r"(?:(?:[A-Z]\.\s?)+|[A-Z][a-zà-ÿ]+\s)?(?:(?:van|de|den|der|ter|ten|te|het|'t|el|al)\s){0,3}"
    r"[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?"
)
_TITLED = re.compile(
    rf"\b(?:[Dd]hr\.|[Mm]evr\.|[Mm]w\.|[Dd]e heer|[Mm]evrouw|[Dd]rs\.|[Ii]r\.|[Ii]ng\.|[Dd]r\.|[Pp]rof\.|Mr\.?|Mrs\.?|Ms\.?)"
    rf"\s+(?P<name>{_NAME})"
)
_CONTACT = re.compile(r"\b[Cc]ontact(?:persoon| person)?\s*:?\s+(?P<name>[A-Z][a-zà-ÿ]+\s(?:\w{2,4}\s){0,3}[A-Z][a-zà-ÿ]+)")
_FULL_NAME = re.compile(
    r"(?:[A-Z]\.\s?)*[A-Z][a-zà-ÿ]+(?:\s(?:van|de|den|der|ter|ten|te|het|'t|el|al)){0,3}\s[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?"
    r"|(?:[A-Z]\.\s?)+(?:(?:van|de|den|der|ter|ten|te)\s){0,3}[A-Z][a-zà-ÿ]+"
)
_NAME_LIKE_ID = re.compile(r"[a-z]\.(?:(?:van|de|der|den)\.?){0,2}[a-z]{3,}")

#: Where a name of a person could stand by itself.
_NAME_FIELDS = re.compile(r"^/development/team/\d+/(?:id|role|name)$|/by/(?:id|role|name)$|^/quality/responsible$")
#: Fields that hold numbers which only look like a BSN.
_IDENTIFIER_FIELDS = re.compile(r"/(?:id|value|reference|digest|identifier|keuzedeel|mbo_certificate|version)$")

#: Parts of words that belong to a department, a job or a shared mailbox, not to a person.
_FUNCTION_WORDS = (
    "academ", "admin", "admiss", "advies", "advis", "afdeling", "ambtelijk", "assess", "awards", "bedrijf", "beheer",
    "beleid", "bestuur", "board", "bpv", "bureau", "centr", "centre", "certific", "chair", "college", "commissi",
    "committee", "complain", "contact", "coordinat", "coördinat", "course", "cursus", "department", "desk",
    "development", "dienst", "direct", "docent", "enquir", "exam", "expert", "faculty", "functionaris", "head", "help",
    "hoofd", "info", "inschrijf", "klacht", "kwalit", "learn", "leer", "leven", "lifelong", "llo", "loket", "manag",
    "medewerk", "micro", "noreply", "office", "officer", "onderwijs", "ontwikkel", "opleid", "privacy", "profess",
    "program", "project", "quality", "raad", "regist", "roc", "school", "secret", "sector", "service", "skills",
    "staf", "stage", "student", "studie", "support", "teacher", "team", "techn", "toets", "train", "unit", "vak",
    "voorzit", "welzijn", "zorg",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonalData:
    """No parameters."""


def personal_data(node: Node, env: Env, params: PersonalData) -> Iterator[Hit]:  # noqa: ARG001 - one signature for all checks
    """Report names, e-mail addresses, phone numbers and BSNs at or below a node, `x-` keys included.

    The number or name itself is never part of a message. Messages: `name`, `email`, `phone`, `bsn`. A text behind an
    anchor is judged once for each kind of field in which it is used.
    """
    judged: set[tuple[Span, _Field]] = set()
    for item in node.walk():
        if item.kind is not Kind.SCALAR or not item.text or env.document.is_hidden(item):
            continue
        field = _Field.of(item.pointer)
        if (item.span, field) not in judged:
            judged.add((item.span, field))
            prose = Prose(item, "", item.text)
            for message, start, end in _found(item.text, field):
                yield Hit(prose.place(start, end), message)


@dataclass(frozen=True, slots=True)
class _Field:
    """What a field is for: `identifier` holds numbers of its own, `bsn` names a BSN itself, `person` could hold a name."""

    identifier: bool
    bsn: bool
    person: bool

    @classmethod
    def of(cls, pointer: str) -> _Field:
        key = pointer.lower().rsplit("/", 1)[-1]
        return cls(bool(_IDENTIFIER_FIELDS.search(pointer)), "bsn" in key, bool(_NAME_FIELDS.search(pointer)))


def _found(text: str, field: _Field) -> Iterator[tuple[str, int, int]]:
    text = _URL.sub(lambda match: " " * len(match[0]), text)
    taken: list[tuple[int, int]] = []  # in order and apart from each other
    for message, start, end in (*_emails(text), *_bsns(text, field), *_phones(text, field), *_names(text, field)):
        place = bisect_left(taken, (start, end))
        before, after = taken[place - 1 : place], taken[place : place + 1]
        if all(other[1] <= start for other in before) and all(end <= other[0] for other in after):
            taken.insert(place, (start, end))
            yield message, start, end


def _emails(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _EMAIL.finditer(text):
        if not _is_function(match[1]):
            yield "email", match.start(), match.end()


def _phones(text: str, field: _Field) -> Iterator[tuple[str, int, int]]:
    if field.identifier:
        return
    for match in _PHONE.finditer(text):
        yield "phone", match.start(), match.end()


def _bsns(text: str, field: _Field) -> Iterator[tuple[str, int, int]]:
    for match in _BSN.finditer(text):
        around = text[max(0, match.start() - _BSN_NEAR) : match.end() + _BSN_NEAR]
        named = _BSN_WORD.search(around) is not None or field.bsn
        if passes_eleven_test(match[0]) and (named or not field.identifier):
            yield "bsn", match.start(), match.end()


def _names(text: str, field: _Field) -> Iterator[tuple[str, int, int]]:
    for pattern in (_TITLED, _CONTACT):
        for match in pattern.finditer(text):
            if not _is_function(match["name"]):
                yield "name", match.start("name"), match.end("name")
    if field.person:
        whole = _FULL_NAME.fullmatch(text.strip()) or _NAME_LIKE_ID.fullmatch(text.strip())
        if whole is not None and not _is_function(text):
            yield "name", len(text) - len(text.lstrip()), len(text.rstrip())


def passes_eleven_test(number: str) -> bool:
    """Say whether nine digits pass the test of a BSN: weights 9 to 2 and -1, a sum divisible by 11 and not zero."""
    digits = [int(sign) for sign in number if sign.isdigit()]
    total = sum(digit * weight for digit, weight in zip(digits, _BSN_WEIGHTS, strict=True))
    return total != 0 and total % 11 == 0


def _is_function(text: str) -> bool:
    folded = text.lower()
    return any(word in folded for word in _FUNCTION_WORDS)
