from __future__ import annotations

import pytest

from mclint.config.settings import Protection, Settings
from mclint.findings import FileResult, Finding
from tests.checking import check_text

REASON = 'reason="afgesproken met het werkveld"'
DOSSIER = """\
mclint: 1
id: roc/val
title: Valpreventie
language: xx
status: developed
learning_outcomes:
  - id: LO1
    text: De lerende meet.
    kleur: groen
  - id: LO2
    text: De lerende weegt.
    kleur: rood
provider: {name: ROC, kleur: blauw}
level:
  nlqf: 4
"""


def check(text: str, **settings: object) -> FileResult:
    return check_text(text, settings=Settings(**{"select": ("MC005", "MC504", "MC9", "MC101"), **settings}))  # type: ignore[arg-type]


def left(result: FileResult, *rules: str) -> list[tuple[str, str, int]]:
    """Return rule, message and line of what is still found, of some rules."""
    return [(item.rule, item.message_key, item.location.start.line) for item in result.findings if item.rule.startswith(rules)]


def put(line: str, comment: str) -> str:
    """Return the dossier with a comment behind a line."""
    assert DOSSIER.count(line + "\n") == 1
    return DOSSIER.replace(line + "\n", f"{line}  {comment}\n")


def above(line: str, comment: str, indent: int) -> str:
    """Return the dossier with a comment on a line of its own above a line."""
    assert DOSSIER.count(line + "\n") == 1
    return DOSSIER.replace(line + "\n", f"{' ' * indent}{comment}\n{line}\n")


KLEUR = [("MC005", "unknown", 9), ("MC005", "unknown", 12), ("MC005", "unknown", 13)]


def test_the_dossier_without_a_comment() -> None:
    assert left(check(DOSSIER), "MC005", "MC9") == KLEUR


@pytest.mark.parametrize(
    "comment",
    [
        f"# mclint: ignore[MC005] {REASON}",
        "# mclint: ignore[MC005] reason='afgesproken met het werkveld'",
        f"# mclint: ignore[mc005] {REASON}",
        f"# mclint: ignore[MC005] {REASON} until=2026-11-24",
        f"# mclint: ignore[MC005] until=2027-01-01 {REASON}",
        f"#mclint:ignore[MC005] {REASON}",
        f"# mclint: ignore[ MC005 ]   {REASON}   ",
    ],
)
def test_a_trailing_comment_ignores_what_starts_on_its_line(comment: str) -> None:
    result = check(put("    kleur: groen", comment))
    assert left(result, "MC005", "MC9") == KLEUR[1:]
    (ignored,) = result.suppressed
    assert (ignored.rule, ignored.justification) == ("MC005", "afgesproken met het werkveld")


def test_other_lines_are_not_touched() -> None:
    result = check(put("    text: De lerende meet.", f"# mclint: ignore[MC005] {REASON}"))
    assert left(result, "MC005", "MC9") == [("MC902", "unused", 8), *KLEUR]


def test_prefixes_and_lists() -> None:
    assert left(check(put("    kleur: groen", f"# mclint: ignore[MC005,MC504] {REASON}")), "MC005", "MC9") == [
        ("MC902", "unused", 9),
        *KLEUR[1:],
    ]
    everything = Settings(select=("MC",))
    found = check_text(put("    kleur: groen", f"# mclint: ignore[MC00] {REASON}"), settings=everything)
    assert left(found, "MC005", "MC9") == KLEUR[1:]


@pytest.mark.parametrize(
    ("line", "indent", "kept"),
    [
        ("  - id: LO1", 2, KLEUR[1:]),
        ("  - id: LO2", 2, [KLEUR[0], KLEUR[2]]),
        ("    kleur: groen", 4, KLEUR[1:]),
        ("learning_outcomes:", 0, KLEUR[2:]),
    ],
)
def test_on_a_line_of_its_own_it_covers_the_next_node(line: str, indent: int, kept: list[tuple[str, str, int]]) -> None:
    result = check(above(line, f"# mclint: ignore[MC005] {REASON}", indent))
    put_at = DOSSIER.split("\n").index(line) + 1
    assert left(result, "MC005", "MC9") == [(rule, message, at + (at >= put_at)) for rule, message, at in kept]


def test_several_comments_may_stand_above_one_node() -> None:
    comments = f"# mclint: ignore[MC005] {REASON}\n  # gewoon\n\n  # mclint: ignore[MC504] {REASON}"
    result = check(above("  - id: LO1", comments, 2))
    assert left(result, "MC005", "MC9") == [("MC902", "unused", 10), ("MC005", "unknown", 16), ("MC005", "unknown", 17)]


