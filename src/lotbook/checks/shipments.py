"""Shipments: what left is the part that was ordered, was made, was finished, and is counted and numbered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from lotbook.checks.shop import Check, Shop, at, named
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.identifiers import same
from lotbook.domain.units import convertible
from lotbook.domain.values import number_text
from lotbook.tables.manufacture import Run
from lotbook.tables.sent_back import is_back_between, is_return
from lotbook.tables.shipments import Shipment

SHIPPED_MORE_THAN_MADE = Kind(
    "shipped-more-than-made",
    Severity.STOP,
    "More was shipped than was made",
    "All shipments of a run together exceed its good pieces, so some pieces came from another run.",
    "Correct the quantity or the run of one of the shipments, from tags and packing slips.",
)
SHIPPED_OTHER_PART = Kind(
    "shipped-other-part",
    Severity.STOP,
    "The run made another part or revision than the order asks for",
    "Part number and revision on the certificate must be those of the order.",
    "Correct the shipment's run or order; if the customer accepted another revision, correct the order.",
)
SHIPPED_UNFINISHED = Kind(
    "shipped-unfinished",
    Severity.STOP,
    "A shipment left from a run that is not Complete",
    "What is planned, in process, on hold or cancelled has nothing that may be shipped.",
    "Set the run to Complete when it is, or correct the shipment's run.",
)
SHIPPED_BEFORE_FINISHED = Kind(
    "shipped-before-finished",
    Severity.STOP,
    "A shipment left before its run was finished",
    "One of the dates is wrong, or the pieces came from another run.",
    "Correct Shipped on, Finished on or the shipment's run.",
)
SHIPPED_WITHOUT_MATERIALS = Kind(
    "shipped-without-materials",
    Severity.STOP,
    "Goods were shipped that trace to no material",
    "The run has no row in Materials used: no certificate covers it and no recall would find it.",
    "Enter what the run used in Materials used, from the traveler or the tags.",
)
SHIPPED_WITHOUT_CERTIFICATE = Kind(
    "shipped-without-certificate",
    Severity.NOTE,
    "A shipment left without its certificate",
    "The order or the customer asks for a certificate, and none was issued for this shipment.",
    "Issue the certificate with Issue COC, or set the order to Closed when the customer has accepted it without.",
)
SERIAL_COUNT = Kind(
    "serial-count",
    Severity.STOP,
    "The serial numbers are not as many as the pieces",
    "Each piece has one serial number; a missing or extra one sends the package back.",
    "Count pieces and serial numbers; separate them with commas.",
)
SERIAL_REPEATED = Kind(
    "serial-repeated",
    Severity.STOP,
    "A serial number was shipped twice",
    "A serial number names one piece of a part, and that piece can leave only once.",
    "Read the serial numbers from the pieces or the packing slip again.",
)
PACKING_SLIP_SHARED = Kind(
    "packing-slip-shared",
    Severity.WARN,
    "One packing slip stands at shipments to two customers",
    "A packing slip goes into one customer's parcel; asked by its number, nobody can tell whose goods are meant.",
    "Read the number on the copies of both packing slips, and correct the row that has another one's.",
)

_SEPARATORS = re.compile(r"[,;\n]")


def made(shop: Shop) -> Iterator[Finding]:
    """All shipments of a run together are no more than its good pieces, in the same unit."""
    for name, shipments in shop.shipments_of.items():
        run = shop.runs.get(name)
        if run is None or run.quantity_made is None:
            continue
        good = run.quantity_made - (run.quantity_scrapped or 0)
        total = sum((each.quantity for each in shipments if each.quantity), Decimal())
        if total > good and all(convertible(each.unit, run.unit) for each in shipments):
            last = shipments[-1]
            others = f" in {len(shipments)} shipments" if len(shipments) > 1 else ""
            message = (
                f"{number_text(total)} of run {named(run)} were shipped{others}, but only {number_text(good)} good "
                f"pieces were made."
            )
            yield SHIPPED_MORE_THAN_MADE.at(at(last, "quantity"), message)


def parts(shop: Shop) -> Iterator[Finding]:
    """The run that is shipped made the part and revision that the order asks for."""
    keys = shop.keys
    for shipment, order, run in shop.shipped:
        if order is None or run is None or not (order.part_number and run.part_number):
            continue
        if order.part_number == run.part_number and order.part_revision == run.part_revision:
            continue
        if (
            keys[order.part_number] != keys[run.part_number]
            or keys[order.part_revision] != keys[run.part_revision]
        ):
            message = (
                f"{named(shipment)} ships run {shipment.run_id} ({run.part_number} revision {run.part_revision}) for "
                f"{shipment.order_id}, which asks for {order.part_number} revision {order.part_revision}."
            )
            yield SHIPPED_OTHER_PART.at(at(shipment, "run_id"), message)


def finished(shop: Shop) -> Iterator[Finding]:
    """What has left comes from a Complete run, after it was finished, and traces to material.

    What left before an open recall held its run is that recall's case, and is told once, by the recall.
    """
    today, told = shop.today, shop.uses_in
    names = shop.keys.column(shop.records.shipments, "run_id")
    for (shipment, _, run), name in zip(shop.shipped, names, strict=True):
        day = shipment.shipped_on
        if run is None or day is None or day > today:
            continue
        recalled = shop.recalled_on(run.note) if run.status == "Hold" else None
        if run.status != "Complete" and run.status and not (recalled and day <= recalled):
            message = f"{named(shipment)} left on {day}, but run {named(run)} is {run.status}."
            yield SHIPPED_UNFINISHED.at(at(shipment, "run_id"), message)
        elif run.finished_on and day < run.finished_on:
            message = (
                f"{named(shipment)} left on {day}; run {named(run)} was finished on {run.finished_on} only."
            )
            yield SHIPPED_BEFORE_FINISHED.at(at(shipment, "shipped_on"), message)
        if name not in told:
            message = f"{named(shipment)} ships run {named(run)}, which has no row in Materials used."
            yield SHIPPED_WITHOUT_MATERIALS.at(at(shipment, "run_id"), message)


def certificates(shop: Shop) -> Iterator[Finding]:
    """A shipment that left for an order or customer who wants a COC has one.

    Asked for from the first shipment on that has one: what left before was certified in another way.
    """
    keys = shop.keys
    certified = [each.shipped_on for each in shop.records.shipments if each.certificate and each.shipped_on]
    first = min(certified, default=shop.today)
    wants: dict[str, bool] = {}
    for shipment in shop.records.shipments:
        day = shipment.shipped_on
        if shipment.certificate or not certified or day is None or not first <= day <= shop.today:
            continue
        if is_return(shipment):
            continue
        name = keys[shipment.order_id]
        if name not in wants:
            wants[name] = _wants_certificate(shop, name)
        if wants[name]:
            message = f"{named(shipment)} left for {shipment.order_id} on {day} without a certificate."
            yield SHIPPED_WITHOUT_CERTIFICATE.at(at(shipment, "certificate"), message)


def _wants_certificate(shop: Shop, name: str) -> bool:
    order = shop.orders.get(name)
    customer = shop.customers.get(shop.keys[order.customer]) if order else None
    if order is None or order.status == "Closed":  # closed orders were accepted as they were
        return False
    asked = f"{order.documents_required or ''},{(customer.documents_required if customer else None) or ''}"
    return "COC" in [part.strip() for part in asked.split(",")]


def serials(shop: Shop) -> Iterator[Finding]:
    """Serial numbers are as many as the pieces, and each piece of a part leaves once."""
    keys = shop.keys
    gone: dict[tuple[str, str], Shipment] = {}
    any_serialised = any(part.serialised for part in shop.records.parts)
    for shipment, _, run in shop.shipped:
        if shipment.serials is None:
            if any_serialised and run and _serialised(shop, run):
                message = f"{named(shipment)} has no serial numbers, but {run.part_number} is serialised."
                yield SERIAL_COUNT.at(at(shipment, "serials"), message)
            continue
        numbers = [part.strip() for part in _SEPARATORS.split(shipment.serials) if part.strip()]
        if shipment.quantity is not None and len(numbers) != abs(shipment.quantity):
            message = (
                f"{named(shipment)} ships {number_text(shipment.quantity)} pieces, but names {len(numbers)} "
                f"serial numbers."
            )
            yield SERIAL_COUNT.at(at(shipment, "serials"), message)
        yield from _repeated(shop, shipment, keys[run.part_number] if run else "", numbers, gone)


def _repeated(
    shop: Shop,
    shipment: Shipment,
    part: str,
    numbers: list[str],
    gone: dict[tuple[str, str], Shipment],
) -> Iterator[Finding]:
    own: set[str] = set()
    for number in () if is_return(shipment) else numbers:
        name = shop.keys[number]
        other = gone.setdefault((part, name), shipment)
        if name in own or (other is not shipment and not _came_back(shop, number, other, shipment)):
            message = f"{named(shipment)} ships serial number {number}, which left with {named(other)}."
            yield SERIAL_REPEATED.at(at(shipment, "serials"), message)
        own.add(name)


def _came_back(shop: Shop, number: str, one: Shipment, other: Shipment) -> bool:
    """Whether a piece was sent back between its two shipments."""
    back = [
        row
        for row in shop.shipments_of.get(shop.keys[one.run_id], ())
        if is_return(row) and any(same(number, each.strip()) for each in _SEPARATORS.split(row.serials or ""))
    ]
    return is_back_between(one, other, back)


def _serialised(shop: Shop, run: Run) -> bool:
    part = shop.parts.get((shop.keys[run.part_number], shop.keys[run.part_revision]))
    return bool(part and part.serialised)


def packing_slips(shop: Shop) -> Iterator[Finding]:
    """A packing slip's number stands only at shipments to one customer."""
    keys = shop.keys
    first: dict[str, tuple[str, Shipment]] = {}
    slips = keys.column(shop.records.shipments, "packing_slip")
    several = {slip for slip, count in Counter(slips).items() if slip and count > 1}
    for (shipment, order, _), slip in zip(shop.shipped, slips, strict=True) if several else ():
        if slip not in several or order is None or not order.customer:
            continue
        customer, other = first.setdefault(slip, (order.customer, shipment))
        if customer is not order.customer and keys[customer] != keys[order.customer]:
            message = (
                f"Packing slip {shipment.packing_slip} of {named(shipment)} to {order.customer} stands at "
                f"{named(other)} to {customer} as well."
            )
            yield PACKING_SLIP_SHARED.at(at(shipment, "packing_slip"), message)


CHECKS: tuple[Check, ...] = (made, parts, finished, certificates, serials, packing_slips)
