"""Refuses to write over what a run reads: dossiers, configurations, baselines and rule packs."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from mclint.cli.faults import UsageFault
from mclint.config import parse
from mclint.config.settings import Settings
from mclint.dossier.files import Files
from mclint.dossier.recognise import reads_as_dossier
from mclint.texts.sentences import sentence

#: So much of a file is read to see whether it is a dossier.
_MOST_BYTES = 64 << 20


def refuse_targets(targets: Iterable[str], inputs: Iterable[str], settings: Iterable[Settings]) -> None:
    """Raise UsageError where an output would take the place of something that is read.

    Real paths are compared, so that a link or another spelling of a path is the same file.

    Args:
        targets: the files to write to.
        inputs: the files and folders that were named, and `-`.
        settings: the settings in force, which name baselines and rule packs.
    """
    targets = list(targets)
    named = {os.path.realpath(name) for name in inputs if name != "-" and os.path.isfile(name)}
    policies = [*settings]
    baselines = {os.path.realpath(item.baseline) for item in policies if item.baseline is not None}
    packs = {os.path.realpath(pack) for item in policies for pack in item.rule_packs}
    real = [os.path.realpath(target) for target in targets]
    for target, path in zip(targets, real, strict=True):
        if Path(path).name in (parse.CONFIG_NAME, parse.PYPROJECT):
            raise UsageFault(sentence("usage.target-is-configuration", path=target))
        if path in baselines or any(path == pack or path.startswith(pack + os.sep) for pack in packs):
            raise UsageFault(sentence("usage.target-is-policy", path=target))
        if path in named or _is_dossier(path):
            raise UsageFault(sentence("usage.target-is-input", path=target))


def _is_dossier(path: str) -> bool:
    try:
        return os.path.isfile(path) and reads_as_dossier(Files().read(path, _MOST_BYTES), path)
    except OSError:
        return False