@pytest.mark.parametrize(("line", "indent"), [("  - id: LO1", 0), ("  - id: LO1", 3), ("    kleur: groen", 5)])
def test_indentation_decides_what_the_next_node_is(line: str, indent: int) -> None:
    result = check(above(line, f"# mclint: ignore[MC005] {REASON}", indent))
    shifted = [(rule, message, number + 1) for rule, message, number in KLEUR]
    if indent == 0:  # the next key at the left margin is the provider
        assert left(result, "MC005", "MC9") == shifted[:2]
    else:
        assert left(result, "MC9") == [("MC902", "unused", DOSSIER.split("\n").index(line) + 1)]
        assert left(result, "MC005") == shifted


def test_it_never_covers_a_whole_file() -> None:
    result = check(f"# mclint: ignore[MC005] {REASON}\n" + DOSSIER)
    assert left(result, "MC005") == [(rule, message, number + 1) for rule, message, number in KLEUR]
    assert left(result, "MC9") == [("MC902", "unused", 1)]


def test_at_the_end_of_a_file_it_covers_nothing() -> None:
    result = check(DOSSIER + f"# mclint: ignore[MC005] {REASON}\n")
    assert left(result, "MC005", "MC9") == [*KLEUR, ("MC902", "unused", 16)]


FLOW = DOSSIER.replace("provider: {name: ROC, kleur: blauw}", "provider: {\n  name: ROC,\n  @\n  kleur: blauw @\n}")


def test_in_flow_style_only_a_trailing_comment_works() -> None:
    comment = f"# mclint: ignore[MC005] {REASON}"
    own_line = check(FLOW.replace("  @\n", f"  {comment}\n").replace(" @", ""))
    assert left(own_line, "MC005", "MC9") == [*KLEUR[:2], ("MC902", "unused", 15), ("MC005", "unknown", 16)]
    trailing = check(FLOW.replace("  @\n", "\n").replace("@", comment))
    assert left(trailing, "MC005", "MC9") == KLEUR[:2]


def test_the_header_of_a_block_scalar_covers_the_whole_text() -> None:
    text = DOSSIER.replace(
        "    text: De lerende meet.", "    text: {sign}\n      De lerende meet alles\n      en weet het een en ander."
    )
    settings = Settings(select=("MC006", "MC703", "MC9"))
    mail = text.replace("en ander", "en ander via jan.jansen@example.org")
    for header in (f">-  # mclint: ignore[MC703] {REASON}", f"|  # mclint: ignore[MC703] {REASON}"):
        found = check_text(mail.replace("{sign}", header), settings=settings)
        assert left(found, "MC7", "MC9") == []
        assert [item.location.start.line for item in found.suppressed] == [10]
    bare = check_text(mail.replace("{sign}", ">-"), settings=settings)
    assert [item.location.start.line for item in bare.findings] == [10]


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("# mclint: ignore[MC005]", "no-reason"),
        ("# mclint: ignore[MC005] reason=''", "no-reason"),
        ('# mclint: ignore[MC005] reason="  "', "no-reason"),
        ("# mclint: ignore[MC005] omdat het mag", "no-reason"),
        ("# mclint: ignore[MC005] until=2027-01-01", "no-reason"),
        ("# mclint: ignore[MC005] reason=“mag”", "curly-quotes"),
        ("# mclint: ignore[MC005] reason=‘mag’ until=2027-01-01", "curly-quotes"),
        (f"# mclint: ignore[MC005] {REASON} until=2027-02-30", "bad-date"),
        (f"# mclint: ignore[MC005] {REASON} until=20270201", "bad-date"),
        (f"# mclint: ignore[MC005] {REASON} until=2027-W01-1", "bad-date"),
        (f"# mclint: ignore[MC005] {REASON} until=morgen", "bad-date"),
        ("# mclint: ignore[MC005] reason=mag", "malformed"),
        (f"# mclint: ignore[] {REASON}", "malformed"),
        (f"# mclint: ignore[MC005,] {REASON}", "malformed"),
        (f"# mclint: ignore[MC104/no-breakdown] {REASON}", "malformed"),
        (f"# mclint: ignore MC005 {REASON}", "malformed"),
        (f"# mclint ignore[MC005] {REASON}", "malformed"),
        (f"# MCLINT: IGNORE[MC005] {REASON}", "malformed"),
        (f"# mclint: ignore [MC005] {REASON}", "malformed"),
        (f"# mclint: ignore[MC005] {REASON} tot=2027-01-01", "malformed"),
        (f"# mclint: ignore[MC005] {REASON} # en meer", "malformed"),
        ("# mclint: disable=MC005", "malformed"),
        ("# mclint: negeer[MC005]", "malformed"),
    ],
)  # fmt: skip
def test_a_comment_in_another_form_ignores_nothing_and_is_a_finding(comment: str, message: str) -> None:
    result = check(put("    kleur: groen", comment))
    assert left(result, "MC9") == [("MC901", message, 9)]
    assert left(result, "MC005") == KLEUR
    assert result.suppressed == ()


