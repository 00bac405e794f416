"""References between dossiers: which credential can be stacked into which."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mclint.entries import Entry, ReferenceEntry

if TYPE_CHECKING:
    from mclint.across.catalogue import Catalogue

#: A dossier and its reference to the next one of a chain.
Link = tuple[Entry, ReferenceEntry]


def circles(catalogue: Catalogue) -> Iterator[list[Link]]:
    """Yield one shortest circle for each group of dossiers that lead to each other, its latest dossier first.

    Of dossiers that share an id the first counts.
    """
    links: dict[str, list[tuple[str, ReferenceEntry]]] = {}
    for name, (entry, *_) in catalogue.by_id.items():
        targets = [(item.text.strip(), item) for item in entry.references]
        links[name] = [(target, item) for target, item in targets if target in catalogue.by_id]
    for group in _components({name: [target for target, _ in found] for name, found in links.items()}):
        members = set(group)
        if len(members) == 1 and group[0] not in {target for target, _ in links[group[0]]}:
            continue
        start = max(group, key=lambda name: catalogue.by_id[name][0].place)
        yield [(catalogue.by_id[name][0], item) for name, item in _shortest(start, members, links)]


def _shortest(
    start: str, members: set[str], links: dict[str, list[tuple[str, ReferenceEntry]]]
) -> list[tuple[str, ReferenceEntry]]:
    """Return the shortest way from a dossier back to itself, as names with the reference that leads on."""
    came: dict[str, tuple[str, ReferenceEntry]] = {}
    queue = deque([start])
    while queue:
        name = queue.popleft()
        for target, item in links[name]:
            if target == start:
                way = [(name, item)]
                while way[-1][0] != start:
                    way.append(came[way[-1][0]])
                return way[::-1]
            if target in members and target not in came:
                came[target] = (name, item)
                queue.append(target)
    return []


def _components(graph: dict[str, list[str]]) -> Iterator[list[str]]:
    """Yield the strongly connected components of a graph, each in the order of the graph."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    place = {name: number for number, name in enumerate(graph)}
    pairs = [(place[name], place[target]) for name, targets in graph.items() for target in targets]
    if not pairs:
        return
    rows, columns = zip(*pairs, strict=True)
    matrix = coo_array(([1] * len(pairs), (rows, columns)), shape=(len(graph), len(graph))).tocsr()
    _, labels = connected_components(matrix, directed=True, connection="strong")
    groups: dict[int, list[str]] = {}
    for name, label in zip(graph, labels, strict=True):
        groups.setdefault(int(label), []).append(name)
    yield from groups.values()
