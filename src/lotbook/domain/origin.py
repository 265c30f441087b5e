"""What a walk back answers, as plain data: from anything shipped, made or cut to the lots it came from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from lotbook.domain.filters import Start
from lotbook.domain.findings import Finding
from lotbook.domain.recall import Step


class Sent(NamedTuple):
    """One shipment that was asked for, or that belongs to what was asked for."""

    shipment_id: str
    order_id: str | None
    customer: str | None
    customer_po: str | None
    part_number: str | None
    part_revision: str | None
    run_id: str | None
    quantity: Decimal | None
    unit: str | None
    shipped_on: date | None
    packing_slip: str | None
    serials: str | None
    certificate: str | None
    row: int


class MadeBy(NamedTuple):
    """One run on the way back; ``distance`` 0 is what was asked for."""

    run_id: str
    part_number: str | None
    part_revision: str | None
    work_order: str | None
    machine: str | None
    operator: str | None
    sop: str | None
    started_on: date | None
    finished_on: date | None
    status: str | None
    distance: int
    row: int


class Material(NamedTuple):
    """One lot it all came from, with its papers."""

    lot_id: str
    material: str | None
    supplier: str | None
    purchase_order: str | None
    received_on: date | None
    heat_on_certificate: str | None
    heat_on_material: str | None
    certificate_type: str | None
    certificate_number: str | None
    certificate_file: str | None
    mill: str | None
    country_of_melt: str | None
    quantity: Decimal | None
    unit: str | None
    status: str | None
    distance: int
    row: int


class Marked(NamedTuple):
    """One cut on the way back, with the transfer of its mark."""

    lot_id: str
    cut_from: str | None
    cut_on: date | None
    quantity: Decimal | None
    unit: str | None
    heat_marked: str | None
    mark_method: str | None
    marked_by: str | None
    verified_by: str | None
    verified_on: date | None
    distance: int
    row: int


class Processed(NamedTuple):
    """One process that another company did on a run on the way back."""

    run_id: str | None
    process: str | None
    specification: str | None
    spec_revision: str | None
    supplier: str | None
    certificate_number: str | None
    certificate_file: str | None
    done_on: date | None
    row: int


class OneUnit(NamedTuple):
    """A run of which only some units were asked for: material that went into other units is left out."""

    run_id: str
    serials: tuple[str, ...]
    left_out: tuple[str, ...]


class Origin(NamedTuple):
    """The whole answer: what was asked, where it came from, and what could not be resolved."""

    asked: tuple[Start, ...]
    shipments: tuple[Sent, ...]
    lots: tuple[Material, ...]
    cuts: tuple[Marked, ...]
    runs: tuple[MadeBy, ...]
    outside_processes: tuple[Processed, ...]
    chain: tuple[Step, ...]
    gaps: tuple[Finding, ...]
    narrowed: tuple[OneUnit, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every branch ends at a lot."""
        return not any(gap.stops for gap in self.gaps)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many of each there are."""
        return {
            "shipments": len(self.shipments),
            "runs": len(self.runs),
            "cuts": len(self.cuts),
            "lots": len(self.lots),
            "outside_processes": len(self.outside_processes),
        }
