from __future__ import annotations

import pytest

from mclint.letters.names import same_name


@pytest.mark.parametrize(
    "other",
    [
        "ec-01",
        "EC-01",
        " ec-01\n",
        "ес-01",
        "ec-О1",
        "ec-O1",
        "ｅｃ－０１",
        "ec\u20110l",
        "ec-0\u200b1",
        "éc-01",
        "ec-𝟎𝟏",
        "ec-0І",
    ],
)
def test_ids_that_look_alike_name_the_same(other: str) -> None:
    assert same_name("ec-01", other)
    assert same_name(other, "ec-01")


@pytest.mark.parametrize("other", ["ec-02", "ec-10", "ec01", "ec-", "", "kz-01", "ec-011"])
def test_other_ids_name_others(other: str) -> None:
    assert not same_name("ec-01", other)
