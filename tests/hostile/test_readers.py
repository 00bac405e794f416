"""The readers of reports see what they are there to see."""

from __future__ import annotations

import pytest

from tests.hostile.readers import CHECKS, commands


@pytest.mark.parametrize("line", ["::error::x", "  ::set-output name=a::b", "a ##[command]x", "a\r::warning::x", "##vso[x]y"])
def test_a_command_is_seen(line: str) -> None:
    assert commands(f"eerste regel\n{line}\n")


@pytest.mark.parametrize("line", ["x ::error::y", "# #[error]", ": :error::x", "::", "::geen opdracht"])
def test_what_is_no_command_is_left_alone(line: str) -> None:
    assert commands(line) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("text", "\x1b[31m"),
        ("text", "::error::x"),
        ("concise", "\u202e"),
        ("github", "::set-output name=a::b"),
        ("github", "::error title=PWNED::b"),
        ("markdown", "[a](https://evil.example)"),
        ("markdown", "![a](x)"),
        ("markdown", "<img src=x>"),
        ("markdown", "a <script>x</script>"),
        ("markdown", "@iemand"),
        ("markdown", "zie #12"),
        ("markdown", "https://evil.example"),
        ("json", "{"),
        ("jsonl", "[]"),
        ("junit", "<a>"),
        ("checkstyle", '<!DOCTYPE checkstyle [<!ENTITY x "y">]><checkstyle/>'),
    ],
)
def test_each_reader_can_say_no(name: str, text: str) -> None:
    with pytest.raises(Exception):  # noqa: B017, PT011 - what it raises is the reader's own affair
        CHECKS[name](text)
