"""Joins the rows that a certificate needs by their links; a link that leads nowhere becomes a gap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from lotbook.checks.rework import comes_after, was_reworked
from lotbook.documents.frozen.reach import Gap, Reach, ReachedLot, ReachedRun
from lotbook.documents.frozen.rows import LotRecord, MeasuredRecord, ProcessRecord, RunRecord
from lotbook.domain.findings import Place
from lotbook.domain.identifiers import key, same
from lotbook.domain.values import Value
from lotbook.tables.customers import Customer
from lotbook.tables.declarations import Declaration
from lotbook.tables.load import extras
from lotbook.tables.materials_used import Use
from lotbook.tables.measurements import Measurement
from lotbook.tables.orders import Order
from lotbook.tables.outside_processes import OutsideProcess
from lotbook.tables.parts import Part
from lotbook.tables.people import Person
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment

RowT = TypeVar("RowT")


class Links:
    """Looks rows up by what other rows call them, and remembers what was not found."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.gaps: dict[tuple[str, Place], Gap] = {}
        self.customers = _by_key(records.customers, "customer")
        self.suppliers = _by_key(records.suppliers, "supplier")
        self.materials = _by_key(records.materials, "material")
        self.people = _by_key(records.people, "name")
        self.runs = _by_key(records.manufacture, "run_id")
        self.ncrs = _by_key(records.nonconformances, "ncr_id")
        self.characteristics = _by_key(records.characteristics, "characteristic")
        self.found_wrong = _grouped(records.nonconformances, "subject")
        self.processes = _grouped(records.outside_processes, "run_id")
        self.measurements = _grouped(records.measurements, "run_id")
        self.chemistry = _grouped(records.chemistry, "lot_id")
        self.custody = _grouped(records.custody, "lot_id")

    @cached_property
    def used_in(self) -> dict[str, list[Use]]:
        """Materials used by what was used; looked up for reworked pieces only."""
        return _grouped(self.records.materials_used, "source")

    def customer(self, order: Order) -> Customer | None:
        """The order's customer."""
        place = Place("Orders", order.row, order.order_id or "", "Customer")
        return self.find(self.customers, order.customer, "customer", "Customers", place)

    def check_run(self, shipment: Shipment) -> None:
        """Notes a gap when a shipment's run is not on Manufacture."""
        place = Place("Shipments", shipment.row, shipment.shipment_id or "", "Run ID")
        self.find(self.runs, shipment.run_id, "run", "Manufacture", place)

    def part(self, number: str | None, revision: str | None, place: Place) -> Part | None:
        """A part in exactly one revision."""
        for part in self.records.parts:
            if same(part.part_number, number) and same(part.revision, revision):
                return part
        if number:
            shown = f"{number} revision {revision or '(none)'}"
            self.missing("part", shown, "Parts", place)
        return None

    def find(
        self, known: Mapping[str, RowT], name: str | None, what: str, sheet: str, place: Place
    ) -> RowT | None:
        """The row that ``name`` names; a name without a row becomes a gap, no name is nothing."""
        found = known.get(key(name)) if name else None
        if name and found is None:
            self.missing(what, name, sheet, place)
        return found

    def missing(self, what: str, name: str, sheet: str, place: Place) -> None:
        """Remembers a link that leads nowhere."""
        subject = f"{place.sheet} {place.key}" if place.key else f"Row {place.row} of {place.sheet}"
        message = f"{subject}: {name} is not on the sheet {sheet}."
        self.gaps[what, place] = Gap(what, name, place, message)

    def named(self, names: Iterable[str | None]) -> Iterator[Person]:
        """The people of these names, each once; a name that is not on People is left to the checks."""
        for name in dict.fromkeys(key(name) for name in names if name):
            if name in self.people:
                yield self.people[name]

    def extras(self, sheet: str, row: int) -> Mapping[str, Value]:
        """The user's own columns of one row."""
        return extras(self.records.loaded(sheet), [row]).get(row, {})


def freeze_runs(links: Links, reached: Reach, serials: Mapping[str, frozenset[str]]) -> tuple[RunRecord, ...]:
    """Each reached run with its rows; ``serials``: run key -> keys of the serials shipped from it."""
    return tuple(_run(links, reached, name, run, serials) for name, run in reached.runs.items())


def freeze_lots(links: Links, reached: Reach) -> tuple[LotRecord, ...]:
    """Each reached lot with its rows."""
    return tuple(_lot(links, reached, name, lot) for name, lot in reached.lots.items())


def freeze_lot(links: Links, receipt: Receipt) -> LotRecord:
    """One delivered lot with its rows, whether anything was made of it or not."""
    alone = ReachedLot(receipt, (), (), (), blended=False)
    return _lot(links, Reach({}, {}, ()), key(receipt.lot_id or ""), alone)


