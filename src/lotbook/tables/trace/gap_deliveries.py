"""Gaps of shipments: who received them cannot be told, or their run or order is cancelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lotbook.domain.findings import Finding, Place
from lotbook.domain.identifiers import key
from lotbook.domain.recall import Delivery
from lotbook.domain.values import number_text
from lotbook.tables.shipments import Shipment
from lotbook.tables.trace import kinds
from lotbook.tables.trace.affected import Affected
from lotbook.tables.trace.deliveries import is_cancelled


def strange_deliveries(
    shipments: Iterable[Shipment], reached: Affected, found: Sequence[Delivery]
) -> Iterator[Finding]:
    """Affected shipments whose receiver is unknown, and those of cancelled orders and runs."""
    for shipment in shipments:
        place = Place("Shipments", shipment.row, shipment.shipment_id or "", "Order ID")
        sent = _sent(shipment, reached)
        if key(shipment.run_id or "") in reached.chain.cancelled:
            told = f"{sent}: the run {shipment.run_id} is cancelled and took traced material."
            yield kinds.RUN_CANCELLED.at(place._replace(column="Run ID"), told)
        elif key(shipment.order_id or "") not in reached.orders:
            told = f"{sent}: the order {shipment.order_id or '(none)'} is not in Orders."
            yield kinds.ORDER_UNKNOWN.at(place, told)
        elif is_cancelled(shipment, reached) and shipment.quantity != 0:
            yield kinds.ORDER_CANCELLED.at(place, f"{sent}: the order {shipment.order_id} is cancelled.")
    unknown = {key(d.customer): d for d in found if d.customer and key(d.customer) not in reached.customers}
    for _, delivery in sorted(unknown.items()):
        place = _customer_cell(delivery, reached)
        yield kinds.CUSTOMER_UNKNOWN.at(place, f"{delivery.customer} is not in Customers.")
    for delivery in found:
        if not delivery.customer and key(delivery.order_id or "") in reached.orders:
            place = _customer_cell(delivery, reached)
            yield kinds.CUSTOMER_MISSING.at(place, f"{delivery.order_id} names no customer.")


def _sent(shipment: Shipment, reached: Affected) -> str:
    """A shipment in words: what was sent, and to whom."""
    name = shipment.shipment_id or f"Row {shipment.row} of Shipments"
    amount = (
        ""
        if shipment.quantity is None
        else f" ({number_text(shipment.quantity)} {shipment.unit or 'pieces'})"
    )
    orders = reached.orders.get(key(shipment.order_id or ""), ())
    names = sorted({order.customer for order in orders if order.customer})
    return f"{name}{amount} to {' or '.join(names) or 'an unknown customer'}"


def _customer_cell(delivery: Delivery, reached: Affected) -> Place:
    """The cell of the customer in the order of a shipment; the one with that customer where the order stands twice."""
    rows = reached.orders[key(delivery.order_id or "")]
    same = [row.row for row in rows if key(row.customer or "") == key(delivery.customer or "")]
    return Place("Orders", min(same), delivery.order_id or "", "Customer")
