"""The chain as a graph: walked forward (where did it go) and backward (where did it come from).

Every walk is iterative with a visited set: no depth limit, the same answer whatever the order of rows or starts,
several starts at once, an end on cycles, shared ancestors counted once. Cost grows with nodes plus links.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from lotbook.domain.findings import Place


class Link(NamedTuple):
    """One step of the chain: ``target`` was made from ``source``; identifiers are comparison keys."""

    source: str
    target: str
    quantity: Decimal | None
    unit: str | None
    place: Place


class Walk(NamedTuple):
    """What a walk reached: every node with its distance from the nearest start, and every link it followed."""

    distance: Mapping[str, int]
    links: tuple[Link, ...]

    @property
    def nodes(self) -> frozenset[str]:
        """The identifiers reached, the starts included."""
        return frozenset(self.distance)


class Lineage:
    """All links of a workbook, indexed both ways."""

    def __init__(self, links: Iterable[Link]) -> None:
        self.links = tuple(links)
        down: defaultdict[str, list[Link]] = defaultdict(list)
        up: defaultdict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            down[link.source].append(link)
            up[link.target].append(link)
        self._down: Mapping[str, list[Link]] = dict(down)
        self._up: Mapping[str, list[Link]] = dict(up)

    def parts_of(self, node: str) -> Sequence[Link]:
        """The links that lead into a node: what it was made from."""
        return self._up.get(node, ())

    def uses_of(self, node: str) -> Sequence[Link]:
        """The links that lead out of a node: what was made from it."""
        return self._down.get(node, ())

    def forward(self, starts: Iterable[str]) -> Walk:
        """Everything made from the starts, directly or through other pieces and runs."""
        return _walk(self._down, starts, forward=True)

    def backward(self, starts: Iterable[str]) -> Walk:
        """Everything the starts were made from."""
        return _walk(self._up, starts, forward=False)

    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """Groups of identifiers that were, against all sense, made from each other; each group sorted."""
        groups = (
            group for group in _Search(self._down).groups() if len(group) > 1 or self._is_own_part(group[0])
        )
        return tuple(sorted(tuple(sorted(group)) for group in groups))

    def _is_own_part(self, node: str) -> bool:
        return any(link.target == node for link in self._down.get(node, ()))


def _walk(index: Mapping[str, list[Link]], starts: Iterable[str], *, forward: bool) -> Walk:
    distance = dict.fromkeys(sorted(set(starts)), 0)
    frontier = list(distance)
    followed: list[Link] = []
    steps = 0
    while frontier:
        steps += 1
        following: list[str] = []
        for node in frontier:
            for link in index.get(node, ()):
                followed.append(link)
                reached = link.target if forward else link.source
                if reached not in distance:
                    distance[reached] = steps
                    following.append(reached)
        frontier = following
    followed.sort(key=lambda link: link.place)
    return Walk(distance, tuple(followed))


class _Search:
    """The state of Tarjan's search for groups that reach each other, without recursion so deep chains end too."""

    def __init__(self, index: Mapping[str, list[Link]]) -> None:
        self.index = index
        self.order: dict[str, int] = {}
        self.low: dict[str, int] = {}
        self.open: dict[str, None] = {}

    def groups(self) -> Iterator[list[str]]:
        for root in self.index:
            if root not in self.order:
                yield from self._from(root)

    def _from(self, root: str) -> Iterator[list[str]]:
        work = [self._enter(root)]
        while work:
            node, links = work[-1]
            step = next(links, None)
            if step is None:
                work.pop()
                if work:
                    parent = work[-1][0]
                    self.low[parent] = min(self.low[parent], self.low[node])
                if self.low[node] == self.order[node]:
                    yield self._close(node)
            elif step.target not in self.order:
                work.append(self._enter(step.target))
            elif step.target in self.open:
                self.low[node] = min(self.low[node], self.order[step.target])

    def _enter(self, node: str) -> tuple[str, Iterator[Link]]:
        self.order[node] = self.low[node] = len(self.order)
        self.open[node] = None
        return node, iter(self.index.get(node, ()))

    def _close(self, node: str) -> list[str]:
        group: list[str] = []
        while not group or group[-1] != node:
            group.append(self.open.popitem()[0])
        return group
