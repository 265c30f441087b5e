"""What a recall must stop now, as a table of the report: everything that has not left the shop, or is about to."""

from __future__ import annotations

from decimal import Decimal

from lotbook.documents.language.text_format import day, joined, part_of, quantity
from lotbook.domain.recall import Batch, Stop
from lotbook.domain.values import rounded


def stops(stop: Stop) -> list[dict[str, str]]:
    """Everything that has not left the shop, or is about to, in the order of the sheet Recall; no piece stands there twice."""
    going = {run.run_id for run in stop.runs}
    rows = [
        *(
            ("Lot", x.lot_id, joined(x.material, x.heat and f"heat {x.heat}", by=", "), _left(x.on_hand, x.unit), x.location)
            for x in stop.lots
        ),
        *(
            ("Piece", x.lot_id, f"cut from {', '.join(x.cut_from)}", _left(x.on_hand, x.unit), x.location)
            for x in stop.cuts
        ),
        *(
            ("Run not finished", x.run_id, _part(x.part_number, x.part_revision), quantity(x.made, x.unit), _at(x))
            for x in stop.runs
        ),
        *(
            ("Goods in stock", x.run_id, _part(x.part_number, x.part_revision), _left(x.unshipped, x.unit), "")
            for x in stop.unshipped
        ),
        *(
            ("At a processor", x.run_id, joined(x.process, x.specification, by=", "), _left(x.quantity, x.unit), x.supplier)
            for x in stop.processors
            if x.run_id not in going
        ),
        *(
            ("Open order", x.order_id, _part(x.part_number, x.part_revision), _left(x.waiting, x.unit), x.customer)
            for x in stop.orders
        ),
        *(
            ("Planned shipment", x.shipment_id, day(x.shipped_on), part_of(x.affected_quantity, x.quantity, x.unit) or "unknown", x.customer)
            for x in stop.planned_shipments
        ),
    ]  # fmt: skip
    return [
        {"what": what, "id": name, "about": about, "quantity": amount, "where": where or ""}
        for what, name, about, amount, where in rows
    ]


def _left(amount: Decimal | None, unit: str | None) -> str:
    if amount is not None and amount < 0:
        return f"unknown ({quantity(rounded(amount), unit)} by the books)"
    return quantity(rounded(amount), unit) if amount is not None else "unknown"


def _at(run: Batch) -> str:
    """Where a run that is not finished is: at its machine, and what of it is with processors."""
    return joined(run.machine, run.processor and f"at {run.processor}", by="; ")


def _part(number: str | None, revision: str | None) -> str:
    return joined(number, f"rev {revision}" if revision else "")
