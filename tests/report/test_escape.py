from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mclint.report.escape import terminal, visible


@given(st.text())
def test_nothing_steers_a_terminal_or_a_build_log(text: str) -> None:
    shown = terminal(text)
    assert not shown.lstrip().startswith("::")
    assert "##[" not in shown
    assert all(sign >= " " and sign != "\x7f" for sign in shown)
    assert not any("\x80" <= sign <= "\x9f" or "\u202a" <= sign <= "\u202e" or "\u2066" <= sign <= "\u2069" for sign in shown)


def test_escapes_are_visible() -> None:
    assert visible("a\x1b[31mb\u202ec\nd") == "a\\x1b[31mb\\u202ec\\x0ad"


def test_plain_text_stays_as_it_is() -> None:
    assert (
        terminal("Zorgprofessionals leren valrisico's: 80 uur (café) ✓") == "Zorgprofessionals leren valrisico's: 80 uur (café) ✓"
    )
