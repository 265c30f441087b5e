"""The chain as a graph: walked forward (where did it go) and backward (where did it come from).

Every walk is iterative with a visited set: no depth limit, the same answer whatever the order of rows or starts,
several starts at once, an end on cycles, shared ancestors counted once. Cost grows with nodes plus links.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import compress
from typing import NamedTuple

from lotbook.domain.findings import Place

_LOOKS = 2  # at a whole column; from there on an index of the steps inside the shop has paid for itself
_MANY_LOOKS = 25  # from there on an index of every step has
Beside = Mapping[str, Sequence[str]] | None


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


class Reach(NamedTuple):
    """What a walk over bare steps reached: every node with its distance, and the positions of the steps followed."""

    distance: Mapping[str, int]
    positions: tuple[int, ...]


class Steps:
    """The chain as two columns of identifier keys: what stands in ``sources`` went into what stands in ``targets``.

    A position is one step. A hundred thousand steps cost what their keys cost: nothing is built for a step that no
    walk follows. An empty key is never walked.
    """

    def __init__(self, sources: Sequence[str], targets: Sequence[str]) -> None:
        self.sources = sources
        self.targets = targets
        self._looks = 0

    @cached_property
    def out_of(self) -> Mapping[str, Sequence[int]]:
        """Identifier -> positions of the steps that lead out of it."""
        return _positions(self.sources)

    @cached_property
    def into(self) -> Mapping[str, Sequence[int]]:
        """Identifier -> positions of the steps that lead into it."""
        return _positions(self.targets)

    @cached_property
    def givers(self) -> frozenset[str]:
        """Every identifier that something was made from."""
        return frozenset(self.sources) - {""}

    @cached_property
    def takers(self) -> frozenset[str]:
        """Every identifier that was made from something."""
        return frozenset(self.targets) - {""}

    def gives(self, node: str) -> bool:
        """Whether something was made from it."""
        return node in self.givers

    def takes(self, node: str) -> bool:
        """Whether it was made from something."""
        return node in self.takers

    def leading_out(self, nodes: Collection[str]) -> Sequence[int]:
        """The positions of the steps that lead out of any of these.

        A few looks at the whole column cost less than an index; a walk that is long, or one of many, gets the index.
        """
        self._looks += 1
        wanted = frozenset(nodes) - {""}
        if "out_of" in self.__dict__ or self._looks > _MANY_LOOKS:
            index = self.out_of
        elif self._looks > _LOOKS and wanted <= self.takers:
            index = self._further
        else:
            return list(compress(range(len(self.sources)), map(wanted.__contains__, self.sources)))
        return [position for node in nodes for position in index.get(node, ())]

    @cached_property
    def _further(self) -> Mapping[str, Sequence[int]]:
        """The index of the steps a walk can take after its first: those out of what was itself made from something."""
        made = list(map(self.takers.__contains__, self.sources))
        positions = list(compress(range(len(self.sources)), made))
        found: defaultdict[str, list[int]] = defaultdict(list)
        for position, node in zip(positions, compress(self.sources, made), strict=True):
            found[node].append(position)
        return found

    def leading_in(self, nodes: Collection[str]) -> Sequence[int]:
        """The positions of the steps that lead into any of these."""
        index = self.into
        return [position for node in nodes for position in index.get(node, ())]

    def forward(self, starts: Iterable[str], beside: Beside = None) -> Reach:
        """Everything made from the starts, directly or through other pieces and runs.

        Args:
            starts: where to start.
            beside: what is known from elsewhere to have been made of an identifier; such steps have no position.
        """
        return _walk(self.leading_out, self.targets, starts, beside)

    def backward(self, starts: Iterable[str]) -> Reach:
        """Everything the starts were made from."""
        return _walk(self.leading_in, self.sources, starts)

    def gathered(self, marks: Mapping[str, int]) -> dict[str, int]:
        """For every identifier the marks of all that was made from it, its own included, as one number of bits.

        One look at each step answers for all identifiers at once: who received anything of each lot, say, with one
        bit for each customer.
        """
        found: dict[str, int] = {}
        for group in _Search(
            self.out_of, self.targets
        ).groups():  # what was made from a group comes before it
            bits = 0
            for node in group:
                bits |= marks.get(node, 0)
                for position in self.out_of.get(node, ()):
                    bits |= found.get(self.targets[position], 0)
            found.update(dict.fromkeys(group, bits))
        return found

    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """Groups of identifiers that were, against all sense, made from each other; each group sorted."""
        groups = (
            group
            for group in _Search(self.out_of, self.targets).groups()
            if len(group) > 1 or any(self.targets[p] == group[0] for p in self.out_of.get(group[0], ()))
        )
        return tuple(sorted(tuple(sorted(group)) for group in groups))


class Lineage:
    """All links of a workbook, indexed both ways."""

    def __init__(self, links: Iterable[Link]) -> None:
        self.links = tuple(links)
        self._steps = Steps([link.source for link in self.links], [link.target for link in self.links])

    def parts_of(self, node: str) -> Sequence[Link]:
        """The links that lead into a node: what it was made from."""
        return [self.links[position] for position in self._steps.into.get(node, ())]

    def uses_of(self, node: str) -> Sequence[Link]:
        """The links that lead out of a node: what was made from it."""
        return [self.links[position] for position in self._steps.out_of.get(node, ())]

    def forward(self, starts: Iterable[str]) -> Walk:
        """Everything made from the starts, directly or through other pieces and runs."""
        return self._walked(self._steps.forward(starts))

    def backward(self, starts: Iterable[str]) -> Walk:
        """Everything the starts were made from."""
        return self._walked(self._steps.backward(starts))

    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """Groups of identifiers that were, against all sense, made from each other; each group sorted."""
        return self._steps.cycles()

    def _walked(self, reach: Reach) -> Walk:
        followed = sorted((self.links[p] for p in reach.positions), key=lambda link: link.place)
        return Walk(reach.distance, tuple(followed))


def _positions(nodes: Sequence[str]) -> Mapping[str, Sequence[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for position, node in enumerate(nodes):
        found[node].append(position)
    found.pop("", None)
    return found


def _walk(
    onward: Callable[[Collection[str]], Sequence[int]],
    ends: Sequence[str],
    starts: Iterable[str],
    beside: Beside = None,
) -> Reach:
    distance = dict.fromkeys(sorted(set(starts)), 0)
    frontier = list(distance)
    followed: list[int] = []
    steps = 0
    while frontier:
        steps += 1
        following: list[str] = []
        positions = onward(frontier)
        followed += positions
        further = [each for node in frontier for each in beside.get(node, ())] if beside else ()
        for reached in (*map(ends.__getitem__, positions), *further):
            if reached and reached not in distance:
                distance[reached] = steps
                following.append(reached)
        frontier = following
    return Reach(distance, tuple(sorted(followed)))


class _Search:
    """The state of Tarjan's search for groups that reach each other, without recursion so deep chains end too."""

    def __init__(self, index: Mapping[str, Sequence[int]], targets: Sequence[str]) -> None:
        self.index = index
        self.targets = targets
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
            node, onward = work[-1]
            position = next(onward, None)
            if position is None:
                work.pop()
                if work:
                    parent = work[-1][0]
                    self.low[parent] = min(self.low[parent], self.low[node])
                if self.low[node] == self.order[node]:
                    yield self._close(node)
                continue
            target = self.targets[position]
            if target not in self.order:
                work.append(self._enter(target))
            elif target in self.open:
                self.low[node] = min(self.low[node], self.order[target])

    def _enter(self, node: str) -> tuple[str, Iterator[int]]:
        self.order[node] = self.low[node] = len(self.order)
        self.open[node] = None
        return node, iter(self.index.get(node, ()))

    def _close(self, node: str) -> list[str]:
        group: list[str] = []
        while not group or group[-1] != node:
            group.append(self.open.popitem()[0])
        return group
