"""What the picture of a recall shows: lots on the left, what was made of them, who received it on the right.

Where there are many of a kind, those that belong together stand together as a number: lots of one material and
supplier, pieces of one lot, runs of one part, and the shipments of those. A picture that shows everything is read by
nobody, and the lists beside it have every line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from decimal import Decimal
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

from lotbook.documents.chain.layout import Box, Chain, steps
from lotbook.documents.language.text_format import day, joined, part_of, quantity
from lotbook.domain.books import Amount
from lotbook.domain.identifiers import key
from lotbook.domain.recall import Batch, Delivery, Lot, Piece, Recall
from lotbook.tables.trace.balances import total

_MOST_SINGLE = MappingProxyType({"Material": 8, "Pieces": 8, "Runs": 12, "Shipments": 10})  # drawn one by one
_MOST_GROUPS = 24  # of one kind; where they are more, those stand together that have less in common
_MOST_COLUMNS = 4  # of one kind
_DEEPEST = _MOST_COLUMNS - 1  # what is made still later stands with it
ItemT = TypeVar("ItemT")


class _Standing(NamedTuple):
    """One thing, the box it stands in, and that box."""

    node: str
    place: str
    box: Box


def chain_of(found: Recall) -> Chain:
    """Every lot, piece, run and shipment of a recall or, where they are many, how many of each kind."""
    links = [(key(step.came_from), key(step.id)) for step in found.chain if step.what != "shipment"]
    made = list(_made(found, links))
    places = {each.node: each.place for each in made}

    def sender(sent: Delivery) -> str:
        node = key(sent.run_id or "")
        return places.get(node, node)

    shipments = _Kind("Shipments", _shipment_key, _single, _group, (sender, _all))
    sent = list(_stand(found.deliveries, [], shipments))
    places |= {each.node: each.place for each in sent}
    boxes = {each.place: each.box for each in (*made, *sent)}
    links += [(key(each.run_id or ""), _shipment_key(each)) for each in found.deliveries]
    arrows = dict.fromkeys((places.get(source, ""), places.get(target, "")) for source, target in links)
    return Chain(boxes, tuple(arrow for arrow in arrows if "" not in arrow and arrow[0] != arrow[1]))


def _made(found: Recall, links: Sequence[tuple[str, str]]) -> Iterator[_Standing]:
    """The material and all that was made of it."""
    depth = {key(step.id): step.distance for step in found.chain}
    ranks = sorted({depth.get(_run_key(run), 0) for run in found.runs})
    rank = {distance: min(number, _DEEPEST) for number, distance in enumerate(ranks)}

    def step(run: Batch) -> int:
        return rank[depth.get(_run_key(run), 0)]

    def part(run: Batch) -> object:
        return key(run.part_number or ""), run.part_revision, step(run)

    material = _Kind("Material", _lot_key, _lot, _lots, (_source, lambda lot: lot.material, _all))
    pieces = _Kind("Pieces", _piece_key, _piece, _pieces, (lambda cut: cut.cut_from[:1], _all))
    yield from _stand(found.lots, links, material)
    yield from _stand(found.cuts, links, pieces)
    yield from _stand(found.runs, links, _Kind("Runs", _run_key, _run, _runs, (part, step)))


class _Kind(NamedTuple, Generic[ItemT]):
    """How things of one kind are drawn: one by one, or together in one of several ways, from the finest to the coarsest."""

    column: str
    node: Callable[[ItemT], str]
    one: Callable[[ItemT], Box]
    many: Callable[[Sequence[ItemT]], Box]
    ways: Sequence[Callable[[ItemT], object]]


def _stand(
    items: Sequence[ItemT], links: Sequence[tuple[str, str]], kind: _Kind[ItemT]
) -> Iterator[_Standing]:
    """Each thing in a box of its own or, where they are many, those that belong together in one."""
    for same in _groups(items, links, kind):
        first = kind.node(same[0])
        if len(same) == 1:
            yield _Standing(first, first, kind.one(same[0]))
            continue
        box = kind.many(same)
        yield from (_Standing(kind.node(each), f"{first} and more", box) for each in same)


def _groups(
    items: Sequence[ItemT], links: Sequence[tuple[str, str]], kind: _Kind[ItemT]
) -> list[list[ItemT]]:
    """The finest groups that a picture can show: not too many, and not too many made one from the other."""
    groups = [[item] for item in items]
    most = _MOST_SINGLE[kind.column]
    for way in kind.ways:
        if len(groups) <= most and _columns(groups, links, kind) <= _MOST_COLUMNS:
            break
        found: dict[object, list[ItemT]] = {}
        for item in items:
            found.setdefault(way(item), []).append(item)
        groups, most = list(found.values()), _MOST_GROUPS
    return groups


def _columns(groups: Sequence[Sequence[ItemT]], links: Sequence[tuple[str, str]], kind: _Kind[ItemT]) -> int:
    """How many columns these groups take, made from each other as they are."""
    at = {kind.node(item): str(number) for number, same in enumerate(groups) for item in same}
    within = [(at[source], at[target]) for source, target in links if source in at and target in at]
    return 1 + max(steps([str(number) for number in range(len(groups))], within).values(), default=0)


def _source(lot: Lot) -> object:
    return lot.material, lot.supplier


def _all(_: object) -> object:
    return None


def _lot_key(lot: Lot) -> str:
    return key(lot.lot_id) or f"row {lot.row}"


def _piece_key(piece: Piece) -> str:
    return key(piece.lot_id)


def _run_key(run: Batch) -> str:
    return key(run.run_id)


def _shipment_key(sent: Delivery) -> str:
    return f"to {key(sent.shipment_id)}"


def _lot(lot: Lot) -> Box:
    return _box("Material", lot.lot_id, f"Heat {lot.heat or '–'}", lot.supplier)


def _lots(same: Sequence[Lot]) -> Box:
    material = _one({lot.material for lot in same}, "materials") or "Material"
    return _box("Material", material, f"{len(same)} lots", _one({lot.supplier for lot in same}, "suppliers"))


def _one(names: Set[str | None], several: str) -> str | None:
    """The one name, or how many there are."""
    return next(iter(names)) if len(names) == 1 else f"{len(names)} {several}"


def _piece(piece: Piece) -> Box:
    return _box("Pieces", piece.lot_id, quantity(piece.quantity, piece.unit))


def _pieces(same: Sequence[Piece]) -> Box:
    source = _one({each for piece in same for each in piece.cut_from[:1]}, "lots")
    return _box("Pieces", f"{len(same)} pieces", f"of {source}", _sum([(x.quantity, x.unit) for x in same]))


def _run(run: Batch) -> Box:
    return _box("Runs", run.run_id, _part(run), joined(quantity(run.made, run.unit), run.status, by=", "))


def _runs(same: Sequence[Batch]) -> Box:
    part = _one({_part(run) for run in same}, "parts") or "No part"
    return _box("Runs", part, f"{len(same)} runs", _sum([(x.made, x.unit) for x in same]))


def _part(run: Batch) -> str:
    return joined(run.part_number, f"rev {run.part_revision}" if run.part_revision else "")


def _single(sent: Delivery) -> Box:
    amount = joined(part_of(sent.affected_quantity, sent.quantity, sent.unit), day(sent.shipped_on), by=", ")
    return _box("Shipments", sent.shipment_id, sent.customer, amount)


def _group(sent: Sequence[Delivery]) -> Box:
    customers = len({key(each.customer or "") for each in sent})
    name = "1 customer" if customers == 1 else f"{customers} customers"
    return _box(
        "Shipments", name, f"{len(sent)} shipments", _sum([(x.affected_quantity, x.unit) for x in sent])
    )


def _sum(amounts: Sequence[tuple[Decimal | None, str | None]]) -> str:
    found = total([Amount(*each) for each in amounts])
    return quantity(found.quantity, found.unit)


def _box(column: str, name: str, *lines: str | None) -> Box:
    return Box(column, name, tuple(line for line in lines if line))
