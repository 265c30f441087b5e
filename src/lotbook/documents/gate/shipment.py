"""Gate: what is shipped is there to be shipped, counted, numbered and not certified already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from lotbook.checks.shop import at
from lotbook.documents.frozen.facts import certificates_of
from lotbook.documents.frozen.reach import serials_of
from lotbook.documents.frozen.rows import ShipmentRecord
from lotbook.documents.gate.case import Case, Rule, listed, strictly
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.domain.identifiers import key, same
from lotbook.domain.values import number_text
from lotbook.tables.sent_back import is_back_between, is_return
from lotbook.tables.shipments import Shipment

NOTHING_SHIPPED = Kind(
    "gate-nothing-shipped",
    Severity.STOP,
    "The order has no shipment",
    "A certificate names what was shipped, from which run.",
    "Enter the shipment on the sheet Shipments.",
)
UNNUMBERED = Kind(
    "gate-shipment-unnumbered",
    Severity.STOP,
    "A shipment has no ID",
    "The register could not say what the certificate covers, and it would be certified a second time.",
    "Run: lotbook assign, then issue.",
)
NOT_LEFT_YET = Kind(
    "gate-not-shipped-yet",
    Severity.WARN,
    "A shipment has no date, or one that lies ahead",
    "The certificate would say nothing about when the goods left, or something that has not happened.",
    "Type Shipped on as it was; or issue with your name where the papers must be in the box before it leaves.",
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
    "Compare with the other shipment; correct the wrong one. A piece that came back and is sent again stands in between, "
    "with its serial number, in a row below zero.",
)
LEFT_OUT = Kind(
    "gate-shipment-left-out",
    Severity.WARN,
    "The certificate that is replaced covers a shipment that this one does not",
    "That shipment would have no valid certificate any more.",
    "Leave --shipment out to cover the same shipments; or issue with your name and why it is left out.",
)
NOTHING_CHANGED = Kind(
    "gate-nothing-changed",
    Severity.WARN,
    "The certificate would say the same as the one it replaces",
    "The customer would get a new revision that says the reason and still holds what was wrong.",
    "Correct the row first, then issue again; or issue with your name and what is different besides.",
)
CERTIFIED_ALREADY = Kind(
    "gate-certified-already",
    Severity.STOP,
    "The shipment has a certificate already",
    "Two certificates for one shipment contradict each other sooner or later.",
    "Replace the first one: issue again with --supersede and the reason, or void it.",
)
CERTIFICATE_LOST = Kind(
    "gate-certificate-lost",
    Severity.WARN,
    "A certificate was issued for the shipment, and the register lost its row",
    "The customer may hold it: a second certificate for the same goods would contradict it sooner or later. A stop for "
    "aerospace and medical customers.",
    "Put its row back on Certificates, as `lotbook check` tells it; then replace or void it if it is wrong. Where it never "
    "left the house, issue with your name and that.",
)


def shipped(case: Case) -> Iterator[Finding]:
    """There is a shipment, and each has its number and left on a day that is not ahead."""
    order = case.frozen.order
    if not case.frozen.shipments and not case.planned:
        yield NOTHING_SHIPPED.at(at(order, "order_id"), f"Order {order.order_id} has no shipment.")
    for record in case.frozen.shipments if not case.planned else ():
        shipment = record.shipment
        if not shipment.shipment_id:
            yield UNNUMBERED.at(
                at(shipment, "shipment_id"), f"Row {shipment.row} of Shipments has no Shipment ID."
            )
        left = shipment.shipped_on
        if left is None or left > case.today:
            told = f"left on {left}, which is after today" if left else "has no date"
            yield NOT_LEFT_YET.at(
                at(shipment, "shipped_on"), f"Shipment {shipment.shipment_id or '(no ID)'} {told}."
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
        again = (
            []
            if is_return(other)
            else [
                serial
                for serial in serials_of(other.serials)
                if key(serial) in counted and not _came_back(case, serial, other)
            ]
        )
        if again:
            yield SERIAL_SHIPPED.at(
                at(other, "serials"), f"Shipment {other.shipment_id} holds {listed(again)} already."
            )


def _came_back(case: Case, serial: str, other: Shipment) -> bool:
    """Whether a piece of this certificate was sent back between its two shipments, by its serial number."""
    mine = next(s.shipment for s in case.frozen.shipments if any(same(serial, each) for each in s.serials))
    back = [
        row
        for row in case.frozen.around.shipments
        if is_return(row) and any(same(serial, each) for each in serials_of(row.serials))
    ]
    return is_back_between(mine, other, back)


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


def not_lost(case: Case) -> Iterator[Finding]:
    """No shipment has a certificate that only the journal knows."""
    for record in case.frozen.shipments:
        shipment = record.shipment
        if name := case.lost.get(key(shipment.shipment_id or "")):
            yield strictly(CERTIFICATE_LOST, case).at(
                at(shipment, "certificate"),
                f"{name} was issued for shipment {shipment.shipment_id}, but Certificates has no row of it.",
            )


def nothing_left_out(case: Case) -> Iterator[Finding]:
    """A re-issue covers every shipment of the certificate that it replaces."""
    if case.supersedes is None:
        return
    row, mine = case.supersedes, {key(s.shipment.shipment_id or "") for s in case.frozen.shipments}
    for name in serials_of(row.shipment_ids):
        if key(name) not in mine:
            yield LEFT_OUT.at(
                at(row, "shipment_ids"),
                f"{row.certificate_id} {row.revision} covers shipment {name} as well.",
            )


def something_changed(case: Case) -> Iterator[Finding]:
    """A re-issue says something that the certificate it replaces does not say."""
    row = case.supersedes
    if row is not None and case.unchanged:
        yield NOTHING_CHANGED.at(
            at(row, "certificate_id"),
            f"Nothing is different from {row.certificate_id} {row.revision}: every row it was made from says what it said then.",
        )


RULES: tuple[Rule, ...] = (
    shipped, runs_settled, serials, not_certified, not_lost, nothing_left_out, something_changed,
)  # fmt: skip
