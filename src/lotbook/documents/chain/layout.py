"""What the picture of a chain shows: boxes in columns, heats on the left, the order on the right, and the lines between.

Nothing is drawn here, so what stands where can be tested without a picture.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lotbook.documents.language.text_format import NO_BREAK, day, quantity, with_revision
from lotbook.domain.identifiers import key

if TYPE_CHECKING:
    from lotbook.documents.frozen.facts import Frozen

KINDS = ("Material", "Pieces", "Runs", "Shipments", "Order", "Customers")


class Box(NamedTuple):
    """One thing in the chain: its column, its identifier, up to two lines of what matters about it."""

    column: str
    name: str
    lines: tuple[str, ...]


class Chain(NamedTuple):
    """Boxes by key, and which box was made from which: (source key, target key)."""

    boxes: Mapping[str, Box]
    arrows: tuple[tuple[str, str], ...]


class Layout(NamedTuple):
    """What stands where.

    Attributes:
        boxes: by key; a key that has no box is a gap through which a line passes a column, so that it never runs
            behind a box it has nothing to do with.
        columns: keys from left to right, in each from top to bottom.
        paths: each line as the keys it touches, from its source over such gaps to its target.
    """

    boxes: Mapping[str, Box]
    columns: list[list[str]]
    paths: list[tuple[str, ...]]


def chain_of(frozen: Frozen) -> Chain:
    """What is drawn: every lot, piece, run and shipment of a certificate, and its order."""
    boxes = dict(_boxes(frozen))
    arrows = dict.fromkeys(arrow for arrow in _arrows(frozen) if arrow[0] in boxes and arrow[1] in boxes)
    return Chain(boxes, tuple(arrows))


def _boxes(frozen: Frozen) -> Iterator[tuple[str, Box]]:
    for lot in frozen.lots:
        material = lot.material
        yield (
            key(lot.lot_id),
            _box("Material", lot.lot_id, f"Heat{NO_BREAK}{lot.heat or '–'}", material and material.grade),
        )
        for cut in lot.cuts:
            if cut.new_lot_id:
                amount = quantity(cut.quantity, cut.unit)
                yield key(cut.new_lot_id), _box("Pieces", cut.new_lot_id, amount, cut.mark_method)
    for record in frozen.runs:
        run = record.run
        part = with_revision(run.part_number, run.part_revision or "–")
        yield key(record.run_id), _box("Runs", record.run_id, part, day(run.finished_on or run.started_on))
    for sent in frozen.shipments:
        shipment = sent.shipment
        if shipment.shipment_id:
            amount = quantity(shipment.quantity, shipment.unit)
            yield (
                key(shipment.shipment_id),
                _box("Shipments", shipment.shipment_id, amount, day(shipment.shipped_on)),
            )
    order = frozen.order
    if order.order_id and frozen.shipments:
        yield (
            key(order.order_id),
            _box("Order", order.order_id, f"PO{NO_BREAK}{order.customer_po or '–'}", order.customer),
        )


def _box(column: str, name: str, *lines: str | None) -> Box:
    return Box(column, name, tuple(line for line in lines if line))


def _arrows(frozen: Frozen) -> Iterator[tuple[str, str]]:
    for lot in frozen.lots:
        yield from ((key(cut.source or ""), key(cut.new_lot_id or "")) for cut in lot.cuts)
    for run in frozen.runs:
        yield from ((key(use.source or ""), key(run.run_id)) for use in run.uses)
    for sent in frozen.shipments:
        shipment = key(sent.shipment.shipment_id or "")
        yield key(sent.shipment.run_id or ""), shipment
        yield shipment, key(frozen.order.order_id or "")


def layout(chain: Chain, most: int) -> Layout:
    """Puts every box in its column near what it was made from; at most so many boxes in one column.

    What is too many stands together in the last box of its column.
    """
    columns = _columns(chain)
    _untangle(columns, chain.arrows)
    boxes, stands_for = _shortened(chain, columns, most)
    pairs = dict.fromkeys((stands_for.get(a, a), stands_for.get(b, b)) for a, b in chain.arrows)
    paths = list(_paths(columns, [(source, target) for source, target in pairs if source != target]))
    for name in dict.fromkeys(name for path in paths for name in path[1:-1]):
        columns[int(name.partition(_THROUGH)[0])].append(name)
    _untangle(columns, [step for path in paths for step in pairwise(path)])
    return Layout(boxes, columns, paths)


_THROUGH = " | "


def _paths(columns: Sequence[Sequence[str]], arrows: Sequence[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """The keys each line touches; long lines that start or end together share their way through a column."""
    at = {name: number for number, column in enumerate(columns) for name in column}
    long = [arrow for arrow in arrows if at[arrow[1]] - at[arrow[0]] > 1]
    starts, ends = Counter(source for source, _ in long), Counter(target for _, target in long)
    for source, target in arrows:
        shared = f"{source}{_THROUGH}" if starts[source] >= ends[target] else f"{_THROUGH}{target}"
        between = range(at[source] + 1, at[target])
        yield (source, *(f"{number}{_THROUGH}{shared}" for number in between), target)


def _columns(chain: Chain) -> list[list[str]]:
    """Boxes by their kind; steps of one kind that follow each other get columns of their own."""
    column = {name: box.column for name, box in chain.boxes.items()}
    step = steps(chain.boxes, [arrow for arrow in chain.arrows if column[arrow[0]] == column[arrow[1]]])
    place = {name: (KINDS.index(box.column), step[name]) for name, box in chain.boxes.items()}
    places = sorted(set(place.values()))
    return [[name for name in chain.boxes if place[name] == here] for here in places]


def _shortened(chain: Chain, columns: list[list[str]], most: int) -> tuple[dict[str, Box], dict[str, str]]:
    """Cuts columns to a length that can be read, and tells which box stands for each that was taken out."""
    boxes, stands_for = dict(chain.boxes), dict[str, str]()
    for number, column in enumerate(columns):
        if len(column) > most:
            rest, more = column[most - 1 :], f"more {number}"
            boxes[more] = Box(boxes[rest[0]].column, f"{len(rest)} more", ("see the tables",))
            stands_for.update(dict.fromkeys(rest, more))
            columns[number] = [*column[: most - 1], more]
    shown = {name for column in columns for name in column}
    return {name: box for name, box in boxes.items() if name in shown}, stands_for


def steps(names: Collection[str], arrows: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How many of these stand before each of them at most: cuts of cuts, runs made from runs.

    Where nothing is left but circles and what comes of them, it goes on with the first of ``names``. The time it takes
    grows with the number of names and arrows, not faster.
    """
    after: dict[str, list[str]] = {}
    waiting = dict.fromkeys(names, 0)
    for source, target in dict.fromkeys(arrows):
        if source != target and source in waiting and target in waiting:
            after.setdefault(source, []).append(target)
            waiting[target] += 1
    step = dict.fromkeys(names, 0)
    ready = deque(name for name, count in waiting.items() if not count)
    in_order = iter(names)
    while waiting:
        name = ready.popleft() if ready else next(name for name in in_order if name in waiting)
        del waiting[name]
        for target in after.get(name, ()):
            if target in waiting:
                step[target] = max(step[target], step[name] + 1)
                waiting[target] -= 1
                if not waiting[target]:
                    ready.append(target)
    return step


def _untangle(columns: list[list[str]], steps: Iterable[tuple[str, str]]) -> None:
    """Sorts each column by the middle height of its neighbours, from both sides in turn, so that lines cross little."""
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for source, target in steps:
        before.setdefault(target, []).append(source)
        after.setdefault(source, []).append(target)
    for _ in range(3):
        _sort(columns, before)
        _sort(columns[::-1], after)


def _sort(columns: Iterable[list[str]], near: Mapping[str, Sequence[str]]) -> None:
    height: dict[str, float] = {}
    for column in columns:
        own = {name: (number + 0.5) / len(column) for number, name in enumerate(column)}
        wanted = {
            name: sum(known) / len(known)
            if (known := [height[o] for o in near.get(name, ()) if o in height])
            else own[name]
            for name in column
        }
        column.sort(key=wanted.__getitem__)
        height.update({name: (number + 0.5) / len(column) for number, name in enumerate(column)})
