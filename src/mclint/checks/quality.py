"""Checks on the quality process behind a microcredential."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mclint.checks.env import Env
from mclint.dossier.document import State
from mclint.dossier.tree import Node
from mclint.model import Hit

__all__ = ["Process", "process"]

PROCESSES, RESPONSIBLE = "/quality/processes", "/quality/responsible"


@dataclass(frozen=True, slots=True)
class Process:
    """`beyond`: processes that do not count by themselves; `responsible`: whether somebody must be responsible."""

    beyond: tuple[str, ...] = ()
    responsible: bool = False


def process(node: Node, env: Env, params: Process) -> Iterator[Hit]:  # noqa: ARG001 - one signature for all checks
    """Report each flaw of the quality process.

    Messages: `no-process`, `only-committee` (at the processes), `nobody-responsible`.
    """
    document = env.document
    if document.state(PROCESSES) is State.MISSING:
        yield Hit(document.missing_place(PROCESSES), "no-process")
    elif (processes := document.get(PROCESSES)) is not None:
        if {item.text for item in processes.items} <= set(params.beyond):
            yield Hit(processes.place, "only-committee")
    if params.responsible and document.state(RESPONSIBLE) is State.MISSING:
        yield Hit(document.missing_place(RESPONSIBLE), "nobody-responsible")
