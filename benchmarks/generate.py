"""Writes a seeded workbook of any size, with shared strings and Excel Tables as Excel itself saves them.

    python benchmarks/generate.py 10000 book.xlsx

The number is the rows of Materials used; the other sheets are in proportion: lots 1/5, runs 2/5, shipments 7/20,
orders 3/20, customers 1/500 of it. Runs have up to six levels of sub-assemblies; 5 % of the lots are cut.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from lotbook.tables.book import SCHEMA_VERSION, TABLES
from lotbook.tables.column import Kind

MATERIALS = ("AL6", "AL7", "SST", "STL", "ACR", "PLY", "PLA", "TIT", "BRS", "INS")
FAMILIES = ("Aluminium", "Aluminium", "Stainless steel", "Carbon steel", "Plastic", "Wood", "Plastic", "Titanium", "Copper alloy", "Fastener")  # fmt: skip
CERTIFICATES = ["CofC" if family in ("Plastic", "Wood") else "3.1" for family in FAMILIES]
FIRST_DAY = date(2021, 1, 4)
DAYS = 1200
Row = dict[str, object]


def write(rows: int, path: Path, seed: int = 7) -> str:
    """Writes the workbook and returns the ID of a lot that was used, for a recall."""
    shop = Shop(rows, random.Random(seed))
    book = xlsxwriter.Workbook(str(path))
    formats = {Kind.DAY: book.add_format({"num_format": "yyyy-mm-dd"})}
    for kind in (Kind.ISSUED, Kind.IDENTIFIER, Kind.LINK):
        formats[kind] = book.add_format({"num_format": "@"})
    for spec in TABLES:
        sheet = book.add_worksheet(spec.name)
        columns = list(spec.columns.values())
        filled = list(getattr(shop, spec.table.lower(), list)())
        for j, column in enumerate(columns):
            sheet.set_column(j, j, column.width, formats.get(column.kind))
        sheet.add_table(
            0,
            0,
            max(len(filled), 1),
            len(columns) - 1,
            {"name": spec.table, "columns": [{"header": column.header} for column in columns]},
        )
        for i, row in enumerate(filled, start=1):
            for j, column in enumerate(columns):
                value = row.get(column.header)
                if value is not None:
                    sheet.write(i, j, value, formats.get(column.kind))
    book.set_custom_property("Lotbook schema", SCHEMA_VERSION, "number")
    book.close()
    return shop.lot_ids[len(shop.lot_ids) // 3]


def write_certificates(folder: Path, rows: int) -> None:
    """The certificate files that a workbook of this size names, empty."""
    (folder / "certificates").mkdir(exist_ok=True)
    for i in range(rows // 5):
        (folder / "certificates" / f"C-{i:07}.pdf").touch()


class Shop:
    """A shop's records, consistent by construction: nothing is used before it was received."""

    def __init__(self, rows: int, rng: random.Random) -> None:
        self.n, self.rng = rows, rng
        self.lots = rows // 5
        self.runs = rows * 2 // 5
        self.orders_count = rows * 3 // 20
        self.lot_days = sorted(FIRST_DAY + timedelta(rng.randrange(DAYS)) for _ in range(self.lots))
        counters: dict[str, int] = {}
        self.lot_ids: list[str] = []
        self.lot_materials: list[str] = []
        for day in self.lot_days:
            material = rng.choice(MATERIALS)
            prefix = f"{material}-{day:%m%y}"
            counters[prefix] = counters.get(prefix, 0) + 1
            self.lot_ids.append(f"{prefix}-{counters[prefix]:03}")
            self.lot_materials.append(material)
        self.run_ids = [f"MFG-{i:06}" for i in range(1, self.runs + 1)]

    def receiving(self) -> Iterator[Row]:
        for i, (lot, day, material) in enumerate(
            zip(self.lot_ids, self.lot_days, self.lot_materials, strict=True)
        ):
            heat = f"H{self.rng.randrange(10**6):06}{i % 10}"
            yield {
                "Lot ID": lot, "Received on": day, "Supplier": f"Supplier {i % 40}", "Purchase order": f"PO-{i // 3:06}",
                "Material": material, "Heat on certificate": heat, "Heat on material": heat, "Quantity": 1000, "Unit": "kg",
                "Certificate type": CERTIFICATES[MATERIALS.index(material)], "Certificate number": f"C-{i:07}", "Certificate file": f"certificates/C-{i:07}.pdf",
                "Mill": f"Mill {i % 12}", "Location": f"R{i % 30}", "Received by": "A. Receiver", "Checked by": "C. Checker",
                "Checked on": day, "Status": "Released",
            }  # fmt: skip

    def cuts(self) -> Iterator[Row]:
        for i in range(0, self.lots, 20):
            day = self.lot_days[i] + timedelta(1)
            yield {
                "Cut ID": f"CUT-{i:06}", "Cut on": day, "From": self.lot_ids[i], "New lot ID": f"{self.lot_ids[i]}-1",
                "Quantity": 100, "Unit": "kg", "Reason": "Cut", "Mark method": "Tag", "Marked by": "A. Receiver",
                "Verified by": "C. Checker", "Verified on": day,
            }  # fmt: skip

    def _run_day(self, i: int) -> date:
        return FIRST_DAY + timedelta(DAYS + i * 300 // max(self.runs, 1))

    def manufacture(self) -> Iterator[Row]:
        for i, run in enumerate(self.run_ids):
            day = self._run_day(i)
            yield {
                "Run ID": run, "Started on": day, "Finished on": day + timedelta(2), "Work order": f"WO-{i:06}",
                "Part number": f"PN-{i % 300:04}", "Part revision": "A", "Quantity made": 100, "Quantity scrapped": 2,
                "Unit": "pcs", "Machine": f"M{i % 8}", "Operator": "O. Operator", "Status": "Complete",
            }  # fmt: skip

    def materialsused(self) -> Iterator[Row]:
        for i, run in enumerate(self.run_ids):
            sources: dict[str, tuple[int, str]] = {}
            wanted = self.n * (i + 1) // self.runs - self.n * i // self.runs
            while len(sources) < wanted:
                if i > 100 and not sources and i % 5:
                    sources[self.run_ids[i - 1 - self.rng.randrange(90)]] = (1, "pcs")
                    continue
                lot = self.rng.randrange(self.lots)
                cut = lot % 20 == 0 and len(sources) == 1
                sources[self.lot_ids[lot] + ("-1" if cut else "")] = (5, "kg")
            for source, (quantity, unit) in sources.items():
                yield {
                    "Run ID": run, "Source": source, "Quantity": quantity, "Unit": unit, "Used on": self._run_day(i),
                }  # fmt: skip

    def orders(self) -> Iterator[Row]:
        for i in range(self.orders_count):
            day = FIRST_DAY + timedelta(i * DAYS // max(self.orders_count, 1))
            yield {
                "Order ID": f"ORD-{i:06}", "Ordered on": day, "Customer": f"Customer {i % max(self.n // 500, 2)}",
                "Customer PO": f"45{i:08}", "PO line": "10", "Part number": f"PN-{i % 300:04}", "Part revision": "A",
                "Quantity": 500, "Unit": "pcs", "Due on": day + timedelta(60), "Documents required": "COC",
                "Status": "Shipped",
            }  # fmt: skip

    def shipments(self) -> Iterator[Row]:
        for i in range(self.n * 7 // 20):
            order = i % self.orders_count
            part = order % 300  # the run made what was ordered
            run = part + 300 * self.rng.randrange((self.runs - part - 1) // 300 + 1)
            yield {
                "Shipment ID": f"SHP-{i:06}", "Shipped on": self._run_day(run) + timedelta(3),
                "Order ID": f"ORD-{order:06}", "Run ID": self.run_ids[run], "Quantity": 10, "Unit": "pcs",
                "Packing slip": f"PS-{i:06}", "Carrier": "Carrier",
            }  # fmt: skip

    def suppliers(self) -> Iterator[Row]:
        return ({"Supplier": f"Supplier {i}", "Approved": "Yes"} for i in range(40))

    def customers(self) -> Iterator[Row]:
        for i in range(max(self.n // 500, 2)):
            yield {
                "Customer": f"Customer {i}",
                "E-mail": f"qa{i}@customer.example",
                "Address": f"{i} Main Street",
            }

    def materials(self) -> Iterator[Row]:
        for code, family, certificate in zip(MATERIALS, FAMILIES, CERTIFICATES, strict=True):
            yield {
                "Material": code, "Description": code, "Family": family, "Unit": "kg", "Certificate needed": certificate,
            }  # fmt: skip

    def parts(self) -> Iterator[Row]:
        return (
            {"Part number": f"PN-{i:04}", "Revision": "A", "Description": f"Part {i}", "Unit": "pcs"}
            for i in range(300)
        )

    def people(self) -> Iterator[Row]:
        names = (
            ("A. Receiver", "Receiving, Marking"),
            ("C. Checker", "Inspection"),
            ("O. Operator", "Operator"),
        )
        return ({"Name": name, "Roles": roles, "Trained until": date(2099, 12, 31)} for name, roles in names)

    def settings(self) -> Iterator[Row]:
        return ({"Setting": name, "Value": name} for name in ("Company name", "Company address"))


def main(words: Sequence[str]) -> int:
    rows, path = int(words[0]), Path(words[1])
    print(write(rows, path))
    write_certificates(path.parent, rows)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
