"""What is harmless passes: a gate that refuses honest work is switched off."""

from __future__ import annotations

import pytest

from tests.gate.harmless import DEEDS
from tests.gate.judging import Shelf, judge


@pytest.mark.parametrize("name", DEEDS)
def test_a_harmless_change_passes(shelf: Shelf, name: str) -> None:
    deed = DEEDS[name]
    made = shelf.take(deed.base())
    deed.change(made)
    made.commit()
    found = judge(made, *deed.arguments)
    assert found.code == 0, str(found)
    assert not found.errors, str(found)
    assert not deed.told or deed.told in found.told, str(found)
