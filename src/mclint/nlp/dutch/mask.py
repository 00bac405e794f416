"""Hides subordinate clauses, purpose clauses and brackets, which never hold a main predicate."""

from __future__ import annotations

from mclint.nlp.dutch.inflection import THIRD
from mclint.nlp.dutch.lexicon import Lexicon
from mclint.nlp.dutch.words import (
    ABILITY,
    BE,
    DETERMINERS,
    MODALS,
    NOT_VERBS,
    NOUN_LIKE,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    Clause,
)

_OPENS_TE = frozenset({"om", "door", "zonder", "alvorens", "teneinde", "na"})
_CARRIED = frozenset({"kunnen", "laten", "gaan", "blijven", "komen", "helpen", "leren", "mogen", "willen"})
_HELPERS = frozenset({"hebben", "zijn", "worden", "kunnen"})
#: Words before "of" after which it asks a question.
_ASKS = frozenset({"na", "beoordeelt", "controleert", "bepaalt", "ook", "beslist", "uit", "vast"})
#: "te" stands no further behind "om" than so many words.
_TE_REACH = 30


def hide(clause: Clause, lex: Lexicon) -> None:
    """Mark the words of a clause that stand in a subordinate clause, a purpose clause or brackets as hidden."""
    hidden = clause.hidden
    _hide_brackets(clause, hidden)
    index = 0
    while index < len(clause):
        word = clause.word(index)
        if hidden[index]:
            index += 1
            continue
        if word in _OPENS_TE and (end := _te_end(clause, index, lex)) is not None:
            handles = clause.word(index + 1) in ("te", "kunnen") and "gaan" in (clause.word(end - 1), clause.word(end))
            if not (word == "om" and (handles or _is_ability(clause, index))):
                hidden[index:end] = [True] * (end - index)
                index = end
                continue
        elif _opens(clause, index, lex):
            end = _clause_end(clause, index, lex)
            hidden[index:end] = [True] * (end - index)
            index = end
            continue
        index += 1


def _hide_brackets(clause: Clause, hidden: list[bool]) -> None:
    depth = 0
    for index in range(len(clause)):
        word = clause.word(index)
        depth += word == "("
        if depth:
            hidden[index] = True
        depth -= word == ")" and depth > 0


def _opens(clause: Clause, index: int, lex: Lexicon) -> bool:
    """Say whether a subordinate clause starts here."""
    word, before = clause.word(index), clause.word(index - 1)
    if word in ("die", "dat"):
        return _opens_relative(clause, index, lex)
    if word == "of":
        return clause.word(index + 1) in DETERMINERS | PRONOUNS and (
            before in _ASKS or ((before in lex.infinitives or _finite(before, lex)) and _finite_follows(clause, index, lex))
        )
    if word in PREPOSITIONS and clause.word(index + 1) in ("welke", "welk"):
        own = any(word in lex.particles.get(item.verb, ()) for item in lex.forms.get(before, ()))
        return index > 0 and not own
    if word not in SUBORDINATORS:
        return False
    if word == "als" and index == 0 and _is_role(clause):
        return False
    if word == "als":
        return index == 0 or before == "," or clause.word(index + 1) in PRONOUNS | {"er", "het", "de"}
    if word == "zoals":
        return any(clause.word(place) in (",", ":") for place in range(index, len(clause)))
    if word in ("welk", "welke"):
        return index == 0 or before == "," or before not in PREPOSITIONS
    return True


def _opens_relative(clause: Clause, index: int, lex: Lexicon) -> bool:
    """Say whether "die" or "dat" opens a clause, and is no article ("die taak") or pronoun ("en die van anderen")."""
    word, before, following = clause.word(index), clause.word(index - 1), clause.word(index + 1)
    if word == "die" and before in ("en", "of") and following in PREPOSITIONS:
        return False
    if word == "die" and _finite(before, lex) and before not in NOT_VERBS and clause.word(index - 2) not in DETERMINERS:
        return False  # the object: "werkt die strak af"
    if word == "die" and before in lex.infinitives and following in lex.infinitives:
        return True
    return (
        index > 0
        and (before == "," or (before not in PREPOSITIONS and clause.is_word(index - 1) and before not in DETERMINERS))
        and not (word == "dat" and before in ("zien", "aantonen", "aan"))
        and (not clause.ends(index + 2) or not (before in MODALS or before in lex.infinitives or _finite(before, lex)))
    )


def _finite_follows(clause: Clause, start: int, lex: Lexicon) -> bool:
    """Say whether a finite verb comes before the next mark: "of de bron betrouwbaar is", not "of de bron vervangen"."""
    for index in range(start + 1, len(clause)):
        word = clause.word(index)
        if not clause.is_word(index):
            return False
        if word in BE or word in MODALS or (word not in NOT_VERBS and _finite(word, lex)):
            return True
    return False


