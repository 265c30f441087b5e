"""The records a certificate is made of: each row of the workbook together with the rows it points to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from lotbook.checks.rework import is_outside
from lotbook.domain.values import Value
from lotbook.tables.characteristics import Characteristic
from lotbook.tables.chemistry import Analysis
from lotbook.tables.custody import Transfer
from lotbook.tables.cuts import Cut
from lotbook.tables.declarations import Declaration
from lotbook.tables.manufacture import Run
from lotbook.tables.materials import Material
from lotbook.tables.materials_used import Use
from lotbook.tables.measurements import Measurement
from lotbook.tables.nonconformances import Nonconformance
from lotbook.tables.outside_processes import OutsideProcess
from lotbook.tables.parts import Part
from lotbook.tables.receiving import Receipt
from lotbook.tables.shipments import Shipment
from lotbook.tables.suppliers import Supplier


class ShipmentRecord(NamedTuple):
    """One shipment with its serial numbers, one by one, and the user's own columns."""

    shipment: Shipment
    serials: tuple[str, ...]
    extras: Mapping[str, Value]


class ProcessRecord(NamedTuple):
    """One outside process and who did it."""

    process: OutsideProcess
    supplier: Supplier | None


class MeasuredRecord(NamedTuple):
    """One measured result with its characteristic and, where it is out of limits, its nonconformance.

    Attributes:
        again: the result that took its place: of the same piece, measured after the rework its nonconformance decided.
    """

    measurement: Measurement
    characteristic: Characteristic | None
    nonconformance: Nonconformance | None
    again: Measurement | None = None

    @property
    def within(self) -> bool | None:
        """Whether the result lies within its limits; None when there is no result or nothing to compare with."""
        limits = self.characteristic
        if self.measurement.result is None or limits is None:
            return None
        if limits.lower_limit is None and limits.upper_limit is None:
            return None
        return not is_outside(self.measurement, limits)


class RunRecord(NamedTuple):
    """One run: what it made, what it used, what was done outside, what was measured, what was found wrong.

    Attributes:
        depth: 0 for a shipped run, 1 for a sub-assembly run in it, and so on.
        part: the part in the revision that was made.
        lots: IDs of the lots it used itself, without those of its sub-assemblies.
        sub_runs: IDs of the sub-assembly runs it used.
        characteristics: what is to be measured on this part and revision.
        measurements: of the shipped serials where results are kept by serial, else all of the run.
    """

    run: Run
    depth: int
    part: Part | None
    uses: tuple[Use, ...]
    lots: tuple[str, ...]
    sub_runs: tuple[str, ...]
    processes: tuple[ProcessRecord, ...]
    characteristics: tuple[Characteristic, ...]
    measurements: tuple[MeasuredRecord, ...]
    nonconformances: tuple[Nonconformance, ...]
    extras: Mapping[str, Value]

    def rows(self) -> Iterator[tuple[str, int]]:
        """Sheet and row number of each row here."""
        yield "Manufacture", self.run.row
        if self.part:
            yield "Parts", self.part.row
        yield from (("Materials used", use.row) for use in self.uses)
        for done in self.processes:
            yield "Outside processes", done.process.row
            if done.supplier:
                yield "Suppliers", done.supplier.row
        yield from (("Measurements", measured.measurement.row) for measured in self.measurements)
        yield from (("Characteristics", limits.row) for limits in self.characteristics)
        yield from (("Nonconformances", ncr.row) for ncr in self.nonconformances)

    @property
    def run_id(self) -> str:
        """Its ID as typed."""
        return self.run.run_id or ""


class LotRecord(NamedTuple):
    """One delivered lot: its delivery, material and supplier, the cuts on the way, how much was used.

    Attributes:
        cuts: between the lot and the runs, parents before children; the pieces inherit heat and certificate.
        uses: the rows of Materials used that took the lot or a piece of it.
        runs: IDs of the runs that took it.
        quantity: how much of it these runs used; None when units differ or it went into a blend.
        declarations: about this lot, and about this supplier's material when no lot is named.
    """

    receipt: Receipt
    material: Material | None
    supplier: Supplier | None
    cuts: tuple[Cut, ...]
    uses: tuple[Use, ...]
    runs: tuple[str, ...]
    quantity: Decimal | None
    unit: str | None
    declarations: tuple[Declaration, ...]
    chemistry: tuple[Analysis, ...]
    custody: tuple[Transfer, ...]
    nonconformances: tuple[Nonconformance, ...]
    extras: Mapping[str, Value]

    def rows(self) -> Iterator[tuple[str, int]]:
        """Sheet and row number of each row here."""
        yield "Receiving", self.receipt.row
        if self.material:
            yield "Materials", self.material.row
        if self.supplier:
            yield "Suppliers", self.supplier.row
        yield from (("Custody", step.row) for step in self.custody)
        yield from (("Chemistry", found.row) for found in self.chemistry)
        yield from (("Cuts", cut.row) for cut in self.cuts)
        yield from (("Declarations", declared.row) for declared in self.declarations)
        yield from (("Nonconformances", ncr.row) for ncr in self.nonconformances)

    @property
    def lot_id(self) -> str:
        """Its ID as typed."""
        return self.receipt.lot_id or ""

    @property
    def heat(self) -> str | None:
        """The heat or maker's lot number as the certificate prints it."""
        return self.receipt.heat_on_certificate
