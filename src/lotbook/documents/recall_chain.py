"""What the picture of a recall shows: lots on the left, what was made of them, who received it on the right.

Where many shipments left, those of one run to one kind of receiver stand together as a number: a picture that shows
everything is read by nobody, and the lists beside it have every line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lotbook.documents.chain_layout import Box, Chain
from lotbook.documents.text_format import day, joined, quantity
from lotbook.domain.balance import Amount
from lotbook.domain.identifiers import key
from lotbook.domain.recall import Batch, Delivery, Recall
from lotbook.tables.trace.balances import total

_MOST_SINGLE = 10  # shipments that are still drawn one by one


def chain_of(found: Recall) -> Chain:
    """Every lot, piece and run of a recall, and its shipments or, where they are many, how many went to how many."""
    boxes = dict(_boxes(found))
    arrows = dict.fromkeys(
        (source, target) for source, target in _arrows(found) if source in boxes and target in boxes
    )
    return Chain(boxes, tuple(arrows))


def _boxes(found: Recall) -> Iterator[tuple[str, Box]]:
    for lot in found.lots:
        yield key(lot.lot_id), _box("Material", lot.lot_id, f"Heat {lot.heat or '–'}", lot.supplier)
    for piece in found.cuts:
        yield key(piece.lot_id), _box("Pieces", piece.lot_id, quantity(piece.quantity, piece.unit))
    for run in found.runs:
        yield key(run.run_id), _run(run)
    if _is_grouped(found):
        for run_id, sent in _by_run(found.deliveries).items():
            yield f"to {run_id}", _group(sent)
    else:
        yield from ((key(each.shipment_id), _single(each)) for each in found.deliveries)


def _run(run: Batch) -> Box:
    part = joined(run.part_number, f"rev {run.part_revision}" if run.part_revision else "")
    return _box("Runs", run.run_id, part, joined(quantity(run.made, run.unit), run.status, by=", "))


def _single(sent: Delivery) -> Box:
    amount = joined(quantity(sent.quantity, sent.unit), day(sent.shipped_on), by=", ")
    return _box("Shipments", sent.shipment_id, sent.customer, amount)


def _group(sent: Sequence[Delivery]) -> Box:
    if len(sent) == 1:
        return _single(sent[0])
    customers = len({key(each.customer or "") for each in sent})
    amount = total([Amount(each.quantity, each.unit) for each in sent])
    return _box(
        "Shipments",
        "1 customer" if customers == 1 else f"{customers} customers",
        f"{len(sent)} shipments",
        quantity(amount.quantity, amount.unit),
    )


def _arrows(found: Recall) -> Iterator[tuple[str, str]]:
    for step in found.chain:
        if step.came_from:
            yield key(step.came_from), key(step.id)
    if _is_grouped(found):
        yield from ((run_id, f"to {run_id}") for run_id in _by_run(found.deliveries))


def _is_grouped(found: Recall) -> bool:
    return len(found.deliveries) > _MOST_SINGLE


def _by_run(sent: Sequence[Delivery]) -> dict[str, list[Delivery]]:
    found: dict[str, list[Delivery]] = {}
    for each in sent:
        found.setdefault(key(each.run_id or ""), []).append(each)
    return found


def _box(column: str, name: str, *lines: str | None) -> Box:
    return Box(column, name, tuple(line for line in lines if line))
