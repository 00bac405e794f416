"""Dossiers that grow in one way, for tests that count work and the benchmark that prints the time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

HEAD = """mclint: 1
id: roc-voorbeeld/groei
title: Groei
language: nl
status: offered
"""
VAGUE = "De lerende begrijpt het belang van goede zorg."


def _list(key: str, item: Callable[[int], str]) -> Callable[[int], str]:
    return lambda n: f"{HEAD}{key}:\n" + "".join(f"- {item(number)}\n" for number in range(n))


def _text(unit: str, around: str = "De lerende stelt een plan op met {}.") -> Callable[[int], str]:
    return lambda n: f'{HEAD}learning_outcomes:\n- id: LO1\n  text: "{around.format(unit * n)}"\n'


def _ignores(n: int) -> str:
    return (
        HEAD
        + "learning_outcomes:\n"
        + "".join(
            f'- id: LO{number}  # mclint: ignore[MC205, MC206] reason="afgesproken"\n  text: Stelt op.\n' for number in range(n)
        )
    )


def _uncovered(n: int) -> str:
    outcomes = "".join(f"- {{id: LO{number}, text: Stelt een plan op.}}\n" for number in range(n))
    tests = "".join(f"- {{id: A{number}, type: project, outcomes: [XX{number}]}}\n" for number in range(n))
    return f"{HEAD}learning_outcomes:\n{outcomes}assessments:\n{tests}"


def _fan(n: int) -> str:
    return f"{HEAD}x-t: &t {VAGUE}\nlearning_outcomes:\n" + "".join(f"- {{id: LO{number}, text: *t }}\n" for number in range(n))


#: For each kind how a dossier of size n looks, and an n that stays within the limits when it is doubled twice.
GROWTH: Mapping[str, tuple[Callable[[int], str], int]] = {
    "vague outcomes": (_list("learning_outcomes", lambda n: f"{{id: LO{n}, text: {VAGUE}}}"), 120),
    "outcomes beyond the limit": (_list("learning_outcomes", lambda n: f"{{id: LO{n}, text: {VAGUE}}}"), 1000),
    "equal ids": (_list("learning_outcomes", lambda _: f"{{id: LO1, text: {VAGUE}}}"), 120),
    "texts behind one anchor": (_fan, 120),
    "ignores": (_ignores, 100),
    "unknown outcomes": (_uncovered, 110),
    "employers": (_list("employers", lambda n: f"{{name: Bedrijf {n}, roles: [iets-anders]}}"), 1000),
    "unknown keys": (lambda n: HEAD + "".join(f"leeruitkomst{number}: 1\n" for number in range(n)), 1500),
    "misspelt keys that explain something": (
        _list("assessments", lambda n: f"{{id: A{n}, type: portfolio, outcomes: [LO1], critria: Vier punten}}"),
        120,
    ),
    "misspelt keys that are ignored": (
        _list(
            "assessments", lambda n: f'{{id: A{n}, type: portfolio, critria: x}}  # mclint: ignore[MC005] reason="afgesproken"'
        ),
        120,
    ),
    "repeated keys": (lambda n: HEAD + "summary: Zorg\n" * n, 1000),
    "comments": (lambda n: HEAD + "# mclint: ignore\n" * n, 1000),
    "documents": (lambda n: "---\n".join(HEAD for _ in range(n)), 25),
    "references": (
        lambda n: f"{HEAD}credential:\n  stackable_into: [{', '.join(f'roc/x{number}' for number in range(n))}]\n",
        1500,
    ),
    "conditions": (
        lambda n: f"{HEAD}exam_committee:\n  sign_off:\n    decision: approved\n    conditions:\n" + "    - Nog doen\n" * n,
        1500,
    ),
    "team": (
        lambda n: (
            f"{HEAD}development:\n  team:\n"
            + "  - {role: docent, id: doc-1}\n" * n
            + "exam_committee: {sign_off: {decision: approved, by: {role: x, id: doc-1}}}\n"
        ),
        1500,
    ),
    "addresses": (_text("jan@voorbeeld.nl https://voorbeeld.nl/a "), 500),
    "commas": (_text("maakt een plan, "), 1200),
    "one long word": (_text("zorg"), 5000),
    "hyphens": (_text("zorg-"), 4000),
    "brackets": (_text("("), 20000),
    "quotes": (_text("'"), 20000),
    "digits": (_text("123 456 789 "), 1500),
    "infinitives": (_text("te zorgen "), 2000),
    "look-alikes": (_text("zоrg "), 4000),
    "marks": (_text("z\u0301\u0301\u0301 "), 4000),
    "escapes": (_text("\\u00e9"), 4000),
    "folded lines": (lambda n: f"{HEAD}summary: >\n" + "  zorg voor ouderen\n" * n, 1200),
}
