"""Which orders and shipments are meant when many certificates are issued in one call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from lotbook.commands.issuing.order import came_back, the_order, the_shipments
from lotbook.commands.shell.days import day_given
from lotbook.documents.frozen.facts import STANDING
from lotbook.documents.frozen.reach import serials_of
from lotbook.domain.identifiers import key
from lotbook.tables.orders import Order
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment


class Wanted(NamedTuple):
    """One order and the shipments of it that are to be certified; None where the sheet Orders does not know it."""

    order: Order | None
    shipments: tuple[Shipment, ...]


class Days(NamedTuple):
    """The days that were asked about, both of them included."""

    first: date
    last: date

    def hold(self, shipment: Shipment) -> bool:
        """Whether goods left on one of these days; what came back is nothing to certify."""
        left = shipment.shipped_on
        return left is not None and self.first <= left <= self.last and not came_back(shipment)

    def __str__(self) -> str:
        if self.first == date.min:
            return f"until {self.last}"
        return f"on {self.last}" if self.first == self.last else f"from {self.first} to {self.last}"


def days_of(asked: str, today: date) -> Days:
    """The days behind ``--shipped``: ``today``, a day, ``since:`` a day, ``all``.

    Raises:
        UsageError: it is no day, or could be two.
    """
    word = asked.strip().casefold()
    if word == "all":
        return Days(date.min, today)
    since = word.startswith("since:")
    day = today if word == "today" else day_given(word.removeprefix("since:").strip(), "--shipped") or today
    return Days(day, today if since else day)


def named(records: Records, orders: Sequence[str]) -> Iterator[Wanted]:
    """Orders by their IDs, each once however it is spelled.

    Raises:
        NotFoundError: there is none of one name.
    """
    rows = {order.row: order for order in (the_order(records, name) for name in orders)}
    for order in rows.values():
        yield Wanted(order, the_shipments(records, order, ()))


def shipped(records: Records, days: Days) -> Iterator[Wanted]:
    """Every order with shipments of these days that stand on no valid certificate, in the order of the sheet.

    Shipments that name no order, or one that is not there, come last: nobody would miss their certificate otherwise.
    """
    standing = (row for row in records.certificates if row.status in STANDING)
    held = {key(name) for row in standing for name in serials_of(row.shipment_ids)}
    free: dict[str, list[Shipment]] = {}
    for shipment in records.shipments:
        if days.hold(shipment) and key(shipment.shipment_id or "") not in held:
            free.setdefault(key(shipment.order_id or ""), []).append(shipment)
    for order in records.orders:
        if order.order_id and key(order.order_id) in free:
            yield Wanted(order, tuple(free.pop(key(order.order_id))))
    for lost in free.values():
        yield Wanted(None, tuple(lost))


def nothing(records: Records, days: Days) -> str:
    """Why there is nothing to issue for these days: all is certified, or nothing left."""
    if any(days.hold(shipment) for shipment in records.shipments):
        return f"Nothing to issue: every shipment that left {days} has its certificate."
    latest = max((s.shipped_on for s in records.shipments if s.shipped_on and not came_back(s)), default=None)
    told = f" The last shipment left on {latest}." if latest else ""
    return f"Nothing to issue: no shipment left {days}.{told}"
