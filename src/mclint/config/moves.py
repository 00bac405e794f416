"""Which file became which: by equal content, else by the lines that two files have in common.

This is done here and not by git, which to compare with the working tree runs the filters that a repository names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import basename

#: A line that stands in more files than this tells nothing about which of them it came from.
_COMMON = 20
#: So many old files are compared with a new one in full.
_CANDIDATES = 5
#: How much two files have in common to be one that was moved: of the larger one, as for git.
_ALIKE = 0.5
#: Or of the old one: what was put around it does not hide where it came from.
_WHOLE = 0.8


def equal(gone: Mapping[str, Hashable], new: Mapping[str, Hashable]) -> dict[str, str]:
    """Return the path of the old file that each new file is, by its new path; where there is a choice, that of the same name.

    Args:
        gone: what stands for the content of the files that are no longer there, by path.
        new: the same of the files that were not there.
    """
    olds: dict[Hashable, list[str]] = defaultdict(list)
    for path in sorted(gone):
        olds[gone[path]].append(path)
    found: dict[str, str] = {}
    for same_name in (True, False):
        for path in sorted(new.keys() - found.keys()):
            choice = olds.get(new[path], [])
            was = next((old for old in choice if not same_name or basename(old) == basename(path)), None)
            if was is not None:
                choice.remove(was)
                found[path] = was
    return found


def alike(gone: Mapping[str, bytes], new: Mapping[str, bytes]) -> dict[str, str]:
    """Return the path of the old file that each new file was before it was edited, by its new path; each is found once.

    Args:
        gone: the bytes of the files that are no longer there, by path.
        new: the bytes of the files that were not there.
    """
    pairs = _pairs([_read(path, gone[path]) for path in sorted(gone)], [_read(path, new[path]) for path in sorted(new)])
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, was, now in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if now not in found and was not in taken:
            found[now] = was
            taken.add(was)
    return found


@dataclass(frozen=True, slots=True)
class Lines:
    """A file as its lines and how often each is there, without white space around them; `size` is that of all together."""

    path: str
    counts: Mapping[bytes, int]
    size: int


def likeness(old: Lines, new: Lines) -> tuple[float, float]:
    """Return which part of the larger, and which of the old file, two files have in common."""
    both = sum(len(line) * min(count, new.counts[line]) for line, count in old.counts.items() if line in new.counts)
    return both / (max(old.size, new.size) or 1), both / (old.size or 1)


def _read(path: str, raw: bytes) -> Lines:
    lines = [line for row in raw.splitlines() if (line := row.strip())]
    return Lines(path, Counter(lines), sum(map(len, lines)))


def _pairs(old: Iterable[Lines], new: Iterable[Lines]) -> Iterator[tuple[float, str, str]]:
    """Yield likeness, old and new path of the files that may be the same; each new one is compared with a few."""
    files = {file.path: file for file in old}
    holders: dict[bytes, list[str]] = defaultdict(list)
    names: dict[str, list[str]] = defaultdict(list)
    for file in files.values():
        names[basename(file.path)].append(file.path)
        for line in file.counts:
            if len(holders[line]) <= _COMMON:
                holders[line].append(file.path)
    for file in new:
        votes: Counter[str] = Counter(dict.fromkeys(names[basename(file.path)][:_COMMON], 1))
        for line in file.counts:
            if len(holders.get(line, ())) <= _COMMON:
                for path in holders.get(line, ()):
                    votes[path] += len(line)
        for path, _ in votes.most_common(_CANDIDATES):
            larger, whole = likeness(files[path], file)
            if larger >= _ALIKE or whole >= _WHOLE:
                yield larger, path, file.path
