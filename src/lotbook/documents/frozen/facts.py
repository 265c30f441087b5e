"""Everything one certificate speaks about, taken from linked rows only and frozen at that moment.

Documents are filled from it, the gate judges it, the manifest keeps it. Nothing here is typed by hand for a
certificate, so a certificate cannot say what the workbook does not. Each lot stands once, however many ways lead to
it; what could not be resolved is kept as a gap, never left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from lotbook.documents.frozen.around import Around, around
from lotbook.documents.frozen.concerned import headers, strays, with_twins
from lotbook.documents.frozen.freezing import Links, freeze_lots, freeze_runs
from lotbook.documents.frozen.reach import Gap, reach, serials_of
from lotbook.documents.frozen.rows import LotRecord, RunRecord, ShipmentRecord
from lotbook.domain.findings import Place
from lotbook.domain.identifiers import key
from lotbook.domain.values import Value
from lotbook.tables.certificates import Certificate
from lotbook.tables.customers import Customer
from lotbook.tables.lists import LANGUAGES
from lotbook.tables.orders import Order
from lotbook.tables.parts import Part
from lotbook.tables.people import Person
from lotbook.tables.records import Records
from lotbook.tables.settings import DEFAULTS
from lotbook.tables.shipments import Shipment

STANDING = ("Issued", "Affected by recall")
_OFFERED = ("Orders", "Shipments", "Manufacture", "Receiving")  # sheets whose own columns templates may print
_STRICTER = ("shop", "medical", "aerospace")


class Frozen(NamedTuple):
    """One certificate's world: order, customer, part, shipments, runs, lots, people, settings, gaps.

    Attributes:
        shipments: in the order of the sheet; empty before anything was shipped.
        runs: the shipped runs first, then their sub-assembly runs; each once.
        lots: every delivered lot the runs go back to; each once, in the order it is met.
        people: everybody named on these rows, as the sheet People knows them.
        settings: every setting, the shop's own value or the default.
        order_extras: the user's own columns of the order row: header -> value.
        own_headers: sheet -> the user's own headers there, for the sheets whose rows templates may name.
        gaps: what could not be resolved.
    """

    order: Order
    customer: Customer | None
    part: Part | None
    shipments: tuple[ShipmentRecord, ...]
    runs: tuple[RunRecord, ...]
    lots: tuple[LotRecord, ...]
    people: tuple[Person, ...]
    settings: Mapping[str, str]
    order_extras: Mapping[str, Value]
    own_headers: Mapping[str, tuple[str, ...]]
    gaps: tuple[Gap, ...]
    around: Around

    @property
    def shipped_runs(self) -> tuple[RunRecord, ...]:
        """The runs that pieces were shipped from."""
        return tuple(run for run in self.runs if run.depth == 0)

    @property
    def quantity(self) -> Decimal:
        """How many pieces these shipments hold together."""
        return sum((s.shipment.quantity or Decimal(0) for s in self.shipments), Decimal(0))

    @property
    def serials(self) -> tuple[str, ...]:
        """The serial numbers shipped, as typed, in order."""
        return tuple(serial for shipment in self.shipments for serial in shipment.serials)

    @property
    def documents_required(self) -> tuple[str, ...]:
        """The papers this order or its customer asks for; a COC always."""
        cells = (self.order.documents_required, self.customer.documents_required if self.customer else None)
        asked = (word.strip() for cell in cells for word in (cell or "").split(","))
        return tuple(dict.fromkeys(("COC", *(word for word in asked if word))))

    @property
    def profile(self) -> str:
        """How strict the gate is: the shop's profile, raised by the customer's own."""
        profiles = (self.settings["Profile"], (self.customer and self.customer.profile) or "shop")
        asked = (profile.strip().lower() for profile in profiles)
        known = (profile if profile in _STRICTER else "shop" for profile in asked)
        return max(known, key=_STRICTER.index)

    @property
    def statement(self) -> str:
        """The statement of conformance: the customer's own wording, else the shop's."""
        return (self.customer and self.customer.statement_wording) or self.settings[
            "Statement of conformance"
        ]

    @property
    def paper(self) -> str:
        """A4 or Letter, as the customer wants it."""
        return (self.customer and self.customer.paper) or self.settings["Paper"] or "A4"

    @property
    def language(self) -> str:
        """The language of the papers, as the customer wants it; English where nothing is said or it is none of ours."""
        language = (self.customer and self.customer.language) or ""
        return language if language in LANGUAGES else LANGUAGES[0]

    def rows(self) -> Iterator[tuple[str, int]]:
        """Sheet and row number of everything this certificate rests on."""
        yield "Orders", self.order.row
        for sheet, row in (("Customers", self.customer), ("Parts", self.part)):
            if row:
                yield sheet, row.row
        yield from (("Shipments", record.shipment.row) for record in self.shipments)
        yield from (("People", person.row) for person in self.people)
        for run in self.runs:
            yield from run.rows()
        for lot in self.lots:
            yield from lot.rows()

    def run(self, run_id: str | None) -> RunRecord | None:
        """One of these runs by its ID."""
        return next((run for run in self.runs if key(run.run.run_id or "") == key(run_id or "")), None)

    def lot(self, lot_id: str | None) -> LotRecord | None:
        """One of these lots by its ID."""
        return next((lot for lot in self.lots if key(lot.lot_id) == key(lot_id or "")), None)

    def person(self, name: str | None) -> Person | None:
        """Somebody named on these rows."""
        return next((person for person in self.people if key(person.name or "") == key(name or "")), None)


def freeze(records: Records, order: Order, shipments: Sequence[Shipment], *, signer: str = "") -> Frozen:
    """Everything a certificate for these shipments of one order speaks about.

    Args:
        records: the workbook.
        order: the order line.
        shipments: what goes on the certificate; empty when nothing was shipped yet.
        signer: who is to sign; the row of People counts as one the certificate rests on.
    """
    links = Links(records)
    sent = tuple(_shipment(links, shipment) for shipment in shipments)
    starts = _starts(sent)
    reached = reach(records, starts)
    runs = freeze_runs(links, reached, starts)
    lots = freeze_lots(links, reached)
    part = links.part(
        order.part_number,
        order.part_revision,
        Place("Orders", order.row, order.order_id or "", "Part number"),
    )
    lost = strays(records, _chain_names(runs, lots), _own_names(order, sent))
    beside = around(records, order, sent, lots, runs)
    frozen = Frozen(
        order=order,
        customer=links.customer(order),
        part=part,
        shipments=sent,
        runs=runs,
        lots=lots,
        people=tuple(links.named((signer, *_names(runs, lots)))),
        settings=_settings(records),
        order_extras=links.extras("Orders", order.row),
        own_headers={sheet: records.loaded(sheet).headers.extra for sheet in _OFFERED},
        gaps=(*links.gaps.values(), *reached.gaps, *lost),
        around=beside,
    )
    settings = (("Settings", row.row) for row in records.settings_rows)
    rows = (*frozen.rows(), *settings, *headers(records))
    return frozen._replace(around=beside._replace(rows=frozenset(with_twins(records, rows))))


def find_order(records: Records, order_id: str) -> Order | None:
    """The order line of this ID, compared as identifiers are compared."""
    return next((order for order in records.orders if key(order.order_id or "") == key(order_id)), None)


def shipments_of(records: Records, order: Order) -> tuple[Shipment, ...]:
    """Every shipment of an order line, in the order of the sheet."""
    wanted = key(order.order_id or "")
    return tuple(shipment for shipment in records.shipments if key(shipment.order_id or "") == wanted)


def certificates_of(register: Sequence[Certificate], shipment_id: str | None) -> tuple[Certificate, ...]:
    """The register's rows that hold this shipment and stand: issued, or affected by a recall."""
    wanted = key(shipment_id or "")
    return tuple(
        row
        for row in register
        if row.status in STANDING and wanted in {key(name) for name in serials_of(row.shipment_ids)}
    )


