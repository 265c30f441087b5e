"""What a recall answers, as plain data in the order an auditor asks for it.

Stop now, who received what, the balance of each lot, the chain, the gaps, the time it took. Every list is sorted by
identifier, so the answer is the same whatever the order of rows, sheets or starts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from lotbook.domain.balance import Balance
from lotbook.domain.books import Amount
from lotbook.domain.filters import Filters, Match, Start, Texts
from lotbook.domain.findings import Finding


class Lot(NamedTuple):
    """One affected lot; ``quantity`` as delivered, ``on_hand`` what is left by the books (None: cannot be told)."""

    lot_id: str
    material: str | None
    supplier: str | None
    heat: str | None
    purchase_order: str | None
    certificate_number: str | None
    received_on: date | None
    quantity: Decimal | None
    unit: str | None
    on_hand: Decimal | None
    location: str | None
    status: str | None
    row: int


class Piece(NamedTuple):
    """One affected cut piece; ``quantity`` is everything that went into it, also from other lots (a blend)."""

    lot_id: str
    cut_from: Texts
    heat_marked: str | None
    quantity: Decimal | None
    unit: str | None
    on_hand: Decimal | None
    location: str | None
    row: int


class Batch(NamedTuple):
    """One affected run; ``unshipped`` = made - scrapped - shipped - used in other runs (None: cannot be told).

    What customers sent back is not shipped any more; ``processor`` names the outside processors that have the run now.
    """

    run_id: str
    part_number: str | None
    part_revision: str | None
    work_order: str | None
    status: str | None
    started_on: date | None
    finished_on: date | None
    machine: str | None
    operator: str | None
    made: Decimal | None
    scrapped: Decimal | None
    shipped: Decimal | None
    used: Decimal | None
    unshipped: Decimal | None
    unit: str | None
    processor: str | None
    row: int


class Waiting(NamedTuple):
    """One open order line that the affected runs could still be sent for."""

    order_id: str
    customer: str | None
    customer_po: str | None
    po_line: str | None
    part_number: str | None
    part_revision: str | None
    quantity: Decimal | None
    shipped: Decimal | None
    waiting: Decimal | None
    unit: str | None
    due_on: date | None
    runs: Texts
    row: int


class Holder(NamedTuple):
    """Affected goods of one run at an outside processor that has not yet certified them back.

    Where several of its processes are open, all of them and their suppliers are named: which one has the goods is not
    known. ``quantity`` is what is left of the run, its own ``unshipped``; where that cannot be told, its good pieces.
    """

    supplier: str | None
    run_id: str
    part_number: str | None
    process: str | None
    specification: str | None
    quantity: Decimal | None
    unit: str | None
    row: int


class Delivery(NamedTuple):
    """One affected shipment with everything needed to reach its receiver; ``planned``: dated after today.

    ``affected_quantity`` and ``affected_serials`` are those of the affected units: fewer than ``quantity`` and ``serials``
    where units are tracked one by one.
    """

    customer: str | None
    contact: str | None
    email: str | None
    phone: str | None
    order_id: str | None
    customer_po: str | None
    po_line: str | None
    part_number: str | None
    part_revision: str | None
    shipment_id: str
    run_id: str | None
    quantity: Decimal | None
    unit: str | None
    serials: str | None
    shipped_on: date | None
    packing_slip: str | None
    certificate: str | None
    planned: bool
    affected_quantity: Decimal | None
    affected_serials: str | None
    row: int

    @property
    def is_partly(self) -> bool:
        """Whether only some of its units are affected."""
        return self.affected_quantity != self.quantity


class Total(NamedTuple):
    """One affected customer: how to reach it, how many shipments and orders, how much it was sent and sent back.

    What was sent back is a shipment with a quantity below zero; both are told in each unit, as amounts above zero, and
    count what is affected. ``shipped`` tells, unit by unit, how much the shipments that were sent held in all.
    """

    customer: str
    contact: str | None
    email: str | None
    phone: str | None
    shipments: int
    orders: int
    quantities: tuple[Amount, ...]
    shipped: tuple[Amount, ...]
    returned: tuple[Amount, ...]


class Stop(NamedTuple):
    """What to stop now: stock, cuts, runs not finished, pieces not shipped, orders waiting, goods at processors.

    Finished pieces are told once: under ``unshipped`` those in the shop, under ``processors`` those that are elsewhere.
    """

    lots: tuple[Lot, ...]
    cuts: tuple[Piece, ...]
    runs: tuple[Batch, ...]
    unshipped: tuple[Batch, ...]
    orders: tuple[Waiting, ...]
    processors: tuple[Holder, ...]
    planned_shipments: tuple[Delivery, ...]

    @property
    def run_ids(self) -> frozenset[str]:
        """The runs that are not finished, or of which pieces are in the shop or at a processor."""
        batches = (*self.runs, *self.unshipped)
        return frozenset((*(each.run_id for each in batches), *(each.run_id for each in self.processors)))


class Step(NamedTuple):
    """One line of the chain as a tree; a node met before is told again as ``repeated`` and not opened again.

    Attributes:
        level: how deep the line stands in the tree; 0 is a start.
        distance: the fewest steps from any start.
        came_from: the identifier on the line above that it hangs from; empty for a start.
    """

    id: str
    what: str
    level: int
    distance: int
    came_from: str
    quantity: Decimal | None
    unit: str | None
    repeated: bool


class Sibling(NamedTuple):
    """Another delivery with the heat or on the certificate of a lot the recall starts from; told, not silently recalled.

    ``shares`` says which: ``heat``, ``certificate``, or ``heat and certificate``.
    """

    lot_id: str
    shares: str
    heat: str
    certificate_number: str | None
    supplier: str | None
    same_supplier: bool
    material: str | None
    received_on: date | None
    quantity: Decimal | None
    unit: str | None
    status: str | None
    row: int


class Narrowing(NamedTuple):
    """A run whose units are tracked one by one: only these serials are affected, so these shipments are left out."""

    run_id: str
    serials: Texts
    shipments_left_out: Texts


class Recall(NamedTuple):
    """The whole answer; see the module's docstring for the order of its parts."""

    filters: Filters
    matches: tuple[Match, ...]
    starts: tuple[Start, ...]
    stop_now: Stop
    deliveries: tuple[Delivery, ...]
    customers: tuple[Total, ...]
    balances: tuple[Balance, ...]
    chain: tuple[Step, ...]
    gaps: tuple[Finding, ...]
    lots: tuple[Lot, ...]
    cuts: tuple[Piece, ...]
    runs: tuple[Batch, ...]
    siblings: tuple[Sibling, ...]
    narrowed: tuple[Narrowing, ...]

    @property
    def is_complete(self) -> bool:
        """Whether nothing stands in the way of the answer: no gap that could have made a list shorter."""
        return not any(gap.stops for gap in self.gaps)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many lots, cuts, runs, shipments and customers are affected."""
        return {
            "lots": len(self.lots),
            "cuts": len(self.cuts),
            "runs": len(self.runs),
            "shipments": len(self.deliveries),
            "customers": len(self.customers),
        }
