"""Who may have affected goods and gets no notice: shipments that do not count as delivered, each with the cell to look at."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.documents.language.text_format import day
from lotbook.domain.findings import Finding
from lotbook.domain.identifiers import key
from lotbook.domain.recall import Recall
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment
from lotbook.tables.trace.kinds import ORDER_CANCELLED, RUN_CANCELLED

_MOST = 12  # told one by one; the lists of the recall have all


def untold(records: Records, found: Recall) -> tuple[str, ...]:
    """A sentence for each shipment that is dated after today, or of a cancelled run or order: nobody is told of it."""
    every = [*_planned(found), *_cancelled(records, found)]
    if len(every) > _MOST:
        more = f"No notice for {len(every) - _MOST} further shipments; the lists of the recall have them."
        return (*every[:_MOST], more)
    return tuple(every)


def _planned(found: Recall) -> Iterator[str]:
    for each in found.deliveries:
        if each.planned:
            yield (
                f"No notice for {each.customer or 'an unknown customer'}: {each.shipment_id} has the day {day(each.shipped_on)} "
                f"(Shipments row {each.row}, Shipped on), which lies ahead, so it counts as not gone yet. Stop it; where it "
                "has left, correct the day and recall again."
            )


def _cancelled(records: Records, found: Recall) -> Iterator[str]:
    codes = (RUN_CANCELLED.code, ORDER_CANCELLED.code)
    gaps = [gap for gap in found.gaps if gap.code in codes and gap.place.sheet == "Shipments"]
    if not gaps:
        return
    buyers = {key(order.order_id or ""): order.customer for order in records.orders}
    rows = {shipment.row: shipment for shipment in records.shipments}
    for gap in gaps:
        shipment = rows.get(gap.place.row)
        if shipment is not None and not (shipment.quantity is not None and shipment.quantity < 0):
            yield _of_cancelled(gap, shipment, buyers.get(key(shipment.order_id or "")))


def _of_cancelled(gap: Finding, shipment: Shipment, customer: str | None) -> str:
    of_run = gap.code == RUN_CANCELLED.code
    what = f"run {shipment.run_id}" if of_run else f"order {shipment.order_id}"
    rest = " Set aside what is left of the run by hand." if of_run else ""
    return (
        f"No notice for {customer or 'an unknown customer'}: {shipment.shipment_id or 'the shipment'} (Shipments row "
        f"{shipment.row}) belongs to the {what}, which is Cancelled. Where the goods have left, correct its Status and recall "
        f"again.{rest}"
    )
