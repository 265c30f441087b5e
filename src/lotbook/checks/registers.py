"""The rows of one workbook as checks look at them: each register indexed once, and the day the check is made.

Identifiers are compared by their key; a key is made once for each distinct text. Where an identifier stands there
twice, the first row counts (the second one is a finding of its own).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

from lotbook.tables.chain import Keys
from lotbook.tables.characteristics import Characteristic
from lotbook.tables.customers import Customer
from lotbook.tables.cuts import Cut
from lotbook.tables.manufacture import Run
from lotbook.tables.materials import Material
from lotbook.tables.materials_used import Use
from lotbook.tables.nonconformances import Nonconformance
from lotbook.tables.orders import Order
from lotbook.tables.parts import Part
from lotbook.tables.people import Person
from lotbook.tables.recall_holds import PieceHold, held_pieces, opened_on
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment
from lotbook.tables.suppliers import Supplier

RowT = TypeVar("RowT", bound=tuple[object, ...])
STRICT_PROFILES = ("aerospace", "medical")


class Registers:
    """All rows of a workbook with the indexes that checks share, and today's date."""

    def __init__(self, records: Records, today: date, has_file: Callable[[str], bool] | None = None) -> None:
        self.records = records
        self.today = today
        self.has_file = has_file  # whether a file that a cell names is there; None where nobody can look
        self.keys = Keys(written=True)

    @cached_property
    def strict(self) -> bool:
        """Whether the workbook's profile is aerospace or medical."""
        return self.records.setting("Profile").strip().lower() in STRICT_PROFILES

    def first(self, rows: Sequence[RowT], field: str) -> dict[str, RowT]:
        """The first row of each name in a field; rows without a name are left out."""
        names = self.keys.column(rows, field)
        found = dict(zip(names, rows, strict=True))
        if len(found) < len(rows):  # some name stands there twice
            found = dict(zip(reversed(names), reversed(rows), strict=True))
            found = {name: found[name] for name in dict.fromkeys(names)}
        found.pop("", None)
        return found

    def grouped(self, rows: Sequence[RowT], field: str) -> dict[str, list[RowT]]:
        """All rows of each name in a field, in the order of the sheet; rows without a name are left out."""
        found: defaultdict[str, list[RowT]] = defaultdict(list)
        for name, row in zip(self.keys.column(rows, field), rows, strict=True):
            found[name].append(row)
        found.pop("", None)
        return dict(found)

    @cached_property
    def lots(self) -> dict[str, Receipt]:
        """Deliveries by Lot ID."""
        return self.first(self.records.receiving, "lot_id")

    @cached_property
    def pieces(self) -> dict[str, list[Cut]]:
        """Cuts by New lot ID; a blend has several."""
        return self.grouped(self.records.cuts, "new_lot_id")

    @cached_property
    def cuts_from(self) -> dict[str, list[Cut]]:
        """Cuts by what they were taken from."""
        return self.grouped(self.records.cuts, "source")

    @cached_property
    def runs(self) -> dict[str, Run]:
        """Runs by Run ID."""
        return self.first(self.records.manufacture, "run_id")

    @cached_property
    def uses_of(self) -> dict[str, list[Use]]:
        """Materials used by their source."""
        return self.grouped(self.records.materials_used, "source")

    @cached_property
    def uses_in(self) -> dict[str, list[Use]]:
        """Materials used by the run that used them."""
        return self.grouped(self.records.materials_used, "run_id")

    @cached_property
    def orders(self) -> dict[str, Order]:
        """Order lines by Order ID."""
        return self.first(self.records.orders, "order_id")

    @cached_property
    def shipments_of(self) -> dict[str, list[Shipment]]:
        """Shipments by run."""
        return self.grouped(self.records.shipments, "run_id")

    @cached_property
    def shipments_for(self) -> dict[str, list[Shipment]]:
        """Shipments by order line."""
        return self.grouped(self.records.shipments, "order_id")

    @cached_property
    def shipped(self) -> list[tuple[Shipment, Order | None, Run | None]]:
        """Every shipment with its order and its run, where they stand in the workbook."""
        rows, column = self.records.shipments, self.keys.column
        orders = map(self.orders.get, column(rows, "order_id"))
        return list(zip(rows, orders, map(self.runs.get, column(rows, "run_id")), strict=True))

    @cached_property
    def suppliers(self) -> dict[str, Supplier]:
        """Suppliers by name."""
        return self.first(self.records.suppliers, "supplier")

    @cached_property
    def customers(self) -> dict[str, Customer]:
        """Customers by name."""
        return self.first(self.records.customers, "customer")

    @cached_property
    def materials(self) -> dict[str, Material]:
        """Materials by code."""
        return self.first(self.records.materials, "material")

    @cached_property
    def parts(self) -> dict[tuple[str, str], Part]:
        """Parts by number and revision."""
        keys = self.keys
        found: dict[tuple[str, str], Part] = {}
        for part in self.records.parts:
            found.setdefault((keys[part.part_number], keys[part.revision]), part)
        return found

    @cached_property
    def people(self) -> dict[str, Person]:
        """People by name."""
        return self.first(self.records.people, "name")

    @cached_property
    def characteristics(self) -> dict[str, Characteristic]:
        """Characteristics by name."""
        return self.first(self.records.characteristics, "characteristic")

    @cached_property
    def nonconformances(self) -> dict[str, Nonconformance]:
        """Nonconformances by NCR ID."""
        return self.first(self.records.nonconformances, "ncr_id")

    @cached_property
    def open_recalls(self) -> dict[str, date]:
        """The recalls that are open, by number, with the day (UTC) each was opened; drills hold nothing."""
        found: dict[str, date] = {}
        for recall in self.records.recalls:
            opened = opened_on(recall)
            if recall.status == "Open" and recall.recall_id and opened:
                found[self.keys[recall.recall_id]] = opened
        return found

    def recalled_on(self, told: str | None) -> date | None:
        """The day of the first open recall that holds a row, by what its reason or note tells; None when none does.

        Recall writes ``RCL-001: why`` when it holds something, and ``RCL-001 released: why`` when it lets go of it.
        """
        held: dict[str, date] = {}
        for part in (told or "").split(";") if self.open_recalls else ():
            before, colon, _ = self.keys[part].partition(":")
            name, _, more = before.partition(" ")
            if colon and not more and name in self.open_recalls:
                held[name] = self.open_recalls[name]
            elif more.startswith("released"):
                held.pop(name, None)
        return min(held.values(), default=None)

    @cached_property
    def held_pieces(self) -> Mapping[str, PieceHold]:
        """The pieces that a recall holds by themselves, and what was cut from them, by comparison key."""
        return held_pieces(self.records.recalls, self.records.cuts)

    def material_of(self, lot: Receipt) -> Material | None:
        """The material of a delivery, when it stands in Materials."""
        return self.materials.get(self.keys[lot.material])

    def sent(self, shipments: Sequence[Shipment]) -> list[Shipment]:
        """Those of the shipments that have left by today; a planned one has a later date or none."""
        return [each for each in shipments if each.shipped_on and each.shipped_on <= self.today]