def _is_role(clause: Clause) -> bool:
    """Say whether "als" opens with a role ("Als lerende kun je ...") instead of a condition."""
    return any(clause.word(place) in MODALS or clause.word(place + 1) in PRONOUNS for place in (2, 3))


def _clause_end(clause: Clause, start: int, lex: Lexicon) -> int:
    """Return where a subordinate clause ends: at a comma before a finite verb or learner, or where the main clause goes on."""
    index = start + 1
    pending = _pending(clause, start, lex)
    while index < len(clause):
        word, after = clause.word(index), clause.word(index + 1)
        if pending and clause.word(index - 1) != "te" and index > start + 1 and _verb_like(word, lex):
            return index + (2 if word in MODALS else 1)
        if word in ("en", ",") and after in PRONOUNS and _finite(clause.word(index + 2), lex) and index > start + 1:
            return index
        if word == "," and start == 0 and (_finite(after, lex) or after in MODALS):
            return index
        if word == "," and start == 0 and index > 2 and _finite_soon(clause, index, lex):
            return index
        if word in ("en", "of", ",") and _finite(after, lex) and not clause.ends(index + 2) and start > 0:
            return index
        if word == "," and start > 0 and clause.word(index + 1) == "en" and _finite(clause.word(index + 2), lex):
            return index
        if word in ("en", ",") and start > 0 and not pending and index > start + 2 and _goes_on(clause, index, lex):
            return index
        if word in (";", ":") or (word == "," and (_finite(after, lex) or after in MODALS)):
            return index
        index += 1
    return len(clause)


def _goes_on(clause: Clause, comma: int, lex: Lexicon) -> bool:
    """Say whether the main clause goes on behind a conjunction: with "kan" or with an object and an infinitive."""
    first = clause.word(comma + 1)
    if first in ("kan", "kun", "kunt"):
        return True
    if clause.word(comma) == "," and first in lex.infinitives and any(clause.word(comma - step) in MODALS for step in (1, 2, 3)):
        return False  # a row behind the modal of the clause: "dat zij dit kan zien, horen en voelen"
    ahead = [clause.word(comma - step) for step in (1, 2, 3, 4)]
    closed = any(_finite(word, lex) or word in MODALS or word in ("is", "zijn") for word in ahead)
    if not closed:
        return False
    for index in range(comma + 1, min(comma + 6, len(clause))):
        word = clause.word(index)
        if word in lex.infinitives and (clause.ends(index + 1) or index == comma + 1):
            return clause.word(index - 1) != "te"
        if _finite(word, lex) or word in MODALS or not clause.is_word(index):
            return False
    return False


def _pending(clause: Clause, start: int, lex: Lexicon) -> bool:
    """Say whether a modal before the subordinate clause still waits for its infinitive."""
    modal = next((index for index in range(start - 1, -1, -1) if clause.word(index) in MODALS), None)
    if modal is None or any(
        clause.word(index) in lex.infinitives and clause.word(index) not in NOUN_LIKE and clause.ends(index + 1)
        for index in range(modal + 1, start)
    ):
        return False
    return any(clause.word(index) in lex.infinitives for index in range(start + 2, len(clause)))


def _verb_like(word: str, lex: Lexicon) -> bool:
    return (
        word in MODALS or word in lex.infinitives or _finite(word, lex) or word in lex.joined or word in ("is", "zijn", "worden")
    )


def _finite_soon(clause: Clause, comma: int, lex: Lexicon) -> bool:
    return any(_finite(clause.word(index), lex) or clause.word(index) in MODALS for index in range(comma + 1, comma + 3))


def _finite(word: str, lex: Lexicon) -> bool:
    return any(found.form in (THIRD, f"{THIRD}-bare") for found in lex.forms.get(word, ()))


def _te_end(clause: Clause, start: int, lex: Lexicon) -> int | None:
    """Return the end of "om ... te doen", coordinated infinitives included; None where no "te" with a verb follows."""
    end = None
    for index in range(start + 1, min(len(clause), start + _TE_REACH)):
        word = clause.word(index)
        if word in (";", ":") or (word == "," and end is not None) or word in SUBORDINATORS:
            break
        following = clause.word(index + 1)
        if word == "te" and (following in lex.infinitives or following in _HELPERS):
            end = index + 2
            while clause.word(end) in lex.infinitives and clause.word(end - 1) in _CARRIED:
                end += 1
            if clause.word(end) not in ("en", "of"):
                more = any(clause.word(place) == "te" for place in range(end, min(len(clause), end + 8)))
                if not more:
                    return end
    return end


def _is_ability(clause: Clause, om: int) -> bool:
    before = {clause.word(index) for index in range(max(0, om - 3), om)}
    return bool(before & ABILITY) or clause.word(om - 1) in ABILITY
