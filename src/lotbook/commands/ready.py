"""Ready: will this order's package pass the gate? Asked before cutting, so that what is missing shows weeks early."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from lotbook.commands.issuing.order import case_of, in_force, strays, the_order, the_shipments
from lotbook.commands.issuing.selection import orders_clicked
from lotbook.commands.shell.cells import cells_of
from lotbook.commands.shell.command import Button, Command, Outcome
from lotbook.commands.shell.told import counted, findings_lines
from lotbook.commands.shell.workbook import open_workbook
from lotbook.documents.frozen.candidates import (
    Free,
    LotOnHand,
    free_runs,
    lots_on_hand,
    needed,
    planned_shipments,
)
from lotbook.documents.gate.case import Case
from lotbook.documents.gate.rules import gate
from lotbook.documents.gate.shipment import CERTIFIED_ALREADY
from lotbook.domain.findings import Finding, Place
from lotbook.domain.values import number_text, text_of
from lotbook.errors import EXIT_FINDINGS, EXIT_FINE
from lotbook.tables.orders import Order
from lotbook.tables.records import Records

DOCUMENTS_ALWAYS = ("COC", "Traceability report", "Material certificates")


class Readiness(NamedTuple):
    """The answer before a certificate is issued.

    Attributes:
        planned: nothing was shipped yet; the gate looked at what could be shipped.
        free: runs of this part with pieces left, where nothing was shipped yet.
        lots: lots on hand of the materials the part needs, where there is no such run either.
        remarks: what could not be looked at.
        certified: names of the certificates in force, where every shipment has one.
    """

    case: Case
    findings: tuple[Finding, ...]
    free: tuple[Free, ...]
    lots: tuple[LotOnHand, ...]
    remarks: tuple[str, ...]
    certified: tuple[str, ...]

    @property
    def stops(self) -> bool:
        """Whether something stops the package."""
        return any(finding.stops for finding in self.findings)

    @property
    def passes(self) -> bool | None:
        """Whether the package would pass; None when nothing was made that could be looked at, or all is certified."""
        if self.stops:
            return False
        return None if self.certified or not self.case.frozen.runs else True


def look(
    records: Records,
    folder: Path,
    order: Order,
    *,
    today: date,
    signer: str = "",
    shipments: tuple[str, ...] = (),
) -> Readiness:
    """Judges an order as the gate will: its shipments, else what could be shipped, else what is known so far."""
    sent = the_shipments(records, order, shipments)
    free = () if sent else free_runs(records, order)
    planned = not sent
    case = case_of(
        records,
        folder,
        order,
        sent or planned_shipments(order, free),
        today=today,
        signer=signer,
        planned=planned,
    )
    lots = tuple(lots_on_hand(records, case)) if planned and not free else ()
    certified = in_force(records, sent)
    found = (finding for finding in gate(case) if not (certified and finding.code == CERTIFIED_ALREADY.code))
    remarks = tuple(_remarks(records, order, free, lots)) if planned else ()
    return Readiness(case, tuple(found), free, lots, remarks, certified)


def _remarks(
    records: Records, order: Order, free: tuple[Free, ...], lots: tuple[LotOnHand, ...]
) -> Iterator[str]:
    yield "Nothing was shipped for this order yet."
    for shipment in strays(records, order):
        yield (
            f"Row {shipment.row} of Shipments names {shipment.order_id}, which is not on the sheet Orders: "
            f"if it means {order.order_id}, correct it there."
        )
    if free:
        shown = ", ".join(f"{each.run.run_id} ({number_text(each.pieces)} free)" for each in free)
        yield f"Looked at as if shipped from {shown}."
        return
    bom = needed(records, order)
    if not bom:
        yield f"{order.part_number} {order.part_revision} has no BOM, so its material could not be looked at."
        yield "Enter its lines on the sheet BOM; or, once it is made, the run and what it used; then ask again."
    for line in bom:
        names = {material.material for material in records.materials}
        usable = any(lot.component == line.component and lot.usable for lot in lots)
        if line.component in names and not usable:
            yield f"No lot of {line.component} on hand would pass the gate."


def run(options: Namespace) -> Outcome:
    """Looks at one order and tells what stands against its package."""
    today = datetime.now().astimezone().date()
    with open_workbook(options.workbook) as book:
        records = Records(book)
        order = the_order(records, options.order)
        found = look(
            records, book.folder, order, today=today, signer=options.signer, shipments=tuple(options.shipment)
        )
        cells = cells_of(records, found.findings)
    return _outcome(found, cells)


def _outcome(found: Readiness, cells: Mapping[Place, str]) -> Outcome:
    frozen = found.case.frozen
    summary = _summary(found)
    lines = [*found.remarks, *([""] if found.remarks else []), *findings_lines(found.findings, cells)]
    lines += [*_lot_lines(found.lots), summary]
    answer: dict[str, object] = {
        "ready": found.passes,
        "certified": list(found.certified),
        "order": frozen.order.order_id,
        "planned": found.case.planned,
        "profile": frozen.profile,
        "documents": list(dict.fromkeys((*frozen.documents_required, *DOCUMENTS_ALWAYS))),
        "shipments": [
            record.shipment.shipment_id for record in frozen.shipments if record.shipment.shipment_id
        ],
        "runs": [record.run_id for record in frozen.runs],
        "lots": [lot.lot_id for lot in frozen.lots],
        "findings": [finding.as_json() for finding in found.findings],
        "candidates": [_lot_json(lot) for lot in found.lots],
        "remarks": list(found.remarks),
        "summary": summary,
    }
    return Outcome(tuple(lines), answer, EXIT_FINDINGS if found.stops else EXIT_FINE)


def _summary(found: Readiness) -> str:
    name = f"{found.case.frozen.order.order_id}, {found.case.frozen.order.customer}"
    against = counted(found.findings)
    if found.certified:
        but = f", but {against} would stand against it today" if found.findings else ""
        return f"{name}: already certified by {' and '.join(found.certified)}{but}."
    if found.stops:
        return f"{name}: the package would NOT pass: {against}."
    if found.passes is None:
        so_far = f"so far {against}" if found.findings else "nothing stands against it so far"
        return f"{name}: whether the package will pass cannot be told before its material is known; {so_far}."
    if found.findings:
        return f"{name}: the package would pass with {against}; each needs a name and a reason."
    return f"{name}: {'nothing stands against it so far' if found.case.planned else 'the package will pass'}."


def _lot_lines(lots: tuple[LotOnHand, ...]) -> Iterator[str]:
    if lots:
        yield "LOTS ON HAND"
    for lot in lots:
        receipt = lot.receipt
        amount = (
            "unknown" if lot.on_hand is None else f"{number_text(lot.on_hand)} {receipt.unit or ''}".strip()
        )
        word = "usable" if lot.usable else "would stop"
        yield f"  {receipt.lot_id}: {amount}, heat {receipt.heat_on_certificate or '(none)'}: {word}"
        yield from (f"      {finding.message}" for finding in lot.findings)
    if lots:
        yield ""


def _lot_json(lot: LotOnHand) -> dict[str, object]:
    receipt = lot.receipt
    return {
        "component": lot.component,
        "lot": receipt.lot_id,
        "heat": receipt.heat_on_certificate,
        "status": receipt.status,
        "on_hand": text_of(lot.on_hand) if lot.on_hand is not None else None,
        "unit": receipt.unit,
        "usable": lot.usable,
        "findings": [finding.as_json() for finding in lot.findings],
    }


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the order and who would sign."""
    parser.add_argument("workbook", help="the .xlsx workbook")
    parser.add_argument("order", help="the order's ID, e.g. ORD-0001")
    parser.add_argument(
        "--shipment", action="append", default=[], metavar="SHP-0001",
        help="look at this shipment only; may be given several times",
    )  # fmt: skip
    parser.add_argument(
        "--signer", default="", metavar="NAME", help="who would sign (default: as in Settings)"
    )


