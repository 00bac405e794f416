"""Nobody who sends in a change can talk the gate out of its verdict: each attack by name."""

from __future__ import annotations

import pytest

from tests.gate.attack import Attack
from tests.gate.attacks import ON_BAD_GROUND, ON_GOOD_GROUND
from tests.gate.judging import Shelf, judge

ATTACKS = {**ON_GOOD_GROUND, **ON_BAD_GROUND}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused(shelf: Shelf, name: str) -> None:
    attack = ATTACKS[name]
    made = shelf.take(attack.base())
    attack.change(made)
    made.commit()
    found = judge(made, *attack.arguments)
    assert found.code in attack.codes, str(found)
    assert not attack.errors or attack.errors & found.errors, str(found)
    assert not attack.told or attack.told in found.told, str(found)


@pytest.mark.parametrize("attacks", [ON_GOOD_GROUND, ON_BAD_GROUND], ids=["what passes", "what fails already"])
def test_it_is_the_change_that_is_refused(shelf: Shelf, attacks: dict[str, Attack]) -> None:
    """On main itself there is nothing to say of a change, and only bad ground fails."""
    bases = {(tuple(sorted(attack.base().items())), attack.arguments) for attack in attacks.values()}
    for base, arguments in bases:
        found = judge(shelf.take(dict(base)), *arguments)
        assert found.code == int(attacks is ON_BAD_GROUND), str(found)
        assert not {rule for rule in found.told if rule.startswith("MC90") and rule > "MC904"}, str(found)
