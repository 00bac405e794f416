"""Sets apart what a run need not speak of: what the baseline holds, and what stood in an earlier revision already."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mclint.cli.faults import UsageFault
from mclint.config.settings import ConfigError, NoRoomError
from mclint.findings import Finding, Report
from mclint.texts.sentences import Sentence, sentence, told

if TYPE_CHECKING:
    from mclint.engine.baseline import Baseline, Entry
    from mclint.engine.worker import RunOptions

_OTHER_FINDINGS = ("select", "ignore", "framework", "since", "config_from")


def refuse_partial_baseline(given: dict[str, Any]) -> None:
    """Raise UsageError where `--write-baseline` would write down only part of what a plain run finds."""
    wrong = [name for name in _OTHER_FINDINGS if given[name]]
    if given["write_baseline"] and wrong:
        option = f"--{wrong[0].replace('_', '-')}"
        raise UsageFault(sentence("usage.partial-baseline", option=option))


def set_known_apart(
    paths: Iterable[str], report: Report, options: RunOptions, given: dict[str, Any], read: Callable[[str], bytes | None]
) -> None:
    """Apply the baselines in force and `--since` to the report on paths; write the baseline where that is asked for.

    Raises:
        ConfigError: a baseline or revision that cannot be used, or a baseline that cannot be written.
    """
    finder = options.finder()

    def baseline_for(path: str) -> Path | None:
        return finder.for_path(Path(path)).baseline

    if given["write_baseline"]:
        try:
            _write(report, _target(report, baseline_for))
        except NoRoomError as error:  # what was found is said all the same
            report.failures = (*report.failures, told(error.said, report.lang))
        return
    folders = {Path(name).parent for name in report.files}
    for path in sorted({path for folder in folders if (path := baseline_for(str(folder / "x"))) is not None}):
        _apply(report, path, baseline_for, judge=not any(given[name] for name in _OTHER_FINDINGS))
    if given["since"]:
        from mclint.config.git import open_repository
        from mclint.config.revision import not_compared
        from mclint.engine.change.before import Before
        from mclint.engine.change.since import keep_new
        from mclint.engine.worker import make_worker

        repository = open_repository(Path.cwd())
        before = Before(repository, repository.resolve(given["since"]), given["since"])
        keep_new(report, before, make_worker(options), read, paths)
        lost = [text.text(report.lang) for text in not_compared(repository, before.commit, before.label, paths)]
        report.failures = (*report.failures, *(text for text in lost if text not in report.failures))


def _apply(report: Report, path: Path, baseline_for: Callable[[str], Path | None], *, judge: bool) -> None:
    from mclint.engine.baseline import apply_baseline, read_baseline

    def concerns(finding: Finding) -> bool:
        return baseline_for(finding.location.path) == path

    baseline = read_baseline(path)
    stale = apply_baseline(report, baseline, concerns)
    stale = _solved(stale, baseline, report) if judge else []
    if stale:
        count = sum(entry.count for entry in stale)
        gone = "baseline.gone" if count > 1 else "baseline.one-gone"
        _remark(report, sentence(gone, name=path.name, count=count, rule=stale[0].rule, path=stale[0].path))


def _write(report: Report, path: Path) -> None:
    from mclint.engine.baseline import apply_baseline, baseline_of, read_baseline, shrunk

    if report.incomplete:
        _remark(report, sentence("baseline.not-written", name=path.name))
        return
    if not os.path.exists(path):
        made = baseline_of(path, report.findings)
        made.write()
        _remark(report, sentence("baseline.written", name=path.name, count=len(report.findings)))
        report.known, report.findings = report.findings, []
        return
    old = read_baseline(path)
    stale = _solved(apply_baseline(report, old, lambda _: True), old, report)
    shrunk(old, stale).write()
    rest = sentence("baseline.new-ones", count=len(report.findings)) if report.findings else ""
    _remark(report, sentence("baseline.shrunk", name=path.name, count=sum(entry.count for entry in stale), rest=rest))


def _remark(report: Report, said: Sentence) -> None:
    report.remarks.append(said.text(report.lang))


def _solved(stale: list[Entry], baseline: Baseline, report: Report) -> list[Entry]:
    """Return the entries of which a run can tell that they are solved: it checked their file, or that is no longer there.

    What was found across dossiers is solved only where all files that the baseline names were checked together.
    """
    from mclint.engine.baseline import shown_path

    checked = {shown_path(name, baseline.path) for name in report.files}
    across = {rule for entry in report.entries for rule in entry.across}

    def was_judged(entry: Entry) -> bool:
        return entry.path in checked or not os.path.exists(baseline.path.parent / entry.path)

    whole = not stale or (report.together and all(was_judged(entry) for entry in baseline.entries))
    return [entry for entry in stale if was_judged(entry) and (whole or entry.rule not in across)]


def _target(report: Report, baseline_for: Callable[[str], Path | None]) -> Path:
    from mclint.config.discovery import files_around, repository_root
    from mclint.engine.baseline import BASELINE_NAME

    named = {baseline_for(name) for name in report.files}
    if len(named) > 1:
        raise ConfigError(sentence("baseline.several"))
    chosen = next(iter(named), None)
    if chosen is not None:
        return chosen
    usual = repository_root(Path.cwd() / "x") / BASELINE_NAME
    if not files_around(usual).holds(usual):
        raise ConfigError(sentence("baseline.link-out", path=str(usual)))
    return usual
