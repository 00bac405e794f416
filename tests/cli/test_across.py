"""Findings across dossiers as a user meets them: in every output, ignored, set by a configuration, known or new."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mclint.cli.main import main
from mclint.engine import across
from mclint.engine.baseline import BASELINE_NAME
from mclint.engine.check import Checker
from mclint.engine.worker import make_worker
from mclint.report.formats import FORMATS
from tests.catalogues import EARLIER, FALLS, LATER, TILL, TILL_AGAIN, dossier, quoted
from tests.conftest import TODAY
from tests.hostile.cases import PAYLOADS
from tests.hostile.readers import CHECKS
from tests.program import environment
from tests.repository import Scratch, scratch
from tests.runner import read_commands

HEDGE = ["De lerende snoeit een haag."]
STACKED = dossier("roc/c", into=["roc/weg", "roc/c"])
TWIN = dossier("vakschool/kassa", FALLS, title="Met hetzelfde id")
FILES = {"a.yaml": EARLIER, "b/b.yaml": LATER, "c.yaml": STACKED, "d.yaml": TWIN}
#: Rule, file, line, column, end column and the file of the first related place of each finding in FILES.
PLACES = [
    ("MC802", "b/b.yaml", 9, 1, 18, "a.yaml"),
    ("MC803", "b/b.yaml", 9, 1, 18, "a.yaml"),
    ("MC804", "c.yaml", 16, 7, 16, None),
    ("MC805", "c.yaml", 17, 7, 14, None),
    ("MC801", "d.yaml", 2, 5, 22, "b/b.yaml"),
    ("MC802", "d.yaml", 9, 1, 18, "c.yaml"),
]


@pytest.fixture(autouse=True)
def _new_workers() -> None:
    """Let no worker of another test, with the cache of that test, take part."""
    make_worker.cache_clear()


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    made = scratch(tmp_path / "catalogus", dict(FILES))
    monkeypatch.chdir(made.root)
    return made


class Runner:
    """Runs the command and keeps what it said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys
        self.err = ""

    def text(self, *arguments: str, select: str | None = "MC80,MC902,MC904") -> tuple[int, str]:
        """Return the exit code and the output."""
        make_worker.cache_clear()
        chosen = ["--select", select] if select else []
        with pytest.raises(SystemExit) as stop:
            main(["check", "--today", TODAY.isoformat(), *chosen, *(arguments or ("--format", "json", "."))])
        out, self.err = self.capsys.readouterr()
        assert isinstance(stop.value.code, int)
        return stop.value.code, out

    def data(self, *arguments: str, select: str | None = "MC80,MC902,MC904") -> dict[str, Any]:
        """Return the report."""
        code, out = self.text("--format", "json", *(arguments or (".",)), select=select)
        assert code in (0, 1, 3), self.err
        found: dict[str, Any] = json.loads(out)
        return found

    def __call__(self, *arguments: str, select: str | None = "MC80,MC902,MC904") -> list[tuple[str, str]]:
        """Return rule and file of each finding."""
        return [(item["rule"], item["path"]) for item in self.data(*arguments, select=select)["findings"]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys)


PLAIN = [(rule, path) for rule, path, *_ in PLACES]


def ignoring(text: str, rules: str, *, at: str = "learning_outcomes:") -> str:
    """Return a dossier with an ignore above a top-level key or value."""
    line = next(line for line in text.split("\n") if line.strip().startswith(at))
    indent = line[: len(line) - len(line.lstrip())]
    return text.replace(f"{line}\n", f'{indent}# mclint: ignore[{rules}] reason="afgesproken"\n{line}\n', 1)


# Places and outputs


