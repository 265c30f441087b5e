"""Random workbooks with everything that goes wrong in a shop's registers, for comparing readers."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

from lotbook.domain.values import Value
from lotbook.tables.book import SCHEMA_PROPERTY, SCHEMA_VERSION, TABLES
from lotbook.tables.column import Kind

Row = dict[str, Value]
_DAY = date(2024, 1, 1)


def write_shop(path: Path, seed: int, rows: int = 40, *, tidy: bool = False) -> Path:
    """A workbook of a shop as it comes: slips, gaps, blends, circles, cancelled runs, cells Excel spoilt."""
    shop = Shop(Random(seed), rows, tidy=tidy)
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    text = book.add_format({"num_format": "@"})
    for spec in TABLES:
        sheet = book.add_worksheet(spec.name)
        columns = list(spec.columns.values())
        filled: list[Row] = getattr(shop, spec.name.lower().replace(" ", "_"), list)()
        sheet.add_table(
            0, 0, max(len(filled), 1), len(columns) - 1,
            {"name": spec.table, "columns": [{"header": column.header} for column in columns]},
        )  # fmt: skip
        for r, row in enumerate(filled, start=1):
            for c, column in enumerate(columns):
                value = row.get(column.header)
                if isinstance(value, date):
                    sheet.write_datetime(r, c, value, day)
                elif value is not None:
                    sheet.write(r, c, value, text if column.kind is not Kind.NUMBER else None)
    book.set_custom_property(SCHEMA_PROPERTY, SCHEMA_VERSION, "number")
    book.close()
    return path


class Shop:
    """The rows of one random shop."""

    def __init__(self, rng: Random, rows: int, *, tidy: bool) -> None:
        self.rng, self.n, self.tidy = rng, rows, tidy
        self.lots = [f"AL6-0124-{i:03}" for i in range(max(rows // 4, 3))]
        self.pieces = [f"{lot}-1" for lot in rng.sample(self.lots, len(self.lots) // 2)]
        self.runs = [f"MFG-{i:04}" for i in range(max(rows // 2, 3))]
        self.orders_made = [f"ORD-{i:03}" for i in range(max(rows // 5, 2))]
        self.heats = [f"H{i:03}" for i in range(max(rows // 6, 2))]

    def slip(self, name: str | None) -> Value:
        """The name, or what somebody made of it."""
        chance = 1.0 if self.tidy else self.rng.random()
        if chance < 0.02:
            return None
        if chance < 0.04:
            return f" {name}\u00a0"
        if chance < 0.06 and name:
            return name.lower()
        if chance < 0.08:
            return f"{name}X"
        if chance < 0.09:
            return self.rng.randrange(1000)
        return name

    def pick(self, *names: list[str]) -> Value:
        return self.slip(self.rng.choice(self.rng.choice([each for each in names if each])))

    def some(self, value: Value, share: float) -> Value:
        return value if self.tidy or self.rng.random() < share else None

    def day(self) -> date:
        return _DAY + timedelta(self.rng.randrange(900))

    def receiving(self) -> list[Row]:
        rows: list[Row] = []
        for lot in self.lots:
            heat = self.rng.choice(self.heats)
            rows.append(
                {
                    "Lot ID": self.slip(lot), "Received on": self.day(), "Supplier": f"Supplier {self.rng.randrange(3)}",
                    "Material": "AL6", "Heat on certificate": self.some(heat, 0.8), "Quantity": self.some(100, 0.9),
                    "Heat on material": self.some(heat, 0.8), "Unit": "kg", "Certificate number": self.pick(self.heats),
                    "Status": self.rng.choice(["Released", "Hold", "Returned"]), "Location": "R1",
                }
            )  # fmt: skip
        if not self.tidy:
            rows += self.rng.sample(rows, len(rows) // 6)  # typed twice
        return rows

    def cuts(self) -> list[Row]:
        return [
            {
                "Cut ID": f"CUT-{i}", "From": self.pick(self.lots, self.pieces), "New lot ID": self.slip(piece),
                "Quantity": 5, "Unit": self.rng.choice(["kg", "kg", "pcs"]), "Heat marked": self.some(self.rng.choice(self.heats), 0.4),
            }
            for i, piece in enumerate([*self.pieces, *self.pieces[:2]])
        ]  # fmt: skip

    def manufacture(self) -> list[Row]:
        states = ["Complete", "Complete", "Complete", "In process", "Planned", "Cancelled"]
        kept = [run for run in self.runs if self.tidy or self.rng.random() < 0.95]
        return [
            {
                "Run ID": self.slip(run), "Started on": self.day(), "Part number": f"PN-{self.rng.randrange(4)}",
                "Part revision": "A", "Quantity made": self.some(10, 0.9), "Unit": "pcs", "Status": self.rng.choice(states),
                "Machine": f"M{self.rng.randrange(3)}", "Work order": f"WO-{self.rng.randrange(9)}",
            }
            for run in kept
        ]  # fmt: skip

    def materials_used(self) -> list[Row]:
        rows: list[Row] = [
            {
                "Run ID": self.pick(self.runs), "Source": self.pick(self.lots, self.pieces, self.runs), "Quantity": self.some(1, 0.9),
                "Unit": "kg", "Unit serial": self.some(f"S{self.rng.randrange(30)}", 0.3),
            }
            for _ in range(self.n)
        ]  # fmt: skip
        self.rng.shuffle(rows)
        return rows

    def orders(self) -> list[Row]:
        return [
            {
                "Order ID": self.slip(order), "Customer": self.pick(["Ann", "Bob", "Smith & Sons <UK>"]), "Part number": f"PN-{self.rng.randrange(4)}",
                "Part revision": "A", "Quantity": 5, "Unit": "pcs", "Status": self.rng.choice(["Open", "Shipped", "Cancelled"]),
            }
            for order in self.orders_made
        ]  # fmt: skip

    def shipments(self) -> list[Row]:
        return [
            {
                "Shipment ID": f"SHP-{i}", "Shipped on": self.day(), "Order ID": self.pick(self.orders_made),
                "Run ID": self.pick(self.runs), "Quantity": self.some(2, 0.9), "Unit": "pcs",
                "Serials": self.some(f"S{self.rng.randrange(30)}, S{self.rng.randrange(30)}", 0.4),
            }
            for i in range(self.n // 2)
        ]  # fmt: skip

    def customers(self) -> list[Row]:
        return [{"Customer": name, "E-mail": "qa@example.com"} for name in ("Ann", "Smith & Sons <UK>")]

    def outside_processes(self) -> list[Row]:
        return [{"Run ID": self.pick(self.runs), "Process": "Anodise", "Supplier": "Plater", "Certificate number": self.pick(self.heats)}]  # fmt: skip

    def nonconformances(self) -> list[Row]:
        return [
            {"NCR ID": "NCR-1", "Lot or run": self.pick(self.lots), "Quantity": 1, "Disposition": "Scrap"}
        ]

    def measurements(self) -> list[Row]:
        return [
            {"Run ID": self.pick(self.runs), "Characteristic": "D", "Gauge": "G1", "Result": 1}
            for _ in range(4)
        ]

    def custody(self) -> list[Row]:
        return [{"Lot ID": self.pick(self.lots), "Step": 1, "Heat on document": self.rng.choice(self.heats)}]

    def settings(self) -> list[Row]:
        return [{"Setting": "Company name", "Value": "Shop"}]
