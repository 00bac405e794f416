"""A change cannot loosen its own judge: what it does to the policy is reported, and has no effect."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mclint.cli.main import main
from tests.conftest import ROOT, TODAY
from tests.packs import card
from tests.repository import Scratch, scratch

GOOD = (ROOT / "examples" / "good" / "valpreventie-ouderenzorg.yaml").read_text("utf-8")
BAD = (ROOT / "examples" / "bad" / "vague-outcomes.yaml").read_text("utf-8")
VAGUE = "    text: De lerende begrijpt het belang van valpreventie.\n"
PACK = card(code="X998")


@dataclass(frozen=True)
class Ran:
    """How a run ended, and what it found by rule."""

    code: int
    findings: list[dict[str, Any]]

    def rules(self, prefix: str = "MC") -> list[str]:
        return [item["rule"] for item in self.findings if item["rule"].startswith(prefix)]

    def at(self, rule: str) -> list[tuple[str, int]]:
        return [(item["path"], item["start"]["line"]) for item in self.findings if item["rule"] == rule]


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    """A catalogue on main with one good and one failing dossier, on a branch of a change."""
    made = scratch(
        tmp_path / "catalogus", {".mclint.yaml": "framework: npuls-mbo-pilot\n", "a/goed.yaml": GOOD, "a/slecht.yaml": BAD}
    )
    made.git("switch", "--quiet", "--create", "wijziging")
    monkeypatch.chdir(made.root)
    return made


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    with pytest.raises(SystemExit) as stop:
        main(["check", "--format", "json", "--today", TODAY.isoformat(), *(arguments or ("--config-from", "main", "."))])
    out, err = capsys.readouterr()
    assert err == ""
    assert isinstance(stop.value.code, int)
    return Ran(stop.value.code, json.loads(out)["findings"])


def test_an_unchanged_branch_is_judged_as_main(catalogue: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    found = run(capsys)
    assert found.code == 1
    assert found.rules("MC90") == []
    assert found.findings == run(capsys, ".").findings


def edit_config(made: Scratch) -> None:
    made.write(".mclint.yaml", "framework: npuls-mbo-pilot\nignore: [MC2]\nfail_level: never\nexclude: ['**']\n")


def add_nearer_config(made: Scratch) -> None:
    made.write("a/.mclint.yaml", "select: [MC1]\n")


def add_pyproject(made: Scratch) -> None:
    made.git("rm", "--quiet", ".mclint.yaml")
    made.write("pyproject.toml", "[tool.mclint]\nfail_level = 'never'\n")


def add_ignore(made: Scratch) -> None:
    made.write("a/slecht.yaml", BAD.replace(VAGUE, VAGUE.rstrip("\n") + '  # mclint: ignore[MC2] reason="mag wel"\n'))


def add_ignore_above(made: Scratch) -> None:
    text = "# mclint: ignore[MC201, MC202] reason='zo afgesproken'\nlearning_outcomes:"
    made.write("a/slecht.yaml", BAD.replace("learning_outcomes:", text))


def drop_the_key(made: Scratch) -> None:
    made.write("a/slecht.yaml", BAD.replace("mclint: 1\n", "").replace("learning_outcomes:", "uitkomsten:"))


def rename(made: Scratch) -> None:
    made.git("mv", "a/slecht.yaml", "a/slecht.yml.txt")


def rename_and_edit(made: Scratch) -> None:
    rename(made)
    made.write("a/slecht.yml.txt", BAD.replace("LO6", "LO7"))


def hide_in_a_folder(made: Scratch) -> None:
    made.write(".oud/x", "")
    made.git("mv", "a/slecht.yaml", ".oud/slecht.yaml")


def delete(made: Scratch) -> None:
    made.git("rm", "--quiet", "a/slecht.yaml")


def link_out(made: Scratch) -> None:
    outside = made.root.parent / "elders.yaml"
    outside.write_text(GOOD, "utf-8")
    (made.root / "a" / "slecht.yaml").unlink()
    (made.root / "a" / "slecht.yaml").symlink_to(outside)


def add_pack(made: Scratch) -> None:
    made.write(".mclint.yaml", "framework: npuls-mbo-pilot\nrule_packs: [regels]\nselect: [X998]\n")
    made.write("regels/x/kosten.yaml", PACK)


def add_baseline(made: Scratch) -> None:
    made.write(".mclint.yaml", "framework: npuls-mbo-pilot\nbaseline: bekend.json\n")
    made.write("bekend.json", "{}")


TRICKS: dict[Callable[[Scratch], None], str] = {
    edit_config: "MC905",
    add_nearer_config: "MC905",
    add_pyproject: "MC905",
    add_ignore: "MC906",
    add_ignore_above: "MC906",
    drop_the_key: "MC004",
    rename: "MC907",
    rename_and_edit: "MC907",
    hide_in_a_folder: "MC907",
    delete: "MC907",
    link_out: "MC907",
    add_pack: "MC905",
    add_baseline: "MC905",
}


@pytest.mark.parametrize("committed", [True, False], ids=["committed", "in the tree"])
@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.__name__)
def test_no_trick_makes_a_failing_dossier_pass(
    catalogue: Scratch, capsys: pytest.CaptureFixture[str], trick: Callable[[Scratch], None], committed: bool
) -> None:
    trick(catalogue)
    if committed:
        catalogue.commit()
    found = run(capsys)
    assert found.code == 1
    assert TRICKS[trick] in found.rules()
    assert any(item["severity"] == "error" for item in found.findings)


@pytest.mark.parametrize("select", ["MC1", "MC201"])
def test_what_is_said_of_the_gate_cannot_be_deselected(
    catalogue: Scratch, capsys: pytest.CaptureFixture[str], select: str
) -> None:
    rename(catalogue)
    edit_config(catalogue)
    found = run(capsys, "--config-from", "main", "--select", select, "--ignore", "MC9", ".")
    assert {"MC905", "MC907"} <= set(found.rules())


def test_a_renamed_dossier_is_still_judged_where_it_hides(catalogue: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    rename(catalogue)
    found = run(capsys)
    assert found.at("MC907") == [("a/slecht.yml.txt", 1)]
    assert ("a/slecht.yml.txt", 31) in found.at("MC201")


def test_a_dossier_may_move_within_the_catalogue(catalogue: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    (catalogue.root / "b").mkdir()
    catalogue.git("mv", "a/goed.yaml", "b/anders.yaml")
    assert run(capsys).rules("MC90") == []


def test_a_dossier_that_moved_and_changed_much_is_known_by_its_id(catalogue: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    catalogue.git("rm", "--quiet", "a/slecht.yaml")
    identity = next(line for line in BAD.split("\n") if line.startswith("id:"))
    catalogue.commit({"b/nieuw.yaml": f"mclint: 1\n{identity}\ntitle: Alles is anders\n"})
    assert "MC907" not in run(capsys).rules()


def test_an_edited_line_of_the_policy_is_named(catalogue: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    catalogue.commit({".mclint.yaml": "framework: npuls-mbo-pilot\n# strenger\nprotected: [MC201]\n"})
    found = run(capsys)
    assert found.at("MC905") == [(".mclint.yaml", 2)]
    assert "main" in next(item["help"] for item in found.findings if item["rule"] == "MC905")


def test_a_pyproject_that_sets_nothing_for_mclint_is_no_policy(catalogue: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    catalogue.commit({"pyproject.toml": "[project]\nname = 'x'\n"})
    assert run(capsys).rules("MC90") == []


IGNORED = BAD.replace(VAGUE, VAGUE.rstrip("\n") + '  # mclint: ignore[MC201] reason="afgesproken"\n')


def approve(made: Scratch, text: str = IGNORED) -> None:
    made.git("switch", "--quiet", "main")
    made.commit({"a/slecht.yaml": text})
    made.git("switch", "--quiet", "wijziging")
    made.git("merge", "--quiet", "main")


def test_an_ignore_that_stands_on_main_counts_wherever_its_item_moves(
    catalogue: Scratch, capsys: pytest.CaptureFixture[str]
) -> None:
    approve(catalogue)
    before = run(capsys)
    assert before.rules("MC90") == []
    first, second = "  - id: LO1\n", "  - id: LO2\n"
    start, middle, end = IGNORED.index(first), IGNORED.index(second), IGNORED.index("  - id: LO3\n")
    moved = IGNORED[:start] + IGNORED[middle:end] + IGNORED[start:middle] + IGNORED[end:]
    decided_anew = moved.replace("    date: 2026-09-28\n", "    date: 2026-11-02\n")
    catalogue.commit({"a/slecht.yaml": "# nieuw\n" + decided_anew})
    after = run(capsys)
    assert after.rules("MC90") == []
    assert sorted(after.rules()) == sorted(before.rules())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ignore[MC201]", "ignore[MC2]"),
        ('"afgesproken"', '"iets anders"'),
        ("  - id: LO2\n", '  # mclint: ignore[MC201] reason="afgesproken"\n  - id: LO2\n'),
        ("bewoners met dementie.\n", 'bewoners met dementie.  # mclint: ignore[MC201] reason="afgesproken"\n'),
    ],
    ids=["more rules", "another reason", "the whole item", "another item"],
)
def test_an_approved_ignore_cannot_be_stretched(
    catalogue: Scratch, capsys: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    approve(catalogue)
    assert old in IGNORED
    catalogue.commit({"a/slecht.yaml": IGNORED.replace(old, new)})
    assert run(capsys).rules("MC906") == ["MC906"]


def test_a_lower_status_and_another_framework_are_reported(catalogue: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    catalogue.git("switch", "--quiet", "main")
    catalogue.git("rm", "--quiet", ".mclint.yaml")
    catalogue.commit()
    catalogue.git("switch", "--quiet", "wijziging")
    catalogue.git("merge", "--quiet", "main")
    text = GOOD.replace("framework: npuls-mbo-pilot", "framework: eu-2022")
    status = next(line for line in GOOD.split("\n") if line.startswith("status:"))
    catalogue.commit({"a/goed.yaml": text.replace(status, "status: in-development")})
    assert [path for path, _ in run(capsys).at("MC908")] == ["a/goed.yaml", "a/goed.yaml"]


def own_work(made: Scratch, config: str) -> None:
    text = (ROOT / "examples" / "bad" / "sign-off-own-work.yaml").read_text("utf-8")
    made.git("switch", "--quiet", "main")
    made.git("rm", "--quiet", "a/slecht.yaml")
    made.commit({".mclint.yaml": config, "a/eigen.yaml": text})
    made.git("switch", "--quiet", "wijziging")
    made.git("merge", "--quiet", "main")


EXEMPT = "protected:\n  - {rule: MC405, path: a/eigen.yaml, reason: klein team}\n"


def test_a_maintainer_can_let_a_protected_rule_pass_in_one_file(catalogue: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    own_work(catalogue, EXEMPT)
    assert "MC405" in run(capsys, ".").rules()
    assert "MC405" not in run(capsys).rules()


def test_an_exemption_in_the_change_itself_has_no_effect(catalogue: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    own_work(catalogue, "framework: npuls-mbo-pilot\n")
    catalogue.commit({".mclint.yaml": EXEMPT})
    assert {"MC405", "MC905"} <= set(run(capsys).rules())
    assert "MC405" in run(capsys, ".").rules()


def test_settings_name_the_revision_as_their_origin(catalogue: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    edit_config(catalogue)
    with pytest.raises(SystemExit) as stop:
        main(["settings", "--config-from", "main", "--format", "json", "a"])
    assert stop.value.code == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows["frameworks"] == {"value": ["npuls-mbo-pilot"], "origin": "main:.mclint.yaml"}
    assert rows["ignore"] == {"value": [], "origin": "default"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--config-from", "nergens", "."), "no revision 'nergens'"),
        (("--config-from", "main", "--config", "nieuw.yaml", "."), "does not exist in main"),
        (("--config-from", "main", ".."), "outside the repository"),
    ],
)
def test_what_cannot_be_judged_by_a_revision_is_wrong_use(
    catalogue: Scratch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    catalogue.write("nieuw.yaml", "lang: nl\n")
    (catalogue.root.parent / "los.yaml").write_text(GOOD, "utf-8")
    with pytest.raises(SystemExit) as stop:
        main(["check", *arguments])
    assert stop.value.code == 2
    assert words in capsys.readouterr().err


def test_a_broken_configuration_of_the_revision_is_named_as_git_names_it(
    catalogue: Scratch, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue.git("switch", "--quiet", "main")
    catalogue.commit({".mclint.yaml": "kader: x\n"})
    catalogue.commit({".mclint.yaml": "framework: npuls-mbo\n"})
    with pytest.raises(SystemExit) as stop:
        main(["check", "--config-from", "main~1", "."])
    assert stop.value.code == 2
    assert "main~1:.mclint.yaml: unknown setting 'kader'" in capsys.readouterr().err


def test_several_processes_judge_alike(catalogue: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(20):
        catalogue.write(f"b/{number}.yaml", IGNORED.replace("id: roc-voorbeeld/", f"id: roc-voorbeeld/{number}-"))
    catalogue.commit()
    one = run(capsys, "--config-from", "main", ".")
    assert len(one.rules("MC906")) == 20
    assert run(capsys, "--config-from", "main", "--jobs", "2", ".").findings == one.findings


LATER = GOOD.replace("valpreventie-ouderenzorg", "later").replace("title: ", "title: Latere ", 1).replace("EC-2025", "EC-2024")


def test_what_main_got_since_is_no_change_of_the_branch(catalogue: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    catalogue.commit({"b/extra.yaml": LATER.replace("later", "op-de-tak").replace("EC-2024", "EC-2023")})
    catalogue.git("switch", "--quiet", "main")
    newer = GOOD.replace("title: ", "title: Nieuwe ", 1).replace("date: 2025-11-03", "date: 2026-11-02")
    catalogue.commit({"a/goed.yaml": newer, "a/later.yaml": LATER})
    catalogue.git("switch", "--quiet", "wijziging")
    assert run(capsys).rules("MC90") == []
    catalogue.git("merge", "--quiet", "main")
    assert run(capsys).rules("MC90") == []
    catalogue.commit({"a/goed.yaml": GOOD})
    assert run(capsys).rules("MC909") == ["MC909"]
    catalogue.git("rm", "--quiet", "a/later.yaml", "b/extra.yaml")
    assert run(capsys).rules("MC907") == ["MC907"]


def test_a_branch_without_a_common_past_is_held_against_main_as_it_is(
    catalogue: Scratch, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue.git("switch", "--quiet", "--orphan", "los")
    catalogue.commit({"a/goed.yaml": GOOD})
    assert run(capsys).rules("MC907") == ["MC907"]
