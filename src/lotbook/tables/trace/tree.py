"""A walk as lines of a tree: each node is opened once; where it is met again, one line says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from lotbook.domain.books import Amount
from lotbook.domain.genealogy import Link
from lotbook.domain.recall import Step
from lotbook.tables.trace.affected import Affected
from lotbook.tables.trace.balances import total

SHIPMENT = "\0"


def tree(
    starts: Iterable[str],
    links: Iterable[Link],
    distance: Mapping[str, int],
    *,
    forward: bool,
    name: Callable[[str], str],
    what: Callable[[str], str],
) -> tuple[Step, ...]:
    """The lines of a walk, starts first, each node's next ones below it in the order of their identifiers.

    Several rows between the same two identifiers are one line with their sum. A start that hangs below another start
    is told there, and opened there.
    """
    below: defaultdict[str, defaultdict[str, list[Amount]]] = defaultdict(lambda: defaultdict(list))
    for link in links:
        upper, lower = (link.source, link.target) if forward else (link.target, link.source)
        below[upper][lower].append(Amount(link.quantity, link.unit))
    lines: list[Step] = []
    opened: set[str] = set()
    for start in _roots(starts, below):
        if start in opened:
            continue
        waiting: list[tuple[str, str, int, Amount]] = [(start, "", 0, Amount(None, None))]
        while waiting:
            node, came_from, level, amount = waiting.pop()
            repeated = node in opened
            opened.add(node)
            lines.append(
                Step(name(node), what(node), level, distance.get(node, level), came_from, *amount, repeated)
            )
            if not repeated:
                waiting += [
                    (lower, name(node), level + 1, total(amounts))
                    for lower, amounts in sorted(below.get(node, {}).items(), reverse=True)
                ]
    return tuple(lines)


def _roots(starts: Iterable[str], below: Mapping[str, Mapping[str, object]]) -> Sequence[str]:
    """The starts, those that hang below another one last, so they are told where they hang."""
    known = set(starts)
    under = {lower for node in known for lower in below.get(node, ())}
    return [*sorted(known - under), *sorted(known & under)]


def forward_tree(reached: Affected, shipments: Iterable[Link]) -> tuple[Step, ...]:
    """The chain of a recall: lots, cuts, runs, sub-assemblies, and the shipments that end it.

    The target of a shipment's link starts with ``SHIPMENT``, so it is never taken for a lot or run of the same name.
    """
    sent = tuple(shipments)
    ends = {link.target for link in sent}
    distance = dict(reached.reach.distance)
    for link in sent:
        distance[link.target] = distance[link.source] + 1
    return tree(
        reached.found.nodes,
        (*reached.links, *sent),
        distance,
        forward=True,
        name=lambda node: node.removeprefix(SHIPMENT) if node in ends else reached.name(node),
        what=lambda node: "shipment" if node in ends else what_is(node, reached),
    )


def what_is(node: str, reached: Affected) -> str:
    """What an identifier names: a lot, a cut, a run, a run that went into others, or nobody knows."""
    if node in reached.lots:
        return "lot"
    if node in reached.cuts or node in reached.deleted:
        return "cut"
    if node in reached.runs:
        return "sub-assembly" if reached.chain.steps.gives(node) else "run"
    return "unknown"
