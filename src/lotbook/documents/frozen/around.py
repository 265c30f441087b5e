"""What stands around a certificate in the workbook: never printed, needed to judge it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lotbook.documents.frozen.reach import serials_of
from lotbook.documents.frozen.rows import LotRecord, RunRecord, ShipmentRecord
from lotbook.domain.identifiers import key, same
from lotbook.tables.certificates import Certificate
from lotbook.tables.cuts import Cut
from lotbook.tables.file_name_rule import rule_for
from lotbook.tables.manufacture import Run
from lotbook.tables.orders import Order
from lotbook.tables.outside_processes import OutsideProcess
from lotbook.tables.recall_holds import PieceHold, held_pieces
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment
from lotbook.tables.standing import Standing, ownerless, standing


class Around(NamedTuple):
    """What stands around the certificate in the workbook: never printed, needed to judge it.

    Attributes:
        shipments: every other shipment of the order, of its runs, or with one of these serials of the same part.
        certificates: the register's rows for this order, or that hold one of these shipments.
        receipts: other deliveries that name the same certificate file or the same heat as one of the lots.
        runs: every other run of the parts on the certificate, such as the ones a first article was made in before.
        processes: their outside processes.
        process_files: outside processes of runs that are not on this certificate, with one of its certificate files.
        standing: what this customer once sent papers back for.
        held: the pieces on the way that a recall holds by themselves, each with the recall.
        ownerless: what a customer who is not on Customers once sent papers back for; it may be this one, renamed since.
        file_name: how this customer's PDFs are called; empty for the certificate's number and revision.
        rows: sheet and row number of everything the certificate rests on, the settings, the headers of all sheets, and
            rows called the same.
    """

    shipments: tuple[Shipment, ...]
    certificates: tuple[Certificate, ...]
    receipts: tuple[Receipt, ...]
    runs: tuple[Run, ...] = ()
    processes: tuple[OutsideProcess, ...] = ()
    standing: tuple[Standing, ...] = ()
    ownerless: tuple[Standing, ...] = ()
    rows: frozenset[tuple[str, int]] = frozenset()
    file_name: str = ""
    held: tuple[tuple[Cut, PieceHold], ...] = ()
    process_files: tuple[OutsideProcess, ...] = ()


def around(
    records: Records,
    order: Order,
    sent: Sequence[ShipmentRecord],
    lots: Sequence[LotRecord],
    runs: Sequence[RunRecord] = (),
) -> Around:
    """What stands around a certificate for these shipments, lots and runs."""
    wanted = key(order.order_id or "")
    files = {file_key(lot.receipt.certificate_file) for lot in lots if lot.receipt.certificate_file}
    heats = {key(lot.heat) for lot in lots if lot.heat}
    own = {lot.receipt.row for lot in lots}
    others = tuple(_other_runs(records, order, sent))
    made = {key(run.run_id) for run in others if run.run_id}
    shipped = {key(record.shipment.shipment_id) for record in sent if record.shipment.shipment_id}
    return Around(
        tuple(_other_shipments(records, order, sent)),
        tuple(
            row
            for row in records.certificates
            if key(row.order_id or "") == wanted
            or shipped.intersection(map(key, serials_of(row.shipment_ids)))
        ),
        tuple(
            row
            for row in records.receiving
            if row.row not in own
            and (
                (row.certificate_file and file_key(row.certificate_file) in files)
                or (row.heat_on_certificate and key(row.heat_on_certificate) in heats)
            )
        ),
        others,
        tuple(row for row in records.outside_processes if row.run_id and key(row.run_id) in made),
        standing(records.settings_rows, order.customer),
        ownerless(records.settings_rows, (row.customer for row in records.customers)),
        file_name=rule_for(records.settings_rows, order.customer),
        held=tuple(_held(records, lots)),
        process_files=tuple(_with_one_file(records, runs)),
    )


def _held(records: Records, lots: Sequence[LotRecord]) -> Iterator[tuple[Cut, PieceHold]]:
    cuts = {
        cut.row: cut for lot in lots for cut in lot.cuts
    }.values()  # the whole way, so what a piece was cut from, too
    held = held_pieces(records.recalls, cuts)
    for cut in cuts if held else ():
        hold = held.get(key(cut.new_lot_id or ""))
        if hold is not None:
            yield cut, hold


def _with_one_file(records: Records, runs: Sequence[RunRecord]) -> Iterator[OutsideProcess]:
    """Outside processes of other runs that name the certificate file of one of these."""
    files = {file_key(each.process.certificate_file) for run in runs for each in run.processes} - {""}
    mine = {key(run.run_id) for run in runs}
    for row in records.outside_processes if files else ():
        if file_key(row.certificate_file) in files and key(row.run_id or "") not in mine:
            yield row


def _other_runs(records: Records, order: Order, sent: Sequence[ShipmentRecord]) -> Iterator[Run]:
    """Runs of the ordered part, and of whatever part was shipped, that are not on this certificate."""
    mine = {key(record.shipment.run_id) for record in sent if record.shipment.run_id}
    parts = {
        key(run.part_number)
        for run in records.manufacture
        if run.part_number and key(run.run_id or "") in mine
    }
    parts.add(key(order.part_number or ""))
    for run in records.manufacture:
        if key(run.part_number or "") in parts and key(run.run_id or "") not in mine:
            yield run


def _other_shipments(records: Records, order: Order, sent: Sequence[ShipmentRecord]) -> Iterator[Shipment]:
    """Shipments that are not on this certificate, but of the order, of its runs, or with a serial of the same part."""
    mine = {record.shipment.row for record in sent}
    runs = {key(record.shipment.run_id or "") for record in sent}
    serials = {key(serial) for record in sent for serial in record.serials}
    siblings = {
        key(run.run_id or "") for run in records.manufacture if same(run.part_number, order.part_number)
    }
    for other in records.shipments:
        run = key(other.run_id or "")
        shared = run in siblings and serials.intersection(key(serial) for serial in serials_of(other.serials))
        if other.row not in mine and (run in runs or shared or same(other.order_id, order.order_id)):
            yield other


def file_key(path: str | None) -> str:
    """The form in which two file names of the workbook are compared: one kind of slash, case folded."""
    return key((path or "").replace("\\", "/"))