COMMAND = Command(
    verb="ready",
    summary="Tell before cutting or shipping whether this order's certificate package will pass, and what is missing.",
    add_arguments=add_arguments,
    run=run,
    writes=False,
    json_keys={
        "ready": "true when nothing stops the package, false when something does; null when it cannot be told yet or is certified",
        "certified": "list of certificates in force, such as COC-0001 A, when every shipment has one",
        "order": "the order's ID",
        "planned": "true when nothing was shipped yet",
        "profile": "how strict the gate is for this customer: shop, aerospace or medical",
        "documents": "list of the papers that the package needs",
        "shipments": "list of shipment IDs looked at",
        "runs": "list of run IDs looked at, sub-assemblies included",
        "lots": "list of lot IDs they go back to",
        "findings": "list of {sheet, row, key, column, code, severity, message, fix}",
        "candidates": "before anything was made, lots on hand: list of {component, lot, heat, status, on_hand, unit, usable, findings}",
        "remarks": "list of sentences: what was looked at and what could not be",
        "summary": "one sentence",
    },
    button=Button(
        group="Certificate",
        label="Will it pass?",
        icon="FilePrintPreview",
        screentip="Will it pass?",
        supertip=(
            "Look at the selected order as the gate will: customer's PO and revision, lots, certificates, measurements, "
            "signer. Best asked before cutting. Nothing is written."
        ),
        keytip="V",
    ),
    clicked=orders_clicked,
)
