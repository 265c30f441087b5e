"""The rows of one workbook as checks look at them: each register indexed once, and the day the check is made.

Identifiers are compared by their key; a key is made once for each distinct text. Where an identifier stands there
twice, the first row counts (the second one is a finding of its own).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

from lotbook.domain.identifiers import key, keys
from lotbook.tables.characteristics import Characteristic
from lotbook.tables.customers import Customer
from lotbook.tables.cuts import Cut
from lotbook.tables.manufacture import Run
from lotbook.tables.materials import Material
from lotbook.tables.materials_used import Use
from lotbook.tables.orders import Order
from lotbook.tables.parts import Part
from lotbook.tables.people import Person
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records
from lotbook.tables.shipments import Shipment
from lotbook.tables.suppliers import Supplier

RowT = TypeVar("RowT", bound=tuple[object, ...])
STRICT_PROFILES = ("aerospace", "medical")


class Keys(dict[str | None, str]):
    """The comparison key of each text, made once; no text has an empty key."""

    def __missing__(self, text: str | None) -> str:
        found = self[text] = key(text) if text else ""
        return found

    def learn(self, texts: Iterable[str | None]) -> None:
        """Makes the keys of a whole column at once."""
        new = [text for text in set(texts).difference(self) if text]
        self.update(zip(new, keys(new), strict=True))


class Registers:
    """All rows of a workbook with the indexes that checks share, and today's date."""

    def __init__(self, records: Records, today: date) -> None:
        self.records = records
        self.today = today
        self.keys = Keys()

    @cached_property
    def strict(self) -> bool:
        """Whether the workbook's profile is aerospace or medical."""
        return self.records.setting("Profile").strip().lower() in STRICT_PROFILES

    def first(self, rows: Iterable[RowT], names: Sequence[str | None]) -> dict[str, RowT]:
        """The first row of each name; rows without a name are left out."""
        keys = self.keys
        keys.learn(names)
        found: dict[str, RowT] = {}
        for row, name in zip(rows, names, strict=True):
            if name:
                found.setdefault(keys[name], row)
        return found

    def grouped(self, rows: Iterable[RowT], names: Sequence[str | None]) -> dict[str, list[RowT]]:
        """All rows of each name, in the order of the sheet; rows without a name are left out."""
        keys = self.keys
        keys.learn(names)
        found: defaultdict[str, list[RowT]] = defaultdict(list)
        for row, name in zip(rows, names, strict=True):
            if name:
                found[keys[name]].append(row)
        return dict(found)

    @cached_property
    def lots(self) -> dict[str, Receipt]:
        """Deliveries by Lot ID."""
        rows = self.records.receiving
        return self.first(rows, [row.lot_id for row in rows])

    @cached_property
    def pieces(self) -> dict[str, list[Cut]]:
        """Cuts by New lot ID; a blend has several."""
        rows = self.records.cuts
        return self.grouped(rows, [row.new_lot_id for row in rows])

    @cached_property
    def cuts_from(self) -> dict[str, list[Cut]]:
        """Cuts by what they were taken from."""
        rows = self.records.cuts
        return self.grouped(rows, [row.source for row in rows])

    @cached_property
    def runs(self) -> dict[str, Run]:
        """Runs by Run ID."""
        rows = self.records.manufacture
        return self.first(rows, [row.run_id for row in rows])

    @cached_property
    def uses_of(self) -> dict[str, list[Use]]:
        """Materials used by their source."""
        rows = self.records.materials_used
        return self.grouped(rows, [row.source for row in rows])

    @cached_property
    def uses_in(self) -> dict[str, list[Use]]:
        """Materials used by the run that used them."""
        rows = self.records.materials_used
        return self.grouped(rows, [row.run_id for row in rows])

    @cached_property
    def orders(self) -> dict[str, Order]:
        """Order lines by Order ID."""
        rows = self.records.orders
        return self.first(rows, [row.order_id for row in rows])

    @cached_property
    def shipments_of(self) -> dict[str, list[Shipment]]:
        """Shipments by run."""
        rows = self.records.shipments
        return self.grouped(rows, [row.run_id for row in rows])

    @cached_property
    def shipments_for(self) -> dict[str, list[Shipment]]:
        """Shipments by order line."""
        rows = self.records.shipments
        return self.grouped(rows, [row.order_id for row in rows])

    @cached_property
    def suppliers(self) -> dict[str, Supplier]:
        """Suppliers by name."""
        rows = self.records.suppliers
        return self.first(rows, [row.supplier for row in rows])

    @cached_property
    def customers(self) -> dict[str, Customer]:
        """Customers by name."""
        rows = self.records.customers
        return self.first(rows, [row.customer for row in rows])

    @cached_property
    def materials(self) -> dict[str, Material]:
        """Materials by code."""
        rows = self.records.materials
        return self.first(rows, [row.material for row in rows])

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
        rows = self.records.people
        return self.first(rows, [row.name for row in rows])

    @cached_property
    def characteristics(self) -> dict[str, Characteristic]:
        """Characteristics by name."""
        rows = self.records.characteristics
        return self.first(rows, [row.characteristic for row in rows])

    def material_of(self, lot: Receipt) -> Material | None:
        """The material of a delivery, when it stands in Materials."""
        return self.materials.get(self.keys[lot.material])

    def sent(self, shipments: Sequence[Shipment]) -> list[Shipment]:
        """Those of the shipments that have left by today; a planned one has a later date or none."""
        return [each for each in shipments if each.shipped_on and each.shipped_on <= self.today]