def test_places_and_related_places_in_json(catalogue: Scratch, run: Runner) -> None:
    data = run.data()
    seen = [
        (
            item["rule"],
            item["path"],
            item["start"]["line"],
            item["start"]["column"],
            item["end"]["column"],
            item["related"][0]["path"] if item["related"] else None,
        )
        for item in data["findings"]
    ]
    assert seen == PLACES
    assert all(item["message"] and item["help"] for item in data["findings"])
    for item in data["findings"]:
        for there in item["related"]:
            line = (catalogue.root / there["path"]).read_text("utf-8").split("\n")[there["start"]["line"] - 1]
            shown = line[there["start"]["column"] - 1 : there["end"]["column"] - 1]
            assert shown == '"vakschool/kassa"' if item["rule"] == "MC801" else shown in (*TILL, *FALLS)
            assert there["message"]


def test_places_and_related_places_in_text(catalogue: Scratch, run: Runner) -> None:
    code, out = run.text("--lang", "nl", ".")
    assert code == 1
    lines = out.split("\n")
    for rule, path, line, column, end, other in PLACES:
        start = next(place for place, text in enumerate(lines) if text.startswith(f"{path}:{line}:{column}: ") and rule in text)
        block = lines[start : start + lines[start:].index("")]
        assert f"{' ' * (column - 1)}{'^' * (end - column)}" in block[3].partition("| ")[2]
        assert other is None or any(f"= zie {other}:" in text for text in block)


def test_places_and_related_places_in_sarif(catalogue: Scratch, run: Runner) -> None:
    results = json.loads(run.text("--format", "sarif", ".")[1])["runs"][0]["results"]
    seen = []
    for item in results:
        at = item["locations"][0]["physicalLocation"]
        region = at["region"]
        others = [there["physicalLocation"]["artifactLocation"]["uri"] for there in item.get("relatedLocations", [])]
        place = (region["startLine"], region["startColumn"], region["endColumn"])
        seen.append((item["ruleId"], at["artifactLocation"]["uri"], *place, others[0] if others else None))
    assert seen == PLACES


def test_places_in_annotations_whose_words_name_the_other_dossier(catalogue: Scratch, run: Runner) -> None:
    commands = read_commands(run.text("--format", "github", ".")[1])
    seen = {
        (item.properties["title"][:5], item.properties["file"], int(item.properties["line"]), int(item.properties["col"]))
        for item in commands
    }
    assert seen == {(rule, path, line, column) for rule, path, line, column, _, _ in PLACES}
    words = {(item.properties["title"][:5], item.properties["file"]): item.data for item in commands}
    assert "Afrekenen" in words["MC802", "b/b.yaml"]
    assert "Werken aan de kassa" in words["MC801", "d.yaml"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_output_tells_every_finding_in_both_languages(catalogue: Scratch, run: Runner, name: str) -> None:
    for lang in ("nl", "en"):
        code, out = run.text("--format", name, "--lang", lang, ".")
        assert code == 1
        CHECKS[name](out)
        assert all(rule in out for rule, _ in PLAIN)
        assert not any(f"{{{field}}}" in out for field in ("id", "title", "own", "likeness", "reference", "chain"))


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=list(PAYLOADS))
def test_hostile_words_stay_words_in_every_output(catalogue: Scratch, run: Runner, payload: str, tmp_path: Path) -> None:
    text = quoted(payload)
    for name, body in (("a.yaml", EARLIER), ("b/b.yaml", LATER), ("d.yaml", TWIN)):
        title = next(line for line in body.split("\n") if line.startswith("title:"))
        body = body.replace(title, f"title: {text}").replace("{name: ROC Voorbeeld}", f"{{name: {text}}}")
        body = body.replace("- id: LO1\n", f"- id: {text}\n").replace("{name: Vakschool}", f"{{name: {quoted(payload + 'x')}}}")
        catalogue.write(name, body)
    catalogue.write("c.yaml", dossier("roc/c", into=[payload, "roc/c", f"roc/{payload}"]))
    catalogue.write("e.yaml", LATER.replace("id: ", f"id: {text} # "))
    reports = [part for name in FORMATS for part in ("--format", f"{name}:{tmp_path / name}")]
    code, out = run.text("--lang", "en", *reports, ".")
    assert (code, out, run.err) == (1, "", "")
    for name in FORMATS:
        CHECKS[name]((tmp_path / name).read_bytes().decode("utf-8"))
    found = {item["rule"] for item in json.loads((tmp_path / "json").read_text("utf-8"))["findings"]}
    assert {"MC801", "MC802", "MC803", "MC804", "MC805"} <= found


