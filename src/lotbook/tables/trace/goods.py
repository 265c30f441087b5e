"""What an identifier names that somebody holds in the hand: a shipment, order, run, lot, cut, certificate or serial."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lotbook.domain.filters import Start
from lotbook.domain.identifiers import key
from lotbook.errors import NotFoundError, UsageError
from lotbook.tables.chain import FIELDS, Chain
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment
from lotbook.tables.trace.filters import serials_in
from lotbook.tables.trace.near import near

READ = {
    **{sheet: set(fields) for sheet, fields in FIELDS.items()},
    "Materials used": {"run_id", "source", "unit_serial"},
    "Receiving": {"lot_id"},
    "Orders": {"order_id", "customer_po"},
    "Shipments": {"shipment_id", "order_id", "run_id", "serials", "packing_slip", "certificate"},
    "Certificates": {"certificate_id", "shipment_ids"},
    "Outside processes": {"run_id"},
}


class Goods(NamedTuple):
    """What was asked for.

    Attributes:
        asked: each identifier with everything it names.
        nodes: the runs, lots and cuts named directly.
        shipments: the shipments named directly or through order, certificate, packing slip or serial.
        serials: run -> the serials asked for of it.
        unsent: orders that were named and of which nothing was shipped.
    """

    asked: tuple[Start, ...]
    nodes: frozenset[str]
    shipments: tuple[Shipment, ...]
    serials: dict[str, frozenset[str]]
    unsent: tuple[str, ...]


def goods(records: Records, chain: Chain, identifiers: Sequence[str]) -> Goods:
    """What some identifiers name.

    Raises:
        UsageError: none was given.
        NotFoundError: nothing has one of them.
    """
    if not all(map(str.strip, identifiers)) or not identifiers:
        raise UsageError(
            "Nothing was named.", next_step="Name a shipment, order, run, lot, cut, COC or serial."
        )
    search = _Search(records, chain)
    for identifier in identifiers:
        search.look(identifier)
    return Goods(
        tuple(sorted(set(search.asked))),
        frozenset(search.nodes),
        tuple(records.whole_rows(Shipment, search.rows)),
        {run: frozenset(serials) for run, serials in search.serials.items()},
        tuple(sorted(search.unsent)),
    )


class _Search:
    def __init__(self, records: Records, chain: Chain) -> None:
        self.records = records
        self.keys = chain.keys
        self.asked: list[Start] = []
        self.nodes: set[str] = set()
        self.rows: set[int] = set()
        self.serials: dict[str, set[str]] = {}
        self.unsent: set[str] = set()

    def look(self, identifier: str) -> None:
        wanted = key(identifier)
        named = [*self._nodes(wanted), *self._shipments(wanted), *self._serials(wanted)]
        if not named:
            self._refuse(identifier)
        self.asked += [Start(identifier, what) for what in dict.fromkeys(named)]

    def _nodes(self, wanted: str) -> Iterator[str]:
        columns = (
            ("lot", (lot.lot_id for lot in self.records.receiving)),
            ("cut", (cut.new_lot_id for cut in self.records.cuts)),
            ("run", (run.run_id for run in self.records.manufacture)),
        )
        for what, texts in columns:
            if any(self.keys[text] == wanted for text in texts):
                self.nodes.add(wanted)
                yield what

    def _shipments(self, wanted: str) -> Iterator[str]:
        keys = self.keys
        sent = self.records.shipments
        orders = {
            keys[o.order_id] for o in self.records.orders if wanted in (keys[o.order_id], keys[o.customer_po])
        }
        papers = {
            keys[shipment_id]
            for row in self.records.certificates
            if keys[row.certificate_id] == wanted
            for shipment_id in serials_in(row.shipment_ids)
        }
        found = {
            "shipment": [s.row for s in sent if keys[s.shipment_id] == wanted],
            "order": [s.row for s in sent if s.order_id and keys[s.order_id] in orders],
            "packing slip": [s.row for s in sent if keys[s.packing_slip] == wanted],
            "certificate": [
                s.row
                for s in sent
                if keys[s.shipment_id] in papers or f"{keys[s.certificate]}-".startswith(f"{wanted}-")
            ],
        }
        for what, rows in found.items():
            self.rows.update(rows)
            if rows:
                yield what
        if orders and not found["order"]:
            self.unsent |= orders
            yield "order"

    def _serials(self, wanted: str) -> Iterator[str]:
        keys = self.keys
        rows = [s for s in self.records.shipments if s.serials and wanted in map(key, serials_in(s.serials))]
        runs = {keys[row.run_id] for row in rows}
        runs |= {keys[use.run_id] for use in self.records.materials_used if keys[use.unit_serial] == wanted}
        for run in runs - {""}:
            self.serials.setdefault(run, set()).add(wanted)
        self.rows.update(row.row for row in rows)
        if runs:
            yield "serial"

    def _refuse(self, identifier: str) -> None:
        known = set(self._known())
        close = near(identifier, known)
        hint = f"Did you mean {' or '.join(close)}?" if close else "Look with `lotbook find`."
        raise NotFoundError(
            f"No shipment, order, run, lot, cut, certificate or serial is called {identifier}.",
            cause=f"{len(known)} identifiers stand in the workbook.",
            next_step=hint,
        )

    def _known(self) -> Iterable[str]:
        records = self.records
        texts = [lot.lot_id for lot in records.receiving]
        texts += [cut.new_lot_id for cut in records.cuts]
        texts += [run.run_id for run in records.manufacture]
        texts += [order.order_id for order in records.orders]
        texts += [row.certificate_id for row in records.certificates]
        for shipment in records.shipments:
            texts += [shipment.shipment_id, *serials_in(shipment.serials)]
        return [text for text in texts if text]
