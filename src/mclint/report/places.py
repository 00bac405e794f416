"""Where a finding stands for readers that show whole lines, such as the pages of GitHub and GitLab."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import lru_cache

from mclint.findings import Location
from mclint.report.formats import Lines


def line_finder(lines: Lines) -> Callable[[Location], tuple[int, int]]:
    """Return a function that gives the first and the last line of a place, from 1, the last one included.

    A place that ends before the first column of a line does not cover that line. A place at the very end of a file
    stands behind its last line, where no page shows anything: it moves up to that line.
    """

    @lru_cache(maxsize=1)  # findings come file by file: one file is enough to keep
    def last_line(path: str) -> int:
        source = lines(path)
        if source is None:
            return sys.maxsize
        return max(1, len(source) - (source[-1] == ""))

    def find(at: Location) -> tuple[int, int]:
        last = last_line(at.path)
        first = min(at.start.line, last)
        end = at.end.line - (at.end.column == 1 and at.end.line > at.start.line)
        return first, max(first, min(end, last))

    return find