def _run(
    links: Links, reached: Reach, name: str, found: ReachedRun, serials: Mapping[str, frozenset[str]]
) -> RunRecord:
    run = found.run
    place = Place("Manufacture", run.row, run.run_id or "", "Part number")
    wanted = [
        limits
        for limits in links.records.characteristics
        if same(limits.part_number, run.part_number) and same(limits.part_revision, run.part_revision)
    ]
    return RunRecord(
        run=run,
        depth=found.depth,
        part=links.part(run.part_number, run.part_revision, place),
        uses=found.uses,
        lots=tuple(reached.lots[lot].receipt.lot_id or "" for lot in found.lots),
        sub_runs=tuple(links.runs[sub].run_id or "" for sub in found.sub_runs if sub in links.runs),
        processes=tuple(_process(links, process) for process in links.processes.get(name, ())),
        characteristics=tuple(wanted),
        measurements=tuple(_measured(links, name, serials.get(name, frozenset()))),
        nonconformances=tuple(links.found_wrong.get(name, ())),
        extras=links.extras("Manufacture", run.row),
    )


def _process(links: Links, process: OutsideProcess) -> ProcessRecord:
    place = Place("Outside processes", process.row, process.run_id or "", "Supplier")
    return ProcessRecord(
        process, links.find(links.suppliers, process.supplier, "supplier", "Suppliers", place)
    )


def _measured(links: Links, run: str, serials: frozenset[str]) -> Iterator[MeasuredRecord]:
    rows = links.measurements.get(run, [])
    # One characteristic may be kept by serial number and another by piece: each is judged for itself.
    by_serial = {key(row.characteristic or "") for row in rows if key(row.piece or "") in serials}
    for row in rows:
        if key(row.characteristic or "") in by_serial and row.piece and key(row.piece) not in serials:
            continue
        place = Place("Measurements", row.row, f"{row.run_id} {row.characteristic}", "Characteristic")
        limits = links.find(
            links.characteristics, row.characteristic, "characteristic", "Characteristics", place
        )
        ncr = links.ncrs.get(key(row.nonconformance or ""))
        again = _again(links, run, row) if was_reworked(row, limits, ncr) else None
        yield MeasuredRecord(row, limits, ncr, again)


def _again(links: Links, run: str, row: Measurement) -> Measurement | None:
    """The result of the same piece after its rework: in this run, or in the run that was made to rework it."""
    for name in (run, *(key(use.run_id or "") for use in links.used_in.get(run, ()))):
        for later in links.measurements.get(name, ()):
            if later is row or not same(later.characteristic, row.characteristic):
                continue
            limits = links.characteristics.get(key(later.characteristic or ""))
            ncr = links.ncrs.get(key(later.nonconformance or ""))
            if (
                same(later.piece, row.piece)
                and comes_after(later, row)
                and not was_reworked(later, limits, ncr)
            ):
                return later
    return None


def _lot(links: Links, reached: Reach, name: str, found: ReachedLot) -> LotRecord:
    lot = found.receipt
    quantity, unit = (None, None) if found.blended else _total(found)
    pieces = (name, *(key(cut.new_lot_id or "") for cut in found.cuts))
    wrong = [row for piece in dict.fromkeys(pieces) for row in links.found_wrong.get(piece, ())]
    place = Place("Receiving", lot.row, lot.lot_id or "")
    supplier, material = place._replace(column="Supplier"), place._replace(column="Material")
    return LotRecord(
        receipt=lot,
        material=links.find(links.materials, lot.material, "material", "Materials", material),
        supplier=links.find(links.suppliers, lot.supplier, "supplier", "Suppliers", supplier),
        cuts=found.cuts,
        uses=found.uses,
        runs=tuple(reached.runs[run].run.run_id or "" for run in found.runs),
        quantity=quantity,
        unit=unit,
        declarations=tuple(row for row in links.records.declarations if _is_about(row, lot)),
        chemistry=tuple(links.chemistry.get(name, ())),
        custody=tuple(links.custody.get(name, ())),
        nonconformances=tuple(wrong),
        extras=links.extras("Receiving", lot.row),
    )


def _total(found: ReachedLot) -> tuple[Decimal | None, str | None]:
    """What was used of a lot, when every row says how much and all in one unit."""
    units = {use.unit for use in found.uses}
    amounts = [use.quantity for use in found.uses if use.quantity is not None]
    if len(units) != 1 or len(amounts) != len(found.uses):
        return None, None
    return sum(amounts, Decimal(0)), units.pop()


def _is_about(row: Declaration, lot: Receipt) -> bool:
    if row.lot_id:
        return same(row.lot_id, lot.lot_id)
    return same(row.supplier, lot.supplier) and same(row.material, lot.material)


def _by_key(rows: Sequence[RowT], field: str) -> dict[str, RowT]:
    """Rows by what they are called; of two with one name the first counts, the checks report the second."""
    found: dict[str, RowT] = {}
    for row in rows:
        name = getattr(row, field)
        if name:
            found.setdefault(key(name), row)
    return found


def _grouped(rows: Sequence[RowT], field: str) -> dict[str, list[RowT]]:
    found: defaultdict[str, list[RowT]] = defaultdict(list)
    for row in rows:
        name = getattr(row, field)
        if name:
            found[key(name)].append(row)
    return dict(found)
