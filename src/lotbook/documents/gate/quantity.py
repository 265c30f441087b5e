"""Gate: quantities are there, in one unit, and no more than was made and ordered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from lotbook.checks.shop import at
from lotbook.documents.frozen.rows import RunRecord
from lotbook.documents.gate.case import Case, Rule, listed
from lotbook.documents.gate.nonconformance import GONE
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.identifiers import same
from lotbook.domain.values import number_text
from lotbook.tables.nonconformances import Nonconformance
from lotbook.tables.sent_back import is_return, most_out
from lotbook.tables.shipments import Shipment

QUANTITY_MISSING = Kind(
    "gate-quantity-missing",
    Severity.STOP,
    "A shipment has no quantity or no unit",
    "A certificate without quantity and unit covers nothing, or everything.",
    "Type quantity and unit.",
)
UNITS_DIFFER = Kind(
    "gate-units-differ",
    Severity.STOP,
    "Units of order and shipments differ",
    "Pieces and kilograms cannot be added; buyers hold invoices whose unit is not the order's.",
    "Write order and shipments in one unit.",
)
MADE_UNKNOWN = Kind(
    "gate-made-unknown",
    Severity.STOP,
    "How many the run made is not entered",
    "Whether the shipped pieces exist cannot be told.",
    "Type Quantity made on the sheet Manufacture.",
)
MORE_THAN_MADE = Kind(
    "gate-more-than-made",
    Severity.STOP,
    "More is shipped than the run made",
    "Pieces beyond what was made came from somewhere else, with other material.",
    "Compare the run's quantities with its shipments. Pieces that came back are a row of Shipments below zero, of the same "
    "order and run, on the day they came.",
)
LOST_AFTERWARDS = Kind(
    "gate-lost-after-shipping",
    Severity.WARN,
    "A nonconformance found after shipping takes pieces away",
    "What a customer scrapped was shipped all the same; what was scrapped in the shop before it left was not.",
    "See whether these pieces were at the customer's; if not, correct Quantity or Shipped on of the shipment.",
)
NOT_WHOLE = Kind(
    "gate-quantity-not-whole",
    Severity.STOP,
    "A shipment holds a part of a piece",
    "Pieces are counted; a fraction is a slip, or another unit was meant.",
    "Type the number of pieces, or the right unit.",
)
MORE_THAN_ORDERED = Kind(
    "gate-more-than-ordered",
    Severity.WARN,
    "More is shipped than was ordered",
    "Buyers refuse or do not pay what they did not order; often a shipment was written twice.",
    "Compare the shipments with the order.",
)
_COUNTED = "pcs"


def counted(case: Case) -> Iterator[Finding]:
    """Each shipment has quantity and unit: whole pieces, the unit of its order and of its run."""
    for record in case.frozen.shipments:
        shipment = record.shipment
        quantity, name = shipment.quantity, f"Shipment {shipment.shipment_id or '(planned)'}"
        if quantity is None:
            yield QUANTITY_MISSING.at(at(shipment, "quantity"), f"{name} has no quantity.")
        elif quantity <= 0:
            yield QUANTITY_MISSING.at(
                at(shipment, "quantity"), f"{name} has the quantity {number_text(quantity)}."
            )
        elif shipment.unit == _COUNTED and quantity != quantity.to_integral_value():
            yield NOT_WHOLE.at(at(shipment, "quantity"), f"{name} holds {number_text(quantity)} pcs.")
        yield from _units(case, shipment, name)


def _units(case: Case, shipment: Shipment, name: str) -> Iterator[Finding]:
    order, found = case.frozen.order, case.frozen.run(shipment.run_id)
    if not shipment.unit:
        yield QUANTITY_MISSING.at(at(shipment, "unit"), f"{name} has no unit.")
        return
    if shipment.unit != order.unit:
        yield UNITS_DIFFER.at(
            at(shipment, "unit"),
            f"{name} is counted in {shipment.unit}, order {order.order_id} in {order.unit or '(nothing)'}.",
        )
    if found and found.run.unit and shipment.unit != found.run.unit:
        yield UNITS_DIFFER.at(
            at(found.run, "unit"),
            f"{name} is counted in {shipment.unit}, run {found.run_id} in {found.run.unit}.",
        )


def made(case: Case) -> Iterator[Finding]:
    """Each run's shipments, less what came back, hold no more than it made less what was scrapped."""
    for record in case.frozen.shipped_runs:
        run = record.run
        if run.quantity_made is None:
            yield MADE_UNKNOWN.at(at(run, "quantity_made"), f"Run {run.run_id} has no Quantity made.")
            continue
        others = [s for s in case.frozen.around.shipments if same(s.run_id, record.run_id)]
        for other in others:
            if other.quantity is None:
                yield QUANTITY_MISSING.at(
                    at(other, "quantity"),
                    f"Shipment {other.shipment_id or '(no ID)'} of the same run {run.run_id} has no quantity.",
                )
        mine = [s.shipment for s in case.frozen.shipments if same(s.shipment.run_id, record.run_id)]
        yield from _beyond(record, run.quantity_made, mine, others)


