"""Who received what: every affected shipment with its order and how to reach its customer, and totals a customer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from lotbook.domain.books import Amount
from lotbook.domain.filters import Texts
from lotbook.domain.identifiers import key
from lotbook.domain.recall import Delivery, Total
from lotbook.tables.orders import Order
from lotbook.tables.shipments import Shipment
from lotbook.tables.trace.affected import Affected, grouped, one_of


def deliveries(
    shipments: Iterable[Shipment], affected: Mapping[int, Texts], reached: Affected, today: date
) -> tuple[Delivery, ...]:
    """The affected shipments, sorted by customer, day and number.

    Shipments of cancelled runs and of cancelled orders are no deliveries; the gaps tell them. Where an Order ID
    stands in several rows with different customers, each of them is told.

    Args:
        shipments: all that are affected.
        affected: the row of each of which only some units are -> their serials.
        reached: what the recall reached.
        today: what is dated later is planned.
    """
    found = [
        _partly(_delivery(shipment, order, reached, today), affected.get(shipment.row, ()))
        for shipment in shipments
        if key(shipment.run_id or "") not in reached.chain.cancelled
        for order in _buyers(shipment, reached)
    ]
    return tuple(
        sorted(
            found,
            key=lambda d: (
                key(d.customer or "\uffff"),
                d.shipped_on or date.max,
                key(d.shipment_id),
                key(d.order_id or ""),
                str(d[:-1]),
            ),
        )
    )


def _partly(whole: Delivery, serials: Texts) -> Delivery:
    """The same shipment with these units affected only; the whole one where none is named."""
    if not serials or not whole.quantity:
        return whole
    count = Decimal(len(serials)).copy_sign(whole.quantity)
    return whole._replace(affected_quantity=count, affected_serials=", ".join(serials))


def is_cancelled(shipment: Shipment, reached: Affected) -> bool:
    """Whether every row of the shipment's order says that the order is cancelled."""
    orders = reached.orders.get(key(shipment.order_id or ""), ())
    return bool(orders) and all(order.status == "Cancelled" for order in orders)


def _buyers(shipment: Shipment, reached: Affected) -> Sequence[Order | None]:
    orders = reached.orders.get(key(shipment.order_id or ""), ())
    if not orders:
        return (None,)
    live = [order for order in orders if order.status != "Cancelled"]
    return [one_of(same) for same in grouped(live, lambda order: key(order.customer or "?")).values()]


def _delivery(shipment: Shipment, order: Order | None, reached: Affected, today: date) -> Delivery:
    customer = reached.customers.get(key(order.customer or "")) if order else None
    runs = reached.runs.get(key(shipment.run_id or ""), ())
    made = one_of(runs) if runs else None
    part = order if order and order.part_number else made
    return Delivery(
        customer=(customer.customer if customer else None) or (order.customer if order else None),
        contact=customer.contact if customer else None,
        email=customer.email if customer else None,
        phone=customer.phone if customer else None,
        order_id=(order.order_id if order else None) or shipment.order_id,
        customer_po=order.customer_po if order else None,
        po_line=order.po_line if order else None,
        part_number=part.part_number if part else None,
        part_revision=part.part_revision if part else None,
        shipment_id=shipment.shipment_id or f"row {shipment.row}",
        run_id=shipment.run_id,
        quantity=shipment.quantity,
        unit=shipment.unit,
        serials=shipment.serials,
        shipped_on=shipment.shipped_on,
        packing_slip=shipment.packing_slip,
        certificate=shipment.certificate,
        planned=shipment.shipped_on is not None and shipment.shipped_on > today,
        affected_quantity=shipment.quantity,
        affected_serials=shipment.serials,
        row=shipment.row,
    )


def totals(found: Sequence[Delivery]) -> tuple[Total, ...]:
    """One line a customer, sorted by name; deliveries whose customer is unknown are in the gaps, not here."""
    return tuple(_total(same) for _, same in sorted(grouped(found, lambda d: key(d.customer or "")).items()))


def _total(same: Sequence[Delivery]) -> Total:
    first = same[0]
    return Total(
        min(each.customer or "" for each in same),
        first.contact,
        first.email,
        first.phone,
        len({each.row for each in same}),
        len({key(each.order_id or "") for each in same}),
        _summed([(each.affected_quantity, each.unit) for each in same], Decimal(1)),
        _summed([(each.quantity, each.unit) for each in same], Decimal(1)),
        _summed([(each.affected_quantity, each.unit) for each in same], Decimal(-1)),
    )


def _summed(same: Sequence[tuple[Decimal | None, str | None]], sign: Decimal) -> tuple[Amount, ...]:
    """The quantities of one sign, in each unit; nothing sent is told as nothing, nothing sent back not at all."""
    found: dict[str, Decimal] = {}
    for quantity, unit in same:
        if quantity is not None and (quantity * sign > 0 or (sign > 0 and not quantity)):
            found[unit or ""] = found.get(unit or "", Decimal(0)) + quantity * sign
    return tuple(Amount(quantity, unit or None) for unit, quantity in sorted(found.items()))
