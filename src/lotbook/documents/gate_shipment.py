"""Gate: what is shipped is there to be shipped, counted, numbered and not certified already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from lotbook.checks.shop import at
from lotbook.documents.frozen import certificates_of
from lotbook.documents.frozen_rows import RunRecord, ShipmentRecord
from lotbook.documents.gate_case import Case, Rule, listed
from lotbook.documents.reach import serials_of
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.identifiers import key, same
from lotbook.domain.values import number_text

NOTHING_SHIPPED = Kind(
    "gate-nothing-shipped",
    Severity.STOP,
    "The order has no shipment",
    "A certificate names what was shipped, from which run.",
    "Enter the shipment on the sheet Shipments.",
)
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
    "Compare the run's quantities with its shipments.",
)
RUN_STOPPED = Kind(
    "gate-run-stopped",
    Severity.STOP,
    "A run on the way is cancelled, on hold or only planned",
    "Its pieces must not be shipped.",
    "Settle the hold, correct the status, or ship from another run.",
)
RUN_NOT_COMPLETE = Kind(
    "gate-run-not-complete",
    Severity.WARN,
    "A run on the way is not complete",
    "Results, scrap and material used may still change after the certificate is out.",
    "Finish the run and set its status to Complete, or say why the parts go out before.",
)
SERIALS_MISSING = Kind(
    "gate-serials",
    Severity.STOP,
    "Serial numbers and quantity do not agree",
    "A serialised part is certified by its serial numbers: one for each piece, none twice.",
    "List each shipped serial number once, separated by commas.",
)
SERIAL_SHIPPED = Kind(
    "gate-serial-shipped-before",
    Severity.STOP,
    "A serial number was shipped before",
    "Two pieces with one serial number cannot be told apart in a recall.",
    "Compare with the other shipment; correct the wrong one.",
)
CERTIFIED_ALREADY = Kind(
    "gate-certified-already",
    Severity.STOP,
    "The shipment has a certificate already",
    "Two certificates for one shipment contradict each other sooner or later.",
    "Replace the first one: issue again with --supersede and the reason, or void it.",
)


def shipped(case: Case) -> Iterator[Finding]:
    """There is a shipment, and each has quantity and unit, the order's unit."""
    order = case.frozen.order
    if not case.frozen.shipments and not case.planned:
        yield NOTHING_SHIPPED.at(at(order, "order_id"), f"Order {order.order_id} has no shipment.")
    for record in case.frozen.shipments:
        shipment = record.shipment
        name = f"Shipment {shipment.shipment_id or '(planned)'}"
        if shipment.quantity is None or shipment.quantity <= 0:
            yield QUANTITY_MISSING.at(at(shipment, "quantity"), f"{name} has no quantity.")
        if not shipment.unit:
            yield QUANTITY_MISSING.at(at(shipment, "unit"), f"{name} has no unit.")
        elif shipment.unit != order.unit:
            yield UNITS_DIFFER.at(
                at(shipment, "unit"),
                f"{name} is counted in {shipment.unit}, order {order.order_id} in {order.unit or '(nothing)'}.",
            )


def made(case: Case) -> Iterator[Finding]:
    """Each run's shipments hold no more than it made less what was scrapped."""
    for record in case.frozen.shipped_runs:
        run = record.run
        if run.quantity_made is None:
            yield MADE_UNKNOWN.at(at(run, "quantity_made"), f"Run {run.run_id} has no Quantity made.")
            continue
        good = run.quantity_made - (run.quantity_scrapped or 0)
        now, before = _sent(case, record)
        if now + before > good:
            yield MORE_THAN_MADE.at(
                at(run, "quantity_made"),
                f"Run {run.run_id} made {number_text(good)} good pieces; {number_text(before)} are on other "
                f"shipments and {number_text(now)} on this certificate.",
            )


def _sent(case: Case, record: RunRecord) -> tuple[Decimal, Decimal]:
    """How many of a run these shipments hold, and how many all others do."""
    mine = [s.shipment.quantity for s in case.frozen.shipments if same(s.shipment.run_id, record.run_id)]
    others = [s.quantity for s in case.frozen.around.shipments if same(s.run_id, record.run_id)]
    return sum((q or Decimal(0) for q in mine), Decimal(0)), sum(
        (q or Decimal(0) for q in others), Decimal(0)
    )


def runs_settled(case: Case) -> Iterator[Finding]:
    """No run on the way is on hold, cancelled or only planned; the others should be complete."""
    for record in case.frozen.runs:
        run = record.run
        if run.status in ("Cancelled", "Hold") or (run.status in ("Planned", None) and not case.planned):
            yield RUN_STOPPED.at(at(run, "status"), f"Run {run.run_id} is {_status(run.status)}.")
        elif run.status != "Complete" and not case.planned:
            yield RUN_NOT_COMPLETE.at(at(run, "status"), f"Run {run.run_id} is {_status(run.status)}.")


def _status(status: str | None) -> str:
    return {"Hold": "on hold", None: "without a status"}.get(status, (status or "").lower())


def serials(case: Case) -> Iterator[Finding]:
    """Serialised parts: as many serial numbers as pieces, none twice, none shipped before."""
    frozen = case.frozen
    if case.planned:
        return
    serialised = bool(frozen.part and frozen.part.serialised)
    for record in frozen.shipments:
        if (serialised or record.serials) and record.shipment.quantity != len(record.serials):
            yield SERIALS_MISSING.at(at(record.shipment, "serials"), _miscounted(record))
    counted = Counter(key(serial) for serial in frozen.serials)
    double = [serial for serial, times in counted.items() if times > 1]
    if double:
        place = at(frozen.shipments[0].shipment, "serials")
        yield SERIALS_MISSING.at(
            place, f"Serial numbers stand there twice: {listed(s.upper() for s in double)}."
        )
    for other in frozen.around.shipments:
        again = [serial for serial in serials_of(other.serials) if key(serial) in counted]
        if again:
            yield SERIAL_SHIPPED.at(
                at(other, "serials"), f"Shipment {other.shipment_id} holds {listed(again)} already."
            )


def _miscounted(record: ShipmentRecord) -> str:
    quantity = number_text(record.shipment.quantity or Decimal(0))
    return f"Shipment {record.shipment.shipment_id} holds {quantity} pieces and {len(record.serials)} serial numbers."


def not_certified(case: Case) -> Iterator[Finding]:
    """No shipment stands on a valid certificate, except on the one that this issue replaces."""
    replaced = case.supersedes
    for record in case.frozen.shipments:
        shipment = record.shipment
        for row in certificates_of(case.frozen.around.certificates, shipment.shipment_id):
            if replaced and same(row.certificate_id, replaced.certificate_id):
                continue
            yield CERTIFIED_ALREADY.at(
                at(shipment, "certificate"),
                f"Shipment {shipment.shipment_id} stands on {row.certificate_id} revision {row.revision} "
                f"({row.status}).",
            )


RULES: tuple[Rule, ...] = (shipped, made, runs_settled, serials, not_certified)
