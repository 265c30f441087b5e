"""What an order could be made and shipped from, before anything was: runs with free pieces, released lots on hand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from lotbook.documents.frozen.freezing import Links, freeze_lot
from lotbook.documents.gate import file as gate_file
from lotbook.documents.gate import file_stated as gate_file_stated
from lotbook.documents.gate import lot as gate_lot
from lotbook.documents.gate import lot_people as gate_lot_people
from lotbook.documents.gate.case import Case
from lotbook.domain.balance import left
from lotbook.domain.books import Amount, Flow
from lotbook.domain.findings import Finding
from lotbook.domain.identifiers import key, same
from lotbook.tables.bom import BomLine
from lotbook.tables.manufacture import Run
from lotbook.tables.orders import Order
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment


class LotOnHand(NamedTuple):
    """One lot of a material that the part needs: how much is left by the books, and what speaks against it."""

    component: str
    receipt: Receipt
    on_hand: Decimal | None
    findings: tuple[Finding, ...]

    @property
    def usable(self) -> bool:
        """Whether nothing would stop a certificate about it."""
        return not any(finding.stops for finding in self.findings)


class Free(NamedTuple):
    """A run of the ordered part with good pieces that no shipment holds."""

    run: Run
    pieces: Decimal


def free_runs(records: Records, order: Order) -> tuple[Free, ...]:
    """Runs of the ordered part and revision that are not cancelled and have pieces left."""
    found = []
    for run in records.manufacture:
        mine = same(run.part_number, order.part_number) and same(run.part_revision, order.part_revision)
        if not mine or run.status == "Cancelled" or run.quantity_made is None:
            continue
        sent = (s.quantity or Decimal(0) for s in records.shipments if same(s.run_id, run.run_id))
        pieces = run.quantity_made - (run.quantity_scrapped or 0) - sum(sent, Decimal(0))
        if pieces > 0:
            found.append(Free(run, pieces))
    return tuple(found)


def planned_shipments(order: Order, free: tuple[Free, ...]) -> tuple[Shipment, ...]:
    """The shipments that would be written if the order were shipped from these runs, the first ones first."""
    wanted = order.quantity or Decimal(0)
    found = []
    for each in free:
        quantity = min(wanted, each.pieces)
        if quantity > 0:
            found.append(
                Shipment(0, None, None, order.order_id, each.run.run_id, quantity, order.unit, *[None] * 5)
            )
        wanted -= quantity
    return tuple(found)


def needed(records: Records, order: Order) -> tuple[BomLine, ...]:
    """What the bill of materials asks for this part and revision."""
    return tuple(
        line
        for line in records.bom
        if same(line.part_number, order.part_number) and same(line.part_revision, order.part_revision)
    )


def lots_on_hand(records: Records, case: Case) -> Iterator[LotOnHand]:
    """Lots of every material that the bill of materials asks for, the oldest first, with what the gate would say."""
    links = Links(records)
    for line in needed(records, case.frozen.order):
        lots = [lot for lot in records.receiving if lot.lot_id and same(lot.material, line.component)]
        for lot in sorted(lots, key=lambda lot: (str(lot.received_on or ""), lot.row)):
            on_hand = _left(records, lot)
            if on_hand is not None and on_hand <= 0:
                continue
            yield LotOnHand(line.component or "", lot, on_hand, _against(links, lot, case))


def _left(records: Records, lot: Receipt) -> Decimal | None:
    wanted = key(lot.lot_id or "")
    taken = [
        Amount(use.quantity, use.unit) for use in records.materials_used if key(use.source or "") == wanted
    ]
    taken += [Amount(cut.quantity, cut.unit) for cut in records.cuts if key(cut.source or "") == wanted]
    return left(Amount(lot.quantity, lot.unit), (Flow(wanted, "", amount) for amount in taken))


def _against(links: Links, lot: Receipt, case: Case) -> tuple[Finding, ...]:
    """What the gate's rules on lots and certificate files say of one lot, as if it were used."""
    record = freeze_lot(links, lot)
    people = tuple(links.named((lot.checked_by, lot.reviewed_by)))
    alone = case._replace(frozen=case.frozen._replace(runs=(), lots=(record,), people=people))
    rules = (*gate_lot.RULES, *gate_lot_people.RULES, gate_file.lot_certificates, *gate_file_stated.RULES)
    return tuple(finding for rule in rules for finding in rule(alone))
