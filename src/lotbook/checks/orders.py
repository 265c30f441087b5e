"""Orders: what was sent is what was ordered, and the order's status tells the truth about it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lotbook.checks.shop import Check, Shop, at, named
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.values import number_text

SHIPPED_MORE_THAN_ORDERED = Kind(
    "shipped-more-than-ordered",
    Severity.WARN,
    "More was shipped than ordered",
    "The customer may refuse or not pay for what was not ordered, or a shipment names the wrong order.",
    "Correct the shipment's order or quantity, or note the customer's agreement on the order.",
)
ORDER_WITHOUT_SHIPMENT = Kind(
    "order-without-shipment",
    Severity.WARN,
    "An order is Shipped, but nothing was shipped for it",
    "Who received the parts cannot be told in a recall.",
    "Enter the shipment with its run, or set the order back to Open.",
)
CANCELLED_ORDER_SHIPPED = Kind(
    "cancelled-order-shipped",
    Severity.WARN,
    "A cancelled order was shipped",
    "Either the order is not cancelled, or the shipment was for another one.",
    "Correct the order's status or the shipment's order.",
)
PART_OF_OTHER_CUSTOMER = Kind(
    "part-of-other-customer",
    Severity.WARN,
    "A part is made for another customer only",
    "Parts says that the part belongs to one customer; drawings and parts must not go to another.",
    "Correct customer or part number of the order, or empty Customer in Parts.",
)


def quantities(shop: Shop) -> Iterator[Finding]:
    """All shipments of an order together are no more than was ordered."""
    for name, order in shop.orders.items():
        shipments = shop.shipments_for.get(name)
        if not shipments or order.quantity is None:
            continue
        total = sum(
            (each.quantity for each in shipments if each.quantity and each.unit in (None, order.unit)),
            Decimal(),
        )
        if total > order.quantity:
            message = (
                f"{number_text(total)} were shipped for {named(order)} in {len(shipments)} shipments; only "
                f"{number_text(order.quantity)} were ordered."
            )
            yield SHIPPED_MORE_THAN_ORDERED.at(at(order, "quantity"), message)


def statuses(shop: Shop) -> Iterator[Finding]:
    """A Shipped or Closed order has a shipment; a Cancelled one has none that left."""
    for order in shop.records.orders:
        if order.status in ("Shipped", "Closed", "Cancelled") and order.order_id:
            shipments = shop.shipments_for.get(shop.keys[order.order_id], [])
            if not shipments and order.status != "Cancelled":
                message = f"{named(order)} is {order.status}, but Shipments has no row for it."
                yield ORDER_WITHOUT_SHIPMENT.at(at(order, "status"), message)
            elif order.status == "Cancelled" and shop.sent(shipments):
                message = f"{named(order)} is Cancelled, but {named(shop.sent(shipments)[0])} left for it."
                yield CANCELLED_ORDER_SHIPPED.at(at(order, "status"), message)


def owners(shop: Shop) -> Iterator[Finding]:
    """A part that belongs to one customer is ordered by that customer."""
    keys = shop.keys
    for order in shop.records.orders:
        part = shop.parts.get((keys[order.part_number], keys[order.part_revision]))
        if part and part.customer and order.customer and keys[part.customer] != keys[order.customer]:
            message = (
                f"{named(order)} of {order.customer} asks for {order.part_number}, a part of {part.customer}."
            )
            yield PART_OF_OTHER_CUSTOMER.at(at(order, "part_number"), message)


CHECKS: tuple[Check, ...] = (quantities, statuses, owners)