@pytest.mark.parametrize(
    "comment", ["# gewoon", "# zie mclint: ignore[MC005]", "# mclint is handig", "# yaml-language-server: x"]
)
def test_other_comments_mean_nothing(comment: str) -> None:
    assert left(check(put("    kleur: groen", comment)), "MC005", "MC9") == KLEUR


def test_the_right_form_is_named() -> None:
    (finding,) = [item for item in check(put("    kleur: groen", "# mclint: ignore[MC005]")).findings if item.rule == "MC901"]
    assert 'reason="' in finding.help
    assert "ignore[" in finding.help


def test_a_text_with_a_hash_is_no_comment() -> None:
    text = DOSSIER.replace("De lerende meet.", "'De lerende meet. # mclint: ignore[MC005]'")
    assert left(check(text), "MC9") == []


def test_the_last_day_still_counts_and_the_day_after_does_not() -> None:
    expired = check(put("    kleur: groen", f"# mclint: ignore[MC005] {REASON} until=2026-11-23"))
    assert left(expired, "MC005", "MC9") == [KLEUR[0], ("MC903", "expired", 9), *KLEUR[1:]]
    assert expired.suppressed == ()


@pytest.mark.parametrize(
    "rule", ["MC001", "MC004", "MC006", "MC307", "MC401", "MC402", "MC404", "MC406", "MC41", "MC412", "MC9", "MC902"]
)
def test_protected_rules_cannot_be_ignored(rule: str) -> None:
    found = check_text(put("    kleur: groen", f"# mclint: ignore[{rule}] {REASON}"), settings=Settings(select=("MC",)))
    assert ("MC904", "protected", 9) in left(found, "MC9")


def test_a_protected_finding_stays_even_behind_a_prefix() -> None:
    text = DOSSIER.replace("status: developed", f"status: ontwikkeld  # mclint: ignore[MC0] {REASON}")
    found = check(text)
    assert [(rule, message) for rule, message, _ in left(found, "MC9")] == [("MC904", "protected")]
    assert left(check_text(text, settings=Settings(select=("MC",))), "MC004") == [("MC004", "code-similar", 5)]


def test_a_configuration_may_protect_more() -> None:
    text = put("    kleur: groen", f"# mclint: ignore[MC005] {REASON}")
    found = left(check(text, protected=Protection(("MC005",))), "MC005", "MC9")
    assert found == [KLEUR[0], ("MC904", "protected", 9), *KLEUR[1:]]


def test_an_unknown_rule_is_named_with_a_suggestion() -> None:
    def about(rule: str) -> list[Finding]:
        found = check(put("    kleur: groen", f"# mclint: ignore[{rule}] {REASON}"))
        return [item for item in found.findings if item.rule == "MC902"]

    (similar,) = about("MC594")
    assert (similar.message_key, "MC504" in similar.message) == ("unknown-similar", True)
    assert [item.message_key for item in about("QQ1")] == ["unknown"]


def test_only_rules_that_ran_are_judged() -> None:
    text = put("    kleur: groen", f"# mclint: ignore[MC2, MC504] {REASON}")
    found = check(text, select=("MC005", "MC201", "MC9"))
    assert left(found, "MC9") == []


def test_an_ignored_finding_is_not_reported_twice_by_two_comments() -> None:
    comment = f"# mclint: ignore[MC005] {REASON}"
    text = put("    kleur: groen", comment).replace("  - id: LO1\n", f"  {comment}\n  - id: LO1\n")
    result = check(text)
    assert len(result.suppressed) == 1
    assert left(result, "MC9") == [("MC902", "unused", 10)]


def test_each_document_has_its_own_comments() -> None:
    comment = f"# mclint: ignore[MC005] {REASON}"
    result = check(put("    kleur: groen", comment) + "---\n" + DOSSIER.replace("roc/val", "roc/two"))
    assert left(result, "MC005", "MC9") == [*KLEUR[1:], *((rule, message, line + 16) for rule, message, line in KLEUR)]


def test_windows_line_ends_change_nothing() -> None:
    result = check(put("    kleur: groen", f"# mclint: ignore[MC005] {REASON}").replace("\n", "\r\n"))
    assert left(result, "MC005", "MC9") == KLEUR[1:]


def test_an_alias_is_covered_where_it_stands_and_its_text_at_the_anchor() -> None:
    text = DOSSIER.replace("    kleur: groen", "    kleur: &k groen").replace("kleur: rood", "kleur: *k")
    result = check(text.replace("  - id: LO2\n", f"  # mclint: ignore[MC005] {REASON}\n  - id: LO2\n"))
    assert [line for _, _, line in left(result, "MC005", "MC9")] == [9, 14]
