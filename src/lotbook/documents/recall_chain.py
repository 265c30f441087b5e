"""What the picture of a recall shows: lots on the left, what was made of them, who received it on the right.

Where there are many of a kind, those that belong together stand together as a number: lots of one material and
supplier, pieces of one lot, runs of one part, and the shipments of those. A picture that shows everything is read by
nobody, and the lists beside it have every line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from lotbook.documents.chain_layout import Box, Chain
from lotbook.documents.text_format import day, joined, quantity
from lotbook.domain.books import Amount
from lotbook.domain.identifiers import key
from lotbook.domain.recall import Batch, Delivery, Lot, Piece, Recall
from lotbook.tables.trace.balances import total

_MOST_SINGLE = MappingProxyType({"Material": 8, "Pieces": 8, "Runs": 12, "Shipments": 10})  # drawn one by one
ItemT = TypeVar("ItemT")


def chain_of(found: Recall) -> Chain:
    """Every lot, piece, run and shipment of a recall or, where they are many, how many of each kind."""
    depth = {key(step.id): step.distance for step in found.chain}

    def part(run: Batch) -> object:
        return key(run.part_number or ""), run.part_revision, depth.get(key(run.run_id))

    standing = [
        *_stand(
            "Material", found.lots, _lot_key, lambda lot: (lot.material, lot.supplier), one=_lot, many=_lots
        ),
        *_stand("Pieces", found.cuts, _piece_key, lambda cut: cut.cut_from[:1], one=_piece, many=_pieces),
        *_stand("Runs", found.runs, _run_key, part, one=_run, many=_runs),
    ]
    places = {each.node: each.place for each in standing}

    def sender(sent: Delivery) -> str:
        node = key(sent.run_id or "")
        return places.get(node, node)

    sent = list(_stand("Shipments", found.deliveries, _shipment_key, sender, one=_single, many=_group))
    places |= {each.node: each.place for each in sent}
    boxes = {each.place: each.box for each in (*standing, *sent)}
    steps = [(key(step.came_from), key(step.id)) for step in found.chain if step.what != "shipment"]
    steps += [(key(each.run_id or ""), _shipment_key(each)) for each in found.deliveries]
    arrows = dict.fromkeys((places.get(source, ""), places.get(target, "")) for source, target in steps)
    return Chain(boxes, tuple(arrow for arrow in arrows if "" not in arrow and arrow[0] != arrow[1]))


class _Standing(NamedTuple):
    """One thing, the box it stands in, and that box."""

    node: str
    place: str
    box: Box


def _stand(
    column: str,
    items: Sequence[ItemT],
    node: Callable[[ItemT], str],
    together: Callable[[ItemT], object],
    *,
    one: Callable[[ItemT], Box],
    many: Callable[[Sequence[ItemT]], Box],
) -> Iterator[_Standing]:
    """Each thing in a box of its own or, where they are many, those that belong together in one."""
    groups: dict[object, list[ItemT]] = {}
    for number, item in enumerate(items):
        groups.setdefault(number if len(items) <= _MOST_SINGLE[column] else together(item), []).append(item)
    for same in groups.values():
        if len(same) == 1:
            yield _Standing(node(same[0]), node(same[0]), one(same[0]))
            continue
        box = many(same)
        yield from (_Standing(node(each), f"{node(same[0])} and more", box) for each in same)


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
    return _box("Material", same[0].material or "Material", f"{len(same)} lots", same[0].supplier)


def _piece(piece: Piece) -> Box:
    return _box("Pieces", piece.lot_id, quantity(piece.quantity, piece.unit))


def _pieces(same: Sequence[Piece]) -> Box:
    source = ", ".join(same[0].cut_from[:1])
    return _box("Pieces", f"{len(same)} pieces", f"of {source}", _sum([(x.quantity, x.unit) for x in same]))


def _run(run: Batch) -> Box:
    return _box("Runs", run.run_id, _part(run), joined(quantity(run.made, run.unit), run.status, by=", "))


def _runs(same: Sequence[Batch]) -> Box:
    return _box(
        "Runs", _part(same[0]) or "No part", f"{len(same)} runs", _sum([(x.made, x.unit) for x in same])
    )


def _part(run: Batch) -> str:
    return joined(run.part_number, f"rev {run.part_revision}" if run.part_revision else "")


def _single(sent: Delivery) -> Box:
    amount = joined(quantity(sent.quantity, sent.unit), day(sent.shipped_on), by=", ")
    return _box("Shipments", sent.shipment_id, sent.customer, amount)


def _group(sent: Sequence[Delivery]) -> Box:
    customers = len({key(each.customer or "") for each in sent})
    name = "1 customer" if customers == 1 else f"{customers} customers"
    return _box("Shipments", name, f"{len(sent)} shipments", _sum([(x.quantity, x.unit) for x in sent]))


def _sum(amounts: Sequence[tuple[Decimal | None, str | None]]) -> str:
    found = total([Amount(*each) for each in amounts])
    return quantity(found.quantity, found.unit)


def _box(column: str, name: str, *lines: str | None) -> Box:
    return Box(column, name, tuple(line for line in lines if line))
