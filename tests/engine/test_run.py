"""A run over many files: what it gathers, what it remembers, and what happens where something goes wrong on the way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mclint.engine import across
from mclint.engine import run as running
from mclint.engine.cache import Cache, hash_of
from mclint.engine.results import ACROSS, KIND, load_result, load_results, store_result, store_results
from mclint.engine.run import add, collect, job_count, run
from mclint.engine.worker import Worker, check_batch, make_worker
from mclint.findings import FileResult, Report
from mclint.model import Severity
from tests.catalogues import EARLIER, FALLS, LATER, TILL, dossier, options, put, shown
from tests.checking import check_text

BROKEN = "mclint: 1\ntitle: [open\n"
IGNORE = '# mclint: ignore[MC802] reason="afgesproken"'
OTHER_YAML = "services: {web: {image: x}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return put(tmp_path / "catalogus", {"a.yaml": EARLIER, "b.yaml": LATER, "c.yaml": dossier("roc/c", into=["weg"])})


@pytest.fixture(autouse=True)
def _new_workers() -> None:
    """Let no worker of another test, with the cache of that test, take part."""
    make_worker.cache_clear()


def never(*_: object, **__: object) -> Any:
    raise AssertionError("this was to come from the cache, or not to be asked at all")


def told(report: Report) -> tuple[object, ...]:
    """Return what a report says, whatever it took and however it is remembered."""
    said = ("findings", "suppressed", "known", "remarks", "entries", "files", "dossiers", "lang", "skipped_languages", "failures")
    return tuple(getattr(report, name) for name in (*said, "together"))


def test_rules_across_dossiers_run_over_a_folder_and_over_several_files(folder: Path) -> None:
    over_folder = run([str(folder)], options())
    over_files = run([str(folder / name) for name in ("a.yaml", "b.yaml", "c.yaml")], options())
    assert [item[:3] for item in shown(over_folder, folder)] == [
        ("MC802", "overlap", "b.yaml"),
        ("MC803", "both", "b.yaml"),
        ("MC804", "unknown", "c.yaml"),
    ]
    assert told(over_files) == told(over_folder)


def test_they_do_not_run_over_one_dossier(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(across, "judge_across", never)
    assert run([str(folder / "c.yaml")], options()).findings == []


def test_over_one_file_they_say_nothing_of_what_is_not_in_it(folder: Path) -> None:
    both = put(folder, {"b.yaml": f"{EARLIER}---\n{dossier('roc/c', into=['weg'])}---\n{LATER}"}) / "b.yaml"
    assert [item[:2] for item in shown(run([str(both)], options()), folder)] == [("MC802", "overlap"), ("MC803", "both")]


def test_they_run_over_a_folder_with_one_file(tmp_path: Path) -> None:
    report = run([str(put(tmp_path, {"a.yaml": f"{EARLIER}---\n{LATER}"}))], options())
    assert [item[:2] for item in shown(report, tmp_path)] == [("MC802", "overlap"), ("MC803", "both")]


def test_they_do_not_run_where_only_dossiers_are_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(across, "judge_across", never)
    report = run([str(path) for path in sorted(folder.iterdir())], replace(options(), only_dossiers=True))
    assert (report.dossiers, report.findings) == (3, [])


def test_they_are_not_asked_where_none_is_in_force(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(across, "judge_across", never)
    report = run([str(folder)], options("MC101"))
    assert report.dossiers == 3
    assert all(entry.across == () for entry in report.entries)


@pytest.mark.parametrize("rules", [("MC802",), ("MC804",), ("MC801", "MC805")])
def test_a_selection_selects_among_them(folder: Path, rules: tuple[str, ...]) -> None:
    report = run([str(folder)], options(*rules))
    assert {rule for rule, *_ in shown(report, folder)} == {"MC802", "MC804"} & set(rules)


def test_an_empty_folder_is_an_empty_report(tmp_path: Path) -> None:
    report = run([str(tmp_path)], options(use_cache=True))
    assert (report.files, report.findings, report.failures, report.dossiers) == ([], [], (), 0)


def test_a_link_to_a_dossier_is_that_dossier_once(folder: Path) -> None:
    (folder / "0.yaml").symlink_to(folder / "a.yaml")
    (folder / "z.yaml").symlink_to(folder / "b.yaml")
    report = run([str(folder)], options("MC801", "MC802"))
    assert report.dossiers == 3
    assert [item[:3] for item in shown(report, folder)] == [("MC802", "overlap", "b.yaml")]
    named = run([str(folder / "a.yaml"), str(folder / "0.yaml")], options())
    assert (named.dossiers, named.findings) == (1, [])


def test_files_that_are_no_dossier_take_no_part(folder: Path) -> None:
    before = run([str(folder)], options())
    put(folder, {"b2.yaml": OTHER_YAML, "leeg.yaml": "", "m/x.yml": "- a\n"})
    assert told(run([str(folder)], options())) == told(before)


def test_a_million_lines_are_a_finding_beside_the_others(folder: Path) -> None:
    put(folder, {"aa.yaml": "mclint: 1\n" + "a: 1\n" * 1_000_000})
    report = run([str(folder)], options())
    huge = [item for item in report.findings if item.location.path.endswith("aa.yaml")]
    assert [(item.rule, item.message_key, item.severity) for item in huge] == [("MC003", "too-large", Severity.ERROR)]
    assert len(shown(report, folder)) == 3


@pytest.mark.parametrize("use_cache", [False, True])
def test_any_number_of_processes_gives_the_same(tmp_path: Path, use_cache: bool) -> None:
    files = {
        f"{number:02}.yaml": dossier(f"roc/{number}", FALLS if number % 2 else ["Iets."], into=["weg"]) for number in range(40)
    }
    put(tmp_path, {**files, "x.yaml": BROKEN, "y.yaml": OTHER_YAML})
    chosen = options(use_cache=use_cache)
    one = run([str(tmp_path)], chosen, 1)
    assert told(run([str(tmp_path)], chosen, 2)) == told(one)
    assert {"MC001", "MC802", "MC804"} <= {item.rule for item in one.findings}


class Counting:
    """A progress that keeps what it is told."""

    def __init__(self) -> None:
        self.total: int | None = None
        self.steps: list[int] = []
        self.closed = False

    @contextmanager
    def __call__(self, total: int) -> Iterator[Callable[[int], None]]:
        self.total = total
        yield self.steps.append
        self.closed = True


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("count", [0, 1, 16, 17, 40])
def test_progress_is_told_how_many_files_there_are_and_reaches_that(tmp_path: Path, count: int, jobs: int) -> None:
    put(tmp_path, {f"{number}.yaml": BROKEN if number % 3 else OTHER_YAML for number in range(count)})
    progress = Counting()
    report = run([str(tmp_path)], options(), jobs, progress=progress)
    assert (progress.total, sum(progress.steps), progress.closed) == (count, count, True)
    assert told(report) == told(run([str(tmp_path)], options(), jobs))


def test_the_second_run_remembers_what_was_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run([str(folder)], options(use_cache=True))
    assert first.stamp
    monkeypatch.setattr(across, "judge_across", never)
    again = run([str(folder)], options(use_cache=True))
    assert told(again) == told(first)
    assert again.stamp == first.stamp


@pytest.mark.parametrize(
    ("name", "text", "rules"),
    [
        ("b.yaml", LATER.replace("title:", "# anders\ntitle:"), ["MC802", "MC803", "MC804"]),
        ("a.yaml", dossier("roc-voorbeeld/kassa"), ["MC802", "MC804"]),
        ("d.yaml", dossier("roc/weg", into=["school/d"]), ["MC802", "MC802", "MC803", "MC804", "MC804"]),
    ],
)
def test_a_change_of_one_file_is_seen(folder: Path, name: str, text: str, rules: list[str]) -> None:
    first = run([str(folder)], options(use_cache=True))
    put(folder, {name: text})
    second = run([str(folder)], options(use_cache=True))
    assert second.stamp != first.stamp
    assert told(second) == told(run([str(folder)], options()))
    assert sorted(rule for rule, *_ in shown(second, folder)) == rules


@pytest.mark.parametrize("change", ["delete", "rename"])
def test_a_file_that_goes_or_moves_is_seen(folder: Path, change: str) -> None:
    run([str(folder)], options(use_cache=True))
    if change == "delete":
        (folder / "a.yaml").unlink()
    else:
        (folder / "a.yaml").rename(folder / "z.yaml")
    second = run([str(folder)], options(use_cache=True))
    assert told(second) == told(run([str(folder)], options()))
    assert {item[2] for item in shown(second, folder)} == ({"c.yaml"} if change == "delete" else {"c.yaml", "z.yaml"})


def test_other_options_remember_apart(folder: Path) -> None:
    dutch = run([str(folder)], replace(options(use_cache=True), lang="nl"))
    english = run([str(folder)], replace(options(use_cache=True), lang="en"))
    fewer = run([str(folder)], options("MC804", use_cache=True))
    assert len({dutch.stamp, english.stamp, fewer.stamp}) == 3
    assert dutch.findings[0].message != english.findings[0].message
    assert [rule for rule, *_ in shown(fewer, folder)] == ["MC804"]


@pytest.mark.parametrize("damage", ["{", "[]", '{"key": "other"}', '{"key": KEY}', '{"key": KEY, "results": [{"path": "x"}]}'])
def test_a_damaged_memory_is_made_anew(folder: Path, tmp_path: Path, damage: str) -> None:
    first = run([str(folder)], options(use_cache=True))
    (entry,) = (tmp_path / "cache" / ACROSS).rglob("*.json")
    entry.write_text(damage.replace("KEY", json.dumps(first.stamp)), "utf-8")
    assert told(run([str(folder)], options(use_cache=True))) == told(first)
    assert json.loads(entry.read_text("utf-8"))["results"]


def test_results_come_back_as_they_were(folder: Path, tmp_path: Path) -> None:
    report = run([str(folder)], options(use_cache=True))
    cache = Cache(tmp_path / "other")
    results = [FileResult("b.yaml", tuple(report.findings), (replace(report.findings[0], justification="x"),), lang="nl")]
    store_results(cache, "ab" * 32, results)
    known = load_results(cache, "ab" * 32)
    assert known is not None
    assert [item.justification for item in known[0].suppressed] == ["x"]
    assert [item.message for item in known[0].findings] == [item.message for item in report.findings]
    assert load_results(cache, "cd" * 32) is None


def test_a_result_comes_back_under_the_name_of_now(tmp_path: Path) -> None:
    result = check_text(dossier("roc/a", into=["weg"]).replace("load", "x"))
    cache = Cache(tmp_path / "other")
    store_result(cache, "ab" * 32, result)
    known = load_result(cache, "ab" * 32, "anders.yaml")
    assert known is not None
    assert known.entries == tuple(replace(item, path="anders.yaml") for item in result.entries)
    assert {item.location.path for item in known.findings} == {"anders.yaml"}
    store_result(cache, "cd" * 32, replace(result, failures=("half",)))
    assert not list((tmp_path / "other" / KIND / "cd").glob("*"))


def test_a_file_that_is_gone_when_it_is_looked_at_makes_the_run_incomplete(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ignored = LATER.replace("learning_outcomes:", f"{IGNORE}\nlearning_outcomes:")
    put(folder, {"b.yaml": ignored})
    true_run = running.collect

    def then_gone(results: Iterator[FileResult], **more: Any) -> Report:
        report = true_run(results, **more)
        (folder / "b.yaml").unlink()
        return report

    with monkeypatch.context() as patch:
        patch.setattr(running, "collect", then_gone)
        report = run([str(folder)], options(use_cache=True))
    assert report.incomplete
    assert [failure.partition(":")[0] for failure in report.failures] == [str(folder / "b.yaml")]
    assert "MC804" in {item.rule for item in report.findings}
    put(folder, {"b.yaml": ignored})
    again = run([str(folder)], options(use_cache=True))
    assert [item[:3] for item in shown(again, folder)] == [("MC803", "both", "b.yaml"), ("MC804", "unknown", "c.yaml")]
    assert (again.failures, [item.rule for item in again.suppressed]) == ((), ["MC802"])


def breaking(monkeypatch: pytest.MonkeyPatch, rule_id: str) -> None:
    """Make one of the rules across dossiers break after its first finding."""
    true_plan = running.make_worker

    def broken(*_: object) -> Iterator[Any]:
        raise RuntimeError("stuk")
        yield

    def with_broken(chosen: Any) -> Worker:
        worker = true_plan(chosen)
        plan = worker.checker.plan

        def patched(*arguments: Any) -> Any:
            made = plan(*arguments)
            steps = (replace(step, check=broken) if step.rule.id == rule_id else step for step in made.across)
            return replace(made, across=tuple(steps))

        monkeypatch.setattr(type(worker.checker), "plan", lambda _, *arguments: patched(*arguments))
        return worker

    monkeypatch.setattr(running, "make_worker", with_broken)


def test_a_rule_that_breaks_hides_nothing_and_is_not_remembered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run([str(folder)], options(use_cache=False))
    with monkeypatch.context() as patch:
        breaking(patch, "MC802")
        report = run([str(folder)], options(use_cache=True))
    assert report.failures == ("MC802 kon niet worden beoordeeld: RuntimeError('stuk')",)
    assert [rule for rule, *_ in shown(report, folder)] == ["MC803", "MC804"]
    assert told(run([str(folder)], options(use_cache=True))) == told(whole)


def test_a_rule_that_breaks_makes_no_ignore_idle(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, {"b.yaml": LATER.replace("learning_outcomes:", f"{IGNORE}\nlearning_outcomes:")})
    breaking(monkeypatch, "MC802")
    report = run([str(folder)], options("MC80", "MC902"))
    assert report.incomplete
    assert "MC902" not in {item.rule for item in report.findings}


def test_a_file_without_a_digest_leaves_the_run_without_a_stamp() -> None:
    report = Report()
    add(report, FileResult("a.yaml", digest="1"))
    assert report.stamp == hash_of("run", "a.yaml", "1")
    add(report, FileResult("b.yaml"))
    assert report.stamp is None
    add(report, FileResult("c.yaml", digest="2"))
    assert report.stamp is None


def test_the_stamp_depends_on_names_digests_and_their_order() -> None:
    pairs = [[("a", "1"), ("b", "2")], [("b", "2"), ("a", "1")], [("a", "2"), ("b", "1")], [("a", "1")], [("a1", ""), ("b", "2")]]
    stamps = {collect([FileResult(path, digest=digest) for path, digest in row]).stamp for row in pairs}
    assert len(stamps) == len(pairs)
    assert None in stamps


@pytest.mark.parametrize(("langs", "lang"), [([], "en"), (["nl", "nl"], "nl"), (["en"], "en"), (["en", "nl"], "nl")])
def test_a_report_speaks_the_language_of_its_files(langs: list[str], lang: str) -> None:
    assert collect([FileResult(f"{place}.yaml", lang=name) for place, name in enumerate(langs)]).lang == lang


@pytest.mark.parametrize("jobs", ["0", "-1", "x", "1.5", ""])
def test_no_number_of_processes_is_refused(jobs: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        job_count(jobs)


def test_a_number_of_processes_is_taken_and_auto_gives_at_least_one() -> None:
    assert job_count("3") == 3
    assert job_count("auto") >= 1


def test_a_batch_is_checked_in_its_own_folder(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    results = check_batch(replace(options(), folder=str(folder)), (("a.yaml", True), ("weg.yaml", True)))
    assert [result.path for result in results] == ["a.yaml", "weg.yaml"]
    assert [result.dossiers for result in results] == [1, 0]
    assert results[1].failures == ("weg.yaml: could not be read: No such file or directory",)
    assert Path.cwd() == tmp_path
    with pytest.raises(FileNotFoundError):
        check_batch(replace(options(), folder=str(tmp_path / "weg")), (("a.yaml", True),))
    assert Path.cwd() == tmp_path


def test_a_worker_remembers_what_is_no_dossier_and_says_so_of_a_named_file(tmp_path: Path) -> None:
    worker = make_worker(options(use_cache=True))
    raw = b"services: {web: {image: x, learning_outcomes: 1}}\n"
    path = str(tmp_path / "x.yaml")
    assert worker.check_bytes(raw, path, named=False) is None
    assert worker.check_bytes(raw, path, named=False) is None
    result = worker.check_bytes(raw, path, named=True)
    assert result is not None
    assert result.digest


def test_a_digest_depends_on_what_a_result_depends_on(tmp_path: Path) -> None:
    digests = set()
    variants = [options(use_cache=True), replace(options(use_cache=True), lang="en"), options("MC1", use_cache=True)]
    variants.append(replace(options(use_cache=True), frameworks=("eu-2022",)))
    for chosen in variants:
        for text in (EARLIER, LATER):
            result = make_worker(chosen).check_bytes(text.encode(), str(tmp_path / "a.yaml"))
            assert result is not None
            digests.add(result.digest)
    assert len(digests) == 2 * len(variants)
    plain = make_worker(options()).check_bytes(EARLIER.encode(), "a.yaml")
    assert plain is not None
    assert plain.digest == ""


def test_a_catalogue_too_large_to_compare_says_so_and_keeps_the_other_rules(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("across.catalogue", "engine.run", "engine.sparing"):
        monkeypatch.setattr(f"mclint.{module}.MOST_COMPARED", 2)
    put(folder, {"d.yaml": dossier("vakschool/kassa", TILL)})
    report = run([str(folder)], options())
    assert [rule for rule, *_ in shown(report, folder)] == ["MC804", "MC801"]
    assert report.remarks == [
        remark for remark in report.remarks if "4 dossiers zijn te veel om met elkaar te vergelijken" in remark
    ]
    assert len(report.remarks) == 1
    assert {outcome.text for entry in report.entries for outcome in entry.outcomes} == {""}
    kept = run([str(folder)], options(), whole=True)
    assert [item.rule for item in kept.findings] == [item.rule for item in report.findings]
    assert {outcome.text for entry in kept.entries for outcome in entry.outcomes} >= {*TILL, *FALLS}