def _shipment(links: Links, shipment: Shipment) -> ShipmentRecord:
    links.check_run(shipment)
    return ShipmentRecord(shipment, serials_of(shipment.serials), links.extras("Shipments", shipment.row))


def _starts(sent: Sequence[ShipmentRecord]) -> dict[str, frozenset[str]]:
    """Each shipped run with the serials shipped from it; none when any of its shipments names no serials."""
    starts: dict[str, frozenset[str]] = {}
    for record in sent:
        run = key(record.shipment.run_id or "")
        serials = frozenset(key(serial) for serial in record.serials)
        known = starts.get(run)
        starts[run] = serials if known is None else (serials | known if serials and known else frozenset())
    return starts


def _chain_names(runs: Sequence[RunRecord], lots: Sequence[LotRecord]) -> Iterator[str]:
    yield from (run.run_id for run in runs)
    for lot in lots:
        yield lot.lot_id
        yield from (cut.new_lot_id for cut in lot.cuts if cut.new_lot_id)


def _own_names(order: Order, sent: Sequence[ShipmentRecord]) -> Iterator[str]:
    yield from (order.order_id or "", *(record.shipment.shipment_id or "" for record in sent))
    yield from (serial for record in sent for serial in record.serials)


def _names(runs: Sequence[RunRecord], lots: Sequence[LotRecord]) -> Iterator[str | None]:
    for run in runs:
        yield run.run.operator
        yield from (measured.measurement.inspector for measured in run.measurements)
        yield from (ncr.approved_by for ncr in run.nonconformances)
    for lot in lots:
        yield from (lot.receipt.received_by, lot.receipt.checked_by, lot.receipt.reviewed_by)
        for cut in lot.cuts:
            yield from (cut.marked_by, cut.verified_by)
        yield from (ncr.approved_by for ncr in lot.nonconformances)


def _settings(records: Records) -> dict[str, str]:
    return {default.name: records.setting(default.name) for default in DEFAULTS}
