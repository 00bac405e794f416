"""`mclint check`: checks dossiers and prints what was found."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mclint.cli.faults import UsageFault
from mclint.cli.fixing import Mended, fix_files, refuse_unclear_fixing, show_difference
from mclint.cli.kinds import AtLeast, FilePath, OneOf
from mclint.cli.known import refuse_partial_baseline, set_known_apart
from mclint.cli.options import DAY, FORMAT, NARROWEST, message_language, rule_patterns
from mclint.cli.outputs import refuse_unclear_outputs, write_outputs
from mclint.cli.policy import policy_in_force
from mclint.cli.running import jobs_of, progress_bar
from mclint.cli.spoken import SpokenCommand, lang_option
from mclint.cli.streams import reading_standard_input
from mclint.config.settings import FAIL_LEVELS
from mclint.findings import Finding, Report
from mclint.report.words import word
from mclint.texts.sentences import sentence, told

if TYPE_CHECKING:
    from mclint.config.revision import Policy
    from mclint.dossier.files import Files
    from mclint.engine.worker import RunOptions

#: Gives the bytes of a checked file; None where it can no longer be read.
Read = Callable[[str], bytes | None]

_FAIL_RANK = {"error": 0, "warning": 1, "note": 2, "never": -1}


@click.command("check", cls=SpokenCommand)
@click.argument("paths", nargs=-1, type=FilePath(readable=False), metavar="PATH...")
@click.option("--framework", metavar="NAME")
@click.option("--select", multiple=True, callback=rule_patterns, metavar="IDS")
@click.option("--ignore", multiple=True, callback=rule_patterns, metavar="IDS")
@click.option("--fail-level", type=OneOf(FAIL_LEVELS))
@click.option("--format", "formats", multiple=True, type=FORMAT)
@lang_option
@click.option("--config", type=FilePath(dir_okay=False))
@click.option("--config-from", metavar="REF")
@click.option("--isolated", is_flag=True)
@click.option("--baseline", type=FilePath(dir_okay=False))
@click.option("--write-baseline", is_flag=True)
@click.option("--since", metavar="REF")
@click.option("--fix", is_flag=True)
@click.option("--unsafe-fixes", is_flag=True)
@click.option("--diff", is_flag=True)
@click.option("--only-dossiers", is_flag=True)
@click.option("--stdin-filename", metavar="PATH")
@click.option("--jobs", default="1", metavar="N|auto")
@click.option("--executor", metavar="dask://HOST:PORT")
@click.option("--no-cache", is_flag=True)
@click.option("--fail-on-empty", is_flag=True)
@click.option("--statistics", is_flag=True)
@click.option("--quiet", "-q", is_flag=True)
@click.option("--width", type=AtLeast(min=NARROWEST), metavar="N")
@click.option("--color", type=OneOf(["auto", "always", "never"]), default="auto")
@click.option("--exit-zero", is_flag=True)
@click.option("--today", type=DAY)
def command(paths: tuple[str, ...], **given: Any) -> int:
    """Check the dossiers at or below each PATH; - is standard input."""
    from mclint.engine.worker import RunOptions

    if not paths and given["only_dossiers"]:
        return 0
    if not paths:
        raise UsageFault(sentence("usage.no-path"))
    if given["config"] and given["isolated"]:
        raise UsageFault(sentence("usage.exclusive", first="--config", second="--isolated"))
    refuse_partial_baseline(given)
    refuse_unclear_fixing(paths, given)
    refuse_unclear_outputs(given)
    with policy_in_force(given["config_from"], given["config"], given["baseline"]) as policy:
        options = RunOptions(
            today=given["today"] or date.today(),
            lang=message_language(given["lang"]),
            use_cache=not given["no_cache"],
            options=_overrides(given, policy),
            config=Path(given["config"]) if given["config"] else None,
            isolated=given["isolated"],
            policy=policy,
            only_dossiers=given["only_dossiers"],
        )
        _refuse_targets(paths, options, given)
        if given["diff"]:
            return show_difference(paths, options, unsafe=given["unsafe_fixes"])
        mended = fix_files(paths, options, unsafe=given["unsafe_fixes"]) if given["fix"] else Mended()
        report, read = _check(paths, options, given)
        if not report.files:
            _prove_packs(paths, options)
        report.fixed, report.remarks = mended.count, [*(told(said, report.lang) for said in mended.remarks), *report.remarks]
        set_known_apart(paths, report, options, given, read)
        fails = _judge(options, report)
        packs = _rule_packs(report, options) if any(name == "sarif" for name, _ in given["formats"]) else ()
        written = write_outputs(report, partial(_lines, read), given, fails, packs)
        failing = any(fails(finding) for finding in report.findings)
        code = max(written, mended.code, 3 if report.incomplete else 0, int(failing and not given["exit_zero"]))
        if code == 0 and not report.files and not failing and (given["fail_on_empty"] or policy is not None):
            lang = message_language(given["lang"]) or options.finder().for_path(Path.cwd()).lang or report.lang
            raise UsageFault(word("nothing-checked", lang))
        return code


def _overrides(given: dict[str, Any], policy: Policy | None) -> tuple[tuple[str, object], ...]:
    baseline = Path(os.path.abspath(given["baseline"])) if given["baseline"] else None
    return (
        ("baseline", policy.place(baseline) if policy is not None and baseline is not None else baseline),
        ("framework", given["framework"]),
        ("select", given["select"]),
        ("ignore", given["ignore"]),
        ("fail_level", given["fail_level"]),
        ("lang", given["lang"]),
    )


def _refuse_targets(paths: tuple[str, ...], options: RunOptions, given: dict[str, Any]) -> None:
    targets = [target for _, target in given["formats"] if target is not None]
    if targets:
        from mclint.cli.targets import refuse_targets

        finder, policy = options.finder(), options.policy
        judged = [path for path in targets if policy is None or policy.repository.relative(path) is not None]
        refuse_targets(targets, paths, [finder.for_path(Path(path)) for path in (*paths, *judged) if path != "-"])


def _prove_packs(paths: tuple[str, ...], options: RunOptions) -> None:
    """Raise ConfigError for a mistake in a rule pack where no dossier was found that would have met it."""
    from mclint.engine.pack.read import registry_of

    finder = options.finder()
    for packs in {finder.for_path(Path(path)).rule_packs for path in paths if path != "-"}:
        registry_of(packs)


def _rule_packs(report: Report, options: RunOptions) -> tuple[Path, ...]:
    """Return the rule packs whose rules an output that lists all rules has to know."""
    finder = options.finder()
    paths = {finding.location.path for finding in (*report.findings, *report.suppressed)}
    return tuple(sorted({pack for path in paths for pack in finder.for_path(Path(path)).rule_packs}))


def _check(paths: tuple[str, ...], options: RunOptions, given: dict[str, Any]) -> tuple[Report, Read]:
    """Return the report and a function that gives the bytes of a checked file."""
    from mclint.engine.run import run
    from mclint.engine.worker import make_worker

    if "-" in paths:
        return _check_stdin(paths, options, given)
    progress = progress_bar(quiet=given["quiet"])
    read = partial(_read, make_worker(options).files)
    if options.policy is None:
        return run(paths, options, jobs_of(given["jobs"]), executor=given["executor"], progress=progress), read
    from mclint.engine.change.before import Before
    from mclint.engine.change.gate import judge_change
    from mclint.engine.change.touched import find_change

    policy = options.policy
    change = find_change(Before(policy.repository, policy.commit, policy.label))
    options = replace(options, change=change.packed)
    report = run(paths, options, jobs_of(given["jobs"]), executor=given["executor"], progress=progress)
    judge_change(paths, report, options, policy, change)
    _add_limits(report, options, policy, paths)
    return report, read


def _add_limits(report: Report, options: RunOptions, policy: Policy, paths: tuple[str, ...]) -> None:
    """Say what of a change could not be judged by the revision, and that a cache which the change can write is not used."""
    from mclint.config.revision import not_compared
    from mclint.engine.cache import cache_folder, lies_in

    lost = not_compared(policy.repository, policy.commit, policy.label, paths)
    report.failures = (*report.failures, *(text.text(report.lang) for text in lost))
    folder = cache_folder()
    if options.use_cache and folder is not None and lies_in(folder, policy.repository.checkout):
        report.remarks.append(sentence("run.cache-in-checkout", folder=str(folder)).text(report.lang))


def _check_stdin(paths: tuple[str, ...], options: RunOptions, given: dict[str, Any]) -> tuple[Report, Read]:
    from mclint.dossier.guard import LIMITS
    from mclint.engine.discover import is_excluded
    from mclint.engine.run import add_across, collect
    from mclint.engine.worker import make_worker

    if paths != ("-",):
        raise UsageFault(sentence("usage.stdin-alone"))
    name, worker = given["stdin_filename"] or "<stdin>", make_worker(options)
    with reading_standard_input():
        raw = sys.stdin.buffer.read(LIMITS.bytes + 1)
    excluded = given["stdin_filename"] and is_excluded(Path(name), worker.finder.for_path(Path(name)))
    result = worker.check_bytes(raw, name, named=not options.only_dossiers) if not excluded else None
    report = collect([result] if result else [])
    if not options.only_dossiers and len(report.entries) > 1:
        add_across(report, options, part=True, read=lambda _: raw)
    return report, lambda path: raw if path == name else None


def _read(files: Files, path: str) -> bytes | None:
    try:
        return files.read(path)
    except OSError:
        return None


def _lines(read: Read, path: str) -> list[str] | None:
    from mclint.dossier.source import split_lines

    raw = read(path)
    return split_lines(raw.decode("utf-8", "replace").removeprefix("\ufeff")) if raw is not None else None


def _judge(options: RunOptions, report: Report) -> Callable[[Finding], bool]:
    """Return a function that says whether a finding is at or above the fail level of its file."""
    finder = options.finder()

    def fails(finding: Finding) -> bool:
        path = finding.location.path
        level = report.fail_levels.get(path) or finder.for_path(Path(path)).fail_level
        return finding.severity.rank <= _FAIL_RANK[level]

    return fails