def test_an_address_is_never_opened(catalogue: Scratch) -> None:
    catalogue.write("c.yaml", dossier("roc/c", into=["https://www.example.org/x", "http://localhost:1/x", "https://127.0.0.1/"]))
    code = """
import socket, sys
def refuse(*arguments, **named):
    raise OSError("the network was touched")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse
from mclint.cli.main import main
main(["check", "--select", "MC80", "--format", "concise", "--isolated", "--no-cache", "."])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert "MC802" in done.stdout
    assert "MC804" not in done.stdout


# What runs when


def test_one_file_is_judged_by_itself(catalogue: Scratch, run: Runner) -> None:
    assert run("b/b.yaml") == []
    assert run("--only-dossiers", "a.yaml", "b/b.yaml") == []
    assert run("a.yaml", "b/b.yaml") == [("MC802", "b/b.yaml"), ("MC803", "b/b.yaml")]
    assert run("b") == []
    assert run(".") == PLAIN


def test_the_second_run_prints_the_same_bytes_from_the_cache(
    catalogue: Scratch, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue.write("b/b.yaml", ignoring(LATER, "MC802"))
    arguments = [("--format", name, "--quiet", ".") for name in ("text", "json", "sarif", "github")]
    first = [run.text(*row) for row in arguments]

    def never(*_: object, **__: object) -> Any:
        raise AssertionError("this was to come from the cache")

    with monkeypatch.context() as patch:
        patch.setattr(across, "judge_across", never)
        patch.setattr(Checker, "check", never)
        assert [run.text(*row) for row in arguments] == first
    catalogue.write("a.yaml", f"# een regel erbij\n{EARLIER}")
    changed = [run.text(*row) for row in arguments]
    assert changed != first
    assert [run.text("--no-cache", *row) for row in arguments] == changed
    catalogue.write("a.yaml", EARLIER)
    assert [run.text(*row) for row in arguments] == first


@pytest.mark.parametrize("name", ["text", "json", "sarif"])
def test_any_number_of_processes_prints_the_same_bytes(catalogue: Scratch, run: Runner, name: str) -> None:
    for number in range(30):
        catalogue.write(f"m/{number}.yaml", dossier(f"roc/m{number}", TILL_AGAIN if number % 2 else FALLS, into=["roc/weg"]))
    arguments = ("--format", name, "--no-cache", "--quiet", ".")
    assert run.text("--jobs", "1", *arguments) == run.text("--jobs", "2", *arguments)


def test_a_rule_that_breaks_ends_with_3_and_the_others_still_report(
    catalogue: Scratch, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    true_run = across._Judge.run

    def broken(judge: Any, step: Any, known: Any) -> Any:
        def stop(*_: object) -> Any:
            raise RuntimeError("stuk")

        from dataclasses import replace

        return true_run(judge, replace(step, check=stop) if step.rule.id == "MC801" else step, known)

    with monkeypatch.context() as patch:
        patch.setattr(across._Judge, "run", broken)
        code, out = run.text("--format", "json", ".")
        assert code == 3
        assert "MC801 kon niet worden beoordeeld" in run.err
    assert [(item["rule"], item["path"]) for item in json.loads(out)["findings"]] == [row for row in PLAIN if row[0] != "MC801"]
    assert json.loads(out)["summary"]["incomplete"] is True
    assert run(".") == PLAIN


def test_broken_files_beside_good_ones(catalogue: Scratch, run: Runner) -> None:
    for name, text in {"a0.yaml": "mclint: [\n", "z.yaml": "mclint: 1\nid: x: y\n", "leeg.yaml": "", "b/x.yml": "- a\n"}.items():
        catalogue.write(name, text)
    found = run(".")
    assert [row for row in found if row[0].startswith("MC80")] == PLAIN
    assert {path for rule, path in found if rule == "MC001"} == {"a0.yaml", "z.yaml"}


# Ignoring


def test_an_ignore_above_the_outcomes_works_and_is_counted(catalogue: Scratch, run: Runner) -> None:
    catalogue.write("b/b.yaml", ignoring(LATER, "MC802"))
    assert run(".") == [row for row in PLAIN if row != ("MC802", "b/b.yaml")]
    data = run.data()
    assert data["summary"]["suppressed"] == 1
    results = json.loads(run.text("--format", "sarif", ".")[1])["runs"][0]["results"]
    ignored = [item for item in results if item.get("suppressions")]
    assert [(item["ruleId"], item["suppressions"][0]["justification"]) for item in ignored] == [("MC802", "afgesproken")]
    assert ignored[0]["relatedLocations"]


@pytest.mark.parametrize(
    ("name", "rules", "at", "gone"),
    [
        ("b/b.yaml", "MC802, MC803", "learning_outcomes:", 2),
        ("b/b.yaml", "MC80", "learning_outcomes:", 2),
        ("b/b.yaml", "MC8", "learning_outcomes:", 2),
        ("d.yaml", "MC801", "id:", 1),
        ("c.yaml", "MC804", '- "roc/weg"', 1),
        ("c.yaml", "MC805", '- "roc/c"', 1),
        ("c.yaml", "MC804,MC805", "credential:", 2),
        ("c.yaml", "MC80", "stackable_into:", 2),
    ],
)
def test_an_ignore_works_at_every_place(catalogue: Scratch, run: Runner, name: str, rules: str, at: str, gone: int) -> None:
    catalogue.write(name, ignoring(FILES[name], rules, at=at))
    data = run.data()
    assert len(data["findings"]) == len(PLAIN) - gone
    assert data["summary"]["suppressed"] == gone
    assert "MC902" not in {item["rule"] for item in data["findings"]}


def test_an_ignore_behind_a_value_works(catalogue: Scratch, run: Runner) -> None:
    catalogue.write("d.yaml", TWIN.replace('kassa"\n', 'kassa"  # mclint: ignore[MC801] reason="x"\n', 1))
    assert run(".") == [row for row in PLAIN if row[0] != "MC801"]


@pytest.mark.parametrize("rules", ["MC802", "MC803", "MC80", "MC801"])
def test_an_idle_ignore_is_told_in_a_run_over_the_catalogue_only(catalogue: Scratch, run: Runner, rules: str) -> None:
    catalogue.write("a.yaml", ignoring(EARLIER, rules))
    data = run.data()
    idle = [item for item in data["findings"] if item["path"] == "a.yaml"]
    assert [(item["rule"], item["start"]["line"]) for item in idle] == [("MC902", 9)]
    assert run("a.yaml") == []
    assert data["summary"]["suppressed"] == 0


def test_each_part_of_an_ignore_is_judged_where_it_can_be(catalogue: Scratch, run: Runner) -> None:
    select = "MC80,MC207,MC9"
    catalogue.write("b/b.yaml", ignoring(LATER, "MC80, MC207"))
    alone = run.data("b/b.yaml", select=select)["findings"]
    assert [(item["rule"], "MC207" in item["message"]) for item in alone] == [("MC902", True)]
    together = [item for item in run.data(select=select)["findings"] if item["path"] == "b/b.yaml"]
    assert [(item["rule"], "MC207" in item["message"]) for item in together] == [("MC902", True)]
    catalogue.write("b/b.yaml", ignoring(LATER, "MC801, MC207, MC803"))
    together = [item for item in run.data(select=select)["findings"] if item["path"] == "b/b.yaml"]
    said = [(item["rule"], *[name for name in ("MC801", "MC207", "MC803") if name in item["message"]]) for item in together]
    assert sorted(said) == [("MC802",), ("MC902", "MC207"), ("MC902", "MC801")]


def test_an_ignore_of_a_rule_that_is_off_is_not_judged(catalogue: Scratch, run: Runner) -> None:
    catalogue.write("a.yaml", ignoring(EARLIER, "MC802"))
    assert ("MC902", "a.yaml") not in run(".", select="MC801,MC902")
    assert ("MC902", "a.yaml") in run(".", select="MC802,MC902")


def test_what_is_wrong_with_an_ignore_is_told_once(catalogue: Scratch, run: Runner) -> None:
    text = '# mclint: ignore[MC802] reason="x" until=2020-01-01\n# mclint: ignore[MC899] reason="x"\n# mclint: ignore[MC802]\n'
    catalogue.write("b/b.yaml", LATER.replace("learning_outcomes:", f"{text}learning_outcomes:"))
    found = [rule for rule, path in run(".", select="MC80,MC9") if path == "b/b.yaml"]
    assert sorted(found) == ["MC802", "MC803", "MC901", "MC902", "MC903"]


@pytest.mark.parametrize("rules", ["MC802", "MC80", "MC8"])
def test_what_a_configuration_protects_cannot_be_ignored_and_that_is_told_once(
    catalogue: Scratch, run: Runner, rules: str
) -> None:
    catalogue.write(".mclint.yaml", "protected: [MC802]\n")
    catalogue.write("b/b.yaml", ignoring(LATER, rules))
    found = [rule for rule, path in run(".") if path == "b/b.yaml"]
    assert found == (["MC904", "MC802", "MC803"] if rules == "MC802" else ["MC904", "MC802"])


def test_an_ignore_works_in_the_dossier_that_it_stands_in(catalogue: Scratch, run: Runner) -> None:
    catalogue.write("b/b.yaml", f"{ignoring(LATER, 'MC80')}---\n{LATER.replace('vakschool/kassa', 'school/nog-een')}")
    data = run.data()
    assert [(item["rule"], item["document"]) for item in data["findings"] if item["path"] == "b/b.yaml"] == [
        ("MC802", 2),
        ("MC802", 2),
        ("MC803", 2),
    ]
    assert data["summary"]["suppressed"] == 2


def test_an_ignore_in_a_broken_file_breaks_nothing(catalogue: Scratch, run: Runner) -> None:
    catalogue.write("b/b.yaml", f"{ignoring(LATER, 'MC80')}---\nmclint: [\n")
    found = [rule for rule, path in run(".") if path == "b/b.yaml"]
    assert found == ["MC001"]


def test_very_many_ignored_findings_in_one_dossier_are_ignored(catalogue: Scratch, run: Runner) -> None:
    catalogue.write("c.yaml", ignoring(dossier("roc/c", into=["weg"] * 6_000), "MC804", at="stackable_into:"))
    data = run.data(select="MC804,MC902")
    assert (data["findings"], data["summary"]["suppressed"]) == ([], 6_000)


# A configuration


@pytest.mark.parametrize(
    ("config", "severity"),
    [
        ("severity: {MC802: error}", ["error", "error"]),
        ("severity: {MC802/overlap: warning}", ["warning", "note"]),
        ("per_file: {'b/*': {severity: {MC802: error}}}", ["error", "note"]),
        ("per_file: {a.yaml: {severity: {MC802: error}}}", ["note", "note"]),
        ("per_file: {'b/*': {ignore: [MC802]}}", ["note"]),
        ("per_file: {'b/*': {ignore: [MC8]}, c.yaml: {ignore: [MC8]}}", ["note"]),
        ("ignore: [MC802]", []),
        ("ignore: [MC8]", []),
        ("select: [MC803]", []),
        ("select: [MC1]", []),
        ("exclude: [a.yaml]", ["note"]),
    ],
)
def test_a_configuration_sets_how_much_overlap_counts(catalogue: Scratch, run: Runner, config: str, severity: list[str]) -> None:
    catalogue.write(".mclint.yaml", f"{config}\n")
    found = [item["severity"] for item in run.data(select=None)["findings"] if item["rule"] == "MC802"]
    assert found == severity


def test_parameters_of_a_configuration_hold(catalogue: Scratch, run: Runner) -> None:
    catalogue.write(".mclint.yaml", "params: {MC802: {most: 0}, MC803: {levels: 9, load_ratio: 3.5}}\n")
    assert {rule for rule, _ in run(".")} == {"MC801", "MC804", "MC805"}


def test_a_severity_decides_about_the_exit_code(catalogue: Scratch, run: Runner) -> None:
    assert run.text(".", select="MC802")[0] == 0
    catalogue.write(".mclint.yaml", "severity: {MC802: error}\n")
    assert run.text(".", select="MC802")[0] == 1
    catalogue.write(".mclint.yaml", "per_file: {a.yaml: {severity: {MC802: error}}}\n")
    assert run.text(".", select="MC802")[0] == 0


# A baseline


def adopt(catalogue: Scratch, run: Runner) -> None:
    assert run.text("--write-baseline", ".", select=None)[0] == 0
    catalogue.write(".mclint.yaml", f"baseline: {BASELINE_NAME}\n")


def test_a_baseline_holds_whatever_moves(catalogue: Scratch, run: Runner) -> None:
    adopt(catalogue, run)
    assert run(".", select=None) == []
    entries = json.loads((catalogue.root / BASELINE_NAME).read_text("utf-8"))["entries"]
    assert {(item["rule"], item["path"]) for item in entries if item["rule"].startswith("MC80")} == set(PLAIN)
    for old, new in {"a.yaml": "0/eerst.yaml", "b/b.yaml": "c/later.yaml"}.items():
        (catalogue.root / old).unlink()
        catalogue.write(new, "# verplaatst\n\n" + FILES[old].replace("title: ", "title:   "))
    catalogue.write("c.yaml", STACKED.replace('    - "roc/weg"\n    - "roc/c"\n', "    - >-\n      roc/c\n    - roc/weg\n"))
    assert run(".", select=None) == []


def test_a_new_overlap_is_new(catalogue: Scratch, run: Runner) -> None:
    adopt(catalogue, run)
    catalogue.write("e.yaml", LATER.replace("vakschool/kassa", "school/derde").replace("240", "80").replace("nlqf: 4", "nlqf: 2"))
    found = [item for item in run.data(select=None)["findings"] if item["rule"].startswith("MC80")]
    assert [(item["rule"], item["path"], item["related"][0]["path"]) for item in found if item["rule"] == "MC802"] == [
        ("MC802", "e.yaml", "a.yaml"),
        ("MC802", "e.yaml", "b/b.yaml"),
    ]
    assert {item["path"] for item in found} == {"e.yaml"}


def test_a_second_reference_to_the_same_place_counts(catalogue: Scratch, run: Runner) -> None:
    adopt(catalogue, run)
    catalogue.write("c.yaml", dossier("roc/c", into=["roc/weg", "roc/weg", "roc/c"]))
    assert run(".", select=None) == [("MC804", "c.yaml")]


def test_a_run_over_part_of_a_catalogue_takes_no_overlap_for_solved(catalogue: Scratch, run: Runner) -> None:
    (catalogue.root / "d.yaml").unlink()
    adopt(catalogue, run)
    before = (catalogue.root / BASELINE_NAME).read_text("utf-8")
    for part in (("b/b.yaml",), ("b/b.yaml", "c.yaml"), ("b",)):
        assert run(*part, select=None) == []
        assert "zijn er niet meer" not in run.err
        run.text("--write-baseline", *part, select=None)
        assert (catalogue.root / BASELINE_NAME).read_text("utf-8") == before


def test_an_overlap_that_is_solved_is_taken_out(catalogue: Scratch, run: Runner) -> None:
    adopt(catalogue, run)
    catalogue.write("b/b.yaml", dossier("vakschool/kassa", HEDGE, load=240, level=4))
    run(".", select=None)
    assert "zijn er niet meer" in run.err
    run.text("--write-baseline", ".", select=None)
    entries = json.loads((catalogue.root / BASELINE_NAME).read_text("utf-8"))["entries"]
    assert ("MC802", "b/b.yaml") not in {(item["rule"], item["path"]) for item in entries}
    (catalogue.root / "d.yaml").unlink()
    run.text("--write-baseline", ".", select=None)
    entries = json.loads((catalogue.root / BASELINE_NAME).read_text("utf-8"))["entries"]
    assert {(item["rule"], item["path"]) for item in entries if item["rule"][:4] == "MC80"} == {
        ("MC804", "c.yaml"),
        ("MC805", "c.yaml"),
    }


# What is new


def test_what_was_there_is_known(catalogue: Scratch, run: Runner) -> None:
    assert run("--since", "main", ".") == []
    catalogue.write("b/b.yaml", f"# een regel\n{LATER}")
    assert run("--since", "main", ".") == []


def test_a_new_overlap_is_new_where_the_other_file_has_not_changed(catalogue: Scratch, run: Runner) -> None:
    catalogue.write("e.yaml", dossier("school/derde", TILL_AGAIN, level=3, load=150))
    assert run("--since", "main", ".") == [("MC802", "e.yaml"), ("MC802", "e.yaml")]
    (catalogue.root / "e.yaml").unlink()
    catalogue.write("0.yaml", dossier("school/derde", TILL_AGAIN, level=3, load=150))
    found = run.data("--since", "main", ".")["findings"]
    assert [(item["rule"], item["path"], item["related"][0]["path"]) for item in found] == [
        ("MC802", "a.yaml", "0.yaml"),
        ("MC802", "b/b.yaml", "0.yaml"),
    ]


@pytest.mark.parametrize("paths", [(".",), ("c.yaml", "z"), ("z", "c.yaml", "b")])
def test_a_dossier_that_goes_breaks_a_reference_in_a_file_that_stays(
    catalogue: Scratch, run: Runner, paths: tuple[str, ...]
) -> None:
    catalogue.commit(
        {"c.yaml": dossier("roc/c", into=["roc/weg"]), "z/weg.yaml": dossier("roc/weg", HEDGE), "z/blijft.yaml": EARLIER}
    )
    assert run("--since", "main", *paths) == []
    (catalogue.root / "z/weg.yaml").unlink()
    assert run("--since", "main", *paths) == [("MC804", "c.yaml")]
    catalogue.commit({})
    assert run("--since", "main~1", *paths) == [("MC804", "c.yaml")]
    assert run("--since", "main", *paths) == []


def test_a_dossier_that_loses_its_id_breaks_a_reference(catalogue: Scratch, run: Runner) -> None:
    catalogue.commit({"c.yaml": dossier("roc/c", into=["roc/weg"]), "z/weg.yaml": dossier("roc/weg", HEDGE)})
    catalogue.write("z/weg.yaml", dossier("roc/anders", HEDGE))
    assert run("--since", "main", ".") == [("MC804", "c.yaml")]
    catalogue.write("z/weg.yaml", "a: 1\n")
    assert run("--since", "main", ".") == [("MC804", "c.yaml")]


def test_a_dossier_that_moves_changes_nothing(catalogue: Scratch, run: Runner) -> None:
    (catalogue.root / "z").mkdir()
    catalogue.git("mv", "a.yaml", "z/naam.yaml")
    catalogue.git("mv", "d.yaml", "b/c.yaml")
    # the later of two is another one now, so that the overlap stands elsewhere: nothing that counts as known
    assert {rule for rule, _ in run("--since", "main", ".")} <= {"MC802", "MC803"}
    catalogue.git("mv", "z/naam.yaml", "a.yml")
    assert run("--since", "main", ".") == []


def test_an_idle_ignore_is_new_only_where_it_became_idle(catalogue: Scratch, run: Runner) -> None:
    catalogue.commit({"a.yaml": ignoring(EARLIER, "MC802"), "b/b.yaml": ignoring(LATER, "MC802")})
    assert run("--since", "main", ".") == []
    catalogue.write("a.yaml", "# een regel erbij\n" + ignoring(EARLIER, "MC802"))
    assert run("--since", "main", ".") == []
    (catalogue.root / "a.yaml").unlink()
    assert run("--since", "main", ".") == [("MC902", "b/b.yaml")]


# The policy of a revision


def test_an_ignore_that_is_only_in_the_change_does_not_count_and_is_told_once(catalogue: Scratch, run: Runner) -> None:
    catalogue.write("b/b.yaml", ignoring(LATER, "MC802"))
    found = run("--config-from", "main", ".")
    assert [row for row in found if row[1] == "b/b.yaml"] == [("MC906", "b/b.yaml"), ("MC802", "b/b.yaml"), ("MC803", "b/b.yaml")]
    assert run.data("--config-from", "main", ".")["summary"]["suppressed"] == 0
    catalogue.commit()
    assert [row for row in run("--config-from", "main", ".") if row[1] == "b/b.yaml"] == [("MC803", "b/b.yaml")]


def test_an_idle_ignore_that_is_only_in_the_change_is_told_once(catalogue: Scratch, run: Runner) -> None:
    catalogue.write("a.yaml", ignoring(EARLIER, "MC802"))
    assert [row for row in run("--config-from", "main", ".") if row[1] == "a.yaml"] == [("MC906", "a.yaml")]


def test_a_configuration_that_is_only_in_the_change_does_not_count(catalogue: Scratch, run: Runner) -> None:
    catalogue.write(".mclint.yaml", "ignore: [MC80]\n")
    assert [row for row in run("--config-from", "main", ".") if row[1] != ".mclint.yaml"] == PLAIN
    assert run(".") == []


def test_an_exemption_lets_an_overlap_pass(catalogue: Scratch, run: Runner) -> None:
    exemption = "protected: [{path: 'b/*', rule: MC802, reason: besproken}]\n"
    catalogue.commit({".mclint.yaml": exemption})
    assert ("MC802", "b/b.yaml") in run(".")
    assert ("MC802", "b/b.yaml") not in run("--config-from", "main", ".")


@pytest.mark.parametrize("said", ["", 'id: vakschool/kassa  # mclint: ignore[MC801] reason="proef"'])
def test_several_dossiers_on_standard_input_are_judged_as_those_of_a_file(said: str, tmp_path: Path) -> None:
    texts = [text.replace('id: "vakschool/kassa"', said) if said else text for text in (LATER, TWIN)]
    (tmp_path / "twee.yaml").write_text("---\n".join(texts), "utf-8")
    found = []
    for given in (["twee.yaml"], ["-", "--stdin-filename", "twee.yaml"]):
        done = subprocess.run(
            [sys.executable, "-m", "mclint", *given, "--format", "json", "--today", TODAY.isoformat()],
            cwd=tmp_path, input="---\n".join(texts).encode(), capture_output=True, env=environment(), check=False,
        )  # fmt: skip
        assert done.returncode in (0, 1), done.stderr
        found.append([(item["rule"], item["start"], item["related"]) for item in json.loads(done.stdout)["findings"]])
    assert found[0] == found[1]
    assert ("MC801" in {rule for rule, *_ in found[0]}) is not bool(said)