def _beyond(
    record: RunRecord, made: Decimal, mine: list[Shipment], others: list[Shipment]
) -> Iterator[Finding]:
    """What is out and lost together beyond what was made: a stop by the days in the sheets, else a warning."""
    out, lost = most_out((*mine, *others), lambda day: _lost(record, day)[0])
    kind = MORE_THAN_MADE
    if out + lost <= made:
        kind, lost = LOST_AFTERWARDS, _lost(record)[0]
    if out + lost <= made:
        return
    good, reports = number_text(made - lost), _lost(record)[1]
    before, now = _sum(s.quantity for s in others), _sum(s.quantity for s in mine)
    back = -sum((s.quantity or Decimal(0) for s in others if is_return(s)), Decimal(0))
    yield kind.at(
        at(record.run, "quantity_made"),
        f"Run {record.run_id} made {good} good pieces{reports}; {number_text(before)} are on other shipments and "
        f"{number_text(now)} on this certificate{f'; {number_text(back)} came back' if back else ''}.",
    )


def _lost(record: RunRecord, day: date = date.max) -> tuple[Decimal, str]:
    """How many pieces of a run were scrapped up to a day, and the nonconformances that say so where the run says fewer.

    A nonconformance without a quantity is about one piece at least, one without a day was there from the first.
    """
    own = _sum([record.run.quantity_scrapped])
    gone = [ncr for ncr in record.nonconformances if ncr.disposition in GONE and _was_found(ncr, day)]
    reported = _sum(Decimal(1) if ncr.quantity is None else ncr.quantity for ncr in gone)
    names = listed(ncr.ncr_id or "a nonconformance" for ncr in gone)
    return (reported, f" ({number_text(reported)} lost by {names})") if reported > own else (own, "")


def _was_found(ncr: Nonconformance, day: date) -> bool:
    return ncr.found_on is None or ncr.found_on <= day


def not_more_than_ordered(case: Case) -> Iterator[Finding]:
    """All shipments of the order together hold no more than was ordered; what came back does not count."""
    order = case.frozen.order
    others = [s for s in case.frozen.around.shipments if same(s.order_id, order.order_id)]
    total, _ = most_out((*(s.shipment for s in case.frozen.shipments), *others))
    if order.quantity is not None and total > order.quantity:
        yield MORE_THAN_ORDERED.at(
            at(order, "quantity"),
            f"Order {order.order_id} asks for {number_text(order.quantity)}, "
            f"its shipments hold {number_text(total)}.",
        )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    """The sum; what is below zero takes nothing away, because no row may hide what another ships."""
    return sum((amount for amount in amounts if amount is not None and amount > 0), Decimal(0))


RULES: tuple[Rule, ...] = (counted, made, not_more_than_ordered)
